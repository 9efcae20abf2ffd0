use super::*;
use crate::digest::MultiHasher;
use crate::manifest::format_of;

/// A container written as text: files with their content, links with `-> target`.
fn check(files: &[(&str, &str)], complete: bool) -> Reconciled {
    let digests: Vec<Digests> = files
        .iter()
        .map(|(_, text)| match text.starts_with("-> ") {
            true => Digests::default(),
            false => MultiHasher::of(Algorithm::ALL.into_iter().collect(), text.as_bytes()),
        })
        .collect();
    let items: Vec<Item<'_>> = files
        .iter()
        .zip(&digests)
        .map(|((path, text), digests)| {
            let link = text.strip_prefix("-> ");
            Item {
                path: path.as_bytes(),
                kind: match link {
                    Some(_) => EntryKind::Symlink,
                    None if *text == "FOLDER" => EntryKind::Folder,
                    None => EntryKind::File,
                },
                size: text.len() as u64,
                digests,
                broken: *text == "BROKEN",
                link: link.map(str::as_bytes),
                root: b"",
            }
        })
        .collect();
    let manifests: Vec<Manifest> = files
        .iter()
        .filter_map(|(path, text)| Some((format_of(path.as_bytes())?.read)(path.as_bytes(), text.as_bytes())))
        .collect();
    let bags: Vec<Bag> = files
        .iter()
        .filter(|(path, _)| path.ends_with("bagit.txt"))
        .map(|(path, text)| Bag::new(path.as_bytes(), text.as_bytes()))
        .collect();
    reconcile(&Input { items: &items, manifests: &manifests, bags: &bags, complete })
}

fn line(algorithm: Algorithm, text: &str, path: &str) -> String {
    let digest = MultiHasher::of(AlgorithmSet::default().with(algorithm), text.as_bytes());
    format!("{}  {path}\n", digest.hex(algorithm).unwrap())
}

const BAGIT: (&str, &str) = ("b/bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");

fn state_of(result: &Reconciled, index: usize) -> State {
    result.items[index].state
}

#[test]
fn a_bag_verifies_only_when_everything_agrees() {
    let list = line(Algorithm::Sha256, "one", "data/1") + &line(Algorithm::Sha256, "two", "data/2");
    let files = [
        BAGIT,
        ("b/data", "FOLDER"),
        ("b/data/1", "one"),
        ("b/data/2", "two"),
        ("b/manifest-sha256.txt", &list),
    ];
    let good = check(&files, true);
    assert_eq!((good.verdict, good.bags[0].valid, good.counts.verified), (Verdict::Verified, true, 2));

    let modified =
        check(&[BAGIT, ("b/data/1", "onE"), ("b/data/2", "two"), ("b/manifest-sha256.txt", &list)], true);
    assert_eq!((modified.verdict, state_of(&modified, 1)), (Verdict::Altered, State::Modified));
    assert!(modified.bags[0].complete && !modified.bags[0].valid);

    let missing = check(&[BAGIT, ("b/data/1", "one"), ("b/manifest-sha256.txt", &list)], true);
    assert_eq!((missing.verdict, missing.counts.missing), (Verdict::Altered, 1));
    assert_eq!(missing.absent[0].path, b"b/data/2");

    let cut = check(&[BAGIT, ("b/data/1", "one"), ("b/manifest-sha256.txt", &list)], false);
    assert_eq!((cut.verdict, cut.counts.missing), (Verdict::Incomplete, 1));
    assert!(matches!(cut.absent[0].note, Note::NotReached { .. }));

    let files =
        [BAGIT, ("b/data/1", "one"), ("b/data/2", "two"), ("b/data/3", ""), ("b/manifest-sha256.txt", &list)];
    let added = check(&files, true);
    assert_eq!((added.verdict, state_of(&added, 3)), (Verdict::Altered, State::Unlisted));
}

#[test]
fn two_values_conflict_even_when_one_agrees() {
    let list = line(Algorithm::Sha256, "one", "data/1") + &line(Algorithm::Sha256, "two", "data/1");
    let result = check(&[BAGIT, ("b/data/1", "one"), ("b/manifest-sha256.txt", &list)], true);
    assert_eq!((state_of(&result, 1), result.verdict), (State::Conflicting, Verdict::Altered));
}

#[test]
fn a_loose_list_covers_only_a_part() {
    let list = line(Algorithm::Md5, "one", "1") + &line(Algorithm::Sha1, "one", "1");
    let result = check(&[("1", "one"), ("2", "two"), ("sums.md5", &list)], true);
    assert_eq!((result.verdict, result.counts.weak_only), (Verdict::Verified, 1));
    assert_eq!((state_of(&result, 0), state_of(&result, 1)), (State::Verified, State::NotCovered));
    assert!(
        matches!(&result.items[0].notes[..], [Note::WeakOnly { algorithms }] if algorithms == "MD5 + SHA-1")
    );
}

#[test]
fn links_verify_through_what_was_collected() {
    let list = line(Algorithm::Md5, "one", "l")
        + &line(Algorithm::Md5, "x", "gone")
        + &line(Algorithm::Md5, "y", "wrong");
    let files = [
        ("f", "one"),
        ("l", "-> f"),
        ("gone", "-> /usr/lib/x"),
        ("wrong", "-> f"),
        ("hash_list.md5", &list[..]),
    ];
    let result = check(&files, true);
    let states: Vec<State> = (0..4).map(|i| state_of(&result, i)).collect();
    assert_eq!(states, [State::NotCovered, State::Verified, State::NotCovered, State::Modified]);
    assert!(matches!(result.items[2].notes[0], Note::LinkTargetNotCollected { .. }));
}

#[test]
fn nothing_is_proved_without_a_claim_that_was_checked() {
    assert_eq!(check(&[("a", "x")], true).verdict, Verdict::Unproven);
    assert_eq!(check(&[("a", "x"), ("SHA256SUMS", "")], true).verdict, Verdict::Unproven);
    let list = line(Algorithm::Sha256, "x", "../a");
    let outside = check(&[("a", "x"), ("SHA256SUMS", &list)], true);
    assert_eq!((outside.verdict, outside.counts.missing), (Verdict::Altered, 1));
    let broken = check(&[("a", "BROKEN"), ("SHA256SUMS", &line(Algorithm::Sha256, "BROKEN", "a"))], true);
    assert_eq!((broken.verdict, state_of(&broken, 0)), (Verdict::Incomplete, State::Unreadable));
}

#[test]
fn a_repeated_line_breaks_a_bag_since_1_0_only() {
    let list = line(Algorithm::Sha256, "one", "data/1").repeat(2);
    let files =
        |version| [("b/bagit.txt", version), ("b/data/1", "one"), ("b/manifest-sha256.txt", &list[..])];
    let old = check(&files("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"), true);
    let new = check(&files("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), true);
    assert_eq!((old.verdict, new.verdict), (Verdict::Verified, Verdict::Altered));
}

#[test]
fn silence_of_a_list_that_could_not_be_read_accuses_nobody() {
    let other = check(&[BAGIT, ("b/data/1", "one"), ("b/manifest-sha3256.txt", "00ff data/1\n")], true);
    assert_eq!((other.verdict, state_of(&other, 1)), (Verdict::Incomplete, State::NotCovered));
    let damaged = line(Algorithm::Sha256, "one", "data/1").replace("  ", "q")
        + &line(Algorithm::Sha256, "two", "data/2");
    let files = [BAGIT, ("b/data/1", "one"), ("b/data/2", "two"), ("b/manifest-sha256.txt", &damaged[..])];
    let result = check(&files, true);
    assert_eq!((result.verdict, state_of(&result, 1)), (Verdict::Incomplete, State::NotCovered));
    assert!(matches!(result.items[1].notes[..], [Note::MayBeListed { .. }]));
}

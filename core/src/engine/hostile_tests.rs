//! What broken and hostile input comes to: a sentence with the place, and the part that could be read.

use super::protocol::*;
use super::*;
use crate::container::Item;
use crate::digest::{Algorithm, Inline, MultiHasher};
use crate::io::{Limits, MemorySource, MemorySpill, ReadAt};
use crate::testing::fixtures;
use crate::text::Lang;
use crate::verify::{State, Verdict};
use std::io::Write;
use std::rc::Rc;

fn read(name: &str, bytes: Vec<u8>, limits: Limits) -> Engine {
    let options = Options { limits, ..Options::default() };
    let mut engine = Engine::new(options, Box::<MemorySpill>::default(), Box::<Inline>::default());
    let content = Content::File(Rc::new(MemorySource::new(bytes)));
    engine.open(Source { name: name.into(), mtime: None, content });
    while engine.step() != Pump::Idle {}
    engine
}

fn open(name: &str, bytes: Vec<u8>) -> Engine {
    read(name, bytes, Limits::default())
}

fn problems(engine: &Engine) -> Vec<String> {
    engine.case().bundles.iter().flat_map(|b| &b.problems).map(|note| note.text(Lang::En)).collect()
}

fn states(engine: &Engine) -> Vec<(String, Option<State>)> {
    let case = engine.case();
    case.entries.iter().filter(|e| !e.is_folder()).map(|entry| (case.path(entry), entry.state)).collect()
}

fn verdict(engine: &Engine) -> Option<Verdict> {
    engine.case().bundles[0].verdict
}

/// A tar of files.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (path, data) in files {
        let mut header = ::tar::Header::new_ustar();
        // Written past the library's check, as an attacker would.
        header.as_ustar_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_795_000_000);
        header.set_cksum();
        builder.append(&header, *data).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: &[(&str, &[u8])], method: ::zip::CompressionMethod) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = ::zip::write::SimpleFileOptions::default().compression_method(method);
    for (path, data) in files {
        writer.start_file(*path, options).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A sealed list and three files; text that does not pack well, so that a cut falls inside it.
fn sealed() -> Vec<(&'static str, Vec<u8>)> {
    let noise = |seed: u64| {
        let mut state = seed;
        (0..90_000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 56) as u8
            })
            .collect::<Vec<u8>>()
    };
    let files = [("a", noise(1)), ("b", noise(2)), ("c", noise(3))];
    let line = |(name, data): &(&str, Vec<u8>)| {
        let digest =
            MultiHasher::of(crate::digest::AlgorithmSet::DEFAULT, data).hex(Algorithm::Sha256).unwrap();
        format!("{digest}  {name}\n")
    };
    let sums: String = files.iter().map(line).collect();
    [("SHA256SUMS", sums.into_bytes())].into_iter().chain(files).collect()
}

fn borrowed<'a>(files: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    files.iter().map(|(name, data)| (*name, &data[..])).collect()
}

#[test]
fn every_packing_of_the_same_files_verifies() {
    let files = sealed();
    let files = borrowed(&files);
    let plain = tar(&files);
    let packed = [
        ("plain.tar", plain.clone()),
        ("x.tar.gz", gz(&plain)),
        ("x.tar.zst", zstd::encode_all(&plain[..], 3).unwrap()),
        ("stored.zip", zip(&files, ::zip::CompressionMethod::Stored)),
        ("deflate.zip", zip(&files, ::zip::CompressionMethod::Deflated)),
        ("zstd.zip", zip(&files, ::zip::CompressionMethod::Zstd)),
        ("two.gz", [gz(&plain[..60_000]), gz(&plain[60_000..])].concat()),
    ];
    for (name, bytes) in packed {
        let digest = MultiHasher::of(crate::digest::AlgorithmSet::DEFAULT, &bytes);
        let engine = open(name, bytes);
        assert_eq!(verdict(&engine), Some(Verdict::Verified), "{name}: {:?}", problems(&engine));
        assert_eq!(engine.case().bundles[0].counts.verified, 3, "{name}");
        assert_eq!(engine.case().bundles[0].digests, digest, "{name}");
        assert_eq!(problems(&engine), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_truncated_archive_keeps_what_was_read_at_every_layer() {
    let files = sealed();
    let files = borrowed(&files);
    let plain = tar(&files);
    let packed = [
        ("plain.tar", "tar", plain.clone()),
        ("x.tar.gz", "gzip", gz(&plain)),
        ("x.tar.zst", "zstd", zstd::encode_all(&plain[..], 3).unwrap()),
        ("deflate.zip", "zip", zip(&files, ::zip::CompressionMethod::Deflated)),
        ("stored.zip", "zip", zip(&files, ::zip::CompressionMethod::Stored)),
    ];
    for (name, layer, mut bytes) in packed {
        bytes.truncate(bytes.len() * 3 / 5);
        let engine = open(name, bytes);
        assert_eq!(verdict(&engine), Some(Verdict::Incomplete), "{name}");
        let states = states(&engine);
        assert!(states.contains(&("a".into(), Some(State::Verified))), "{name}: {states:?}");
        assert!(!states.iter().any(|(_, state)| *state == Some(State::Modified)), "{name}: {states:?}");
        let problems = problems(&engine);
        assert!(problems.iter().any(|p| p.contains(layer) && p.contains("byte")), "{name}: {problems:?}");
    }
}

#[test]
fn damage_inside_is_told_with_its_place_and_never_verified() {
    let files = sealed();
    let plain = tar(&borrowed(&files));
    for at in (700..plain.len()).step_by(17_389) {
        let mut bytes = plain.clone();
        bytes[at] ^= 0x10;
        let engine = open("x.tar", bytes);
        assert_ne!(verdict(&engine), Some(Verdict::Verified), "byte {at}");
    }
    let packed = zstd::encode_all(&plain[..], 3).unwrap();
    for at in (40..packed.len()).step_by(9_973) {
        let mut bytes = packed.clone();
        bytes[at] ^= 0x01;
        assert_ne!(verdict(&open("x.tar.zst", bytes)), Some(Verdict::Verified), "packed byte {at}");
    }
}

#[test]
fn wrong_magic_and_empty_files_are_files() {
    let empty = open("nothing.tar", Vec::new());
    assert_eq!(verdict(&empty), Some(Verdict::Unproven));
    assert!(problems(&empty)[0].contains("is empty"));
    let text = open("evidence.tar.zst", b"this is no archive".to_vec());
    assert_eq!(engine_format(&text), "file");
    assert_eq!(states(&text).len(), 1);
    let broken = open("x.zst", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff".to_vec());
    assert_eq!(verdict(&broken), Some(Verdict::Incomplete));
    assert!(problems(&broken)[0].contains("zstd"), "{:?}", problems(&broken));
}

fn engine_format(engine: &Engine) -> &str {
    &engine.case().bundles[0].format
}

#[test]
fn bombs_are_stopped_and_marked() {
    let limits = Limits { ratio_floor: 1 << 20, ratio: 100, ..Limits::default() };
    let zeros = vec![0; 8 << 20];
    let tar_bomb = zstd::encode_all(&tar(&[("small", b"x"), ("bomb", &zeros)])[..], 3).unwrap();
    for (name, bytes) in [
        ("bomb.tar.zst", tar_bomb),
        ("bomb.zip", zip(&[("bomb", &zeros)], ::zip::CompressionMethod::Deflated)),
    ] {
        let engine = read(name, bytes, limits);
        assert_eq!(verdict(&engine), Some(Verdict::Incomplete), "{name}");
        assert!(
            problems(&engine).iter().any(|p| p.contains("limit for ratio")),
            "{name}: {:?}",
            problems(&engine)
        );
    }
    let many: Vec<(String, Vec<u8>)> = (0..50).map(|i| (format!("f{i}"), vec![1])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, d)| (n.as_str(), &d[..])).collect();
    let engine = read("many.tar", tar(&many), Limits { entries: 10, ..Limits::default() });
    assert_eq!(states(&engine).len(), 10);
    assert!(problems(&engine)[0].contains("limit for entries"), "{:?}", problems(&engine));
    let deep = read("deep.tar", tar(&[(&"d/".repeat(40), b"")]), Limits { depth: 8, ..Limits::default() });
    assert!(problems(&deep)[0].contains("limit for depth"), "{:?}", problems(&deep));
}

#[test]
fn paths_that_point_outside_and_doubles_are_shown_and_told() {
    let engine = open(
        "x.tar",
        tar(&[("/etc/passwd", b"1"), ("../../root/x", b"2"), ("a", b"3"), ("a", b"4"), ("b\u{202e}c", b"5")]),
    );
    let problems = problems(&engine).join("\n");
    assert!(problems.contains("“/etc/passwd”, which points outside"), "{problems}");
    assert!(problems.contains("“../../root/x”, which points outside"), "{problems}");
    assert!(problems.contains("“a” stands in the archive 2 times"), "{problems}");
    assert!(states(&engine).iter().any(|(path, _)| path == "b⟨U+202E⟩c"));
    // Each of the two is hashed on its own.
    let twice: Vec<_> = engine.case().entries.iter().filter(|e| &*e.path == b"a").collect();
    assert_eq!(twice.len(), 2);
    assert_ne!(twice[0].digests, twice[1].digests);
}

#[test]
fn names_that_are_not_utf_8_are_kept_and_told() {
    let mut bytes = tar(&[("xyz", b"1")]);
    bytes[1] = 0xff;
    let sum: u32 = bytes[..512]
        .iter()
        .enumerate()
        .map(|(i, b)| if (148..156).contains(&i) { 32 } else { u32::from(*b) })
        .sum();
    bytes[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let engine = open("x.tar", bytes);
    assert_eq!(&*engine.case().entries[0].path, b"x\xffz");
    assert!(problems(&engine)[0].contains("not valid UTF-8"), "{:?}", problems(&engine));
}

#[test]
fn a_folder_that_may_not_be_read_is_an_unreadable_entry() {
    let items = vec![
        Item::new("good", Rc::new(MemorySource::new(*b"x")) as Rc<dyn ReadAt>),
        Item { path: b"secret".to_vec(), source: Err("permission denied".into()), meta: None },
    ];
    let mut engine = Engine::new(Options::default(), Box::<MemorySpill>::default(), Box::<Inline>::default());
    engine.open(Source { name: "folder".into(), mtime: None, content: Content::Folder(items.into()) });
    while engine.step() != Pump::Idle {}
    assert_eq!(verdict(&engine), Some(Verdict::Incomplete));
    assert!(states(&engine).contains(&("secret".into(), Some(State::Unreadable))));
    assert!(problems(&engine)[0].contains("permission denied"));
}

#[test]
fn one_endless_line_is_read_hashed_and_shown_in_part() {
    let mut line =
        b"Nov 20 01:54:29 host sshd[1]: Accepted password for x from 192.0.2.1 port 1 ssh2".to_vec();
    line.resize(40 << 20, b'A');
    let mut engine = open("auth.log", line);
    assert!(engine.timeline().len() <= 1);
    let request = Request::Text { entry: 0, anchor: Anchor::Line(0), before: 0, count: 5 };
    let rows = loop {
        match engine.ask(&request) {
            Reply::Done(Response::Text { rows, .. }) => break rows,
            Reply::Working { .. } => {}
            Reply::Done(other) => panic!("{other:?}"),
        }
    };
    assert!(rows[0].cut && rows[0].length == 40 << 20 && rows[0].text.len() <= 4096);
}

#[test]
fn a_manifest_that_lists_nothing_proves_nothing() {
    let engine = open("x.tar", tar(&[("SHA256SUMS", b""), ("a", b"1")]));
    assert_eq!(verdict(&engine), Some(Verdict::Unproven));
    assert!(problems(&engine)[0].contains("lists nothing"));
}

#[test]
fn a_cancelled_reading_keeps_what_it_has() {
    let files = sealed();
    let mut engine = Engine::new(Options::default(), Box::<MemorySpill>::default(), Box::<Inline>::default());
    let big = vec![7; 30 << 20];
    let mut all = borrowed(&files);
    all.push(("big", &big));
    let content = Content::File(Rc::new(MemorySource::new(tar(&all))));
    engine.open(Source { name: "x.tar".into(), mtime: None, content });
    for _ in 0..4 {
        engine.step();
    }
    engine.cancel();
    while engine.step() != Pump::Idle {}
    assert_eq!(engine.phase(), Phase::Cancelled);
    assert_eq!(verdict(&engine), Some(Verdict::Incomplete));
    assert!(states(&engine).contains(&("a".into(), Some(State::Verified))));
    assert!(states(&engine).contains(&("big".into(), Some(State::Unreadable))));
}

#[test]
fn bytes_behind_the_end_are_told() {
    let mut bytes = tar(&[("a", b"1")]);
    bytes.extend_from_slice(b"hidden");
    let engine = open("x.tar", bytes);
    assert!(engine.case().bundles[0].complete);
    assert!(problems(&engine)[0].starts_with("6 bytes follow"), "{:?}", problems(&engine));
}

#[test]
fn bags_of_the_conformance_suite_come_out_as_their_folder_says() {
    let Some(root) = fixtures() else { return };
    let root = root.join("LibraryOfCongress+bagit-conformance-suite");
    let mut seen = 0;
    for version in ["v0.93", "v0.94", "v0.95", "v0.96", "v0.97", "v1.0"] {
        for class in ["valid", "invalid"] {
            let Ok(bags) = std::fs::read_dir(root.join(version).join(class)) else { continue };
            for bag in bags {
                let bag = bag.unwrap().path();
                let items = items(&bag);
                let whole = items.iter().any(|item| item.path == b"bagit.txt");
                let mut engine =
                    Engine::new(Options::default(), Box::<MemorySpill>::default(), Box::<Inline>::default());
                let content = Content::Folder(items.into());
                engine.open(Source { name: "bag".into(), mtime: None, content });
                while engine.step() != Pump::Idle {}
                let verified = verdict(&engine) == Some(Verdict::Verified);
                // Some bags of the stored suite are without their tag files: those can only not verify.
                assert_eq!(verified, class == "valid" && whole, "{}: {:?}", bag.display(), problems(&engine));
                seen += usize::from(whole);
            }
        }
    }
    assert!(seen >= 6, "{seen} whole bags");
}

fn items(root: &std::path::Path) -> Vec<Item> {
    let mut items = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            items.push(Item::new(
                name,
                Rc::new(MemorySource::new(std::fs::read(&path).unwrap())) as Rc<dyn ReadAt>,
            ));
        }
    }
    items.sort_by(|a, b| a.path.cmp(&b.path));
    items
}

//! Does a value that somebody pasted match?

use super::case::{Case, Entry};
use super::protocol::Compared;
use crate::digest::{Algorithm, Digests, hex, unhex};

/// Compares with one entry's digests, or, without an entry, with every container and every entry.
pub fn compare(case: &Case, entry: Option<u32>, pasted: &str) -> Compared {
    let Some(value) = digest_in(pasted) else { return Compared::NotADigest };
    let Some(algorithm) = Algorithm::from_size(value.len()) else { return Compared::NotADigest };
    match entry.map(|id| case.entry(id)) {
        Some(None) => Compared::NotComputed { algorithm: algorithm.title().into() },
        Some(Some(entry)) => one(case, entry, algorithm, &value),
        None => all(case, algorithm, &value),
    }
}

fn one(case: &Case, entry: &Entry, algorithm: Algorithm, value: &[u8]) -> Compared {
    match entry.digests.get(algorithm) {
        None => Compared::NotComputed { algorithm: algorithm.title().into() },
        Some(actual) if actual == value => matched(algorithm, vec![case.path(entry)]),
        Some(actual) => Compared::Differs { algorithm: algorithm.title().into(), actual: Some(hex(actual)) },
    }
}

fn all(case: &Case, algorithm: Algorithm, value: &[u8]) -> Compared {
    let holds = |digests: &Digests| digests.get(algorithm) == Some(value);
    let bundles = case.bundles.iter().filter(|bundle| holds(&bundle.digests)).map(|b| b.source.name.clone());
    let seals = case.bundles.iter().flat_map(|bundle| {
        let seal = |verdict: &crate::verify::BagVerdict| verdict.seal.as_deref() == Some(&hex(value));
        bundle.bag_verdicts.iter().filter(move |verdict| seal(verdict)).map(|_| bundle.source.name.clone())
    });
    let entries = case.entries.iter().filter(|entry| holds(&entry.digests)).map(|entry| case.path(entry));
    let mut of: Vec<String> = bundles.collect();
    let sealed: Vec<String> = seals.filter(|name| !of.contains(name)).collect();
    of.extend(sealed);
    of.extend(entries);
    let computed = case.entries.iter().any(|entry| entry.digests.get(algorithm).is_some());
    match (of.is_empty(), computed) {
        (false, _) => matched(algorithm, of),
        (true, true) => Compared::Differs { algorithm: algorithm.title().into(), actual: None },
        (true, false) => Compared::NotComputed { algorithm: algorithm.title().into() },
    }
}

fn matched(algorithm: Algorithm, of: Vec<String>) -> Compared {
    Compared::Match { algorithm: algorithm.title().into(), of, weak: algorithm.is_weak() }
}

/// The digest in what was pasted: groups of hex digits with spaces, colons or dashes between them, perhaps with
/// an algorithm's name before and a file's name behind.
fn digest_in(pasted: &str) -> Option<Vec<u8>> {
    let known = |bytes: &Vec<u8>| Algorithm::from_size(bytes.len()).is_some();
    // A digest in one piece, wherever it stands in a line of a sum file.
    let pieces = pasted.split(|c: char| !c.is_ascii_hexdigit()).filter(|piece| piece.len() >= 32);
    if let Some(found) = pieces.filter_map(|piece| unhex(piece.as_bytes())).find(known) {
        return Some(found);
    }
    let joined: String =
        pasted.chars().filter(|c| !matches!(c, ' ' | ':' | '-' | '\t' | '\n' | '\r')).collect();
    unhex(joined.as_bytes()).filter(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_found_in_what_people_paste() {
        let md5 = "d41d8cd98f00b204e9800998ecf8427e";
        for text in [
            md5.to_owned(),
            md5.to_uppercase(),
            "d41d 8cd9 8f00 b204 e980 0998 ecf8 427e".into(),
            format!("{md5}  evidence.tar"),
            format!("MD5 (evidence.tar) = {md5}"),
            "d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e".into(),
        ] {
            assert_eq!(digest_in(&text).map(|d| hex(&d)).as_deref(), Some(md5), "{text}");
        }
        for text in ["", "d41d8cd9", "no digest at all", "zz1d8cd98f00b204e9800998ecf8427e"] {
            assert_eq!(digest_in(text), None, "{text}");
        }
    }
}

//! Which digests the drawer shows of a file, in which order, and what each is set against.

use glasscase_core::engine::protocol::{ClaimRow, EntryDetail};

/// Whose value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The file's, and no manifest disagrees.
    Plain,
    /// A manifest's, which the file does not have or which another contradicts.
    Manifest,
    /// The file's, where a manifest states another.
    File,
    /// The file's, where the same was already said in a stronger algorithm.
    Too,
}

/// A digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRow {
    /// Whose value it is.
    pub said: Said,
    /// Algorithm's id.
    pub algorithm: String,
    /// The value, hex.
    pub value: String,
    /// The value to mark differences from.
    pub against: Option<String>,
    /// Manifests and lines that state this value.
    pub places: Vec<(String, Option<u32>)>,
}

/// Strongest first.
const ORDER: [&str; 6] = ["sha512", "sha384", "sha256", "sha224", "sha1", "md5"];

/// The rows for a file: what differs first and in full, then what agrees.
pub fn digest_rows(detail: &EntryDetail) -> Vec<DigestRow> {
    let mut differing = Vec::new();
    let mut agreeing = Vec::new();
    for algorithm in algorithms(detail) {
        let stated = stated(&detail.claims, &algorithm);
        let actual = actual(detail, &algorithm);
        let row = |said, value: &str, against: Option<&str>, places: &[(String, Option<u32>)]| DigestRow {
            said,
            algorithm: algorithm.clone(),
            value: value.to_owned(),
            against: against.map(str::to_owned),
            places: places.to_vec(),
        };
        match (actual.as_deref(), stated.as_slice()) {
            (Some(actual), []) => agreeing.push(row(Said::Plain, actual, None, &[])),
            (Some(actual), [(value, places)]) if value == actual => {
                agreeing.push(row(Said::Plain, actual, None, places));
            }
            (Some(actual), [(value, places)]) if !differing.is_empty() => {
                differing.push(row(Said::Too, actual, Some(value), places));
            }
            (actual, stated) => {
                differing.extend(stated.iter().map(|(value, places)| {
                    row(Said::Manifest, value, actual.filter(|actual| actual != value), places)
                }));
                if let Some(actual) = actual {
                    // Where one of two stated values is the file's, what differs is marked in the other.
                    let agrees = stated.iter().any(|(value, _)| value == actual);
                    let other = stated.first().filter(|_| !agrees).map(|(value, _)| value.as_str());
                    differing.push(row(Said::File, actual, other, &[]));
                }
            }
        }
    }
    differing.extend(agreeing);
    differing
}

/// Every algorithm that has a value, strongest first.
fn algorithms(detail: &EntryDetail) -> Vec<String> {
    let mut all: Vec<String> = detail
        .digests
        .iter()
        .map(|(algorithm, _)| algorithm.clone())
        .chain(detail.claims.iter().filter(|c| c.expected.is_some()).map(|c| c.algorithm.clone()))
        .collect();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    all.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    all.dedup();
    all
}

/// A value, and each manifest and line that states it.
type Stated = (String, Vec<(String, Option<u32>)>);

/// The distinct values that manifests state, each with where.
fn stated(claims: &[ClaimRow], algorithm: &str) -> Vec<Stated> {
    let mut out: Vec<Stated> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.algorithm == algorithm) {
        let Some(value) = &claim.expected else { continue };
        let value = value.to_ascii_lowercase();
        let place = (claim.manifest_path.clone(), claim.line);
        match out.iter_mut().find(|(known, _)| *known == value) {
            Some((_, places)) => places.push(place),
            None => out.push((value, vec![place])),
        }
    }
    out
}

/// The computed value: the file's own, or for a link that of the file it leads to.
fn actual(detail: &EntryDetail, algorithm: &str) -> Option<String> {
    let own = detail.digests.iter().find(|(name, _)| name == algorithm).map(|(_, value)| value);
    let compared = detail.claims.iter().filter(|c| c.algorithm == algorithm).find_map(|c| c.actual.as_ref());
    let value = if detail.link.is_some() { compared.or(own) } else { own.or(compared) };
    value.map(|value| value.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasscase_core::engine::protocol::EntryRow;
    use glasscase_core::verify::State;

    fn detail(digests: &[(&str, &str)], claims: &[(&str, &str, u32)]) -> EntryDetail {
        let claim = |(algorithm, expected, line): &(&str, &str, u32)| ClaimRow {
            manifest: Some(0),
            manifest_path: "m".into(),
            line: Some(*line),
            path: "f".into(),
            algorithm: (*algorithm).into(),
            expected: Some((*expected).into()),
            actual: None,
            state: State::Verified,
            entry: None,
            node: None,
            note: None,
        };
        EntryDetail {
            row: EntryRow {
                node: 0,
                entry: Some(0),
                name: "f".into(),
                path: "f".into(),
                files: 1,
                state: None,
                weak: false,
                size: None,
                modified: None,
                sha256: None,
                md5: None,
                kind: None,
                events: 0,
            },
            bundle: String::new(),
            archive_path: String::new(),
            entry_kind: "file".into(),
            link: None,
            mode: None,
            owner: None,
            digests: digests.iter().map(|(a, v)| ((*a).into(), (*v).into())).collect(),
            claims: claims.iter().map(claim).collect(),
            notes: Vec::new(),
            readable: true,
            basis: Vec::new(),
        }
    }

    fn check(detail: &EntryDetail, expected: &[&str]) {
        let shown: Vec<String> = digest_rows(detail)
            .into_iter()
            .map(|row| {
                let against = row.against.map(|a| format!(" vs {a}")).unwrap_or_default();
                let lines: Vec<String> =
                    row.places.iter().filter_map(|(_, l)| l.map(|l| l.to_string())).collect();
                format!("{:?} {} {}{against} @{}", row.said, row.algorithm, row.value, lines.join(","))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_agrees_says_where_it_is_stated() {
        check(
            &detail(&[("md5", "aa"), ("sha256", "bb")], &[("sha256", "BB", 3), ("sha256", "bb", 9)]),
            &["Plain sha256 bb @3,9", "Plain md5 aa @"],
        );
    }

    #[test]
    fn what_differs_comes_first_and_once_in_full() {
        check(
            &detail(
                &[("md5", "a2"), ("sha256", "b2"), ("sha1", "c1")],
                &[("md5", "a1", 1), ("sha256", "b1", 2)],
            ),
            &[
                "Manifest sha256 b1 vs b2 @2",
                "File sha256 b2 vs b1 @",
                "Too md5 a2 vs a1 @1",
                "Plain sha1 c1 @",
            ],
        );
    }

    #[test]
    fn two_values_for_one_file_are_both_shown() {
        check(
            &detail(&[("sha256", "b1")], &[("sha256", "b1", 2), ("sha256", "b9", 7)]),
            &["Manifest sha256 b1 @2", "Manifest sha256 b9 vs b1 @7", "File sha256 b1 @"],
        );
    }

    #[test]
    fn a_missing_file_has_only_the_manifest() {
        check(
            &detail(&[], &[("sha256", "b1", 2), ("md5", "a1", 2)]),
            &["Manifest sha256 b1 @2", "Manifest md5 a1 @2"],
        );
    }

    #[test]
    fn a_link_shows_the_file_it_leads_to() {
        let mut link = detail(&[("sha256", "own")], &[("sha256", "t1", 1)]);
        link.link = Some("target".into());
        link.claims[0].actual = Some("t1".into());
        check(&link, &["Plain sha256 t1 @1"]);
    }
}

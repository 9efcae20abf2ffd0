//! Sum files as GNU coreutils (`sha256sum`, `md5sum`: digest, space, space or asterisk, name; a backslash before
//! the line means that `\n`, `\r` and `\\` in the name are escaped) and BSD (`SHA256 (name) = digest`) write them.
//! The algorithm follows from the BSD tag or from the digest's length.

use super::{Claim, Kind, Manifest, bad_line, lines, resolve};
use crate::digest::{Algorithm, unhex};
use crate::note::Note;

/// Names under which sum files go round.
pub(super) fn is_sum_file(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let of_algorithm = Algorithm::ALL.iter().any(|algorithm| {
        let id = algorithm.id();
        let ending = stem.rsplit_once('.').map(|(_, ending)| ending).unwrap_or(stem);
        ending.strip_prefix(id).is_some_and(|rest| matches!(rest, "" | "sum" | "sums"))
    });
    of_algorithm || matches!(stem, "checksums" | "checksum" | "hashes" | "digests")
}

pub(super) fn read(path: &[u8], bytes: &[u8]) -> Manifest {
    read_as(Kind::Sums, path, bytes)
}

pub(super) fn read_as(kind: Kind, path: &[u8], bytes: &[u8]) -> Manifest {
    let mut manifest = Manifest {
        kind,
        path: path.to_vec(),
        claims: Vec::new(),
        problems: Vec::new(),
        unread: 0,
        unknown: false,
    };
    for (number, line) in lines(bytes) {
        if line.trim_ascii().is_empty() || line.starts_with(b"#") || line.starts_with(b";") {
            continue;
        }
        match gnu(line).or_else(|| bsd(line)) {
            Some((algorithm, digest, written)) => manifest.claims.push(Claim {
                path: resolve(manifest.base(), &written),
                literal: None,
                written,
                algorithm,
                digest,
                line: number,
            }),
            None => {
                manifest.unread += u32::from(may_be_a_claim(line));
                manifest.problems.push(bad_line(
                    path,
                    number,
                    "not “digest  name” or “ALGORITHM (name) = digest”",
                ));
            }
        }
    }
    if manifest.claims.is_empty() {
        manifest.problems.push(Note::ManifestEmpty { manifest: crate::text::inert(path) });
    }
    manifest
}

/// Whether a line that is of neither style has a run of hex digits in it, as a damaged digest would; people write
/// remarks into such files too.
fn may_be_a_claim(line: &[u8]) -> bool {
    line.split(|b| !b.is_ascii_hexdigit()).any(|run| run.len() >= 12)
}

fn gnu(line: &[u8]) -> Option<(Algorithm, Vec<u8>, Vec<u8>)> {
    let (escaped, line) = match line.strip_prefix(b"\\") {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let end = line.iter().position(|b| *b == b' ')?;
    let digest = unhex(line.get(..end)?)?;
    let algorithm = Algorithm::from_size(digest.len())?;
    let name = line.get(end + 1..)?;
    // Text mode has a second space, binary mode an asterisk; some writers leave the mark out.
    let name = name.strip_prefix(b" ").or_else(|| name.strip_prefix(b"*")).unwrap_or(name);
    (!name.is_empty()).then(|| (algorithm, digest, if escaped { unescape(name) } else { name.to_vec() }))
}

fn bsd(line: &[u8]) -> Option<(Algorithm, Vec<u8>, Vec<u8>)> {
    let (escaped, line) = match line.strip_prefix(b"\\") {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let open = line.iter().position(|b| *b == b'(')?;
    let close = line.iter().rposition(|b| *b == b')')?;
    let algorithm = Algorithm::from_name(std::str::from_utf8(line.get(..open)?).ok()?.trim())?;
    let digest = line.get(close + 1..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii();
    let digest = unhex(digest).filter(|digest| digest.len() == algorithm.size())?;
    let name = line.get(open + 1..close).filter(|name| !name.is_empty())?;
    Some((algorithm, digest, if escaped { unescape(name) } else { name.to_vec() }))
}

fn unescape(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut bytes = name.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => match bytes.next() {
                Some(b'n') => out.push(b'\n'),
                Some(b'r') => out.push(b'\r'),
                Some(other) => out.push(other),
                None => out.push(b'\\'),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &[u8]) -> Vec<(Algorithm, Vec<u8>)> {
        read(b"SHA256SUMS", text).claims.into_iter().map(|c| (c.algorithm, c.written)).collect()
    }

    #[test]
    fn gnu_and_bsd_styles() {
        let text = b"d41d8cd98f00b204e9800998ecf8427e  a b\n\
            d41d8cd98f00b204e9800998ecf8427e *bin\n\
            \\d41d8cd98f00b204e9800998ecf8427e  new\\nline\\\\x\n\
            MD5 (a (1).txt) = d41d8cd98f00b204e9800998ecf8427e\n\
            SHA1(x)= da39a3ee5e6b4b0d3255bfef95601890afd80709\n\
            # remark\nrubbish\n";
        let expected: Vec<(Algorithm, Vec<u8>)> = vec![
            (Algorithm::Md5, b"a b".to_vec()),
            (Algorithm::Md5, b"bin".to_vec()),
            (Algorithm::Md5, b"new\nline\\x".to_vec()),
            (Algorithm::Md5, b"a (1).txt".to_vec()),
            (Algorithm::Sha1, b"x".to_vec()),
        ];
        assert_eq!(names(text), expected);
        assert_eq!(read(b"x.md5", text).problems.len(), 1);
    }

    #[test]
    fn sum_files_are_known_by_name() {
        for name in
            ["SHA256SUMS", "sha256sum.txt", "files.md5", "evidence.sha1.txt", "MD5SUMS", "checksums.txt"]
        {
            assert!(is_sum_file(name), "{name}");
        }
        for name in ["passwd.md5sumsx", "auth.log", "bash.md5sums.list", "sha256", "md5check"] {
            assert_eq!(is_sum_file(name), name == "sha256", "{name}");
        }
    }
}

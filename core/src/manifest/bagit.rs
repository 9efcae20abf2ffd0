//! Payload and tag manifests of BagIt (RFC 8493 sections 2.1.3 and 2.2.1; drafts 0.93 to 0.97 alike): a digest,
//! white space, a path from the bag's folder. CR, LF and percent are written `%0D`, `%0A`, `%25`.

use super::{Claim, Kind, Manifest, bad_line, lines, resolve};
use crate::digest::{Algorithm, unhex};
use crate::note::Note;

pub(super) fn is_payload_manifest(name: &str) -> bool {
    algorithm_name(name, "manifest-").is_some()
}

pub(super) fn is_tag_manifest(name: &str) -> bool {
    algorithm_name(name, "tagmanifest-").is_some()
}

pub(super) fn read_payload(path: &[u8], bytes: &[u8]) -> Manifest {
    read(Kind::BagPayload, "manifest-", path, bytes)
}

pub(super) fn read_tags(path: &[u8], bytes: &[u8]) -> Manifest {
    read(Kind::BagTags, "tagmanifest-", path, bytes)
}

fn algorithm_name<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    name.strip_prefix(prefix)?.strip_suffix(".txt").filter(|name| !name.is_empty())
}

fn read(kind: Kind, prefix: &str, path: &[u8], bytes: &[u8]) -> Manifest {
    let mut manifest = Manifest {
        kind,
        path: path.to_vec(),
        claims: Vec::new(),
        problems: Vec::new(),
        unread: 0,
        unknown: false,
    };
    let name = String::from_utf8_lossy(path).into_owned();
    let name = name.rsplit('/').next().unwrap_or_default();
    let stated = algorithm_name(name, prefix).unwrap_or_default();
    let Some(algorithm) = Algorithm::from_name(stated) else {
        manifest.unknown = true;
        manifest.problems.push(Note::AlgorithmUnknown {
            manifest: crate::text::inert(path),
            algorithm: crate::text::inert(stated.as_bytes()),
        });
        return manifest;
    };
    for (number, line) in lines(bytes).filter(|(_, line)| !line.is_empty()) {
        match claim(manifest.base(), algorithm, line, number) {
            Ok(claim) => manifest.claims.push(claim),
            Err(what) => {
                manifest.unread += 1;
                manifest.problems.push(bad_line(path, number, what));
            }
        }
    }
    if manifest.claims.is_empty() {
        manifest.problems.push(Note::ManifestEmpty { manifest: crate::text::inert(path) });
    }
    manifest
}

fn claim(base: &[u8], algorithm: Algorithm, line: &[u8], number: u32) -> Result<Claim, &'static str> {
    let end = line.iter().position(|b| b.is_ascii_whitespace()).ok_or("no path behind the digest")?;
    let (digest, rest) = line.split_at(end);
    let digest = unhex(digest)
        .filter(|digest| digest.len() == algorithm.size())
        .ok_or("the digest has another form than the algorithm's")?;
    let written = rest.trim_ascii_start();
    // md5sum marks a binary file with an asterisk, and bags made with it carry the mark along.
    let written = written.strip_prefix(b"*").unwrap_or(written);
    if written.is_empty() {
        return Err("no path behind the digest");
    }
    let decoded = percent_decode(written);
    let literal = (decoded != written).then(|| resolve(base, written)).flatten();
    Ok(Claim {
        path: resolve(base, &decoded),
        literal,
        written: written.to_vec(),
        algorithm,
        digest,
        line: number,
    })
}

/// Undoes `%0A`, `%0D` and `%25`, and nothing else: other percent signs are part of the name.
fn percent_decode(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((first, behind)) = rest.split_first() {
        let code = (*first == b'%').then(|| behind.get(..2)).flatten();
        let byte = match code.map(|code| code.to_ascii_uppercase()).as_deref() {
            Some(b"0A") => Some(b'\n'),
            Some(b"0D") => Some(b'\r'),
            Some(b"25") => Some(b'%'),
            _ => None,
        };
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_makers_are_read() {
        let text = b"d41d8cd98f00b204e9800998ecf8427e  data/a b.txt\r\nd41d8cd98f00b204e9800998ecf8427e *./data/c%0Ad%20\n\nnonsense\nd41d8cd98f00b204e9800998ecf8427e /etc/passwd\n";
        let manifest = read_payload(b"bag/manifest-md5.txt", text);
        let paths: Vec<_> = manifest.claims.iter().map(|c| c.path.as_deref()).collect();
        assert_eq!(paths, [Some(&b"bag/data/a b.txt"[..]), Some(b"bag/data/c\nd%20"), None]);
        assert_eq!(manifest.claims.iter().map(|c| c.line).collect::<Vec<_>>(), [1, 2, 5]);
        assert_eq!(manifest.problems.len(), 1);
        assert_eq!(manifest.claims[1].literal.as_deref(), Some(&b"bag/data/c%0Ad%20"[..]));
    }

    #[test]
    fn a_manifest_that_lists_nothing_says_so() {
        let manifest = read_payload(b"manifest-sha256.txt", b"\n\n");
        assert!(matches!(manifest.problems[..], [Note::ManifestEmpty { .. }]));
        let manifest = read_payload(b"manifest-whirlpool.txt", b"00 data/a\n");
        assert!(matches!(manifest.problems[..], [Note::AlgorithmUnknown { .. }]));
    }
}

//! What lists of digests claim, normalised to one model: one file a format, one row each in [`FORMATS`].
//!
//! A reader of a manifest judges nothing. It keeps every claim with its line, and says which lines it could not
//! understand. Which entries a claim means, and whether it holds, is [`crate::verify`]'s business.

pub mod bag;
mod bagit;
mod path;
mod sums;
mod uac;

use crate::digest::Algorithm;
use crate::note::Note;
pub use path::{base_of, resolve};

/// One line of a manifest: this path has this digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The path in the container that it means, normalised; none where it points outside.
    pub path: Option<Vec<u8>>,
    /// Where that path is not there, another reading of the same line: percent signs taken literally.
    pub literal: Option<Vec<u8>>,
    /// The path as the manifest writes it.
    pub written: Vec<u8>,
    /// Algorithm.
    pub algorithm: Algorithm,
    /// Value.
    pub digest: Vec<u8>,
    /// Line, from 1.
    pub line: u32,
}

/// A manifest's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `manifest-<algorithm>.txt` of a BagIt bag (RFC 8493 section 2.1.3).
    BagPayload,
    /// `tagmanifest-<algorithm>.txt` of a BagIt bag (section 2.2.1).
    BagTags,
    /// Output of `sha256sum`, `md5sum` and their like, GNU or BSD style.
    Sums,
    /// UAC's `hash_list.<algorithm>`.
    Uac,
}

impl Kind {
    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Kind::BagPayload => "bagit",
            Kind::BagTags => "bagit-tag",
            Kind::Sums => "sums",
            Kind::Uac => "uac",
        }
    }

    /// Whether it must list every file of its kind, so that a file it does not list is a finding.
    pub fn covers_all(self) -> bool {
        self == Kind::BagPayload
    }
}

/// A list of digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its format.
    pub kind: Kind,
    /// Its path in the container.
    pub path: Vec<u8>,
    /// Its claims, in the order of its lines.
    pub claims: Vec<Claim>,
    /// Lines that are not of the format, and other remarks.
    pub problems: Vec<Note>,
    /// Lines that may have been claims and could not be read: what they said is unknown.
    pub unread: u32,
    /// It is in an algorithm that is not computed, so nothing is concluded from it, not even from its silence.
    pub unknown: bool,
}

impl Manifest {
    /// The algorithms of its claims, weakest first, each once.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let set: crate::digest::AlgorithmSet = self.claims.iter().map(|claim| claim.algorithm).collect();
        set.iter().collect()
    }

    /// The folder that its paths start from; empty, or with a slash at its end.
    pub fn base(&self) -> &[u8] {
        base_of(&self.path)
    }
}

/// A format of manifests.
pub struct Format {
    /// Its kind.
    pub kind: Kind,
    /// Whether a file of this name may be one.
    pub named: fn(name: &str) -> bool,
    /// Reads it.
    pub read: fn(path: &[u8], bytes: &[u8]) -> Manifest,
}

/// Every format, in the order in which names are tried.
pub const FORMATS: &[Format] = &[
    Format { kind: Kind::BagTags, named: bagit::is_tag_manifest, read: bagit::read_tags },
    Format { kind: Kind::BagPayload, named: bagit::is_payload_manifest, read: bagit::read_payload },
    Format { kind: Kind::Uac, named: uac::is_hash_list, read: uac::read },
    Format { kind: Kind::Sums, named: sums::is_sum_file, read: sums::read },
];

/// The format that a file of this path in a container may be a manifest of.
///
/// Only files that lie above the evidence count: a sum file inside the evidence was on the attacked host, and
/// whoever held the host could write into it what he liked.
pub fn format_of(path: &[u8]) -> Option<&'static Format> {
    let text = std::str::from_utf8(path).ok()?;
    let (folder, name) = text.rsplit_once('/').unwrap_or(("", text));
    let evidence = |part: &str| matches!(part, "data" | "[root]" | "uploads" | "live_response");
    if folder.split('/').filter(|part| !part.is_empty()).count() > 2 || folder.split('/').any(evidence) {
        return None;
    }
    FORMATS.iter().find(|format| (format.named)(name))
}

/// Counts lines from 1 and cuts their ends: LF, CRLF, and CR alone, which RFC 8493 allows too.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let cr_only = !bytes.contains(&b'\n');
    let split = move |b: &u8| *b == b'\n' || (cr_only && *b == b'\r');
    (1..).zip(bytes.split(split).map(|line| line.strip_suffix(b"\r").unwrap_or(line)))
}

/// A line that is not of the format.
pub(crate) fn bad_line(path: &[u8], line: u32, what: &str) -> Note {
    Note::ManifestLine { manifest: crate::text::inert(path), line, what: what.into() }
}

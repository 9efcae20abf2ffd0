//! The formats that are read: the one list, host, then web.
//!
//! A new format is one file and one row here.

use super::{Confidence, Parser, host, web};
use crate::artifact::ArtifactKind;

/// Every parser. Where two are equally sure of an artifact, the one that stands first reads it.
pub const PARSERS: &[&dyn Parser] =
    &[&host::syslog::Syslog, &host::utmp::Utmp, &host::shell_history::ShellHistory, &web::access::Access];

/// The parser that reads an artifact: the one that is surest of it.
pub fn choose(kind: ArtifactKind, path: &str, head: &[u8]) -> Option<&'static dyn Parser> {
    surest(kind, path, head).map(|(_, parser)| parser)
}

fn surest(kind: ArtifactKind, path: &str, head: &[u8]) -> Option<(Confidence, &'static dyn Parser)> {
    let mut best: Option<(Confidence, &'static dyn Parser)> = None;
    for &parser in PARSERS {
        let confidence = parser.probe(kind, path, head);
        if confidence > best.map_or(Confidence::No, |(c, _)| c) {
            best = Some((confidence, parser));
        }
    }
    best
}

/// The parser of this identifier.
pub fn by_id(id: &str) -> Option<&'static dyn Parser> {
    PARSERS.iter().copied().find(|parser| parser.id() == id)
}

/// What an artifact without a telling name is by the look of its first bytes.
pub(crate) fn kind_by_content(head: &[u8]) -> Option<ArtifactKind> {
    type LooksLike = fn(&[u8]) -> bool;
    let looks: [(LooksLike, ArtifactKind); 4] = [
        (host::syslog::looks_like, ArtifactKind::Syslog),
        (web::access::looks_like, ArtifactKind::WebAccess),
        (host::shell_history::looks_like, ArtifactKind::ShellHistory),
        (host::utmp::looks_like, ArtifactKind::Wtmp),
    ];
    looks.iter().find(|(looks_like, _)| looks_like(head)).map(|(_, kind)| *kind)
}

/// The kind that the content shows where it speaks against the name's: `syslog_with_access_log` full of syslog.
pub(crate) fn kind_against_name(kind: ArtifactKind, path: &str, head: &[u8]) -> Option<ArtifactKind> {
    let (confidence, _) = surest(kind, path, head)?;
    if confidence == Confidence::Sure { None } else { kind_by_content(head) }
}

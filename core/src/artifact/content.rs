//! What the first bytes say, whatever the name.

use super::ArtifactKind;

/// Magic numbers that settle the kind: offset, bytes, kind. What begins so is that, however it is called.
const MAGIC: &[(usize, &[u8], ArtifactKind)] = &[
    (0, b"LPKSHHRH", ArtifactKind::Journal),
    (0, b"\x7fELF", ArtifactKind::Executable),
    (0, b"\x1f\x8b", ArtifactKind::Archive),
    (0, b"\x28\xb5\x2f\xfd", ArtifactKind::Archive),
    (0, b"\xfd7zXZ\0", ArtifactKind::Archive),
    (0, b"BZh", ArtifactKind::Archive),
    (0, b"PK\x03\x04", ArtifactKind::Archive),
    (0, b"PK\x05\x06", ArtifactKind::Archive),
    (0, b"7z\xbc\xaf\x27\x1c", ArtifactKind::Archive),
    (0, b"\x04\x22\x4d\x18", ArtifactKind::Archive),
    (0, b"!<arch>\n", ArtifactKind::Archive),
    (257, b"ustar", ArtifactKind::Archive),
    (0, b"\x89PNG\r\n\x1a\n", ArtifactKind::Image),
    (0, b"\xff\xd8\xff", ArtifactKind::Image),
    (0, b"GIF87a", ArtifactKind::Image),
    (0, b"GIF89a", ArtifactKind::Image),
];

/// The kind that a magic number settles.
pub(super) fn magic(head: &[u8]) -> Option<ArtifactKind> {
    let found =
        MAGIC.iter().find(|(at, bytes, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes)));
    found.map(|(_, _, kind)| *kind).or_else(|| is_webp(head).then_some(ArtifactKind::Image))
}

fn is_webp(head: &[u8]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
}

/// Whether people can read it: no NUL, and next to no control characters. Broken UTF-8 is still text, as old logs
/// and hostile log-in names have it.
pub(super) fn is_text(head: &[u8]) -> bool {
    let controls =
        head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    !head.contains(&0) && controls * 50 <= head.len()
}

/// Whether it is JSON with the two members that every cloud audit record has, Alibaba's and Amazon's alike.
pub(super) fn is_cloud_audit(head: &[u8]) -> bool {
    let has = |member: &[u8]| memchr::memmem::find(head, member).is_some();
    matches!(head.trim_ascii_start(), [b'{' | b'[', ..]) && has(b"\"eventSource\"") && has(b"\"eventName\"")
}

//! `hash_list.md5`, `hash_list.sha1`, `hash_list.sha256` of UAC (github.com/tclahr/uac): GNU sum files over
//! everything that was collected, links among it (with the digest of their target on the host), but not over
//! UAC's own log and lists, which are written afterwards.

use super::{Kind, Manifest, sums};
use crate::digest::Algorithm;

pub(super) fn is_hash_list(name: &str) -> bool {
    name.strip_prefix("hash_list.").is_some_and(|ending| Algorithm::from_name(ending).is_some())
}

pub(super) fn read(path: &[u8], bytes: &[u8]) -> Manifest {
    sums::read_as(Kind::Uac, path, bytes)
}

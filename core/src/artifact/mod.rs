//! What a file is in the field's terms, decided from its path and its first bytes.

mod classify;
mod content;
mod host;
mod kind;

pub use classify::classify;
pub use host::{HostPath, host_path};
pub use kind::{ArtifactKind, Group};

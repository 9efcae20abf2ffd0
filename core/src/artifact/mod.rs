//! What a file is in the field's terms, decided from its path and its first bytes.

mod kind;

pub use kind::{ArtifactKind, Group};

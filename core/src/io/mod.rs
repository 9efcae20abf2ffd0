//! What the core needs of the outside: bytes at a place, a place to keep bytes, limits.
//!
//! Each trait has a version in memory beside it. The browser's stand in `worker/`, the file system's in
//! `cli/`, both without decisions of their own.

mod limits;
mod read_at;
mod spill;

pub use limits::Limits;
pub use read_at::{MemorySource, ReadAt, Section};
pub use spill::{MemorySpill, Spill};

//! Opens what evidence comes packed in: a tar, plain or compressed, a zip, a folder, a single file.
//!
//! What a source is, is decided by its first bytes and never by its name. A [`Walk`] hands out entries and
//! their bytes step by step, so that the caller can pause between any two steps; it knows nothing of evidence.
//! Layers: source → (zstd | gzip) → (tar | single file), or source → zip, or many sources → folder.

mod entry;
mod error;
mod folder;
mod guard;
mod layer;
mod open;
mod source;
mod stream;
mod tar;
mod zip;
mod zip_salvage;

pub use entry::{EntryKind, Meta, Place};
pub use error::{Error, ErrorKind};
pub use folder::Item;
pub use guard::Guard;
pub use layer::Packing;
pub use open::{Opened, open_file, open_folder};
pub use source::RawTap;

/// A step of a walk.
#[derive(Debug)]
pub enum Step<'a> {
    /// A new entry begins.
    Entry(Box<Meta>),
    /// Bytes of the entry.
    Data(&'a [u8]),
    /// The entry's bytes are complete.
    EndEntry,
    /// The entry's bytes cannot be given or are not as stated; the walk goes on with the next entry.
    Broken(Error),
    /// A remark about the container as a whole.
    Remark(crate::note::Note),
    /// The container was read to its proper end.
    Done,
}

/// Hands out a container's entries and bytes, one step at a time.
///
/// An `Err` ends the walk: what was handed out before holds, the entry under way is broken.
pub trait Walk {
    /// The next step.
    fn next(&mut self) -> Result<Step<'_>, Error>;

    /// Bytes of the source that were read so far, for progress.
    fn position(&self) -> u64;
}

//! What the timeline must know of the entries that its events come from.

use crate::io::ReadAt;
use crate::verify::State;

/// The open case's entries. Numbers are entry ids, as in [`super::Source::entry`].
pub trait Contents {
    /// The entry's bytes, or nothing where they cannot be read (yet).
    fn open(&self, entry: u32) -> Option<Box<dyn ReadAt + '_>>;

    /// Its integrity state; none while not known.
    fn state(&self, entry: u32) -> Option<State>;

    /// Its SHA-256 in hex; none while not known.
    fn sha256(&self, entry: u32) -> Option<String>;

    /// Its bundle path, raw.
    fn path(&self, entry: u32) -> String;

    /// Its node in the folder tree.
    fn node(&self, entry: u32) -> u32;
}

//! What can be wrong with a container: a kind and a place.

use crate::note::Note;
use crate::text::inert;
use std::{fmt, io};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes end before the format says so. Ask for the rest of the file.
    Truncated,
    /// The bytes are not what the format allows. Ask for another copy; nothing behind this place holds.
    Malformed(String),
    /// The source could not be read: permission, a moved file, a failing medium. Mend that and open it again.
    Source(String),
    /// A form of packing that is not read. Unpack it with its own tool.
    Unsupported(String),
    /// A limit was met: its name and value. Open the container with the command line and higher limits.
    Limit(&'static str, u64),
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What.
    pub kind: ErrorKind,
    /// `file`, `zstd`, `gzip`, `tar`, `zip`.
    pub layer: &'static str,
    /// Byte offset in that layer's plain bytes (for the source: in the file).
    pub offset: u64,
    /// Path of the entry under way; empty where there is none.
    pub path: Vec<u8>,
}

impl Error {
    /// An error without an entry.
    pub fn new(layer: &'static str, offset: u64, kind: ErrorKind) -> Self {
        Self { kind, layer, offset, path: Vec::new() }
    }

    /// Adds the entry under way.
    #[must_use]
    pub fn at(mut self, path: &[u8]) -> Self {
        if self.path.is_empty() {
            self.path = path.to_vec();
        }
        self
    }

    /// As a sentence's data.
    pub fn note(&self) -> Note {
        let path = inert(&self.path);
        let (layer, offset) = (self.layer.to_owned(), self.offset);
        match &self.kind {
            ErrorKind::Truncated => Note::Truncated { layer, path, offset },
            ErrorKind::Malformed(what) => {
                Note::Malformed { layer, path, offset, what: inert(what.as_bytes()) }
            }
            ErrorKind::Source(what) => Note::SourceFailed { path, offset, what: inert(what.as_bytes()) },
            ErrorKind::Unsupported(what) => Note::Unsupported { layer, path, what: what.clone() },
            ErrorKind::Limit(limit, value) => Note::LimitMet { limit: (*limit).into(), value: *value, path },
        }
    }

    /// Takes an error of a reader apart: one of ours keeps its layer, any other belongs to `layer`.
    pub(super) fn of_read(error: io::Error, layer: &'static str, offset: u64) -> Self {
        if let Some(own) = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
            return own.clone();
        }
        let kind = match error.kind() {
            io::ErrorKind::UnexpectedEof => ErrorKind::Truncated,
            _ => ErrorKind::Malformed(error.to_string()),
        };
        Self::new(layer, offset, kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.note().text(crate::text::Lang::En))
    }
}

impl std::error::Error for Error {}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        io::Error::other(error)
    }
}

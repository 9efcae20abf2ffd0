//! One entry of a container, as the container describes it.

use super::layer::Packing;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; it is shown and never followed outside the container.
    Symlink,
    /// A second name of an earlier entry.
    Hardlink,
    /// A device, FIFO or other node without bytes.
    Special(&'static str),
}

impl EntryKind {
    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            EntryKind::File => "file",
            EntryKind::Folder => "folder",
            EntryKind::Symlink => "symlink",
            EntryKind::Hardlink => "hardlink",
            EntryKind::Special(what) => what,
        }
    }
}

/// Where an entry's bytes can be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere: it has none.
    None,
    /// At this place of the source, as they are.
    Source {
        /// Offset in the source.
        offset: u64,
    },
    /// In the source, packed on their own (a zip member).
    Packed {
        /// Offset of the packed bytes in the source.
        offset: u64,
        /// How many packed bytes there are.
        len: u64,
        /// How they are packed.
        packing: Packing,
    },
    /// Item number `n` of a folder, from 0.
    Item(u32),
    /// Only by unpacking everything before them again.
    Stream,
}

/// What the container says of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The path as the container has it, byte for byte.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: EntryKind,
    /// Bytes it has; for a stream of unknown length the bytes known so far (0).
    pub size: u64,
    /// Time of last change, nanoseconds since 1970 UTC.
    pub mtime: Option<i64>,
    /// Permission bits.
    pub mode: Option<u32>,
    /// Number of owner and group.
    pub owner: Option<(u64, u64)>,
    /// Names of owner and group, where the archive has them.
    pub owner_names: (String, String),
    /// Target of a link, byte for byte.
    pub link: Option<Vec<u8>>,
    /// Where the bytes can be read again.
    pub place: Place,
}

impl Meta {
    /// A file with nothing known but its path, size and place.
    pub fn file(path: impl Into<Vec<u8>>, size: u64, place: Place) -> Self {
        Self {
            path: path.into(),
            kind: EntryKind::File,
            size,
            mtime: None,
            mode: None,
            owner: None,
            owner_names: Default::default(),
            link: None,
            place,
        }
    }
}

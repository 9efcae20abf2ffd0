//! Reads the records of events where they lie.

use super::contents::Contents;
use super::ids::RowId;
use super::store::{Row, Timeline};
use crate::io::ReadAt;
use crate::parse::Explained;
use std::collections::VecDeque;

/// Bytes of a record that are read: a line is not looked at beyond this either ([`crate::io::Limits::line`]).
const LONGEST: usize = 64 << 10;
/// Entries that are kept open, each with the bytes read last: rows in order of time come from few entries at
/// once, and from each in order of place. An entry read again and again is read in larger pieces.
const MOST_OPEN: usize = 256;
const FIRST_PIECE: usize = 4 << 10;

/// Records by event. It keeps entries open, so it should not outlive one request.
pub struct Records<'a> {
    timeline: &'a Timeline,
    contents: &'a dyn Contents,
    /// The entry used last is the first.
    open: VecDeque<Open<'a>>,
}

struct Open<'a> {
    entry: u32,
    reader: Option<Box<dyn ReadAt + 'a>>,
    at: u64,
    bytes: Vec<u8>,
    piece: usize,
}

impl<'a> Records<'a> {
    /// Opens nothing yet.
    pub fn new(timeline: &'a Timeline, contents: &'a dyn Contents) -> Self {
        Self { timeline, contents, open: VecDeque::new() }
    }

    /// The record's bytes, at most 64 KiB of them; empty where they cannot be read.
    pub fn bytes(&mut self, row: &Row<'_>) -> Vec<u8> {
        let (offset, length) = row.span;
        self.range(row.artifact.source().entry, offset, length as usize)
    }

    /// Bytes of an entry, as many as there are and at most 64 KiB.
    pub fn range(&mut self, entry: u32, offset: u64, length: usize) -> Vec<u8> {
        let length = length.min(LONGEST);
        let Some(open) = self.opened(entry) else { return Vec::new() };
        let from = offset.checked_sub(open.at).and_then(|from| usize::try_from(from).ok());
        if let Some(kept) = from.and_then(|from| open.bytes.get(from..from.checked_add(length)?)) {
            return kept.to_vec();
        }
        open.read(offset, length);
        open.bytes.get(..length).unwrap_or(&open.bytes).to_vec()
    }

    /// All fields of an event's record.
    pub fn explain(&mut self, id: RowId) -> Explained {
        let Some(row) = self.timeline.row(id) else { return Explained::default() };
        let source = row.artifact.source();
        let bytes = self.bytes(&row);
        if bytes.is_empty() {
            return Explained::default();
        }
        source.parser.explain(source.kind, &source.path, &bytes)
    }

    /// Moves the entry to the front of those that are open.
    fn opened(&mut self, entry: u32) -> Option<&mut Open<'a>> {
        let found = match self.open.iter().position(|open| open.entry == entry) {
            Some(at) => self.open.remove(at)?,
            None => Open {
                entry,
                reader: self.contents.open(entry),
                at: 0,
                bytes: Vec::new(),
                piece: FIRST_PIECE,
            },
        };
        self.open.push_front(found);
        self.open.truncate(MOST_OPEN);
        self.open.front_mut()
    }
}

impl Open<'_> {
    fn read(&mut self, offset: u64, length: usize) {
        self.at = offset;
        self.bytes.resize(self.piece.max(length), 0);
        let read = match &self.reader {
            Some(reader) => reader.read_full_at(offset, &mut self.bytes).unwrap_or(0),
            None => 0,
        };
        self.bytes.truncate(read);
        self.piece = (self.piece * 2).min(LONGEST);
    }
}

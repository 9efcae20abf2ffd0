//! The bytes of entries, wherever they can be read again.

use super::case::{Case, Entry};
use super::options;
use crate::container::Place;
use crate::digest::Algorithm;
use crate::io::{ReadAt, Section, Spill};
use crate::timeline;
use crate::verify::State;
use std::io;
use std::rc::Rc;

/// The open case's entries, as bytes.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    case: &'a Case,
    spill: &'a dyn Spill,
}

impl<'a> Contents<'a> {
    /// Over a case and its spill.
    pub fn new(case: &'a Case, spill: &'a dyn Spill) -> Self {
        Self { case, spill }
    }

    /// An entry's bytes at any place; nothing where they are packed and were not kept.
    pub fn open(&self, entry: u32) -> Option<Box<dyn ReadAt + 'a>> {
        let entry = self.case.entry(entry)?;
        if let Some(at) = entry.spilled {
            return Some(Box::new(Section::new(Spilled(self.spill), at, entry.size)));
        }
        let source = &self.case.bundle_of(entry)?.source;
        match (entry.place(), &source.content) {
            (Place::Source { offset }, options::Content::File(file)) => {
                Some(Box::new(Section::new(file.clone(), offset, entry.size)))
            }
            (Place::Item(_), options::Content::File(file)) => Some(Box::new(file.clone())),
            (Place::Item(n), options::Content::Folder(items)) => {
                let file: Rc<dyn ReadAt> = items.get(n as usize)?.source.as_ref().ok()?.clone();
                Some(Box::new(file))
            }
            _ if entry.size == 0 && entry.meta.is_some() => {
                Some(Box::new(crate::io::MemorySource::default()))
            }
            _ => None,
        }
    }

    fn entry(&self, id: u32) -> Option<&'a Entry> {
        self.case.entry(id)
    }
}

impl timeline::Contents for Contents<'_> {
    fn open(&self, entry: u32) -> Option<Box<dyn ReadAt + '_>> {
        Contents::open(self, entry)
    }

    fn state(&self, entry: u32) -> Option<State> {
        self.entry(entry)?.state
    }

    fn sha256(&self, entry: u32) -> Option<String> {
        self.entry(entry)?.digests.hex(Algorithm::Sha256)
    }

    fn path(&self, entry: u32) -> String {
        self.entry(entry).map(|entry| self.case.path(entry)).unwrap_or_default()
    }

    fn node(&self, entry: u32) -> u32 {
        self.entry(entry).map(|entry| entry.node).unwrap_or_default()
    }
}

/// The spill, as far as reading goes.
struct Spilled<'a>(&'a dyn Spill);

impl ReadAt for Spilled<'_> {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read_at(offset, buf)
    }
}

//! A folder, or files dropped one by one: every item is a source of its own.

use super::entry::{Meta, Place};
use super::error::{Error, ErrorKind};
use super::guard::Guard;
use super::{Step, Walk};
use crate::io::ReadAt;
use std::rc::Rc;

/// Bytes of an item read at a time.
const BLOCK: usize = 4 << 20;

/// A file of a folder.
#[derive(Clone)]
pub struct Item {
    /// Path below the folder.
    pub path: Vec<u8>,
    /// Its bytes, or why it cannot be read.
    pub source: Result<Rc<dyn ReadAt>, String>,
    /// What the folder says of it: kind, times, mode, link. Size and place are filled in here.
    pub meta: Option<Meta>,
}

impl Item {
    /// A readable file with nothing else known of it.
    pub fn new(path: impl Into<Vec<u8>>, source: Rc<dyn ReadAt>) -> Self {
        Self { path: path.into(), source: Ok(source), meta: None }
    }
}

/// Walks items in the order given.
pub(super) struct FolderWalk {
    items: Rc<[Item]>,
    next: usize,
    /// Offset in the item under way.
    open: Option<u64>,
    buffer: Vec<u8>,
    position: u64,
    guard: Guard,
}

impl FolderWalk {
    pub(super) fn new(items: Rc<[Item]>, guard: Guard) -> Self {
        Self { items, next: 0, open: None, buffer: Vec::new(), position: 0, guard }
    }

    fn begin(&mut self) -> Result<Step<'_>, Error> {
        let Some(item) = self.items.get(self.next) else { return Ok(Step::Done) };
        let number = u32::try_from(self.next).unwrap_or(u32::MAX);
        self.next += 1;
        self.guard.entry(&item.path)?;
        let size = item.source.as_ref().map(|source| source.len()).unwrap_or_default();
        let mut meta = item.meta.clone().unwrap_or_else(|| Meta::file(item.path.clone(), size, Place::None));
        if meta.kind == super::EntryKind::File {
            meta.size = size;
            meta.place = Place::Item(number);
            self.open = Some(0);
        }
        Ok(Step::Entry(Box::new(meta)))
    }
}

impl Walk for FolderWalk {
    fn next(&mut self) -> Result<Step<'_>, Error> {
        let Some(offset) = self.open else { return self.begin() };
        let Some(item) = self.next.checked_sub(1).and_then(|n| self.items.get(n)) else {
            return Ok(Step::Done);
        };
        let failed = |what: String| Error::new("file", offset, ErrorKind::Source(what)).at(&item.path);
        let source = match &item.source {
            Ok(source) => source,
            Err(what) => {
                self.open = None;
                return Ok(Step::Broken(failed(what.clone())));
            }
        };
        let want = source.len().saturating_sub(offset).min(BLOCK as u64);
        if want == 0 {
            self.open = None;
            return Ok(Step::EndEntry);
        }
        self.buffer.resize(usize::try_from(want).unwrap_or(BLOCK), 0);
        match source.read_full_at(offset, &mut self.buffer) {
            Ok(n) if n as u64 == want => {
                self.open = Some(offset + want);
                self.position += want;
                self.guard.plain(want, self.position)?;
                Ok(Step::Data(&self.buffer))
            }
            Ok(_) => {
                self.open = None;
                Ok(Step::Broken(failed("the file is shorter than it was when it was opened".into())))
            }
            Err(error) => {
                self.open = None;
                Ok(Step::Broken(failed(error.to_string())))
            }
        }
    }

    fn position(&self) -> u64 {
        self.position
    }
}

//! Unpacks a container again up to one entry whose bytes were not kept, and keeps them.

use super::case::Case;
use super::options::Content;
use crate::container::{self, Error, ErrorKind, Step, Walk};
use crate::io::{Limits, Spill};

/// Plain bytes unpacked in one step.
const STEP: u64 = 32 << 20;

/// The unpacking under way.
pub struct Replay {
    /// The entry wanted.
    pub entry: u32,
    walk: Box<dyn Walk>,
    /// The entry that the walk will hand out next.
    next: u32,
    open: bool,
    spilled: Option<u64>,
}

/// What a step came to.
pub enum Replayed {
    /// The entry's bytes are in the spill from here on.
    Kept(u64),
    /// Call again; bytes of the source that were read.
    Working(u64),
    /// It cannot be had.
    Failed(Error),
}

impl Replay {
    /// Begins to walk the entry's bundle again.
    pub fn new(case: &Case, entry: u32, limits: Limits) -> Option<Self> {
        let bundle = case.bundle_of(case.entry(entry)?)?;
        let opened = match &bundle.source.content {
            Content::Folder(items) => container::open_folder(items.clone(), limits),
            Content::File(file) => {
                container::open_file(file.clone(), &bundle.source.name, bundle.source.mtime, limits).ok()?
            }
        };
        Some(Self { entry, walk: opened.walk, next: bundle.entries.0, open: false, spilled: None })
    }

    /// Walks on.
    pub fn step(&mut self, spill: &mut dyn Spill) -> Replayed {
        let mut done = 0;
        while done < STEP {
            match self.walk.next() {
                Ok(Step::Entry(_)) => {
                    self.open = self.next == self.entry;
                    self.next += 1;
                    done += 512;
                }
                Ok(Step::Data(data)) => {
                    done += data.len() as u64;
                    if self.open {
                        match spill.append(data) {
                            Ok(at) => _ = self.spilled.get_or_insert(at),
                            Err(e) => {
                                return Replayed::Failed(Error::new(
                                    "file",
                                    0,
                                    ErrorKind::Source(e.to_string()),
                                ));
                            }
                        }
                    }
                }
                Ok(Step::EndEntry) if self.open => return Replayed::Kept(self.spilled.unwrap_or(0)),
                Ok(Step::Broken(error)) if self.open => return self.partly(error),
                Ok(Step::EndEntry | Step::Broken(_) | Step::Remark(_)) => {}
                Ok(Step::Done) => {
                    return Replayed::Failed(Error::new(
                        "file",
                        0,
                        ErrorKind::Source("no such entry".into()),
                    ));
                }
                Err(error) => return self.partly(error),
            }
        }
        Replayed::Working(self.walk.position())
    }

    /// A broken entry is shown as far as it could be read.
    fn partly(&self, error: Error) -> Replayed {
        self.spilled.map_or(Replayed::Failed(error), Replayed::Kept)
    }
}

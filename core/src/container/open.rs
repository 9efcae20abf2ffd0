//! Decides by the first bytes what a source is, and begins to walk it.

use super::entry::{Meta, Place};
use super::error::{Error, ErrorKind};
use super::folder::{FolderWalk, Item};
use super::guard::Guard;
use super::layer::Packing;
use super::source::{RawTap, SourceReader};
use super::stream::Stream;
use super::tar::{TarWalk, is_tar};
use super::zip::ZipWalk;
use super::zip_salvage::SalvageWalk;
use super::{Step, Walk};
use crate::io::{Limits, ReadAt};
use crate::note::Note;
use std::rc::Rc;

/// A container that was recognised.
pub struct Opened {
    /// Its entries.
    pub walk: Box<dyn Walk>,
    /// Layers: `tar`, `tar.zst`, `tar.gz`, `zip`, `folder`, `file`, `gz`, `zst`.
    pub format: String,
    /// Where the walk leaves the raw bytes for the container's digest; none where the container has to be read
    /// once more for it (zip) or has no bytes of its own (folder, and a single file, whose entry is the file).
    pub raw: Option<RawTap>,
    /// The container is one plain file, so that its digests are its only entry's.
    pub single: bool,
    /// Remarks made while opening.
    pub remarks: Vec<Note>,
}

/// Opens a file. `name` is its last path part; `mtime` the time of last change that the system states.
pub fn open_file(
    source: Rc<dyn ReadAt>,
    name: &str,
    mtime: Option<i64>,
    limits: Limits,
) -> Result<Opened, Error> {
    let mut head = [0; 512];
    let n = source
        .read_full_at(0, &mut head)
        .map_err(|e| Error::new("file", 0, ErrorKind::Source(e.to_string())).at(name.as_bytes()))?;
    let head = head.get(..n).unwrap_or_default();
    let guard = Guard::new(limits);
    if head.is_empty() {
        let remarks = vec![Note::EmptySource { path: crate::text::inert(name.as_bytes()) }];
        return Ok(Opened { remarks, ..single(source, name, mtime, guard) });
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(open_zip(source, guard));
    }
    let packing = Packing::sniff(head);
    let tap = RawTap::default();
    let reader = SourceReader::new(source.clone(), name.as_bytes(), Some(tap.clone()));
    let mut stream = Stream::new(reader, packing, guard.clone())?;
    // A stream that breaks within its first block is still walked: the walk reports it with its place.
    let tar = stream.peek(512).is_ok_and(is_tar);
    let opened = |walk: Box<dyn Walk>, format: String| Opened {
        walk,
        format,
        raw: Some(tap),
        single: false,
        remarks: Vec::new(),
    };
    match (tar, packing.suffix()) {
        (true, None) => Ok(opened(Box::new(TarWalk::new(stream)), "tar".into())),
        (true, Some(suffix)) => Ok(opened(Box::new(TarWalk::new(stream)), format!("tar.{suffix}"))),
        (false, None) => Ok(single(source, name, mtime, guard)),
        (false, Some(suffix)) => {
            let inner = inner_name(name, packing);
            let meta = Meta { mtime, ..Meta::file(inner, 0, Place::Stream) };
            Ok(opened(Box::new(OneWalk::new(stream, meta)), suffix.into()))
        }
    }
}

/// Opens a folder's items, in the order given.
pub fn open_folder(items: Rc<[Item]>, limits: Limits) -> Opened {
    Opened {
        walk: Box::new(FolderWalk::new(items, Guard::new(limits))),
        format: "folder".into(),
        raw: None,
        single: false,
        remarks: Vec::new(),
    }
}

fn single(source: Rc<dyn ReadAt>, name: &str, mtime: Option<i64>, guard: Guard) -> Opened {
    let meta = Meta { mtime, ..Meta::file(name, source.len(), Place::Item(0)) };
    let item = Item { path: name.as_bytes().to_vec(), source: Ok(source), meta: Some(meta) };
    let walk = FolderWalk::new(Rc::from([item]), guard);
    Opened { walk: Box::new(walk), format: "file".into(), raw: None, single: true, remarks: Vec::new() }
}

fn open_zip(source: Rc<dyn ReadAt>, guard: Guard) -> Opened {
    let (walk, remarks): (Box<dyn Walk>, _) = match ZipWalk::new(source.clone(), guard.clone()) {
        Ok(walk) => (Box::new(walk), Vec::new()),
        // Without its directory a zip is still read, member by member from its beginning, and marked partial.
        Err(error) => (Box::new(SalvageWalk::new(source, guard, error.clone())), vec![error.note()]),
    };
    Opened { walk, format: "zip".into(), raw: None, single: false, remarks }
}

/// The name of a compressed file's content: `auth.log.1.gz` holds `auth.log.1`.
fn inner_name(name: &str, packing: Packing) -> String {
    let endings: &[&str] = match packing {
        Packing::Gzip => &[".gz", ".GZ"],
        Packing::Zstd => &[".zst", ".zstd"],
        _ => &[],
    };
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    stem.unwrap_or(name).to_owned()
}

/// A compressed stream that holds one file.
struct OneWalk {
    stream: Stream,
    meta: Option<Meta>,
    name: Vec<u8>,
    ended: bool,
    position: u64,
}

impl OneWalk {
    fn new(stream: Stream, meta: Meta) -> Self {
        Self { stream, name: meta.path.clone(), meta: Some(meta), ended: false, position: 0 }
    }
}

impl Walk for OneWalk {
    fn next(&mut self) -> Result<Step<'_>, Error> {
        self.position = self.stream.position();
        if let Some(meta) = self.meta.take() {
            self.stream.guard.entry(&meta.path)?;
            return Ok(Step::Entry(Box::new(meta)));
        }
        if self.ended {
            let (_, _, behind) = self.stream.drain()?;
            return Ok(match behind {
                0 => Step::Done,
                bytes => Step::Remark(Note::TrailingBytes { layer: "compressed stream".into(), bytes }),
            });
        }
        self.stream.peek(64 << 10).map_err(|e| e.at(&self.name))?;
        let part = self.stream.take(1 << 20).map_err(|e| e.at(&self.name))?;
        if part.is_empty() {
            self.ended = true;
            return Ok(Step::EndEntry);
        }
        Ok(Step::Data(part))
    }

    fn position(&self) -> u64 {
        self.position
    }
}

//! Reads a zip whose directory at the end is missing: a truncated copy. Members are found by their local
//! headers (APPNOTE 4.3.7), one behind the other, as far as they state their own size.

use super::entry::{EntryKind, Meta, Place};
use super::error::{Error, ErrorKind};
use super::guard::Guard;
use super::layer::{Packing, Unpack};
use super::source::SourceReader;
use super::{Step, Walk};
use crate::io::{ReadAt, Section};
use std::rc::Rc;

const HEADER: usize = 30;
const BUFFER: usize = 1 << 20;

/// Walks local headers until one is not there; then ends with the error that made it necessary.
pub(super) struct SalvageWalk {
    source: Rc<dyn ReadAt>,
    guard: Guard,
    at: u64,
    open: Option<Member>,
    buffer: Vec<u8>,
    /// Why the directory could not be read.
    cause: Error,
}

struct Member {
    unpack: Unpack<SourceReader>,
    path: Vec<u8>,
    offset: u64,
    size: u64,
    crc: crc32fast::Hasher,
    expected: u32,
}

impl SalvageWalk {
    pub(super) fn new(source: Rc<dyn ReadAt>, guard: Guard, cause: Error) -> Self {
        Self { source, guard, at: 0, open: None, buffer: vec![0; BUFFER], cause }
    }

    fn begin(&mut self) -> Result<Step<'_>, Error> {
        let at = self.at;
        let failed = |e: std::io::Error| Error::new("file", at, ErrorKind::Source(e.to_string()));
        let mut head = [0; HEADER];
        let n = self.source.read_full_at(at, &mut head).map_err(failed)?;
        let u16_at = |i: usize| {
            u64::from(head.get(i).copied().unwrap_or(0))
                | u64::from(head.get(i + 1).copied().unwrap_or(0)) << 8
        };
        let u32_at = |i: usize| u16_at(i) | u16_at(i + 2) << 16;
        let (flags, method, crc) = (u16_at(6), u16_at(8), u32_at(14));
        let (packed, size, name_len, extra) = (u32_at(18), u32_at(22), u16_at(26), u16_at(28));
        // Bit 3: sizes stand behind the data, where they cannot be found without the directory.
        if n < HEADER || !head.starts_with(b"PK\x03\x04") || flags & 8 != 0 {
            return Err(self.cause.clone());
        }
        let mut path = vec![0; name_len as usize];
        let got = self.source.read_full_at(at + HEADER as u64, &mut path).map_err(failed)?;
        let data = at + HEADER as u64 + name_len + extra;
        if got < path.len() || data > self.source.len() {
            return Err(Error::new("zip", self.source.len(), ErrorKind::Truncated));
        }
        self.guard.entry(&path).map_err(|e| e.at(&path))?;
        self.at = data + packed;
        let packing = match (flags & 1, method) {
            (0, 0) => Packing::Stored,
            (0, 8) => Packing::Deflate,
            (0, 93) => Packing::Zstd,
            _ => {
                return Err(Error::new(
                    "zip",
                    at,
                    ErrorKind::Unsupported(format!("compression method {method}")),
                )
                .at(&path));
            }
        };
        let mut meta = Meta::file(path.clone(), size, Place::Packed { offset: data, len: packed, packing });
        if path.ends_with(b"/") {
            meta.kind = EntryKind::Folder;
            meta.place = Place::None;
        } else {
            let section = Section::new(self.source.clone(), data, packed);
            let reader = SourceReader::new(Rc::new(section), &path, None);
            let unpack = Unpack::new(reader, packing)?;
            self.open = Some(Member {
                unpack,
                path,
                offset: 0,
                size,
                crc: crc32fast::Hasher::new(),
                expected: crc as u32,
            });
        }
        Ok(Step::Entry(Box::new(meta)))
    }
}

impl Walk for SalvageWalk {
    fn next(&mut self) -> Result<Step<'_>, Error> {
        let Some(member) = self.open.as_mut() else { return self.begin() };
        let n = member.unpack.read(&mut self.buffer, member.offset).map_err(|e| e.at(&member.path))?;
        let part = self.buffer.get(..n).unwrap_or_default();
        member.crc.update(part);
        member.offset += n as u64;
        if n > 0 {
            self.guard.plain(n as u64, self.at).map_err(|e| e.at(&member.path))?;
            return Ok(Step::Data(part));
        }
        let whole = member.offset == member.size && member.crc.clone().finalize() == member.expected;
        let error = Error::new("zip", self.source.len(), ErrorKind::Truncated).at(&member.path);
        self.open = None;
        if whole { Ok(Step::EndEntry) } else { Err(error) }
    }

    fn position(&self) -> u64 {
        self.at.min(self.source.len())
    }
}

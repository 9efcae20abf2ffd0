//! Walks a zip archive by its central directory. The directory is read by the `zip` crate; members are
//! unpacked here, because the walk must be able to pause inside a member.

use super::entry::{EntryKind, Meta, Place};
use super::error::{Error, ErrorKind};
use super::guard::Guard;
use super::layer::{Packing, Unpack};
use super::source::SourceReader;
use super::{Step, Walk};
use crate::io::{ReadAt, Section};
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;
use zip::CompressionMethod;

/// Plain bytes unpacked at a time.
const BUFFER: usize = 1 << 20;
/// Bytes of a link's target that are believed to be one.
const LINK_LIMIT: u64 = 64 << 10;

/// A member as the directory describes it.
struct Member {
    meta: Meta,
    packed: (u64, u64),
    packing: Result<Packing, String>,
    size: u64,
    crc: u32,
}

pub(super) struct ZipWalk {
    source: Rc<dyn ReadAt>,
    members: Vec<Member>,
    next: usize,
    open: Option<MemberReader>,
    buffer: Vec<u8>,
    position: u64,
    guard: Guard,
}

impl ZipWalk {
    pub(super) fn new(source: Rc<dyn ReadAt>, guard: Guard) -> Result<Self, Error> {
        let malformed = |e: zip::result::ZipError| Error::new("zip", 0, ErrorKind::Malformed(e.to_string()));
        let mut archive =
            zip::ZipArchive::new(Cursor { source: source.clone(), at: 0 }).map_err(malformed)?;
        let mut members = Vec::new();
        for i in 0..archive.len() {
            let file = archive.by_index_raw(i).map_err(malformed)?;
            members.push(member(&file));
        }
        // The order of the bytes, so that reading goes forward.
        members.sort_by_key(|m| m.packed.0);
        Ok(Self { source, members, next: 0, open: None, buffer: vec![0; BUFFER], position: 0, guard })
    }

    fn begin(&mut self) -> Result<Step<'_>, Error> {
        let Some(member) = self.members.get(self.next) else {
            self.position = self.source.len();
            return Ok(Step::Done);
        };
        self.next += 1;
        self.guard.entry(&member.meta.path).map_err(|e| e.at(&member.meta.path))?;
        let mut meta = member.meta.clone();
        self.position = member.packed.0;
        if meta.kind != EntryKind::Folder {
            let reader = MemberReader::new(&self.source, member);
            match (meta.kind, reader) {
                (EntryKind::Symlink, Ok(mut reader)) => meta.link = reader.read_all(LINK_LIMIT).ok(),
                (_, Ok(reader)) => self.open = Some(reader),
                (_, Err(error)) => self.open = Some(MemberReader::broken(&member.meta.path, error)),
            }
        }
        Ok(Step::Entry(Box::new(meta)))
    }
}

impl Walk for ZipWalk {
    fn next(&mut self) -> Result<Step<'_>, Error> {
        let Some(reader) = self.open.as_mut() else { return self.begin() };
        match reader.read(&mut self.buffer) {
            Ok(0) => {
                self.open = None;
                Ok(Step::EndEntry)
            }
            Ok(n) => {
                self.position = self.position.max(reader.position());
                let path = &reader.path;
                self.guard.plain(n as u64, self.position).map_err(|e| e.at(path))?;
                Ok(Step::Data(self.buffer.get(..n).unwrap_or_default()))
            }
            Err(error) => {
                self.open = None;
                Ok(Step::Broken(error))
            }
        }
    }

    fn position(&self) -> u64 {
        self.position
    }
}

fn member<R: Read>(file: &zip::read::ZipFile<'_, R>) -> Member {
    let path = file.name_raw().to_vec();
    let mode = file.unix_mode();
    let kind = match mode.map(|m| m & 0o170_000) {
        _ if path.ends_with(b"/") => EntryKind::Folder,
        Some(0o120_000) => EntryKind::Symlink,
        Some(0o040_000) => EntryKind::Folder,
        _ => EntryKind::File,
    };
    let packing = match file.compression() {
        _ if file.encrypted() => Err("encryption".to_owned()),
        CompressionMethod::Stored => Ok(Packing::Stored),
        CompressionMethod::Deflated => Ok(Packing::Deflate),
        CompressionMethod::Zstd => Ok(Packing::Zstd),
        other => Err(format!("compression method {other}")),
    };
    let start = file.data_start().unwrap_or_default();
    let packed = (start, file.compressed_size());
    let place = match packing {
        Ok(Packing::Stored) => Place::Source { offset: packed.0 },
        Ok(packing) => Place::Packed { offset: packed.0, len: packed.1, packing },
        Err(_) => Place::None,
    };
    let size = file.size();
    let meta = Meta {
        kind,
        size: if kind == EntryKind::File { size } else { 0 },
        mtime: file.last_modified().and_then(dos_time),
        mode: mode.map(|m| m & 0o7777),
        place: if kind == EntryKind::File { place } else { Place::None },
        ..Meta::file(path, size, Place::None)
    };
    Member { meta, packed, packing, size, crc: file.crc32() }
}

/// A DOS time has no zone; it is taken as UTC, and only shown, never used to decide anything but a year.
fn dos_time(time: zip::DateTime) -> Option<i64> {
    let date = jiff::civil::DateTime::new(
        i16::try_from(time.year()).ok()?,
        i8::try_from(time.month()).ok()?,
        i8::try_from(time.day()).ok()?,
        i8::try_from(time.hour()).ok()?,
        i8::try_from(time.minute()).ok()?,
        i8::try_from(time.second().min(59)).ok()?,
        0,
    )
    .ok()?;
    let stamp = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    i64::try_from(stamp.as_nanosecond()).ok()
}

/// Unpacks one member and checks its size and CRC-32 at the end.
pub(super) struct MemberReader {
    unpack: Option<Unpack<SourceReader>>,
    broken: Option<Error>,
    path: Vec<u8>,
    start: u64,
    offset: u64,
    size: u64,
    expected: u32,
    crc: crc32fast::Hasher,
}

impl MemberReader {
    fn new(source: &Rc<dyn ReadAt>, member: &Member) -> Result<Self, Error> {
        let path = &member.meta.path;
        let packing = member
            .packing
            .clone()
            .map_err(|what| Error::new("zip", member.packed.0, ErrorKind::Unsupported(what)).at(path))?;
        if member.packed.0.checked_add(member.packed.1).is_none_or(|end| end > source.len()) {
            return Err(Error::new("zip", source.len(), ErrorKind::Truncated).at(path));
        }
        let section = Section::new(source.clone(), member.packed.0, member.packed.1);
        let reader = SourceReader::new(Rc::new(section), path, None);
        Ok(Self {
            unpack: Some(Unpack::new(reader, packing).map_err(|e| e.at(path))?),
            broken: None,
            path: path.clone(),
            start: member.packed.0,
            offset: 0,
            size: member.size,
            expected: member.crc,
            crc: crc32fast::Hasher::new(),
        })
    }

    fn broken(path: &[u8], error: Error) -> Self {
        Self {
            unpack: None,
            broken: Some(error),
            path: path.to_vec(),
            start: 0,
            offset: 0,
            size: 0,
            expected: 0,
            crc: crc32fast::Hasher::new(),
        }
    }

    fn position(&mut self) -> u64 {
        self.start + self.unpack.as_mut().map(|unpack| unpack.position()).unwrap_or_default()
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let Some(unpack) = self.unpack.as_mut() else { return Ok(0) };
        let n = unpack.read(buffer, self.offset).map_err(|e| e.at(&self.path))?;
        self.offset += n as u64;
        self.crc.update(buffer.get(..n).unwrap_or_default());
        let wrong = |what: &str| {
            Err(Error::new("zip", self.start, ErrorKind::Malformed(what.to_owned())).at(&self.path))
        };
        if self.offset > self.size || (n == 0 && self.offset < self.size) {
            return wrong("the member has another size than the directory states");
        }
        if n == 0 && self.crc.clone().finalize() != self.expected {
            return wrong("the member's CRC-32 is wrong");
        }
        Ok(n)
    }

    /// The whole member, if it is not longer than `limit`.
    fn read_all(&mut self, limit: u64) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut buffer = vec![0; 4096];
        loop {
            match self.read(&mut buffer)? {
                0 => return Ok(out),
                n => out.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            }
            if out.len() as u64 > limit {
                return Err(Error::new("zip", self.start, ErrorKind::Limit("name", limit)));
            }
        }
    }
}

/// `Read` and `Seek` over a source, for the `zip` crate.
struct Cursor {
    source: Rc<dyn ReadAt>,
    at: u64,
}

impl Read for Cursor {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read_at(self.at, buf)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Cursor {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

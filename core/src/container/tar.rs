//! Walks a tar archive (POSIX ustar and pax, GNU, v7): headers are read by the `tar` crate, the walk is ours
//! because it must be able to pause between any two blocks and to name the byte at which an archive breaks.

use super::entry::{EntryKind, Meta, Place};
use super::error::{Error, ErrorKind};
use super::stream::Stream;
use super::{Step, Walk};
use crate::note::Note;
use tar::{EntryType, Header, PaxExtensions};

const BLOCK: usize = 512;
/// Bytes of a pax header or a GNU long name that are believed to be one.
const EXTENSION_LIMIT: u64 = 1 << 20;

/// Whether these bytes begin a tar archive: a header whose check sum holds.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.get(..BLOCK).is_some_and(|block| checksum_holds(block) && block.iter().any(|b| *b != 0))
}

/// Values that pax headers and GNU long names give for the next entry.
#[derive(Default)]
struct Extras {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    mtime: Option<i64>,
    owner: (Option<u64>, Option<u64>),
    names: (Option<String>, Option<String>),
    sparse: bool,
}

enum State {
    Header,
    /// Bytes left of the entry, and padding behind it.
    Data {
        left: u64,
        padding: u64,
    },
    /// A body that is stepped over.
    Skip {
        left: u64,
    },
    End,
}

pub(super) struct TarWalk {
    stream: Stream,
    state: State,
    path: Vec<u8>,
    /// What the next header must be completed with, read already.
    global: Extras,
    position: u64,
    /// An entry that was announced and whose bytes cannot be given.
    broken: Option<Error>,
}

impl TarWalk {
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            stream,
            state: State::Header,
            path: Vec::new(),
            global: Extras::default(),
            position: 0,
            broken: None,
        }
    }

    /// Reads headers until an entry begins or the archive ends.
    fn header(&mut self) -> Result<Option<Box<Meta>>, Error> {
        let mut extras = Extras::default();
        loop {
            let at = self.stream.offset();
            let block = self.block(at)?;
            if block.iter().all(|b| *b == 0) {
                return Ok(None);
            }
            if !checksum_holds(&block) {
                let what = "the header's check sum is wrong".to_owned();
                return Err(Error::new("tar", at, ErrorKind::Malformed(what)));
            }
            let header = Header::from_byte_slice(&block);
            let size = header
                .entry_size()
                .map_err(|e| Error::new("tar", at, ErrorKind::Malformed(e.to_string())))?;
            match header.entry_type() {
                EntryType::XHeader => read_pax(&self.extension(size, at)?, &mut extras),
                EntryType::XGlobalHeader => read_pax(&self.extension(size, at)?, &mut self.global),
                EntryType::GNULongName => extras.path = Some(until_nul(self.extension(size, at)?)),
                EntryType::GNULongLink => extras.link = Some(until_nul(self.extension(size, at)?)),
                kind => return self.entry(header, kind, size, extras).map(Some),
            }
        }
    }

    /// One block, or an empty one where the stream ends properly between two of them.
    fn block(&mut self, at: u64) -> Result<Vec<u8>, Error> {
        if self.stream.peek(BLOCK)?.is_empty() {
            return Err(Error::new("tar", at, ErrorKind::Truncated));
        }
        self.stream.take_vec(BLOCK, "tar")
    }

    fn extension(&mut self, size: u64, at: u64) -> Result<Vec<u8>, Error> {
        if size > EXTENSION_LIMIT {
            return Err(Error::new("tar", at, ErrorKind::Limit("name", EXTENSION_LIMIT)));
        }
        let mut data = self.stream.take_vec((size + padding(size)) as usize, "tar")?;
        data.truncate(size as usize);
        Ok(data)
    }

    fn entry(
        &mut self,
        header: &Header,
        kind: EntryType,
        stated: u64,
        extras: Extras,
    ) -> Result<Box<Meta>, Error> {
        let path = extras.path.unwrap_or_else(|| header.path_bytes().into_owned());
        self.stream.guard.entry(&path).map_err(|e| e.at(&path))?;
        let size = extras.size.or(self.global.size).unwrap_or(stated);
        let link = extras.link.or_else(|| header.link_name_bytes().map(|l| l.into_owned()));
        let folder = path.ends_with(b"/");
        let kind_of = entry_kind(kind, folder);
        let place = match self.stream.is_plain() {
            true => Place::Source { offset: self.stream.offset() },
            false => Place::Stream,
        };
        let meta = Meta {
            kind: kind_of,
            size: if kind_of == EntryKind::File { size } else { 0 },
            mtime: extras.mtime.or(self.global.mtime).or_else(|| {
                header.mtime().ok().and_then(|s| i64::try_from(s).ok()?.checked_mul(1_000_000_000))
            }),
            mode: header.mode().ok().map(|mode| mode & 0o7777),
            owner: match (extras.owner.0.or(header.uid().ok()), extras.owner.1.or(header.gid().ok())) {
                (Some(uid), Some(gid)) => Some((uid, gid)),
                _ => None,
            },
            owner_names: (
                extras.names.0.unwrap_or_else(|| lossy(header.username_bytes())),
                extras.names.1.unwrap_or_else(|| lossy(header.groupname_bytes())),
            ),
            link: matches!(kind_of, EntryKind::Symlink | EntryKind::Hardlink).then_some(link).flatten(),
            place: if kind_of == EntryKind::File { place } else { Place::None },
            path,
        };
        self.path.clone_from(&meta.path);
        self.state = match kind_of {
            EntryKind::File if extras.sparse || kind == EntryType::GNUSparse => {
                let what = ErrorKind::Unsupported("sparse storage".into());
                self.broken = Some(Error::new("tar", self.stream.offset(), what).at(&self.path));
                State::Skip { left: size + padding(size) }
            }
            EntryKind::File => State::Data { left: size, padding: padding(size) },
            // Links and devices may state a size that has no body (POSIX pax, "typeflag"); folders have none.
            EntryKind::Symlink | EntryKind::Hardlink => State::Header,
            EntryKind::Folder | EntryKind::Special(_) => State::Skip { left: size + padding(size) },
        };
        Ok(Box::new(meta))
    }

    /// Steps over `left` bytes.
    fn skip(&mut self, mut left: u64) -> Result<(), Error> {
        while left > 0 {
            let n = self.stream.take(left)?.len() as u64;
            if n == 0 {
                return Err(Error::new("tar", self.stream.offset(), ErrorKind::Truncated).at(&self.path));
            }
            left -= n;
        }
        Ok(())
    }

    /// Reads what is left of the source, so that the container's digest covers every byte.
    fn finish(&mut self) -> Result<Step<'_>, Error> {
        self.state = State::End;
        let (_, odd, behind) = self.stream.drain()?;
        self.position = self.stream.position();
        if odd > 0 {
            return Ok(Step::Remark(Note::TrailingBytes { layer: "tar".into(), bytes: odd }));
        }
        if behind > 0 {
            return Ok(Step::Remark(Note::TrailingBytes {
                layer: "compressed stream".into(),
                bytes: behind,
            }));
        }
        Ok(Step::Done)
    }
}

impl Walk for TarWalk {
    fn next(&mut self) -> Result<Step<'_>, Error> {
        self.position = self.stream.position();
        if let Some(error) = self.broken.take() {
            return Ok(Step::Broken(error));
        }
        match self.state {
            State::Skip { left } => {
                self.skip(left)?;
                self.state = State::Header;
                self.next()
            }
            State::Header => match self.header()? {
                Some(meta) => Ok(Step::Entry(meta)),
                None => self.finish(),
            },
            State::Data { left: 0, padding } => {
                self.state = State::Skip { left: padding };
                Ok(Step::EndEntry)
            }
            State::Data { left, padding } => {
                let at = self.stream.offset();
                // A file shorter than the buffer comes in one piece: the classifier sees its whole head.
                let ready =
                    self.stream.peek(usize::try_from(left).unwrap_or(usize::MAX).min(64 << 10))?.len();
                if ready == 0 {
                    return Err(Error::new("tar", at, ErrorKind::Truncated).at(&self.path));
                }
                let part = self.stream.take(left)?;
                self.state = State::Data { left: left - part.len() as u64, padding };
                Ok(Step::Data(part))
            }
            State::End => Ok(Step::Done),
        }
    }

    fn position(&self) -> u64 {
        self.position
    }
}

fn entry_kind(kind: EntryType, folder: bool) -> EntryKind {
    match kind {
        EntryType::Directory => EntryKind::Folder,
        EntryType::Symlink => EntryKind::Symlink,
        EntryType::Link => EntryKind::Hardlink,
        EntryType::Char => EntryKind::Special("char_device"),
        EntryType::Block => EntryKind::Special("block_device"),
        EntryType::Fifo => EntryKind::Special("fifo"),
        // Before POSIX a folder was a file whose name ends with a slash. POSIX wants unknown types read as files.
        _ if folder => EntryKind::Folder,
        _ => EntryKind::File,
    }
}

fn read_pax(data: &[u8], extras: &mut Extras) {
    for field in PaxExtensions::new(data).flatten() {
        let Ok(key) = field.key() else { continue };
        let value = field.value_bytes();
        let text = || std::str::from_utf8(value).ok();
        match key {
            "path" if !value.is_empty() => extras.path = Some(value.to_vec()),
            "linkpath" if !value.is_empty() => extras.link = Some(value.to_vec()),
            "size" => extras.size = text().and_then(|v| v.parse().ok()),
            "mtime" => extras.mtime = text().and_then(pax_time),
            "uid" => extras.owner.0 = text().and_then(|v| v.parse().ok()),
            "gid" => extras.owner.1 = text().and_then(|v| v.parse().ok()),
            "uname" => extras.names.0 = Some(lossy(Some(value))),
            "gname" => extras.names.1 = Some(lossy(Some(value))),
            _ if key.starts_with("GNU.sparse.") => extras.sparse = true,
            _ => {}
        }
    }
}

/// `1234567890.123456789`, possibly negative, as nanoseconds since 1970.
fn pax_time(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = whole.parse().ok()?;
    let mut nanos: i64 = 0;
    for i in 0..9 {
        let digit = fraction.as_bytes().get(i).copied().unwrap_or(b'0');
        nanos = nanos * 10 + i64::from(digit.is_ascii_digit().then_some(digit)?.checked_sub(b'0')?);
    }
    let nanos = if whole.starts_with('-') { -nanos } else { nanos };
    seconds.checked_mul(1_000_000_000)?.checked_add(nanos)
}

fn checksum_holds(block: &[u8]) -> bool {
    let stated = Header::from_byte_slice(block).cksum();
    let sum: u32 = block
        .iter()
        .enumerate()
        .map(|(i, b)| u32::from(if (148..156).contains(&i) { b' ' } else { *b }))
        .sum();
    stated.is_ok_and(|stated| stated == sum)
}

fn padding(size: u64) -> u64 {
    (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64
}

fn until_nul(mut data: Vec<u8>) -> Vec<u8> {
    if let Some(end) = data.iter().position(|b| *b == 0) {
        data.truncate(end);
    }
    data
}

fn lossy(bytes: Option<&[u8]>) -> String {
    crate::text::inert(bytes.unwrap_or_default())
}

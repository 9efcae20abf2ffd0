//! Compression layers: zstd and gzip around one stream, and the packings of a zip member.

use super::error::{Error, ErrorKind};
use super::source::SourceReader;
use flate2::bufread::{DeflateDecoder, GzDecoder};
use std::io::{self, BufRead, Read};
use zstd::stream::read::Decoder as ZstdDecoder;

/// The largest window (2^27 bytes) that a zstd stream may ask for: what `zstd --long` writes, and little
/// enough for the browser.
const WINDOW_LOG: u32 = 27;

/// How the bytes of one zip member or of a whole stream are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Stored,
    /// Deflate (RFC 1951).
    Deflate,
    /// gzip (RFC 1952), any number of members.
    Gzip,
    /// Zstandard (RFC 8878), any number of frames.
    Zstd,
}

impl Packing {
    /// Recognises a packed stream by its first bytes.
    pub fn sniff(head: &[u8]) -> Packing {
        match head {
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Packing::Zstd,
            // A skippable frame may come first.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Packing::Zstd,
            [0x1f, 0x8b, ..] => Packing::Gzip,
            _ => Packing::Stored,
        }
    }

    /// The layer's name, as in `tar.zst`.
    pub fn suffix(self) -> Option<&'static str> {
        match self {
            Packing::Stored => None,
            Packing::Deflate => Some("deflate"),
            Packing::Gzip => Some("gz"),
            Packing::Zstd => Some("zst"),
        }
    }
}

/// A stream that unpacks what it reads. Its errors carry the layer in which they happened.
pub(super) enum Unpack<R: BufRead> {
    Stored(R),
    Deflate(DeflateDecoder<R>),
    Gzip(Box<Gzip<R>>),
    Zstd(Box<ZstdDecoder<'static, R>>),
}

impl<R: BufRead> Unpack<R> {
    pub(super) fn new(inner: R, packing: Packing) -> Result<Self, Error> {
        Ok(match packing {
            Packing::Stored => Unpack::Stored(inner),
            Packing::Deflate => Unpack::Deflate(DeflateDecoder::new(inner)),
            Packing::Gzip => Unpack::Gzip(Box::new(Gzip { member: Some(GzDecoder::new(inner)), rest: None })),
            Packing::Zstd => {
                let broken = |e: io::Error| Error::new("zstd", 0, ErrorKind::Malformed(e.to_string()));
                let mut decoder = ZstdDecoder::with_buffer(inner).map_err(broken)?;
                decoder.window_log_max(WINDOW_LOG).map_err(broken)?;
                Unpack::Zstd(Box::new(decoder))
            }
        })
    }

    /// Unpacks into `buf`; `offset` is the place in the plain bytes, for the error.
    pub(super) fn read(&mut self, buf: &mut [u8], offset: u64) -> Result<usize, Error> {
        let (result, layer) = match self {
            Unpack::Stored(inner) => (inner.read(buf), "file"),
            Unpack::Deflate(inner) => (inner.read(buf), "deflate"),
            Unpack::Gzip(inner) => (inner.read(buf), "gzip"),
            Unpack::Zstd(inner) => (inner.read(buf), "zstd"),
        };
        result.map_err(|error| Error::of_read(error, layer, offset))
    }

    /// The packed side.
    pub(super) fn inner(&mut self) -> Option<&mut R> {
        match self {
            Unpack::Stored(inner) => Some(inner),
            Unpack::Deflate(inner) => Some(inner.get_mut()),
            Unpack::Gzip(inner) => inner.inner(),
            Unpack::Zstd(inner) => Some(inner.get_mut()),
        }
    }
}

/// gzip members one after another, and what stands behind the last of them.
pub(super) struct Gzip<R: BufRead> {
    member: Option<GzDecoder<R>>,
    /// The packed side behind the last member: bytes there belong to no member.
    rest: Option<R>,
}

impl<R: BufRead> Gzip<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = self.member.as_mut() {
            let n = member.read(buf)?;
            if n > 0 || buf.is_empty() {
                return Ok(n);
            }
            let Some(member) = self.member.take() else { break };
            let mut inner = member.into_inner();
            if inner.fill_buf()?.starts_with(&[0x1f]) {
                self.member = Some(GzDecoder::new(inner));
            } else {
                self.rest = Some(inner);
            }
        }
        Ok(0)
    }

    fn inner(&mut self) -> Option<&mut R> {
        match &mut self.member {
            Some(member) => Some(member.get_mut()),
            None => self.rest.as_mut(),
        }
    }
}

impl Unpack<SourceReader> {
    /// Offset in the source, for progress.
    pub(super) fn position(&mut self) -> u64 {
        self.inner().map(|inner| inner.position()).unwrap_or_default()
    }

    /// Reads the source to its end and says how many bytes were left over behind the packed stream.
    pub(super) fn drain(&mut self) -> Result<u64, Error> {
        let Some(inner) = self.inner() else { return Ok(0) };
        let mut left = 0;
        loop {
            let n = inner.fill_buf().map_err(|error| Error::of_read(error, "file", 0))?.len();
            if n == 0 {
                return Ok(left);
            }
            inner.consume(n);
            left += n as u64;
        }
    }
}

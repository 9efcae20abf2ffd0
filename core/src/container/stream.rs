//! The plain bytes of one stream, handed out as slices of one buffer.

use super::error::{Error, ErrorKind};
use super::guard::Guard;
use super::layer::{Packing, Unpack};
use super::source::SourceReader;

/// Plain bytes unpacked at a time.
const BUFFER: usize = 1 << 20;

/// An unpacked stream with a look-ahead, counted by the guard.
pub(super) struct Stream {
    unpack: Unpack<SourceReader>,
    packing: Packing,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Plain bytes handed out.
    offset: u64,
    ended: bool,
    pub(super) guard: Guard,
}

impl Stream {
    pub(super) fn new(source: SourceReader, packing: Packing, guard: Guard) -> Result<Self, Error> {
        let unpack = Unpack::new(source, packing)?;
        Ok(Self {
            unpack,
            packing,
            buffer: vec![0; BUFFER],
            start: 0,
            end: 0,
            offset: 0,
            ended: false,
            guard,
        })
    }

    /// Offset of the next plain byte.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Offset in the source.
    pub(super) fn position(&mut self) -> u64 {
        self.unpack.position()
    }

    /// Whether plain bytes are the source's own, so that they can be read again at their place.
    pub(super) fn is_plain(&self) -> bool {
        self.packing == Packing::Stored
    }

    /// Looks at up to `want` bytes (at most the buffer's size) without taking them; fewer only at the end.
    pub(super) fn peek(&mut self, want: usize) -> Result<&[u8], Error> {
        let want = want.min(BUFFER);
        while self.end - self.start < want && !self.ended {
            self.fill()?;
        }
        let have = (self.end - self.start).min(want);
        Ok(self.buffer.get(self.start..self.start + have).unwrap_or_default())
    }

    /// Takes up to `limit` bytes, as many as are ready; nothing only at the end.
    pub(super) fn take(&mut self, limit: u64) -> Result<&[u8], Error> {
        if self.start == self.end && !self.ended {
            self.fill()?;
        }
        let n = usize::try_from(limit).unwrap_or(usize::MAX).min(self.end - self.start);
        let from = self.start;
        self.start += n;
        self.offset += n as u64;
        Ok(self.buffer.get(from..from + n).unwrap_or_default())
    }

    /// Takes exactly `len` bytes into a vector, or says that the stream is truncated.
    pub(super) fn take_vec(&mut self, len: usize, layer: &'static str) -> Result<Vec<u8>, Error> {
        let mut out = Vec::with_capacity(len.min(BUFFER));
        while out.len() < len {
            let part = self.take((len - out.len()) as u64)?;
            if part.is_empty() {
                return Err(Error::new(layer, self.offset, ErrorKind::Truncated));
            }
            out.extend_from_slice(part);
        }
        Ok(out)
    }

    /// Reads the source to its end. Gives the number of plain bytes that were left, the number of those that
    /// are not zero, and the number of packed bytes behind the stream.
    pub(super) fn drain(&mut self) -> Result<(u64, u64, u64), Error> {
        let (mut left, mut odd) = (0, 0);
        loop {
            let part = self.take(BUFFER as u64)?;
            if part.is_empty() {
                break;
            }
            left += part.len() as u64;
            odd += part.iter().filter(|b| **b != 0).count() as u64;
        }
        Ok((left, odd, self.unpack.drain()?))
    }

    fn fill(&mut self) -> Result<(), Error> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        let place = self.offset + self.end as u64;
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let n = self.unpack.read(room, place)?;
        self.end += n;
        self.ended = n == 0;
        let packed = self.unpack.position();
        self.guard.plain(n as u64, packed)
    }
}

//! Reads a source from its beginning to its end, and lets somebody else see the raw bytes on the way.

use super::error::{Error, ErrorKind};
use crate::io::ReadAt;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Bytes asked of the source at a time. In the browser each read crosses to another process, and 4 MiB is
/// where that cost vanishes; natively it does not matter.
const BLOCK: usize = 4 << 20;

/// Raw blocks that were read and that the digest of the container has not seen yet.
#[derive(Clone, Default)]
pub struct RawTap(Rc<RefCell<VecDeque<Rc<[u8]>>>>);

impl RawTap {
    /// Takes the oldest block.
    pub fn take(&self) -> Option<Rc<[u8]>> {
        self.0.borrow_mut().pop_front()
    }

    fn put(&self, block: Rc<[u8]>) {
        self.0.borrow_mut().push_back(block);
    }
}

/// A source read in order, block by block.
pub(super) struct SourceReader {
    source: Rc<dyn ReadAt>,
    name: Vec<u8>,
    block: Rc<[u8]>,
    /// Place inside the block.
    at: usize,
    /// Offset of the byte behind the block.
    next: u64,
    tap: Option<RawTap>,
}

impl SourceReader {
    pub(super) fn new(source: Rc<dyn ReadAt>, name: &[u8], tap: Option<RawTap>) -> Self {
        Self { source, name: name.to_vec(), block: Rc::from([]), at: 0, next: 0, tap }
    }

    /// Offset of the next byte that will be handed out.
    pub(super) fn position(&self) -> u64 {
        self.next - (self.block.len() - self.at) as u64
    }

    fn refill(&mut self) -> Result<(), Error> {
        let want = self.source.len().saturating_sub(self.next).min(BLOCK as u64);
        let mut block = vec![0; usize::try_from(want).unwrap_or(BLOCK)];
        let got = self.source.read_full_at(self.next, &mut block).map_err(|error| {
            Error::new("file", self.next, ErrorKind::Source(error.to_string())).at(&self.name)
        })?;
        if (got as u64) < want {
            let what = "the file is shorter than it was when it was opened".to_owned();
            return Err(Error::new("file", self.next + got as u64, ErrorKind::Source(what)).at(&self.name));
        }
        self.block = Rc::from(block);
        self.at = 0;
        self.next += want;
        if let Some(tap) = self.tap.as_ref().filter(|_| want > 0) {
            tap.put(self.block.clone());
        }
        Ok(())
    }
}

impl BufRead for SourceReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.block.len() {
            self.refill()?;
        }
        Ok(self.block.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.block.len());
    }
}

impl Read for SourceReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let n = ready.len().min(buf.len());
        for (to, from) in buf.iter_mut().zip(ready) {
            *to = *from;
        }
        self.consume(n);
        Ok(n)
    }
}

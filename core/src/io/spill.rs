//! A place to keep bytes that cannot be read again where they came from.

use super::ReadAt;
use std::io;

/// Keeps unpacked bytes outside the engine's memory: a temporary file, or the browser's private storage.
///
/// Bytes are only ever appended. A reference is the offset at which a run of bytes begins.
pub trait Spill: ReadAt {
    /// Appends the bytes and says at which offset they begin.
    fn append(&mut self, bytes: &[u8]) -> io::Result<u64>;
}

/// A spill in memory, for tests and small bundles.
#[derive(Clone, Debug, Default)]
pub struct MemorySpill(Vec<u8>);

impl ReadAt for MemorySpill {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..)).unwrap_or_default();
        let n = rest.len().min(buf.len());
        for (to, from) in buf.iter_mut().zip(rest) {
            *to = *from;
        }
        Ok(n)
    }
}

impl Spill for MemorySpill {
    fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.0.len() as u64;
        self.0.extend_from_slice(bytes);
        Ok(at)
    }
}

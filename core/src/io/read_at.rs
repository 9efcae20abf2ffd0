//! Bytes at a place.

use std::io;
use std::rc::Rc;
use std::sync::Arc;

/// A source of bytes that can be read at any place, such as a file or a `Blob`. Reading never changes it.
pub trait ReadAt {
    /// Its size in bytes.
    fn len(&self) -> u64;

    /// Whether it holds no bytes.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads up to `buf.len()` bytes from `offset` on and says how many; 0 only at or behind the end.
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize>;

    /// Fills as much of `buf` as the source has from `offset` on and says how many bytes that were.
    fn read_full_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while let Some(rest) = buf.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match self.read_at(offset + done as u64, rest)? {
                0 => break,
                n => done += n,
            }
        }
        Ok(done)
    }
}

impl<T: ReadAt + ?Sized> ReadAt for Arc<T> {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        (**self).read_at(offset, buf)
    }
}

impl<T: ReadAt + ?Sized> ReadAt for Rc<T> {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        (**self).read_at(offset, buf)
    }
}

/// Bytes in memory.
#[derive(Clone, Debug, Default)]
pub struct MemorySource(pub Arc<[u8]>);

impl MemorySource {
    /// Takes the bytes over.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(bytes.into())
    }
}

impl ReadAt for MemorySource {
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

/// A part of another source.
#[derive(Clone)]
pub struct Section<R> {
    inner: R,
    start: u64,
    len: u64,
}

impl<R: ReadAt> Section<R> {
    /// The `len` bytes from `start` on, or as many of them as there are.
    pub fn new(inner: R, start: u64, len: u64) -> Self {
        let len = len.min(inner.len().saturating_sub(start));
        Self { inner, start, len }
    }
}

impl<R: ReadAt> ReadAt for Section<R> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let rest = self.len.saturating_sub(offset);
        let want = usize::try_from(rest).unwrap_or(usize::MAX).min(buf.len());
        match buf.get_mut(..want) {
            Some(part) if want > 0 => self.inner.read_at(self.start + offset, part),
            _ => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_where_it_should() {
        let section = Section::new(MemorySource::new(*b"0123456789"), 3, 4);
        let mut buf = [0; 9];
        assert_eq!(section.read_full_at(1, &mut buf).unwrap(), 3);
        assert_eq!(&buf[..3], b"456");
        assert_eq!(section.read_at(4, &mut buf).unwrap(), 0);
        assert_eq!(Section::new(MemorySource::new(*b"01"), 5, 4).len(), 0);
    }
}

//! A file that the person dropped, read at any place without loading it.

use crate::said;
use glasscase_core::io::ReadAt;
use std::io;
use web_sys::{Blob, FileReaderSync};

/// `ReadAt` over a `Blob`, by synchronous reads of slices.
pub struct BlobSource {
    blob: Blob,
    len: u64,
    reader: FileReaderSync,
}

impl BlobSource {
    /// Over a file or any other blob.
    pub fn new(blob: Blob) -> io::Result<Self> {
        let reader = FileReaderSync::new().map_err(|e| io::Error::other(said(&e)))?;
        // Sizes are whole numbers below 2^53.
        let len = blob.size() as u64;
        Ok(Self { blob, len, reader })
    }
}

impl ReadAt for BlobSource {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let end = self.len.min(offset.saturating_add(buf.len() as u64));
        if offset >= end {
            return Ok(0);
        }
        let failed = |e| io::Error::other(said(&e));
        let slice = self.blob.slice_with_f64_and_f64(offset as f64, end as f64).map_err(failed)?;
        let bytes =
            js_sys::Uint8Array::new(&self.reader.read_as_array_buffer(&slice).map_err(failed)?.into());
        let n = bytes.length() as usize;
        match buf.get_mut(..n) {
            Some(part) => bytes.copy_to(part),
            None => return Err(io::Error::other("the browser gave more bytes than were asked for")),
        }
        Ok(n)
    }
}

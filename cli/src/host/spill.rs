//! Unpacked bytes in a temporary file that has no name and is gone with the program.

use glasscase_core::io::{ReadAt, Spill};
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

/// A spill in the system's folder for temporary files. It is made when the first byte comes.
#[derive(Default)]
pub struct TempSpill {
    file: Option<File>,
    len: u64,
}

impl ReadAt for TempSpill {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        self.file.as_ref().map_or(Ok(0), |file| file.read_at(buf, offset))
    }
}

impl Spill for TempSpill {
    fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.write_all_at(bytes, self.len)?;
        let at = self.len;
        self.len += bytes.len() as u64;
        Ok(at)
    }
}

//! Counts what a container makes us do, and stops it at the limits.

use super::error::{Error, ErrorKind};
use crate::io::Limits;

/// One container's counters. Two tiers: bytes are counted for each block, names and entries for each entry.
#[derive(Clone, Debug)]
pub struct Guard {
    limits: Limits,
    plain: u64,
    entries: u64,
}

impl Guard {
    /// Begins to count.
    pub fn new(limits: Limits) -> Self {
        Self { limits, plain: 0, entries: 0 }
    }

    /// Counts unpacked bytes; `packed` is how far the source was read.
    pub fn plain(&mut self, bytes: u64, packed: u64) -> Result<(), Error> {
        self.plain += bytes;
        if self.plain > self.limits.total {
            return Err(self.met("total", self.limits.total));
        }
        if self.plain > self.limits.ratio_floor && self.plain / packed.max(1) > self.limits.ratio {
            return Err(self.met("ratio", self.limits.ratio));
        }
        Ok(())
    }

    /// Counts one entry and looks at its path.
    pub fn entry(&mut self, path: &[u8]) -> Result<(), Error> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(self.met("entries", self.limits.entries));
        }
        if path.len() > self.limits.name {
            return Err(self.met("name", self.limits.name as u64));
        }
        if path.iter().filter(|b| **b == b'/').count() > self.limits.depth {
            return Err(self.met("depth", self.limits.depth as u64));
        }
        Ok(())
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    fn met(&self, name: &'static str, value: u64) -> Error {
        Error::new("container", self.plain, ErrorKind::Limit(name, value))
    }
}

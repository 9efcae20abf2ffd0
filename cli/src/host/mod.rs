//! The file system and threads under the engine: the native side of the core's traits, without decisions.

mod file;
mod folder;
mod lanes;
mod spill;

pub use file::open;
pub use lanes::Threads;
pub use spill::TempSpill;

//! How much a bundle may ask of us.

/// Bounds on what hostile or broken input can make the engine do. All are met in one place, the container's
/// guard; reaching one stops that container, keeps what was read and marks it partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries in one container.
    pub entries: u64,
    /// Unpacked bytes of one container.
    pub total: u64,
    /// Unpacked bytes for each byte of the container, once `ratio_floor` bytes were unpacked. Real logs reach
    /// about 100; bombs thousands.
    pub ratio: u64,
    /// Unpacked bytes below which the ratio is not looked at.
    pub ratio_floor: u64,
    /// Bytes of one path.
    pub name: usize,
    /// Folders in one path.
    pub depth: usize,
    /// Bytes of one line that a parser looks at. The rest of a longer line is still hashed and shown.
    pub line: usize,
    /// Bytes of one manifest or tag file.
    pub manifest: usize,
    /// Events in the timeline.
    pub events: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 5_000_000,
            total: 4 << 40,
            ratio: 1_000,
            ratio_floor: 256 << 20,
            name: 4_096,
            depth: 128,
            line: 64 << 10,
            manifest: 256 << 20,
            events: 20_000_000,
        }
    }
}

//! Positions in the store's columns and tables, each with a type of its own so that they cannot be mixed up.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) u32);

        impl $name {
            /// The number.
            pub fn get(self) -> u32 {
                self.0
            }

            /// The number as a position.
            pub(super) fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// An event, numbered in the order of reading: it stays the same while the case is open.
    RowId;
    /// A text of the dictionary. 0 is the empty text.
    StrId;
    /// A file that events were read from, numbered in the order of reading.
    ArtifactId;
    /// Who wrote a record, and where: one program of one host in one file.
    WriterId;
}

impl RowId {
    /// The event with this number, which a view was given before. Whether there is one is the store's business.
    pub fn new(number: u32) -> Self {
        Self(number)
    }
}

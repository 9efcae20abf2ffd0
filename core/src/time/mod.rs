//! From what a clock wrote to an instant: zone, year and offset, each with how it was chosen.

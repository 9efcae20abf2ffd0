//! Glasscase.
fn main() {}

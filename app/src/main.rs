//! Glasscase: the page.
fn main() {}

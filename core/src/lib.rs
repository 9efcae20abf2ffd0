//! Glasscase core: opens evidence bundles, proves what is intact, and puts what happened in order.
//!
//! The crate is pure: it opens no file, reads no clock, starts no thread and knows no browser. What it
//! needs of the outside comes in through the traits of [`io`] and [`digest`], so that the page and the
//! command line run the same code and every behaviour is tested natively.
//!
//! The way of a byte: [`io::ReadAt`] → [`container`] → one pass that feeds [`digest`], the spill and
//! [`parse`] → [`verify`] and [`timeline`] → [`engine`], which is all that app and cli call.

pub mod artifact;
pub mod container;
pub mod digest;
pub mod engine;
pub mod io;
pub mod manifest;
pub mod note;
pub mod parse;
#[cfg(test)]
pub mod testing;
pub mod text;
pub mod time;
pub mod timeline;
pub mod verify;

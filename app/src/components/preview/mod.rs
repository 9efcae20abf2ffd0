//! The content of a file as text and as bytes. Nothing of it is obeyed: text nodes only, no link, no style
//! from the evidence.

mod asked;
mod find;
mod hex;
mod marks;
mod offset;
mod scroll;
mod text;
mod window;

pub use asked::use_asked;
pub use hex::HexPreview;
pub use offset::{hex_offset, parse_offset};
pub use scroll::Scroller;
pub use text::TextPreview;
pub use window::Extent;

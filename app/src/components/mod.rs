//! Parts that more than one view uses.

pub mod badge;
pub mod digest;
pub mod drawer;
pub mod grid;
pub mod histogram;
pub mod icon;
pub mod preview;

//! Parts that more than one view uses.

pub mod badge;
pub mod copy;
pub mod dialog;
pub mod digest;
pub mod drawer;
pub mod grid;
pub mod histogram;
pub mod icon;
pub mod popover;
pub mod preview;

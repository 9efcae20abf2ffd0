//! One folder a view.

pub mod case;
pub mod evidence;
pub mod manifest;
pub mod timeline;

//! The façade: everything that the page and the command line call.

pub mod protocol;

//! What a host's own programs write.

mod header;
pub mod message;
pub mod syslog;

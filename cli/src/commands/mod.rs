//! One file a command: `run(args, lang, out) -> Exit`.

pub mod cat;
pub mod list;
pub mod timeline;
pub mod verify;

//! What is opened, and how.

use crate::container::Item;
use crate::io::{Limits, ReadAt};
use std::rc::Rc;

/// Something to open.
#[derive(Clone)]
pub struct Source {
    /// File or folder name, for people.
    pub name: String,
    /// Time of last change of a file, nanoseconds since 1970 UTC, as the system states it.
    pub mtime: Option<i64>,
    /// Its bytes.
    pub content: Content,
}

/// The bytes of a [`Source`].
#[derive(Clone)]
pub enum Content {
    /// One file.
    File(Rc<dyn ReadAt>),
    /// A folder's files; paths begin below the folder.
    Folder(Rc<[Item]>),
}

impl Source {
    /// Its size in bytes.
    pub fn len(&self) -> u64 {
        match &self.content {
            Content::File(file) => file.len(),
            Content::Folder(items) => {
                items.iter().filter_map(|item| item.source.as_ref().ok()).map(|source| source.len()).sum()
            }
        }
    }

    /// Whether it holds no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether artifacts are parsed into events.
    pub parse: bool,
    /// Whether bytes that cannot be read again at their place are kept, so that they can be shown.
    pub keep: bool,
    /// Bounds.
    pub limits: Limits,
    /// Zone of every host's clock, where the person knows better than the evidence.
    pub zone: Option<String>,
    /// Year of the last line of files whose lines have none, where the person knows it.
    pub year: Option<i32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { parse: true, keep: true, limits: Limits::default(), zone: None, year: None }
    }
}

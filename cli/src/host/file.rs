//! Files of the machine, read without leaving a trace where the system allows it.

use glasscase_core::container::{Meta, Place};
use glasscase_core::engine::{Content, Source};
use glasscase_core::io::ReadAt;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// `O_NOATIME` and `O_NOFOLLOW` (open(2)): the time of last access stays, and a link is not followed.
const NO_ATIME: i32 = 0o1_000_000;
const NO_FOLLOW: i32 = 0o400_000;

/// What the person named on the command line.
pub fn open(path: &Path) -> io::Result<Source> {
    let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let name = match shown.as_str() {
        "." | ".." | "/" => {
            std::fs::canonicalize(path)?.file_name().map_or(shown, |n| n.to_string_lossy().into_owned())
        }
        _ => shown,
    };
    let metadata = std::fs::metadata(path)?;
    let content = match metadata.is_dir() {
        true => Content::Folder(super::folder::items(path)?.into()),
        false => {
            let file = open_quietly(path, 0)?;
            Content::File(Rc::new(OpenFile { len: metadata.len(), file }))
        }
    };
    Ok(Source { name, mtime: mtime(&metadata), content })
}

/// Read only, if possible without touching the time of last access (only the owner and root may ask for that).
fn open_quietly(path: &Path, flags: i32) -> io::Result<File> {
    let with = |flags| OpenOptions::new().read(true).custom_flags(flags).open(path);
    with(flags | NO_ATIME).or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => with(flags),
        _ => Err(error),
    })
}

struct OpenFile {
    file: File,
    len: u64,
}

impl ReadAt for OpenFile {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        self.file.read_at(buf, offset)
    }
}

/// A file of a folder: opened for each read, because a folder may have more files than a process may open.
pub struct FolderFile {
    path: PathBuf,
    len: u64,
}

impl FolderFile {
    pub fn new(path: PathBuf, len: u64) -> Self {
        Self { path, len }
    }
}

impl ReadAt for FolderFile {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        open_quietly(&self.path, NO_FOLLOW)?.read_at(buf, offset)
    }
}

/// Nanoseconds since 1970 UTC.
fn mtime(metadata: &Metadata) -> Option<i64> {
    metadata.mtime().checked_mul(1_000_000_000)?.checked_add(metadata.mtime_nsec())
}

/// What the file system says of an entry.
pub fn meta(path: Vec<u8>, metadata: &Metadata) -> Meta {
    Meta {
        mtime: mtime(metadata),
        mode: Some(metadata.mode() & 0o7777),
        owner: Some((metadata.uid().into(), metadata.gid().into())),
        ..Meta::file(path, metadata.len(), Place::None)
    }
}

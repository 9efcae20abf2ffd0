//! Everything below a folder, in the order of paths. Links are listed and not followed.

use super::file::{FolderFile, meta};
use glasscase_core::container::{EntryKind, Item};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::rc::Rc;

/// The folder's entries.
pub fn items(root: &Path) -> io::Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut folders = vec![(root.to_path_buf(), Vec::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => return Err(error),
            Err(error) => {
                // A folder that may not be read is an entry that could not be read, not silence.
                items.push(Item { path: prefix, source: Err(error.to_string()), meta: None });
                continue;
            }
        };
        for entry in entries {
            let entry = entry?;
            let mut path = prefix.clone();
            path.extend(if prefix.is_empty() { &b""[..] } else { b"/" });
            path.extend(entry.file_name().as_bytes());
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => folders.push((entry.path(), path)),
                Ok(metadata) => items.push(item(&entry.path(), path, &metadata)),
                Err(error) => items.push(Item { path, source: Err(error.to_string()), meta: None }),
            }
        }
    }
    items.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(items)
}

fn item(file: &Path, path: Vec<u8>, metadata: &std::fs::Metadata) -> Item {
    let mut meta = meta(path.clone(), metadata);
    let kind = metadata.file_type();
    meta.kind = match () {
        () if kind.is_symlink() => EntryKind::Symlink,
        () if kind.is_char_device() => EntryKind::Special("char_device"),
        () if kind.is_block_device() => EntryKind::Special("block_device"),
        () if kind.is_fifo() => EntryKind::Special("fifo"),
        () if kind.is_socket() => EntryKind::Special("socket"),
        () => EntryKind::File,
    };
    if meta.kind == EntryKind::Symlink {
        meta.link = std::fs::read_link(file).ok().map(|target| target.as_os_str().as_bytes().to_vec());
    }
    if meta.kind != EntryKind::File {
        meta.size = 0;
    }
    Item { path, source: Ok(Rc::new(FolderFile::new(file.to_path_buf(), metadata.len()))), meta: Some(meta) }
}

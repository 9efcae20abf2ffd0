//! Where unpacked bytes are kept: a file in the origin's private storage, or blobs where there is none.

use crate::blob_source::BlobSource;
use crate::{get, said};
use glasscase_core::io::{ReadAt, Spill};
use std::io;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemReadWriteOptions, FileSystemSyncAccessHandle,
};

/// Bytes collected before they are written.
const CHUNK: usize = 4 << 20;
/// Beginning of the names of our files in the private storage.
const PREFIX: &str = "glasscase-spill-";

/// The private storage where the browser has it (a site), blobs otherwise (a page opened from `file://`).
pub async fn open() -> Box<dyn Spill> {
    match private_file().await {
        Ok(file) => Box::new(Buffered { store: Store::File(file), stored: 0, tail: Vec::new() }),
        Err(_) => Box::new(Buffered { store: Store::Blobs(Vec::new()), stored: 0, tail: Vec::new() }),
    }
}

async fn private_file() -> Result<FileSystemSyncAccessHandle, JsValue> {
    let navigator = crate::scope().navigator();
    // Over plain http, and in some private windows, there is none.
    if get(&navigator, "storage").is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    let storage = navigator.storage();
    let folder: FileSystemDirectoryHandle = JsFuture::from(storage.get_directory()).await?.dyn_into()?;
    sweep(&folder).await;
    let name = format!("{PREFIX}{}-{}", js_sys::Date::now(), js_sys::Math::random());
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let file: FileSystemFileHandle =
        JsFuture::from(folder.get_file_handle_with_options(&name, &options)).await?.dyn_into()?;
    JsFuture::from(file.create_sync_access_handle()).await?.dyn_into()
}

/// Removes what earlier pages left: evidence does not stay behind. Files of other open pages are locked and stay.
async fn sweep(folder: &FileSystemDirectoryHandle) {
    let Ok(keys) = get(folder, "keys").dyn_into::<js_sys::Function>() else { return };
    let Ok(iterator) = keys.call0(folder) else { return };
    let Ok(next) = get(&iterator, "next").dyn_into::<js_sys::Function>() else { return };
    let mut names = Vec::new();
    while let Ok(promise) = next.call0(&iterator) {
        let Ok(step) = JsFuture::from(js_sys::Promise::resolve(&promise)).await else { break };
        if get(&step, "done").is_truthy() {
            break;
        }
        names.extend(get(&step, "value").as_string().filter(|name| name.starts_with(PREFIX)));
    }
    for name in names {
        let _ = JsFuture::from(folder.remove_entry(&name)).await;
    }
}

enum Store {
    File(FileSystemSyncAccessHandle),
    Blobs(Vec<BlobSource>),
}

/// A store that is written in chunks; the last bytes wait in memory.
struct Buffered {
    store: Store,
    stored: u64,
    tail: Vec<u8>,
}

impl Buffered {
    fn flush(&mut self) -> io::Result<()> {
        let failed = |e: JsValue| io::Error::other(said(&e));
        match &mut self.store {
            Store::File(file) => {
                let at = FileSystemReadWriteOptions::new();
                at.set_at(self.stored as f64);
                let n = file.write_with_u8_array_and_options(&self.tail, &at).map_err(failed)?;
                if n as usize != self.tail.len() {
                    return Err(io::Error::other("the browser's private storage is full"));
                }
            }
            Store::Blobs(blobs) => {
                // Every blob but the last holds exactly one chunk, so that a place is found by division.
                let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(&self.tail[..]));
                let blob = Blob::new_with_u8_array_sequence(&parts).map_err(failed)?;
                blobs.push(BlobSource::new(blob)?);
            }
        }
        self.stored += self.tail.len() as u64;
        self.tail.clear();
        Ok(())
    }

    fn read_stored(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        match &self.store {
            Store::File(file) => {
                let at = FileSystemReadWriteOptions::new();
                at.set_at(offset as f64);
                let n =
                    file.read_with_u8_array_and_options(buf, &at).map_err(|e| io::Error::other(said(&e)))?;
                Ok(n as usize)
            }
            Store::Blobs(blobs) => match blobs.get((offset / CHUNK as u64) as usize) {
                Some(blob) => blob.read_at(offset % CHUNK as u64, buf),
                None => Ok(0),
            },
        }
    }
}

impl ReadAt for Buffered {
    fn len(&self) -> u64 {
        self.stored + self.tail.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        if offset < self.stored {
            let most = usize::try_from(self.stored - offset).unwrap_or(usize::MAX).min(buf.len());
            return self.read_stored(offset, &mut buf[..most]);
        }
        let rest =
            usize::try_from(offset - self.stored).ok().and_then(|at| self.tail.get(at..)).unwrap_or_default();
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        Ok(n)
    }
}

impl Spill for Buffered {
    fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.len();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (part, behind) = rest.split_at(rest.len().min(CHUNK - self.tail.len()));
            self.tail.extend_from_slice(part);
            rest = behind;
            if self.tail.len() == CHUNK {
                self.flush()?;
            }
        }
        Ok(at)
    }
}

impl Drop for Buffered {
    fn drop(&mut self) {
        if let Store::File(file) = &self.store {
            let _ = file.truncate_with_u32(0);
            file.close();
        }
    }
}

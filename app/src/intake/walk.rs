//! Reads a dropped folder to its last file.

use super::{Intake, Trouble};
use crate::engine::Item;
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// What was gathered from a drop.
#[derive(Default)]
pub struct Gathered {
    /// The files, in the order of the folders.
    pub items: Vec<Item>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
}

/// Adds every file in and below `entry`. A folder that cannot be read is named and passed over.
pub async fn gather(intake: Intake, entry: FileSystemEntry, into: &mut Gathered) {
    let mut waiting = vec![entry];
    while let Some(entry) = waiting.pop() {
        // `fullPath` begins with a slash, at the dropped thing.
        let path = entry.full_path().trim_start_matches('/').to_string();
        if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
            match children(folder).await {
                // Popped from the end: reversed, so that the order of the folder is kept.
                Ok(children) => waiting.extend(children.into_iter().rev()),
                Err(reason) => into.troubles.push(Trouble::Unreadable(path, reason)),
            }
        } else if let Some(file) = entry.dyn_ref::<FileSystemFileEntry>() {
            match file_of(file).await {
                Ok(file) => {
                    into.items.push(Item { name: file.name(), path, file });
                    let found = u32::try_from(into.items.len()).unwrap_or(u32::MAX);
                    if found % 64 == 0 {
                        intake.listing.set(Some(found));
                    }
                }
                Err(reason) => into.troubles.push(Trouble::Unreadable(path, reason)),
            }
        }
    }
}

/// All children of a folder. The browser hands them out in batches (Chromium: of 100) until an empty one.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, String> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let batch =
            promise(|resolve, reject| reader.read_entries_with_callback_and_callback(resolve, reject));
        let batch: Array = batch.await?.unchecked_into();
        if batch.length() == 0 {
            return Ok(all);
        }
        all.extend(batch.iter().filter_map(|entry| entry.dyn_into().ok()));
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Result<web_sys::File, String> {
    let file = promise(|resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
        Ok(())
    });
    Ok(file.await?.unchecked_into())
}

/// A call with two callbacks, as something to wait for. The error is the browser's name for the reason, such
/// as `NotReadableError`.
async fn promise(
    mut call: impl FnMut(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>,
) -> Result<JsValue, String> {
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = call(&resolve, &reject) {
            _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise)
        .await
        .map_err(|error| error.dyn_ref::<DomException>().map_or_else(|| "unknown".into(), DomException::name))
}

//! From the page's list of dropped files to sources.

use crate::blob_source::BlobSource;
use crate::get;
use glasscase_core::container::{Item, Meta, Place};
use glasscase_core::engine::{Content, Source};
use glasscase_core::io::ReadAt;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// One source for each loose file, and one for each folder: files whose path has a slash belong to the folder
/// that the path begins with.
pub fn sources(list: &JsValue) -> Vec<Source> {
    let mut loose = Vec::new();
    let mut folders: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in js_sys::Array::from(list).iter() {
        let Ok(file) = get(&item, "file").dyn_into::<File>() else { continue };
        let path = get(&item, "path").as_string().unwrap_or_else(|| file.name());
        match path.trim_start_matches('/').split_once('/') {
            Some((folder, inner)) => {
                folders.entry(folder.to_owned()).or_default().push(folder_item(inner, &file));
            }
            None => loose.extend(single(&file)),
        }
    }
    let folders = folders.into_iter().map(|(name, mut items)| {
        items.sort_by(|a, b| a.path.cmp(&b.path));
        Source { name, mtime: None, content: Content::Folder(items.into()) }
    });
    loose.into_iter().chain(folders).collect()
}

fn single(file: &File) -> Option<Source> {
    let source: Rc<dyn ReadAt> = Rc::new(BlobSource::new(file.clone().into()).ok()?);
    Some(Source { name: file.name(), mtime: changed(file), content: Content::File(source) })
}

fn folder_item(path: &str, file: &File) -> Item {
    let source = BlobSource::new(file.clone().into());
    let meta = Meta { mtime: changed(file), ..Meta::file(path, file.size() as u64, Place::None) };
    Item {
        path: path.as_bytes().to_vec(),
        source: source.map(|source| Rc::new(source) as Rc<dyn ReadAt>).map_err(|e| e.to_string()),
        meta: Some(meta),
    }
}

/// Time of last change in nanoseconds; the browser states milliseconds.
fn changed(file: &File) -> Option<i64> {
    let millis = file.last_modified() as i64;
    (millis > 0).then(|| millis.checked_mul(1_000_000)).flatten()
}

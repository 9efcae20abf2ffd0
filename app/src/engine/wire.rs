//! The messages between page and worker, and nothing else. `boot.js` (or the single file's script) provides
//! the worker, because only it knows in which form the page was delivered.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = glasscase, js_name = startWorker, catch)]
    async fn boot_worker() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = glasscase, js_name = sample, catch)]
    async fn boot_sample() -> Result<JsValue, JsValue>;
}

/// A file that was dropped or picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its own name.
    pub name: String,
    /// Its path from the folder that was dropped or picked; without a slash for a single file.
    pub path: String,
    /// Its bytes, not read yet.
    pub file: web_sys::File,
}

impl Item {
    /// The bundle that it belongs to: the first part of its path.
    pub fn bundle(&self) -> &str {
        self.path.split('/').next().unwrap_or(&self.path)
    }
}

/// What the worker says.
pub enum Message {
    /// The answer to a question: its number, and JSON of a response.
    Answer(u32, String),
    /// JSON of a progress.
    Progress(String),
    /// It panicked and is dead.
    Failed(String),
    /// Something else: `ready` said twice, say.
    Other,
}

/// Reads a message of the worker.
pub fn read(data: &JsValue) -> Message {
    let text = |name: &str| Reflect::get(data, &name.into()).ok().and_then(|v| v.as_string());
    if !data.is_object() {
        return Message::Other;
    }
    if let Some(progress) = text("progress") {
        return Message::Progress(progress);
    }
    if let Some(failed) = text("failed") {
        return Message::Failed(failed);
    }
    let id = Reflect::get(data, &"id".into()).ok().and_then(|v| v.as_f64());
    match (id, text("response")) {
        // Numbers are counted up from 1 by the page and come back unchanged.
        (Some(id), Some(response)) => Message::Answer(id as u32, response),
        _ => Message::Other,
    }
}

/// `{id, request}`.
pub fn request(id: u32, json: &str) -> JsValue {
    object(&[("id", id.into()), ("request", json.into())])
}

/// `{open: [{name, path, file}]}`.
pub fn open(items: &[Item]) -> JsValue {
    let list: Array = items
        .iter()
        .map(|item| {
            object(&[
                ("name", item.name.as_str().into()),
                ("path", item.path.as_str().into()),
                ("file", item.file.clone().into()),
            ])
        })
        .collect();
    object(&[("open", list.into())])
}

/// `{cancel: true}` or `{close: true}`.
pub fn flag(name: &str) -> JsValue {
    object(&[(name, true.into())])
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh plain object cannot fail.
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A started worker, which already listens.
pub async fn start_worker() -> Result<web_sys::Worker, String> {
    let worker = boot_worker().await.map_err(reason)?;
    worker.dyn_into().map_err(reason)
}

/// The bytes of the sample case as a file.
pub async fn sample() -> Result<web_sys::File, String> {
    let bytes: Uint8Array = boot_sample().await.map_err(reason)?.dyn_into().map_err(reason)?;
    web_sys::File::new_with_u8_array_sequence(&Array::of1(&bytes), "sample.tar.zst").map_err(reason)
}

/// What JavaScript says went wrong.
fn reason(error: JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| "unknown error".into()),
    }
}

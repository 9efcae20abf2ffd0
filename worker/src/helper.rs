//! A helper worker: makes digests for the engine's worker.

use crate::{get, send, set};
use glasscase_core::digest::{Job, Lane};
use wasm_bindgen::prelude::*;

/// One lane.
#[derive(Default)]
pub struct Helper {
    lane: Lane,
}

impl Helper {
    /// Runs a job, if the message is one, and answers with its digests.
    pub fn take(&mut self, message: &JsValue) -> bool {
        let Ok(ops) = get(message, "ops").dyn_into::<js_sys::Uint32Array>() else { return false };
        let bytes = js_sys::Uint8Array::new(&get(message, "bytes")).to_vec();
        let done = self.lane.run(&Job::decode_ops(&ops.to_vec()), &bytes);
        let answer = js_sys::Object::new();
        set(&answer, "size", &JsValue::from_f64(bytes.len() as f64));
        set(&answer, "digests", &js_sys::Uint8Array::from(&Job::encode_digests(&done)[..]));
        send(&answer);
        true
    }
}

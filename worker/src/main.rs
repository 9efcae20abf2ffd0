//! The engine's web worker: a thin adapter between the browser and `glasscase-core`. Every decision is the
//! core's; here bytes and messages change their form.
//!
//! From the page: `{id, request}` (a [`Request`] as JSON), `{open: [{name, path, file}]}`, `{cancel: true}`,
//! `{close: true}`. To the page: `"ready"` once, `{id, response}`, `{progress}` while reading, `{failed}` when
//! the engine is lost. A worker that is sent `{ops, bytes}` is a helper: it makes digests and nothing else.
//!
//! [`Request`]: glasscase_core::engine::protocol::Request

mod blob_source;
mod desk;
mod helper;
mod intake;
mod lanes;
mod spill;

use desk::Desk;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    std::panic::set_hook(Box::new(|panic| post("failed", &panic.to_string())));
    wasm_bindgen_futures::spawn_local(async {
        let spill = spill::open().await;
        let desk = Rc::new(RefCell::new(Desk::new(spill)));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let helper = RefCell::new(helper::Helper::default());
            move |event: MessageEvent| {
                if !helper.borrow_mut().take(&event.data()) {
                    desk::take(&desk, &event.data());
                }
            }
        });
        scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        send(&JsValue::from_str("ready"));
    });
}

/// The worker's own global object.
fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message to whoever started this worker. There is nobody to tell when it cannot be sent.
fn send(message: &JsValue) {
    let _ = scope().post_message(message);
}

/// Sends an object with one member.
fn post(member: &str, value: &str) {
    let message = js_sys::Object::new();
    set(&message, member, &JsValue::from_str(value));
    send(&message);
}

fn set(object: &js_sys::Object, member: &str, value: &JsValue) {
    // A plain object takes any member.
    let _ = js_sys::Reflect::set(object, &JsValue::from_str(member), value);
}

/// A member of a message; `undefined` where it has none.
fn get(message: &JsValue, member: &str) -> JsValue {
    js_sys::Reflect::get(message, &JsValue::from_str(member)).unwrap_or(JsValue::UNDEFINED)
}

/// What a browser's error says.
fn said(error: &JsValue) -> String {
    let text = get(error, "message").as_string().or_else(|| error.as_string());
    text.unwrap_or_else(|| "the browser gave no reason".to_owned())
}

//! Copying, also where the browser has no clipboard for us.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Element};

/// What came of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The text is in the clipboard.
    Copied,
    /// The text is selected; the person copies it.
    Selected,
}

/// Copies `text`; where that is not allowed, selects `shown`, which shows the same text.
pub async fn copy(text: &str, shown: Option<Element>) -> Outcome {
    if let Some(clipboard) = clipboard()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return Outcome::Copied;
    }
    if let (Some(shown), Ok(Some(selection))) = (shown, window().get_selection()) {
        _ = selection.select_all_children(&shown);
    }
    Outcome::Selected
}

/// The clipboard. Pages that did not come over HTTPS have none, though the bindings say otherwise.
fn clipboard() -> Option<Clipboard> {
    let navigator = window().navigator();
    let value = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    value.is_object().then(|| value.unchecked_into())
}

//! The keys of the timeline, wherever the focus is, as long as nobody types.

use super::desk::Desk;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens until the view is left.
pub fn listen(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| pressed(desk, &event));
    on_cleanup(move || handle.remove());
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || busy(event) {
        return;
    }
    match event.key().as_str() {
        "[" => desk.zoom(false),
        "]" => desk.zoom(true),
        "u" => desk.lane(),
        "f" => focus("#timeline-filter"),
        "Escape" => {
            desk.close();
            to_rows();
        }
        // The rows' own keys work when a row has the focus; this gives it to them.
        "j" | "k" | "ArrowDown" | "ArrowUp" if nowhere(event) => to_rows(),
        _ => return,
    }
    event.prevent_default();
}

/// Gives the focus to the row that the keys move from.
pub fn to_rows() {
    focus(".timeline .grid-row[tabindex='0']");
}

fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // The element may be about to leave the document; then the focus stays where it is.
        _ = element.unchecked_into::<HtmlElement>().focus_with_options(&options);
    }
}

/// Whether somebody types, or a dialog or a menu stands above the view.
fn busy(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || target.closest("dialog, .popover").ok().flatten().is_some()
}

/// Whether the focus is on nothing that could use an arrow key itself.
fn nowhere(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .is_none_or(|t| matches!(t.tag_name().as_str(), "BODY" | "MAIN" | "HTML"))
}

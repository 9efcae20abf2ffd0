//! The pane of the tree, whose width can be changed.

use crate::i18n::evidence::T;
use crate::state::{store, stored, use_app};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

/// Least width in px.
const LEAST: u32 = 160;
/// Most width in px.
const MOST: u32 = 640;
/// Width where nothing is remembered, as in the design.
const USUAL: u32 = 260;
/// What one key press moves.
const STEP: u32 = 16;

/// The pane and its handle.
#[component]
pub fn TreePane(
    /// Whether it lies open where the window is narrow.
    open: RwSignal<bool>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let lang = use_app().lang;
    let width = RwSignal::new(stored("tree").and_then(|w| w.parse().ok()).map_or(USUAL, within));
    Effect::new(move |before: Option<u32>| {
        let now = width.get();
        if before.is_some_and(|before| before != now) {
            store("tree", &now.to_string());
        }
        now
    });
    let keyed = move |event: KeyboardEvent| {
        let now = width.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => now + STEP,
            "ArrowLeft" => now.saturating_sub(STEP),
            "Home" => LEAST,
            "End" => MOST,
            _ => return,
        };
        event.prevent_default();
        width.set(within(to));
    };
    let held = RwSignal::new(false);
    let press = move |event: PointerEvent| {
        event.prevent_default();
        held.set(true);
        if let Some(handle) = element(&event) {
            // Without capture the drag ends at the handle's edge, which is no harm.
            _ = handle.set_pointer_capture(event.pointer_id());
        }
    };
    let drag = move |event: PointerEvent| {
        if held.get_untracked()
            && let Some(pane) = element(&event).and_then(|handle| handle.parent_element())
        {
            let left = pane.get_bounding_client_rect().left();
            // Saturates at 0 where the pointer is left of the pane.
            width.set(within((f64::from(event.client_x()) - left).round() as u32));
        }
    };
    view! {
        <aside class="tree-pane" class:open=move || open.get() style:width=move || format!("{}px", width.get())>
            {children()}
            <div
                class="tree-handle"
                class:held=move || held.get()
                role="separator"
                tabindex="0"
                aria-orientation="vertical"
                aria-label=move || T::WidthOfTree.t(lang.get())
                aria-valuemin=LEAST.to_string()
                aria-valuemax=MOST.to_string()
                aria-valuenow=move || width.get().to_string()
                on:keydown=keyed
                on:pointerdown=press
                on:pointermove=drag
                on:pointerup=move |_| held.set(false)
                on:pointercancel=move |_| held.set(false)
                on:dblclick=move |_| width.set(USUAL)
            ></div>
        </aside>
        <div class="tree-veil" class:open=move || open.get() aria-hidden="true" on:click=move |_| open.set(false)></div>
    }
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

fn within(width: u32) -> u32 {
    width.clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_stays_usable() {
        assert_eq!((within(0), within(300), within(u32::MAX)), (LEAST, 300, MOST));
    }
}

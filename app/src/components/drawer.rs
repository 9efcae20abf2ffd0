//! The drawer at the right: what is selected, beside the list that it was selected in. Under 1,024 px it lies
//! over the view.

use super::icon::{Icon, icon};
use crate::i18n::timeline::T;
use crate::i18n::words;
use crate::state::{store, stored, use_app};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

/// Least width in px.
const LEAST: u32 = 280;
/// Most width in px.
const MOST: u32 = 900;
/// Width where nothing is remembered.
const USUAL: u32 = 340;
/// What one key press moves.
const STEP: u32 = 16;

/// The drawer. The parent puts it into the document while something is selected.
#[component]
pub fn Drawer(
    /// Under which name its width is remembered.
    name: &'static str,
    /// What it shows, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// It was closed.
    on_close: Callback<()>,
    /// What stands in its head, left of the button that closes it.
    #[prop(into)]
    head: ViewFn,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let app = use_app();
    let key = String::from("drawer.") + name;
    let width = RwSignal::new(stored(&key).and_then(|w| w.parse().ok()).map_or(USUAL, within));
    Effect::new(move |before: Option<u32>| {
        let now = width.get();
        if before.is_some_and(|b| b != now) {
            store(&key, &now.to_string());
        }
        now
    });
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <div class="drawer-veil" on:click=move |_| on_close.run(()) aria-hidden="true"></div>
        <aside
            class="drawer"
            aria-label=move || label.get()
            style:width=move || width.get().to_string() + "px"
            on:keydown=keydown
        >
            {handle(width, app)}
            <div class="drawer-head">
                {move || head.run()}
                <button
                    type="button"
                    class="drawer-close"
                    aria-label=move || words::T::Close.t(app.lang.get())
                    title=move || words::T::Close.t(app.lang.get())
                    on:click=move |_| on_close.run(())
                >
                    {icon(Icon::Cross)}
                </button>
            </div>
            <div class="drawer-body" tabindex="0" role="group" aria-label=move || label.get()>{children()}</div>
        </aside>
    }
}

/// The line that is dragged, or moved by the arrow keys.
fn handle(width: RwSignal<u32>, app: crate::state::App) -> impl IntoView {
    let keydown = move |event: KeyboardEvent| {
        let now = width.get_untracked();
        let to = match event.key().as_str() {
            "ArrowLeft" => now + STEP,
            "ArrowRight" => now.saturating_sub(STEP),
            "Home" => MOST,
            "End" => LEAST,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        width.set(within(to));
    };
    let held = RwSignal::new(false);
    let press = move |event: PointerEvent| {
        event.prevent_default();
        held.set(true);
        if let Some(element) = element_of(&event) {
            // Without capture the drag only ends at the handle's edge, which is no harm.
            _ = element.set_pointer_capture(event.pointer_id());
        }
    };
    let drag = move |event: PointerEvent| {
        if !held.get_untracked() {
            return;
        }
        let Some(drawer) = element_of(&event).and_then(|e| e.parent_element()) else { return };
        let right = drawer.get_bounding_client_rect().right();
        // Saturates at 0 where the pointer is right of the drawer.
        width.set(within((right - f64::from(event.client_x())).round() as u32));
    };
    view! {
        <div
            class="drawer-handle"
            class:held=move || held.get()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || T::DrawerWidth.t(app.lang.get())
            aria-valuemin=LEAST.to_string()
            aria-valuemax=MOST.to_string()
            aria-valuenow=move || width.get().to_string()
            on:keydown=keydown
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=move |_| held.set(false)
            on:pointercancel=move |_| held.set(false)
            on:dblclick=move |_| width.set(USUAL)
        ></div>
    }
}

fn element_of(event: &PointerEvent) -> Option<HtmlElement> {
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
        assert_eq!((within(0), within(500), within(u32::MAX)), (LEAST, 500, MOST));
    }
}

//! The keys that work everywhere, and the list of all keys.

use crate::components::dialog::Dialog;
use crate::i18n::shell::T;
use crate::route::{Route, View, go};
use crate::state::use_app;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::html::Input;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

thread_local! {
    static SEARCH: Cell<Option<NodeRef<Input>>> = const { Cell::new(None) };
}

/// How long `g` waits for its letter.
const CHORD_MS: f64 = 1500.0;

/// Names the field that `/` leads to.
pub fn provide_search(input: NodeRef<Input>) {
    SEARCH.set(Some(input));
}

/// Listens for the keys that work everywhere. Called once, by the shell.
pub fn listen(help: RwSignal<bool>) {
    let chord = Cell::new(None::<f64>);
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if typing(event) {
            if key == "Escape" {
                leave_field(event);
            }
            return;
        }
        let begun = chord.take().is_some_and(|at| event.time_stamp() - at < CHORD_MS);
        let view = if begun { view_of(&key) } else { None };
        match (view, key.as_str()) {
            (Some(view), _) => go(Route::to(view)),
            (_, "g") => chord.set(Some(event.time_stamp())),
            (_, "/") => focus_search(),
            (_, "?") => help.set(true),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    });
    // The keys work as long as the page is there.
    listener.forget();
}

fn view_of(key: &str) -> Option<View> {
    View::ALL.into_iter().find(|v| v.id().starts_with(key))
}

fn typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Escape leaves the search field; other fields close what they stand in by themselves.
fn leave_field(event: &KeyboardEvent) {
    let search = SEARCH.get().and_then(|s| s.get_untracked());
    if let (Some(search), Some(target)) = (search, event.target())
        && target == *search.unchecked_ref::<web_sys::EventTarget>()
    {
        _ = search.blur();
    }
}

fn focus_search() {
    if let Some(search) = SEARCH.get().and_then(|s| s.get_untracked()) {
        _ = search.focus();
        search.select();
    }
}

/// The list of all keys.
#[component]
pub fn Help(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let title = Signal::derive(move || T::Keys.t(app.lang.get()).to_string());
    let rows: [(&[&str], T); 9] = [
        (&["/"], T::KeySearch),
        (&["g", "c e m t"], T::KeyGo),
        (&["j", "k", "↓", "↑"], T::KeyMove),
        (&["PgUp", "PgDn"], T::KeyPages),
        (&["Home", "End"], T::KeyEnds),
        (&["Enter"], T::KeyOpen),
        (&["→", "←"], T::KeyTree),
        (&["Esc"], T::KeyClose),
        (&["?"], T::KeyHelp),
    ];
    view! {
        <Dialog open title>
            <dl class="keys">
                {rows.map(|(keys, text)| view! {
                    <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
                    <dd>{move || text.t(app.lang.get())}</dd>
                }).collect_view()}
            </dl>
            <div class="dialog-actions">
                <button type="button" class="btn primary" on:click=move |_| open.set(false)>
                    {move || crate::i18n::words::T::Close.t(app.lang.get())}
                </button>
            </div>
        </Dialog>
    }
}

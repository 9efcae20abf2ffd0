//! A button that copies a text and says that it did.

use super::icon::{Icon, icon};
use crate::i18n::words::T;
use crate::state::use_app;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// The button.
#[component]
pub fn CopyButton(
    /// What to copy.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for screen readers: `SHA-256`.
    #[prop(into, optional)]
    what: String,
) -> impl IntoView {
    let app = use_app();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            if JsFuture::from(clipboard.write_text(&text.get_untracked())).await.is_ok() {
                copied.try_set(true);
                Timeout::new(1600, move || _ = copied.try_set(false)).forget();
            }
        });
    };
    let word = move || if copied.get() { T::Copied } else { T::Copy }.t(app.lang.get());
    view! {
        <button type="button" class="link" on:click=copy aria-label=move || format!("{} {what}", word())>
            {move || icon(if copied.get() { Icon::Check } else { Icon::Copy })}
            <span aria-live="polite">{word}</span>
        </button>
    }
}

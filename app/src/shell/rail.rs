//! The rail on the left: one link a view.

use crate::components::icon::{Icon, icon};
use crate::i18n::shell::{self, T};
use crate::route::{Route, View, go};
use crate::state::use_app;
use leptos::prelude::*;

/// The rail.
#[component]
pub fn Rail(
    /// The present view.
    view: Memo<View>,
) -> impl IntoView {
    let app = use_app();
    let link = move |to: View| {
        let address = Route::to(to).address();
        let visit = move |event: web_sys::MouseEvent| {
            if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
                event.prevent_default();
                go(Route::to(to));
            }
        };
        view! {
            <a
                href=address
                class:on=move || view.get() == to
                aria-current=move || (view.get() == to).then_some("page")
                on:click=visit
            >
                {icon(face(to))}
                <span>{move || shell::view(to, app.lang.get())}</span>
            </a>
        }
    };
    view! {
        <nav class="rail" aria-label=move || T::Views.t(app.lang.get())>
            {View::ALL.map(link).collect_view()}
        </nav>
    }
}

fn face(view: View) -> Icon {
    match view {
        View::Case => Icon::Case,
        View::Evidence => Icon::Evidence,
        View::Manifest => Icon::Manifest,
        View::Timeline => Icon::Timeline,
    }
}

//! The Case view: before anything is open the way in; after that the verdict in plain words and what it
//! rests on. Every number is from the engine's summary.

mod chart;
mod compare;
mod containers;
mod headline;
mod lists;
mod proof;
mod tiles;
mod welcome;

use crate::engine::use_engine;
use crate::i18n::case::T;
use crate::shell::use_case;
use crate::state::use_app;
use leptos::prelude::*;

/// The Case view.
#[component]
pub fn CaseView() -> impl IntoView {
    let engine = use_engine();
    let open = Memo::new(move |_| engine.intakes.get() > 0);
    move || if open.get() { Opened().into_any() } else { welcome::Welcome().into_any() }
}

/// The view of an open case.
#[component]
fn Opened() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let headline = Memo::new(move |_| case.read(|s| headline::headline(s, app.lang.get())));
    let subline = Memo::new(move |_| case.read(|s| headline::subline(s, app.lang.get())));
    view! {
        <div class="case">
            <div class="case-head">
                <h1 data-name="headline" aria-live="polite">{move || headline.get()}</h1>
                <p class="muted" data-name="subline">{move || subline.get()}</p>
            </div>
            <tiles::Tiles />
            <proof::Proof />
            <div class="case-pair">
                <chart::Chart />
                <lists::Findings />
            </div>
            <lists::Sources />
            <p class="printed-from">{move || T::PrintedFrom.t(app.lang.get())}</p>
        </div>
    }
}

//! The timeline: all events of all files in one order, and how each came by its time.

mod address;
mod desk;
mod detail;
mod facets;
mod keys;
mod query_bar;
mod rows;
mod states;

use crate::components::histogram::{Histogram, occurring, toggled};
use crate::i18n::timeline::T;
use desk::{Desk, use_desk};
use glasscase_core::timeline::Kind;
use leptos::prelude::*;

/// The timeline view.
#[component]
pub fn TimelineView() -> impl IntoView {
    let desk = use_desk();
    let open = Memo::new(move |_| desk.engine.intakes.get() > 0);
    move || if open.get() { timeline(desk) } else { states::nothing_open(desk) }
}

fn timeline(desk: Desk) -> AnyView {
    let shown = RwSignal::new(false);
    keys::listen(desk);
    view! {
        <div class="timeline">
            <h1 class="sr-only">{move || crate::i18n::shell::T::Timeline.t(desk.app.lang.get())}</h1>
            {query_bar::query_bar(desk, shown)}
            {chart(desk)}
            <div class="timeline-panes">
                {facets::facets(desk, shown)}
                <section class="timeline-rows" aria-label=move || T::GridLabel.t(desk.app.lang.get())>
                    {states::line(desk)}
                    {rows::rows(desk)}
                </section>
                {detail::detail(desk)}
            </div>
        </div>
    }
    .into_any()
}

/// The histogram; the lane of events without a time has none.
fn chart(desk: Desk) -> impl IntoView {
    let undated = Memo::new(move |_| desk.query.with(|q| q.undated));
    let kinds = Signal::derive(move || desk.query.with(|q| q.kinds.clone()));
    let ranged = Signal::derive(move || desk.query.with(|q| q.from.is_some()));
    let on_kind = Callback::new(move |kind: Kind| {
        let there: Vec<Kind> =
            desk.histogram.with_untracked(|h| occurring(h.as_ref())).into_iter().map(|(_, k)| k).collect();
        desk.change(|p| p.query.kinds = toggled(&p.query.kinds, &there, kind));
    });
    move || {
        if undated.get() {
            return view! { <p class="timeline-note muted">{move || T::UndatedNote.t(desk.app.lang.get())}</p> }
                .into_any();
        }
        view! {
            <div class="timeline-chart">
                <Histogram
                    data=desk.histogram
                    kinds
                    ranged
                    on_kind
                    on_range=Callback::new(move |range| desk.range(Some(range)))
                    on_all=Callback::new(move |()| desk.range(None))
                />
            </div>
        }
        .into_any()
    }
}

//! All events over time, stacked by kind.

use crate::components::histogram::Histogram;
use crate::engine::use_answer;
use crate::i18n::case::T;
use crate::route::{Route, View, go};
use crate::shell::use_case;
use crate::state::use_app;
use glasscase_core::engine::protocol::{EventQuery, Request, Response};
use leptos::prelude::*;

/// Bars asked for at most: in half a page each is 5 px or more.
const BARS: u32 = 100;

/// The card. A range that is chosen in it leads to its events.
#[component]
pub fn Chart() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let answer = use_answer(move || {
        let any = case.read(|s| s.events > 0) == Some(true);
        any.then(|| Request::Histogram { query: EventQuery::default(), bars: BARS, zone: app.zone.get() })
    });
    let data = Signal::derive(move || {
        answer.with(|a| match a {
            Some(Response::Histogram(counts)) if counts.total > 0 => Some(counts.clone()),
            _ => None,
        })
    });
    let any = Memo::new(move |_| data.with(Option::is_some));
    let open = Callback::new(|(from, to): (i64, i64)| {
        go(Route::to(View::Timeline).with("t", format!("{from}-{to}")));
    });
    let t = move |text: T| text.t(app.lang.get());
    view! {
        <section class="card" data-name="chart">
            <header>
                <h2>{move || t(T::Everything)}</h2>
                <a class="end" href=Route::to(View::Timeline).address()>{move || t(T::OpenTimeline)}</a>
            </header>
            <Show when=move || any.get() fallback=move || view! { <p class="muted card-empty">{move || t(T::NoChart)}</p> }>
                <div class="chart"><Histogram data on_range=open /></div>
            </Show>
        </section>
    }
}

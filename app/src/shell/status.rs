//! The line at the foot: what is being read, how fast, how long still, and what left the page.

use super::{Case, requests::Requests, use_case};
use crate::engine::{Health, Pace, use_engine};
use crate::format;
use crate::i18n::shell::{self, T};
use crate::intake::use_intake;
use crate::state::use_app;
use glasscase_core::engine::protocol::{Phase, Progress};
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// The status line.
#[component]
pub fn Status() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let intake = use_intake();
    let case = use_case();
    let pace = RwSignal::new(Pace::default());
    Effect::new(move |_| {
        engine.progress.with(|p| {
            if busy(p) {
                let now = window().performance().map_or(0.0, |c| c.now());
                pace.update(|pace| pace.note(now, p.bytes));
            }
        });
    });
    let alive = move || matches!(engine.health.get(), Health::Starting | Health::Ready);
    let reading = Memo::new(move |_| alive() && engine.progress.with(busy));
    let resting = move || {
        let lang = app.lang.get();
        if let Some(found) = intake.listing.get() {
            return shell::listing(found, lang);
        }
        match (engine.health.get(), engine.progress.with(|p| p.phase)) {
            (Health::Died { .. } | Health::NotStarted(_), _) => T::Stopped.t(lang).to_string(),
            (Health::Starting, _) => T::Starting.t(lang).to_string(),
            (_, Phase::Empty) => T::Idle.t(lang).to_string(),
            (_, phase) => totals(case, phase, pace, lang),
        }
    };
    view! {
        <footer class="foot">
            <Show when=move || reading.get() fallback=move || view! { <span class="foot-text" data-name="status">{resting}</span> }>
                <Reading pace />
            </Show>
            <Requests />
        </footer>
    }
}

fn busy(progress: &Progress) -> bool {
    matches!(progress.phase, Phase::Reading | Phase::Rehashing)
}

/// What was read, in numbers.
fn totals(case: Case, phase: Phase, pace: RwSignal<Pace>, lang: Lang) -> String {
    let mut parts = Vec::new();
    if phase == Phase::Cancelled {
        parts.push(T::ReadingStopped.t(lang).to_string());
    }
    parts.extend(case.read(|s| shell::totals(s.bundles.len(), s.entries, s.events + s.undated, lang)));
    parts.extend(pace.with(Pace::mean).map(|rate| shell::last_rate(&format::rate(rate), lang)));
    parts.join(" · ")
}

/// The line while evidence is being read.
#[component]
fn Reading(
    /// How fast it goes.
    pace: RwSignal<Pace>,
) -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let progress = engine.progress;
    let percent = move || progress.with(|p| (p.bytes * 100).checked_div(p.total).unwrap_or(0).min(100));
    let what = move || {
        let lang = app.lang.get();
        progress.with(|p| match p.phase {
            Phase::Rehashing => T::Rehashing.t(lang).to_string(),
            _ => shell::reading(&p.bundle, lang),
        })
    };
    let current = move || progress.with(|p| p.current.clone());
    let numbers = move || {
        let lang = app.lang.get();
        let (bytes, total) = progress.with(|p| (p.bytes, p.total));
        let mut parts = vec![format!("{} / {}", format::bytes(bytes), format::bytes(total))];
        pace.with(|pace| {
            parts.extend(pace.rate().map(format::rate));
            parts.extend(pace.left(total).map(|s| shell::left(&format::duration(s, lang), lang)));
        });
        parts.join(" · ")
    };
    view! {
        <span class="foot-text" data-name="status">
            {what}
            <span class="foot-current faint">{current}</span>
        </span>
        <progress class="meter" max="100" value=move || percent().to_string() aria-label=what></progress>
        <span class="foot-numbers" data-name="pace">{numbers}</span>
        <button type="button" class="btn small" data-name="cancel" on:click=move |_| engine.cancel()>
            {move || T::StopReading.t(app.lang.get())}
        </button>
    }
}

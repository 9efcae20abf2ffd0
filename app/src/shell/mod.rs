//! The frame around every view: rail, bar, status line, and what lies above them.

mod bar;
mod case_menu;
mod failure;
mod keys;
mod look;
mod rail;
mod requests;
mod status;
mod troubles;
mod zone;

use crate::engine::{self, Engine, Health, use_answer};
use crate::i18n::shell::{self, T};
use crate::intake::{self, DropOverlay, Pickers};
use crate::route::{self, View, use_route};
use crate::state::{App, mark};
use crate::views::{case::CaseView, evidence::EvidenceView, manifest::ManifestView, timeline::TimelineView};
use glasscase_core::engine::protocol::{Phase, Request, Response, Summary};
use leptos::prelude::*;

/// The case as a whole, asked once for the bar, the status line and the Case view.
#[derive(Clone, Copy)]
pub struct Case(Signal<Option<Response>>);

impl Case {
    /// Reads something of the summary; nothing while there is none.
    pub fn read<T>(self, f: impl FnOnce(&Summary) -> T) -> Option<T> {
        self.0.with(|answer| match answer {
            Some(Response::Summary(summary)) => Some(f(summary)),
            _ => None,
        })
    }
}

/// The case as a whole. Call it while a component is built, not in a handler.
pub fn use_case() -> Case {
    expect_context()
}

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    route::start();
    let app = App::start();
    let engine = engine::start();
    intake::start(engine);
    let case = Case(use_answer(move || {
        (engine.intakes.get() > 0).then(|| Request::Summary { zone: app.zone.get() })
    }));
    provide_context(case);
    let help = RwSignal::new(false);
    keys::listen(help);
    mark_for_tests(engine, case);
    title(app, case);
    let view = Memo::new(move |_| use_route().with(|r| r.view));
    // A dead engine answers nothing, so its panel stands alone.
    let alive = Memo::new(move |_| matches!(engine.health.get(), Health::Starting | Health::Ready));
    let asked = RwSignal::new(false);
    view! {
        <Pickers>
            <a class="skip" href="#main" on:click=skip>{move || T::SkipLink.t(app.lang.get())}</a>
            <div class="shell">
                <bar::Bar close=asked help />
                <rail::Rail view />
                <main class="main" id="main" tabindex="-1" aria-label=move || shell::view(view.get(), app.lang.get())>
                    <troubles::Troubles />
                    <failure::Failure />
                    // This view begins with tools; for a screen reader it begins with its name.
                    {move || (view.get() == View::Evidence).then(|| view! {
                        <h1 class="sr-only">{shell::view(view.get(), app.lang.get())}</h1>
                    })}
                    {move || alive.get().then(|| match view.get() {
                        View::Case => CaseView().into_any(),
                        View::Evidence => EvidenceView().into_any(),
                        View::Manifest => ManifestView().into_any(),
                        View::Timeline => TimelineView().into_any(),
                    })}
                </main>
                <status::Status />
            </div>
            <DropOverlay />
            <keys::Help open=help />
            <case_menu::CloseDialog open=asked />
        </Pickers>
    }
}

/// The address belongs to the router, so the link moves the focus itself.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        use wasm_bindgen::JsCast;
        _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// The tab is named for the case.
fn title(app: App, case: Case) {
    Effect::new(move |_| {
        let name = case.read(|s| s.name.clone()).filter(|n| !n.is_empty());
        document().set_title(&match name {
            Some(name) => format!("{name} · Glasscase"),
            None => app.lang.get().pick("Glasscase", "Glasscase · 云主机取证查看器").to_string(),
        });
    });
}

/// Attributes of the document element: where the engine stands, when the page could be used, and how long the
/// first checked file took. Tests and benchmarks read them.
fn mark_for_tests(engine: Engine, case: Case) {
    Effect::new(move |_| {
        let failed = !matches!(engine.health.get(), Health::Starting | Health::Ready);
        let phase = match engine.progress.with(|p| p.phase) {
            _ if failed => "failed",
            Phase::Empty => "empty",
            Phase::Reading => "reading",
            Phase::Rehashing => "rehashing",
            Phase::Done => "done",
            Phase::Cancelled => "cancelled",
        };
        mark("data-phase", phase);
    });
    Effect::new(move |was: Option<bool>| {
        let ready = engine.health.get() == Health::Ready;
        if ready && was != Some(true) {
            mark("data-ready", &millis().to_string());
        }
        ready || was == Some(true)
    });
    let begun = StoredValue::new(None);
    Effect::new(move |before: Option<u32>| {
        let intakes = engine.intakes.get();
        if intakes == 1 && before != Some(1) {
            begun.set_value(Some(millis()));
        }
        intakes
    });
    Effect::new(move |_| {
        if case.read(|s| s.entries > 0) == Some(true)
            && let Some(start) = begun.get_value()
        {
            begun.set_value(None);
            mark("data-first-row", &(millis() - start).to_string());
        }
    });
}

/// Whole milliseconds since the page was asked for.
fn millis() -> u32 {
    // Non-negative, and a page is not open for 49 days.
    window().performance().map_or(0, |p| p.now() as u32)
}

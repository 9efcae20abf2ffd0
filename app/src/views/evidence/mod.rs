//! The evidence view: folders, files, and one file in the drawer.

mod address;
mod auto_open;
mod bar;
mod chips;
mod details;
mod digest_rows;
mod file;
mod split;
mod table;
mod tree;
mod tree_keys;

pub use address::states;
pub use bar::{CompareMenu, PathFilter};
pub use chips::StateChips;
pub use file::{File, FileBody, file_head};

use crate::components::drawer::Drawer;
use crate::engine::{use_answer, use_engine};
use crate::i18n::evidence::T;
use crate::route::{Route, View, go, replace, use_route};
use crate::state::use_app;
use address::Place;
use glasscase_core::engine::protocol::{Phase, Request, Response};
use leptos::prelude::*;

/// The evidence view.
#[component]
pub fn EvidenceView() -> impl IntoView {
    let engine = use_engine();
    let open = Memo::new(move |_| engine.intakes.get() > 0);
    move || if open.get() { Opened().into_any() } else { NothingOpen().into_any() }
}

/// Before anything was opened.
#[component]
pub fn NothingOpen() -> impl IntoView {
    let lang = use_app().lang;
    view! {
        <div class="view-empty">
            <h1>{move || T::NothingOpen.t(lang.get())}</h1>
            <p class="muted">{move || T::NothingOpenHint.t(lang.get())}</p>
            <a class="btn" href=Route::to(View::Case).address()>
                {move || crate::i18n::shell::view(View::Case, lang.get())}
            </a>
        </div>
    }
}

#[component]
fn Opened() -> impl IntoView {
    let app = use_app();
    let route = use_route();
    let place = Memo::new(move |_| route.with(Place::of));
    let source = table::rows_of(place, app);
    let below = use_answer(move || {
        let Place { folder, filter, sort, descending, .. } = place.get();
        let zone = Default::default();
        Some(Request::Entries { folder, recursive: true, filter, sort, descending, zone, start: 0, count: 0 })
    });
    let counts = Signal::derive(move || {
        below.with(|answer| match answer {
            Some(Response::Entries { states, .. }) => states.clone(),
            _ => Vec::new(),
        })
    });
    let files = Signal::derive(move || {
        below.with(|answer| match answer {
            Some(Response::Entries { total, .. }) => *total,
            _ => 0,
        })
    });
    let total = Signal::derive(move || {
        source.answer.with(|answer| match answer.as_ref().map(|a| &a.response) {
            Some(Response::Entries { total, .. }) => Some(*total),
            _ => None,
        })
    });
    let entry = Memo::new(move |_| route.with(|route| route.number::<u32>("e")));
    let file = File::ask(entry.into());
    let shown = Memo::new(move |_| entry.get().is_some());
    let tree_open = RwSignal::new(false);
    // Where the tree lies over the table, it goes when something was chosen in it.
    Effect::new(move |_| {
        route.with(|route| (route.number::<u32>("n"), route.number::<u32>("e")));
        tree_open.set(false);
    });
    view! {
        <div class="evidence">
            <bar::Bar counts files tree_open />
            <div class="evidence-panes">
                <split::TreePane open=tree_open>
                    <tree::FolderTree />
                </split::TreePane>
                <section class="evidence-table" aria-label=move || T::FilesOfFolder.t(app.lang.get())>
                    <bar::Filters place total />
                    <Standing place total source />
                    <div class="grid-slot"><table::FileTable place source /></div>
                </section>
                <Show when=move || shown.get()>
                    <Drawer
                        name="file"
                        label=Signal::derive(move || T::FileDrawer.t(app.lang.get()).to_owned())
                        on_close=Callback::new(move |()| {
                            replace(route.get_untracked().without("e").without("o").without("v"));
                        })
                        head=move || view! { {move || file_head(file, app.lang.get())} }
                    >
                        <FileBody file />
                    </Drawer>
                </Show>
            </div>
        </div>
    }
}

/// A sentence where the table is empty, partial or failed.
#[component]
fn Standing(
    place: Memo<Place>,
    total: Signal<Option<u32>>,
    source: crate::components::grid::Source,
) -> impl IntoView {
    let lang = use_app().lang;
    let engine = use_engine();
    let route = use_route();
    let phase = Memo::new(move |_| engine.progress.with(|progress| progress.phase));
    let failed = Memo::new(move |_| {
        source.answer.with(|answer| match answer.as_ref().map(|a| &a.response) {
            Some(Response::Failed(note)) => Some(note.clone()),
            _ => None,
        })
    });
    move || {
        let lang = lang.get();
        if let Some(note) = failed.get() {
            return Some(
                view! {
                    <div class="standing" role="alert">
                        <p><b>{T::Failed.t(lang)}</b>" "{note.text(lang)}</p>
                        <button type="button" class="btn" on:click=move |_| go(Route::to(View::Evidence))>
                            {T::WholeCase.t(lang)}
                        </button>
                    </div>
                }
                .into_any(),
            );
        }
        match (total.get(), phase.get()) {
            (Some(0), _) if place.with(Place::filtered) => Some(
                view! {
                    <div class="standing" role="status">
                        <p>{T::NothingMatches.t(lang)}</p>
                        <button type="button" class="btn"
                            on:click=move |_| replace(address::unfiltered(route.get_untracked()))>
                            {T::ClearFilters.t(lang)}
                        </button>
                    </div>
                }
                .into_any(),
            ),
            (None | Some(0), Phase::Reading | Phase::Rehashing) => Some(
                view! { <p class="standing muted" role="status">{T::FirstReading.t(lang)}</p> }.into_any(),
            ),
            (Some(0), _) => Some(view! { <p class="standing muted">{T::EmptyFolder.t(lang)}</p> }.into_any()),
            (Some(_), Phase::Cancelled) => Some(
                view! { <p class="standing attention" role="status">{T::Partial.t(lang)}</p> }.into_any(),
            ),
            _ => None,
        }
    }
}

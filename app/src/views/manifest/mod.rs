//! The manifest view: every claim of every manifest, and what came of it.

mod cards;
mod claim;
mod table;

use crate::components::drawer::Drawer;
use crate::components::grid::use_rows;
use crate::engine::use_engine;
use crate::i18n::evidence;
use crate::i18n::manifest::{self, T};
use crate::route::{Route, replace, use_route};
use crate::shell::use_case;
use crate::state::use_app;
use crate::views::evidence::{
    CompareMenu, File, FileBody, NothingOpen, PathFilter, StateChips, file_head, states,
};
use glasscase_core::engine::protocol::{ManifestSummary, Phase, Request, Response};
use glasscase_core::verify::State;
use leptos::prelude::*;

/// The manifest view.
#[component]
pub fn ManifestView() -> impl IntoView {
    let engine = use_engine();
    let open = Memo::new(move |_| engine.intakes.get() > 0);
    move || if open.get() { Opened().into_any() } else { NothingOpen().into_any() }
}

/// What the address says is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    states: Vec<State>,
    manifest: Option<u32>,
    text: String,
}

impl Place {
    fn of(route: &Route) -> Self {
        Place {
            states: states(route.get("s")),
            manifest: route.number("m"),
            text: route.get("q").unwrap_or_default().to_owned(),
        }
    }

    fn filtered(&self) -> bool {
        *self != Place::default()
    }
}

#[component]
fn Opened() -> impl IntoView {
    let app = use_app();
    let route = use_route();
    let case = use_case();
    let place = Memo::new(move |_| route.with(Place::of));
    let source = use_rows(move |start, count| {
        let Place { states, manifest, text } = place.get();
        Some(Request::Claims { states, manifest, text, start, count })
    });
    let counts = Signal::derive(move || {
        source.answer.with(|answer| match answer.as_ref().map(|a| &a.response) {
            Some(Response::Claims { states, .. }) => states.clone(),
            _ => Vec::new(),
        })
    });
    let total = Signal::derive(move || {
        source.answer.with(|answer| match answer.as_ref().map(|a| &a.response) {
            Some(Response::Claims { total, .. }) => Some(*total),
            _ => None,
        })
    });
    let manifests = Memo::new(move |_| case.read(|summary| summary.manifests.clone()).unwrap_or_default());
    let chosen = Memo::new(move |_| route.with(|route| route.number::<u32>("c")));
    let claim = claim::Chosen::ask(place, chosen);
    let entry = Memo::new(move |_| claim.entry());
    let file = File::ask(entry.into());
    let shown = Memo::new(move |_| chosen.get().is_some());
    let head = move || {
        let lang = app.lang.get();
        if entry.get().is_some() { file_head(file, lang) } else { claim.head(lang) }
    };
    view! {
        <div class="evidence manifest">
            <div class="evidence-bar">
                <h1>{move || T::Manifests.t(app.lang.get())}</h1>
                <StateChips counts />
                <CompareMenu />
            </div>
            <div class="evidence-panes">
                <section class="evidence-table" aria-label=move || T::Claims.t(app.lang.get())>
                    <cards::Cards manifests />
                    <div class="evidence-filters">
                        <PathFilter name=evidence::T::FilterByPath />
                        <ManifestFilter manifests />
                        <span class="muted end" role="status">
                            {move || total.get().map(|total| manifest::claims(total, app.lang.get()))}
                        </span>
                    </div>
                    <Standing place total manifests />
                    <div class="grid-slot"><table::ClaimTable source place /></div>
                </section>
                <Show when=move || shown.get()>
                    <Drawer
                        name="file"
                        label=Signal::derive(move || T::ClaimDrawer.t(app.lang.get()).to_owned())
                        on_close=Callback::new(move |()| {
                            replace(route.get_untracked().without("c").without("o").without("v"));
                        })
                        head=move || view! { {head} }
                    >
                        {move || if entry.get().is_some() {
                            view! { <FileBody file /> }.into_any()
                        } else {
                            claim.body(app.lang.get())
                        }}
                    </Drawer>
                </Show>
            </div>
        </div>
    }
}

/// Chooses one manifest. It reads and writes `m` of the address.
#[component]
fn ManifestFilter(manifests: Memo<Vec<ManifestSummary>>) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let chosen = Memo::new(move |_| route.with(|route| route.number::<u32>("m")));
    view! {
        <select
            class="field"
            aria-label=move || T::FilterByManifest.t(lang.get())
            on:change=move |event| {
                replace(route.get_untracked().with("m", event_target_value(&event)).without("c"));
            }
        >
            <option value="" prop:selected=move || chosen.get().is_none()>{move || T::AnyManifest.t(lang.get())}</option>
            {move || (0_u32..).zip(manifests.get()).map(|(index, manifest)| view! {
                <option value=index.to_string() prop:selected=move || chosen.get() == Some(index)>{manifest.path}</option>
            }).collect_view()}
        </select>
    }
}

/// A sentence where the table is empty or partial.
#[component]
fn Standing(
    place: Memo<Place>,
    total: Signal<Option<u32>>,
    manifests: Memo<Vec<ManifestSummary>>,
) -> impl IntoView {
    let lang = use_app().lang;
    let engine = use_engine();
    let route = use_route();
    let phase = Memo::new(move |_| engine.progress.with(|progress| progress.phase));
    move || {
        let lang = lang.get();
        let reading = matches!(phase.get(), Phase::Reading | Phase::Rehashing);
        if total.get() == Some(0) && place.with(Place::filtered) {
            return Some(
                view! {
                    <div class="standing" role="status">
                        <p>{T::NothingMatches.t(lang)}</p>
                        <button type="button" class="btn" on:click=move |_| {
                            replace(route.get_untracked().without("s").without("m").without("q"));
                        }>
                            {T::ClearFilters.t(lang)}
                        </button>
                    </div>
                }
                .into_any(),
            );
        }
        if manifests.with(Vec::is_empty) {
            let text = if reading { T::MaybeLater } else { T::NoManifests };
            return Some(
                view! {
                    <div class="standing" role="status">
                        <p><b>{text.t(lang)}</b></p>
                        {(!reading).then(|| view! { <p class="muted">{T::NoManifestsHint.t(lang)}</p> })}
                    </div>
                }
                .into_any(),
            );
        }
        (phase.get() == Phase::Cancelled).then(|| {
            view! { <p class="standing attention" role="status">{T::Partial.t(lang)}</p> }.into_any()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_shown() {
        let place = Place::of(&Route::parse("#/manifest?s=modified&m=0&q=etc&c=3"));
        assert_eq!(place, Place { states: vec![State::Modified], manifest: Some(0), text: "etc".into() });
        assert!(place.filtered() && !Place::of(&Route::parse("#/manifest?c=3")).filtered());
    }
}

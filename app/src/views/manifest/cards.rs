//! A card for each manifest: what it is, what it covers, and how much of it holds.

use crate::components::badge::{Tone, badge, tone_of_state};
use crate::components::digest::is_weak;
use crate::engine::use_answer;
use crate::format;
use crate::i18n::manifest::{self, T};
use crate::i18n::words;
use crate::route::{replace, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::{ManifestSummary, Request, Response};
use glasscase_core::text::{Lang, grouped};
use leptos::prelude::*;

/// The cards.
#[component]
pub fn Cards(
    /// All manifests.
    manifests: Memo<Vec<ManifestSummary>>,
) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let chosen = Memo::new(move |_| route.with(|route| route.number::<u32>("m")));
    let many = Memo::new(move |_| {
        manifests.with(|all| all.iter().any(|m| all.first().is_some_and(|first| first.bundle != m.bundle)))
    });
    let one = move |index: u32| {
        let on = Memo::new(move |_| chosen.get() == Some(index));
        let press = move |_| {
            let route = route.get_untracked().without("c");
            replace(if on.get_untracked() { route.without("m") } else { route.with("m", index) });
        };
        let shown = move || {
            manifests.with(|all| all.get(index as usize).map(|summary| card(summary, many.get(), lang.get())))
        };
        let entries =
            Memo::new(move |_| manifests.with(|all| all.get(index as usize).map_or(0, |m| m.entries)));
        view! {
            <li class="card manifest-card" class:on=move || on.get()>
                {shown}
                <Outcome index entries />
                <button type="button" class="link" aria-pressed=move || on.get().to_string() on:click=press>
                    {move || T::ShowClaims.t(lang.get())}
                </button>
            </li>
        }
    };
    // Keyed by place: while manifests are read their numbers change, and the cards stay.
    view! {
        <ul class="manifest-cards" aria-label=move || T::Manifests.t(lang.get())>
            <For each=move || 0..manifests.with(|all| all.len() as u32) key=|index| *index let:index>
                {one(index)}
            </For>
        </ul>
    }
}

fn card(summary: &ManifestSummary, many: bool, lang: Lang) -> AnyView {
    let names: Vec<String> = summary.algorithms.iter().map(|id| format::algorithm(id)).collect();
    let weak = !summary.algorithms.is_empty() && summary.algorithms.iter().all(|id| is_weak(id));
    let covers = if summary.covers_all { T::CoversAll } else { T::CoversPart };
    view! {
        <b>{manifest::format(&summary.format, lang)}</b>
        <code class="wrap">{summary.path.clone()}</code>
        {many.then(|| view! { <span class="muted wrap">{summary.bundle.clone()}</span> })}
        <span>
            {names.join(", ")}" "
            {weak.then(|| badge(Tone::Attention, true, crate::i18n::evidence::T::WeakAlgorithm.t(lang)))}
        </span>
        <span>{manifest::holding(summary.verified, summary.entries, lang)}</span>
        <span class="muted">{covers.t(lang)}</span>
    }
    .into_any()
}

/// What came of its claims: one badge a state.
#[component]
fn Outcome(
    /// Index of the manifest.
    index: u32,
    /// Its claims in all.
    entries: Memo<u32>,
) -> impl IntoView {
    let lang = use_app().lang;
    let answer = use_answer(move || {
        let (states, text) = (Vec::new(), String::new());
        Some(Request::Claims { states, manifest: Some(index), text, start: 0, count: 0 })
    });
    move || {
        let lang = lang.get();
        let states = answer.with(|answer| match answer {
            Some(Response::Claims { states, .. }) => states.clone(),
            _ => Vec::new(),
        });
        let waiting = entries.get().saturating_sub(states.iter().map(|(_, n)| n).sum());
        let badges = states.into_iter().map(|(state, n)| {
            badge(tone_of_state(state), true, format!("{} {}", words::state(state, lang), grouped(n.into())))
        });
        view! {
            <span class="badges">
                {badges.collect_view()}
                {(waiting > 0).then(|| badge(Tone::Unknown, true, manifest::waiting(waiting, lang)))}
            </span>
        }
    }
}

//! The bar on top: whose case this is, its verdict, search, and how things are shown.

use super::{case_menu, keys, look, use_case, zone};
use crate::components::badge::{Tone, badge, tone_of_verdict};
use crate::components::icon::{Icon, icon};
use crate::engine::{Health, use_engine};
use crate::i18n::shell::{self, T};
use crate::i18n::words;
use crate::route::{Route, View, go, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::{Phase, Summary};
use glasscase_core::text::Lang;
use glasscase_core::verify::Verdict;
use leptos::prelude::*;

/// The bar.
#[component]
pub fn Bar(
    /// Set to ask whether the case is to be closed.
    close: RwSignal<bool>,
    /// Set to show the keys.
    help: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let open = move || engine.intakes.get() > 0;
    view! {
        <header class="bar">
            <a class="mark" href="#/case" aria-label="Glasscase" tabindex="-1">
                <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
                    <rect x="2.5" y="2.5" width="17" height="17" rx="4" />
                    <path d="M7 11l3 3 5-6" />
                </svg>
            </a>
            <Show when=open fallback=move || view! { <span class="muted">{move || T::NoCase.t(app.lang.get())}</span> }>
                <Name />
                <case_menu::CaseMenu close />
            </Show>
            <Search />
            <span class="bar-end">
                <zone::ZoneMenu />
                <look::LangButton />
                <look::LookMenu />
                <button type="button" class="sel square" aria-label=move || T::Keys.t(app.lang.get())
                    title=move || T::Keys.t(app.lang.get()) on:click=move |_| help.set(true)>
                    "?"
                </button>
            </span>
        </header>
    }
}

/// The case's name, its hosts and its verdict.
#[component]
fn Name() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let case = use_case();
    let name = move || case.read(|s| s.name.clone());
    let hosts = move || case.read(|s| hosts(s, app.lang.get()));
    // A memo, so that a verdict that stands is not announced again with every answer.
    let verdict = Memo::new(move |_| {
        case.read(|s| {
            let stopped = (s.phase == Phase::Cancelled).then_some(Verdict::Incomplete);
            (s.verdict.or(stopped), s.counts.findings())
        })
    });
    let alive = move || matches!(engine.health.get(), Health::Starting | Health::Ready);
    let shown = move || {
        let lang = app.lang.get();
        verdict.get().filter(|_| alive()).map(|(verdict, findings)| match verdict {
            Some(Verdict::Altered) => badge(Tone::Altered, false, shell::problems(findings, lang)),
            Some(verdict) => badge(tone_of_verdict(verdict), false, words::verdict(verdict, lang)),
            None if findings > 0 => badge(Tone::Altered, false, shell::problems(findings, lang)),
            None => badge(Tone::Unknown, false, T::Reading.t(lang)),
        })
    };
    view! {
        <span class="case-name" data-name="case-name">{name}</span>
        <span class="muted case-host" data-name="case-host">{hosts}</span>
        <span role="status" aria-live="polite" data-name="verdict">{shown}</span>
    }
}

fn hosts(summary: &Summary, lang: Lang) -> String {
    match summary.hosts.as_slice() {
        [] => String::new(),
        [one] => one.name.clone(),
        [first, rest @ ..] => match lang {
            Lang::En => format!("{} and {} more", first.name, rest.len()),
            Lang::Zh => format!("{} 等 {} 台主机", first.name, rest.len() + 1),
        },
    }
}

/// The search field, which leads to the timeline.
#[component]
fn Search() -> impl IntoView {
    let app = use_app();
    let route = use_route();
    let input = NodeRef::<leptos::html::Input>::new();
    keys::provide_search(input);
    let text = move || {
        route.with(|r| {
            if r.view == View::Timeline { r.get("q").unwrap_or("").to_string() } else { String::new() }
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            let here = route.get_untracked();
            let base =
                if here.view == View::Timeline { here.without("e") } else { Route::to(View::Timeline) };
            go(base.with("q", input.value().trim()));
            _ = input.blur();
        }
    };
    view! {
        <form class="search" role="search" aria-label=move || T::SearchAll.t(app.lang.get()) on:submit=submit>
            {icon(Icon::Search)}
            <input
                type="search"
                name="q"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                prop:value=text
                placeholder=move || T::Search.t(app.lang.get())
                aria-label=move || T::Search.t(app.lang.get())
            />
            <kbd aria-hidden="true">"/"</kbd>
        </form>
    }
}

//! The findings, and the sources of events.

use super::proof::pending;
use crate::components::badge::{state_badge, tone_of_state};
use crate::components::icon::{Icon, icon};
use crate::i18n::case::{self, T};
use crate::i18n::words;
use crate::route::{Route, View};
use crate::shell::use_case;
use crate::state::use_app;
use glasscase_core::engine::protocol::{Finding, SourceSummary};
use glasscase_core::text::{Lang, grouped};
use glasscase_core::verify::Verdict;
use leptos::prelude::*;

/// So many findings stand beside the chart; the rest is in the manifest view.
const FINDINGS: usize = 6;

/// The findings, worst first.
#[component]
pub fn Findings() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let list = move || {
        let lang = app.lang.get();
        case.read(|s| match s.findings.is_empty() {
            true => {
                let text =
                    if s.verdict == Some(Verdict::Unproven) { T::NoFindingsUnproven } else { T::NoFindings };
                view! { <p class="muted card-empty">{text.t(lang)}</p> }.into_any()
            }
            false => s.findings.iter().take(FINDINGS).map(|f| finding(f, lang)).collect_view().into_any(),
        })
    };
    let more = move || {
        case.read(|s| {
            let rest = (s.findings_total as usize).saturating_sub(s.findings.len().min(FINDINGS));
            (rest > 0).then(|| {
                let text = case::more(u32::try_from(rest).unwrap_or(u32::MAX), app.lang.get());
                view! { <a class="end" href=Route::to(View::Manifest).address()>{text}</a> }
            })
        })
        .flatten()
    };
    view! {
        <section class="card" data-name="findings-list">
            <header><h2>{move || T::Findings.t(app.lang.get())}</h2>{more}</header>
            {list}
        </section>
    }
}

fn finding(f: &Finding, lang: Lang) -> AnyView {
    let tone = tone_of_state(f.state);
    let to = match (f.node, f.entry) {
        (Some(node), Some(entry)) => Route::to(View::Evidence).with("n", node).with("e", entry),
        _ => Route::to(View::Manifest).with("s", f.state.id()),
    };
    let events =
        (f.events > 0).then(|| view! { <div class="faint">{case::events_from(f.events, lang)}</div> });
    view! {
        <a class="finding" href=to.address() data-state=f.state.id()>
            <span class=format!("badge sm {}", tone.class())>{icon(tone.icon())}{words::state(f.state, lang)}</span>
            <span class="finding-text">
                <span class="mono wrap">{f.path.clone()}</span>
                <span class="muted">{f.note.as_ref().map(|n| n.text(lang))}</span>
                {events}
            </span>
        </a>
    }
    .into_any()
}

/// The sources of events, and behind them the files that were recognised and give none yet.
#[component]
pub fn Sources() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let several = Memo::new(move |_| case.read(|s| s.hosts.len() > 1) == Some(true));
    let any = Memo::new(move |_| case.read(|s| s.sources.iter().any(gives_events)) == Some(true));
    let reading = Memo::new(move |_| case.read(pending) == Some(true));
    let rows = move || {
        let (lang, hosts) = (app.lang.get(), several.get());
        case.read(|s| {
            s.sources.iter().filter(|s| gives_events(s)).map(|s| row(s, hosts, lang)).collect_view()
        })
    };
    let t = move |text: T| text.t(app.lang.get());
    view! {
        <section class="card" data-name="sources-list">
            <header><h2>{move || t(T::Sources)}</h2></header>
            <Show when=move || any.get() fallback=move || view! { <p class="muted card-empty">{move || t(if reading.get() { T::NoSourcesYet } else { T::NoSources })}</p> }>
                <div class="scroll-x"><table class="sources">
                    <thead><tr>
                        <th scope="col">{move || t(T::ColSource)}</th>
                        <th scope="col">{move || t(T::ColPath)}</th>
                        {move || several.get().then(|| view! { <th scope="col">{t(T::ColHost)}</th> })}
                        <th scope="col" class="num">{move || t(T::ColEvents)}</th>
                        <th scope="col">{move || t(T::ColSpan)}</th>
                        <th scope="col">{move || t(T::ColState)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            </Show>
            <Recognised />
        </section>
    }
}

fn gives_events(s: &SourceSummary) -> bool {
    s.events > 0 || s.records > 0
}

/// The files that were recognised and give no events yet, folded away.
#[component]
fn Recognised() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let count =
        Memo::new(move |_| case.read(|s| s.sources.iter().filter(|s| !gives_events(s)).count()).unwrap_or(0));
    let rows = move || {
        let lang = app.lang.get();
        let row = |s: &SourceSummary| {
            view! {
                <tr>
                    <td>{s.kind.title(lang)}</td>
                    <td class="mono">{path(s)}</td>
                    <td>{state_badge(s.state, lang)}</td>
                </tr>
            }
        };
        case.read(|s| s.sources.iter().filter(|s| !gives_events(s)).map(row).collect_view())
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <details class="recognised">
                <summary class="muted">{icon(Icon::Right)}{move || case::recognised(count.get(), app.lang.get())}</summary>
                <div class="scroll-x"><table class="sources"><tbody>{rows}</tbody></table></div>
            </details>
        </Show>
    }
}

fn row(s: &SourceSummary, hosts: bool, lang: Lang) -> AnyView {
    let skipped =
        (s.skipped > 0).then(|| view! { <span class="faint">{case::skipped(s.skipped, lang)}" · "</span> });
    let span = s.span.as_ref().map(|(first, last)| format!("{} – {}", minute(first), minute(last)));
    view! {
        <tr>
            <td>{s.kind.title(lang)}</td>
            <td class="mono">{path(s)}</td>
            {hosts.then(|| view! { <td>{s.host.clone()}</td> })}
            <td class="num">{skipped}{grouped(s.events.into())}</td>
            <td class="mono">{span}</td>
            <td>{state_badge(s.state, lang)}</td>
        </tr>
    }
    .into_any()
}

/// The path as a link. Where there is no room its beginning is cut, because the end tells files apart.
fn path(s: &SourceSummary) -> AnyView {
    let to = Route::to(View::Evidence).with("e", s.entry);
    view! { <a class="path" href=to.address() title=s.path.clone()><bdi>{s.path.clone()}</bdi></a> }
        .into_any()
}

/// A time to the minute: the table is an overview.
fn minute(time: &str) -> &str {
    time.get(..16).unwrap_or(time)
}

//! The findings, and the sources of events.

use crate::components::badge::{state_badge, tone_of_state};
use crate::components::icon::icon;
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

/// The sources of events, and the files that were recognised and are not read yet.
#[component]
pub fn Sources() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let rows = move || {
        let lang = app.lang.get();
        case.read(|s| s.sources.iter().map(|source| row(source, lang)).collect_view())
    };
    let any = move || case.read(|s| !s.sources.is_empty()) == Some(true);
    let t = move |text: T| text.t(app.lang.get());
    view! {
        <section class="card" data-name="sources-list">
            <header><h2>{move || t(T::Sources)}</h2></header>
            <Show when=any fallback=move || view! { <p class="muted card-empty">{move || t(T::NoSources)}</p> }>
                <div class="scroll-x"><table class="sources">
                    <thead><tr>
                        <th scope="col">{move || t(T::ColSource)}</th>
                        <th scope="col">{move || t(T::ColPath)}</th>
                        <th scope="col">{move || t(T::ColHost)}</th>
                        <th scope="col" class="num">{move || t(T::ColEvents)}</th>
                        <th scope="col">{move || t(T::ColSpan)}</th>
                        <th scope="col">{move || t(T::ColState)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            </Show>
        </section>
    }
}

fn row(s: &SourceSummary, lang: Lang) -> AnyView {
    let to = Route::to(View::Evidence).with("e", s.entry);
    let events = if s.events == 0 && s.records == 0 {
        view! { <span class="faint">{T::RecognisedOnly.t(lang)}</span> }.into_any()
    } else {
        grouped(s.events.into()).into_any()
    };
    let skipped =
        (s.skipped > 0).then(|| view! { <div class="faint">{case::skipped(s.skipped, lang)}</div> });
    let span = s.span.as_ref().map(|(first, last)| format!("{} – {}", minute(first), minute(last)));
    view! {
        <tr>
            <td>{s.kind.title(lang)}</td>
            <td class="mono"><a class="path" href=to.address() title=s.path.clone()><bdi>{s.path.clone()}</bdi></a></td>
            <td>{s.host.clone()}</td>
            <td class="num">{events}{skipped}</td>
            <td class="mono">{span}</td>
            <td>{state_badge(s.state, lang)}</td>
        </tr>
    }
    .into_any()
}

/// A time to the minute: the table is an overview.
fn minute(time: &str) -> &str {
    time.get(..16).unwrap_or(time)
}

//! A card for each manifest: what it is, what it covers, and how much of it holds.

use crate::components::badge::{Tone, badge};
use crate::components::digest::is_weak;
use crate::format;
use crate::i18n::manifest::{self, T};
use crate::i18n::words;
use crate::route::{replace, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::ManifestSummary;
use glasscase_core::text::Lang;
use glasscase_core::verify::State;
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
    let cards = move || {
        let many =
            manifests.with(|all| all.iter().any(|m| all.first().is_some_and(|f| f.bundle != m.bundle)));
        (0_u32..)
            .zip(manifests.get())
            .map(|(index, summary)| {
                let on = chosen.get() == Some(index);
                let press = move |_| {
                    let route = route.get_untracked().without("c");
                    replace(if on { route.without("m") } else { route.with("m", index) });
                };
                view! {
                    <li class="card manifest-card" class:on=on>
                        {card(&summary, many, lang.get())}
                        <button type="button" class="link" aria-pressed=on.to_string() on:click=press>
                            {T::ShowClaims.t(lang.get())}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="manifest-cards" aria-label=move || T::Manifests.t(lang.get())>{cards}</ul> }
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
        <span>{standing(summary, lang)}" "{manifest::holding(summary.verified, summary.entries, lang)}</span>
        <span class="muted">{covers.t(lang)}</span>
    }
    .into_any()
}

/// Whether all claims hold. What does not hold is told apart in the table.
fn standing(summary: &ManifestSummary, lang: Lang) -> AnyView {
    match summary.entries.saturating_sub(summary.verified) {
        0 if summary.entries > 0 => badge(Tone::Verified, true, words::state(State::Verified, lang)),
        0 => badge(Tone::Unknown, true, words::T::None.t(lang)),
        rest => badge(Tone::Attention, true, manifest::not_holding(rest, lang)),
    }
}

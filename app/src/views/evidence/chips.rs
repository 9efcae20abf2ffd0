//! The states as chips with counts: press one to see only such files.

use super::address::{states, toggled};
use crate::components::badge::tone_of_state;
use crate::components::icon::icon;
use crate::i18n::evidence::T;
use crate::i18n::words;
use crate::route::{replace, use_route};
use crate::state::use_app;
use glasscase_core::text::grouped;
use glasscase_core::verify::State;
use leptos::prelude::*;

/// The chips. They read and write `s` of the address.
#[component]
pub fn StateChips(
    /// Counts by state; states that are not in it have none.
    #[prop(into)]
    counts: Signal<Vec<(State, u32)>>,
    /// Rows in all, with those that have no state yet.
    #[prop(optional, into)]
    rows: Signal<u32>,
) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let chosen = Memo::new(move |_| route.with(|route| states(route.get("s"))));
    let set = move |list: String| replace(route.get_untracked().with("s", list).without("e"));
    let all = move || {
        counts.with(|counts| counts.iter().map(|(_, n)| u64::from(*n)).sum::<u64>()).max(rows.get().into())
    };
    let chip = move |state: State| {
        let count = counts.with(|counts| counts.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n));
        let on = chosen.with(|chosen| chosen.contains(&state));
        (count > 0 || on).then(|| {
            let tone = tone_of_state(state);
            let class = format!("chip state-chip ink-{}", tone.class());
            view! {
                <button
                    type="button"
                    class=class
                    data-state=state.id()
                    aria-pressed=on.to_string()
                    on:click=move |_| set(toggled(&chosen.get_untracked(), state))
                >
                    {icon(tone.icon())}{words::state(state, lang.get())}" "{grouped(count.into())}
                </button>
            }
        })
    };
    view! {
        <div class="chips" role="group" aria-label=move || T::FilterByState.t(lang.get())>
            <button
                type="button"
                class="chip state-chip"
                aria-pressed=move || chosen.with(Vec::is_empty).to_string()
                on:click=move |_| set(String::new())
            >
                {move || T::All.t(lang.get())}" "{move || grouped(all())}
            </button>
            {move || State::ALL.map(chip).into_iter().flatten().collect_view()}
        </div>
    }
}

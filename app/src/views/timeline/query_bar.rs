//! The bar above the timeline: filter, number of rows, order, lane.

use super::desk::Desk;
use crate::components::icon::{Icon, icon};
use crate::i18n::timeline::{self as words, T};
use glasscase_core::engine::protocol::Phase;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long the typing must rest before it is asked.
const REST: Duration = Duration::from_millis(150);
/// How long an answer may take before a word says that it is awaited.
const PATIENCE: Duration = Duration::from_millis(300);

/// The bar. `shown` opens the facets where there is no room for them.
pub fn query_bar(desk: Desk, shown: RwSignal<bool>) -> impl IntoView {
    let lang = desk.app.lang;
    let narrowed = move || desk.place.with(|p| p.conditions());
    let descending = Memo::new(move |_| desk.place.with(|p| p.descending));
    let undated = Memo::new(move |_| desk.query.with(|q| q.undated));
    let number = Memo::new(move |_| desk.case.read(|s| s.undated).unwrap_or(0));
    view! {
        <div class="timeline-bar">
            <button
                type="button"
                class="btn facets-button"
                aria-expanded=move || if shown.get() { "true" } else { "false" }
                aria-controls="facets"
                on:click=move |_| shown.update(|s| *s = !*s)
            >
                {move || T::Facets.t(lang.get())}
                {move || Some(narrowed()).filter(|n| *n > 0).map(|n| " ".to_string() + &n.to_string())}
            </button>
            {filter(desk)}
            <button
                type="button"
                class="btn"
                title=move || order(!descending.get()).t(lang.get())
                on:click=move |_| desk.change(|p| p.descending = !p.descending)
            >
                {move || order(descending.get()).t(lang.get())}
            </button>
            <button
                type="button"
                class="btn"
                class:pressed=move || undated.get()
                aria-pressed=move || if undated.get() { "true" } else { "false" }
                title=move || T::UndatedHint.t(lang.get())
                on:click=move |_| desk.lane()
            >
                {move || words::undated(number.get(), lang.get())}
            </button>
        </div>
    }
}

fn order(descending: bool) -> T {
    if descending { T::Newest } else { T::Oldest }
}

/// The filter with the number of rows in it.
fn filter(desk: Desk) -> impl IntoView {
    let lang = desk.app.lang;
    let input = NodeRef::<Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    // The first letter of a filter is a step for Back, the others are not.
    let stepped = StoredValue::new(false);
    let text = Memo::new(move |_| desk.query.with(|q| q.text.clone()));
    let apply = move |typed: String| {
        let change = move |p: &mut super::address::Place| p.query.text = typed;
        if stepped.get_value() {
            desk.amend(change)
        } else {
            desk.change(change)
        }
        stepped.set_value(true);
    };
    let hold = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let typed = move |_| {
        hold();
        let run = move || {
            waiting.try_set_value(None);
            if let Some(input) = input.try_get_untracked().flatten() {
                apply(input.value());
            }
        };
        waiting.set_value(set_timeout_with_handle(run, REST).ok());
    };
    // The field follows the address, but not while its owner is a letter ahead.
    Effect::new(move |_| {
        let text = text.get();
        if let Some(input) = input.get()
            && !waiting.with_value(Option::is_some)
            && input.value().trim_end() != text
        {
            input.set_value(&text);
        }
    });
    on_cleanup(hold);
    view! {
        <div class="search timeline-filter">
            {icon(Icon::Search)}
            <input
                type="search"
                class="mono"
                id="timeline-filter"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                placeholder=move || T::Filter.t(lang.get())
                aria-label=move || T::FilterLabel.t(lang.get())
                on:input=typed
                on:focus=move |_| stepped.set_value(false)
                on:blur=move |_| waiting.set_value(None)
                on:keydown=move |event: web_sys::KeyboardEvent| match event.key().as_str() {
                    "Enter" => {
                        hold();
                        if let Some(input) = input.get_untracked() {
                            apply(input.value());
                        }
                    }
                    "Escape" => {
                        hold();
                        if let Some(input) = input.get_untracked() {
                            if input.value().is_empty() {
                                _ = input.blur();
                            } else {
                                input.set_value("");
                                apply(String::new());
                            }
                        }
                    }
                    _ => (),
                }
            />
            {found(desk)}
        </div>
    }
}

/// `1,938 of 31,902 · 4 ms`, or a word that the answer is awaited.
fn found(desk: Desk) -> impl IntoView {
    let late = RwSignal::new(false);
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        if let Some(Some(handle)) = before {
            handle.clear();
        }
        if desk.rows.asking.get() {
            return set_timeout_with_handle(move || _ = late.try_set(true), PATIENCE).ok();
        }
        late.set(false);
        None
    });
    let text = move || {
        let lang = desk.app.lang.get();
        if late.get() {
            return T::Searching.t(lang).to_string();
        }
        desk.totals().map_or_else(String::new, |(total, of, ms)| words::found(total, of, ms, lang))
    };
    // While evidence is read the numbers change all the time: they are announced when they stand.
    let busy = Memo::new(move |_| desk.engine.progress.with(|p| p.phase == Phase::Reading));
    view! {
        <span
            class="timeline-found faint"
            role="status"
            data-name="found"
            aria-busy=move || busy.get().then_some("true")
        >
            {text}
        </span>
    }
}

//! The facets: the most frequent values of each column, to choose from.

use super::desk::Desk;
use crate::components::badge::tone_of_state;
use crate::components::icon::icon;
use crate::i18n::timeline::{self as words, T};
use crate::i18n::words as common;
use glasscase_core::engine::protocol::{Facet, Response};
use glasscase_core::text::{Lang, grouped};
use glasscase_core::timeline::{Kind, Outcome};
use glasscase_core::verify::State;
use leptos::prelude::*;

/// The facets, in the order in which they are shown.
const ORDER: [&str; 7] = ["kind", "outcome", "address", "user", "host", "integrity", "source"];

/// A value of a facet.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    value: String,
    show: String,
    /// Events, or nothing where a chosen value is not among the most frequent.
    count: Option<u32>,
    on: bool,
    /// Share of the most frequent value in percent.
    share: u32,
}

/// The pane at the left.
pub fn facets(desk: Desk, shown: RwSignal<bool>) -> impl IntoView {
    let lang = desk.app.lang;
    let narrowed = Memo::new(move |_| desk.place.with(|p| p.narrowed()));
    let clear = move || {
        narrowed.get().then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| desk.clear()>
                    {move || T::ClearAll.t(lang.get())}
                </button>
            }
        })
    };
    view! {
        <aside class="facets" id="facets" class:open=move || shown.get() aria-label=move || T::Facets.t(lang.get())>
            <div class="facets-head"><h2>{move || T::Facets.t(lang.get())}</h2>{clear}</div>
            {ORDER.map(|name| facet(desk, name)).collect_view()}
        </aside>
    }
}

/// One facet. It is built anew only when its values differ, so that the focus stays on a pressed one.
fn facet(desk: Desk, name: &'static str) -> AnyView {
    let lang = desk.app.lang;
    let data = Memo::new(move |_| {
        desk.facets.with(|f| match f {
            Some(Response::Facets(facets)) => facets.iter().find(|f| f.name == name).cloned(),
            _ => None,
        })
    });
    let values = Memo::new(move |_| {
        let chosen = desk.place.with(|p| p.chosen(name));
        data.with(|d| d.as_ref().map(|d| listed(d, &chosen)).unwrap_or_default())
    });
    let more = move || {
        data.with(|d| {
            let d = d.as_ref()?;
            let rest = d.distinct.saturating_sub(u32::try_from(d.values.len()).ok()?);
            (rest > 0)
                .then(|| view! { <p class="facet-more faint">{words::more_values(rest, lang.get())}</p> })
        })
    };
    // One value that everything has is nothing to choose from.
    let idle = move || values.with(|v| v.is_empty() || (v.len() == 1 && !v.iter().any(|v| v.on)));
    view! {
        <fieldset class="facet" class:hidden=idle>
            <legend>{move || title(name).t(lang.get())}</legend>
            <For each=move || values.get() key=|v| v.value.clone() let:entry>
                {value(desk, name, entry.value, values)}
            </For>
            {more}
        </fieldset>
    }
    .into_any()
}

fn value(desk: Desk, name: &'static str, key: String, values: Memo<Vec<Value>>) -> AnyView {
    let lang = desk.app.lang;
    let wanted = key.clone();
    let now = Memo::new(move |_| values.with(|v| v.iter().find(|v| v.value == wanted).cloned()));
    let read = move |f: fn(&Value) -> String| now.with(|v| v.as_ref().map(f).unwrap_or_default());
    let on = move || now.with(|v| v.as_ref().is_some_and(|v| v.on));
    let show = move || read(|v| v.show.clone());
    let label = {
        let key = key.clone();
        move || label(name, &key, &show(), lang.get())
    };
    let count = move || read(|v| v.count.map_or_else(|| "–".to_string(), |n| grouped(n.into())));
    let toggle = move |_| desk.change(|p| p.toggle(name, &key));
    view! {
        <button
            type="button"
            class="facet-value"
            aria-pressed=move || if on() { "true" } else { "false" }
            title=show
            on:click=toggle
        >
            <span class="facet-name">{label}</span>
            <span class="facet-bar" aria-hidden="true">
                <i style:width=move || read(|v| v.share.to_string() + "%")></i>
            </span>
            <span class="facet-count">{count}</span>
        </button>
    }
    .into_any()
}

/// The values of a facet, and those that are chosen but not among them.
fn listed(facet: &Facet, chosen: &[String]) -> Vec<Value> {
    let top = facet.values.iter().map(|(_, _, n)| *n).max().unwrap_or(0).max(1);
    let mut values: Vec<Value> = facet
        .values
        .iter()
        .map(|(value, show, n)| Value {
            value: value.clone(),
            show: show.clone(),
            count: Some(*n),
            on: chosen.contains(value),
            // At most 100.
            share: (u64::from(*n) * 100 / u64::from(top)) as u32,
        })
        .collect();
    for value in chosen {
        if !values.iter().any(|v| v.value == *value) {
            values.push(Value { value: value.clone(), show: value.clone(), count: None, on: true, share: 0 });
        }
    }
    values
}

fn title(name: &str) -> T {
    match name {
        "kind" => T::Kind,
        "outcome" => T::Outcome,
        "address" => T::Address,
        "user" => T::User,
        "host" => T::Host,
        "integrity" => T::Integrity,
        _ => T::Files,
    }
}

/// A value as people read it; evidence text stays as it is.
fn label(name: &str, value: &str, show: &str, lang: Lang) -> AnyView {
    match name {
        "kind" => match Kind::ALL.into_iter().enumerate().find(|(_, k)| k.id() == value) {
            Some((at, kind)) => view! {
                <i class=String::from("dot kind-") + &at.to_string() aria-hidden="true"></i>
                {kind.title(lang)}
            }
            .into_any(),
            None => value.to_string().into_any(),
        },
        "outcome" => {
            let known = [Outcome::Success, Outcome::Failure].into_iter().find(|o| o.id() == value);
            known.map_or(value.to_string(), |o| words::outcome(o, lang).to_string()).into_any()
        }
        "integrity" => match State::ALL.into_iter().find(|s| s.id() == value) {
            Some(state) => {
                let tone = tone_of_state(state);
                view! {
                    <span class=String::from("ink-") + tone.class()>{icon(tone.icon())}</span>
                    {common::state(state, lang)}
                }
                .into_any()
            }
            None => value.to_string().into_any(),
        },
        "source" => show.rsplit('/').next().unwrap_or(show).to_string().into_any(),
        _ => show.to_string().into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_value_stays_listed_when_it_is_rare() {
        let facet = Facet {
            name: "user".into(),
            values: vec![("root".into(), "root".into(), 200), ("deploy".into(), "deploy".into(), 50)],
            distinct: 9,
        };
        let values = listed(&facet, &["svc".to_string(), "deploy".to_string()]);
        let seen: Vec<_> = values.iter().map(|v| (v.value.as_str(), v.count, v.on, v.share)).collect();
        assert_eq!(
            seen,
            [("root", Some(200), false, 100), ("deploy", Some(50), true, 25), ("svc", None, true, 0)]
        );
    }
}

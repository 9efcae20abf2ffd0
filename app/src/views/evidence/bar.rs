//! What stands above tree and table: where one is, and what is filtered.

use super::address::{self, Place};
use super::chips::StateChips;
use crate::components::digest::CompareBox;
use crate::components::icon::{Icon, icon};
use crate::components::popover::{Dismiss, Popover};
use crate::engine::use_answer;
use crate::i18n::evidence::{self, T};
use crate::route::{go, replace, use_route};
use crate::state::use_app;
use glasscase_core::artifact::{ArtifactKind, Group};
use glasscase_core::engine::protocol::{Request, Response};
use glasscase_core::verify::State;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Path of the folder, chips, comparison.
#[component]
pub fn Bar(
    /// Counts of the folder and what is below it.
    counts: Signal<Vec<(State, u32)>>,
    /// Files in it, with those that were not read yet.
    files: Signal<u32>,
    /// Whether the tree lies open where the window is narrow.
    tree_open: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_app().lang;
    view! {
        <div class="evidence-bar">
            <button
                type="button"
                class="sel tree-button"
                aria-expanded=move || tree_open.get().to_string()
                on:click=move |_| tree_open.update(|open| *open = !*open)
            >
                {icon(Icon::Folder)}{move || T::ShowFolders.t(lang.get())}
            </button>
            <Trail />
            <StateChips counts rows=files />
            <CompareMenu />
        </div>
    }
}

/// *Compare a digest*: with every file and every container.
#[component]
pub fn CompareMenu() -> impl IntoView {
    let lang = use_app().lang;
    let label = Signal::derive(move || T::CompareADigest.t(lang.get()).to_owned());
    view! {
        <div class="compare-menu">
            <Popover label name="compare" face=move || label.get()>
                <CompareAll />
            </Popover>
        </div>
    }
}

#[component]
fn CompareAll() -> impl IntoView {
    let dismiss = use_context::<Dismiss>();
    let close = Callback::new(move |()| {
        if let Some(dismiss) = dismiss {
            dismiss.now();
        }
    });
    view! { <CompareBox entry=None close /> }
}

/// The folders from the bundle down to the one that is shown.
#[component]
fn Trail() -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let folder = Memo::new(move |_| route.with(|route| route.number::<u32>("n")));
    let answer = use_answer(move || folder.get().map(|node| Request::Trail { node }));
    let steps = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Response::Trail(rows)) if folder.get().is_some() => rows.clone(),
            _ => Vec::new(),
        })
    });
    let link = move |name: String, node: Option<u32>, last: bool| {
        let to = address::folder(route.get_untracked(), node);
        let address = to.address();
        let name = if name.is_empty() { "/".to_owned() } else { name };
        if last {
            return view! { <li><b aria-current="location" title=name.clone()>{name.clone()}</b></li> }
                .into_any();
        }
        view! {
            <li>
                <a href=address title=name.clone() on:click=move |event| {
                    if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                        event.prevent_default();
                        go(to.clone());
                    }
                }>{name.clone()}</a>
            </li>
        }
        .into_any()
    };
    view! {
        <nav class="trail" aria-label=move || T::PathOfFolder.t(lang.get())>
            <ol>
                {move || {
                    let steps = steps.get();
                    let last = steps.len();
                    let first = link(T::WholeCase.t(lang.get()).to_owned(), None, last == 0);
                    let rest = steps.into_iter().enumerate();
                    let rest = rest.map(|(at, row)| link(row.name, Some(row.node), at + 1 == last)).collect::<Vec<_>>();
                    view! { {first}{rest} }
                }}
            </ol>
        </nav>
    }
}

/// Filter by path and kind, switch for subfolders, number of rows.
#[component]
pub fn Filters(
    /// What is shown.
    place: Memo<Place>,
    /// Number of rows.
    #[prop(into)]
    total: Signal<Option<u32>>,
) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let recursive = Memo::new(move |_| place.with(|place| place.recursive));
    view! {
        <div class="evidence-filters">
            <PathFilter name=T::FilterByPath />
            <KindFilter />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || recursive.get()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        replace(route.get_untracked().with("r", if on { "1" } else { "0" }));
                    }
                />
                {move || T::WithSubfolders.t(lang.get())}
            </label>
            <span class="muted end" role="status">
                {move || total.get().map(|total| evidence::shown(total, lang.get()))}
            </span>
        </div>
    }
}

/// A field for a part of the path. It reads and writes `q` of the address.
#[component]
pub fn PathFilter(
    /// Its name.
    name: T,
) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let text = Memo::new(move |_| route.with(|route| route.get("q").unwrap_or_default().to_owned()));
    // A short pause, so that typing a word asks once.
    let waiting = StoredValue::new_local(None::<Timeout>);
    let typed = move |event| {
        let value = event_target_value(&event);
        waiting.set_value(Some(Timeout::new(120, move || {
            replace(route.get_untracked().with("q", value));
        })));
    };
    view! {
        <input
            type="search"
            class="field path-filter"
            spellcheck="false"
            autocomplete="off"
            aria-label=move || name.t(lang.get())
            placeholder=move || name.t(lang.get())
            prop:value=move || text.get()
            on:input=typed
        />
    }
}

#[component]
fn KindFilter() -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let chosen = Memo::new(move |_| route.with(|route| route.get("k").unwrap_or_default().to_owned()));
    let groups = [Group::Host, Group::Live, Group::Web, Group::Cloud, Group::Response, Group::Other];
    let option = move |kind: ArtifactKind| {
        view! {
            <option value=kind.id() prop:selected=move || chosen.with(|id| id == kind.id())>
                {kind.title(lang.get())}
            </option>
        }
    };
    view! {
        <select
            class="field kind-filter"
            aria-label=move || T::FilterByKind.t(lang.get())
            on:change=move |event| replace(route.get_untracked().with("k", event_target_value(&event)).without("e"))
        >
            {move || {
                let titled = groups.map(|group| {
                    let kinds = ArtifactKind::ALL.iter().copied().filter(|kind| kind.group() == group);
                    view! {
                        <optgroup label=evidence::group(group, lang.get())>{kinds.map(option).collect_view()}</optgroup>
                    }
                });
                view! {
                    <option value="" prop:selected=move || chosen.with(String::is_empty)>{T::AnyKind.t(lang.get())}</option>
                    {titled.into_iter().collect_view()}
                }
            }}
        </select>
    }
}

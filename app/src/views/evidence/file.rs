//! One file: what is known of it in a sentence, the digests it rests on, and its content. Shown in the drawer
//! of the evidence view and of the manifest view.

use super::address::{Tab, tab};
use super::details::Details;
use super::digest_rows::{DigestRow, Said, digest_rows};
use crate::components::badge::{Tone, badge, tone_of_state};
use crate::components::digest::Digest;
use crate::components::preview::{HexPreview, TextPreview};
use crate::engine::use_answer;
use crate::format;
use crate::i18n::evidence::{self, About, T, sentence};
use crate::i18n::words;
use crate::route::{Route, View, replace, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::{EntryDetail, Request, Response};
use glasscase_core::note::Note;
use glasscase_core::text::Lang;
use glasscase_core::verify::State;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// What is known of a file, kept current.
#[derive(Clone, Copy)]
pub struct File(Memo<Option<Result<Box<EntryDetail>, Note>>>);

impl File {
    /// Asks for a file.
    pub fn ask(id: Signal<Option<u32>>) -> Self {
        let zone = use_app().zone;
        let answer = use_answer(move || id.get().map(|id| Request::Entry { id, zone: zone.get() }));
        // While another file is asked for, the answer is still the one before: it must not stand for this one.
        File(Memo::new(move |_| {
            let wanted = id.get();
            answer.with(|answer| match answer {
                Some(Response::Entry(detail)) if detail.row.entry == wanted => Some(Ok(detail.clone())),
                Some(Response::Failed(note)) => Some(Err(note.clone())),
                _ => None,
            })
        }))
    }

    /// Reads something of it; nothing while it is not known.
    pub fn read<R>(self, f: impl FnOnce(&EntryDetail) -> R) -> Option<R> {
        self.0.with(|file| match file {
            Some(Ok(detail)) => Some(f(detail)),
            _ => None,
        })
    }

    fn trouble(self, lang: Lang) -> Option<String> {
        self.0.with(|file| match file {
            Some(Err(note)) => Some(note.text(lang)),
            None => Some(words::T::Loading.t(lang).to_owned()),
            Some(Ok(_)) => None,
        })
    }
}

/// Badge, name and kind: the head of the drawer.
pub fn file_head(file: File, lang: Lang) -> AnyView {
    file.read(|detail| {
        let row = &detail.row;
        let badge = match row.state {
            Some(state) => badge(tone_of_state(state), false, words::state(state, lang)),
            None => badge(Tone::Unknown, false, T::NotReadYet.t(lang)),
        };
        let kind = row.kind.map(|kind| format!(" · {}", kind.title(lang))).unwrap_or_default();
        let name = row.name.clone();
        view! { {badge}<span class="file-name" title=row.path.clone()><b>{name}</b><span class="muted">{kind}</span></span> }
            .into_any()
    })
    .unwrap_or_else(|| ().into_any())
}

/// The body of the drawer.
#[component]
pub fn FileBody(
    /// The file.
    file: File,
) -> impl IntoView {
    let lang = use_app().lang;
    let known = Memo::new(move |_| file.read(|_| ()).is_some());
    view! {
        <div class="file">
            {move || if known.get() {
                view! { <Findings file /><Content file /> }.into_any()
            } else {
                let text = file.trouble(lang.get());
                view! { <p class="muted" role="status">{text}</p> }.into_any()
            }}
        </div>
    }
}

/// Sentence, digests, notes, events.
#[component]
fn Findings(file: File) -> impl IntoView {
    let lang = use_app().lang;
    let title = move || file.read(|detail| sentence_of(detail, lang.get()));
    let rows = Memo::new(move |_| file.read(digest_rows).unwrap_or_default());
    let entry = Memo::new(move |_| file.read(|detail| detail.row.entry).flatten());
    let digests = move || {
        let entry = entry.get();
        rows.get().into_iter().map(|row| digest_row(row, entry, lang.get())).collect_view()
    };
    let size = move || {
        let lang = lang.get();
        file.read(|detail| detail.row.size).flatten().map(|size| {
            view! {
                <dt>{T::Size.t(lang)}</dt><dd>{evidence::bytes(size, lang)}</dd>
            }
        })
    };
    let meaning = move || {
        let lang = lang.get();
        let parts = file.read(|detail| meaning(detail, lang)).unwrap_or_default();
        (!parts.is_empty()).then(
            || view! { <div class="notes" role="group" aria-label=T::WhatItMeans.t(lang)>{parts}</div> },
        )
    };
    view! {
        <h2 class="file-title">{title}</h2>
        {meaning}
        <dl class="kv">{digests}{size}</dl>
    }
}

/// The sentence about a file.
pub fn sentence_of(detail: &EntryDetail, lang: Lang) -> String {
    let mut algorithms: Vec<String> = detail
        .claims
        .iter()
        .filter(|c| c.expected.is_some())
        .map(|c| format::algorithm(&c.algorithm))
        .collect();
    algorithms.sort();
    algorithms.dedup();
    let about = About {
        state: detail.row.state,
        link: detail.link.is_some() && detail.entry_kind == "symlink",
        weak: detail.row.weak,
        algorithms: &algorithms,
    };
    sentence(&about, lang)
}

fn digest_row(row: DigestRow, entry: Option<u32>, lang: Lang) -> AnyView {
    let name = format::algorithm(&row.algorithm);
    let label = match row.said {
        Said::Plain => name,
        Said::Too => format!("{name} · {}", T::DiffersToo.t(lang)),
        Said::Manifest => evidence::labelled(T::ManifestSays.t(lang), &name, lang),
        Said::File => evidence::labelled(T::ThisFileIs.t(lang), &name, lang),
    };
    let differs = matches!(row.said, Said::File | Said::Too) && row.against.is_some();
    let class = if differs { "digest-cell altered-text" } else { "digest-cell" };
    let places = match row.said {
        Said::Plain if !row.places.is_empty() => Some(evidence::agrees_with(&row.places, lang)),
        Said::Manifest => Some(
            row.places
                .iter()
                .map(|(path, line)| evidence::place(path, *line, lang))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        _ => None,
    };
    // Only the file's own value can be compared with a pasted one.
    let entry = entry.filter(|_| row.said != Said::Manifest);
    view! {
        <dt class="wide">{label}</dt>
        <dd class=class>
            <Digest algorithm=row.algorithm value=row.value against=row.against entry />
            {places.map(|places| view! { <small class="muted">{places}</small> })}
        </dd>
    }
    .into_any()
}

/// Why the file has its state, and the way to its events.
fn meaning(detail: &EntryDetail, lang: Lang) -> Vec<AnyView> {
    let mut parts: Vec<AnyView> =
        detail.notes.iter().map(|note| view! { <p>{note.text(lang)}</p> }.into_any()).collect();
    if let (events @ 1.., Some(entry)) = (detail.row.events, detail.row.entry) {
        let to = Route::to(View::Timeline).with("s", entry).address();
        let marked = detail.row.state.is_some_and(State::is_finding).then(|| evidence::events_marked(lang));
        parts.push(
            view! { <p><a href=to>{evidence::events_from(events, lang)}</a>{marked.map(|text| format!(". {text}"))}</p> }
                .into_any(),
        );
    }
    parts
}

/// The tabs and what the chosen one shows.
#[component]
fn Content(file: File) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let shape = Memo::new(move |_| file.read(|detail| (detail.row.entry, detail.readable, detail.row.size)));
    let kind = Memo::new(move |_| file.read(|detail| detail.row.kind).flatten());
    let readable = Memo::new(move |_| shape.get().is_some_and(|(_, readable, _)| readable));
    let now = Memo::new(move |_| route.with(|route| tab(route, readable.get(), kind.get())));
    let jump = Signal::derive(move || route.with(|route| route.number::<u64>("o")));
    let choose = move |tab: Tab| replace(route.get_untracked().with("v", tab.id()));
    let show_byte = Callback::new(move |offset: u64| {
        replace(route.get_untracked().with("v", Tab::Hex.id()).with("o", offset));
    });
    let shown = move || {
        let tab = now.get();
        let Some((Some(entry), _, size)) = shape.get() else {
            return view! { <Details file /> }.into_any();
        };
        match tab {
            Tab::Text => view! { <TextPreview entry jump on_hex=show_byte /> }.into_any(),
            Tab::Hex => view! { <HexPreview entry size jump on_jump=show_byte /> }.into_any(),
            Tab::Details => view! { <Details file /> }.into_any(),
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || T::TabsOfFile.t(lang.get())
            on:keydown=move |event| arrows(&event, now.get_untracked(), readable.get_untracked(), choose)>
            {Tab::ALL.map(|tab| tab_button(tab, now, readable, choose, lang)).collect_view()}
        </div>
        <div class="tab-panel" role="tabpanel" id="file-panel" aria-labelledby=move || tab_id(now.get())>
            {shown}
        </div>
    }
}

fn tab_id(tab: Tab) -> String {
    format!("file-tab-{}", tab.id())
}

fn tab_button(
    tab: Tab,
    now: Memo<Tab>,
    readable: Memo<bool>,
    choose: impl Fn(Tab) + Copy + 'static,
    lang: RwSignal<Lang>,
) -> impl IntoView {
    let name = match tab {
        Tab::Text => T::TabText,
        Tab::Hex => T::TabHex,
        Tab::Details => T::TabDetails,
    };
    // What has no bytes has no text and no hex either.
    (readable.get_untracked() || tab == Tab::Details).then(|| {
        view! {
            <button
                type="button"
                class="chip tab"
                role="tab"
                id=tab_id(tab)
                aria-controls="file-panel"
                aria-selected=move || (now.get() == tab).to_string()
                tabindex=move || if now.get() == tab { "0" } else { "-1" }
                on:click=move |_| choose(tab)
            >
                {move || name.t(lang.get())}
            </button>
        }
    })
}

/// Arrows move between tabs, as the tab pattern has it.
fn arrows(event: &KeyboardEvent, now: Tab, readable: bool, choose: impl Fn(Tab)) {
    let at = Tab::ALL.iter().position(|tab| *tab == now).unwrap_or_default();
    let to = match event.key().as_str() {
        "ArrowRight" => at + 1,
        "ArrowLeft" => at + Tab::ALL.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(tab) = Tab::ALL.get(to % Tab::ALL.len()).filter(|_| readable) {
        choose(*tab);
        let id = tab_id(*tab);
        request_animation_frame(move || {
            use wasm_bindgen::JsCast;
            if let Some(button) = document().get_element_by_id(&id) {
                _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        });
    }
}

//! The drawer of one event: what it is, when and how that is known, and where it stands.

use super::desk::Desk;
use super::keys;
use crate::components::badge::{Tone, badge, state_badge, tone_of_state};
use crate::components::copy::CopyButton;
use crate::components::drawer::Drawer;
use crate::format;
use crate::i18n::timeline::{self as words, T};
use crate::i18n::words as common;
use crate::route::{Route, View};
use glasscase_core::engine::protocol::{EventDetail, LineRow, Response};
use glasscase_core::text::{Lang, grouped};
use leptos::prelude::*;

/// The drawer, while an event is chosen.
pub fn detail(desk: Desk) -> impl IntoView {
    let lang = desk.app.lang;
    let open = Memo::new(move |_| desk.place.with(|p| p.event.is_some()));
    let label = Signal::derive(move || T::DrawerEvent.t(lang.get()).to_string());
    let on_close = Callback::new(move |()| {
        desk.close();
        keys::to_rows();
    });
    let head = move || read(desk, |event| integrity(event, lang.get()));
    view! {
        <Show when=move || open.get()>
            <Drawer name="event" label on_close head>
                {move || {
                    let lang = lang.get();
                    desk.detail.with(|d| match d {
                        Some(Response::Event(event)) => body(event, lang),
                        Some(Response::Failed(note)) => view! { <p>{note.text(lang)}</p> }.into_any(),
                        _ => view! { <p class="muted">{common::T::Loading.t(lang)}</p> }.into_any(),
                    })
                }}
            </Drawer>
        </Show>
    }
}

fn read<T>(desk: Desk, f: impl FnOnce(&EventDetail) -> T) -> Option<T> {
    desk.detail.with(|d| match d {
        Some(Response::Event(event)) => Some(f(event)),
        _ => None,
    })
}

/// `file verified`.
fn integrity(event: &EventDetail, lang: Lang) -> AnyView {
    let Some(state) = event.row.integrity else {
        return badge(Tone::Unknown, false, T::NotKnown.t(lang));
    };
    let space = lang.pick(" ", "");
    let text = String::from(T::FileIs.t(lang)) + space + common::state(state, lang);
    badge(tone_of_state(state), false, text)
}

fn body(event: &EventDetail, lang: Lang) -> AnyView {
    let row = &event.row;
    let title = words::title(&row.action, &row.user, &row.address, row.outcome, lang);
    view! {
        <h2 class="detail-title">{title}</h2>
        {times(event, lang)}
        {stands(event, lang)}
        {file(event, lang)}
        {fields(event, lang)}
    }
    .into_any()
}

/// A row of a list of facts; nothing where there is no value.
fn fact(term: &'static str, value: impl Into<String>, mono: bool) -> Option<AnyView> {
    let value = value.into();
    let class = if mono { "mono" } else { "" };
    (!value.is_empty()).then(|| view! { <dt>{term}</dt><dd class=class>{value}</dd> }.into_any())
}

/// When it was, as it is shown, in UTC and as written, and how that was decided.
fn times(event: &EventDetail, lang: Lang) -> AnyView {
    let time = match &event.time {
        Some(time) => {
            let precision = (!event.precision.is_empty()).then(
                || view! { " "<span class="muted detail-precision">"± "{event.precision.clone()}</span> },
            );
            view! { <dt>{T::Time.t(lang)}</dt><dd>{time.clone()}{precision}</dd> }.into_any()
        }
        None => view! { <dt>{T::Time.t(lang)}</dt><dd>{T::NoTime.t(lang)}</dd> }.into_any(),
    };
    let basis = event.basis.iter().map(|note| view! { <li>{note.text(lang)}</li> }).collect_view();
    let basis = (!event.basis.is_empty())
        .then(|| view! { <dt>{T::Basis.t(lang)}</dt><dd><ul class="detail-basis">{basis}</ul></dd> });
    view! {
        <dl class="kv">
            {time}
            {fact(T::Utc.t(lang), event.time_utc.clone().unwrap_or_default(), false)}
            {fact(T::Written.t(lang), event.time_original.clone(), true)}
            {basis}
            {fact(T::Process.t(lang), event.process.clone(), false)}
            {fact(T::Host.t(lang), event.row.host.clone(), false)}
        </dl>
    }
    .into_any()
}

fn fields(event: &EventDetail, lang: Lang) -> Option<AnyView> {
    if event.fields.is_empty() {
        return None;
    }
    let rows = event
        .fields
        .iter()
        .map(|(name, value)| view! { <dt>{name.clone()}</dt><dd class="mono">{value.clone()}</dd> })
        .collect_view();
    Some(
        view! {
            <h2 class="detail-heading">{T::Fields.t(lang)}</h2>
            <dl class="kv wide">{rows}</dl>
        }
        .into_any(),
    )
}

/// The lines around it. Records have no lines: their bytes are shown, with offsets in place of numbers.
fn stands(event: &EventDetail, lang: Lang) -> Option<AnyView> {
    if event.context.is_empty() {
        return None;
    }
    let text = event.line.is_some();
    let rows = event
        .context
        .iter()
        .map(|line| {
            let own = is_own(event, line);
            let number = if text { grouped(line.line + 1) } else { format!("{:06x}", line.offset) };
            let word = own.then(|| view! { <span class="sr-only">{T::ThisLine.t(lang)}</span> });
            let cut = line.cut.then_some("…");
            let class = if own { "context-line own" } else { "context-line" };
            view! {
                <li class=class><span class="context-number">{number}</span>{word}<span>{line.text.clone()}{cut}</span></li>
            }
        })
        .collect_view();
    let class = if text { "context mono" } else { "context mono bytes" };
    Some(
        view! {
            <h2 class="detail-heading">{T::Stands.t(lang)}</h2>
            <ul class=class tabindex="0" aria-label=T::Stands.t(lang)>{rows}</ul>
        }
        .into_any(),
    )
}

/// Whether a line of the context holds bytes of the event itself.
fn is_own(event: &EventDetail, line: &LineRow) -> bool {
    let (start, length) = event.span;
    line.offset < start.saturating_add(length.max(1))
        && line.offset.saturating_add(line.length.max(1)) > start
}

/// The file, its place in it, and its digest.
fn file(event: &EventDetail, lang: Lang) -> AnyView {
    let address = Route::to(View::Evidence)
        .with("n", event.node)
        .with("e", event.row.entry)
        .with("o", event.span.0)
        .address();
    let (start, length) = event.span;
    let bytes = grouped(start) + " – " + &grouped(start.saturating_add(length));
    let line = event.line.map(|line| grouped(line.saturating_add(1))).unwrap_or_default();
    let digest = event.sha256.clone().map(|hex| {
        let what = String::from("SHA-256");
        view! {
            <dt>"SHA-256"</dt>
            <dd><span class="mono digest">{format::in_fours(&hex)}</span><CopyButton text=hex what /></dd>
        }
    });
    let state = event.row.integrity.map(|state| state_badge(state, lang));
    view! {
        <dl class="kv detail-file">
            <dt>{T::File.t(lang)}</dt>
            <dd><a class="mono" href=address title=T::OpenInEvidence.t(lang)>{event.path.clone()}</a>" "{state}</dd>
            {fact(T::Line.t(lang), line, true)}
            {fact(T::Bytes.t(lang), bytes, true)}
            {digest}
        </dl>
    }
    .into_any()
}

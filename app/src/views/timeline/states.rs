//! What is said where there are no rows, or not all of them.

use super::desk::Desk;
use crate::components::icon::{Icon, icon};
use crate::engine::Health;
use crate::i18n::timeline::T;
use crate::route::{Route, View, go};
use glasscase_core::engine::protocol::Phase;
use leptos::prelude::*;

/// A sentence in the middle, what to do next, and the way there.
fn sentence(desk: Desk, title: T, body: T, way: Option<(T, Callback<()>)>) -> AnyView {
    let lang = desk.app.lang;
    let way = way.map(|(text, run)| {
        view! {
            <button type="button" class="btn" on:click=move |_| run.run(())>{move || text.t(lang.get())}</button>
        }
    });
    view! {
        <div class="timeline-empty" role="status">
            <h1>{move || title.t(lang.get())}</h1>
            <p class="muted">{move || body.t(lang.get())}</p>
            {way}
        </div>
    }
    .into_any()
}

fn leads_to(view: View) -> Callback<()> {
    Callback::new(move |()| go(Route::to(view)))
}

/// Nothing was opened.
pub fn nothing_open(desk: Desk) -> AnyView {
    sentence(desk, T::EmptyTitle, T::EmptyBody, Some((T::ToCase, leads_to(View::Case))))
}

/// The query has no row: because nothing matches, because nothing is there, or not yet.
pub fn no_rows(desk: Desk) -> AnyView {
    if let Some(note) = desk.trouble() {
        let lang = desk.app.lang;
        return view! {
            <div class="timeline-empty" role="alert"><p>{move || note.text(lang.get())}</p></div>
        }
        .into_any();
    }
    let of = desk.totals().map_or(0, |(_, of, _)| of);
    let place = desk.place.get();
    if of > 0 || place.narrowed() && !reading(desk) {
        return sentence(
            desk,
            T::NothingTitle,
            T::NothingBody,
            Some((T::ShowAll, Callback::new(move |()| desk.clear()))),
        );
    }
    if reading(desk) {
        let word = crate::i18n::shell::T::Reading;
        let lang = desk.app.lang;
        return view! {
            <div class="timeline-empty" role="status">
                <h1>{move || word.t(lang.get())}</h1>
                <p class="muted">{move || T::FirstRows.t(lang.get())}</p>
            </div>
        }
        .into_any();
    }
    if place.query.undated {
        return sentence(
            desk,
            T::NoUndated,
            T::NoUndatedBody,
            Some((T::BackToDated, Callback::new(move |()| desk.lane()))),
        );
    }
    if desk.case.read(|s| s.undated > 0) == Some(true) {
        return sentence(
            desk,
            T::AllUndatedTitle,
            T::AllUndatedBody,
            Some((T::ToUndated, Callback::new(move |()| desk.lane()))),
        );
    }
    sentence(desk, T::NoneTitle, T::NoneBody, Some((T::ToEvidence, leads_to(View::Evidence))))
}

fn reading(desk: Desk) -> bool {
    desk.engine.progress.with(|p| matches!(p.phase, Phase::Reading | Phase::Rehashing))
}

/// A line above the rows, where they are not all.
pub fn line(desk: Desk) -> impl IntoView {
    let lang = desk.app.lang;
    let what = Memo::new(move |_| {
        if matches!(desk.engine.health.get(), Health::Died { .. } | Health::NotStarted(_)) {
            return Some(Line::Failed);
        }
        match desk.engine.progress.with(|p| p.phase) {
            Phase::Reading => Some(Line::More),
            Phase::Cancelled => Some(Line::Stopped),
            Phase::Done => {
                let partial = desk.case.read(|s| s.bundles.iter().any(|b| !b.complete)) == Some(true);
                partial.then_some(Line::Partial)
            }
            _ => None,
        }
    });
    let rows = Memo::new(move |_| desk.totals().is_some_and(|(total, _, _)| total > 0));
    move || {
        let line = what.get().filter(|l| rows.get() || *l != Line::More)?;
        let (class, drawing, text) = match line {
            Line::More => ("timeline-line", Icon::Timeline, T::More),
            Line::Stopped => ("timeline-line attention-line", Icon::Bang, T::Stopped),
            Line::Partial => ("timeline-line attention-line", Icon::Bang, T::Partial),
            Line::Failed => ("timeline-line altered-line", Icon::Cross, T::Failed),
        };
        Some(view! { <p class=class role="status">{icon(drawing)}{move || text.t(lang.get())}</p> })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    More,
    Stopped,
    Partial,
    Failed,
}

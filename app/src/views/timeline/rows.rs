//! The rows of the timeline.

use super::desk::Desk;
use super::{keys, states};
use crate::components::badge::{Tone, tone_of_state};
use crate::components::grid::{Answer, Cell, Column, Grid, GridRow, Look, Window};
use crate::i18n::timeline::{self as words, T};
use crate::i18n::words as common;
use glasscase_core::engine::protocol::{EventRow, Response, Zone};
use glasscase_core::text::Lang;
use glasscase_core::timeline::{Kind, Outcome};
use leptos::prelude::*;
use std::sync::Arc;

/// The grid, or a sentence where there is no row.
pub fn rows(desk: Desk) -> impl IntoView {
    let lang = desk.app.lang;
    // A memo, so that the table is made once and not with every answer.
    let none =
        Memo::new(move |_| desk.trouble().is_some() || desk.totals().is_some_and(|(total, _, _)| total == 0));
    let window = Memo::new(move |_| {
        let lang = lang.get();
        desk.rows.answer.with(|a| a.as_ref().map(|a| to_window(a, lang)).unwrap_or_default())
    });
    let sorted = Signal::derive(move || Some(("time", desk.place.with(|p| p.descending))));
    let selected = Signal::derive(move || desk.place.with(|p| p.event.map(u64::from)));
    let subject = Signal::derive(move || {
        let place = desk.place.get();
        super::address::Place { event: None, ..place }.route().address()
    });
    let columns = Memo::new(move |_| columns(&zone_name(desk), lang.get()));
    let label = Signal::derive(move || T::GridLabel.t(lang.get()).to_string());
    move || match none.get() {
        true => states::no_rows(desk),
        false => view! {
            <Grid
                label
                columns
                window
                sorted
                selected
                subject
                reveal=desk.reveal
                on_window=Callback::new(move |range| {
                    if desk.rows.range.get_untracked() != range {
                        desk.rows.range.set(range);
                    }
                })
                on_open=Callback::new(move |(_, key): (u32, u64)| desk.open(id(key)))
                on_move=Callback::new(move |(_, key): (u32, u64)| desk.moved(id(key)))
                on_close=Callback::new(move |()| {
                    desk.close();
                    keys::to_rows();
                })
                on_sort=Callback::new(move |_| desk.change(|p| p.descending = !p.descending))
            />
        }
        .into_any(),
    }
}

/// Keys of rows are event ids, which have 32 bits.
fn id(key: u64) -> u32 {
    u32::try_from(key).unwrap_or(u32::MAX)
}

/// The zone of the times, as the header names it.
fn zone_name(desk: Desk) -> String {
    let lang = desk.app.lang.get();
    match desk.app.zone.get() {
        Zone::Utc => "UTC".into(),
        Zone::Iana(name) => name,
        Zone::Host => desk
            .case
            .read(|s| match s.hosts.as_slice() {
                [] => None,
                [first, rest @ ..] => rest.iter().all(|h| h.zone == first.zone).then(|| first.zone.clone()),
            })
            .flatten()
            .unwrap_or_else(|| crate::i18n::shell::T::ZoneHost.t(lang).into()),
    }
}

fn columns(zone: &str, lang: Lang) -> Vec<Column> {
    let column = |id, title: &str, width, grow, rank| Column {
        id,
        title: title.to_string(),
        width,
        grow,
        rank,
        ..Column::default()
    };
    vec![
        Column { sortable: true, ..column("time", &words::time_in(zone, lang), 188, 0, 0) },
        column("kind", T::Kind.t(lang), 104, 0, 4),
        column("source", T::Source.t(lang), 86, 0, 5),
        column("user", T::User.t(lang), 100, 0, 2),
        column("address", T::Address.t(lang), 118, 0, 3),
        column("outcome", T::Outcome.t(lang), 86, 0, 1),
        column("says", T::Says.t(lang), 160, 1, 0),
        column("mark", T::MarkColumn.t(lang), 36, 0, 0),
    ]
}

fn to_window(answer: &Answer, lang: Lang) -> Window {
    match &answer.response {
        Response::Rows { total, rows, .. } => Window {
            total: *total,
            start: answer.start,
            rows: Arc::new(rows.iter().map(|row| to_row(row, lang)).collect()),
        },
        _ => Window::default(),
    }
}

fn to_row(row: &EventRow, lang: Lang) -> GridRow {
    let time = match &row.time {
        Some(time) => Cell::mono(to_millis(time)).hint(time.clone()),
        None => Cell::muted(T::NoTime.t(lang)),
    };
    let kind = Kind::ALL.into_iter().position(|k| k == row.kind).unwrap_or(0);
    let outcome = match row.outcome {
        Some(Outcome::Failure) => {
            Cell::new(words::outcome(Outcome::Failure, lang), Look::Badge(Tone::Attention))
        }
        Some(Outcome::Success) => Cell::plain(words::outcome(Outcome::Success, lang)),
        None => Cell::default(),
    };
    let (mark, class) = mark(row, lang);
    GridRow {
        key: row.id.into(),
        class,
        cells: vec![
            time,
            Cell::new(row.kind.title(lang), Look::Dot(kind)),
            Cell::muted(row.program.clone()).hint(row.host.clone()),
            Cell::plain(row.user.clone()).hint(row.user.clone()),
            Cell::mono(row.address.clone()).hint(row.address.clone()),
            outcome,
            Cell::mono(row.message.clone()).hint(row.message.clone()),
            mark,
        ],
    }
}

/// A time as it stands in a row: a fraction that is zero is left out, a long one cut to thousandths. The
/// pointer and the drawer tell all of it.
fn to_millis(time: &str) -> &str {
    let Some((whole, fraction)) = time.split_once('.') else { return time };
    let digits = fraction.len().min(3);
    match fraction.get(..digits) {
        Some(kept) if kept.bytes().any(|b| b != b'0') => &time[..whole.len() + 1 + digits],
        _ => whole,
    }
}

/// Only a row whose file is proved goes without a mark.
fn mark(row: &EventRow, lang: Lang) -> (Cell, &'static str) {
    let Some(state) = row.integrity else {
        return (Cell::new(T::NotKnown.t(lang), Look::Mark(Tone::Unknown)).hint(T::NotKnown.t(lang)), "");
    };
    let tone = tone_of_state(state);
    if tone == Tone::Verified {
        return (Cell::default(), "");
    }
    let text = words::marked(common::state(state, lang), lang);
    let class = if tone == Tone::Altered { "struck" } else { "" };
    (Cell::new(text.clone(), Look::Mark(tone)).hint(text), class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasscase_core::verify::State;

    fn row(integrity: Option<State>) -> EventRow {
        EventRow {
            id: 1,
            utc: Some(0),
            time: Some("1970-01-01 00:00:00".into()),
            kind: Kind::Login,
            action: "login".into(),
            program: "sshd".into(),
            host: "h".into(),
            user: "root".into(),
            address: String::new(),
            outcome: None,
            message: String::new(),
            entry: 0,
            integrity,
        }
    }

    #[test]
    fn only_a_proved_file_leaves_its_rows_unmarked() {
        let look = |state| to_row(&row(state), Lang::En).cells[7].look;
        assert_eq!(look(Some(State::Verified)), Look::Plain);
        assert_eq!(look(Some(State::Modified)), Look::Mark(Tone::Altered));
        assert_eq!(look(Some(State::NotCovered)), Look::Mark(Tone::Unknown));
        assert_eq!(look(None), Look::Mark(Tone::Unknown));
    }

    #[test]
    fn seconds_are_never_cut_for_their_fraction() {
        assert_eq!(to_millis("2026-11-20 01:52:49.000000"), "2026-11-20 01:52:49");
        assert_eq!(to_millis("2026-11-20 01:52:49.123456"), "2026-11-20 01:52:49.123");
        assert_eq!(to_millis("2026-11-20 01:52:49.5"), "2026-11-20 01:52:49.5");
        assert_eq!(to_millis("2026-11-20 01:52:49"), "2026-11-20 01:52:49");
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        assert_eq!(to_row(&row(None), Lang::Zh).cells.len(), columns("UTC", Lang::Zh).len());
    }
}

//! The claims as a table.

use super::Place;
use crate::components::badge::tone_of_state;
use crate::components::digest::{GROUP, groups, short};
use crate::components::grid::{Cell, Column, Grid, GridRow, Look, Source, Window};
use crate::format;
use crate::i18n::evidence::{self, place};
use crate::i18n::manifest::T;
use crate::i18n::words;
use crate::route::{go, replace, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::{ClaimRow, Response};
use glasscase_core::text::Lang;
use leptos::prelude::*;
use std::sync::Arc;

/// The table.
#[component]
pub fn ClaimTable(
    /// Its rows.
    source: Source,
    /// What is shown.
    place: Memo<Place>,
) -> impl IntoView {
    let lang = use_app().lang;
    let route = use_route();
    let chosen = Memo::new(move |_| route.with(|route| route.number::<u32>("c")));
    let window = Signal::derive(move || {
        let lang = lang.get();
        source.answer.with(|answer| match answer.as_ref().map(|a| (a.start, &a.response)) {
            Some((start, Response::Claims { total, rows, .. })) => Window {
                total: *total,
                start,
                rows: Arc::new((start..).zip(rows).map(|(index, row)| grid_row(index, row, lang)).collect()),
            },
            _ => Window::default(),
        })
    });
    let open = move |index: u32| route.get_untracked().with("c", index).without("o").without("v");
    view! {
        <Grid
            label=Signal::derive(move || T::Claims.t(lang.get()).to_owned())
            columns=Signal::derive(move || columns(lang.get()))
            window
            on_window=Callback::new(move |range| source.range.set(range))
            on_open=Callback::new(move |(index, _)| go(open(index)))
            on_move=Callback::new(move |(index, _)| {
                if chosen.get_untracked().is_some() {
                    replace(open(index));
                }
            })
            on_close=Callback::new(move |()| replace(route.get_untracked().without("c").without("o").without("v")))
            selected=Signal::derive(move || chosen.get().map(u64::from))
            reveal=Signal::derive(move || chosen.get())
            subject=Signal::derive(move || place.with(|place| format!("{:?} {:?}", place.states, place.manifest)))
        />
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    let column = |id, title: T, width, grow, rank| Column {
        id,
        title: title.t(lang).to_owned(),
        width,
        grow,
        rank,
        sortable: false,
        end: false,
    };
    vec![
        column("state", T::State, 130, 0, 0),
        Column { title: evidence::T::Name.t(lang).to_owned(), ..column("name", T::Path, 160, 2, 0) },
        Column { title: evidence::T::Folder.t(lang).to_owned(), ..column("path", T::Path, 130, 3, 1) },
        column("algorithm", T::Algorithm, 92, 0, 4),
        column("stated", T::Stated, 146, 0, 2),
        column("computed", T::Computed, 146, 0, 3),
        column("where", T::Where, 180, 1, 5),
        column("note", T::Note, 160, 2, 6),
    ]
}

fn grid_row(index: u32, row: &ClaimRow, lang: Lang) -> GridRow {
    let note = row.note.as_ref().map(|note| note.text(lang)).unwrap_or_default();
    let stated = match &row.expected {
        Some(value) => Cell::mono(short(value)).hint(value.clone()),
        None => Cell::muted(if row.manifest.is_none() { T::NoManifest.t(lang) } else { "" }),
    };
    let computed = match (&row.actual, &row.expected) {
        (Some(actual), Some(expected)) => Cell::mono(apart(actual, expected)).hint(actual.clone()),
        (Some(actual), None) => Cell::mono(short(actual)).hint(actual.clone()),
        (None, _) => Cell::muted(T::NotComputed.t(lang)),
    };
    let manifest = match row.manifest {
        Some(_) => {
            let text = place(&row.manifest_path, row.line, lang);
            Cell::muted(text.clone()).hint(text)
        }
        None => Cell::default(),
    };
    let (folder, name) = row.path.rsplit_once('/').unwrap_or(("", &row.path));
    GridRow {
        // A row has no number of its own; its place in the table stands in the address.
        key: index.into(),
        cells: vec![
            Cell::new(words::state(row.state, lang), Look::Badge(tone_of_state(row.state))),
            Cell::plain(name).hint(row.path.clone()),
            Cell::muted(folder).hint(row.path.clone()),
            Cell::plain(format::algorithm(&row.algorithm)),
            stated,
            computed,
            manifest,
            Cell::muted(note.clone()).hint(note),
        ],
        class: "",
    }
}

/// The short form of a computed value; where it differs from the stated one, `≠` stands before it, and where the
/// short forms are alike the first group that differs is shown instead.
fn apart(actual: &str, expected: &str) -> String {
    let differing =
        groups(actual, Some(expected), GROUP).into_iter().enumerate().find(|(_, group)| group.differs);
    match differing {
        None => short(actual),
        Some((0, _)) => format!("≠ {}", short(actual)),
        Some((_, group)) => format!("≠ …{}…", group.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasscase_core::verify::State;

    #[test]
    fn a_computed_value_shows_that_and_where_it_differs() {
        let a = "0123456789abcdef0123456789abcdef";
        assert_eq!(apart(a, a), "01234567…cdef");
        assert_eq!(apart(a, &a.to_uppercase()), "01234567…cdef");
        assert_eq!(apart(a, "f123456789abcdef0123456789abcdef"), "≠ 01234567…cdef");
        assert_eq!(apart(a, "0123456789abcdef0123456089abcdef"), "≠ …01234567…");
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let row = ClaimRow {
            manifest: None,
            manifest_path: String::new(),
            line: None,
            path: "notes.txt".into(),
            algorithm: "sha256".into(),
            expected: None,
            actual: Some("00".repeat(32)),
            state: State::Unlisted,
            entry: Some(1),
            node: Some(1),
            note: None,
        };
        let cells = grid_row(0, &row, Lang::En).cells;
        assert_eq!(cells.len(), columns(Lang::En).len());
        assert_eq!(cells[0].text, "not listed");
        assert_eq!(cells[4].text, "no manifest");
    }
}

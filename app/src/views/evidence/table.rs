//! The files of a folder as a table.

use super::address::{self, Place, sort_id};
use crate::components::badge::{Tone, tone_of_state};
use crate::components::digest::short;
use crate::components::grid::{Cell, Column, Grid, GridRow, Look, Source, Window, use_rows};
use crate::components::icon::Icon;
use crate::i18n::evidence::{self, T};
use crate::i18n::words;
use crate::route::{go, replace, use_route};
use crate::shell::use_case;
use crate::state::{App, use_app};
use glasscase_core::engine::protocol::{EntryRow, Request, Response, Zone};
use glasscase_core::text::{Lang, grouped};
use glasscase_core::verify::State;
use leptos::prelude::*;
use std::sync::Arc;

/// Asks for the rows of a place.
pub fn rows_of(place: Memo<Place>, app: App) -> Source {
    use_rows(move |start, count| {
        let Place { folder, filter, recursive, sort, descending } = place.get();
        Some(Request::Entries {
            folder,
            recursive,
            filter,
            sort,
            descending,
            zone: app.zone.get(),
            start,
            count,
        })
    })
}

/// The table.
#[component]
pub fn FileTable(
    /// What is shown.
    place: Memo<Place>,
    /// Its rows.
    source: Source,
) -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let route = use_route();
    let zone = Memo::new(move |_| {
        let host = case.read(|s| match s.hosts.as_slice() {
            [one] => Some(one.zone.clone()),
            _ => None,
        });
        zone_label(&app.zone.get(), host.flatten().as_deref(), app.lang.get())
    });
    let recursive = Memo::new(move |_| place.with(|place| place.recursive));
    let columns = Signal::derive(move || columns(recursive.get(), &zone.get(), app.lang.get()));
    let window = Signal::derive(move || {
        let (lang, recursive) = (app.lang.get(), recursive.get());
        source.answer.with(|answer| match answer {
            Some(answer) => match &answer.response {
                Response::Entries { total, rows, .. } => Window {
                    total: *total,
                    start: answer.start,
                    rows: Arc::new(rows.iter().map(|row| grid_row(row, recursive, lang)).collect()),
                },
                _ => Window::default(),
            },
            None => Window::default(),
        })
    });
    let at_index = move |index: u32| -> Option<EntryRow> {
        source.answer.with_untracked(|answer| {
            let answer = answer.as_ref()?;
            let Response::Entries { rows, .. } = &answer.response else { return None };
            rows.get(index.checked_sub(answer.start)? as usize).cloned()
        })
    };
    let on_open = Callback::new(move |(index, _): (u32, u64)| {
        let Some(row) = at_index(index) else { return };
        let now = route.get_untracked();
        match row.entry {
            Some(entry) => go(address::opened(now, None, entry)),
            None => go(address::folder(now, Some(row.node))),
        }
    });
    // With the drawer open, moving shows the next file, without a step for Back each.
    let on_move = Callback::new(move |(index, _): (u32, u64)| {
        let now = route.get_untracked();
        if now.get("e").is_some()
            && let Some(entry) = at_index(index).and_then(|row| row.entry)
        {
            replace(address::opened(now, None, entry));
        }
    });
    let chosen = Memo::new(move |_| {
        let entry = route.with(|route| route.number::<u32>("e"))?;
        source.answer.with(|answer| {
            let answer = answer.as_ref()?;
            let Response::Entries { rows, .. } = &answer.response else { return None };
            let at = rows.iter().position(|row| row.entry == Some(entry))?;
            Some((answer.start + at as u32, u64::from(rows.get(at)?.node)))
        })
    });
    let subject = Signal::derive(move || {
        place.with(|place| {
            format!(
                "{:?} {} {:?} {:?} {}",
                place.folder, place.recursive, place.filter.states, place.sort, place.descending
            )
        })
    });
    view! {
        <Grid
            label=Signal::derive(move || T::FilesOfFolder.t(app.lang.get()).to_owned())
            columns
            window
            on_window=Callback::new(move |range| source.range.set(range))
            on_open
            on_move
            on_close=Callback::new(move |()| replace(route.get_untracked().without("e").without("o").without("v")))
            on_sort=Callback::new(move |column| replace(address::sorted_by(route.get_untracked(), column)))
            selected=Signal::derive(move || chosen.get().map(|(_, node)| node))
            sorted=Signal::derive(move || Some(place.with(|place| {
                // Without subfolders the order by path is the order by name, and there is no folder column.
                let id = sort_id(place.sort);
                (if id == "path" && !place.recursive { "name" } else { id }, place.descending)
            })))
            reveal=Signal::derive(move || chosen.get().map(|(index, _)| index))
            subject
        />
    }
}

/// The zone that the times of a table stand in, for its header.
pub fn zone_label(zone: &Zone, host: Option<&str>, lang: Lang) -> String {
    match (zone, host) {
        (Zone::Utc, _) => "UTC".to_owned(),
        (Zone::Iana(name), _) => name.clone(),
        (Zone::Host, Some(host)) => host.to_owned(),
        (Zone::Host, None) => lang.pick("host’s zone", "主机时区").to_owned(),
    }
}

fn columns(recursive: bool, zone: &str, lang: Lang) -> Vec<Column> {
    let column = |id, title: T, width, grow, rank| Column {
        id,
        title: title.t(lang).to_owned(),
        width,
        grow,
        rank,
        sortable: matches!(id, "path" | "name" | "state" | "size" | "modified"),
        end: matches!(id, "size" | "events"),
    };
    let modified = column("modified", T::Modified, 190, 0, 4);
    let mut columns = vec![
        column("name", T::Name, 190, 2, 0),
        column("path", T::Folder, 140, 3, 1),
        column("state", T::AgainstManifest, 166, 0, 0),
        column("size", T::Bytes, 112, 0, 2),
        Column { title: format!("{} ({zone})", modified.title), ..modified },
        Column { title: "SHA-256".into(), ..column("sha256", T::Bytes, 150, 0, 3) },
        column("kind", T::Kind, 150, 1, 6),
        column("events", T::Events, 76, 0, 5),
        Column { title: "MD5".into(), ..column("md5", T::Bytes, 138, 0, 7) },
    ];
    if !recursive {
        columns.remove(1);
    }
    columns
}

fn grid_row(row: &EntryRow, recursive: bool, lang: Lang) -> GridRow {
    let folder = row.entry.is_none();
    let icon = if folder { Icon::Folder } else { Icon::File };
    let digest = |value: &Option<String>| match value {
        Some(value) => Cell::mono(short(value)).hint(value.clone()),
        None => Cell::default(),
    };
    let sha256 = match (row.state, &row.sha256) {
        (Some(State::Missing), Some(value)) => {
            Cell::muted(T::ManifestOnly.t(lang)).hint(format!("{}: {value}", T::ManifestOnly.t(lang)))
        }
        (Some(State::Missing), None) => Cell::muted(T::ManifestOnly.t(lang)),
        (_, value) => digest(value),
    };
    let above = row.path.rsplit_once('/').map_or("", |(above, _)| above);
    let mut cells = vec![
        Cell::new(row.name.clone(), Look::Icon(icon)).hint(row.path.clone()),
        Cell::muted(above).hint(row.path.clone()),
        state_cell(row, lang),
        match row.size {
            // The size of a file that is being read is not known yet.
            Some(0) if row.state.is_none() => Cell::default(),
            Some(size) => Cell::plain(grouped(size)),
            None if folder => Cell::muted(evidence::files(row.files, lang)),
            None => Cell::default(),
        },
        row.modified.clone().map_or_else(Cell::default, Cell::plain),
        sha256,
        row.kind.map_or_else(Cell::default, |kind| Cell::muted(kind.title(lang)).hint(kind.title(lang))),
        match row.events {
            0 => Cell::default(),
            events => Cell::plain(grouped(events.into())),
        },
        digest(&row.md5),
    ];
    if !recursive {
        cells.remove(1);
    }
    GridRow { key: row.node.into(), cells, class: "" }
}

fn state_cell(row: &EntryRow, lang: Lang) -> Cell {
    match row.state {
        None if row.entry.is_none() => Cell::default(),
        None => Cell::new(T::NotReadYet.t(lang), Look::Badge(Tone::Unknown)),
        Some(State::Verified) if row.weak => {
            Cell::new(evidence::weakly_verified(lang), Look::Badge(Tone::Verified)).hint(T::WeakHint.t(lang))
        }
        Some(state) => Cell::new(words::state(state, lang), Look::Badge(tone_of_state(state))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(state: Option<State>) -> EntryRow {
        EntryRow {
            node: 4,
            entry: Some(2),
            name: "auth.log".into(),
            path: "var/log/auth.log".into(),
            files: 1,
            state,
            weak: false,
            size: Some(1_048_210),
            modified: None,
            sha256: Some("5d1e90c7".repeat(8)),
            md5: None,
            kind: None,
            events: 262,
        }
    }

    fn texts(row: &EntryRow, recursive: bool) -> Vec<String> {
        grid_row(row, recursive, Lang::En).cells.into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let cells = texts(&row(Some(State::Modified)), false);
        assert_eq!(cells.len(), columns(false, "UTC", Lang::En).len());
        assert_eq!(cells[..3], ["auth.log", "modified", "1,048,210"]);
        assert_eq!(texts(&row(None), true)[..3], ["auth.log", "var/log", "reading…"]);
        assert_eq!(texts(&row(None), true).len(), columns(true, "UTC", Lang::En).len());
    }

    #[test]
    fn a_missing_file_does_not_show_the_manifest_value_as_its_own() {
        let cells = texts(&row(Some(State::Missing)), false);
        assert!(!cells.iter().any(|text| text.contains("5d1e90c7")), "{cells:?}");
    }

    #[test]
    fn weak_proof_is_said() {
        let weak = EntryRow { weak: true, ..row(Some(State::Verified)) };
        assert_ne!(texts(&weak, false)[1], texts(&row(Some(State::Verified)), false)[1]);
    }

    #[test]
    fn the_header_names_the_zone() {
        assert_eq!(zone_label(&Zone::Host, Some("Asia/Shanghai"), Lang::En), "Asia/Shanghai");
        assert_eq!(zone_label(&Zone::Host, None, Lang::Zh), "主机时区");
        assert_eq!(zone_label(&Zone::Utc, Some("Asia/Shanghai"), Lang::En), "UTC");
    }
}

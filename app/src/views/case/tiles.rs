//! The numbers of the case.

use crate::i18n::case::{self, T};
use crate::route::{Route, View};
use crate::shell::use_case;
use crate::state::use_app;
use glasscase_core::engine::protocol::Summary;
use glasscase_core::text::{Lang, grouped};
use leptos::prelude::*;

/// One number: how it looks, where it leads, how it is counted and worded.
struct Tile {
    name: &'static str,
    tone: fn(&Summary) -> &'static str,
    address: fn() -> Route,
    value: fn(&Summary) -> u64,
    label: fn(&Summary, Lang) -> &'static str,
    /// A second, smaller line.
    more: fn(&Summary, Lang) -> String,
}

const TILES: [Tile; 5] = [
    Tile {
        name: "verified",
        tone: |s| if s.counts.verified > 0 { "verified-text" } else { "" },
        address: || Route::to(View::Manifest).with("s", "verified"),
        value: |s| s.counts.verified.into(),
        label: |s, lang| case::tile_verified(s.counts.verified, lang),
        more: nothing,
    },
    Tile {
        name: "findings",
        tone: |s| if s.counts.findings() > 0 { "altered-text" } else { "" },
        address: || Route::to(View::Manifest),
        value: |s| s.counts.findings().into(),
        label: |s, lang| case::tile_findings(s.counts.findings(), lang),
        more: nothing,
    },
    Tile {
        name: "events",
        tone: |_| "",
        address: || Route::to(View::Timeline),
        value: |s| u64::from(s.events) + u64::from(s.undated),
        label: |_, lang| T::TileEvents.t(lang),
        more: events,
    },
    Tile {
        name: "hosts",
        tone: |_| "",
        address: || Route::to(View::Timeline),
        value: |s| s.hosts.len() as u64,
        label: |s, lang| case::tile_hosts(s.hosts.len(), lang),
        more: nothing,
    },
    Tile {
        name: "sources",
        tone: |_| "",
        address: || Route::to(View::Evidence),
        value: |s| with_events(s) as u64,
        label: |s, lang| case::tile_sources(with_events(s), lang),
        more: nothing,
    },
];

/// The tiles.
#[component]
pub fn Tiles() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let tile = move |tile: Tile| {
        let Tile { name, tone, address, value, label, more } = tile;
        let class = move || format!("tile-number {}", case.read(tone).unwrap_or(""));
        view! {
            <a class="tile" href=address().address() data-name=name>
                <span class=class>{move || case.read(|s| grouped(value(s)))}</span>
                <span class="muted">{move || case.read(|s| label(s, app.lang.get()))}</span>
                <span class="faint tile-more">{move || case.read(|s| more(s, app.lang.get()))}</span>
            </a>
        }
    };
    view! { <div class="card tiles">{TILES.map(tile).collect_view()}</div> }
}

fn with_events(s: &Summary) -> usize {
    s.sources.iter().filter(|source| source.events > 0).count()
}

fn nothing(_: &Summary, _: Lang) -> String {
    String::new()
}

/// `2026-11-16 – 2026-11-20`, and how many have no time.
fn events(s: &Summary, lang: Lang) -> String {
    let day = |time: &str| time.get(..10).unwrap_or(time).to_string();
    let mut parts = Vec::new();
    if let Some((first, last)) = &s.span {
        let (first, last) = (day(first), day(last));
        parts.push(if first == last { first } else { format!("{first} – {last}") });
    }
    if s.undated > 0 {
        parts.push(format!("{} {}", grouped(s.undated.into()), T::TileUndated.t(lang)));
    }
    parts.join("\n")
}

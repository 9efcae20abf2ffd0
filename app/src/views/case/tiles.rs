//! The numbers of the case.

use super::headline::{differing, unreached};
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
        tone: |s| match (differing(s), s.counts.findings()) {
            (0, 0) => "",
            (0, _) => "attention-text",
            _ => "altered-text",
        },
        address: || Route::to(View::Manifest),
        value: |s| s.counts.findings().into(),
        label: |s, lang| case::tile_findings(s.counts.findings(), lang),
        more: unread,
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

/// Those of the findings that nobody could look at.
fn unread(s: &Summary, lang: Lang) -> String {
    match s.counts.unreadable + unreached(s) {
        0 => String::new(),
        n => case::unread(n, lang),
    }
}

fn nothing(_: &Summary, _: Lang) -> String {
    String::new()
}

/// `2026-11-16 – 2026-11-20`, and how many have no time.
fn events(s: &Summary, lang: Lang) -> String {
    let mut parts: Vec<String> = days(s).into_iter().collect();
    if s.undated > 0 {
        parts.push(format!("{} {}", grouped(s.undated.into()), T::TileUndated.t(lang)));
    }
    parts.join("\n")
}

/// The first and the last day, from the sources, whose times are each in the zone that was asked for.
fn days(s: &Summary) -> Option<String> {
    let day = |time: &str| time.get(..10).unwrap_or(time).to_string();
    let spans = || s.sources.iter().filter_map(|source| source.span.as_ref());
    let first = day(spans().map(|(first, _)| first).min()?);
    let last = day(spans().map(|(_, last)| last).max()?);
    Some(if first == last { first } else { format!("{first} – {last}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasscase_core::artifact::ArtifactKind;
    use glasscase_core::engine::protocol::SourceSummary;
    use glasscase_core::verify::State;

    fn source(first: &str, last: &str) -> SourceSummary {
        SourceSummary {
            entry: 0,
            path: String::new(),
            kind: ArtifactKind::Syslog,
            host: String::new(),
            state: State::Verified,
            events: 2,
            records: 2,
            skipped: 0,
            span: Some((first.into(), last.into())),
            basis: Vec::new(),
            problems: Vec::new(),
        }
    }

    #[test]
    fn the_days_span_all_sources() {
        let mut s = Summary { undated: 3, ..Summary::default() };
        assert_eq!(events(&s, Lang::En), "3 without a time");
        s.sources.push(source("2026-11-18 23:00:00", "2026-11-20 01:57:00"));
        s.sources.push(source("2026-11-16 09:05:00", "2026-11-19 10:00:00"));
        assert_eq!(events(&s, Lang::En), "2026-11-16 – 2026-11-20\n3 without a time");
        s.sources.truncate(0);
        s.sources.push(source("2026-11-16 09:05:00", "2026-11-16 10:00:00"));
        assert_eq!(days(&s).as_deref(), Some("2026-11-16"));
    }
}

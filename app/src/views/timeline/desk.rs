//! What the parts of the timeline share: the place in the address, the answers, and what a person can do.

use super::address::{Place, zoomed};
use crate::components::grid::{Source, use_rows};
use crate::engine::{Engine, use_answer, use_engine};
use crate::route::{View, go, replace, use_route};
use crate::shell::{Case, use_case};
use crate::state::{App, use_app};
use glasscase_core::engine::protocol::{EventDetail, EventQuery, Histogram, Request, Response};
use glasscase_core::note::Note;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Bars of the histogram at most.
const BARS: u32 = 120;
/// Values of each facet.
const TOP: u32 = 8;

/// The timeline's state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Language, zone, density.
    pub app: App,
    /// The engine.
    pub engine: Engine,
    /// The case as a whole.
    pub case: Case,
    /// What is shown.
    pub place: Memo<Place>,
    /// Which events.
    pub query: Memo<EventQuery>,
    /// The rows.
    pub rows: Source,
    /// Counts over time, of all kinds: the legend chooses among them.
    pub histogram: Signal<Option<Histogram>>,
    /// The most frequent values.
    pub facets: Signal<Option<Response>>,
    /// The event in the drawer.
    pub detail: Signal<Option<Response>>,
    /// A row to bring into sight.
    pub reveal: RwSignal<Option<u32>>,
    /// The event that was chosen in the grid, where it is in sight anyway.
    chosen: StoredValue<Option<u32>>,
}

/// Makes the timeline's state. Called once, by the view.
pub fn use_desk() -> Desk {
    let (app, engine, route) = (use_app(), use_engine(), use_route());
    // Leaving the view changes the route before the view is gone: the last place of its own stays.
    let place = Memo::new(move |before: Option<&Place>| {
        route.with(|r| match before {
            Some(before) if r.view != View::Timeline => before.clone(),
            _ => Place::of(r),
        })
    });
    let query = Memo::new(move |_| place.with(|p| p.query.clone()));
    let open = move || engine.intakes.get() > 0;
    let rows = use_rows(move |start, count| {
        open().then(|| Request::Rows {
            query: query.get(),
            descending: place.with(|p| p.descending),
            zone: app.zone.get(),
            start,
            count,
        })
    });
    let counts = use_answer(move || {
        let query = EventQuery { kinds: Vec::new(), ..query.get() };
        (open() && !query.undated).then(|| Request::Histogram { query, bars: BARS, zone: app.zone.get() })
    });
    let histogram = Signal::derive(move || {
        counts.with(|c| match c {
            Some(Response::Histogram(h)) => Some(h.clone()),
            _ => None,
        })
    });
    let facets = use_answer(move || open().then(|| Request::Facets { query: query.get(), top: TOP }));
    let event = Memo::new(move |_| place.with(|p| p.event));
    let detail = use_answer(move || {
        let id = event.get().filter(|_| open())?;
        Some(Request::Event { id, zone: app.zone.get() })
    });
    let desk = Desk {
        app,
        engine,
        case: use_case(),
        place,
        query,
        rows,
        histogram,
        facets,
        detail,
        reveal: RwSignal::new(None),
        chosen: StoredValue::new(None),
    };
    desk.follow(event);
    desk
}

impl Desk {
    /// Changes the place; Back returns.
    pub fn change(self, f: impl FnOnce(&mut Place)) {
        let mut place = self.place.get_untracked();
        f(&mut place);
        go(place.route());
    }

    /// Changes the place without a step of its own for Back.
    pub fn amend(self, f: impl FnOnce(&mut Place)) {
        let mut place = self.place.get_untracked();
        f(&mut place);
        replace(place.route());
    }

    /// Shows an event of the grid in the drawer; pressed again, a key that opens does not close.
    pub fn open(self, id: u32) {
        self.chosen.set_value(Some(id));
        match self.place.with_untracked(|p| p.event) {
            None => self.change(|p| p.event = Some(id)),
            // Leafing through events is one step for Back, not hundreds.
            Some(_) => self.amend(|p| p.event = Some(id)),
        }
    }

    /// The grid's keys moved to an event: an open drawer follows.
    pub fn moved(self, id: u32) {
        if self.place.with_untracked(|p| p.event.is_some()) {
            self.open(id);
        }
    }

    /// Closes the drawer.
    pub fn close(self) {
        self.amend(|p| p.event = None);
    }

    /// Chooses a range of time, or all of it.
    pub fn range(self, range: Option<(i64, i64)>) {
        self.change(|p| (p.query.from, p.query.to) = range.unzip());
    }

    /// Leaves the lane and every condition.
    pub fn clear(self) {
        self.change(|p| p.query = EventQuery { undated: p.query.undated, ..EventQuery::default() });
    }

    /// Changes between the dated events and the lane of the others. The lane has no time, so a range would
    /// leave nothing of it.
    pub fn lane(self) {
        self.change(|p| {
            p.query.undated = !p.query.undated;
            p.event = None;
            if p.query.undated {
                (p.query.from, p.query.to) = (None, None);
            }
        });
    }

    /// Halves or doubles the range of time, around the event in the drawer or the middle.
    pub fn zoom(self, closer: bool) {
        let whole = self.histogram.with_untracked(|h| {
            h.as_ref().map(|h| {
                let bars = i64::try_from(h.bars.len()).unwrap_or(i64::MAX);
                (h.start, h.start.saturating_add(h.width.saturating_mul(bars)))
            })
        });
        let place = self.place.get_untracked();
        let Some((from, to)) = place.query.from.zip(place.query.to).or(whole) else { return };
        if place.query.undated {
            return;
        }
        let middle = from.saturating_add(to.saturating_sub(from) / 2);
        let event = self.event_untracked(|e| e.row.utc).flatten().filter(|_| place.event.is_some());
        let (from, to) = zoomed((from, to), event.unwrap_or(middle), closer);
        let all = self.case.read(|s| s.span_ns).flatten();
        let covers = all.is_some_and(|(first, last)| from <= first && to > last);
        self.range((!covers).then_some((from, to)));
    }

    /// Reads something of the event in the drawer.
    fn event_untracked<T>(self, f: impl FnOnce(&EventDetail) -> T) -> Option<T> {
        self.detail.with_untracked(|d| match d {
            Some(Response::Event(event)) => Some(f(event)),
            _ => None,
        })
    }

    /// An event that was not chosen in the grid (a link, Back, another order or query) is brought into sight.
    fn follow(self, event: Memo<Option<u32>>) {
        Effect::new(move |before: Option<(EventQuery, bool)>| {
            let now = (self.query.get(), self.place.with(|p| p.descending));
            let same = before.as_ref() == Some(&now);
            if let Some(id) = event.get()
                && self.engine.intakes.get() > 0
                && !(same && self.chosen.get_value() == Some(id))
            {
                self.chosen.set_value(Some(id));
                let (query, descending) = now.clone();
                spawn_local(async move {
                    let answer = self.engine.ask(Request::Locate { id, query, descending }).await;
                    if let Response::Position(Some(at)) = answer {
                        // Set anew even if it is the same place, because the table may have moved since.
                        self.reveal.try_set(None);
                        self.reveal.try_set(Some(at));
                    }
                });
            }
            now
        });
    }

    /// Rows that match, rows in the lane, and how long the answer took; nothing before the first answer.
    pub fn totals(self) -> Option<(u32, u32, u32)> {
        self.rows.answer.with(|a| {
            a.as_ref().and_then(|a| match &a.response {
                Response::Rows { total, of, .. } => Some((*total, *of, a.ms)),
                _ => None,
            })
        })
    }

    /// Why the rows could not be had.
    pub fn trouble(self) -> Option<Note> {
        self.rows.answer.with(|a| {
            a.as_ref().and_then(|a| match &a.response {
                Response::Failed(note) => Some(note.clone()),
                _ => None,
            })
        })
    }
}

//! Answers what views ask of the timeline: rows, histogram, facets, one event, a place.

use super::protocol::{EventQuery, EventRow, Request, Response, Zone};
use crate::note::Note;
use crate::text::inert;
use crate::time::{NamedZone, Offsets, Zones, zone};
use crate::timeline::{
    ArtifactId, Contents, FacetKind, Matcher, Records, RowId, Selection, Timeline, WordCache, histogram,
};
use crate::verify::State;
use std::collections::BTreeMap;
use std::rc::Rc;

mod detail;

/// Bytes of evidence that one call may read for a text query: some tens of milliseconds in a browser.
const BUDGET: u64 = 16 << 20;
/// Selections that are kept, so that rows, histogram and facets of one query share the work.
const MOST_KEPT: usize = 16;
/// Bytes that they may take together.
const MOST_BYTES: usize = 32 << 20;
/// The most rows of one answer.
const MOST_ROWS: u32 = 2_000;
/// Characters of a row's message.
const MESSAGE: usize = 400;

/// What came of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Done(Response),
    /// There is more to do: call again with the same request, or with another one, which then goes first.
    Working {
        /// Bytes of evidence looked at.
        done: u64,
        /// Bytes of evidence to look at.
        total: u64,
    },
    /// It does not concern the timeline.
    NotMine,
}

/// The state between requests to one timeline: results kept, and a query under way. Nothing in it is owed to
/// anybody; an empty one gives the same answers. Another timeline needs another one.
#[derive(Default)]
pub struct EventRequests {
    kept: Vec<(Key, Rc<Selection>)>,
    words: WordCache,
    under_way: Option<(Key, Matcher)>,
}

/// What a selection depends on: the query, the timeline's revision, and the states of the sources where the
/// query asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    query: EventQuery,
    revision: u64,
    states: Vec<Option<State>>,
}

/// A selection, or how far it is.
type Step<T> = Result<T, (u64, u64)>;

impl EventRequests {
    /// Answers the request, or works on it for a while.
    pub fn answer(
        &mut self,
        request: &Request,
        timeline: &Timeline,
        contents: &dyn Contents,
        zones: &Zones,
    ) -> Outcome {
        let step = match request {
            Request::Rows { query, descending, zone, start, count } => {
                let window = Window { descending: *descending, start: *start, count: *count };
                self.rows(query, window, zone, timeline, contents, zones)
            }
            Request::Histogram { query, bars, zone } => {
                self.histogram(query, *bars, zone, timeline, contents, zones)
            }
            Request::Facets { query, top } => self.facets(query, *top, timeline, contents),
            Request::Event { id, zone } => {
                Ok(detail::event(RowId::new(*id), zone, timeline, contents, zones))
            }
            Request::Locate { id, query, descending } => {
                self.select(query, timeline, contents).map(|selection| {
                    Response::Position(selection.position(timeline, RowId::new(*id), *descending))
                })
            }
            _ => return Outcome::NotMine,
        };
        match step {
            Ok(response) => Outcome::Done(response),
            Err((done, total)) => Outcome::Working { done, total },
        }
    }

    fn rows(
        &mut self,
        query: &EventQuery,
        window: Window,
        zone: &Zone,
        timeline: &Timeline,
        contents: &dyn Contents,
        zones: &Zones,
    ) -> Step<Response> {
        let mut clocks = match Clocks::new(zone, timeline, zones) {
            Ok(clocks) => clocks,
            Err(note) => return Ok(Response::Failed(note)),
        };
        let selection = self.select(query, timeline, contents)?;
        let count = window.count.min(MOST_ROWS);
        let ids = selection.window(timeline, window.start, count, window.descending);
        let mut records = Records::new(timeline, contents);
        let rows = ids.into_iter().filter_map(|id| row(id, timeline, contents, &mut records, &mut clocks));
        let of = if query.undated { timeline.undated() } else { timeline.dated() };
        Ok(Response::Rows { total: selection.total(), of, rows: rows.collect() })
    }

    fn histogram(
        &mut self,
        query: &EventQuery,
        bars: u32,
        zone: &Zone,
        timeline: &Timeline,
        contents: &dyn Contents,
        zones: &Zones,
    ) -> Step<Response> {
        let mut clocks = match Clocks::new(zone, timeline, zones) {
            Ok(clocks) => clocks,
            Err(note) => return Ok(Response::Failed(note)),
        };
        // The undated lane has no place on the axis.
        let dated = EventQuery { undated: false, ..query.clone() };
        let selection = self.select(&dated, timeline, contents)?;
        Ok(Response::Histogram(histogram(timeline, &selection, bars, clocks.common())))
    }

    fn facets(
        &mut self,
        query: &EventQuery,
        top: u32,
        timeline: &Timeline,
        contents: &dyn Contents,
    ) -> Step<Response> {
        let mut found = Vec::with_capacity(FacetKind::ALL.len());
        let mut selections = Vec::with_capacity(FacetKind::ALL.len());
        // All selections first: a step that is not enough must not have counted in vain.
        for facet in FacetKind::ALL {
            selections.push(self.select(&facet.without(query), timeline, contents)?);
        }
        for (facet, selection) in FacetKind::ALL.into_iter().zip(selections) {
            found.push(facet.count(timeline, contents, &selection, top));
        }
        Ok(Response::Facets(found))
    }

    /// The events that a query means: kept from before, or after one more step.
    fn select(
        &mut self,
        query: &EventQuery,
        timeline: &Timeline,
        contents: &dyn Contents,
    ) -> Step<Rc<Selection>> {
        let key = Key::new(query, timeline, contents);
        self.kept.retain(|(kept, _)| kept.revision == key.revision);
        if let Some(at) = self.kept.iter().position(|(kept, _)| *kept == key) {
            let found = self.kept.remove(at);
            let selection = found.1.clone();
            self.kept.push(found);
            return Ok(selection);
        }
        let mut matcher = match self.under_way.take() {
            Some((under_way, matcher)) if under_way == key => matcher,
            _ => Matcher::new(query, timeline, contents),
        };
        match matcher.step(timeline, contents, &mut self.words, BUDGET) {
            Some(selection) => {
                let selection = Rc::new(selection);
                self.keep(key, selection.clone());
                Ok(selection)
            }
            None => {
                let progress = matcher.progress(timeline, &self.words);
                self.under_way = Some((key, matcher));
                Err(progress)
            }
        }
    }

    fn keep(&mut self, key: Key, selection: Rc<Selection>) {
        self.kept.push((key, selection));
        let bytes = |kept: &[(Key, Rc<Selection>)]| kept.iter().map(|(_, s)| s.bytes()).sum::<usize>();
        // At least the facets' selections of one query stay, or they would push each other out for ever.
        while self.kept.len() > MOST_KEPT
            || (self.kept.len() > FacetKind::ALL.len() + 1 && bytes(&self.kept) > MOST_BYTES)
        {
            self.kept.remove(0);
        }
    }
}

impl Key {
    fn new(query: &EventQuery, timeline: &Timeline, contents: &dyn Contents) -> Self {
        let states = match query.integrity.is_empty() {
            true => Vec::new(),
            false => timeline.artifacts().map(|artifact| contents.state(artifact.source().entry)).collect(),
        };
        Self { query: query.clone(), revision: timeline.revision(), states }
    }
}

#[derive(Clone, Copy)]
struct Window {
    descending: bool,
    start: u32,
    count: u32,
}

/// The clocks that times are shown by.
struct Clocks {
    /// One for all, unless each event is shown by its host's.
    common: Option<Offsets>,
    /// The clock for what concerns no single host: the hosts' where they agree, else UTC.
    shared: Offsets,
    by_host: BTreeMap<ArtifactId, Offsets>,
}

impl Clocks {
    fn new(zone: &Zone, timeline: &Timeline, zones: &Zones) -> Result<Self, Note> {
        let common = match zone {
            Zone::Utc => Some(NamedZone::utc()),
            Zone::Iana(name) => {
                let missing = || Note::NoSuchZone { zone: inert(name.as_bytes()) };
                Some(NamedZone::find(name).ok_or_else(missing)?)
            }
            Zone::Host => None,
        };
        let shared = common.clone().unwrap_or_else(|| agreed(timeline, zones));
        Ok(Self {
            common: common.map(|zone| zone.offsets()),
            shared: shared.offsets(),
            by_host: BTreeMap::new(),
        })
    }

    /// The clock for events of one source.
    fn of(&mut self, artifact: &crate::timeline::Artifact) -> &mut Offsets {
        match &mut self.common {
            Some(offsets) => offsets,
            None => self.by_host.entry(artifact.id()).or_insert_with(|| {
                artifact.zone().map_or_else(|| NamedZone::utc().offsets(), NamedZone::offsets)
            }),
        }
    }

    fn common(&mut self) -> &mut Offsets {
        &mut self.shared
    }
}

/// The zone that all sources of events share, else UTC.
fn agreed(timeline: &Timeline, zones: &Zones) -> NamedZone {
    let mut found: Option<NamedZone> = None;
    for artifact in timeline.artifacts().filter(|artifact| artifact.events() > 0) {
        let zone = match artifact.zone() {
            Some(zone) => zone.clone(),
            None => zones.zone(&artifact.source().host_key).zone,
        };
        match &found {
            Some(other) if *other != zone => return NamedZone::utc(),
            _ => found = Some(zone),
        }
    }
    found.unwrap_or_else(NamedZone::utc)
}

/// One row as it is drawn.
fn row(
    id: RowId,
    timeline: &Timeline,
    contents: &dyn Contents,
    records: &mut Records<'_>,
    clocks: &mut Clocks,
) -> Option<EventRow> {
    let row = timeline.row(id)?;
    let explained = records.explain(id);
    let digits = zone::fraction_digits(explained.precision);
    let offsets = clocks.of(row.artifact);
    let entry = row.artifact.source().entry;
    Some(EventRow {
        id: id.get(),
        utc: row.utc,
        time: row.utc.map(|utc| zone::plain(utc, offsets.at(utc), digits)),
        kind: row.action.kind(),
        action: row.action.id().to_owned(),
        program: inert(row.program.as_bytes()),
        host: inert(row.host.as_bytes()),
        user: inert(row.user.as_bytes()),
        address: inert(row.address.as_bytes()),
        outcome: row.outcome,
        message: shortened(&explained.message, MESSAGE),
        entry,
        integrity: contents.state(entry),
    })
}

/// Inert text of at most so many characters.
fn shortened(text: &str, most: usize) -> String {
    let start = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let text = inert(text.get(..start).unwrap_or(text).as_bytes());
    match text.char_indices().nth(most) {
        Some((at, _)) => text.get(..at).unwrap_or(&text).to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod harbor_tests;
#[cfg(test)]
mod tests;

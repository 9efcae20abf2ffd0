//! The most frequent values of each facet.

use super::contents::Contents;
use super::event::{Kind, Outcome};
use super::ids::{RowId, StrId};
use super::query::Selection;
use super::store::Timeline;
use crate::engine::protocol::{EventQuery, Facet};
use crate::text::inert;
use std::collections::BTreeMap;

/// A property that events are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKind {
    /// Kind of event.
    Kind,
    /// Address of the other side.
    Address,
    /// User.
    User,
    /// Host.
    Host,
    /// Outcome of an attempt.
    Outcome,
    /// Integrity state of the file.
    Integrity,
    /// The file.
    Source,
}

impl FacetKind {
    /// Every facet, in the order in which they are shown.
    pub const ALL: [FacetKind; 7] = [
        FacetKind::Kind,
        FacetKind::Address,
        FacetKind::User,
        FacetKind::Host,
        FacetKind::Outcome,
        FacetKind::Integrity,
        FacetKind::Source,
    ];

    /// Its name, as in [`Facet::name`].
    pub fn id(self) -> &'static str {
        match self {
            FacetKind::Kind => "kind",
            FacetKind::Address => "address",
            FacetKind::User => "user",
            FacetKind::Host => "host",
            FacetKind::Outcome => "outcome",
            FacetKind::Integrity => "integrity",
            FacetKind::Source => "source",
        }
    }

    /// The query without this facet's own restriction.
    pub fn without(self, query: &EventQuery) -> EventQuery {
        let mut query = query.clone();
        match self {
            FacetKind::Kind => query.kinds.clear(),
            FacetKind::Address => query.addresses.clear(),
            FacetKind::User => query.users.clear(),
            FacetKind::Host => query.hosts.clear(),
            FacetKind::Outcome => query.outcomes.clear(),
            FacetKind::Integrity => query.integrity.clear(),
            FacetKind::Source => query.entries.clear(),
        }
        query
    }

    /// Counts the selected events by this facet; `top` values at most.
    pub fn count(
        self,
        timeline: &Timeline,
        contents: &dyn Contents,
        selection: &Selection,
        top: u32,
    ) -> Facet {
        let values = match self {
            FacetKind::Kind => kinds(timeline, selection),
            FacetKind::Outcome => outcomes(timeline, selection),
            FacetKind::Address => texts(timeline, by_text(timeline, selection, |row| timeline.address(row))),
            FacetKind::User => texts(timeline, by_text(timeline, selection, |row| timeline.user(row))),
            FacetKind::Host => texts(timeline, hosts(timeline, selection)),
            FacetKind::Integrity => integrity(timeline, contents, selection),
            FacetKind::Source => sources(timeline, contents, selection),
        };
        rank(self.id(), values, top)
    }
}

/// Value as in a query, value as shown, count.
type Values = Vec<(String, String, u32)>;

fn rank(name: &str, mut values: Values, top: u32) -> Facet {
    values.retain(|(_, _, count)| *count > 0);
    values.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)).then_with(|| a.0.cmp(&b.0)));
    let distinct = u32::try_from(values.len()).unwrap_or(u32::MAX);
    values.truncate(top as usize);
    Facet { name: name.to_owned(), values, distinct }
}

fn tally(
    len: usize,
    timeline: &Timeline,
    selection: &Selection,
    key: impl Fn(RowId) -> Option<usize>,
) -> Vec<u32> {
    let mut counts = vec![0; len];
    selection.each(timeline, |row| {
        if let Some(count) = key(row).and_then(|key| counts.get_mut(key)) {
            *count += 1;
        }
    });
    counts
}

fn kinds(timeline: &Timeline, selection: &Selection) -> Values {
    let counts =
        tally(Kind::ALL.len(), timeline, selection, |row| Some(timeline.action(row).kind() as usize));
    let value = |(kind, count): (Kind, u32)| (kind.id().to_owned(), kind.id().to_owned(), count);
    Kind::ALL.into_iter().zip(counts).map(value).collect()
}

fn outcomes(timeline: &Timeline, selection: &Selection) -> Values {
    let counts = tally(2, timeline, selection, |row| timeline.outcome(row).map(|outcome| outcome as usize));
    let value = |(outcome, count): (Outcome, u32)| (outcome.id().to_owned(), outcome.id().to_owned(), count);
    [Outcome::Success, Outcome::Failure].into_iter().zip(counts).map(value).collect()
}

fn by_text(timeline: &Timeline, selection: &Selection, key: impl Fn(RowId) -> StrId) -> Vec<u32> {
    tally(timeline.dictionary.len(), timeline, selection, |row| Some(key(row).index()))
}

fn by_writer(timeline: &Timeline, selection: &Selection) -> Vec<u32> {
    tally(timeline.writers.len(), timeline, selection, |row| Some(timeline.writer(row).index()))
}

fn hosts(timeline: &Timeline, selection: &Selection) -> Vec<u32> {
    let mut counts = vec![0; timeline.dictionary.len()];
    for (writer, count) in timeline.writers.iter().zip(by_writer(timeline, selection)) {
        if let Some(sum) = counts.get_mut(writer.host.index()) {
            *sum += count;
        }
    }
    counts
}

/// Counts by text as values. Texts that are shown alike are one value; the empty text is none.
fn texts(timeline: &Timeline, counts: Vec<u32>) -> Values {
    let mut shown: BTreeMap<String, u32> = BTreeMap::new();
    for ((_, text), count) in timeline.dictionary.since(0).zip(counts) {
        if count > 0 && !text.is_empty() {
            *shown.entry(inert(text.as_bytes())).or_default() += count;
        }
    }
    shown.into_iter().map(|(text, count)| (text.clone(), text, count)).collect()
}

fn by_entry(timeline: &Timeline, selection: &Selection) -> BTreeMap<u32, u32> {
    let mut entries: BTreeMap<u32, u32> = BTreeMap::new();
    for (writer, count) in timeline.writers.iter().zip(by_writer(timeline, selection)) {
        if let Some(artifact) = timeline.artifact(writer.artifact).filter(|_| count > 0) {
            *entries.entry(artifact.source.entry).or_default() += count;
        }
    }
    entries
}

fn integrity(timeline: &Timeline, contents: &dyn Contents, selection: &Selection) -> Values {
    let mut states: BTreeMap<&str, u32> = BTreeMap::new();
    for (entry, count) in by_entry(timeline, selection) {
        if let Some(state) = contents.state(entry) {
            *states.entry(state.id()).or_default() += count;
        }
    }
    states.into_iter().map(|(state, count)| (state.to_owned(), state.to_owned(), count)).collect()
}

fn sources(timeline: &Timeline, contents: &dyn Contents, selection: &Selection) -> Values {
    let value =
        |(entry, count): (u32, u32)| (entry.to_string(), inert(contents.path(entry).as_bytes()), count);
    by_entry(timeline, selection).into_iter().map(value).collect()
}

//! Which events a query means.
//!
//! A [`Matcher`] works in steps: first the columns, then, for a text, the records ([`super::words`]). Its
//! result is a [`Selection`]: a stretch of the order, found by binary search, and for other restrictions than
//! the time a set of rows. Both ends of a selection belong to one revision of the timeline.

use super::bits::Bits;
use super::contents::Contents;
use super::ids::{ArtifactId, RowId};
use super::store::Timeline;
use super::words::{Need, WordCache, words};
use super::{Action, Outcome};
use crate::engine::protocol::EventQuery;
use std::ops::Range;

/// Positions of the order between two counts of a selection.
const STRIDE: usize = 4_096;
/// What one row of the columns costs of a step's budget, in bytes of text that take as long.
const ROW_COST: u64 = 32;

/// The events that a query means, in order of time.
#[derive(Debug)]
pub struct Selection {
    span: Range<usize>,
    rows: Option<Bits>,
    /// How many of them stand before each stride of the span.
    counts: Vec<u32>,
    total: u32,
}

impl Selection {
    /// How many.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Up to `count` events from the `start`-th on, latest first if `descending`.
    pub fn window(&self, timeline: &Timeline, start: u32, count: u32, descending: bool) -> Vec<RowId> {
        let start = start.min(self.total);
        let count = count.min(self.total - start);
        let first = if descending { self.total - start - count } else { start };
        let mut window = self.ascending(timeline, first, count);
        if descending {
            window.reverse();
        }
        window
    }

    fn ascending(&self, timeline: &Timeline, first: u32, count: u32) -> Vec<RowId> {
        let order = timeline.ordered(self.span.clone());
        let Some(rows) = &self.rows else {
            return order.iter().skip(first as usize).take(count as usize).copied().map(RowId).collect();
        };
        let stride = self.counts.partition_point(|before| *before <= first).saturating_sub(1);
        let skip = first - self.counts.get(stride).copied().unwrap_or(0);
        let rest = order.get(stride * STRIDE..).unwrap_or_default();
        let members = rest.iter().filter(|row| rows.contains(**row as usize));
        members.skip(skip as usize).take(count as usize).copied().map(RowId).collect()
    }

    /// The place of an event among them.
    pub fn position(&self, timeline: &Timeline, row: RowId, descending: bool) -> Option<u32> {
        let position = timeline.position(row).filter(|position| self.span.contains(position))?;
        let into = position - self.span.start;
        let before = match &self.rows {
            None => u32::try_from(into).ok()?,
            Some(rows) if !rows.contains(row.index()) => return None,
            Some(rows) => {
                let stride = into / STRIDE;
                let order = timeline.ordered(self.span.start + stride * STRIDE..position);
                let near = order.iter().filter(|row| rows.contains(**row as usize)).count();
                self.counts.get(stride)? + u32::try_from(near).ok()?
            }
        };
        Some(if descending { self.total - 1 - before } else { before })
    }

    /// Every event, in no particular but always the same order.
    pub(super) fn each(&self, timeline: &Timeline, mut visit: impl FnMut(RowId)) {
        match &self.rows {
            Some(rows) => rows.iter().for_each(|row| visit(RowId(row as u32))),
            None => timeline.ordered(self.span.clone()).iter().for_each(|row| visit(RowId(*row))),
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.rows.as_ref().map_or(0, Bits::bytes) + self.counts.len() * 4
    }

    fn new(timeline: &Timeline, span: Range<usize>, rows: Option<Bits>) -> Self {
        let mut counts = Vec::new();
        let mut total = 0;
        match &rows {
            None => total = span.len(),
            Some(rows) => {
                for stride in timeline.ordered(span.clone()).chunks(STRIDE) {
                    counts.push(u32::try_from(total).unwrap_or(u32::MAX));
                    total += stride.iter().filter(|row| rows.contains(**row as usize)).count();
                }
            }
        }
        Self { span, rows, counts, total: u32::try_from(total).unwrap_or(u32::MAX) }
    }
}

/// A query under way.
pub struct Matcher {
    revision: u64,
    span: Range<usize>,
    plan: Plan,
    state: Stage,
}

enum Stage {
    /// The next position of the span to look at, and the rows that passed.
    Columns(usize, Bits),
    Text(Need, Bits),
    Done,
}

impl Matcher {
    /// Plans the query for the timeline as last settled.
    pub fn new(query: &EventQuery, timeline: &Timeline, contents: &dyn Contents) -> Self {
        let span = match query.undated {
            true => timeline.dated..timeline.settled_rows(),
            false => timeline.range(query.from, query.to),
        };
        let rows = Bits::with_room(timeline.settled_rows());
        let plan = Plan::new(query, timeline, contents);
        Self { revision: timeline.revision(), span, plan, state: Stage::Columns(0, rows) }
    }

    /// The revision of the timeline that it was planned for.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Works on for about as long as reading `budget` bytes takes. Gives the result when there is one, once.
    /// The timeline must not have been settled in between.
    pub fn step(
        &mut self,
        timeline: &Timeline,
        contents: &dyn Contents,
        cache: &mut WordCache,
        mut budget: u64,
    ) -> Option<Selection> {
        if self.plan.is_empty() {
            self.state = Stage::Done;
            return Some(Selection::new(timeline, self.span.clone(), None));
        }
        if let Stage::Columns(at, rows) = &mut self.state {
            let end =
                (*at + usize::try_from(budget / ROW_COST).unwrap_or(usize::MAX).max(1)).min(self.span.len());
            self.plan.pass(timeline, self.span.start + *at..self.span.start + end, rows);
            budget = budget.saturating_sub((end - *at) as u64 * ROW_COST);
            *at = end;
            if end < self.span.len() {
                return None;
            }
            let rows = std::mem::take(rows);
            if self.plan.words.is_empty() {
                self.state = Stage::Done;
                return Some(Selection::new(timeline, self.span.clone(), Some(rows)));
            }
            self.state = Stage::Text(Need { artifacts: needed(timeline, &rows), ..Need::default() }, rows);
        }
        let Stage::Text(need, rows) = &mut self.state else { return None };
        cache.prepare(timeline, &self.plan.words);
        if !cache.advance(timeline, contents, &self.plan.words, need, &mut budget) {
            return None;
        }
        let mut kept = Bits::with_room(timeline.settled_rows());
        let holds_all =
            |row: usize| self.plan.words.iter().all(|word| cache.holds(timeline, word, RowId(row as u32)));
        rows.iter().filter(|row| holds_all(*row)).for_each(|row| kept.insert(row));
        self.state = Stage::Done;
        Some(Selection::new(timeline, self.span.clone(), Some(kept)))
    }

    /// Bytes of text scanned and to scan; both 0 while the columns are looked at.
    pub fn progress(&self, timeline: &Timeline, cache: &WordCache) -> (u64, u64) {
        match &self.state {
            Stage::Text(need, _) => cache.progress(timeline, &self.plan.words, need),
            _ => (0, 0),
        }
    }

    /// Runs the query to its end.
    pub fn run(query: &EventQuery, timeline: &Timeline, contents: &dyn Contents) -> Selection {
        let mut matcher = Self::new(query, timeline, contents);
        let mut cache = WordCache::default();
        loop {
            if let Some(selection) = matcher.step(timeline, contents, &mut cache, u64::MAX) {
                return selection;
            }
        }
    }
}

/// The closed artifacts that have a row in the set. Of one that is still being read the bytes are not at hand.
fn needed(timeline: &Timeline, rows: &Bits) -> Vec<ArtifactId> {
    let mut members = Bits::with_room(timeline.artifacts.len());
    for row in rows.iter() {
        if let Some(writer) = timeline.writers.get(timeline.writer(RowId(row as u32)).index()) {
            members.insert(writer.artifact.index());
        }
    }
    let closed = |artifact: &&super::Artifact| artifact.closed && members.contains(artifact.id.index());
    timeline.artifacts().filter(closed).map(|artifact| artifact.id).collect()
}

/// The query in the store's numbers. Nothing means no restriction.
#[derive(Debug, Default)]
struct Plan {
    actions: Option<Bits>,
    outcomes: Option<Vec<Outcome>>,
    users: Option<Bits>,
    addresses: Option<Bits>,
    /// Hosts, entries and integrity states all restrict the writers.
    writers: Option<Bits>,
    words: Vec<String>,
}

impl Plan {
    fn new(query: &EventQuery, timeline: &Timeline, contents: &dyn Contents) -> Self {
        Self {
            actions: (!query.kinds.is_empty()).then(|| {
                let wanted = |(_, action): &(usize, &Action)| query.kinds.contains(&action.kind());
                let places = Action::ALL.iter().enumerate().filter(wanted).map(|(place, _)| place);
                collect(Action::ALL.len(), places)
            }),
            outcomes: (!query.outcomes.is_empty()).then(|| query.outcomes.clone()),
            users: texts(timeline, &query.users),
            addresses: texts(timeline, &query.addresses),
            writers: writers(query, timeline, contents),
            words: words(&query.text),
        }
    }

    fn is_empty(&self) -> bool {
        self.actions.is_none()
            && self.outcomes.is_none()
            && self.users.is_none()
            && self.addresses.is_none()
            && self.writers.is_none()
            && self.words.is_empty()
    }

    fn pass(&self, timeline: &Timeline, positions: Range<usize>, passed: &mut Bits) {
        for row in timeline.ordered(positions) {
            if self.keeps(timeline, RowId(*row)) {
                passed.insert(*row as usize);
            }
        }
    }

    fn keeps(&self, timeline: &Timeline, row: RowId) -> bool {
        let within = |set: &Option<Bits>, member: usize| set.as_ref().is_none_or(|set| set.contains(member));
        within(&self.writers, timeline.writer(row).index())
            && within(&self.actions, timeline.action(row) as usize)
            && within(&self.users, timeline.user(row).index())
            && within(&self.addresses, timeline.address(row).index())
            && self.outcomes.as_ref().is_none_or(|outcomes| {
                timeline.outcome(row).is_some_and(|outcome| outcomes.contains(&outcome))
            })
    }
}

fn collect(len: usize, members: impl Iterator<Item = usize>) -> Bits {
    let mut bits = Bits::with_room(len);
    members.for_each(|member| bits.insert(member));
    bits
}

fn texts(timeline: &Timeline, shown: &[String]) -> Option<Bits> {
    let dictionary = &timeline.dictionary;
    let ids = || shown.iter().flat_map(|text| dictionary.shown_as(text)).map(|id| id.index());
    (!shown.is_empty()).then(|| collect(dictionary.len(), ids()))
}

fn writers(query: &EventQuery, timeline: &Timeline, contents: &dyn Contents) -> Option<Bits> {
    let hosts = texts(timeline, &query.hosts);
    if hosts.is_none() && query.entries.is_empty() && query.integrity.is_empty() {
        return None;
    }
    let wanted = |artifact: &super::Artifact| {
        let entry = artifact.source.entry;
        (query.entries.is_empty() || query.entries.contains(&entry))
            && (query.integrity.is_empty()
                || contents.state(entry).is_some_and(|state| query.integrity.contains(&state)))
    };
    let artifacts =
        collect(timeline.artifacts.len(), timeline.artifacts().filter(|a| wanted(a)).map(|a| a.id.index()));
    let members = timeline.writers.iter().enumerate().filter(|(_, writer)| {
        artifacts.contains(writer.artifact.index())
            && hosts.as_ref().is_none_or(|hosts| hosts.contains(writer.host.index()))
    });
    Some(collect(timeline.writers.len(), members.map(|(place, _)| place)))
}

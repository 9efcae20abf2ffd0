//! The store: columns over all events of the case, and the tables that they point into.
//!
//! | column | bytes | holds | when it does not fit |
//! |---|---|---|---|
//! | `time` | 8 | nanoseconds since 1970 as the record has it, see [`Form`] | no time |
//! | `utc` | 8 | nanoseconds since 1970 UTC, made by `settle`; [`UNDATED`] without a time | clamped to 1677–2262 |
//! | `offset` | 4 + 2 | first byte in the artifact, 48 bits | clamped to 256 TiB |
//! | `length` | 4 | bytes of the record | is 32 bits |
//! | `what` | 2 | action, outcome, form, see below | 2,048 actions |
//! | `writer` | 4 | [`WriterId`]: artifact, host and program | no more than events |
//! | `user` | 4 | [`StrId`] | no more than 4 an event |
//! | `address` | 4 | [`StrId`] | likewise |
//! | `order` | 4 | the rows by instant, path of the artifact, place in it; undated ones last | |
//!
//! 44 bytes an event. Host and program have no columns of their own: few pairs of them occur in a file, so a
//! writer stands for both and for the artifact. Texts beyond these keys stay in the evidence.
//!
//! ```text
//! what   15 14 13   12 11    10 … 0
//!        form       outcome  action, its place in Action::ALL
//! ```
//!
//! Rows stand in the order of reading, so those of one artifact lie together.

use super::artifact::{Artifact, Source};
use super::column::Column;
use super::dictionary::Dictionary;
use super::ids::{ArtifactId, RowId, StrId, WriterId};
use super::{Action, Outcome};
use crate::note::Note;
use crate::parse::{Event, Flow, Problem, Sink, Stamp};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The instant of an event that has none: behind every other.
pub(super) const UNDATED: i64 = i64::MAX;

/// What a record says about its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Form {
    /// Nothing, or nothing that a calendar has.
    Undated,
    /// An instant.
    Instant,
    /// A reading of the host's clock.
    Local,
    /// A reading without a year, in the calendar of [`crate::time::year::YearTrack`].
    NoYear,
}

impl Form {
    pub const COUNT: usize = 4;
}

/// One program of one host in one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    pub artifact: ArtifactId,
    pub host: StrId,
    pub program: StrId,
    /// How many events it wrote.
    pub events: u32,
}

/// All events of a case.
pub struct Timeline {
    limit: u32,
    pub(super) time: Column<i64>,
    pub(super) utc: Column<i64>,
    offset_low: Column<u32>,
    offset_high: Column<u16>,
    length: Column<u32>,
    what: Column<u16>,
    writer: Column<u32>,
    user: Column<u32>,
    address: Column<u32>,
    pub(super) writers: Vec<Writer>,
    /// Writers of the artifact being read.
    writer_ids: HashMap<(StrId, StrId), WriterId>,
    last_writer: Option<(Vec<u8>, Vec<u8>, WriterId)>,
    default_host: StrId,
    pub(super) dictionary: Dictionary,
    pub(super) artifacts: Vec<Artifact>,
    by_entry: BTreeMap<u32, ArtifactId>,
    open: Option<ArtifactId>,
    pub(super) order: Vec<u32>,
    pub(super) dated: usize,
    /// Place of each artifact by path.
    pub(super) ranks: Vec<u32>,
    pub(super) revision: u64,
}

/// The key columns of one event.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Its number.
    pub id: RowId,
    /// Nanoseconds since 1970 UTC.
    pub utc: Option<i64>,
    /// What happened.
    pub action: Action,
    /// How an attempt ended.
    pub outcome: Option<Outcome>,
    /// First byte in the file, and length.
    pub span: (u64, u32),
    /// Host, raw.
    pub host: &'a str,
    /// Program, raw.
    pub program: &'a str,
    /// User, raw.
    pub user: &'a str,
    /// Address, raw.
    pub address: &'a str,
    /// The file.
    pub artifact: &'a Artifact,
}

impl Timeline {
    /// A store that takes so many events and no more.
    pub fn new(limit_events: u32) -> Self {
        Self {
            limit: limit_events,
            time: Column::default(),
            utc: Column::default(),
            offset_low: Column::default(),
            offset_high: Column::default(),
            length: Column::default(),
            what: Column::default(),
            writer: Column::default(),
            user: Column::default(),
            address: Column::default(),
            writers: Vec::new(),
            writer_ids: HashMap::new(),
            last_writer: None,
            default_host: StrId(0),
            dictionary: Dictionary::default(),
            artifacts: Vec::new(),
            by_entry: BTreeMap::new(),
            open: None,
            order: Vec::new(),
            dated: 0,
            ranks: Vec::new(),
            revision: 0,
        }
    }

    /// Begins to read a source. Until [`end`](Self::end) or [`abandon`](Self::abandon) the store is the sink of
    /// its events; one that was still open ends here.
    pub fn begin(&mut self, source: Source) -> ArtifactId {
        self.end();
        // Entries are numbered in 32 bits, and each is a source once at most.
        let id = ArtifactId(u32::try_from(self.artifacts.len()).unwrap_or(u32::MAX));
        self.default_host = self.dictionary.intern(source.host.as_bytes());
        self.writer_ids.clear();
        self.last_writer = None;
        self.by_entry.insert(source.entry, id);
        self.artifacts.push(Artifact::new(id, self.len(), source));
        self.open = Some(id);
        id
    }

    /// The source was read to its end.
    pub fn end(&mut self) {
        if let Some(id) = self.open.take()
            && let Some(artifact) = self.artifacts.get_mut(id.index())
        {
            artifact.closed = true;
        }
    }

    /// The source could not be read to its end: what was read of it stays.
    pub fn abandon(&mut self) {
        self.end();
    }

    /// Events in it, those not yet settled among them.
    pub fn len(&self) -> u32 {
        u32::try_from(self.time.len()).unwrap_or(u32::MAX)
    }

    /// Whether it holds no event.
    pub fn is_empty(&self) -> bool {
        self.time.len() == 0
    }

    /// Events that have a time, as of the last settling.
    pub fn dated(&self) -> u32 {
        u32::try_from(self.dated).unwrap_or(u32::MAX)
    }

    /// Events that have none, as of the last settling.
    pub fn undated(&self) -> u32 {
        u32::try_from(self.order.len() - self.dated).unwrap_or(u32::MAX)
    }

    /// Grows with every settling that changed something; answers of one revision agree with each other.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// First and last instant, nanoseconds since 1970 UTC.
    pub fn span(&self) -> Option<(i64, i64)> {
        let at = |position: usize| self.order.get(position).map(|row| self.utc.get(*row as usize));
        (self.dated > 0).then_some(())?;
        at(0).zip(at(self.dated - 1))
    }

    /// The sources, in the order of reading.
    pub fn artifacts(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts.iter()
    }

    /// One source.
    pub fn artifact(&self, id: ArtifactId) -> Option<&Artifact> {
        self.artifacts.get(id.index())
    }

    /// The source that an entry is; of several with one entry, the last.
    pub fn artifact_of_entry(&self, entry: u32) -> Option<&Artifact> {
        self.by_entry.get(&entry).and_then(|id| self.artifact(*id))
    }

    /// How a source's times were decided.
    pub fn basis(&self, id: ArtifactId) -> Vec<Note> {
        self.artifact(id).map(Artifact::basis).unwrap_or_default()
    }

    /// How one event's time was decided.
    pub fn event_basis(&self, id: RowId) -> Vec<Note> {
        let writer = self.writers.get(self.writer(id).index());
        let artifact = writer.and_then(|writer| self.artifact(writer.artifact));
        artifact.map(|artifact| artifact.form_basis(self.form(id))).unwrap_or_default()
    }

    /// The key columns of an event.
    pub fn row(&self, id: RowId) -> Option<Row<'_>> {
        if id.0 >= self.len() {
            return None;
        }
        let writer = self.writers.get(self.writer(id).index())?;
        let utc = self.utc.get(id.index());
        Some(Row {
            id,
            utc: (utc != UNDATED).then_some(utc),
            action: self.action(id),
            outcome: self.outcome(id),
            span: (self.offset(id), self.length.get(id.index())),
            host: self.dictionary.text(writer.host),
            program: self.dictionary.text(writer.program),
            user: self.dictionary.text(self.user(id)),
            address: self.dictionary.text(self.address(id)),
            artifact: self.artifact(writer.artifact)?,
        })
    }

    /// The positions in the order of the dated events from `from` (inclusive) to `to` (exclusive).
    pub fn range(&self, from: Option<i64>, to: Option<i64>) -> Range<usize> {
        let dated = self.order.get(..self.dated).unwrap_or_default();
        let place = |time: i64| dated.partition_point(|row| self.utc.get(*row as usize) < time);
        let start = from.map_or(0, place);
        let end = to.map_or(self.dated, place);
        start..end.max(start)
    }

    /// The rows at positions of the order.
    pub(super) fn ordered(&self, positions: Range<usize>) -> &[u32] {
        self.order.get(positions).unwrap_or_default()
    }

    pub(super) fn settled_rows(&self) -> usize {
        self.order.len()
    }

    pub(super) fn offset(&self, id: RowId) -> u64 {
        u64::from(self.offset_high.get(id.index())) << 32 | u64::from(self.offset_low.get(id.index()))
    }

    pub(super) fn length(&self, id: RowId) -> u32 {
        self.length.get(id.index())
    }

    pub(super) fn writer(&self, id: RowId) -> WriterId {
        WriterId(self.writer.get(id.index()))
    }

    pub(super) fn user(&self, id: RowId) -> StrId {
        StrId(self.user.get(id.index()))
    }

    pub(super) fn address(&self, id: RowId) -> StrId {
        StrId(self.address.get(id.index()))
    }

    pub(super) fn action(&self, id: RowId) -> Action {
        let place = usize::from(self.what.get(id.index()) & 0x7ff);
        Action::ALL.get(place).copied().unwrap_or(Action::Message)
    }

    pub(super) fn outcome(&self, id: RowId) -> Option<Outcome> {
        match self.what.get(id.index()) >> 11 & 3 {
            1 => Some(Outcome::Success),
            2 => Some(Outcome::Failure),
            _ => None,
        }
    }

    pub(super) fn form(&self, id: RowId) -> Form {
        match self.what.get(id.index()) >> 13 {
            1 => Form::Instant,
            2 => Form::Local,
            3 => Form::NoYear,
            _ => Form::Undated,
        }
    }

    fn writer_of(&mut self, artifact: ArtifactId, host: &[u8], program: &[u8]) -> WriterId {
        if let Some((last_host, last_program, id)) = &self.last_writer
            && last_host == host
            && last_program == program
        {
            return *id;
        }
        let host_id = if host.is_empty() { self.default_host } else { self.dictionary.intern(host) };
        let program_id = self.dictionary.intern(program);
        let next = WriterId(u32::try_from(self.writers.len()).unwrap_or(u32::MAX));
        let id = *self.writer_ids.entry((host_id, program_id)).or_insert(next);
        if id == next {
            self.writers.push(Writer { artifact, host: host_id, program: program_id, events: 0 });
        }
        self.last_writer = Some((host.to_vec(), program.to_vec(), id));
        id
    }
}

impl Sink for Timeline {
    fn event(&mut self, event: &Event<'_>) -> Flow {
        let Some(id) = self.open else { return Flow::Stop };
        let full = self.len() >= self.limit;
        let Some(artifact) = self.artifacts.get_mut(id.index()) else { return Flow::Stop };
        if full {
            artifact.limit = Some(self.limit);
            return Flow::Stop;
        }
        let (form, time) = match event.time {
            None => (Form::Undated, UNDATED),
            Some(Stamp::Instant(at)) => (Form::Instant, at),
            Some(Stamp::Local(at)) => (Form::Local, at),
            Some(Stamp::NoYear { month, day, nanos }) => match artifact.years.push(month, day, nanos) {
                Some(at) => (Form::NoYear, at),
                None => (Form::Undated, UNDATED),
            },
        };
        let (offset, length) = (event.span.0.min((1 << 48) - 1), event.span.1);
        artifact.ordered &= offset >= artifact.last_offset;
        artifact.last_offset = offset;
        artifact.end = artifact.end.max(offset + u64::from(length));
        artifact.rows += 1;
        if let Some(count) = artifact.forms.get_mut(form as usize) {
            *count += 1;
        }
        let outcome: u16 = match event.outcome {
            None => 0,
            Some(Outcome::Success) => 1,
            Some(Outcome::Failure) => 2,
        };
        let writer = self.writer_of(id, event.host, event.program);
        if let Some(writer) = self.writers.get_mut(writer.index()) {
            writer.events += 1;
        }
        let user = self.dictionary.intern(event.user);
        let address = self.dictionary.intern(event.address);
        self.time.push(time);
        self.utc.push(UNDATED);
        self.offset_low.push((offset & 0xffff_ffff) as u32);
        self.offset_high.push((offset >> 32) as u16);
        self.length.push(length);
        self.what.push(event.action as u16 & 0x7ff | outcome << 11 | (form as u16) << 13);
        self.writer.push(writer.0);
        self.user.push(user.0);
        self.address.push(address.0);
        Flow::Continue
    }

    fn begin_record(&mut self, number: u64) {
        if let Some(artifact) = self.open.and_then(|id| self.artifacts.get_mut(id.index())) {
            artifact.record = Some(number);
        }
    }

    fn problem(&mut self, _offset: u64, what: Problem) {
        if let Some(artifact) = self.open.and_then(|id| self.artifacts.get_mut(id.index())) {
            artifact.count_problem(what);
        }
    }
}

#[cfg(test)]
impl Timeline {
    /// Bytes that one event takes in all columns and the order.
    pub(super) fn bytes_an_event(&self) -> usize {
        self.time.width()
            + self.utc.width()
            + self.offset_low.width()
            + self.offset_high.width()
            + self.length.width()
            + self.what.width()
            + self.writer.width()
            + self.user.width()
            + self.address.width()
            + size_of_val(&[0u32; 1])
    }
}

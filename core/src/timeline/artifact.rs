//! A file that events are read from: what it is, what was counted, how its times were decided.

use super::ids::{ArtifactId, RowId};
use super::store::Form;
use crate::artifact::ArtifactKind;
use crate::note::Note;
use crate::parse::{Parser, Problem};
use crate::time::year::YearTrack;
use crate::time::{Fit, NamedZone};
use std::collections::BTreeMap;

/// Places of a problem that are kept.
const MOST_PLACES: usize = 5;

/// A file whose events are about to be read.
#[derive(Clone)]
pub struct Source {
    /// Entry id.
    pub entry: u32,
    /// Bundle path, raw.
    pub path: String,
    /// What it is.
    pub kind: ArtifactKind,
    /// Who reads it.
    pub parser: &'static dyn Parser,
    /// The host that its path names, for records that name none; may be empty.
    pub host: String,
    /// Folder of the host's evidence, by which zones are found.
    pub host_key: String,
    /// Time of last change, nanoseconds since 1970 UTC.
    pub mtime: Option<i64>,
}

/// How a source's times are read, as decided by [`super::Timeline::settle`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub zone: NamedZone,
    pub zone_notes: Vec<Note>,
    /// Calendar year of the last line without a year, and from what it was taken.
    pub year: Option<(i32, Note)>,
    /// The same line's year, counted from the first line's.
    pub counted: i32,
}

/// One source and its counts.
pub struct Artifact {
    pub(super) id: ArtifactId,
    pub(super) source: Source,
    pub(super) start: u32,
    pub(super) rows: u32,
    /// Whether every row begins at or behind the one before.
    pub(super) ordered: bool,
    /// Offset of the last row, and the end of the furthest.
    pub(super) last_offset: u64,
    pub(super) end: u64,
    pub(super) closed: bool,
    pub(super) limit: Option<u32>,
    pub(super) record: Option<u64>,
    pub(super) problems: BTreeMap<Problem, Tally>,
    pub(super) forms: [u32; Form::COUNT],
    pub(super) years: YearTrack,
    pub(super) settled: Settled,
}

/// What [`super::Timeline::settle`] found.
#[derive(Default)]
pub(super) struct Settled {
    pub decision: Option<Decision>,
    /// Rows that have their instant.
    pub rows: u32,
    pub previous: Option<i64>,
    pub span: Option<(i64, i64)>,
    pub undated: u32,
    pub folds: u64,
    pub gaps: u64,
}

impl Settled {
    pub fn count(&mut self, utc: Option<i64>, fit: Fit) {
        self.rows += 1;
        match utc {
            None => self.undated += 1,
            Some(utc) => {
                self.previous = Some(utc);
                self.span = Some(self.span.map_or((utc, utc), |(a, b)| (a.min(utc), b.max(utc))));
                self.folds += u64::from(fit == Fit::Twice);
                self.gaps += u64::from(fit == Fit::Never);
            }
        }
    }
}

/// How often something was not understood, and the first places: lines from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    count: u64,
    first: Vec<u64>,
}

impl Artifact {
    pub(super) fn new(id: ArtifactId, start: u32, source: Source) -> Self {
        Self {
            id,
            source,
            start,
            rows: 0,
            ordered: true,
            last_offset: 0,
            end: 0,
            closed: false,
            limit: None,
            record: None,
            problems: BTreeMap::new(),
            forms: [0; Form::COUNT],
            years: YearTrack::default(),
            settled: Settled::default(),
        }
    }

    pub(super) fn count_problem(&mut self, what: Problem) {
        let tally = self.problems.entry(what).or_default();
        tally.count += 1;
        if tally.first.len() < MOST_PLACES {
            tally.first.extend(self.record.map(|number| number + 1));
        }
    }

    /// Its number.
    pub fn id(&self) -> ArtifactId {
        self.id
    }

    /// What was said when its reading began.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its rows, in the order of the file.
    pub fn row_ids(&self) -> impl Iterator<Item = RowId> + use<> {
        (self.start..self.start + self.rows).map(RowId)
    }

    /// Events read, those without a time among them.
    pub fn events(&self) -> u32 {
        self.rows
    }

    /// Events that have no time.
    pub fn undated(&self) -> u32 {
        self.settled.undated
    }

    /// Lines or records read, as far as the reader numbered them.
    pub fn records(&self) -> u64 {
        self.record.map_or(0, |number| number + 1)
    }

    /// Lines or records that gave no event because they could not be understood.
    pub fn skipped(&self) -> u64 {
        let lost = |what: &Problem| !matches!(what, Problem::LongLine | Problem::NulBytes | Problem::BadTime);
        self.problems.iter().filter(|(what, _)| lost(what)).map(|(_, tally)| tally.count).sum()
    }

    /// First and last instant, nanoseconds since 1970 UTC.
    pub fn span(&self) -> Option<(i64, i64)> {
        self.settled.span
    }

    /// Whether its reading has ended.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The zone of its host; none before the first settling.
    pub fn zone(&self) -> Option<&NamedZone> {
        self.settled.decision.as_ref().map(|decision| &decision.zone)
    }

    /// From what its zone was taken.
    pub fn zone_notes(&self) -> &[Note] {
        self.settled.decision.as_ref().map_or(&[], |decision| &decision.zone_notes)
    }

    /// What was not understood, by kind, and whether a limit ended the reading.
    pub fn problems(&self) -> Vec<Note> {
        let path = || crate::text::inert(self.source.path.as_bytes());
        let limit = self.limit.map(|events| Note::LimitMet {
            limit: "events".into(),
            value: u64::from(events),
            path: path(),
        });
        let problems = self.problems.iter().map(|(what, tally)| Note::NotUnderstood {
            problem: *what,
            count: tally.count,
            first: tally.first.clone(),
        });
        limit.into_iter().chain(problems).collect()
    }

    /// How its times were decided.
    pub fn basis(&self) -> Vec<Note> {
        let has = |form: Form| self.forms.get(form as usize).is_some_and(|count| *count > 0);
        let mut notes = Vec::new();
        if has(Form::Instant) {
            notes.push(Note::TimeAbsolute);
        }
        if has(Form::NoYear) {
            notes.extend(self.form_basis(Form::NoYear));
        } else if has(Form::Local) {
            notes.extend(self.form_basis(Form::Local));
        }
        let Settled { folds, gaps, .. } = self.settled;
        notes.extend((folds > 0).then_some(Note::ClockFold { times: folds }));
        notes.extend((gaps > 0).then_some(Note::ClockGap { times: gaps }));
        notes
    }

    /// How the times of this form were decided.
    pub(super) fn form_basis(&self, form: Form) -> Vec<Note> {
        let Some(decision) = &self.settled.decision else { return Vec::new() };
        let year = || decision.year.as_ref().map_or(Note::YearUnknown, |(_, note)| note.clone());
        match form {
            Form::Undated => Vec::new(),
            Form::Instant => vec![Note::TimeAbsolute],
            Form::Local => decision.zone_notes.clone(),
            Form::NoYear => std::iter::once(year()).chain(decision.zone_notes.iter().cloned()).collect(),
        }
    }
}

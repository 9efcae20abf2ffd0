//! Turns artifacts into events. One file a format, entered once in [`registry`].
//!
//! A parser never fails and never guesses silently: what it does not understand becomes a counted problem
//! with its place, and a time is handed on as it was written ([`Stamp`]), for [`crate::time`] to decide.
//! Records come framed: whole lines without their end, or records of a fixed size. A parser allocates nothing
//! for an event; the sink copies what it keeps.

pub mod bytes;
mod frame;
pub mod host;
pub mod registry;
pub mod stamp;
pub mod web;

pub use frame::Framer;

use crate::artifact::ArtifactKind;
use crate::timeline::{Action, Outcome};

/// How sure a parser is that an artifact is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// The content looks right, the name says nothing.
    Content,
    /// The name says so and the content does not speak against it.
    Name,
    /// Name and content agree.
    Sure,
}

/// How an artifact's bytes are cut into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Lines, ended by LF; the LF and a CR before it are not handed on. A last line without an end counts.
    Lines,
    /// Records of so many bytes. A shorter rest is a problem.
    Fixed(usize),
}

/// A time as a record states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// A point in time: nanoseconds since 1970 UTC. The record has an offset, or counts from the epoch.
    Instant(i64),
    /// A reading of the host's clock with its date but without an offset: nanoseconds since 1970 as if it were
    /// UTC.
    Local(i64),
    /// A reading of the host's clock without a year.
    NoYear {
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
        /// Nanoseconds since midnight.
        nanos: i64,
    },
}

/// One event, borrowed from the record that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// When.
    pub time: Option<Stamp>,
    /// First byte in the artifact, and length: what [`Parser::explain`] needs to see again.
    pub span: (u64, u32),
    /// What.
    pub action: Action,
    /// How an attempt ended; see [`Outcome`].
    pub outcome: Option<Outcome>,
    /// Host that the record names; empty where it names none.
    pub host: &'a [u8],
    /// User that it is about (the one logged in to, the one who ran sudo); empty where there is none.
    pub user: &'a [u8],
    /// Address of the other side, without port; empty where there is none.
    pub address: &'a [u8],
    /// Program that wrote it: `sshd`, `nginx`, `wtmp`; without the process number.
    pub program: &'a [u8],
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Send the next.
    Continue,
    /// A limit was met; further events would be dropped.
    Stop,
}

/// Takes what a parser finds.
pub trait Sink {
    /// One event.
    fn event(&mut self, event: &Event<'_>) -> Flow;

    /// Whoever cuts the artifact into records says before each that record `number` (from 0: the line number,
    /// for lines) begins, so that problems can name their line.
    fn begin_record(&mut self, _number: u64) {}

    /// Something at this offset could not be understood. `what` is a fixed text in the field's terms, so that
    /// problems can be counted by kind.
    fn problem(&mut self, _offset: u64, _what: Problem) {}
}

/// What a parser could not understand, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// A line of another form than the format's.
    UnknownLine,
    /// A time that no calendar has.
    BadTime,
    /// A record that is shorter than the format's.
    ShortRecord,
    /// A record whose fields no program writes.
    BadRecord,
    /// A line longer than the limit; only its beginning was read.
    LongLine,
    /// The file has NUL bytes where text belongs.
    NulBytes,
}

/// All that a record says, for the row, the drawer and exports. Values are raw evidence: callers make them
/// inert before they show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// What it says without the header: the message of a syslog line, what a web log has behind the time (request,
    /// status and the rest).
    pub message: String,
    /// Program with its process number: `sshd[490]`.
    pub process: String,
    /// The time as written: `Nov 20 01:54:29`.
    pub time_original: String,
    /// The smallest step that the time can express, in nanoseconds.
    pub precision: i64,
    /// Every field in the record's order: name, value.
    pub fields: Vec<(&'static str, String)>,
}

/// A format.
pub trait Parser: Sync {
    /// A stable identifier in lower case: `syslog`, `utmp`.
    fn id(&self) -> &'static str;

    /// Whether this artifact is of this format, from its kind (by path), its path and its first bytes (up to
    /// 4 KiB).
    fn probe(&self, kind: ArtifactKind, path: &str, head: &[u8]) -> Confidence;

    /// How to cut this artifact into records.
    fn framing(&self, head: &[u8]) -> Framing;

    /// Begins to read one artifact.
    fn scan(&self, kind: ArtifactKind, path: &str) -> Box<dyn Scan>;

    /// All fields of the record in `span` of an event.
    fn explain(&self, kind: ArtifactKind, path: &str, record: &[u8]) -> Explained;
}

/// The state of reading one artifact.
pub trait Scan {
    /// One framed record that begins at `offset`.
    fn record(&mut self, offset: u64, record: &[u8], sink: &mut dyn Sink) -> Flow;

    /// There is no further record.
    fn finish(&mut self, _sink: &mut dyn Sink) {}
}

#[cfg(test)]
mod docs;
#[cfg(test)]
mod tests;

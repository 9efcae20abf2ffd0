//! A small format and entries in memory, for the tests of everything behind the parsers.
//!
//! A line is `TIME HOST PROGRAM USER ADDRESS OUTCOME message …` with `-` for what is missing. TIME is
//! `@seconds` (an instant), `=seconds` (a reading), `MM-DD+seconds` (a reading without a year) or `-`.

use super::{Action, Contents, Outcome, Source, Timeline};
use crate::artifact::ArtifactKind;
use crate::io::{MemorySource, ReadAt};
use crate::parse::{Confidence, Event, Explained, Flow, Framing, Parser, Problem, Scan, Sink, Stamp};
use crate::time::civil::SECOND;
use crate::verify::State;

/// The format.
pub struct Plain;

/// Reads one line.
pub struct PlainScan;

impl Parser for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn probe(&self, _: ArtifactKind, _: &str, _: &[u8]) -> Confidence {
        Confidence::No
    }

    fn framing(&self, _: &[u8]) -> Framing {
        Framing::Lines
    }

    fn scan(&self, _: ArtifactKind, _: &str) -> Box<dyn Scan> {
        Box::new(PlainScan)
    }

    fn explain(&self, _: ArtifactKind, _: &str, record: &[u8]) -> Explained {
        let text = String::from_utf8_lossy(record);
        let mut parts = text.splitn(7, ' ');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (time_original, host, process, user, address) = (next(), next(), next(), next(), next());
        let _outcome = next();
        Explained {
            message: next(),
            process,
            time_original,
            precision: SECOND,
            fields: vec![("host", host), ("user", user), ("address", address)],
        }
    }
}

fn stamp(text: &str) -> Option<Stamp> {
    let seconds = |text: &str| text.parse::<i64>().ok().and_then(|s| s.checked_mul(SECOND));
    match text.split_at_checked(1)? {
        ("@", rest) => seconds(rest).map(Stamp::Instant),
        ("=", rest) => seconds(rest).map(Stamp::Local),
        _ => {
            let (date, time) = text.split_once('+')?;
            let (month, day) = date.split_once('-')?;
            Some(Stamp::NoYear { month: month.parse().ok()?, day: day.parse().ok()?, nanos: seconds(time)? })
        }
    }
}

impl Scan for PlainScan {
    fn record(&mut self, offset: u64, record: &[u8], sink: &mut dyn Sink) -> Flow {
        let parts: Vec<&[u8]> = record.splitn(7, |b| *b == b' ').collect();
        let [time, host, program, user, address, outcome, _] = parts[..] else {
            sink.problem(offset, Problem::UnknownLine);
            return Flow::Continue;
        };
        let value = |bytes| if bytes == b"-" { &b""[..] } else { bytes };
        let outcome = match outcome {
            b"ok" => Some(Outcome::Success),
            b"no" => Some(Outcome::Failure),
            _ => None,
        };
        let action = match program {
            b"sshd" => Action::Login,
            b"nginx" => Action::Request,
            b"sudo" => Action::Sudo,
            _ => Action::Message,
        };
        sink.event(&Event {
            time: std::str::from_utf8(time).ok().and_then(stamp),
            span: (offset, record.len() as u32),
            action,
            outcome,
            host: value(host),
            user: value(user),
            address: value(address),
            program: value(program),
        })
    }
}

/// Entries in memory: bytes and state by entry id.
#[derive(Default)]
pub struct Memory {
    /// The entries.
    pub entries: Vec<(String, Vec<u8>, Option<State>)>,
}

impl Contents for Memory {
    fn open(&self, entry: u32) -> Option<Box<dyn ReadAt + '_>> {
        let (_, bytes, _) = self.entries.get(entry as usize)?;
        Some(Box::new(MemorySource::new(bytes.clone())))
    }

    fn state(&self, entry: u32) -> Option<State> {
        self.entries.get(entry as usize)?.2
    }

    fn sha256(&self, entry: u32) -> Option<String> {
        Some(format!("{entry:064x}"))
    }

    fn path(&self, entry: u32) -> String {
        self.entries.get(entry as usize).map(|entry| entry.0.clone()).unwrap_or_default()
    }

    fn node(&self, entry: u32) -> u32 {
        entry + 100
    }
}

/// A timeline and its entries.
pub struct Case {
    /// The store.
    pub timeline: Timeline,
    /// The bytes.
    pub contents: Memory,
}

impl Case {
    /// Nothing read.
    pub fn new() -> Self {
        Self { timeline: Timeline::new(10_000_000), contents: Memory::default() }
    }

    /// Reads a file of this path with that time of change and the key `h`.
    pub fn read(&mut self, path: &str, mtime: Option<i64>, text: &[u8]) {
        self.begin(path, mtime, text);
        feed(&mut self.timeline, text);
        self.timeline.end();
    }

    /// Begins to read it.
    pub fn begin(&mut self, path: &str, mtime: Option<i64>, text: &[u8]) {
        let entry = self.contents.entries.len() as u32;
        self.contents.entries.push((path.into(), text.to_vec(), Some(State::Verified)));
        self.timeline.begin(Source {
            entry,
            path: path.into(),
            kind: ArtifactKind::Syslog,
            parser: &Plain,
            host: "default".into(),
            host_key: "h".into(),
            mtime,
        });
    }
}

/// Hands the lines on.
pub fn feed(timeline: &mut Timeline, text: &[u8]) {
    let mut offset = 0;
    for (number, line) in text.split_inclusive(|b| *b == b'\n').enumerate() {
        timeline.begin_record(number as u64);
        let record = line.strip_suffix(b"\n").unwrap_or(line);
        if PlainScan.record(offset, record, timeline) == Flow::Stop {
            break;
        }
        offset += line.len() as u64;
    }
}

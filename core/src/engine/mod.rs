//! The façade: everything that the page and the command line call.
//!
//! [`Engine::open`] queues sources, [`Engine::step`] reads them a piece at a time, [`Engine::ask`] answers a
//! request between any two steps. A request that takes long answers [`Reply::Working`]; asked again, it goes
//! on where it was, and asked something else, it forgets.

mod case;
mod compare;
mod content;
mod entries;
mod events;
mod ingest;
mod judge;
mod options;
mod preview;
pub mod protocol;
mod replay;
mod summary;
mod tree;
mod zones;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;

pub use case::{Bundle, Case, Entry};
pub use content::Contents;
pub use entries::entry_row;
pub use ingest::Pump;
pub use options::{Content, Options, Source};
pub use summary::{bundle_summary, manifest as manifest_summary};

use crate::digest::{Lanes, Pool};
use crate::io::Spill;
use crate::note::Note;
use crate::time::Zones;
use crate::timeline::Timeline;
use entries::EntryRequests;
use events::{EventRequests, Outcome};
use ingest::{Ingest, Rooms};
use preview::Previews;
use protocol::{Phase, Progress, Request, Response, Zone};
use replay::{Replay, Replayed};
use zones::Clock;

/// An answer, or how far it is.
#[derive(Debug)]
pub enum Reply {
    /// The answer.
    Done(Response),
    /// Ask again: work done and in all, in whatever unit the work has.
    Working {
        /// Done.
        done: u64,
        /// In all.
        total: u64,
    },
}

/// One open case and the reading under way.
pub struct Engine {
    case: Case,
    timeline: Timeline,
    zones: Zones,
    spill: Box<dyn Spill>,
    pool: Pool<Box<dyn Lanes>>,
    ingest: Ingest,
    entries: EntryRequests,
    events: EventRequests,
    previews: Previews,
    replay: Option<Replay>,
}

impl Engine {
    /// An engine with nothing open. `spill` keeps unpacked bytes, `lanes` make digests.
    pub fn new(options: Options, spill: Box<dyn Spill>, lanes: Box<dyn Lanes>) -> Self {
        let mut zones = Zones::new();
        if let Some(zone) = &options.zone {
            zones.give_zone("", Some(zone));
        }
        Self {
            case: Case::default(),
            timeline: Timeline::new(options.limits.events),
            zones,
            spill,
            pool: Pool::new(lanes),
            ingest: Ingest::new(options),
            entries: EntryRequests::default(),
            events: EventRequests::default(),
            previews: Previews::default(),
            replay: None,
        }
    }

    /// Queues a source.
    pub fn open(&mut self, source: Source) {
        self.ingest.open(source);
    }

    /// Does a piece of the reading.
    pub fn step(&mut self) -> Pump {
        let mut rooms = Rooms {
            case: &mut self.case,
            timeline: &mut self.timeline,
            zones: &mut self.zones,
            spill: self.spill.as_mut(),
            pool: &mut self.pool,
        };
        self.ingest.step(&mut rooms)
    }

    /// Stops the reading; what was read is judged as a part.
    pub fn cancel(&mut self) {
        self.ingest.cancel();
    }

    /// Where the reading stands.
    pub fn phase(&self) -> Phase {
        self.ingest.phase()
    }

    /// Where the reading stands, in numbers.
    pub fn progress(&self) -> Progress {
        self.ingest.progress(&self.case, &self.timeline)
    }

    /// Makes the events read so far visible while the reading goes on. The caller decides how often.
    pub fn refresh(&mut self) {
        if self.ingest.options().parse && self.ingest.phase() == Phase::Reading {
            self.timeline.settle(&self.zones);
            self.case.revision += 1;
        }
    }

    /// Grows whenever an answer may have changed.
    pub fn revision(&self) -> u64 {
        self.case.revision
    }

    /// The open case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The events.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The entries' bytes.
    pub fn contents(&self) -> Contents<'_> {
        Contents::new(&self.case, self.spill.as_ref())
    }

    /// The lanes, so that a host can hand over what they sent.
    pub fn lanes(&mut self) -> &mut dyn Lanes {
        self.pool.lanes_mut().as_mut()
    }

    /// Answers a request.
    pub fn ask(&mut self, request: &Request) -> Reply {
        let clock = Clock::new(&self.zones);
        if let Some(Err(note)) = zone_of(request).map(zones::check) {
            return Reply::Done(Response::Failed(note));
        }
        let case = &self.case;
        match request {
            Request::Summary { zone } => {
                let phase = self.ingest.phase();
                let summary = summary::summary(case, &self.timeline, phase, zone, &self.zones);
                Reply::Done(Response::Summary(Box::new(summary)))
            }
            Request::Tree { filter, expanded, start, count } => {
                Reply::Done(self.entries.tree(case, filter, expanded, (*start, *count)))
            }
            Request::Trail { node } => Reply::Done(self.entries.trail(case, *node)),
            Request::Entries { .. } => Reply::Done(self.entries.entries(case, request, &clock)),
            Request::Entry { id, zone } => {
                Reply::Done(entries::entry(case, *id, zone, &clock, &self.timeline))
            }
            Request::Claims { .. } => Reply::Done(self.entries.claims(case, request)),
            Request::Compare { entry, pasted } => {
                Reply::Done(Response::Compared(compare::compare(case, *entry, pasted)))
            }
            Request::Text { entry, .. } | Request::Hex { entry, .. } | Request::Find { entry, .. } => {
                self.preview(*entry, request)
            }
            Request::Rows { .. }
            | Request::Histogram { .. }
            | Request::Facets { .. }
            | Request::Event { .. }
            | Request::Locate { .. } => {
                let contents = Contents::new(&self.case, self.spill.as_ref());
                match self.events.answer(request, &self.timeline, &contents, &self.zones) {
                    Outcome::Done(response) => Reply::Done(response),
                    Outcome::Working { done, total } => Reply::Working { done, total },
                    Outcome::NotMine => Reply::Done(Response::Failed(Note::NoSuchThing)),
                }
            }
        }
    }

    /// Lines, bytes and places of an entry; unpacks it again first where its bytes were not kept.
    fn preview(&mut self, id: u32, request: &Request) -> Reply {
        let Some(entry) = self.case.entry(id) else {
            return Reply::Done(Response::Failed(Note::NoSuchThing));
        };
        let path = self.case.path(entry);
        if entry.entry_kind() != Some(crate::container::EntryKind::File) {
            return Reply::Done(preview::no_bytes(&path));
        }
        let contents = Contents::new(&self.case, self.spill.as_ref());
        let Some(source) = contents.open(id) else { return self.unpack_again(id, &path) };
        let step = match request {
            Request::Text { anchor, before, count, .. } => {
                self.previews.text(id, source.as_ref(), *anchor, *before, *count)
            }
            Request::Hex { offset, rows, .. } => Ok(preview::hex_rows(source.as_ref(), *offset, *rows)),
            Request::Find { needle, from, .. } => self.previews.find(id, source.as_ref(), needle, *from),
            _ => Ok(Response::Failed(Note::NoSuchThing)),
        };
        match step {
            Ok(response) => Reply::Done(response),
            Err((done, total)) => Reply::Working { done, total },
        }
    }

    fn unpack_again(&mut self, id: u32, path: &str) -> Reply {
        let total = self.ingest.progress(&self.case, &self.timeline).total;
        if matches!(self.ingest.phase(), Phase::Reading | Phase::Rehashing) {
            // The spill takes one entry at a time, and the reading has it.
            return Reply::Working { done: 0, total };
        }
        if self.replay.as_ref().is_none_or(|replay| replay.entry != id) {
            self.replay = Replay::new(&self.case, id, self.ingest.options().limits);
        }
        let Some(replay) = self.replay.as_mut() else { return Reply::Done(preview::no_bytes(path)) };
        let step = replay.step(self.spill.as_mut());
        match step {
            Replayed::Working(done) => Reply::Working { done, total },
            Replayed::Kept(at) => {
                if let Some(entry) = self.case.entries.get_mut(id as usize) {
                    entry.spilled = Some(at);
                }
                self.replay = None;
                Reply::Working { done: total, total }
            }
            Replayed::Failed(error) => {
                self.replay = None;
                Reply::Done(Response::Failed(error.note()))
            }
        }
    }
}

fn zone_of(request: &Request) -> Option<&Zone> {
    match request {
        Request::Summary { zone }
        | Request::Entries { zone, .. }
        | Request::Entry { zone, .. }
        | Request::Rows { zone, .. }
        | Request::Histogram { zone, .. }
        | Request::Event { zone, .. } => Some(zone),
        _ => None,
    }
}

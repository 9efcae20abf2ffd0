//! Reads what was opened, step by step: hash, keep, sniff, parse in one pass, then the verdict.
//!
//! A step does about [`STEP`] bytes of work and returns, so that requests and a cancel are served between any
//! two. No entry is read twice before the first verdict; only where a manifest asks for an algorithm that was
//! not computed is the container walked once more for it.

use super::case::{Case, Entry, below_bag, host_key, host_root};
use super::options::{Content, Options, Source};
use super::protocol::{Phase, Progress};
use crate::artifact::{classify, host_path};
use crate::container::{self, EntryKind, Error, ErrorKind, Meta, Opened, Place, Step, Walk};
use crate::digest::{AlgorithmSet, Lanes, Pool};
use crate::io::Spill;
use crate::manifest::bag::{self, Bag};
use crate::manifest::{base_of, format_of};
use crate::note::Note;
use crate::parse::{Flow, Framer, Scan, registry};
use crate::text::inert;
use crate::time::{self, Zones};
use crate::timeline::{self, Timeline};
use crate::verify;
use std::collections::{BTreeMap, VecDeque};

/// Plain bytes of one step.
const STEP: u64 = 2 << 20;
/// Bytes of unparsed entries kept for a quick look before the rest is only unpacked again on demand.
const QUICK_LOOK: u64 = 128 << 20;
/// Bytes of a small file that may state a zone or a time of collection.
const FACT: usize = 1 << 20;
/// Bytes that the classifier sees.
const HEAD: usize = 4 << 10;

/// What a step left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pump {
    /// Call again.
    More,
    /// Call again when a lane has finished something.
    Waiting,
    /// Nothing is left to read.
    Idle,
}

/// The reading under way.
pub struct Ingest {
    options: Options,
    queue: VecDeque<Source>,
    stage: Option<Stage>,
    /// Bytes of sources that were read to their end, and of all that were opened.
    read: u64,
    total: u64,
    plain: u64,
    hashed: u32,
    current: String,
    /// Tag files of the bundle being read, until it is known which folders are bags.
    tags: Vec<(Vec<u8>, Vec<u8>)>,
    cancelled: bool,
    phase: Phase,
}

enum Stage {
    Walk(Box<Walking>),
    /// The raw bytes of a container that was not read in order.
    Raw {
        offset: u64,
        buffer: Vec<u8>,
    },
    /// Waits for the lanes.
    Digests,
    Rehash(Box<Rehashing>),
    Judge,
}

struct Walking {
    opened: Opened,
    entry: Option<Open>,
}

/// The entry under way.
struct Open {
    id: u32,
    size: u64,
    started: bool,
    /// A manifest, a tag file or a small file that states facts.
    whole: Option<Vec<u8>>,
    framer: Option<(Framer, Box<dyn Scan>)>,
    keep: bool,
}

struct Rehashing {
    walk: Box<dyn Walk>,
    wanted: BTreeMap<u32, AlgorithmSet>,
    next: u32,
    open: Option<u32>,
}

/// The parts of an engine that reading needs.
pub struct Rooms<'a> {
    /// Where entries go.
    pub case: &'a mut Case,
    /// Where events go.
    pub timeline: &'a mut Timeline,
    /// Where facts about clocks go.
    pub zones: &'a mut Zones,
    /// Where bytes are kept.
    pub spill: &'a mut dyn Spill,
    /// Where digests are made.
    pub pool: &'a mut Pool<Box<dyn Lanes>>,
}

impl Rooms<'_> {
    /// The number of the bundle being read.
    fn number(&self) -> u32 {
        self.case.bundles.len().saturating_sub(1) as u32
    }
}

impl Ingest {
    /// Nothing to read yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            queue: VecDeque::new(),
            stage: None,
            read: 0,
            total: 0,
            plain: 0,
            hashed: 0,
            current: String::new(),
            tags: Vec::new(),
            cancelled: false,
            phase: Phase::Empty,
        }
    }

    /// How it reads.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Queues a source.
    pub fn open(&mut self, source: Source) {
        self.total += source.len();
        self.queue.push_back(source);
        self.cancelled = false;
        self.phase = Phase::Reading;
    }

    /// Stops the reading; what was read is judged as a part.
    pub fn cancel(&mut self) {
        self.cancelled = self.phase == Phase::Reading || self.phase == Phase::Rehashing;
    }

    /// Where it stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Where it stands, in numbers.
    pub fn progress(&self, case: &Case, timeline: &Timeline) -> Progress {
        let within = match &self.stage {
            Some(Stage::Walk(walking)) => walking.opened.walk.position(),
            Some(Stage::Rehash(rehash)) => rehash.walk.position(),
            _ => 0,
        };
        let bundle = case.bundles.last().map(|bundle| bundle.source.name.clone()).unwrap_or_default();
        Progress {
            phase: self.phase,
            bundle,
            current: self.current.clone(),
            bytes: (self.read + within).min(self.total),
            total: self.total,
            plain: self.plain,
            entries: self.hashed,
            events: timeline.len(),
            findings: case.bundles.iter().map(|bundle| bundle.counts.findings()).sum(),
        }
    }

    /// Does some work.
    pub fn step(&mut self, rooms: &mut Rooms<'_>) -> Pump {
        self.collect(rooms, false);
        if rooms.pool.is_busy() && !self.cancelled {
            // A host with threads waits here; the browser comes back when a helper has answered.
            self.collect(rooms, true);
            if rooms.pool.is_busy() {
                return Pump::Waiting;
            }
        }
        match self.stage.take() {
            None => self.begin(rooms),
            Some(Stage::Walk(walking)) => self.walk(walking, rooms),
            Some(Stage::Raw { offset, buffer }) => self.raw(offset, buffer, rooms),
            Some(Stage::Digests) => return self.digests(rooms),
            Some(Stage::Rehash(rehash)) => self.rehash(rehash, rooms),
            Some(Stage::Judge) => self.judge(rooms),
        }
        if self.stage.is_none() && self.queue.is_empty() {
            if self.phase == Phase::Reading || self.phase == Phase::Rehashing {
                self.phase = if self.cancelled { Phase::Cancelled } else { Phase::Done };
                self.current.clear();
                rooms.case.revision += 1;
            }
            return Pump::Idle;
        }
        Pump::More
    }

    fn begin(&mut self, rooms: &mut Rooms<'_>) {
        let Some(source) = self.queue.pop_front() else { return };
        self.phase = Phase::Reading;
        self.tags.clear();
        let limits = self.options.limits;
        let opened = match &source.content {
            Content::Folder(items) => Ok(container::open_folder(items.clone(), limits)),
            Content::File(file) => container::open_file(file.clone(), &source.name, source.mtime, limits),
        };
        match opened {
            Ok(opened) => {
                let number = rooms.case.begin_bundle(source, opened.format.clone(), opened.single);
                if let Some(bundle) = rooms.case.bundles.last_mut() {
                    opened.remarks.iter().for_each(|note| bundle.problem(note.clone()));
                }
                if opened.raw.is_some() {
                    rooms.pool.begin(container_stream(number), AlgorithmSet::DEFAULT);
                }
                self.stage = Some(Stage::Walk(Box::new(Walking { opened, entry: None })));
            }
            Err(error) => {
                rooms.case.begin_bundle(source, "file".into(), false);
                fail(rooms.case, &error);
                self.stage = Some(Stage::Judge);
            }
        }
    }

    fn walk(&mut self, mut walking: Box<Walking>, rooms: &mut Rooms<'_>) {
        let mut done = 0;
        while done < STEP {
            if self.cancelled {
                let note =
                    Note::Cancelled { read: self.read + walking.opened.walk.position(), total: self.total };
                return self.stop(*walking, note, rooms);
            }
            let step = walking.opened.walk.next();
            let result = match step {
                Ok(Step::Entry(meta)) => {
                    done += 4096;
                    self.entry(*meta, &mut walking.entry, rooms)
                }
                Ok(Step::Data(data)) => {
                    done += data.len() as u64;
                    self.plain += data.len() as u64;
                    self.data(data, &mut walking.entry, rooms)
                }
                Ok(Step::EndEntry) => self.end(walking.entry.take(), rooms),
                Ok(Step::Broken(error)) => {
                    self.broken(walking.entry.take(), &error.note(), rooms);
                    Ok(())
                }
                Ok(Step::Remark(note)) => {
                    if let Some(bundle) = rooms.case.bundles.last_mut() {
                        bundle.problem(note);
                    }
                    Ok(())
                }
                Ok(Step::Done) => {
                    if let Some(bundle) = rooms.case.bundles.last_mut() {
                        bundle.complete = true;
                    }
                    self.tap(&walking.opened, rooms);
                    return self.container_read(*walking, rooms);
                }
                Err(error) => Err(error),
            };
            self.tap(&walking.opened, rooms);
            if let Err(error) = result {
                return self.stop(*walking, error.note(), rooms);
            }
        }
        self.stage = Some(Stage::Walk(walking));
    }

    /// Hands the raw bytes that the walk has read to the container's digest.
    fn tap(&mut self, opened: &Opened, rooms: &mut Rooms<'_>) {
        let Some(tap) = &opened.raw else { return };
        let stream = container_stream(rooms.number());
        while let Some(block) = tap.take() {
            rooms.pool.update(stream, &block);
        }
    }

    fn container_read(&mut self, walking: Walking, rooms: &mut Rooms<'_>) {
        let number = rooms.number();
        if walking.opened.raw.is_some() {
            rooms.pool.end(container_stream(number));
        }
        let zip = walking.opened.raw.is_none() && walking.opened.format == "zip";
        self.stage = Some(if zip {
            rooms.pool.begin(container_stream(number), AlgorithmSet::DEFAULT);
            Stage::Raw { offset: 0, buffer: vec![0; 4 << 20] }
        } else {
            Stage::Digests
        });
        rooms.pool.flush();
    }

    /// Ends a walk before the container's end.
    fn stop(&mut self, walking: Walking, note: Note, rooms: &mut Rooms<'_>) {
        self.tap(&walking.opened, rooms);
        self.broken(walking.entry, &note, rooms);
        if let Some(bundle) = rooms.case.bundles.last_mut() {
            bundle.problem(note);
        }
        let number = rooms.number();
        if walking.opened.raw.is_some() {
            rooms.pool.abandon(container_stream(number));
        }
        rooms.pool.flush();
        self.stage = Some(Stage::Digests);
    }

    fn raw(&mut self, offset: u64, mut buffer: Vec<u8>, rooms: &mut Rooms<'_>) {
        let number = rooms.number();
        let stream = container_stream(number);
        let file = rooms.case.bundles.last().and_then(|bundle| match &bundle.source.content {
            Content::File(file) => Some(file.clone()),
            Content::Folder(_) => None,
        });
        let read = file.map(|file| file.read_at(offset, &mut buffer));
        match read {
            Some(Ok(n)) if n > 0 && !self.cancelled => {
                rooms.pool.update(stream, buffer.get(..n).unwrap_or_default());
                self.stage = Some(Stage::Raw { offset: offset + n as u64, buffer });
                return;
            }
            Some(Ok(0)) => rooms.pool.end(stream),
            Some(Err(error)) => {
                rooms.pool.abandon(stream);
                fail(rooms.case, &Error::new("file", offset, ErrorKind::Source(error.to_string())));
            }
            _ => rooms.pool.abandon(stream),
        }
        rooms.pool.flush();
        self.stage = Some(Stage::Digests);
    }

    // --- one entry --------------------------------------------------------------------------------------

    fn entry(&mut self, meta: Meta, open: &mut Option<Open>, rooms: &mut Rooms<'_>) -> Result<(), Error> {
        let path = normal(&meta.path);
        let kind = meta.kind;
        let link = meta.link.clone();
        let place = meta.place;
        let unsafe_path =
            meta.path.starts_with(b"/") || meta.path.split(|b| *b == b'/').any(|part| part == b"..");
        let odd_name = std::str::from_utf8(&path).is_err();
        self.current = inert(&path);
        let shown = inert(&meta.path);
        let id = rooms.case.add(&path, Some(meta));
        let remarks = [
            unsafe_path.then_some(Note::UnsafePath { path: shown.clone() }),
            odd_name.then_some(Note::NameNotUtf8 { path: shown }),
        ];
        for note in remarks.into_iter().flatten() {
            if let Some(entry) = rooms.case.entries.last_mut() {
                entry.notes.push(note.clone());
            }
            if let Some(bundle) = rooms.case.bundles.last_mut() {
                bundle.problem(note);
            }
        }
        let text = String::from_utf8_lossy(&path);
        match kind {
            EntryKind::File => {
                rooms.pool.begin(id, AlgorithmSet::DEFAULT);
                let whole = format_of(&path).is_some()
                    || bag::is_tag_file(path.get(base_of(&path).len()..).unwrap_or_default())
                    || (self.options.parse && time::wants(&text));
                let keep = self.options.keep && matches!(place, Place::Stream | Place::Packed { .. });
                *open = Some(Open {
                    id,
                    size: 0,
                    started: false,
                    whole: whole.then(Vec::new),
                    framer: None,
                    keep,
                });
            }
            EntryKind::Symlink if self.options.parse => {
                if let Some(link) = link.filter(|_| time::wants(&text)) {
                    let key = host_key(rooms.number(), &text);
                    let target = String::from_utf8_lossy(&link);
                    rooms.zones.offer(&key, below_bag(&text), time::Content::Link(&target));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn data(&mut self, data: &[u8], open: &mut Option<Open>, rooms: &mut Rooms<'_>) -> Result<(), Error> {
        let Some(open) = open.as_mut() else { return Ok(()) };
        if !open.started {
            self.sniff(open, data, rooms);
        }
        open.size += data.len() as u64;
        rooms.pool.update(open.id, data);
        if open.keep {
            keep(open.id, data, rooms)?;
        }
        if let Some((framer, scan)) = &mut open.framer
            && framer.push(data, scan.as_mut(), rooms.timeline) == Flow::Stop
        {
            open.framer = None;
            rooms.timeline.abandon();
            if let Some(bundle) = rooms.case.bundles.last_mut() {
                let value = u64::from(self.options.limits.events);
                bundle.problem(Note::LimitMet { limit: "events".into(), value, path: self.current.clone() });
            }
        }
        if let Some(whole) = &mut open.whole {
            whole.extend_from_slice(data);
            if whole.len() > self.options.limits.manifest {
                open.whole = None;
                return Err(self.manifest_limit(open.id, rooms));
            }
        }
        Ok(())
    }

    fn manifest_limit(&self, id: u32, rooms: &Rooms<'_>) -> Error {
        let value = self.options.limits.manifest as u64;
        let path = rooms.case.entry(id).map(|entry| entry.path.to_vec()).unwrap_or_default();
        Error::new("file", value, ErrorKind::Limit("manifest", value)).at(&path)
    }

    /// Looks at the first bytes: what is it, who reads it, is it kept?
    fn sniff(&mut self, open: &mut Open, data: &[u8], rooms: &mut Rooms<'_>) {
        open.started = true;
        let head = data.get(..HEAD).unwrap_or(data);
        let bundle = rooms.number();
        let number = rooms.case.bundles.last().map(|b| b.source.name.clone()).unwrap_or_default();
        let Some(entry) = rooms.case.entries.get_mut(open.id as usize) else { return };
        let path = String::from_utf8_lossy(&entry.path).into_owned();
        let kind = classify(&path, head);
        entry.kind = Some(kind);
        let parser = if self.options.parse { registry::choose(kind, &path, head) } else { None };
        if let Some(parser) = parser {
            let source = timeline::Source {
                entry: open.id,
                path: path.clone(),
                kind,
                parser,
                host: host_path(&path)
                    .host
                    .map(str::to_owned)
                    .or_else(|| host_of_name(&number))
                    .unwrap_or_default(),
                host_key: host_key(bundle, &path),
                mtime: entry.meta.as_ref().and_then(|meta| meta.mtime),
            };
            if let Some(year) = self.options.year {
                rooms.zones.give_year(&path, Some(year));
            }
            entry.artifact = Some(rooms.timeline.begin(source));
            let framer = Framer::new(parser.framing(head), self.options.limits.line);
            open.framer = Some((framer, parser.scan(kind, &path)));
        }
        open.keep = open.keep && (parser.is_some() || rooms.spill.len() < QUICK_LOOK);
        if open.whole.is_some()
            && format_of(&entry.path).is_none()
            && entry.meta.as_ref().is_some_and(|m| m.size > FACT as u64)
        {
            open.whole = None;
        }
    }

    fn end(&mut self, open: Option<Open>, rooms: &mut Rooms<'_>) -> Result<(), Error> {
        let Some(mut open) = open else { return Ok(()) };
        rooms.pool.end(open.id);
        if let Some((mut framer, mut scan)) = open.framer.take() {
            framer.finish(scan.as_mut(), rooms.timeline);
            rooms.timeline.end();
        }
        let Some(entry) = rooms.case.entries.get_mut(open.id as usize) else { return Ok(()) };
        entry.size = open.size;
        if open.size == 0 {
            entry.kind = Some(classify(&String::from_utf8_lossy(&entry.path), b""));
        }
        if let Some(meta) = &mut entry.meta {
            meta.size = open.size;
        }
        if let Some(bytes) = open.whole.take() {
            self.whole(open.id, &bytes, rooms);
        }
        Ok(())
    }

    /// A small file that others depend on: a manifest, a tag file, or facts about the host's clock.
    fn whole(&mut self, id: u32, bytes: &[u8], rooms: &mut Rooms<'_>) {
        let number = rooms.number();
        let Some(path) = rooms.case.entry(id).map(|entry| entry.path.to_vec()) else { return };
        let Some(bundle) = rooms.case.bundles.last_mut() else { return };
        let name = path.get(base_of(&path).len()..).unwrap_or_default();
        if let Some(format) = format_of(&path) {
            let manifest = (format.read)(&path, bytes);
            manifest.problems.iter().for_each(|note| bundle.problem(note.clone()));
            bundle.manifests.push(manifest);
        }
        let inside = path.split(|b| *b == b'/').any(|part| part == b"data");
        if name == b"bagit.txt" && !inside {
            bundle.bags.push(Bag::new(&path, bytes));
        } else if bag::is_tag_file(name) && !inside {
            self.tags.push((path.clone(), bytes.to_vec()));
        }
        let text = String::from_utf8_lossy(&path);
        if self.options.parse && time::wants(&text) {
            rooms.zones.offer(&host_key(number, &text), below_bag(&text), time::Content::Bytes(bytes));
        }
    }

    fn broken(&mut self, open: Option<Open>, note: &Note, rooms: &mut Rooms<'_>) {
        let Some(open) = open else { return };
        rooms.pool.abandon(open.id);
        if open.framer.is_some() {
            rooms.timeline.abandon();
        }
        if let Some(entry) = rooms.case.entries.get_mut(open.id as usize) {
            entry.broken = true;
            entry.size = open.size;
            entry.notes.push(note.clone());
            let cut = !matches!(note, Note::Cancelled { .. });
            if let Some(bundle) = rooms.case.bundles.last_mut().filter(|_| cut) {
                bundle.problem(note.clone());
            }
        }
    }

    // --- the verdict ------------------------------------------------------------------------------------

    /// Takes in digests that are ready.
    fn collect(&mut self, rooms: &mut Rooms<'_>, wait: bool) {
        let mut wait = wait;
        while let Some((stream, digests)) = rooms.pool.poll(wait) {
            wait = false;
            if stream >= FIRST_CONTAINER {
                if let Some(bundle) = rooms.case.bundles.get_mut((u32::MAX - stream) as usize) {
                    bundle.digests.merge(&digests);
                }
                continue;
            }
            self.hashed += 1;
            let Some(entry) = rooms.case.entries.get_mut(stream as usize) else { continue };
            entry.digests.merge(&digests);
            rooms.case.revision += 1;
            let Some(entry) = rooms.case.entries.get(stream as usize) else { continue };
            if let Some(bundle) = rooms.case.bundles.get_mut(entry.bundle as usize)
                && bundle.single
            {
                bundle.digests.merge(&digests);
            }
        }
    }

    fn digests(&mut self, rooms: &mut Rooms<'_>) -> Pump {
        rooms.pool.flush();
        self.collect(rooms, true);
        if rooms.pool.is_waiting() {
            self.stage = Some(Stage::Digests);
            // A host that can wait has waited; the browser comes back when a helper has answered.
            return Pump::Waiting;
        }
        self.tag_files(rooms);
        self.stage = Some(self.rehashing(rooms).map_or(Stage::Judge, Stage::Rehash));
        Pump::More
    }

    /// Gives bag-info.txt and fetch.txt to their bags, now that it is known which folders are bags.
    fn tag_files(&mut self, rooms: &mut Rooms<'_>) {
        let number = rooms.number();
        let Some(bundle) = rooms.case.bundles.last_mut() else { return };
        for (path, bytes) in std::mem::take(&mut self.tags) {
            let Some(bag) = bundle.bags.iter_mut().find(|bag| bag.root == base_of(&path)) else { continue };
            if path.ends_with(b"fetch.txt") {
                bag.add_fetch(&bytes);
                continue;
            }
            bag.add_info(&path, &bytes);
            if self.options.parse {
                rooms.zones.offer(&host_key(number, ""), "bag-info.txt", time::Content::Bytes(&bytes));
            }
        }
    }

    fn rehashing(&mut self, rooms: &mut Rooms<'_>) -> Option<Box<Rehashing>> {
        let first = rooms.case.bundles.last()?.entries.0;
        let wanted = with_input(rooms.case, verify::wanted)?;
        if wanted.is_empty() || self.cancelled {
            return None;
        }
        let bundle = rooms.case.bundles.last()?;
        let limits = self.options.limits;
        let opened = match &bundle.source.content {
            Content::Folder(items) => container::open_folder(items.clone(), limits),
            Content::File(file) => {
                container::open_file(file.clone(), &bundle.source.name, bundle.source.mtime, limits).ok()?
            }
        };
        self.phase = Phase::Rehashing;
        let wanted = wanted.into_iter().map(|(item, set)| (first + item as u32, set)).collect();
        Some(Box::new(Rehashing { walk: opened.walk, wanted, next: first, open: None }))
    }

    /// Walks the container again for the algorithms that were not computed.
    fn rehash(&mut self, mut rehash: Box<Rehashing>, rooms: &mut Rooms<'_>) {
        let mut done = 0;
        while done < STEP {
            let step = match self.cancelled || rehash.wanted.is_empty() && rehash.open.is_none() {
                true => Ok(Step::Done),
                false => rehash.walk.next(),
            };
            match step {
                Ok(Step::Entry(_)) => {
                    done += 512;
                    let wanted = rehash.wanted.remove(&rehash.next);
                    if let Some(algorithms) = wanted {
                        rooms.pool.begin(rehash.next, algorithms);
                        rehash.open = Some(rehash.next);
                    }
                    rehash.next += 1;
                }
                Ok(Step::Data(data)) => {
                    done += data.len() as u64;
                    if let Some(stream) = rehash.open {
                        rooms.pool.update(stream, data);
                    }
                }
                Ok(Step::EndEntry) => {
                    rehash.open.take().into_iter().for_each(|stream| rooms.pool.end(stream))
                }
                Ok(Step::Broken(_)) => {
                    rehash.open.take().into_iter().for_each(|stream| rooms.pool.abandon(stream));
                }
                Ok(Step::Remark(_)) => {}
                Ok(Step::Done) | Err(_) => {
                    rehash.open.take().into_iter().for_each(|stream| rooms.pool.abandon(stream));
                    rooms.pool.flush();
                    self.stage = Some(Stage::Judge);
                    return;
                }
            }
        }
        self.stage = Some(Stage::Rehash(rehash));
    }

    fn judge(&mut self, rooms: &mut Rooms<'_>) {
        self.collect(rooms, true);
        if rooms.pool.is_waiting() {
            self.stage = Some(Stage::Judge);
            return;
        }
        super::judge::judge(rooms.case);
        if self.options.parse {
            rooms.timeline.settle(rooms.zones);
            super::judge::count_events(rooms.case, rooms.timeline);
        }
        let source = rooms.case.bundles.last().map(|bundle| bundle.source.len()).unwrap_or_default();
        self.read = (self.read + source).min(self.total);
        rooms.case.revision += 1;
        if self.cancelled {
            self.queue.clear();
        }
    }
}

/// Streams of containers are counted down from the top, those of entries up from 0.
const FIRST_CONTAINER: u32 = u32::MAX - (1 << 16);

fn container_stream(bundle: u32) -> u32 {
    u32::MAX - bundle
}

/// A path without leading `./`, without empty parts and without a slash at either end.
fn normal(path: &[u8]) -> Vec<u8> {
    path.split(|b| *b == b'/')
        .filter(|part| !part.is_empty() && *part != b".")
        .collect::<Vec<_>>()
        .join(&b'/')
}

fn keep(id: u32, data: &[u8], rooms: &mut Rooms<'_>) -> Result<(), Error> {
    let at = rooms.spill.append(data).map_err(|error| {
        let what = format!("no room to keep unpacked bytes: {error}");
        Error::new("file", 0, ErrorKind::Source(what))
    })?;
    if let Some(entry) = rooms.case.entries.get_mut(id as usize) {
        entry.spilled.get_or_insert(at);
    }
    Ok(())
}

fn fail(case: &mut Case, error: &Error) {
    if let Some(bundle) = case.bundles.last_mut() {
        bundle.complete = false;
        bundle.problem(error.note());
    }
}

/// The host that a collection names in its file name: `uac-<host>-linux-<time>.tar.gz`.
fn host_of_name(name: &str) -> Option<String> {
    let rest = name.strip_prefix("uac-")?;
    let (host, _) = rest.rsplit_once('-')?;
    let (host, _) = host.rsplit_once('-')?;
    (!host.is_empty()).then(|| inert(host.as_bytes()))
}

/// The entries of the last bundle.
pub(super) fn own_entries(case: &Case) -> impl Iterator<Item = (u32, &Entry)> {
    let (first, end) = case.bundles.last().map_or((0, 0), |bundle| bundle.entries);
    (first..end).zip(case.entries.get(first as usize..end as usize).unwrap_or_default())
}

/// The last bundle as [`verify`] sees it.
pub(super) fn with_input<T>(case: &Case, f: impl FnOnce(&verify::Input<'_>) -> T) -> Option<T> {
    let bundle = case.bundles.last()?;
    let items: Vec<verify::Item<'_>> = own_entries(case)
        .filter_map(|(_, entry)| {
            let meta = entry.meta.as_ref()?;
            Some(verify::Item {
                path: &entry.path,
                kind: meta.kind,
                size: entry.size,
                digests: &entry.digests,
                broken: entry.broken,
                link: meta.link.as_deref(),
                root: host_root(&entry.path),
            })
        })
        .collect();
    Some(f(&verify::Input {
        items: &items,
        manifests: &bundle.manifests,
        bags: &bundle.bags,
        complete: bundle.complete,
    }))
}

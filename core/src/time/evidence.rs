//! What the evidence says about zones and about when it was collected.
//!
//! Small files that state either are offered to [`Zones`] as they are read, each with the key of the host (the
//! folder of the bundle that its files lie in). A source of events asks with its own key and gets what was
//! stated for that folder, or else for the nearest folder above; never what belongs to another host.
//!
//! For the zone, in this order: the link `etc/localtime` (what the C library used), `timedatectl`, the log of
//! UAC, `etc/timezone`, `etc/sysconfig/clock`, a copied `etc/localtime` without its name, and the bare offset
//! in a collector's log. For the time of collection: a collector's log, the output of `date` or
//! `timedatectl`, the date in `bag-info.txt`. Ties go to the file nearest the root (a container's image has an
//! `etc/timezone` of its own), then to the first path in byte order.

use super::civil::SECOND;
use super::date_text;
use super::zone::NamedZone;
use crate::note::Note;
use crate::text::inert;
use std::collections::BTreeMap;

/// The most conflicting statements that a source's notes name.
const MOST_CONFLICTS: usize = 3;
/// Lines looked at in one file.
const MOST_LINES: usize = 20_000;

/// What an offered entry holds.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Its bytes.
    Bytes(&'a [u8]),
    /// It is a symbolic link to this target.
    Link(&'a str),
}

/// When a host's evidence was collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// A reading of the host's clock, nanoseconds since 1970 as if it were UTC.
    pub local: i64,
    /// Seconds east of UTC, where the evidence states them.
    pub offset: Option<i32>,
    /// Bundle path of the evidence.
    pub path: String,
}

impl Collection {
    /// As a reading of a clock that is `offset` seconds east of UTC.
    pub fn reading_at(&self, offset: i32) -> i64 {
        let stated = self.offset.unwrap_or(offset);
        self.local.saturating_add(i64::from(offset - stated) * SECOND)
    }
}

/// The zone of a source and how it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneChoice {
    /// The zone.
    pub zone: NamedZone,
    /// From what it was taken, and what speaks against it.
    pub notes: Vec<Note>,
}

/// Whether the entry of this path inside its bundle may say something about zones or times of collection, so
/// that its bytes, or a link's target, are worth offering.
pub fn wants(path: &str) -> bool {
    Class::of(path).is_some()
}

/// What is known about zones, years and times of collection.
#[derive(Clone, Debug, Default)]
pub struct Zones {
    /// By host key.
    hosts: BTreeMap<String, Stated>,
    given_zones: BTreeMap<String, NamedZone>,
    given_years: BTreeMap<String, i32>,
}

#[derive(Clone, Debug, Default)]
struct Stated {
    /// Best first.
    zones: Vec<(Rank, NamedZone)>,
    /// Best first.
    collections: Vec<(Rank, Collection)>,
}

/// Order of statements: class, then for times the later first, then depth and path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    class: u8,
    age: i64,
    depth: usize,
    path: String,
}

impl Zones {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what an entry states, if it states anything. `path` is its bundle path, `host_key` the folder of
    /// the host that it belongs to.
    pub fn offer(&mut self, host_key: &str, path: &str, content: Content<'_>) {
        let Some(class) = Class::of(path) else { return };
        let found = class.read(content);
        let depth = path.matches('/').count();
        let stated = self.hosts.entry(host_key.trim_end_matches('/').to_owned()).or_default();
        for (class, zone) in found.zones {
            let rank = Rank { class, age: 0, depth, path: path.to_owned() };
            let at = stated.zones.partition_point(|(other, _)| *other < rank);
            stated.zones.insert(at, (rank, zone));
        }
        if let Some((class, dated)) = found.collected {
            let rank = Rank { class, age: dated.local.saturating_neg(), depth, path: path.to_owned() };
            let at = stated.collections.partition_point(|(other, _)| *other < rank);
            let collection = Collection { local: dated.local, offset: dated.offset, path: path.to_owned() };
            stated.collections.insert(at, (rank, collection));
        }
    }

    /// The person's choice of a zone for a host, or nothing to go back to the evidence. Says whether the zone
    /// exists.
    pub fn give_zone(&mut self, host_key: &str, name: Option<&str>) -> bool {
        let key = host_key.trim_end_matches('/');
        match name.map(NamedZone::find) {
            None => {
                self.given_zones.remove(key);
                true
            }
            Some(None) => false,
            Some(Some(zone)) => {
                self.given_zones.insert(key.to_owned(), zone);
                true
            }
        }
    }

    /// The person's choice of the year of a source's last line, or nothing to go back to the evidence.
    pub fn give_year(&mut self, path: &str, year: Option<i32>) {
        match year {
            Some(year) => self.given_years.insert(path.to_owned(), year),
            None => self.given_years.remove(path),
        };
    }

    /// The year that the person gave for the last line of the source at this path.
    pub fn given_year(&self, path: &str) -> Option<i32> {
        self.given_years.get(path).copied()
    }

    /// The zone for sources with this host key.
    pub fn zone(&self, host_key: &str) -> ZoneChoice {
        let given = upwards(host_key).find_map(|key| self.given_zones.get(key));
        if let Some(zone) = given {
            let notes = vec![Note::ZoneGiven { zone: zone.name().to_owned() }];
            return ZoneChoice { zone: zone.clone(), notes };
        }
        let stated = upwards(host_key).filter_map(|key| self.hosts.get(key)).find(|s| !s.zones.is_empty());
        let Some(((rank, zone), others)) = stated.and_then(|stated| stated.zones.split_first()) else {
            return ZoneChoice { zone: NamedZone::utc(), notes: vec![Note::ZoneAssumedUtc] };
        };
        let mut notes =
            vec![Note::ZoneFrom { zone: zone.name().to_owned(), path: inert(rank.path.as_bytes()) }];
        // A bare offset says nothing of the other half of the year, so it contradicts no name.
        let against = others.iter().filter(|(r, other)| r.class < class::OFFSET && !other.behaves_like(zone));
        notes.extend(against.take(MOST_CONFLICTS).map(|(rank, other)| Note::ZoneConflict {
            zone: other.name().to_owned(),
            path: inert(rank.path.as_bytes()),
        }));
        ZoneChoice { zone: zone.clone(), notes }
    }

    /// When the evidence with this host key was collected.
    pub fn collection(&self, host_key: &str) -> Option<&Collection> {
        upwards(host_key)
            .filter_map(|key| self.hosts.get(key))
            .find_map(|stated| stated.collections.first())
            .map(|(_, collection)| collection)
    }
}

/// The key, the folders above it, and the key of everything, which is empty.
fn upwards(key: &str) -> impl Iterator<Item = &str> {
    let key = key.trim_end_matches('/');
    std::iter::successors(Some(key), |key| match key.rfind('/') {
        Some(at) => key.get(..at),
        None if key.is_empty() => None,
        None => Some(""),
    })
}

/// How much a statement counts; lower counts more.
mod class {
    pub const LINK: u8 = 0;
    pub const TIMEDATECTL: u8 = 1;
    pub const COLLECTOR: u8 = 2;
    pub const TIMEZONE_FILE: u8 = 3;
    pub const SYSCONFIG: u8 = 4;
    pub const TZIF: u8 = 5;
    pub const OFFSET: u8 = 6;
    pub const COLLECTED: u8 = 0;
    pub const DATE: u8 = 1;
    pub const BAGGED: u8 = 2;
}

/// Files that state a zone or a time of collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Localtime,
    Timezone,
    Sysconfig,
    CollectorLog,
    DateOutput,
    BagInfo,
}

#[derive(Default)]
struct Found {
    zones: Vec<(u8, NamedZone)>,
    collected: Option<(u8, date_text::Dated)>,
}

impl Class {
    fn of(path: &str) -> Option<Self> {
        let base = path.rsplit('/').next().unwrap_or(path);
        let ends =
            |end: &str| path.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        let says_date = |stem: &str| {
            stem.split(|c: char| !c.is_ascii_alphabetic()).any(|word| matches!(word, "date" | "timedatectl"))
        };
        match base {
            "localtime" if ends("etc/localtime") => Some(Class::Localtime),
            "timezone" if ends("etc/timezone") => Some(Class::Timezone),
            "clock" if ends("etc/sysconfig/clock") => Some(Class::Sysconfig),
            "bag-info.txt" => Some(Class::BagInfo),
            "uac.log" => Some(Class::CollectorLog),
            _ if base.starts_with("uac-") && base.ends_with(".log") => Some(Class::CollectorLog),
            _ if base.strip_suffix(".txt").is_some_and(says_date) => Some(Class::DateOutput),
            _ => None,
        }
    }

    fn read(self, content: Content<'_>) -> Found {
        let mut found = Found::default();
        match content {
            Content::Link(target) if self == Class::Localtime => {
                found.zones.extend(zone_of_target(target).map(|zone| (class::LINK, zone)));
            }
            Content::Link(_) => {}
            Content::Bytes(bytes) if self == Class::Localtime => {
                found.zones.extend(NamedZone::tzif(bytes).map(|zone| (class::TZIF, zone)));
            }
            Content::Bytes(bytes) => {
                for line in bytes.split(|b| *b == b'\n').take(MOST_LINES) {
                    self.read_line(String::from_utf8_lossy(line).trim(), &mut found);
                }
            }
        }
        found
    }

    fn read_line(self, line: &str, found: &mut Found) {
        match self {
            Class::Localtime => {}
            Class::Timezone => found.name_zone(class::TIMEZONE_FILE, line),
            Class::Sysconfig => {
                if let Some(name) = line.strip_prefix("ZONE=") {
                    found.name_zone(class::SYSCONFIG, name.trim_matches('"'));
                }
            }
            Class::BagInfo => {
                if let Some(date) = line.strip_prefix("Bagging-Date:") {
                    found.collect(class::BAGGED, date_text::parse(date));
                }
            }
            Class::CollectorLog => found.collector_line(line),
            Class::DateOutput => found.output_line(line),
        }
    }
}

impl Found {
    /// Keeps the first zone that a file names in each class.
    fn name_zone(&mut self, class: u8, name: &str) {
        if !self.zones.iter().any(|(known, _)| *known == class) {
            self.zones.extend(NamedZone::find(name).map(|zone| (class, zone)));
        }
    }

    /// Keeps the latest time that a file states.
    fn collect(&mut self, class: u8, dated: Option<date_text::Dated>) {
        let instant =
            |d: &date_text::Dated| d.local.saturating_sub(i64::from(d.offset.unwrap_or(0)) * SECOND);
        if let Some(dated) = dated
            && self.collected.is_none_or(|(_, known)| instant(&known) < instant(&dated))
        {
            self.collected = Some((class, dated));
        }
    }

    /// `2026-11-20 02:05:28 +0800 INF Time zone: Asia/Shanghai`, or `Acquisition Finished: Fri Nov 20 …` of
    /// the log beside UAC's archive.
    fn collector_line(&mut self, line: &str) {
        if let Some((_, name)) = line.split_once("Time zone: ") {
            self.name_zone(class::COLLECTOR, name.trim());
        }
        let text = line
            .strip_prefix("Acquisition Started: ")
            .or_else(|| line.strip_prefix("Acquisition Finished: "));
        let dated = match text {
            Some(text) => date_text::parse(text),
            None if line.starts_with("20") => line.get(..25).and_then(date_text::parse),
            None => None,
        };
        if let Some(offset) = dated.and_then(|dated| dated.offset)
            && let Some(zone) = NamedZone::fixed(offset)
        {
            self.name_zone(class::OFFSET, zone.name());
        }
        self.collect(class::COLLECTED, dated);
    }

    /// A line of `date`, of `timedatectl`, or of `cat /etc/timezone` in the same file.
    fn output_line(&mut self, line: &str) {
        if let Some((_, name)) = line.split_once("Time zone: ").or_else(|| line.split_once("Timezone: ")) {
            self.name_zone(class::TIMEDATECTL, name.split_whitespace().next().unwrap_or_default());
        } else if let Some((_, time)) = line.split_once("Universal time: ") {
            self.collect(class::DATE, date_text::parse(time));
        } else if !line.contains(": ") {
            if line.contains('/') {
                self.name_zone(class::TIMEZONE_FILE, line);
            }
            self.collect(class::DATE, date_text::parse(line));
        }
    }
}

/// `../usr/share/zoneinfo/Asia/Shanghai` → the zone.
fn zone_of_target(target: &str) -> Option<NamedZone> {
    let (_, name) = target.rsplit_once("zoneinfo/")?;
    let name = name.strip_prefix("posix/").or_else(|| name.strip_prefix("right/")).unwrap_or(name);
    NamedZone::find(name)
}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;

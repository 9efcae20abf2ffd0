//! Years for lines that have none.
//!
//! Inside a file the order of the lines tells where the year turns: [`YearTrack`] counts the turns while the
//! file is read. What remains open is one number, the year of the last line; [`choose`] takes it from the
//! person, the file's time of last change or the time of collection, in that order, and otherwise leaves the
//! lines undated. That year is the latest in which the last line is not more than a day after the anchor, and
//! in which every 29 February of the file exists.

use super::civil::{self, DAY};
use crate::note::Note;

/// Days of a year in the calendar that lines are kept in until their year is known: every month has its
/// longest length, so that a 29 February has a place in each.
const YEAR_DAYS: i64 = 366;
/// Lines may be out of order by so many days without a turn of the year.
const DISORDER: i64 = 7;
/// A step back of more than so many days is a turn of the year; a shorter one is a clock that was set.
const TURN: i64 = 183;
/// A year that lies further from the first line's is not counted: 64 bits hold 291 such years.
const MOST_YEARS: i32 = 250;
/// How far back a year is looked for in which every 29 February fits.
const LEAP_SEARCH: i32 = 12;
/// 1990-01-01. No file of a Linux host was last changed before; archives without times say 1970 or 1980.
const FIRST_PLAUSIBLE: i64 = 7_305 * DAY;
/// A time of change so long after the last line says little about that line.
const LONG_QUIET: i64 = 180 * DAY;

/// Follows the lines of one file and numbers their years from the first line's, which is 0.
#[derive(Clone, Debug, Default)]
pub struct YearTrack {
    year: i32,
    /// Day of the last line, counted from the first year's 1 January.
    day: Option<i64>,
    first_year: i32,
    last: i64,
    leap_years: Vec<i32>,
    /// The turns went past [`MOST_YEARS`], so that no year of the file is known any more.
    overrun: bool,
}

impl YearTrack {
    /// Takes the next line's date and gives its provisional time, nanoseconds in the calendar of 366-day years
    /// ([`resolve`] undoes it); nothing where the date is none, or after too many turns.
    pub fn push(&mut self, month: u8, day: u8, nanos: i64) -> Option<i64> {
        // 2024 stands for every year here: it has all 366 days.
        civil::nanos(2024, month, day, 0)?;
        let in_year = civil::days_from_civil(2024, month, day) - civil::days_from_civil(2024, 1, 1);
        let year = self.year_of(in_year);
        self.overrun |= year.abs() > MOST_YEARS;
        if self.overrun {
            return None;
        }
        if self.day.is_none() {
            self.first_year = year;
        }
        (self.year, self.day) = (year, Some(i64::from(year) * YEAR_DAYS + in_year));
        if (month, day) == (2, 29)
            && let Err(at) = self.leap_years.binary_search(&year)
        {
            self.leap_years.insert(at, year);
        }
        self.last = (i64::from(year) * YEAR_DAYS + in_year) * DAY + nanos.clamp(0, DAY - 1);
        Some(self.last)
    }

    fn year_of(&self, in_year: i64) -> i32 {
        let Some(before) = self.day else { return 0 };
        let step = i64::from(self.year) * YEAR_DAYS + in_year - before;
        // A late line of December among those of January belongs to the year before.
        let straggler = step > 0 && step - YEAR_DAYS >= -DISORDER;
        match step {
            _ if straggler => self.year - 1,
            step if step < -TURN => self.year + 1,
            _ => self.year,
        }
    }

    /// Whether it has seen a line.
    pub fn is_empty(&self) -> bool {
        self.day.is_none()
    }

    /// The last line's year, counted from the first line's.
    pub fn last_year(&self) -> i32 {
        self.year
    }

    /// How often the year turns between the first line and the last.
    pub fn turns(&self) -> u32 {
        u32::try_from(self.year - self.first_year).unwrap_or(0)
    }
}

/// A provisional time as a reading with a year, where `last_year` (counted) is the year `calendar_year`.
/// Nothing for a 29 February in a year without one.
pub fn resolve(provisional: i64, last_year: i32, calendar_year: i32) -> Option<i64> {
    let days = provisional.div_euclid(DAY);
    let counted = i32::try_from(days.div_euclid(YEAR_DAYS)).ok()?;
    let year = calendar_year.checked_sub(last_year)?.checked_add(counted)?;
    let first = civil::days_from_civil(2024, 1, 1);
    let (_, month, day) = civil::civil_from_days(first + days.rem_euclid(YEAR_DAYS));
    civil::nanos(year, month, day, provisional.rem_euclid(DAY))
}

/// What the year can be taken from. Times are readings in the file's own zone.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// The person's choice.
    pub given: Option<i32>,
    /// Time of last change of the file.
    pub mtime: Option<i64>,
    /// Time of collection, and where the evidence states it.
    pub collection: Option<(i64, String)>,
}

/// The calendar year of the last line, and from what it was taken.
pub fn choose(track: &YearTrack, anchors: &Anchors) -> Option<(i32, Note)> {
    if track.overrun {
        return None;
    }
    if let Some(year) = anchors.given {
        return Some((year, Note::YearGiven { year }));
    }
    let collected = anchors.collection.as_ref().and_then(|(at, path)| Some((latest(track, *at)?, *at, path)));
    let changed =
        anchors.mtime.filter(|at| *at >= FIRST_PLAUSIBLE).and_then(|at| Some((latest(track, at)?, at)));
    let from_mtime = changed.filter(|((_, gap), at)| match &collected {
        // What was collected cannot change afterwards, and a closer anchor says more than one long after.
        Some(((_, other), collection, _)) => *at <= collection + DAY && (*gap <= LONG_QUIET || gap <= other),
        None => true,
    });
    match (from_mtime, collected) {
        (Some(((year, _), _)), _) => Some((year, Note::YearFromMtime { year, turns: track.turns() })),
        (None, Some(((year, _), _, path))) => {
            Some((year, Note::YearFromCollection { year, path: crate::text::inert(path.as_bytes()) }))
        }
        (None, None) => None,
    }
}

/// The latest year in which the last line is at most a day after the anchor, and how long before the anchor it
/// then lies.
fn latest(track: &YearTrack, anchor: i64) -> Option<(i32, i64)> {
    let newest = civil::year_of(anchor.saturating_add(DAY));
    let candidate = |year: i32| {
        let last = resolve(track.last, track.year, year)?;
        let gap = anchor.checked_sub(last)?;
        (gap >= -DAY).then_some((year, gap))
    };
    let leaps_fit = |year: i32| track.leap_years.iter().all(|leap| civil::is_leap(year - track.year + leap));
    let years = || (newest - LEAP_SEARCH..=newest).rev();
    // Where no year has them all, two of the file's dates contradict each other; the others still count.
    years().filter(|year| leaps_fit(*year)).find_map(candidate).or_else(|| years().find_map(candidate))
}

#[cfg(test)]
#[path = "year_tests.rs"]
mod tests;

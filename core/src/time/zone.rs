//! Zones by name, the offset that holds at an instant, and instants as text.
//!
//! Zones come from the tz database compiled in, so an analysis gives the same result everywhere and offline.
//! A reading of a clock that clocks set back made ambiguous is the *first* of the two instants, unless the
//! lines before it have passed that instant by more than five minutes: then it is the second. A reading that
//! clocks set forward skipped is taken with the offset that held before (RFC 5545's rule).

use super::civil::{DAY, HOUR, MINUTE, SECOND, civil_from_days};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

/// How far lines may be out of order before a repeated hour counts as the second one.
const DISORDER: i64 = 5 * MINUTE;

/// A zone and the name it goes by: `Asia/Shanghai`, `+08:00`, or the rule of a TZif file, `CST-8`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedZone {
    name: String,
    rules: TimeZone,
}

impl NamedZone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), rules: TimeZone::UTC }
    }

    /// The zone of this name in the IANA database, or of this offset (`+08:00`, `+0800`).
    pub fn find(name: &str) -> Option<Self> {
        if let Some(seconds) = parse_offset(name) {
            return Self::fixed(seconds);
        }
        let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
        if name.is_empty() || name.len() > 64 || !name.chars().all(fit) {
            return None;
        }
        let rules = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = rules.iana_name().unwrap_or("UTC").to_owned();
        Some(Self { name, rules })
    }

    /// A zone of one offset, in seconds east of UTC.
    pub fn fixed(seconds: i32) -> Option<Self> {
        let offset = Offset::from_seconds(seconds).ok()?;
        Some(Self { name: offset_text(seconds), rules: TimeZone::fixed(offset) })
    }

    /// The zone of a compiled file such as `/etc/localtime` (TZif, RFC 9636). It has no name; the rule in its
    /// last line stands for one.
    pub fn tzif(data: &[u8]) -> Option<Self> {
        let rules = TimeZone::tzif("", data).ok()?;
        let footer = data.strip_suffix(b"\n").and_then(|body| body.rsplit(|b| *b == b'\n').next());
        let name = footer.and_then(|rule| std::str::from_utf8(rule).ok());
        let fit =
            |rule: &&str| !rule.is_empty() && rule.len() <= 64 && rule.bytes().all(|b| b.is_ascii_graphic());
        Some(Self { name: name.filter(fit).unwrap_or("TZif").to_owned(), rules })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether both have the same offsets in every January and July from 2000 to 2040.
    pub fn behaves_like(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.offsets(), other.offsets());
        (0..80)
            .map(|half| 946_684_800 * SECOND + half * 182 * DAY + half * 15 * HOUR)
            .all(|t| a.at(t) == b.at(t))
    }

    /// Looks offsets up, and remembers the span in which the last one holds.
    pub fn offsets(&self) -> Offsets {
        Offsets { rules: self.rules.clone(), span: None }
    }
}

/// How a reading of a clock met its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It occurred once.
    Once,
    /// It occurred twice.
    Twice,
    /// It never occurred.
    Never,
}

/// The offsets of a zone. Times of one file lie close together, so nearly every look-up falls into the span
/// between two changes of the clocks that the last one found.
#[derive(Clone, Debug)]
pub struct Offsets {
    rules: TimeZone,
    span: Option<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    /// First instant, inclusive, and last, exclusive.
    utc: (i64, i64),
    /// The readings in it that occur nowhere else, likewise.
    local: (i64, i64),
    /// Seconds east of UTC.
    offset: i32,
}

impl Offsets {
    /// Seconds east of UTC at an instant.
    pub fn at(&mut self, utc: i64) -> i32 {
        match self.span {
            Some(span) if span.utc.0 <= utc && utc < span.utc.1 => span.offset,
            _ => {
                let span = self.look_up(utc);
                self.span = Some(span);
                span.offset
            }
        }
    }

    /// The instant of a reading. `previous` is the instant of the line before, which decides a repeated hour.
    pub fn instant(&mut self, local: i64, previous: Option<i64>) -> (i64, Fit) {
        if let Some(span) = self.span
            && span.local.0 <= local
            && local < span.local.1
        {
            return (minus(local, span.offset), Fit::Once);
        }
        match self.rules.to_ambiguous_timestamp(TimeZone::UTC.to_datetime(timestamp(local))).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                let utc = minus(local, offset.seconds());
                self.span = Some(self.look_up(utc));
                (utc, Fit::Once)
            }
            AmbiguousOffset::Fold { before, after } => {
                let first = minus(local, before.seconds());
                let passed = previous.is_some_and(|last| first < last.saturating_sub(DISORDER));
                (if passed { minus(local, after.seconds()) } else { first }, Fit::Twice)
            }
            AmbiguousOffset::Gap { before, .. } => (minus(local, before.seconds()), Fit::Never),
        }
    }

    fn look_up(&self, utc: i64) -> Span {
        let at = timestamp(utc);
        let offset = self.rules.to_offset(at).seconds();
        let start =
            self.rules.preceding(timestamp(utc.saturating_add(1))).next().map(|t| nanos(t.timestamp()));
        let end = self.rules.following(at).next().map(|t| (nanos(t.timestamp()), t.offset().seconds()));
        let (from, local_from) = start.map_or((i64::MIN, i64::MIN), |from| {
            let before = self.rules.to_offset(timestamp(from.saturating_sub(1))).seconds();
            (from, plus(from, offset.max(before)))
        });
        let (to, local_to) =
            end.map_or((i64::MAX, i64::MAX), |(to, after)| (to, plus(to, offset.min(after))));
        Span { utc: (from, to), local: (local_from, local_to), offset }
    }
}

/// Every 64-bit count of nanoseconds is within jiff's range.
fn timestamp(nanos: i64) -> Timestamp {
    Timestamp::from_nanosecond(i128::from(nanos)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn nanos(at: Timestamp) -> i64 {
    let clamped = at.as_nanosecond().clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    i64::try_from(clamped).unwrap_or_default()
}

fn plus(time: i64, seconds: i32) -> i64 {
    time.saturating_add(i64::from(seconds) * SECOND)
}

fn minus(time: i64, seconds: i32) -> i64 {
    time.saturating_sub(i64::from(seconds) * SECOND)
}

/// `+0800`, `-03:30` or `+08` in seconds east of UTC.
pub fn parse_offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes() {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let digit = |b: &u8| b.is_ascii_digit().then(|| i32::from(b - b'0'));
    let (h, m) = match rest {
        [a, b] => (digit(a)? * 10 + digit(b)?, 0),
        [a, b, b':', c, d] | [a, b, c, d] => (digit(a)? * 10 + digit(b)?, digit(c)? * 10 + digit(d)?),
        _ => return None,
    };
    (h <= 18 && m < 60).then_some(sign * (h * 3_600 + m * 60))
}

/// An instant that a person typed, RFC 3339 with its offset, in nanoseconds since 1970 UTC.
pub fn parse_instant(text: &str) -> Option<i64> {
    let instant: Timestamp = text.trim().parse().ok()?;
    i64::try_from(instant.as_nanosecond()).ok()
}

/// An offset as text: `+08:00`, with seconds only where it has some.
pub fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let s = seconds.unsigned_abs();
    match s % 60 {
        0 => format!("{sign}{:02}:{:02}", s / 3_600, s / 60 % 60),
        rest => format!("{sign}{:02}:{:02}:{rest:02}", s / 3_600, s / 60 % 60),
    }
}

/// Digits of a second's fraction that a precision in nanoseconds needs: 0, 3, 6 or 9.
pub fn fraction_digits(precision: i64) -> usize {
    match precision {
        SECOND.. => 0,
        1_000_000.. => 3,
        1_000.. => 6,
        1.. => 9,
        _ => 0,
    }
}

/// A precision in nanoseconds as text: `1 s`, `1 ms`, `1 µs`, `10 µs`, `1 min`, `1 d`.
pub fn precision_text(precision: i64) -> String {
    let units = [(DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1_000_000, "ms"), (1_000, "µs")];
    match units.into_iter().find(|(size, _)| precision >= *size) {
        Some((size, unit)) => format!("{} {unit}", precision / size),
        None => format!("{} ns", precision.max(1)),
    }
}

/// `2026-11-20 01:54:29` at an offset in seconds, with `digits` digits of the fraction.
pub fn plain(utc: i64, offset: i32, digits: usize) -> String {
    written(utc, offset, digits, ' ')
}

/// `2026-11-20 01:54:29 +08:00`.
pub fn with_offset(utc: i64, offset: i32, digits: usize) -> String {
    format!("{} {}", plain(utc, offset, digits), offset_text(offset))
}

/// `2026-11-19T17:54:29Z` (RFC 3339).
pub fn rfc3339(utc: i64, digits: usize) -> String {
    format!("{}Z", written(utc, 0, digits, 'T'))
}

fn written(utc: i64, offset: i32, digits: usize, between: char) -> String {
    use std::fmt::Write;
    let local = plus(utc, offset);
    let (year, month, day) = civil_from_days(local.div_euclid(DAY));
    let time = local.rem_euclid(DAY);
    let (h, m, s) = (time / HOUR, time / MINUTE % 60, time / SECOND % 60);
    let mut out = String::with_capacity(32);
    let _ = write!(out, "{year:04}-{month:02}-{day:02}{between}{h:02}:{m:02}:{s:02}");
    if digits > 0 {
        let nanos = format!("{:09}", time % SECOND);
        let _ = write!(out, ".{}", nanos.get(..digits.min(9)).unwrap_or(&nanos));
    }
    out
}

#[cfg(test)]
#[path = "zone_tests.rs"]
mod tests;

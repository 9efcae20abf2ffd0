//! Reads the output of `date` and the dates in logs of collecting tools, in the wordings that they use.

use super::civil::{self, DAY, HOUR, MINUTE, SECOND};
use super::zone::parse_offset;

/// A date as text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The reading, nanoseconds since 1970 as if it were UTC; the end of the day where there is no time.
    pub local: i64,
    /// Seconds east of UTC, where the text states a number or UTC itself.
    pub offset: Option<i32>,
}

/// Understands `Fri Nov 20 02:08:07 CST 2026`, `Fri 20 Nov 2026 02:08:07 AM UTC`,
/// `2026年 11月 20日 星期五 02:08:07 CST`, `2026-11-20 02:05:27 +0800`, `2026-11-20T02:05:27Z` and
/// `2026-11-19`. Words that it does not know, such as weekdays and `CST`, are passed over.
pub(super) fn parse(text: &str) -> Option<Dated> {
    let text: String = text.chars().take(120).map(|c| if "年月日,".contains(c) { ' ' } else { c }).collect();
    let mut parts = Parts::default();
    for word in text.split_whitespace() {
        parts.take(word);
    }
    let date = civil::nanos(parts.year?, parts.month?, parts.day?, 0)?;
    // 12 AM is midnight and 12 PM noon.
    let afternoon = match (parts.half, parts.time) {
        (Some(false), Some(time)) if time / HOUR == 12 => -12 * HOUR,
        (Some(true), Some(time)) if time / HOUR < 12 => 12 * HOUR,
        _ => 0,
    };
    let time = parts.time.map_or(DAY - SECOND, |time| time + afternoon);
    Some(Dated { local: date.checked_add(time)?, offset: parts.offset })
}

#[derive(Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<i64>,
    /// Whether `PM` (true) or `AM` (false) stands behind the time.
    half: Option<bool>,
    offset: Option<i32>,
}

impl Parts {
    fn take(&mut self, word: &str) {
        if let Some((date, time)) = word.split_once('T')
            && iso_date(date).is_some()
        {
            self.take(date);
            let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
            self.take(time.get(..end).unwrap_or_default());
            self.take(time.get(end..).unwrap_or_default());
        } else if let Some((year, month, day)) = iso_date(word) {
            (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
        } else if word.contains(':')
            && let Some(time) = time_of_day(word)
        {
            self.time = self.time.or(Some(time));
        } else if let Some(month) = month(word) {
            self.month = self.month.or(Some(month));
        } else if word.len() == 4 && number(word).is_some_and(|n| (1990..2200).contains(&n)) {
            self.year = self.year.or(number(word).and_then(|n| i32::try_from(n).ok()));
        } else if let Some(n) = number(word).and_then(|n| u8::try_from(n).ok()) {
            // In Chinese the month stands as a number between year and day.
            if self.year.is_some() && self.month.is_none() && (1..=12).contains(&n) {
                self.month = Some(n);
            } else {
                self.day = self.day.or((1..=31).contains(&n).then_some(n));
            }
        } else if self.time.is_some() {
            self.take_suffix(word);
        }
    }

    fn take_suffix(&mut self, word: &str) {
        match word {
            "UTC" | "GMT" | "Z" => self.offset = self.offset.or(Some(0)),
            "AM" | "上午" => self.half = Some(false),
            "PM" | "下午" => self.half = Some(true),
            _ => self.offset = self.offset.or(parse_offset(word)),
        }
    }
}

fn number(word: &str) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}

fn iso_date(word: &str) -> Option<(i32, u8, u8)> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let year = number(year).filter(|n| (1990..2200).contains(n))?;
    Some((i32::try_from(year).ok()?, u8::try_from(number(month)?).ok()?, u8::try_from(number(day)?).ok()?))
}

fn time_of_day(word: &str) -> Option<i64> {
    let whole = word.split(['.', ',']).next().unwrap_or(word);
    let mut parts = whole.split(':').map(number);
    let (h, m, s) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let fits = parts.next().is_none() && h < 24 && m < 60 && s < 61;
    fits.then(|| i64::from(h) * HOUR + i64::from(m) * MINUTE + i64::from(s) * SECOND)
}

fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let found = NAMES.iter().position(|name| word == *name || name.get(..3) == Some(word))?;
    u8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::zone::plain;

    #[test]
    fn wordings() {
        for (text, local, offset) in [
            ("Fri Nov 20 02:08:07 CST 2026", "2026-11-20 02:08:07", None),
            ("Thu Nov 19 17:56:57 UTC 2026", "2026-11-19 17:56:57", Some(0)),
            ("Fri 20 Nov 2026 02:08:07 PM CST", "2026-11-20 14:08:07", None),
            ("Fri 20 Nov 2026 12:08:07 AM UTC", "2026-11-20 00:08:07", Some(0)),
            ("2026年 11月 20日 星期五 02:08:07 CST", "2026-11-20 02:08:07", None),
            ("2026-11-20 02:05:27 +0800", "2026-11-20 02:05:27", Some(28_800)),
            ("2026-11-20T02:05:27Z", "2026-11-20 02:05:27", Some(0)),
            ("2026-11-20T02:05:27.123+08:00", "2026-11-20 02:05:27", Some(28_800)),
            ("Fri Nov 20 02:18:13 2026 +0800", "2026-11-20 02:18:13", Some(28_800)),
            ("2026-11-19", "2026-11-19 23:59:59", None),
        ] {
            let dated = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((plain(dated.local, 0, 0).as_str(), dated.offset), (local, offset), "{text}");
        }
    }

    #[test]
    fn other_text_is_no_date() {
        for text in
            ["", "PID USER ELAPSED COMMAND", "2026-02-30", "10:22", "Nov 20 02:08:07", "99999999999999"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

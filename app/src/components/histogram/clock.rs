//! Times of bars as text. The page has no zone database; the engine writes the first and the last instant in
//! the zone that was asked for, and where both have one offset, every instant between them has it too.

use glasscase_core::engine::protocol::Histogram;

const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400;

/// Writes instants of one histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Seconds east of UTC; none where the offset changes in between, and times are written in UTC.
    offset: Option<i64>,
    /// Whether seconds are written.
    seconds: bool,
}

impl Clock {
    /// The clock of a histogram.
    pub fn of(data: &Histogram) -> Self {
        let end = data.start.saturating_add(data.width.saturating_mul(data.bars.len() as i64));
        let offset = |label: Option<&String>, at: i64| Some(read(label?)? - at.div_euclid(SECOND));
        let first = offset(data.labels.first(), data.start);
        let last = offset(data.labels.last(), end);
        Clock { offset: first.filter(|_| first == last), seconds: data.width % (60 * SECOND) != 0 }
    }

    /// `2026-11-20 01:54`, with seconds where the bars are that narrow.
    pub fn text(self, at: i64) -> String {
        let local = at.div_euclid(SECOND).saturating_add(self.offset.unwrap_or(0));
        let (year, month, day) = civil(local.div_euclid(DAY));
        let rest = local.rem_euclid(DAY);
        let mut out = year.to_string();
        for (mark, number) in [('-', month), ('-', day), (' ', rest / 3600), (':', rest / 60 % 60)] {
            two(&mut out, mark, number);
        }
        if self.seconds {
            two(&mut out, ':', rest % 60);
        }
        if self.offset.is_none() {
            out.push_str(" UTC");
        }
        out
    }

    /// From one instant to another; the day is not said twice.
    pub fn range(self, from: i64, to: i64) -> String {
        let (a, b) = (self.text(from), self.text(to));
        let same_day = a.get(..10) == b.get(..10);
        let b = if same_day { b.get(11..).unwrap_or(&b) } else { &b };
        a + " – " + b
    }
}

fn two(out: &mut String, mark: char, number: i64) {
    out.push(mark);
    if number < 10 {
        out.push('0');
    }
    out.push_str(&number.to_string());
}

/// Seconds since 1970 of a text such as `2026-11-20 01:54:29`, read as if it were UTC.
fn read(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let days = days(number(0..4)?, number(5..7)?, number(8..10)?);
    let second = if text.len() >= 19 { number(17..19)? } else { 0 };
    Some(days * DAY + number(11..13)? * 3600 + number(14..16)? * 60 + second)
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the leap day is the last one.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400);
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
}

/// The date of a day since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let in_era = days.rem_euclid(146_097);
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(labels: [&str; 3]) -> Histogram {
        // 2026-11-19 17:00:00 UTC, sixty bars of a minute.
        Histogram {
            start: 1_795_107_600 * SECOND,
            width: 60 * SECOND,
            bars: vec![vec![0; 6]; 60],
            labels: labels.map(String::from).to_vec(),
            total: 0,
        }
    }

    #[test]
    fn bars_are_written_in_the_zone_of_the_labels() {
        let data = data(["2026-11-20 01:00:00", "2026-11-20 01:30:00", "2026-11-20 02:00:00"]);
        let clock = Clock::of(&data);
        assert_eq!(clock.text(data.start), "2026-11-20 01:00");
        assert_eq!(clock.range(data.start, data.start + 90 * data.width), "2026-11-20 01:00 – 02:30");
    }

    #[test]
    fn where_the_offset_changes_times_are_utc_and_say_so() {
        let data = data(["2026-11-20 01:00:00", "2026-11-20 01:30:00", "2026-11-20 03:00:00"]);
        assert_eq!(Clock::of(&data).text(data.start), "2026-11-19 17:00 UTC");
        assert_eq!(
            Clock::of(&Histogram { width: SECOND, ..Histogram::default() }).text(0),
            "1970-01-01 00:00:00 UTC"
        );
    }

    #[test]
    fn the_calendar_is_right_at_its_edges() {
        for (y, m, d) in [(1969, 12, 31), (1970, 1, 1), (2000, 2, 29), (2024, 12, 31), (2100, 3, 1)] {
            assert_eq!(civil(days(y, m, d)), (y, m, d));
        }
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2026, 11, 20), 20_777);
    }
}

//! Reading the times that logs write, without deciding what they leave out.

use super::Stamp;

/// A time at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// The time; nothing where the form is right but no calendar has it (31 April, 25 o'clock, a leap second).
    pub stamp: Option<Stamp>,
    /// As written.
    pub text: &'a [u8],
    /// The smallest step that it can express, in nanoseconds.
    pub precision: i64,
    /// What follows.
    pub rest: &'a [u8],
}

/// Nanoseconds in a second.
pub const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400;

/// `Nov 20 01:54:29`, as RFC 3164 has it: English month, day of one or two digits, no year; perhaps with fractions
/// of a second. Some relays write the year after the day: `Nov 20 2026 01:54:29`.
pub fn bsd(line: &[u8]) -> Option<Read<'_>> {
    let (month, rest) = month(line)?;
    let rest = rest.strip_prefix(b" ")?;
    let (day, rest) = match rest {
        [b' ', d, b' ', rest @ ..] | [d, b' ', rest @ ..] => (digits(&[*d])?, rest),
        [a, b, b' ', rest @ ..] => (digits(&[*a, *b])?, rest),
        _ => return None,
    };
    let (year, rest) = year(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
    let (clock, precision, rest) = clock(rest)?;
    let stamp = match year {
        Some(year) => clock.and_then(|clock| instant(year, month, day, clock)).map(Stamp::Local),
        // 2000 is a leap year: whether the real one was is decided with the year.
        None => clock.filter(|_| days(2000, month, day).is_some()).and_then(|nanos| {
            Some(Stamp::NoYear { month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()?, nanos })
        }),
    };
    finish(line, stamp, precision, rest)
}

/// `2026-11-20T01:54:29.123456+08:00`, RFC 3339; without an offset it is the host's clock.
pub fn iso(line: &[u8]) -> Option<Read<'_>> {
    let (date, rest) = line.split_at_checked(11)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T'] = date else { return None };
    let (year, month, day) = (digits(&[*y1, *y2, *y3, *y4])?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?);
    let (clock, precision, rest) = clock(rest)?;
    let local = clock.and_then(|clock| instant(year, month, day, clock));
    match offset(rest) {
        Some((shift, rest)) => {
            let instant = shift.and_then(|shift| local?.checked_sub(shift * SECOND));
            finish(line, instant.map(Stamp::Instant), precision, rest)
        }
        None => finish(line, local.map(Stamp::Local), precision, rest),
    }
}

/// `20/Nov/2026:01:52:41 +0800`, as web servers write it.
pub fn web(text: &[u8]) -> Option<Read<'_>> {
    let [d1, d2, b'/', after @ ..] = text else { return None };
    let (month, after) = month(after)?;
    let [b'/', y1, y2, y3, y4, b':', after @ ..] = after else { return None };
    let (day, year) = (digits(&[*d1, *d2])?, digits(&[*y1, *y2, *y3, *y4])?);
    let (clock, precision, rest) = clock(after)?;
    let local = clock.and_then(|clock| instant(year, month, day, clock));
    let (shift, rest) = offset(rest.strip_prefix(b" ")?)?;
    let instant = shift.and_then(|shift| local?.checked_sub(shift * SECOND));
    finish(text, instant.map(Stamp::Instant), precision, rest)
}

/// Seconds since 1970 in decimal digits.
pub fn epoch(text: &[u8]) -> Option<Stamp> {
    let seconds = i64::try_from(super::bytes::number(text)?).ok()?;
    seconds.checked_mul(SECOND).map(Stamp::Instant)
}

fn finish<'a>(line: &'a [u8], stamp: Option<Stamp>, precision: i64, rest: &'a [u8]) -> Option<Read<'a>> {
    let text = line.get(..line.len().checked_sub(rest.len())?)?;
    Some(Read { stamp, text, precision, rest })
}

fn year(text: &[u8]) -> Option<(i64, &[u8])> {
    let [a, b, c, d, b' ', rest @ ..] = text else { return None };
    Some((digits(&[*a, *b, *c, *d])?, rest))
}

fn month(text: &[u8]) -> Option<(i64, &[u8])> {
    let (name, rest) = text.split_at_checked(3)?;
    let number = match name {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    };
    Some((number, rest))
}

/// `01:54:29` with an optional fraction: nanoseconds since midnight (nothing where no clock shows it), precision.
fn clock(text: &[u8]) -> Option<(Option<i64>, i64, &[u8])> {
    let (hms, rest) = text.split_at_checked(8)?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = hms else { return None };
    let (hour, minute, second) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?);
    let (fraction, precision, rest) = fraction(rest);
    let valid = hour < 24 && minute < 60 && second < 60;
    let nanos = ((hour * 60 + minute) * 60 + second) * SECOND + fraction;
    Some((valid.then_some(nanos), precision, rest))
}

/// `.123456`: nanoseconds and the step of the last digit. What is finer than a nanosecond is dropped.
fn fraction(text: &[u8]) -> (i64, i64, &[u8]) {
    let [b'.' | b',', after @ ..] = text else { return (0, SECOND, text) };
    let length = after.iter().take_while(|b| b.is_ascii_digit()).count();
    if length == 0 {
        return (0, SECOND, text);
    }
    let (mut nanos, mut step) = (0, SECOND);
    for digit in after.iter().take(length.min(9)) {
        step /= 10;
        nanos += i64::from(digit - b'0') * step;
    }
    (nanos, step, after.get(length..).unwrap_or(&[]))
}

/// `Z`, `+08:00` or `+0800`: seconds east of UTC; nothing where no zone has it.
fn offset(text: &[u8]) -> Option<(Option<i64>, &[u8])> {
    let (sign, h1, h2, m1, m2, rest) = match text {
        [b'Z', rest @ ..] => return Some((Some(0), rest)),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2, rest @ ..] => (sign, h1, h2, m1, m2, rest),
        [sign @ (b'+' | b'-'), h1, h2, m1, m2, rest @ ..] => (sign, h1, h2, m1, m2, rest),
        _ => return None,
    };
    let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    let seconds = (hours * 60 + minutes) * 60;
    let valid = hours < 24 && minutes < 60;
    Some((valid.then_some(if *sign == b'-' { -seconds } else { seconds }), rest))
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}

/// Nanoseconds since 1970 of a date and a clock reading.
fn instant(year: i64, month: i64, day: i64, clock: i64) -> Option<i64> {
    days(year, month, day)?.checked_mul(DAY * SECOND)?.checked_add(clock)
}

/// Days since 1970 of a date of the proleptic Gregorian calendar; nothing where it has none such.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if day < 1 || day > length {
        return None;
    }
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, in eras of 400 years.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant_of(text: &str) -> i64 {
        i64::try_from(text.parse::<jiff::Timestamp>().unwrap().as_nanosecond()).unwrap()
    }

    #[track_caller]
    fn check(read: Option<Read<'_>>, stamp: Option<Stamp>, precision: i64, rest: &str) {
        let read = read.unwrap();
        assert_eq!((read.stamp, read.precision, read.rest), (stamp, precision, rest.as_bytes()));
    }

    #[test]
    fn year_less_times_stay_without_a_year() {
        let clock = (3600 + 54 * 60 + 29) * SECOND;
        let nov = |day| Some(Stamp::NoYear { month: 11, day, nanos: clock });
        check(bsd(b"Nov 20 01:54:29 h x"), nov(20), SECOND, " h x");
        check(bsd(b"Nov  2 01:54:29 h x"), nov(2), SECOND, " h x");
        check(bsd(b"Nov 2 01:54:29 h x"), nov(2), SECOND, " h x");
        check(bsd(b"Nov 02 01:54:29: x"), nov(2), SECOND, ": x");
        let nanos = clock + 123_000_000;
        check(
            bsd(b"Nov 20 01:54:29.123 h"),
            Some(Stamp::NoYear { month: 11, day: 20, nanos }),
            1_000_000,
            " h",
        );
        check(
            bsd(b"Nov 20 2026 01:54:29 h"),
            Some(Stamp::Local(instant_of("2026-11-20T01:54:29Z"))),
            SECOND,
            " h",
        );
    }

    #[test]
    fn full_times_are_instants_where_they_have_an_offset() {
        let utc = Some(Stamp::Instant(instant_of("2026-11-19T17:54:29.123456Z")));
        check(iso(b"2026-11-20T01:54:29.123456+08:00 h"), utc, 1_000, " h");
        check(iso(b"2026-11-19T17:54:29.123456Z h"), utc, 1_000, " h");
        let local = Some(Stamp::Local(instant_of("2026-11-20T01:54:29Z")));
        check(iso(b"2026-11-20T01:54:29 h"), local, SECOND, " h");
        let utc = Some(Stamp::Instant(instant_of("2026-11-19T17:52:41Z")));
        check(web(b"20/Nov/2026:01:52:41 +0800] x"), utc, SECOND, "] x");
    }

    #[test]
    fn times_of_no_calendar_are_read_but_not_dated() {
        for text in
            ["Feb 30 01:00:00", "Nov 31 01:00:00", "Nov 0 01:00:00", "Nov 20 24:00:00", "Dec 31 23:59:60"]
        {
            check(bsd(text.as_bytes()), None, SECOND, "");
        }
        check(iso(b"2025-02-29T00:00:00Z"), None, SECOND, "");
        check(iso(b"9999-01-01T00:00:00Z"), None, SECOND, "");
        check(iso(b"2026-01-01T00:00:00+99:00"), None, SECOND, "");
        check(web(b"31/Nov/2026:01:52:41 +0800"), None, SECOND, "");
        assert!(bsd(b"Feb 29 01:00:00").unwrap().stamp.is_some());
    }

    #[test]
    fn other_forms_are_not_times() {
        for text in
            ["", "MMM 22 07:54:32", "Nov", "Nov 20", "Nov 20 1:2:3", "nov 20 01:54:29", "Nov 2x 01:54:29"]
        {
            assert_eq!(bsd(text.as_bytes()), None, "{text}");
        }
        assert_eq!(iso(b"2026-11-20 01:54:29"), None);
        assert_eq!(web(b"20/Nov/2026:01:52:41"), None);
    }

    #[test]
    fn dates_agree_with_the_calendar() {
        for (text, year, month, day) in [
            ("1970-01-01", 1970, 1, 1),
            ("2000-02-29", 2000, 2, 29),
            ("2026-11-20", 2026, 11, 20),
            ("1901-03-01", 1901, 3, 1),
        ] {
            let expected = instant_of(&format!("{text}T00:00:00Z"));
            assert_eq!(instant(year, month, day, 0), Some(expected), "{text}");
        }
    }
}

//! The Gregorian calendar in integers. Times are nanoseconds since 1970, days are counted from 1970-01-01.

/// Nanoseconds of a second.
pub const SECOND: i64 = 1_000_000_000;
/// Nanoseconds of a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Nanoseconds of an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Nanoseconds of a day.
pub const DAY: i64 = 24 * HOUR;

/// Whether the year has a 29 February.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month (1–12); 0 for a month that does not exist.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// Days from 1970-01-01 to the date, which need not be checked before: a day past its month counts on.
pub fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    // The year begins in March, so that the leap day is its last; 400 years have 146,097 days.
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day number.
pub fn civil_from_days(days: i64) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        i32::try_from(year).unwrap_or(i32::MAX),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )
}

/// Nanoseconds since 1970 of a date and a time of day, or nothing for a date that no calendar has or that 64
/// bits do not hold (before 1678 or after 2261).
pub fn nanos(year: i32, month: u8, day: u8, time_of_day: i64) -> Option<i64> {
    if day == 0 || day > days_in_month(year, month) {
        return None;
    }
    days_from_civil(year, month, day).checked_mul(DAY)?.checked_add(time_of_day)
}

/// The year of a time.
pub fn year_of(time: i64) -> i32 {
    civil_from_days(time.div_euclid(DAY)).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(days_from_civil(1970, 1, 1), 0);
        assert_eq!(days_from_civil(2026, 11, 20), 20_777);
        assert_eq!(civil_from_days(-1), (1969, 12, 31));
        assert_eq!(nanos(2023, 2, 29, 0), None);
        assert_eq!(nanos(2400, 1, 1, 0), None);
        assert_eq!(nanos(2024, 2, 29, 5), Some(days_from_civil(2024, 2, 29) * DAY + 5));
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(days in -100_000i64..100_000) {
            let ours = civil_from_days(days);
            let theirs = jiff::Timestamp::from_second(days * 86_400).unwrap().to_zoned(jiff::tz::TimeZone::UTC);
            prop_assert_eq!(ours, (i32::from(theirs.year()), theirs.month() as u8, theirs.day() as u8));
            prop_assert_eq!(days_from_civil(ours.0, ours.1, ours.2), days);
        }
    }
}

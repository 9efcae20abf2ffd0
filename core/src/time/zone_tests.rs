use super::*;
use crate::time::civil;
use proptest::prelude::*;

fn local(text: &str) -> i64 {
    let at: jiff::civil::DateTime = text.parse().unwrap();
    nanos(TimeZone::UTC.to_timestamp(at).unwrap())
}

fn zone(name: &str) -> NamedZone {
    NamedZone::find(name).unwrap()
}

#[test]
fn shanghai_is_eight_hours_ahead() {
    let (utc, fit) = zone("Asia/Shanghai").offsets().instant(local("2026-11-20 01:54:29"), None);
    assert_eq!(rfc3339(utc, 0), "2026-11-19T17:54:29Z");
    assert_eq!(fit, Fit::Once);
    assert_eq!(with_offset(utc, zone("Asia/Shanghai").offsets().at(utc), 0), "2026-11-20 01:54:29 +08:00");
}

#[test]
fn an_hour_that_occurs_twice_is_the_first_unless_the_lines_have_passed_it() {
    for (name, reading, first, second) in [
        ("America/New_York", "2026-11-01 01:30:00", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
        ("Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
    ] {
        let mut offsets = zone(name).offsets();
        let (utc, fit) = offsets.instant(local(reading), None);
        assert_eq!((rfc3339(utc, 0).as_str(), fit), (first, Fit::Twice));
        let slightly_late = offsets.instant(local(reading), Some(utc + 2 * MINUTE)).0;
        assert_eq!(slightly_late, utc, "small disorder does not move an hour");
        let (later, fit) = offsets.instant(local(reading), Some(utc + 29 * MINUTE));
        assert_eq!((rfc3339(later, 0).as_str(), fit), (second, Fit::Twice));
    }
}

#[test]
fn an_hour_that_never_occurred_keeps_the_offset_before() {
    let (utc, fit) = zone("America/New_York").offsets().instant(local("2026-03-08 02:30:00"), None);
    assert_eq!((rfc3339(utc, 0).as_str(), fit), ("2026-03-08T07:30:00Z", Fit::Never));
    let (utc, fit) = zone("Europe/Berlin").offsets().instant(local("2026-03-29 02:30:00"), None);
    assert_eq!((rfc3339(utc, 0).as_str(), fit), ("2026-03-29T01:30:00Z", Fit::Never));
}

#[test]
fn names_are_checked_before_they_are_looked_up() {
    assert_eq!(NamedZone::find("../../etc/passwd"), None);
    assert_eq!(NamedZone::find("Mars/Olympus"), None);
    assert_eq!(NamedZone::find(""), None);
    assert_eq!(zone("asia/shanghai").name(), "Asia/Shanghai");
    assert_eq!(zone("UTC").name(), "UTC");
    assert_eq!(zone("+0800").name(), "+08:00");
    assert!(zone("PRC").behaves_like(&zone("Asia/Shanghai")));
    assert!(!zone("Europe/Berlin").behaves_like(&zone("Europe/London")));
    assert_eq!(NamedZone::tzif(b"not a zone"), None);
}

#[test]
fn fractions_are_written_where_the_source_has_them() {
    let t = local("2026-11-20 01:54:29") + 123_456_789;
    assert_eq!(plain(t, 0, fraction_digits(SECOND)), "2026-11-20 01:54:29");
    assert_eq!(plain(t, 0, fraction_digits(1_000_000)), "2026-11-20 01:54:29.123");
    assert_eq!(rfc3339(t, fraction_digits(1_000)), "2026-11-20T01:54:29.123456Z");
    assert_eq!(plain(-1, 0, 9), "1969-12-31 23:59:59.999999999");
    assert_eq!(precision_text(SECOND), "1 s");
    assert_eq!(precision_text(1_000), "1 µs");
    assert_eq!(precision_text(1), "1 ns");
    assert_eq!(offset_text(-12_600), "-03:30");
    assert_eq!(parse_offset("-03:30"), Some(-12_600));
    assert_eq!(parse_offset("+99:00"), None);
}

proptest! {
    /// The remembered span never changes an answer.
    #[test]
    fn spans_agree_with_single_look_ups(
        times in prop::collection::vec(0i64..4_000_000_000, 1..40),
        name in prop::sample::select(vec!["America/New_York", "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe"]),
    ) {
        let zone = zone(name);
        let mut kept = zone.offsets();
        for t in times.into_iter().map(|t| t * SECOND) {
            prop_assert_eq!(kept.at(t), zone.offsets().at(t));
            prop_assert_eq!(kept.at(t), zone.rules.to_offset(timestamp(t)).seconds());
            let expected = zone.rules
                .to_ambiguous_timestamp(TimeZone::UTC.to_datetime(timestamp(t)))
                .compatible()
                .unwrap();
            prop_assert_eq!(kept.instant(t, None).0, nanos(expected));
            prop_assert_eq!(civil::year_of(t), i32::from(TimeZone::UTC.to_datetime(timestamp(t)).year()));
        }
    }
}

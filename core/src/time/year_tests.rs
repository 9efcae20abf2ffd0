use super::*;
use crate::time::civil::{HOUR, SECOND};
use crate::time::zone::plain;
use proptest::prelude::*;

fn at(year: i32, month: u8, day: u8) -> i64 {
    civil::nanos(year, month, day, 0).unwrap()
}

/// The dates of lines as the file has them, the anchors, and the dates with years that must come out.
fn check(lines: &[(u8, u8)], anchors: &Anchors, expected: &[&str]) {
    let mut track = YearTrack::default();
    let provisional: Vec<_> = lines.iter().map(|(m, d)| track.push(*m, *d, 5 * HOUR).unwrap()).collect();
    let chosen = choose(&track, anchors);
    let dates: Vec<String> = provisional
        .iter()
        .map(|t| match chosen.as_ref().and_then(|(year, _)| resolve(*t, track.last_year(), *year)) {
            Some(t) => plain(t, 0, 0).get(..10).unwrap().to_owned(),
            None => "undated".into(),
        })
        .collect();
    assert_eq!(dates, expected);
}

fn mtime(year: i32, month: u8, day: u8) -> Anchors {
    Anchors { mtime: Some(at(year, month, day) + 12 * HOUR), ..Anchors::default() }
}

#[test]
fn the_year_turns_inside_the_file() {
    check(
        &[(11, 30), (12, 31), (1, 1), (3, 5)],
        &mtime(2026, 3, 6),
        &["2025-11-30", "2025-12-31", "2026-01-01", "2026-03-05"],
    );
}

#[test]
fn a_late_december_line_stays_in_its_year() {
    check(
        &[(12, 31), (1, 1), (12, 31), (1, 1), (1, 2)],
        &mtime(2026, 1, 3),
        &["2025-12-31", "2026-01-01", "2025-12-31", "2026-01-01", "2026-01-02"],
    );
    let mut track = YearTrack::default();
    for (m, d) in [(12, 31), (1, 1), (12, 31), (1, 1)] {
        track.push(m, d, 0);
    }
    assert_eq!(track.turns(), 1);
}

#[test]
fn small_disorder_and_clocks_set_back_are_no_turn() {
    check(
        &[(5, 20), (5, 19), (5, 21), (2, 1), (2, 2)],
        &mtime(2026, 5, 22),
        &["2026-05-20", "2026-05-19", "2026-05-21", "2026-02-01", "2026-02-02"],
    );
}

#[test]
fn a_long_silence_is_no_turn_back() {
    check(&[(1, 20), (12, 1), (1, 2)], &mtime(2026, 1, 3), &["2025-01-20", "2025-12-01", "2026-01-02"]);
}

#[test]
fn the_last_line_may_be_a_day_after_the_anchor_and_no_more() {
    check(&[(12, 31)], &mtime(2025, 12, 30), &["2025-12-31"]);
    check(&[(1, 1)], &mtime(2025, 12, 31), &["2026-01-01"]);
    check(&[(11, 20)], &mtime(2026, 3, 1), &["2025-11-20"]);
}

#[test]
fn the_leap_day_chooses_a_leap_year() {
    check(&[(2, 28), (2, 29), (3, 1)], &mtime(2026, 3, 2), &["2024-02-28", "2024-02-29", "2024-03-01"]);
    check(&[(2, 29), (12, 30), (1, 2)], &mtime(2025, 1, 3), &["2024-02-29", "2024-12-30", "2025-01-02"]);
    check(
        &[(2, 29), (3, 1)],
        &Anchors { given: Some(2023), ..Anchors::default() },
        &["undated", "2023-03-01"],
    );
}

#[test]
fn leap_days_that_contradict_each_other_lose_only_themselves() {
    check(
        &[(2, 29), (12, 30), (1, 2), (2, 29), (3, 1)],
        &mtime(2025, 3, 2),
        &["2024-02-29", "2024-12-30", "2025-01-02", "undated", "2025-03-01"],
    );
}

#[test]
fn anchors_are_asked_in_order() {
    let collection = Some((at(2026, 11, 21), "uac.log".to_owned()));
    let track = {
        let mut track = YearTrack::default();
        track.push(11, 20, 0).unwrap();
        track
    };
    let note = |anchors: &Anchors| choose(&track, anchors);
    assert_eq!(note(&Anchors::default()), None);
    let from_collection = Some((2026, Note::YearFromCollection { year: 2026, path: "uac.log".into() }));
    // Archives without times say 1970 or 1980.
    for epoch in [0, at(1980, 1, 1)] {
        let anchors = Anchors { mtime: Some(epoch), collection: collection.clone(), ..Anchors::default() };
        assert_eq!(note(&anchors), from_collection);
        assert_eq!(note(&Anchors { mtime: Some(epoch), ..Anchors::default() }), None);
    }
    // A time of change before the last line, as an image's build date, and one after the collection.
    for odd in [at(2026, 10, 12), at(2027, 5, 1)] {
        let anchors = Anchors { mtime: Some(odd), collection: collection.clone(), ..Anchors::default() };
        assert_eq!(note(&anchors), from_collection);
    }
    let anchors = Anchors { mtime: Some(at(2024, 11, 21)), collection: collection.clone(), given: None };
    assert_eq!(note(&anchors), Some((2024, Note::YearFromMtime { year: 2024, turns: 0 })));
    let anchors = Anchors { given: Some(2019), ..anchors };
    assert_eq!(note(&anchors), Some((2019, Note::YearGiven { year: 2019 })));
}

#[test]
fn endless_turns_end_undated_and_dates_that_are_none_are_refused() {
    let mut track = YearTrack::default();
    let dated = (0..2_000).filter(|i| track.push(if i % 2 == 0 { 9 } else { 1 }, 1, 0).is_some()).count();
    assert!((400..600).contains(&dated), "{dated}");
    assert_eq!(choose(&track, &mtime(2026, 1, 1)), None);
    assert_eq!(track.push(2, 30, 0), None);
    assert_eq!(track.push(0, 1, 0), None);
    assert_eq!(track.push(13, 1, 0), None);
}

proptest! {
    /// Any log written in order over up to eight years, with gaps under half a year, gets its own dates back.
    #[test]
    fn ordered_logs_come_back(start in 7_400i64..22_000, steps in prop::collection::vec(0i64..180, 1..16)) {
        let mut day = start;
        let days: Vec<i64> = steps.iter().map(|step| { day += step; day }).collect();
        let mut track = YearTrack::default();
        let kept: Vec<i64> = days.iter().map(|day| {
            let (_, m, d) = civil::civil_from_days(*day);
            track.push(m, d, SECOND).unwrap()
        }).collect();
        let anchors = Anchors { mtime: Some(day * DAY + HOUR), ..Anchors::default() };
        let (year, _) = choose(&track, &anchors).unwrap();
        for (day, kept) in days.iter().zip(kept) {
            prop_assert_eq!(resolve(kept, track.last_year(), year), Some(day * DAY + SECOND));
        }
    }
}

use super::testing::{Case, feed};
use super::*;
use crate::engine::protocol::EventQuery;
use crate::note::Note;
use crate::parse::Problem;
use crate::time::civil::{self, DAY, HOUR, SECOND};
use crate::time::{Content, NamedZone, Zones};
use crate::verify::State;
use proptest::prelude::*;

fn shanghai() -> Zones {
    let mut zones = Zones::new();
    zones.offer("h", "h/etc/timezone", Content::Bytes(b"Asia/Shanghai\n"));
    zones
}

/// The messages of the selected events, oldest first.
fn messages(case: &Case, query: &EventQuery) -> Vec<String> {
    let selection = Matcher::run(query, &case.timeline, &case.contents);
    let mut records = Records::new(&case.timeline, &case.contents);
    let rows = selection.window(&case.timeline, 0, selection.total(), false);
    rows.into_iter().map(|row| records.explain(row).message).collect()
}

fn utc(case: &Case) -> Vec<Option<i64>> {
    (0..case.timeline.len())
        .map(|row| case.timeline.row(RowId(row)).unwrap().utc.map(|t| t / SECOND))
        .collect()
}

#[test]
fn an_event_takes_44_bytes() {
    assert_eq!(Timeline::new(0).bytes_an_event(), 44);
}

#[test]
fn sources_merge_by_instant_then_path_then_place() {
    let mut case = Case::new();
    case.read("z.log", None, b"@10 - a - - - z1\n@20 - a - - - z2\n@20 - a - - - z3\n");
    case.read("a.log", None, b"@20 - a - - - a1\n@15 - a - - - a2\n- - a - - - a3\n");
    case.timeline.settle(&Zones::new());
    assert_eq!(messages(&case, &EventQuery::default()), ["z1", "a2", "a1", "z2", "z3"]);
    assert_eq!(messages(&case, &EventQuery { undated: true, ..EventQuery::default() }), ["a3"]);
    assert_eq!((case.timeline.dated(), case.timeline.undated()), (5, 1));
    assert_eq!(case.timeline.span(), Some((10 * SECOND, 20 * SECOND)));
}

#[test]
fn readings_take_the_zone_of_the_evidence_and_follow_a_change_of_mind() {
    let mut case = Case::new();
    case.read("h/auth.log", None, b"=28800 - a - - - local\n@0 - a - - - instant\n");
    let mut zones = shanghai();
    case.timeline.settle(&zones);
    assert_eq!(utc(&case), [Some(0), Some(0)]);
    let basis = case.timeline.artifacts().next().unwrap().basis();
    let from = Note::ZoneFrom { zone: "Asia/Shanghai".into(), path: "h/etc/timezone".into() };
    assert_eq!(basis, [Note::TimeAbsolute, from.clone()]);
    assert_eq!(case.timeline.event_basis(RowId(0)), [from]);
    assert_eq!(case.timeline.event_basis(RowId(1)), [Note::TimeAbsolute]);

    let revision = case.timeline.revision();
    case.timeline.settle(&zones);
    assert_eq!(case.timeline.revision(), revision, "nothing changed, so every answer still holds");
    zones.give_zone("h", Some("UTC"));
    case.timeline.settle(&zones);
    assert_eq!(utc(&case), [Some(28_800), Some(0)]);
    assert!(case.timeline.revision() > revision);
    assert_eq!(messages(&case, &EventQuery::default()), ["instant", "local"]);
}

#[test]
fn lines_without_a_year_wait_undated_until_something_states_it() {
    let mut case = Case::new();
    case.read("h/auth.log", None, b"12-31+0 - a - - - old\n01-01+0 - a - - - new\n");
    let mut zones = Zones::new();
    case.timeline.settle(&zones);
    assert_eq!((case.timeline.dated(), case.timeline.undated()), (0, 2));
    assert_eq!(case.timeline.basis(ArtifactId(0)), [Note::YearUnknown, Note::ZoneAssumedUtc]);
    zones.offer("h", "h/uac.log", Content::Bytes(b"2026-01-02 00:00:00 +0000 INF done\n"));
    case.timeline.settle(&zones);
    let (new_year, day) = (civil::nanos(2026, 1, 1, 0).unwrap() / SECOND, DAY / SECOND);
    assert_eq!(utc(&case), [Some(new_year - day), Some(new_year)]);
    zones.give_year("h/auth.log", Some(2020));
    case.timeline.settle(&zones);
    assert_eq!(case.timeline.basis(ArtifactId(0))[0], Note::YearGiven { year: 2020 });
    assert_eq!(utc(&case)[1], Some(civil::nanos(2020, 1, 1, 0).unwrap() / SECOND));
}

#[test]
fn the_time_of_change_dates_the_last_line_in_the_hosts_zone() {
    // 1 January, 01:00 in Shanghai is still December in UTC, and the file was changed in that hour.
    let changed = civil::nanos(2025, 12, 31, 17 * HOUR).unwrap();
    let mut case = Case::new();
    case.read("h/auth.log", Some(changed), b"12-31+86399 - a - - - one\n01-01+3600 - a - - - two\n");
    case.timeline.settle(&shanghai());
    assert_eq!(utc(&case)[1], Some(changed / SECOND));
    let basis = case.timeline.basis(ArtifactId(0));
    assert_eq!(basis[0], Note::YearFromMtime { year: 2026, turns: 1 });
}

#[test]
fn an_hour_that_occurred_twice_is_told_apart_by_the_order_of_lines() {
    let at = |h: i64, m: i64| civil::nanos(2026, 11, 1, h * HOUR + m * 60 * SECOND).unwrap() / SECOND;
    let text = format!(
        "={} - a - - - 1\n={} - a - - - 2\n={} - a - - - 3\n={} - a - - - 4\n",
        at(1, 30),
        at(1, 59),
        at(1, 1),
        at(2, 0)
    );
    let mut zones = Zones::new();
    zones.offer("h", "h/etc/timezone", Content::Bytes(b"America/New_York"));
    let mut case = Case::new();
    case.read("h/a", None, text.as_bytes());
    case.timeline.settle(&zones);
    let at = |h: i64, m: i64| Some(at(h, m));
    assert_eq!(utc(&case), [at(5, 30), at(5, 59), at(6, 1), at(7, 0)]);
    assert!(case.timeline.basis(ArtifactId(0)).contains(&Note::ClockFold { times: 3 }));
}

#[test]
fn an_open_source_is_settled_as_far_as_it_was_read() {
    let text = b"@5 - a - - - one\n@3 - a - - - two\n@4 - a - - - three\n";
    let mut case = Case::new();
    case.read("first", None, b"@4 - a - - - zero\n");
    case.begin("second", None, text);
    feed(&mut case.timeline, &text[..17]);
    case.timeline.settle(&Zones::new());
    assert_eq!(messages(&case, &EventQuery::default()), ["zero", "one"]);
    feed(&mut case.timeline, &text[17..]);
    case.timeline.abandon();
    case.timeline.settle(&Zones::new());
    assert_eq!(case.timeline.dated(), 4);
    let revision = case.timeline.revision();
    case.timeline.settle(&Zones::new());
    assert_eq!(case.timeline.revision(), revision);
}

#[test]
fn problems_are_counted_with_their_lines_and_a_limit_is_said() {
    let mut case = Case::new();
    case.timeline = Timeline::new(2);
    case.read("x", None, b"broken\n@1 - a - - - m\nbroken\n@2 - a - - - m\n@3 - a - - - m\nbroken\n");
    let artifact = case.timeline.artifacts().next().unwrap();
    assert_eq!((artifact.events(), artifact.skipped(), artifact.records()), (2, 2, 5));
    assert_eq!(
        artifact.problems(),
        [
            Note::LimitMet { limit: "events".into(), value: 2, path: "x".into() },
            Note::NotUnderstood { problem: Problem::UnknownLine, count: 2, first: vec![1, 3] },
        ]
    );
}

#[test]
fn columns_are_filtered_as_shown() {
    let mut case = Case::new();
    case.read(
        "h/auth.log",
        None,
        b"@1 web sshd root 203.0.113.7 no one\n@2 web sshd ro\x1bot 203.0.113.7 ok two\n\
          @3 db nginx - 198.51.100.1 - three\n@4 - sudo root - ok four\n",
    );
    case.read("h/other.log", None, b"@5 web cron root - - five\n");
    case.contents.entries[1].2 = Some(State::Modified);
    case.timeline.settle(&Zones::new());
    let all = EventQuery::default();
    for (query, expected) in [
        (EventQuery { users: vec!["root".into()], ..all.clone() }, vec!["one", "four", "five"]),
        (EventQuery { users: vec!["ro␛ot".into()], ..all.clone() }, vec!["two"]),
        (EventQuery { addresses: vec!["203.0.113.7".into()], ..all.clone() }, vec!["one", "two"]),
        (EventQuery { hosts: vec!["default".into(), "db".into()], ..all.clone() }, vec!["three", "four"]),
        (EventQuery { kinds: vec![Kind::Web, Kind::Command], ..all.clone() }, vec!["three", "four"]),
        (EventQuery { outcomes: vec![Outcome::Success], ..all.clone() }, vec!["two", "four"]),
        (EventQuery { integrity: vec![State::Modified], ..all.clone() }, vec!["five"]),
        (
            EventQuery { entries: vec![0], from: Some(2 * SECOND), to: Some(4 * SECOND), ..all.clone() },
            vec!["two", "three"],
        ),
        (EventQuery { users: vec!["nobody".into()], ..all.clone() }, vec![]),
        (EventQuery { from: Some(9 * SECOND), to: Some(SECOND), ..all }, vec![]),
    ] {
        assert_eq!(messages(&case, &query), expected, "{query:?}");
    }
}

#[test]
fn text_is_found_in_records_and_columns_across_blocks() {
    let mut text = Vec::new();
    for i in 0..60_000u32 {
        let word = if i % 20_000 == 7 { "NeEdLe in it" } else { "nothing to see" };
        text.extend_from_slice(format!("@{i} web a u{} - - {word} {i}\n", i % 3).as_bytes());
    }
    assert!(text.len() > 2 << 20);
    let mut case = Case::new();
    case.read("big", None, &text);
    case.timeline.settle(&Zones::new());
    let find = |text: &str| messages(&case, &EventQuery { text: text.into(), ..EventQuery::default() });
    assert_eq!(find("needle"), ["NeEdLe in it 7", "NeEdLe in it 20007", "NeEdLe in it 40007"]);
    assert_eq!(find("\"needle in it 2\""), ["NeEdLe in it 20007"]);
    assert_eq!(find("needle U1"), ["NeEdLe in it 7"]);
    // The default host stands in no record, only in its column; the line end belongs to no record.
    assert_eq!(find("\"see 0 @1\"").len(), 0);
    assert_eq!(find("web").len(), 60_000);
}

#[test]
fn a_word_in_the_host_of_the_path_is_found() {
    let mut case = Case::new();
    case.read("x", None, b"@1 - a - - - m\n");
    case.timeline.settle(&Zones::new());
    let query = EventQuery { text: "DEFAULT".into(), ..EventQuery::default() };
    assert_eq!(messages(&case, &query), ["m"]);
}

#[test]
fn bytes_that_cannot_be_read_hide_nothing_else() {
    let mut case = Case::new();
    case.read("gone", None, b"@1 - a wanted - - m\n@2 - a other - - wanted\n");
    case.read("here", None, b"@3 - a other - - wanted\n");
    case.contents.entries[0].1.clear();
    case.timeline.settle(&Zones::new());
    let query = EventQuery { text: "wanted".into(), ..EventQuery::default() };
    let selection = Matcher::run(&query, &case.timeline, &case.contents);
    assert_eq!(selection.total(), 2, "one by its column, one by its record");
}

#[test]
fn histograms_and_facets_count() {
    let mut case = Case::new();
    case.read(
        "h/a",
        None,
        b"@0 web sshd root 1.1.1.1 no m\n@59 web sshd root 1.1.1.1 ok m\n@60 db nginx - 2.2.2.2 - m\n- db a - - - m\n",
    );
    case.timeline.settle(&Zones::new());
    let selection = Matcher::run(&EventQuery::default(), &case.timeline, &case.contents);
    let bars = histogram(&case.timeline, &selection, 2, &mut NamedZone::utc().offsets());
    assert_eq!((bars.start, bars.width, bars.total), (0, 60 * SECOND, 3));
    assert_eq!(bars.bars, [[2, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]]);
    assert_eq!(bars.labels, ["1970-01-01 00:00:00", "1970-01-01 00:01:00", "1970-01-01 00:02:00"]);
    let facet = |kind: FacetKind| kind.count(&case.timeline, &case.contents, &selection, 1);
    let users = facet(FacetKind::User);
    assert_eq!((users.values, users.distinct), (vec![("root".into(), "root".into(), 2)], 1));
    let hosts = facet(FacetKind::Host);
    assert_eq!((hosts.values, hosts.distinct), (vec![("web".into(), "web".into(), 2)], 2));
    assert_eq!(facet(FacetKind::Source).values, [("0".into(), "h/a".into(), 3)]);
    assert_eq!(facet(FacetKind::Integrity).values, [("verified".into(), "verified".into(), 3)]);
    assert_eq!(facet(FacetKind::Kind).values, [("login".into(), "login".into(), 2)]);
}

#[test]
fn exports_say_all_and_put_the_undated_last() {
    let mut case = Case::new();
    case.read("h/a", None, b"- web a - - - never\n=28800 web sshd ro\x1bot 1.1.1.1 ok a\x1b[31m red\n");
    case.timeline.settle(&shanghai());
    let mut rows = Vec::new();
    let each = |row: &ExportRow| {
        rows.push(serde_json::to_string(row).unwrap());
        Ok::<(), ()>(())
    };
    export(&case.timeline, &case.contents, &EventQuery::default(), each).unwrap();
    assert_eq!(
        rows,
        [
            concat!(
                r#"{"time":"1970-01-01T00:00:00Z","time_original":"=28800","#,
                r#""time_basis":"Zone Asia/Shanghai, from h/etc/timezone.","source":"h/a","span":[20,43],"#,
                r#""host":"web","kind":"login","action":"login","user":"ro\u001bot","address":"1.1.1.1","#,
                r#""process":"sshd","outcome":"success","message":"a\u001b[31m red","integrity":"verified"}"#
            ),
            concat!(
                r#"{"time":null,"time_original":"-","time_basis":"","source":"h/a","span":[0,19],"host":"web","#,
                r#""kind":"system","action":"message","user":"","address":"","process":"a","outcome":null,"#,
                r#""message":"never","integrity":"verified"}"#
            ),
        ]
    );
}

#[test]
fn hosts_have_their_zone() {
    let mut case = Case::new();
    case.read("h/a", None, b"@0 web a - - - m\n@1 - a - - - m\n@1 web b - - - m\n");
    case.timeline.settle(&shanghai());
    let hosts = case.timeline.hosts(&shanghai());
    let names: Vec<_> = hosts.iter().map(|h| (h.name.as_str(), h.zone.as_str(), h.events)).collect();
    assert_eq!(names, [("default", "Asia/Shanghai", 1), ("web", "Asia/Shanghai", 2)]);
}

/// Lines of three files: second of the instant, user.
fn sources() -> impl Strategy<Value = Vec<Vec<(i64, u8)>>> {
    prop::collection::vec(prop::collection::vec((0i64..40, 0u8..3), 0..30), 1..4)
}

fn case_of(sources: &[Vec<(i64, u8)>], settle_between: bool) -> Case {
    let mut case = Case::new();
    for (i, lines) in sources.iter().enumerate() {
        let text: String =
            lines.iter().map(|(t, u)| format!("@{t} - sshd u{u} - ok word{}\n", t % 4)).collect();
        // Names run against the order of reading.
        case.read(&format!("{}.log", 9 - i), None, text.as_bytes());
        if settle_between {
            case.timeline.settle(&Zones::new());
        }
    }
    case.timeline.settle(&Zones::new());
    case
}

proptest! {
    #[test]
    fn the_order_is_that_of_a_plain_sort(sources in sources(), between in any::<bool>()) {
        let case = case_of(&sources, between);
        let mut expected: Vec<(i64, usize, usize)> = Vec::new();
        for (i, lines) in sources.iter().enumerate() {
            expected.extend(lines.iter().enumerate().map(|(n, (t, _))| (*t, 9 - i, n)));
        }
        expected.sort_unstable();
        let selection = Matcher::run(&EventQuery::default(), &case.timeline, &case.contents);
        let rows = selection.window(&case.timeline, 0, u32::MAX, false);
        let found: Vec<_> = rows.iter().map(|id| {
            let row = case.timeline.row(*id).unwrap();
            let source = 9 - row.artifact.id().index();
            let place = row.artifact.row_ids().position(|other| other == *id).unwrap();
            (row.utc.unwrap() / SECOND, source, place)
        }).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn queries_agree_with_a_plain_filter(
        sources in sources(),
        from in prop::option::of(0i64..45),
        to in prop::option::of(0i64..45),
        user in prop::option::of(0u8..4),
        word in prop::option::of(0i64..5),
        start in 0u32..40,
        count in 0u32..40,
        descending in any::<bool>(),
    ) {
        let case = case_of(&sources, false);
        let query = EventQuery {
            from: from.map(|t| t * SECOND),
            to: to.map(|t| t * SECOND),
            users: user.iter().map(|u| format!("u{u}")).collect(),
            text: word.map(|w| format!("WORD{w}")).unwrap_or_default(),
            ..EventQuery::default()
        };
        let all = Matcher::run(&EventQuery::default(), &case.timeline, &case.contents);
        let mut expected: Vec<RowId> = all.window(&case.timeline, 0, u32::MAX, false);
        expected.retain(|id| {
            let row = case.timeline.row(*id).unwrap();
            let t = row.utc.unwrap() / SECOND;
            from.is_none_or(|from| t >= from)
                && to.is_none_or(|to| t < to)
                && user.is_none_or(|user| row.user == format!("u{user}"))
                && word.is_none_or(|word| t % 4 == word)
        });
        if descending {
            expected.reverse();
        }
        let selection = Matcher::run(&query, &case.timeline, &case.contents);
        prop_assert_eq!(selection.total() as usize, expected.len());
        let window: Vec<RowId> = expected.iter().copied().skip(start as usize).take(count as usize).collect();
        prop_assert_eq!(selection.window(&case.timeline, start, count, descending), window);
        for (place, row) in expected.iter().enumerate() {
            prop_assert_eq!(selection.position(&case.timeline, *row, descending), Some(place as u32));
        }
        let offsets = &mut NamedZone::utc().offsets();
        let bars = histogram(&case.timeline, &selection, 7, offsets);
        prop_assert_eq!(bars.total as usize, expected.len());
        prop_assert_eq!(bars.bars.iter().flatten().sum::<u32>() as usize, expected.len());
        prop_assert!(bars.bars.len() <= 7);
    }

    #[test]
    fn steps_of_any_size_find_the_same(sources in sources(), budget in 1u64..200) {
        let case = case_of(&sources, false);
        let query = EventQuery { text: "word1 u1".into(), ..EventQuery::default() };
        let whole = Matcher::run(&query, &case.timeline, &case.contents);
        let mut matcher = Matcher::new(&query, &case.timeline, &case.contents);
        let mut cache = WordCache::default();
        let stepped = (0..10_000).find_map(|_| matcher.step(&case.timeline, &case.contents, &mut cache, budget));
        let stepped = stepped.expect("it comes to an end");
        prop_assert_eq!(
            stepped.window(&case.timeline, 0, u32::MAX, false),
            whole.window(&case.timeline, 0, u32::MAX, false)
        );
    }
}

#[test]
fn windows_of_a_large_selection_begin_anywhere() {
    let text: String = (0..20_000).map(|i| format!("@{i} - a u{} - - m\n", i % 5)).collect();
    let mut case = Case::new();
    case.read("x", None, text.as_bytes());
    case.timeline.settle(&Zones::new());
    let query = EventQuery { users: vec!["u3".into()], ..EventQuery::default() };
    let selection = Matcher::run(&query, &case.timeline, &case.contents);
    assert_eq!(selection.total(), 4_000);
    for start in [0, 1, 818, 819, 820, 3_998] {
        let rows: Vec<u32> =
            selection.window(&case.timeline, start, 2, false).iter().map(|r| r.get()).collect();
        assert_eq!(rows, [start * 5 + 3, start * 5 + 8]);
        let place = selection.position(&case.timeline, RowId(start * 5 + 3), true);
        assert_eq!(place, Some(3_999 - start));
    }
}

use super::*;
use crate::time::Content;
use crate::time::civil::SECOND;
use crate::timeline::testing::Case;

fn ask(requests: &mut EventRequests, case: &Case, zones: &Zones, request: &Request) -> Response {
    for _ in 0..1_000 {
        match requests.answer(request, &case.timeline, &case.contents, zones) {
            Outcome::Done(response) => return response,
            Outcome::Working { done, total } => assert!(done <= total),
            Outcome::NotMine => panic!("{request:?}"),
        }
    }
    panic!("no end")
}

fn rows(response: Response) -> (u32, u32, Vec<EventRow>) {
    match response {
        Response::Rows { total, of, rows } => (total, of, rows),
        other => panic!("{other:?}"),
    }
}

fn window(query: EventQuery, zone: Zone) -> Request {
    Request::Rows { query, descending: false, zone, start: 0, count: 50 }
}

fn shanghai() -> Zones {
    let mut zones = Zones::new();
    zones.offer("h", "h/etc/timezone", Content::Bytes(b"Asia/Shanghai"));
    zones
}

fn case(zones: &Zones) -> Case {
    let mut case = Case::new();
    case.read(
        "h/auth.log",
        None,
        b"@0 web cron - - - first\n=28801 web sshd[490] root 203.0.113.7 no Failed \x1b[31mpassword\n\
          @2 web sudo ops - ok third\n- web a - - - never\n",
    );
    case.timeline.settle(zones);
    case
}

#[test]
fn rows_are_described_in_the_zone_asked_for() {
    let zones = shanghai();
    let case = case(&zones);
    let mut requests = EventRequests::default();
    for (zone, time) in [
        (Zone::Utc, "1970-01-01 00:00:01"),
        (Zone::Host, "1970-01-01 08:00:01"),
        (Zone::Iana("Europe/Berlin".into()), "1970-01-01 01:00:01"),
    ] {
        let (total, of, found) =
            rows(ask(&mut requests, &case, &zones, &window(EventQuery::default(), zone)));
        assert_eq!((total, of, found.len()), (3, 3, 3));
        assert_eq!(found[1].time.as_deref(), Some(time));
        assert_eq!(found[1].message, "Failed ␛[31mpassword");
        assert_eq!(found[1].utc, Some(SECOND));
    }
    let undated = EventQuery { undated: true, ..EventQuery::default() };
    let (total, of, found) = rows(ask(&mut requests, &case, &zones, &window(undated, Zone::Utc)));
    assert_eq!((total, of, found[0].time.as_deref()), (1, 1, None));
    let nowhere = window(EventQuery::default(), Zone::Iana("No\x1bwhere".into()));
    match ask(&mut requests, &case, &zones, &nowhere) {
        Response::Failed(Note::NoSuchZone { zone }) => assert_eq!(zone, "No␛where"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_event_tells_its_line_surroundings_and_basis() {
    let zones = shanghai();
    let case = case(&zones);
    let request = Request::Event { id: 1, zone: Zone::Host };
    let Response::Event(event) = ask(&mut EventRequests::default(), &case, &zones, &request) else {
        panic!()
    };
    assert_eq!(event.time.as_deref(), Some("1970-01-01 08:00:01 +08:00"));
    assert_eq!(event.time_utc.as_deref(), Some("1970-01-01T00:00:01Z"));
    assert_eq!((event.time_original.as_str(), event.precision.as_str()), ("=28801", "1 s"));
    assert_eq!(event.process, "sshd[490]");
    assert_eq!((event.line, event.span), (Some(1), (24, 61)));
    assert_eq!((event.path.as_str(), event.node), ("h/auth.log", 100));
    let context: Vec<_> = event.context.iter().map(|row| (row.line, row.offset, row.text.as_str())).collect();
    assert_eq!(
        context,
        [
            (0, 0, "@0 web cron - - - first"),
            (1, 24, "=28801 web sshd[490] root 203.0.113.7 no Failed ␛[31mpassword"),
            (2, 86, "@2 web sudo ops - ok third"),
            (3, 113, "- web a - - - never"),
        ]
    );
    assert_eq!(event.basis, [Note::ZoneFrom { zone: "Asia/Shanghai".into(), path: "h/etc/timezone".into() }]);
    let missing = Request::Event { id: 99, zone: Zone::Utc };
    let answer = ask(&mut EventRequests::default(), &case, &zones, &missing);
    assert!(matches!(answer, Response::Failed(Note::NoSuchThing)));
}

#[test]
fn at_most_three_lines_stand_before_and_behind() {
    let text: String = (0..20).map(|i| format!("@{i} - a - - - line {i}\r\n")).collect();
    let mut case = Case::new();
    case.read("x", None, text.as_bytes());
    case.timeline.settle(&Zones::new());
    for (id, expected) in [(0, 0..4), (2, 0..6), (10, 7..14), (19, 16..20)] {
        let request = Request::Event { id, zone: Zone::Utc };
        let Response::Event(event) = ask(&mut EventRequests::default(), &case, &Zones::new(), &request)
        else {
            panic!()
        };
        let lines: Vec<u64> = event.context.iter().map(|row| row.line).collect();
        assert_eq!(lines, expected.collect::<Vec<_>>(), "{id}");
        let own = event.context.iter().find(|row| row.line == u64::from(id)).unwrap();
        assert_eq!(
            (own.offset, own.text.as_str()),
            (event.span.0, format!("@{id} - a - - - line {id}").as_str())
        );
    }
}

#[test]
fn places_agree_with_rows() {
    let zones = shanghai();
    let case = case(&zones);
    let mut requests = EventRequests::default();
    let query = EventQuery { hosts: vec!["web".into()], ..EventQuery::default() };
    let mut place = |id, descending| {
        let request = Request::Locate { id, query: query.clone(), descending };
        match ask(&mut requests, &case, &zones, &request) {
            Response::Position(place) => place,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((place(2, false), place(2, true), place(3, false)), (Some(2), Some(0), None));
}

#[test]
fn a_facet_counts_as_if_it_did_not_restrict() {
    let zones = shanghai();
    let case = case(&zones);
    let query = EventQuery { users: vec!["root".into()], ..EventQuery::default() };
    let request = Request::Facets { query, top: 10 };
    let Response::Facets(facets) = ask(&mut EventRequests::default(), &case, &zones, &request) else {
        panic!()
    };
    let facet = |name: &str| facets.iter().find(|facet| facet.name == name).unwrap().values.clone();
    let users: Vec<_> = facet("user").into_iter().map(|(user, _, count)| (user, count)).collect();
    assert_eq!(users, [("ops".to_owned(), 1), ("root".to_owned(), 1)]);
    assert_eq!(facet("address"), [("203.0.113.7".to_owned(), "203.0.113.7".to_owned(), 1)]);
    assert_eq!(facets.len(), 7);
}

#[test]
fn a_long_search_works_in_steps_and_a_newer_one_goes_first() {
    let line = format!("@1 - a u - - {} needle\n", "hay ".repeat(500));
    let text = line.repeat(20_000);
    let mut case = Case::new();
    case.read("big", None, text.as_bytes());
    case.timeline.settle(&Zones::new());
    let zones = Zones::new();
    let mut requests = EventRequests::default();
    let long = window(EventQuery { text: "needle".into(), ..EventQuery::default() }, Zone::Utc);
    let first = requests.answer(&long, &case.timeline, &case.contents, &zones);
    let Outcome::Working { done: earlier, total } = first else { panic!("{first:?}") };
    assert!(earlier > 0 && earlier < total && total >= text.len() as u64 - 1);
    // Another question is answered at once, and the work on the first is not lost.
    let short = window(EventQuery { users: vec!["nobody".into()], ..EventQuery::default() }, Zone::Utc);
    assert!(matches!(requests.answer(&short, &case.timeline, &case.contents, &zones), Outcome::Done(_)));
    match requests.answer(&long, &case.timeline, &case.contents, &zones) {
        Outcome::Working { done, .. } => assert!(done > earlier),
        other => panic!("{other:?}"),
    }
    let (total, ..) = rows(ask(&mut requests, &case, &zones, &long));
    assert_eq!(total, 20_000);
    // Kept: the histogram of the same query needs no further step.
    let Request::Rows { query, .. } = &long else { panic!() };
    let request = Request::Histogram { query: query.clone(), bars: 10, zone: Zone::Utc };
    match requests.answer(&request, &case.timeline, &case.contents, &zones) {
        Outcome::Done(Response::Histogram(bars)) => assert_eq!(bars.total, 20_000),
        other => panic!("{other:?}"),
    }
}

#[test]
fn other_requests_are_not_answered_here() {
    let case = case(&Zones::new());
    let request = Request::Summary { zone: Zone::Utc };
    let outcome = EventRequests::default().answer(&request, &case.timeline, &case.contents, &Zones::new());
    assert!(matches!(outcome, Outcome::NotMine));
}

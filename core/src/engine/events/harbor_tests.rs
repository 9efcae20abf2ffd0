//! The harbor case's logs through the whole engine, against its answer sheet.

use crate::digest::Inline;
use crate::engine::protocol::*;
use crate::engine::{Content, Engine, Options, Pump, Reply, Source};
use crate::io::{MemorySource, MemorySpill};
use crate::testing::fixtures;
use crate::timeline::{Kind, Outcome};
use std::collections::BTreeMap;
use std::rc::Rc;

const BAG: &str = "HL-2026-1120-iZuf6harbor01Z-20261119T182524Z.tar.zst";
const UAC: &str = "uac-iZuf6harbor01Z-linux-20261120020525.tar.gz";

/// Reads a bundle of the case to its end.
fn open(name: &str) -> Option<Engine> {
    let bytes = std::fs::read(fixtures()?.join("cases/harbor").join(name)).unwrap();
    let mut engine = Engine::new(Options::default(), Box::<MemorySpill>::default(), Box::<Inline>::default());
    let content = Content::File(Rc::new(MemorySource::new(bytes)));
    engine.open(Source { name: name.into(), mtime: None, content });
    while engine.step() != Pump::Idle {}
    Some(engine)
}

fn truth() -> serde_json::Value {
    let path = fixtures().unwrap().join("cases/harbor/truth.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn ask(engine: &mut Engine, request: Request) -> Response {
    loop {
        if let Reply::Done(response) = engine.ask(&request) {
            return response;
        }
    }
}

fn entry(engine: &mut Engine, path: &str) -> u32 {
    let filter = EntryFilter { text: path.into(), ..EntryFilter::default() };
    let request = Request::Entries {
        folder: None,
        recursive: true,
        filter,
        sort: EntrySort::Path,
        descending: false,
        zone: Zone::Utc,
        start: 0,
        count: 50,
    };
    let Response::Entries { rows, .. } = ask(engine, request) else { panic!() };
    rows.into_iter().find(|row| row.path.ends_with(path)).and_then(|row| row.entry).unwrap()
}

fn rows(engine: &mut Engine, query: EventQuery) -> Vec<EventRow> {
    let request = Request::Rows { query, descending: false, zone: Zone::Host, start: 0, count: 2_000 };
    let Response::Rows { total, rows, .. } = ask(engine, request) else { panic!() };
    assert_eq!(total as usize, rows.len());
    rows
}

fn logins(engine: &mut Engine, path: &str, outcome: Outcome) -> BTreeMap<(String, String), u64> {
    let entries = vec![entry(engine, path)];
    let query =
        EventQuery { entries, kinds: vec![Kind::Login], outcomes: vec![outcome], ..EventQuery::default() };
    let mut counts = BTreeMap::new();
    for row in rows(engine, query).into_iter().filter(|row| row.action == "login") {
        *counts.entry((row.user, row.address)).or_default() += 1;
    }
    counts
}

fn expected(of: &str, source: &str) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for count in truth()["counts"][of][source].as_array().unwrap() {
        let text = |key: &str| count[key].as_str().unwrap().to_owned();
        *counts.entry((text("user"), text("address"))).or_default() += count["count"].as_u64().unwrap();
    }
    counts
}

#[test]
fn log_ins_and_failures_by_user_and_address() {
    let Some(mut engine) = open(BAG) else { return };
    let failed = logins(&mut engine, "var/log/auth.log", Outcome::Failure);
    assert_eq!(failed, expected("failed_logins", "auth_log_as_collected"));
    let accepted = logins(&mut engine, "var/log/auth.log", Outcome::Success);
    assert_eq!(accepted, expected("accepted_logins", "auth_log_as_collected"));
    let recorded = logins(&mut engine, "var/log/btmp", Outcome::Failure);
    assert_eq!(recorded, expected("failed_logins", "btmp"));
}

/// Every step of the answer sheet that a line of auth.log or a record of btmp or wtmp proves stands at its UTC
/// second, in both collections, though the log has no year and the host's clock shows Beijing's time.
#[test]
fn steps_stand_at_their_second() {
    for bundle in [BAG, UAC] {
        let Some(mut engine) = open(bundle) else { return };
        let auth = entry(&mut engine, "var/log/auth.log");
        let mut checked = 0;
        for step in truth()["steps"].as_array().unwrap() {
            for proof in step["evidence"].as_array().unwrap() {
                let file = proof["file"].as_str().unwrap_or_default();
                let (Some(text), true) = (proof["text"].as_str(), file.ends_with("auth.log")) else {
                    continue;
                };
                let message = text.split("]: ").nth(1).unwrap_or(text);
                let query = EventQuery {
                    text: format!("\"{}\"", message.replace('"', " ")),
                    entries: vec![auth],
                    ..EventQuery::default()
                };
                let found = rows(&mut engine, query);
                let utc = step["utc"].as_str().unwrap();
                let at: jiff::Timestamp = utc.parse().unwrap();
                let seconds: Vec<i64> = found.iter().map(|row| row.utc.unwrap() / 1_000_000_000).collect();
                assert!(seconds.contains(&at.as_second()), "{bundle} {text}: {seconds:?}, not {utc}");
                checked += 1;
            }
        }
        assert!(checked > 3, "{checked}");
    }
}

#[test]
fn nothing_of_the_logs_is_undated_and_every_basis_is_said() {
    let Some(mut engine) = open(UAC) else { return };
    let entries = vec![entry(&mut engine, "var/log/auth.log"), entry(&mut engine, "var/log/syslog")];
    let undated = EventQuery { undated: true, entries: entries.clone(), ..EventQuery::default() };
    assert_eq!(rows(&mut engine, undated).len(), 0);
    let query = EventQuery { entries, ..EventQuery::default() };
    let request = Request::Rows { query, descending: true, zone: Zone::Host, start: 0, count: 1 };
    let Response::Rows { rows, .. } = ask(&mut engine, request) else { panic!() };
    let Response::Event(event) = ask(&mut engine, Request::Event { id: rows[0].id, zone: Zone::Host }) else {
        panic!()
    };
    let basis: Vec<String> = event.basis.iter().map(|note| note.text(crate::text::Lang::En)).collect();
    assert_eq!(
        basis,
        ["Year 2026, from the file's time of last change.", "Zone Asia/Shanghai, from [root]/etc/localtime."]
    );
}

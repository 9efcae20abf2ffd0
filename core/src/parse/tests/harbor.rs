//! The harbor case against its answer sheet.

use crate::parse::Problem;
use crate::testing::{Everything, Seen, harbor, harbor_file, harbor_truth, read};
use std::collections::BTreeMap;

fn read_file(end: &str) -> Option<Everything> {
    let (path, bytes) = harbor_file(end)?;
    Some(read(path, bytes).2)
}

fn tally<'a>(events: impl Iterator<Item = &'a Seen>) -> BTreeMap<(String, String), u64> {
    let mut tally = BTreeMap::new();
    for event in events {
        *tally.entry((event.user.clone(), event.address.clone())).or_default() += 1;
    }
    tally
}

/// `[{user, address, count}, …]`.
fn stated(list: &serde_json::Value) -> BTreeMap<(String, String), u64> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut tally = BTreeMap::new();
    for row in list.as_array().unwrap() {
        *tally.entry((text(&row["user"]), text(&row["address"]))).or_default() +=
            row["count"].as_u64().unwrap();
    }
    assert!(!tally.is_empty());
    tally
}

fn log_ins<'a>(seen: &'a Everything, outcome: &'a str) -> impl Iterator<Item = &'a Seen> {
    seen.events.iter().filter(move |event| event.action == "login" && event.outcome == outcome)
}

#[test]
fn auth_log_has_the_log_ins_and_failures_that_happened() {
    let (Some(seen), Some(truth)) = (read_file("var/log/auth.log"), harbor_truth()) else { return };
    let counts = &truth["counts"];
    assert_eq!(seen.problems, []);
    assert_eq!(seen.events.len() as u64, counts["auth_log"]["lines"].as_u64().unwrap());
    assert_eq!(tally(log_ins(&seen, "failure")), stated(&counts["failed_logins"]["auth_log_as_collected"]));
    assert_eq!(tally(log_ins(&seen, "success")), stated(&counts["accepted_logins"]["auth_log_as_collected"]));
}

#[test]
fn auth_log_has_the_sudo_commands_that_were_run() {
    let (Some(seen), Some(truth)) = (read_file("var/log/auth.log"), harbor_truth()) else { return };
    let mut by_user = BTreeMap::<_, u64>::new();
    for event in seen.events.iter().filter(|event| event.action == "sudo") {
        assert_eq!(event.outcome, "success");
        *by_user.entry(event.user.as_str()).or_default() += 1;
    }
    let stated = truth["counts"]["sudo_commands"]["auth_log_as_collected"].as_object().unwrap();
    let stated: BTreeMap<_, _> =
        stated.iter().map(|(user, count)| (user.as_str(), count.as_u64().unwrap())).collect();
    assert_eq!(by_user, stated);
}

#[test]
fn btmp_has_each_refused_password() {
    let (Some(seen), Some(truth)) = (read_file("var/log/btmp"), harbor_truth()) else { return };
    assert_eq!(seen.problems, []);
    assert_eq!(seen.events.len() as u64, truth["counts"]["btmp_records"].as_u64().unwrap());
    assert_eq!(tally(log_ins(&seen, "failure")), stated(&truth["counts"]["failed_logins"]["btmp"]));
}

#[test]
fn wtmp_tells_where_records_were_zeroed() {
    let (Some(seen), Some(truth)) = (read_file("var/log/wtmp"), harbor_truth()) else { return };
    let wtmp = &truth["counts"]["wtmp"];
    let zeroed: Vec<_> =
        wtmp["zeroed_indexes"].as_array().unwrap().iter().map(|i| i.as_u64().unwrap()).collect();
    let places: Vec<_> = zeroed.iter().map(|index| (index * 384, Problem::BadRecord)).collect();
    assert_eq!(seen.problems, places);
    assert_eq!(seen.events.len() + zeroed.len(), wtmp["records_total"].as_u64().unwrap() as usize);
    let boots = seen.events.iter().filter(|event| event.action == "boot").count();
    assert_eq!(boots, truth["hosts"][0]["boots_utc"].as_array().unwrap().len());
}

#[test]
fn every_line_of_the_other_logs_is_understood() {
    for end in
        ["var/log/syslog", "var/log/kern.log", "var/log/cron.log", "nginx/access.log", "nginx/access.log.1"]
    {
        let Some((path, bytes)) = harbor_file(end) else { return };
        let (_, _, seen) = read(path, bytes);
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        assert_eq!((seen.events.len(), seen.problems.len()), (lines, 0), "{path}");
    }
}

/// Each step of the truth that names a line of a file that is read here: the event that stands on that line says so.
#[test]
fn the_steps_stand_where_the_truth_says() {
    let (Some(files), Some(truth)) = (harbor(), harbor_truth()) else { return };
    let mut checked = 0;
    for step in truth["steps"].as_array().unwrap() {
        for evidence in ["evidence", "second_source"].iter().flat_map(|list| step[*list].as_array().unwrap())
        {
            let (Some(file), Some(line)) = (evidence["file"].as_str(), evidence["line"].as_u64()) else {
                continue;
            };
            let is_read = file.contains("var/log/") || file.ends_with(".bash_history");
            if !is_read || file.ends_with("audit.log") {
                continue;
            }
            let (path, bytes) = files.iter().find(|(path, _)| path.ends_with(file)).unwrap();
            let (kind, parser, seen) = read(path, bytes);
            let begins: usize =
                bytes.split_inclusive(|&b| b == b'\n').take(line as usize - 1).map(<[u8]>::len).sum();
            let around = |event: &&Seen| {
                let (at, length) = (event.span.0 as usize, event.span.1 as usize);
                (at..at + length).contains(&begins)
            };
            let event = seen.events.iter().find(around).unwrap_or_else(|| panic!("{file}:{line}"));
            let (at, length) = (event.span.0 as usize, event.span.1 as usize);
            let message = parser.explain(kind, path, &bytes[at..at + length]).message;
            let text = evidence["text"].as_str().unwrap();
            assert!(
                !message.is_empty() && text.contains(message.trim_end()),
                "{file}:{line}: {message:?} {text:?}"
            );
            assert!(event.time.is_some(), "{file}:{line}");
            checked += 1;
        }
    }
    assert!(checked >= 25, "only {checked} lines were checked");
}

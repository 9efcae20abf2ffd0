//! crowdsecurity's parser tests: their `parser.assert` files state the fields of each line.

use crate::testing::{fixture, read};
use std::collections::BTreeMap;

/// The asserted fields of one parser, by line of the log: `Meta.source_ip` → value.
type Asserted = Vec<Fields>;
type Fields = BTreeMap<String, String>;

/// Reads `results["s01-parse"]["crowdsecurity/sshd-logs"][0].Evt.Meta["source_ip"] == "192.0.2.1"`.
fn asserted(text: &str, stage: &str, parser: &str) -> Asserted {
    let start = format!("results[\"{stage}\"][\"crowdsecurity/{parser}\"][");
    let mut lines = Asserted::new();
    for assertion in text.lines().filter_map(|line| line.strip_prefix(&start)) {
        let Some((index, rest)) = assertion.split_once("].Evt.") else { continue };
        let Some((name, value)) = rest.split_once("\"] == \"") else { continue };
        let index: usize = index.parse().unwrap();
        lines.resize(lines.len().max(index + 1), BTreeMap::new());
        let value = value.strip_suffix('"').unwrap().replace("\\\"", "\"").replace("\\\\", "\\");
        lines[index].insert(name.replace("[\"", "."), value);
    }
    assert!(!lines.is_empty());
    lines
}

/// What is read of each line: columns and fields.
fn lines_of(name: &str) -> Option<(Vec<Fields>, Asserted, Asserted)> {
    let folder = format!("crowdsecurity+hub/.tests/{name}");
    let log = fixture(&format!("{folder}/{name}.log"))?;
    let assertions = String::from_utf8(fixture(&format!("{folder}/parser.assert"))?).unwrap();
    let parser = name.replace("nginx_http", "nginx");
    let (kind, reader, seen) = read(&format!("{name}.log"), &log);
    let mut lines = Vec::new();
    for event in &seen.events {
        let (at, length) = (event.span.0 as usize, event.span.1 as usize);
        let explained = reader.explain(kind, "", &log[at..at + length]);
        let mut fields: BTreeMap<_, _> =
            explained.fields.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
        fields.insert("column.user".into(), event.user.clone());
        fields.insert("column.address".into(), event.address.clone());
        fields.insert("column.program".into(), event.program.clone());
        fields.insert("column.host".into(), event.host.clone());
        fields.insert("message".into(), explained.message);
        fields.insert("time".into(), explained.time_original);
        lines.push(fields);
    }
    let raw = if name == "sshd-logs" { asserted(&assertions, "s00-raw", "syslog-logs") } else { Vec::new() };
    Some((lines, raw, asserted(&assertions, "s01-parse", &parser)))
}

/// Compares fields by name, ours and theirs; theirs may be `-` where ours is absent. Gives how many were compared.
fn compare(
    ours: &BTreeMap<String, String>,
    theirs: &BTreeMap<String, String>,
    pairs: &[(&str, &str)],
) -> usize {
    let mut compared = 0;
    for (our, their) in pairs {
        let Some(expected) = theirs.get(*their) else { continue };
        let expected = if expected == "-" { "" } else { expected };
        let got = ours.get(*our).map_or("", String::as_str);
        assert_eq!(got, expected, "{our} against {their} of {theirs:?}");
        compared += 1;
    }
    compared
}

#[test]
fn sshd() {
    let Some((lines, raw, parsed)) = lines_of("sshd-logs") else { return };
    assert_eq!((lines.len(), raw.len(), parsed.len()), (24, 24, 24));
    let mut compared = 0;
    for ((ours, raw), parsed) in lines.iter().zip(&raw).zip(&parsed) {
        let header = [
            ("column.program", "Parsed.program"),
            ("column.host", "Meta.machine"),
            ("pid", "Parsed.pid"),
            ("time", "Parsed.timestamp"),
        ];
        // The high-precision form has its time under another name there.
        compared += compare(ours, raw, &header);
        assert_eq!(ours["message"].trim_end(), raw["Parsed.message"].trim_end());
        compared += compare(
            ours,
            parsed,
            &[("column.user", "Meta.target_user"), ("column.address", "Meta.source_ip")],
        );
    }
    assert!(compared > 120, "{compared} fields were compared");
}

#[test]
fn nginx() {
    let Some((lines, _, parsed)) = lines_of("nginx_http-logs") else { return };
    // The ninth line is of the error log.
    assert_eq!((lines.len(), parsed.len()), (8, 9));
    let pairs = [
        ("column.address", "Meta.source_ip"),
        ("column.user", "Parsed.remote_user"),
        ("status", "Parsed.status"),
        ("bytes", "Parsed.body_bytes_sent"),
        ("method", "Parsed.verb"),
        ("path", "Parsed.request"),
        ("referer", "Parsed.http_referer"),
        ("user_agent", "Parsed.http_user_agent"),
        ("time", "Parsed.time_local"),
    ];
    let compared: usize = lines.iter().zip(&parsed).map(|(ours, theirs)| compare(ours, theirs, &pairs)).sum();
    assert!(compared > 60, "{compared} fields were compared");
}

#[test]
fn apache() {
    let Some((lines, _, parsed)) = lines_of("apache2-logs") else { return };
    // The last two lines are of the error log.
    assert_eq!((lines.len(), parsed.len()), (7, 9));
    let pairs = [
        ("column.address", "Meta.source_ip"),
        ("column.user", "Parsed.auth"),
        ("ident", "Parsed.ident"),
        ("status", "Parsed.response"),
        ("bytes", "Parsed.bytes"),
        ("method", "Parsed.verb"),
        ("path", "Parsed.request"),
        ("user_agent", "Meta.http_user_agent"),
        ("time", "Parsed.timestamp"),
    ];
    let compared: usize = lines.iter().zip(&parsed).map(|(ours, theirs)| compare(ours, theirs, &pairs)).sum();
    assert!(compared > 50, "{compared} fields were compared");
}

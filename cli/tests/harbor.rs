//! The program as a person types it, on the harbor case: exit status, JSON, rows.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

const BAG: &str = "HL-2026-1120-iZuf6harbor01Z-20261119T182524Z.tar.zst";
const TAMPERED: &str = "HL-2026-1120-iZuf6harbor01Z-20261119T182524Z.tampered.tar.zst";
const UAC: &str = "uac-iZuf6harbor01Z-linux-20261120020525.tar.gz";

fn fixtures() -> Option<PathBuf> {
    let named = std::env::var_os("GLASSCASE_FIXTURES").map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/fixtures")));
    if folder.is_dir() {
        return Some(folder.join("cases/harbor"));
    }
    if let Some(list) = std::env::var_os("GLASSCASE_SKIPS") {
        use std::io::Write;
        let name = std::thread::current().name().unwrap_or("unnamed test").to_owned();
        let file = std::fs::OpenOptions::new().create(true).append(true).open(list);
        writeln!(file.unwrap(), "{name}").unwrap();
    }
    None
}

fn glasscase(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glasscase")).args(args).output().unwrap()
}

fn path(name: &str) -> Option<String> {
    Some(fixtures()?.join(name).to_string_lossy().into_owned())
}

fn verify(name: &str) -> Option<(i32, Value)> {
    let output = glasscase(&["verify", "--json", &path(name)?]);
    let json = serde_json::from_slice(&output.stdout).unwrap();
    Some((output.status.code().unwrap(), json))
}

fn truth() -> Value {
    serde_json::from_slice(&std::fs::read(path("truth.json").unwrap()).unwrap()).unwrap()
}

#[test]
fn verdicts_and_exit_statuses() {
    let Some((code, bag)) = verify(BAG) else { return };
    assert_eq!((code, bag["verdict"].as_str()), (0, Some("verified")));
    assert_eq!(bag["container"]["sha256"], truth()["files"]["bag"]["sha256"]);
    let (code, uac) = verify(UAC).unwrap();
    assert_eq!((code, uac["verdict"].as_str()), (0, Some("verified")));
    assert_eq!(uac["counts"]["weak_only"], uac["counts"]["verified"]);
    let (code, tampered) = verify(TAMPERED).unwrap();
    assert_eq!((code, tampered["verdict"].as_str()), (1, Some("altered")));
    let known = truth();
    let known = &known["files"]["tampered"];
    let entries = tampered["entries"].as_array().unwrap();
    for (key, state) in [
        ("changed", "modified"),
        ("removed", "missing"),
        ("added", "unlisted"),
        ("manifest_duplicate", "conflicting"),
    ] {
        let entry = entries.iter().find(|entry| entry["path"] == known[key][0]["path"]).unwrap();
        assert_eq!(entry["state"], state, "{entry}");
    }
}

#[test]
fn unreadable_and_incomplete_have_their_own_status() {
    assert_eq!(glasscase(&["verify", "/nonexistent/bundle"]).status.code(), Some(2));
    assert_eq!(glasscase(&["verify"]).status.code(), Some(2));
    let Some(bag) = path(BAG) else { return };
    let bytes = std::fs::read(bag).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cut = folder.path().join("cut.tar.zst");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let output = glasscase(&["verify", "--json", &cut.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(3));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["verdict"], "incomplete");
    assert!(String::from_utf8_lossy(&output.stderr).contains("zstd data ends too early"));
}

#[test]
fn cat_gives_the_bytes_and_list_their_digests() {
    let Some(bag) = path(BAG) else { return };
    let file = "data/host/iZuf6harbor01Z/root/etc/timezone";
    assert_eq!(glasscase(&["cat", &bag, file]).stdout, b"Asia/Shanghai\n");
    assert_eq!(glasscase(&["cat", &bag, "no/such/file"]).status.code(), Some(2));
    let list = glasscase(&["list", "--json", &bag]);
    let rows = String::from_utf8(list.stdout).unwrap();
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // Lists made by other programs, in the bag's own manifest.
    let manifest = String::from_utf8(glasscase(&["cat", &bag, "manifest-sha256.txt"]).stdout).unwrap();
    for line in manifest.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        let row = rows.iter().find(|row| row["path"] == path).unwrap();
        assert_eq!(row["sha256"], digest, "{path}");
    }
}

#[test]
fn the_timeline_counts_log_ins_as_they_were() {
    let Some(bag) = path(BAG) else { return };
    let output = glasscase(&["timeline", "--format", "jsonl", "--kind", "login", &bag]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |file: &str, outcome: &str, user: &Value, address: &Value| {
        let fits = |row: &&Value| {
            row["source"].as_str().unwrap().ends_with(file)
                && row["outcome"] == outcome
                && row["user"] == *user
                && row["address"] == *address
        };
        rows.iter().filter(fits).count() as u64
    };
    let counts = &truth()["counts"];
    for (file, outcome, list) in [
        ("/auth.log", "failure", &counts["failed_logins"]["auth_log_as_collected"]),
        ("/btmp", "failure", &counts["failed_logins"]["btmp"]),
        ("/auth.log", "success", &counts["accepted_logins"]["auth_log_as_collected"]),
    ] {
        let list = list.as_array().unwrap();
        let mut total = 0;
        for known in list {
            let found = count(file, outcome, &known["user"], &known["address"]);
            assert_eq!(found, known["count"].as_u64().unwrap(), "{file} {known}");
            total += found;
        }
        let all =
            rows.iter().filter(|r| r["source"].as_str().unwrap().ends_with(file) && r["outcome"] == outcome);
        assert_eq!(all.count() as u64, total, "{file} {outcome}");
    }
}

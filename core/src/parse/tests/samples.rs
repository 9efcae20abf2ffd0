//! Our own samples: every file under `samples/<parser>/` is read as the engine would read it and compared with its
//! snapshot. A new file is a new test. And what the registry demands of each parser.

use crate::artifact::{ArtifactKind, classify};
use crate::parse::{Confidence, registry};
use crate::testing::read;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse")
}

/// Parser and path of each sample, in order.
fn samples() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for parser in std::fs::read_dir(root().join("samples")).unwrap() {
        let parser = parser.unwrap().path();
        let id = parser.file_name().unwrap().to_string_lossy().into_owned();
        walk(&parser, &mut |path| found.push((id.clone(), path)));
    }
    found.sort();
    found
}

fn walk(folder: &Path, take: &mut impl FnMut(PathBuf)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, take) } else { take(path) }
    }
}

fn path_in_bundle(id: &str, sample: &Path) -> String {
    sample.strip_prefix(root().join("samples").join(id)).unwrap().to_string_lossy().into_owned()
}

/// Each event with its fields, each problem.
fn describe(path: &str, bytes: &[u8]) -> String {
    let (kind, parser, seen) = read(path, bytes);
    let mut out = format!("{path}: {}, read by {}\n", kind.id(), parser.id());
    let mut events = seen.events.iter();
    for line in seen.text.lines() {
        let _ = writeln!(out, "\n{line}");
        if line.contains(" ! ") {
            continue;
        }
        let event = events.next().unwrap();
        let (at, length) = (event.span.0 as usize, event.span.1 as usize);
        let explained = parser.explain(kind, path, &bytes[at..at + length]);
        let _ =
            writeln!(out, "  [{}] {} | {:?}", explained.time_original, explained.process, explained.message);
        for (name, value) in &explained.fields {
            let _ = writeln!(out, "  {name} = {value:?}");
        }
    }
    out
}

#[test]
fn samples_are_read_as_their_snapshots_say() {
    for (id, sample) in samples() {
        let path = path_in_bundle(&id, &sample);
        let name = format!("{id}@{}", path.replace('/', "_"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let text = describe(&path, &std::fs::read(&sample).unwrap());
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn every_parser_has_a_sample_and_refuses_the_others() {
    let mut seen = BTreeSet::new();
    for (id, sample) in samples() {
        let path = path_in_bundle(&id, &sample);
        let bytes = std::fs::read(&sample).unwrap();
        let head = &bytes[..bytes.len().min(4096)];
        let kind = classify(&path, head);
        assert_eq!(
            registry::choose(kind, &path, head).map(|parser| parser.id()),
            Some(id.as_str()),
            "{path}"
        );
        for other in registry::PARSERS.iter().filter(|parser| parser.id() != id) {
            for kind in [kind, ArtifactKind::Text, ArtifactKind::Binary] {
                assert_eq!(other.probe(kind, "x", head), Confidence::No, "{} takes {path}", other.id());
            }
        }
        seen.insert(id);
    }
    for parser in registry::PARSERS {
        assert!(seen.contains(parser.id()), "{} has no sample", parser.id());
    }
}

#[test]
fn identifiers_are_unique() {
    let ids: BTreeSet<_> = registry::PARSERS.iter().map(|parser| parser.id()).collect();
    assert_eq!(ids.len(), registry::PARSERS.len());
    for parser in registry::PARSERS {
        assert!(registry::by_id(parser.id()).is_some_and(|found| found.id() == parser.id()));
    }
}

/// The module's doc is the page that people read beside an artifact, so its headings are fixed.
#[test]
fn every_parser_says_what_it_reads_and_what_not() {
    let mut sources = Vec::new();
    for room in ["host", "web"] {
        walk(&root().join(room), &mut |path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            sources.push((format!("{room}_{name}"), name, path));
        });
    }
    for parser in registry::PARSERS {
        let source = sources.iter().find(|(long, short, _)| parser.id() == long || parser.id() == short);
        let (_, _, path) = source.unwrap_or_else(|| panic!("{} has no file of its name", parser.id()));
        let source = std::fs::read_to_string(path).unwrap();
        let doc: Vec<_> = source.lines().take_while(|line| line.starts_with("//!")).collect();
        for heading in ["What it is", "Where it lies", "Times and what is assumed", "What we do not read"] {
            let line = format!("//! # {heading}");
            assert!(doc.contains(&line.as_str()), "{} does not say: {heading}", parser.id());
        }
    }
}

//! `glasscase verify`: the verdict of each bundle. The JSON form is described in `docs/verify-json.md`.

use crate::args::Verify;
use crate::exit::Exit;
use crate::{session, words};
use anyhow::Result;
use glasscase_core::digest::Algorithm;
use glasscase_core::engine::{Bundle, Case, Engine, Entry, Options, manifest_summary};
use glasscase_core::text::Lang;
use glasscase_core::verify::{Counts, Verdict};
use serde::Serialize;
use std::io::Write;

/// Reads, judges, reports.
pub fn run(args: &Verify, lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let options = Options { parse: false, keep: false, ..Options::default() };
    let engine = session::read(&args.bundles, options)?;
    session::say_problems(&engine, lang);
    let mut exit = Exit::Verified;
    for bundle in &engine.case().bundles {
        exit = exit.max(exit_of(bundle));
        match args.json {
            true => writeln!(out, "{}", serde_json::to_string(&report(engine.case(), bundle))?)?,
            false => print(&engine, bundle, lang, out)?,
        }
    }
    Ok(exit)
}

fn exit_of(bundle: &Bundle) -> Exit {
    let nothing_read = !bundle.complete && bundle.entries.0 == bundle.entries.1;
    match bundle.verdict {
        _ if nothing_read => Exit::Unreadable,
        Some(verdict) => verdict.into(),
        None => Exit::Incomplete,
    }
}

fn print(engine: &Engine, bundle: &Bundle, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let case = engine.case();
    writeln!(out, "{} ({})", bundle.source.name, bundle.format)?;
    for algorithm in [Algorithm::Sha256, Algorithm::Md5] {
        if let Some(digest) = bundle.digests.hex(algorithm) {
            writeln!(out, "  {:<8} {digest}", algorithm.title())?;
        }
    }
    if let Some(seal) = bundle.bag_verdicts.first().and_then(|bag| bag.seal.as_deref()) {
        writeln!(out, "  {:<8} {}", lang.pick("Seal", "封存值"), in_fours(seal))?;
    }
    for entry in entries(case, bundle) {
        let Some(state) = entry.state.filter(|state| state.is_finding()) else { continue };
        writeln!(out, "  {:<12} {}", words::state(lang, state), case.path(entry))?;
        if let Some(note) = entry.notes.first() {
            writeln!(out, "  {:<12} {}", "", note.text(lang))?;
        }
    }
    if let Some(verdict) = bundle.verdict {
        writeln!(out, "{}", words::verdict(lang, verdict, &bundle.counts))?;
        for caveat in words::caveats(lang, &bundle.counts) {
            writeln!(out, "{caveat}")?;
        }
    }
    Ok(())
}

fn in_fours(hex: &str) -> String {
    hex.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The entries of a bundle, what is missing among them; folders are not.
pub fn entries<'a>(case: &'a Case, bundle: &Bundle) -> impl Iterator<Item = &'a Entry> {
    let (first, end) = bundle.entries;
    case.entries
        .get(first as usize..end as usize)
        .unwrap_or_default()
        .iter()
        .filter(|entry| !entry.is_folder())
}

#[derive(Serialize)]
struct Report<'a> {
    verdict: Option<Verdict>,
    name: &'a str,
    format: &'a str,
    complete: bool,
    container: Container,
    bag: Option<Bag>,
    manifests: Vec<Manifest>,
    counts: Counts,
    entries: Vec<EntryReport>,
    problems: Vec<String>,
}

#[derive(Serialize)]
struct Container {
    sha256: Option<String>,
    md5: Option<String>,
    bytes: u64,
}

#[derive(Serialize)]
struct Bag {
    version: Option<String>,
    complete: bool,
    valid: bool,
    oxum: Option<bool>,
    seal: Option<String>,
}

#[derive(Serialize)]
struct Manifest {
    format: String,
    path: String,
    algorithms: Vec<String>,
    entries: u32,
}

/// An entry as `verify` and `list` write it.
#[derive(Serialize)]
pub struct EntryReport {
    pub path: String,
    pub size: Option<u64>,
    pub state: Option<&'static str>,
    pub weak: bool,
    pub sha256: Option<String>,
    pub md5: Option<String>,
    pub manifest: Option<String>,
    pub note: Option<String>,
}

fn report<'a>(case: &Case, bundle: &'a Bundle) -> Report<'a> {
    let bag = bundle.bags.first().zip(bundle.bag_verdicts.first()).map(|(bag, verdict)| Bag {
        version: bag.version.map(|(major, minor)| format!("{major}.{minor}")),
        complete: verdict.complete,
        valid: verdict.valid,
        oxum: verdict.oxum,
        seal: verdict.seal.clone(),
    });
    let manifests = (0..bundle.manifests.len()).filter_map(|i| manifest_summary(case, bundle, i));
    Report {
        verdict: bundle.verdict,
        name: &bundle.source.name,
        format: &bundle.format,
        complete: bundle.complete,
        container: Container {
            sha256: bundle.digests.hex(Algorithm::Sha256),
            md5: bundle.digests.hex(Algorithm::Md5),
            bytes: bundle.source.len(),
        },
        bag,
        manifests: manifests
            .map(|m| Manifest {
                format: m.format,
                path: m.path,
                algorithms: m.algorithms,
                entries: m.entries,
            })
            .collect(),
        counts: bundle.counts,
        entries: entries(case, bundle).map(|entry| entry_report(case, bundle, entry)).collect(),
        problems: bundle.problems.iter().map(|note| note.text(Lang::En)).collect(),
    }
}

/// What is said of one entry.
pub fn entry_report(case: &Case, bundle: &Bundle, entry: &Entry) -> EntryReport {
    let manifest = entry.claims.first().and_then(|(manifest, _)| bundle.manifests.get(*manifest));
    let notes: Vec<String> = entry.notes.iter().map(|note| note.text(Lang::En)).collect();
    EntryReport {
        path: case.path(entry),
        size: entry.meta.as_ref().map(|_| entry.size),
        state: entry.state.map(|state| state.id()),
        weak: entry.weak,
        sha256: entry.digests.hex(Algorithm::Sha256),
        md5: entry.digests.hex(Algorithm::Md5),
        manifest: manifest.map(|manifest| bundle.shown(&manifest.path)),
        note: (!notes.is_empty()).then(|| notes.join(" ")),
    }
}

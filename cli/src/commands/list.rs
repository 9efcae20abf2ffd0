//! `glasscase list`: every entry with its size, state and SHA-256.

use super::verify::{entries, entry_report};
use crate::args::List;
use crate::exit::Exit;
use crate::{session, words};
use anyhow::Result;
use glasscase_core::digest::Algorithm;
use glasscase_core::engine::Options;
use glasscase_core::text::Lang;
use std::io::Write;

/// Reads and lists. The exit status tells only whether everything could be read; `verify` gives the verdict.
pub fn run(args: &List, lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let options = Options { parse: false, keep: false, ..Options::default() };
    let engine = session::read(&args.bundles, options)?;
    session::say_problems(&engine, lang);
    let case = engine.case();
    for bundle in &case.bundles {
        for entry in entries(case, bundle) {
            if args.json {
                writeln!(out, "{}", serde_json::to_string(&entry_report(case, bundle, entry))?)?;
                continue;
            }
            let state = entry.state.map_or("", |state| words::state(lang, state));
            let size = entry.meta.as_ref().map_or("-".to_owned(), |_| entry.size.to_string());
            let digest = entry.digests.hex(Algorithm::Sha256).unwrap_or_else(|| "-".repeat(64));
            writeln!(out, "{digest}  {size:>12}  {state:<12}  {}", case.path(entry))?;
        }
    }
    let complete = case.bundles.iter().all(|bundle| bundle.complete);
    let empty = case.bundles.iter().any(|bundle| !bundle.complete && bundle.entries.0 == bundle.entries.1);
    Ok(match (empty, complete) {
        (true, _) => Exit::Unreadable,
        (false, true) => Exit::Verified,
        (false, false) => Exit::Incomplete,
    })
}

//! `glasscase timeline`: the events of all sources in one order. The fields are described in
//! `docs/timeline-fields.md`.

use crate::args::{Format, Timeline};
use crate::exit::Exit;
use crate::{session, words};
use anyhow::{Result, bail};
use glasscase_core::engine::protocol::{EventQuery, Request, Response, Zone};
use glasscase_core::engine::{Engine, Options, Reply};
use glasscase_core::text::{Lang, inert};
use glasscase_core::time::NamedZone;
use glasscase_core::timeline::{ExportRow, Kind, export};
use std::io::Write;

/// Rows of the table asked for at a time.
const WINDOW: u32 = 2_000;

/// Reads, orders, writes.
pub fn run(args: &Timeline, lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let query = query(args, lang)?;
    let zone = zone(&args.zone, lang)?;
    if let Some(name) = args.host_zone.as_deref().filter(|name| NamedZone::find(name).is_none()) {
        bail!(words::bad_value(lang, "--host-zone", name));
    }
    let options = Options { zone: args.host_zone.clone(), year: args.year, ..Options::default() };
    let mut engine = session::read(&args.bundles, options)?;
    session::say_problems(&engine, lang);
    match args.format {
        Format::Table => table(&mut engine, &query, &zone, out)?,
        Format::Jsonl => export(engine.timeline(), &engine.contents(), &query, |row| -> Result<()> {
            serde_json::to_writer(&mut *out, row)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Format::Csv => csv(&engine, &query, out)?,
    }
    let complete = engine.case().bundles.iter().all(|bundle| bundle.complete);
    Ok(if complete { Exit::Verified } else { Exit::Incomplete })
}

fn query(args: &Timeline, lang: Lang) -> Result<EventQuery> {
    let kind = |name: &String| match Kind::ALL.into_iter().find(|kind| kind.id() == name) {
        Some(kind) => Ok(kind),
        None => bail!(words::bad_value(lang, "--kind", name)),
    };
    Ok(EventQuery {
        text: args.query.clone(),
        kinds: args.kind.iter().map(kind).collect::<Result<_>>()?,
        users: args.user.clone(),
        addresses: args.address.clone(),
        hosts: args.host.clone(),
        from: instant("--from", args.from.as_deref(), lang)?,
        to: instant("--to", args.to.as_deref(), lang)?,
        ..EventQuery::default()
    })
}

fn instant(option: &str, text: Option<&str>, lang: Lang) -> Result<Option<i64>> {
    let Some(text) = text else { return Ok(None) };
    match glasscase_core::time::parse_instant(text) {
        Some(instant) => Ok(Some(instant)),
        None => bail!(words::bad_value(lang, option, text)),
    }
}

fn zone(name: &str, lang: Lang) -> Result<Zone> {
    Ok(match name {
        "UTC" | "utc" => Zone::Utc,
        "host" => Zone::Host,
        name if NamedZone::find(name).is_some() => Zone::Iana(name.to_owned()),
        name => bail!(words::bad_value(lang, "--zone", name)),
    })
}

fn table(engine: &mut Engine, query: &EventQuery, zone: &Zone, out: &mut dyn Write) -> Result<()> {
    let undated = query.from.is_none() && query.to.is_none();
    for lane in [false, true].into_iter().filter(|lane| !lane || undated) {
        let query = EventQuery { undated: lane, ..query.clone() };
        let mut start = 0;
        loop {
            let request = Request::Rows {
                query: query.clone(),
                descending: false,
                zone: zone.clone(),
                start,
                count: WINDOW,
            };
            let Response::Rows { total, rows, .. } = answer(engine, &request) else { break };
            for row in &rows {
                let outcome = row.outcome.map_or("", |outcome| outcome.id());
                writeln!(
                    out,
                    "{:<19}  {:<14} {:<14} {:<12} {:<12} {:<15} {:<7}  {}",
                    row.time.as_deref().unwrap_or("-"),
                    row.host,
                    row.program,
                    row.action,
                    row.user,
                    row.address,
                    outcome,
                    row.message
                )?;
            }
            start += WINDOW;
            if start >= total {
                break;
            }
        }
    }
    Ok(())
}

fn answer(engine: &mut Engine, request: &Request) -> Response {
    loop {
        if let Reply::Done(response) = engine.ask(request) {
            return response;
        }
    }
}

fn csv(engine: &Engine, query: &EventQuery, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "time",
        "time_original",
        "time_basis",
        "source",
        "offset",
        "length",
        "host",
        "kind",
        "action",
        "user",
        "address",
        "process",
        "outcome",
        "message",
        "integrity",
    ])?;
    export(engine.timeline(), &engine.contents(), query, |row: &ExportRow| -> Result<()> {
        Ok(writer.write_record([
            row.time.as_deref().unwrap_or_default(),
            &cell(&row.time_original),
            &row.time_basis,
            &cell(&row.source),
            &row.span.0.to_string(),
            &row.span.1.to_string(),
            &cell(&row.host),
            row.kind,
            row.action,
            &cell(&row.user),
            &cell(&row.address),
            &cell(&row.process),
            row.outcome.unwrap_or_default(),
            &cell(&row.message),
            row.integrity.unwrap_or_default(),
        ])?)
    })?;
    writer.flush()?;
    Ok(())
}

/// Evidence for a spreadsheet: inert, and with an apostrophe before what a spreadsheet would run as a formula.
fn cell(text: &str) -> String {
    let text = inert(text.as_bytes());
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t') => format!("'{text}"),
        _ => text,
    }
}

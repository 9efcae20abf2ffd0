//! Events fully described, for what leaves the program as JSON or CSV.

use super::contents::Contents;
use super::ids::RowId;
use super::query::Matcher;
use super::record::Records;
use super::store::Timeline;
use crate::engine::protocol::EventQuery;
use crate::text::Lang;
use crate::time::zone;
use serde::Serialize;

/// One event. Texts are the evidence's own, with U+FFFD for bytes that are not UTF-8; JSON escapes what could
/// act on a terminal, other writers must.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportRow {
    /// RFC 3339 in UTC, with the precision of the source; none for an event without a time.
    pub time: Option<String>,
    /// The time as written.
    pub time_original: String,
    /// How the instant was decided, in English sentences.
    pub time_basis: String,
    /// Bundle path of the file.
    pub source: String,
    /// First byte in the file, and length.
    pub span: (u64, u32),
    /// Host.
    pub host: String,
    /// Kind of event.
    pub kind: &'static str,
    /// What happened.
    pub action: &'static str,
    /// User.
    pub user: String,
    /// Address of the other side.
    pub address: String,
    /// Program with its process number.
    pub process: String,
    /// How an attempt ended.
    pub outcome: Option<&'static str>,
    /// What the record says, in full.
    pub message: String,
    /// Integrity state of the file; none while not known.
    pub integrity: Option<&'static str>,
}

/// Hands on every event that the query means, in order of time, then those without a time where the query does
/// not restrict the time; until `each` says stop by an error.
pub fn export<E>(
    timeline: &Timeline,
    contents: &dyn Contents,
    query: &EventQuery,
    mut each: impl FnMut(&ExportRow) -> Result<(), E>,
) -> Result<(), E> {
    const WINDOW: u32 = 4_096;
    let mut lanes = vec![query.clone()];
    if !query.undated && query.from.is_none() && query.to.is_none() {
        lanes.push(EventQuery { undated: true, ..query.clone() });
    }
    let mut records = Records::new(timeline, contents);
    for lane in lanes {
        let selection = Matcher::run(&lane, timeline, contents);
        let mut start = 0;
        while start < selection.total() {
            for id in selection.window(timeline, start, WINDOW, false) {
                if let Some(row) = describe(timeline, contents, &mut records, id) {
                    each(&row)?;
                }
            }
            start += WINDOW;
        }
    }
    Ok(())
}

/// One event with everything that an export says of it.
pub fn describe(
    timeline: &Timeline,
    contents: &dyn Contents,
    records: &mut Records<'_>,
    id: RowId,
) -> Option<ExportRow> {
    let row = timeline.row(id)?;
    let explained = records.explain(id);
    let entry = row.artifact.source().entry;
    let basis: Vec<String> = timeline.event_basis(id).iter().map(|note| note.text(Lang::En)).collect();
    let digits = zone::fraction_digits(explained.precision);
    Some(ExportRow {
        time: row.utc.map(|utc| zone::rfc3339(utc, digits)),
        time_original: explained.time_original,
        time_basis: basis.join(" "),
        source: contents.path(entry),
        span: row.span,
        host: row.host.to_owned(),
        kind: row.action.kind().id(),
        action: row.action.id(),
        user: row.user.to_owned(),
        address: row.address.to_owned(),
        process: if explained.process.is_empty() { row.program.to_owned() } else { explained.process },
        outcome: row.outcome.map(|outcome| outcome.id()),
        message: explained.message,
        integrity: contents.state(entry).map(|state| state.id()),
    })
}

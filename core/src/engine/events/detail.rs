//! All that is known of one event, with what stands around it in the file.

use super::{Clocks, row};
use crate::engine::protocol::{EventDetail, LineRow, Response, Zone};
use crate::io::ReadAt;
use crate::note::Note;
use crate::parse::Framing;
use crate::text::inert;
use crate::time::{Zones, zone};
use crate::timeline::{Contents, Records, Row, RowId, Timeline};

/// Lines shown before the event, and after it.
const AROUND: usize = 3;
/// Characters of a line that are shown, as in a preview.
const LINE: usize = 4_096;
/// Bytes looked at for the lines before the event, and for each after it.
const BEHIND: u64 = 64 << 10;
/// Bytes in which lines are counted to number the event's. Beyond it the number is left out.
const COUNTED: u64 = 256 << 20;
/// First bytes of a file that tell how it is cut into records.
const HEAD: usize = 4 << 10;
/// Bytes of a record that are shown in hex.
const RECORD: usize = 1 << 10;
/// Fields shown, and characters of each.
const FIELDS: usize = 200;
const FIELD: usize = 8_192;

/// Answers [`crate::engine::protocol::Request::Event`].
pub(super) fn event(
    id: RowId,
    shown_in: &Zone,
    timeline: &Timeline,
    contents: &dyn Contents,
    zones: &Zones,
) -> Response {
    let Some(found) = timeline.row(id) else { return Response::Failed(Note::NoSuchThing) };
    let mut clocks = match Clocks::new(shown_in, timeline, zones) {
        Ok(clocks) => clocks,
        Err(note) => return Response::Failed(note),
    };
    let mut records = Records::new(timeline, contents);
    let Some(row) = row(id, timeline, contents, &mut records, &mut clocks) else {
        return Response::Failed(Note::NoSuchThing);
    };
    let explained = records.explain(id);
    let digits = zone::fraction_digits(explained.precision);
    let offset = found.utc.map_or(0, |utc| clocks.of(found.artifact).at(utc));
    let entry = found.artifact.source().entry;
    let fields = explained.fields.iter().take(FIELDS);
    let surroundings = surroundings(&found, contents, &mut records);
    let process = if explained.process.is_empty() { found.program } else { &explained.process };
    Response::Event(Box::new(EventDetail {
        time: found.utc.map(|utc| zone::with_offset(utc, offset, digits)),
        time_utc: found.utc.map(|utc| zone::rfc3339(utc, digits)),
        time_original: inert(explained.time_original.as_bytes()),
        precision: match explained.precision {
            ..=0 => String::new(),
            precision => zone::precision_text(precision),
        },
        basis: timeline.event_basis(id),
        fields: fields.map(|(name, value)| ((*name).to_owned(), super::shortened(value, FIELD))).collect(),
        path: inert(contents.path(entry).as_bytes()),
        node: contents.node(entry),
        span: (found.span.0, u64::from(found.span.1)),
        line: surroundings.line,
        context: surroundings.rows,
        sha256: contents.sha256(entry),
        process: inert(process.as_bytes()),
        row,
    }))
}

#[derive(Default)]
struct Surroundings {
    line: Option<u64>,
    rows: Vec<LineRow>,
}

fn surroundings(found: &Row<'_>, contents: &dyn Contents, records: &mut Records<'_>) -> Surroundings {
    let source = found.artifact.source();
    let head = records.range(source.entry, 0, HEAD);
    let Some(reader) = contents.open(source.entry) else { return Surroundings::default() };
    match source.parser.framing(&head) {
        Framing::Fixed(_) => Surroundings { line: None, rows: hex(&records.bytes(found), found.span.0) },
        Framing::Lines => lines(&*reader, found.span.0, u64::from(found.span.1)),
    }
}

/// The record in rows of sixteen bytes.
fn hex(record: &[u8], offset: u64) -> Vec<LineRow> {
    let shown = record.get(..RECORD).unwrap_or(record);
    let row = |(number, bytes): (u64, &[u8])| {
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let text: String =
            bytes.iter().map(|b| if matches!(b, 0x20..=0x7e) { char::from(*b) } else { '·' }).collect();
        LineRow {
            line: number,
            offset: offset + number * 16,
            length: bytes.len() as u64,
            text: format!("{:<47}  {text}", digits.join(" ")),
            cut: false,
        }
    };
    (0..).zip(shown.chunks(16)).map(row).collect()
}

/// The lines around `offset`. A record may span lines; they are all shown, and three behind the last.
fn lines(reader: &dyn ReadAt, offset: u64, length: u64) -> Surroundings {
    let start = offset.saturating_sub(BEHIND);
    let end = offset.saturating_add(length.min(BEHIND)).saturating_add(BEHIND).min(reader.len());
    let Some(bytes) = read(reader, start, end) else { return Surroundings::default() };
    let at = usize::try_from(offset - start).unwrap_or(usize::MAX);
    let (before, after) = bytes.split_at_checked(at).unwrap_or((&bytes, &[]));
    let mut first = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    let mut above = 0;
    while above < AROUND && first > 0 {
        let earlier = bytes.get(..first - 1).unwrap_or_default();
        first = match memchr::memrchr(b'\n', earlier) {
            Some(end) => end + 1,
            None if start == 0 => 0,
            // The window begins inside this line.
            None => break,
        };
        above += 1;
    }
    let line = line_number(reader, offset);
    let record = usize::try_from(length).ok().and_then(|length| after.get(..length)).unwrap_or(after);
    let wanted = above + 1 + memchr::memchr_iter(b'\n', record).count() + AROUND;
    let top = line.map_or(0, |line| line.saturating_sub(above as u64));
    let shown = bytes.get(first..).unwrap_or_default();
    Surroundings { line, rows: rows(shown, start + first as u64, top, wanted) }
}

fn rows(bytes: &[u8], offset: u64, top: u64, wanted: usize) -> Vec<LineRow> {
    let mut rows = Vec::with_capacity(wanted);
    let mut offset = offset;
    let whole = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    for (line, with_end) in (top..).zip(whole.split(|b| *b == b'\n')).take(wanted) {
        let text = with_end.strip_suffix(b"\r").unwrap_or(with_end);
        let lossy = String::from_utf8_lossy(text);
        let shown = super::shortened(&lossy, LINE);
        let cut = lossy.chars().nth(LINE).is_some();
        rows.push(LineRow { line, offset, length: text.len() as u64, text: shown, cut });
        offset += with_end.len() as u64 + 1;
    }
    rows
}

/// The number of the line at an offset, from 0.
fn line_number(reader: &dyn ReadAt, offset: u64) -> Option<u64> {
    const BLOCK: u64 = 1 << 20;
    if offset > COUNTED {
        return None;
    }
    let mut line = 0;
    let mut at = 0;
    while at < offset {
        let bytes = read(reader, at, (at + BLOCK).min(offset))?;
        line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        at += bytes.len() as u64;
    }
    Some(line)
}

/// The bytes from `start` to `end`; nothing where they are not all there.
fn read(reader: &dyn ReadAt, start: u64, end: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(end.checked_sub(start)?).ok()?];
    let read = reader.read_full_at(start, &mut bytes).ok()?;
    (read == bytes.len() && (read > 0 || start == end)).then_some(bytes)
}

//! An entry's bytes as lines, as hex, and searched: always a window, whatever the size.

use super::protocol::{Anchor, HexRow, LineRow, Response};
use crate::digest::hex;
use crate::io::ReadAt;
use crate::note::Note;
use crate::text::inert;
use memchr::{memchr, memchr_iter, memmem};

/// Lines between two remembered places.
const STRIDE: u64 = 256;
/// Bytes read at a time.
const BLOCK: usize = 1 << 20;
/// Bytes looked at in one step.
const STEP: u64 = 64 << 20;
/// Characters of a line that are shown.
const SHOWN: usize = 4_096;
/// Lines of one answer.
const MOST_LINES: u32 = 2_000;
/// Rows of one answer.
const MOST_ROWS: u32 = 4_096;

/// Where lines begin in one entry, as far as it was looked at.
#[derive(Default)]
pub struct LineIndex {
    entry: Option<u32>,
    /// Offset of line 0, 256, 512 …
    places: Vec<u64>,
    /// Lines that begin before `scanned`.
    lines: u64,
    scanned: u64,
    complete: bool,
    encoding: &'static str,
}

/// Remembers indexes and a search under way.
#[derive(Default)]
pub struct Previews {
    current: LineIndex,
    others: Vec<LineIndex>,
    search: Option<(u32, String, u64, u64)>,
}

/// An answer, or a step on the way to it: bytes done, bytes in all.
pub type Step = Result<Response, (u64, u64)>;

impl Previews {
    /// Request::Text.
    pub fn text(&mut self, entry: u32, source: &dyn ReadAt, anchor: Anchor, before: u32, count: u32) -> Step {
        let index = self.index(entry, source);
        let (before, count) = (before.min(MOST_LINES), count.min(MOST_LINES));
        let reached = match anchor {
            Anchor::Line(line) => index.complete || line + u64::from(count) < index.lines,
            Anchor::Offset(offset) => index.complete || offset < index.scanned,
        };
        if !reached {
            index.scan(source, STEP).map_err(|_| (0, source.len()))?;
        }
        if !index.complete && !reached {
            return Err((index.scanned, source.len()));
        }
        let from = match anchor {
            Anchor::Line(line) => line,
            Anchor::Offset(offset) => index.line_of(source, offset),
        };
        let first = from.saturating_sub(u64::from(before));
        let wanted = (from - first) + u64::from(count);
        let rows = index.rows(source, first, wanted);
        Ok(Response::Text {
            lines: index.lines,
            complete: index.complete,
            encoding: index.encoding.to_owned(),
            rows,
        })
    }

    /// Request::Find.
    pub fn find(&mut self, entry: u32, source: &dyn ReadAt, needle: &str, from: u64) -> Step {
        if needle.is_empty() {
            return Ok(Response::Found { offset: None, line: None });
        }
        let resume = match &self.search {
            Some((e, n, f, at)) if (*e, n.as_str(), *f) == (entry, needle, from) => *at,
            _ => from,
        };
        let (found, at) = search(source, needle, resume);
        if found.is_none() && at < source.len() {
            self.search = Some((entry, needle.to_owned(), from, at));
            return Err((at, source.len()));
        }
        self.search = None;
        let index = self.index(entry, source);
        let line = found.filter(|at| *at < index.scanned).map(|at| index.line_of(source, at));
        Ok(Response::Found { offset: found, line })
    }

    fn index(&mut self, entry: u32, source: &dyn ReadAt) -> &mut LineIndex {
        if self.current.entry != Some(entry) {
            let known = self.others.iter().position(|index| index.entry == Some(entry));
            let next =
                known.map(|at| self.others.remove(at)).unwrap_or_else(|| LineIndex::new(entry, source));
            let last = std::mem::replace(&mut self.current, next);
            self.others.insert(0, last);
            self.others.truncate(3);
        }
        &mut self.current
    }
}

impl LineIndex {
    fn new(entry: u32, source: &dyn ReadAt) -> Self {
        let mut head = vec![0; 64 << 10];
        let n = source.read_full_at(0, &mut head).unwrap_or(0);
        let encoding = encoding(head.get(..n).unwrap_or_default(), (n as u64) < source.len());
        let complete = source.is_empty();
        Self {
            entry: Some(entry),
            places: vec![0],
            lines: u64::from(!complete),
            scanned: 0,
            complete,
            encoding,
        }
    }

    /// Looks at further bytes.
    fn scan(&mut self, source: &dyn ReadAt, budget: u64) -> std::io::Result<()> {
        let (end, mut block) = (source.len().min(self.scanned + budget), vec![0; BLOCK]);
        while self.scanned < end {
            let want = usize::try_from(end - self.scanned).unwrap_or(BLOCK).min(BLOCK);
            let n = source.read_at(self.scanned, block.get_mut(..want).unwrap_or_default())?;
            if n == 0 {
                break;
            }
            let part = block.get(..n).unwrap_or_default();
            for at in memchr_iter(b'\n', part) {
                let begins = self.scanned + at as u64 + 1;
                if begins < source.len() {
                    if self.lines.is_multiple_of(STRIDE) {
                        self.places.push(begins);
                    }
                    self.lines += 1;
                }
            }
            self.scanned += n as u64;
        }
        self.complete = self.scanned >= source.len();
        Ok(())
    }

    /// The number of the line that holds a byte.
    fn line_of(&self, source: &dyn ReadAt, offset: u64) -> u64 {
        let place = self.places.partition_point(|at| *at <= offset).saturating_sub(1);
        let mut at = self.places.get(place).copied().unwrap_or(0);
        let mut line = place as u64 * STRIDE;
        let mut block = vec![0; BLOCK];
        while at < offset {
            let want = usize::try_from(offset - at).unwrap_or(BLOCK).min(BLOCK);
            let n = source.read_at(at, block.get_mut(..want).unwrap_or_default()).unwrap_or(0);
            if n == 0 {
                break;
            }
            line += memchr_iter(b'\n', block.get(..n).unwrap_or_default()).count() as u64;
            at += n as u64;
        }
        line.min(self.lines.saturating_sub(1))
    }

    fn rows(&self, source: &dyn ReadAt, first: u64, count: u64) -> Vec<LineRow> {
        let place = usize::try_from(first / STRIDE).unwrap_or(usize::MAX);
        let Some(mut at) = self.places.get(place).copied() else { return Vec::new() };
        let mut reader = LineReader::new(source, at);
        let mut line = place as u64 * STRIDE;
        let mut rows = Vec::new();
        while line < first + count && at < source.len() {
            let Some((bytes, length, next)) = reader.line() else { break };
            if line >= first {
                rows.push(self.row(line, at, &bytes, length));
            }
            at = next;
            line += 1;
        }
        rows
    }

    fn row(&self, line: u64, offset: u64, bytes: &[u8], length: u64) -> LineRow {
        let text = match self.encoding {
            "Latin-1" => inert(bytes.iter().map(|b| char::from(*b)).collect::<String>().as_bytes()),
            _ => inert(bytes),
        };
        let cut = (bytes.len() as u64) < length;
        LineRow { line, offset, length, text, cut }
    }
}

/// Reads lines in order, keeping only the beginning of each.
struct LineReader<'a> {
    source: &'a dyn ReadAt,
    at: u64,
    block: Vec<u8>,
    start: usize,
}

impl<'a> LineReader<'a> {
    fn new(source: &'a dyn ReadAt, at: u64) -> Self {
        Self { source, at, block: Vec::new(), start: 0 }
    }

    /// The next line's beginning, its length without the line end, and the offset behind it.
    fn line(&mut self) -> Option<(Vec<u8>, u64, u64)> {
        let (mut text, mut length) = (Vec::new(), 0u64);
        loop {
            if self.start >= self.block.len() && !self.fill() {
                return (length > 0).then_some((text, length, self.at));
            }
            let rest = self.block.get(self.start..).unwrap_or_default();
            let end = memchr(b'\n', rest);
            let part = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            text.extend(part.iter().take(SHOWN.saturating_sub(text.len())));
            length += part.len() as u64;
            let taken = part.len() + usize::from(end.is_some());
            self.start += taken;
            self.at += taken as u64;
            if end.is_some() {
                if text.last() == Some(&b'\r') && text.len() as u64 == length {
                    text.pop();
                    length -= 1;
                }
                return Some((text, length, self.at));
            }
        }
    }

    fn fill(&mut self) -> bool {
        self.block.resize(256 << 10, 0);
        let n = self.source.read_at(self.at, &mut self.block).unwrap_or(0);
        self.block.truncate(n);
        self.start = 0;
        n > 0
    }
}

/// Request::Hex.
pub fn hex_rows(source: &dyn ReadAt, offset: u64, rows: u32) -> Response {
    let first = offset & !15;
    let mut bytes = vec![0; rows.min(MOST_ROWS) as usize * 16];
    let n = source.read_full_at(first, &mut bytes).unwrap_or(0);
    let shown = bytes.get(..n).unwrap_or_default().chunks(16);
    let rows = (0..).zip(shown).map(|(i, sixteen)| HexRow {
        offset: first + i * 16,
        hex: sixteen.iter().map(|b| hex(&[*b])).collect::<Vec<_>>().join(" "),
        ascii: sixteen.iter().map(|b| if (0x20..0x7f).contains(b) { char::from(*b) } else { '·' }).collect(),
    });
    Response::Hex { size: source.len(), rows: rows.collect() }
}

/// Looks for a text without regard to ASCII case; gives the place, and how far it looked.
fn search(source: &dyn ReadAt, needle: &str, from: u64) -> (Option<u64>, u64) {
    let needle = needle.as_bytes().to_ascii_lowercase();
    let finder = memmem::Finder::new(&needle);
    let overlap = (needle.len() as u64).saturating_sub(1);
    let mut block = vec![0; BLOCK + needle.len()];
    let mut at = from;
    while at < source.len() && at - from < STEP {
        let n = source.read_full_at(at, &mut block).unwrap_or(0);
        if n == 0 {
            return (None, source.len());
        }
        let part = block.get_mut(..n).unwrap_or_default();
        part.make_ascii_lowercase();
        if let Some(place) = finder.find(part) {
            return (Some(at + place as u64), at);
        }
        let next = at + n as u64;
        at = if next >= source.len() { next } else { next - overlap };
    }
    (None, at)
}

fn encoding(head: &[u8], cut: bool) -> &'static str {
    if memchr(0, head).is_some() {
        return "binary";
    }
    match std::str::from_utf8(head) {
        Ok(_) => "UTF-8",
        // A character cut by the end of the head is no fault.
        Err(error) if cut && error.error_len().is_none() => "UTF-8",
        Err(_) => "Latin-1",
    }
}

/// The answer where there are no bytes to show.
pub fn no_bytes(path: &str) -> Response {
    Response::Failed(Note::NoBytes { path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::MemorySource;

    fn lines(text: &[u8], anchor: Anchor, before: u32, count: u32) -> Vec<(u64, u64, String)> {
        match Previews::default().text(0, &MemorySource::new(text), anchor, before, count) {
            Ok(Response::Text { rows, .. }) => rows.into_iter().map(|r| (r.line, r.offset, r.text)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn windows_of_lines() {
        let text: String = (0..1000).map(|i| format!("line {i}\r\n")).collect();
        let at_700 = lines(text.as_bytes(), Anchor::Line(700), 1, 2);
        assert_eq!(
            at_700.iter().map(|r| r.2.as_str()).collect::<Vec<_>>(),
            ["line 699", "line 700", "line 701"]
        );
        let offset = at_700[1].1;
        assert_eq!(lines(text.as_bytes(), Anchor::Offset(offset + 3), 0, 1)[0].0, 700);
        assert_eq!(lines(b"a\nb", Anchor::Line(1), 0, 9), [(1, 2, "b".into())]);
        assert!(lines(b"", Anchor::Line(0), 0, 9).is_empty());
        assert_eq!(lines(b"a\n", Anchor::Line(0), 0, 9).len(), 1);
    }

    #[test]
    fn a_line_of_many_megabytes_is_cut() {
        let mut text = vec![b'x'; 5 << 20];
        text.extend_from_slice(b"\nend\n");
        let source = MemorySource::new(text);
        let Ok(Response::Text { rows, .. }) = Previews::default().text(0, &source, Anchor::Line(0), 0, 2)
        else {
            panic!()
        };
        assert_eq!((rows[0].text.len(), rows[0].length, rows[0].cut), (SHOWN, 5 << 20, true));
        assert_eq!(rows[1].text, "end");
    }

    #[test]
    fn find_and_hex() {
        let mut text = vec![b'.'; BLOCK - 3];
        text.extend_from_slice(b"NeeDle\n\x00");
        let source = MemorySource::new(text);
        let found = Previews::default().find(0, &source, "needle", 0);
        assert!(matches!(found, Ok(Response::Found { offset: Some(at), .. }) if at == (BLOCK - 3) as u64));
        let none = Previews::default().find(0, &source, "needle", BLOCK as u64);
        assert!(matches!(none, Ok(Response::Found { offset: None, .. })));
        let Response::Hex { rows, .. } = hex_rows(&MemorySource::new(*b"0123456789abcdef\x00~"), 17, 4)
        else {
            panic!()
        };
        assert_eq!((rows[0].offset, rows[0].hex.as_str(), rows[0].ascii.as_str()), (16, "00 7e", "·~"));
    }
}

//! The words of a text query, and which records contain them.
//!
//! Records stay in the evidence, so a word is looked for in the artifacts' bytes, a block at a time, in steps
//! that may be interrupted at any block. What was found is kept by word: the next query with the same word, or
//! the same query after more was read, scans only what is new.

use super::bits::Bits;
use super::contents::Contents;
use super::ids::{ArtifactId, RowId};
use super::store::Timeline;
use crate::io::ReadAt;
use memchr::memmem::Finder;
use std::collections::BTreeSet;

/// Bytes read at once.
const BLOCK: u64 = 1 << 20;
/// Words whose places are kept.
const MOST_WORDS: usize = 12;
/// Words of one query, and bytes of one word; the rest of the text is not looked at.
const MOST_IN_QUERY: usize = 8;
const LONGEST: usize = 256;

/// The words of a query, in lower case where they are ASCII. A word in double quotes may hold spaces; a quote
/// that is not closed reaches to the end.
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        let quoted = i % 2 == 1;
        let parts: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
        for word in parts.into_iter().filter(|word| !word.is_empty()) {
            let word = word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word).to_ascii_lowercase();
            if found.len() < MOST_IN_QUERY && !found.contains(&word) {
                found.push(word);
            }
        }
    }
    found
}

/// Where words were found so far. The last word used is the last.
#[derive(Default)]
pub struct WordCache {
    hits: Vec<Hits>,
}

/// The places of one word.
struct Hits {
    word: String,
    finder: Finder<'static>,
    /// Rows whose record holds the word.
    rows: Bits,
    /// Bytes scanned of each artifact; `u64::MAX` for all.
    scanned: Vec<u64>,
    /// Texts of the dictionary that hold it, of the first so many.
    texts: Bits,
    texts_seen: usize,
}

/// Artifacts that a query needs, and those among them that cannot be read.
#[derive(Debug, Default)]
pub(super) struct Need {
    pub artifacts: Vec<ArtifactId>,
    pub unreadable: BTreeSet<ArtifactId>,
}

impl WordCache {
    /// Makes room for the words and moves them to the end.
    pub(super) fn prepare(&mut self, timeline: &Timeline, words: &[String]) {
        for word in words {
            let mut hits = match self.hits.iter().position(|hits| hits.word == *word) {
                Some(at) => self.hits.remove(at),
                None => Hits::new(word),
            };
            hits.rows.grow(timeline.len() as usize);
            hits.scanned.resize(timeline.artifacts.len(), 0);
            hits.read_texts(timeline);
            self.hits.push(hits);
        }
        let surplus = self.hits.len().saturating_sub(MOST_WORDS.max(words.len()));
        self.hits.drain(..surplus);
    }

    /// Scans on, at most until the budget of bytes is used up. Says whether all that the query needs is done.
    pub(super) fn advance(
        &mut self,
        timeline: &Timeline,
        contents: &dyn Contents,
        words: &[String],
        need: &mut Need,
        budget: &mut u64,
    ) -> bool {
        for id in &need.artifacts {
            if need.unreadable.contains(id) || self.is_done(*id, words) {
                continue;
            }
            let Some(artifact) = timeline.artifact(*id) else { continue };
            let Some(reader) = contents.open(artifact.source.entry) else {
                need.unreadable.insert(*id);
                continue;
            };
            let places = Places::new(timeline, *id);
            while !self.is_done(*id, words) {
                if *budget == 0 {
                    return false;
                }
                match self.scan_block(&*reader, &places, *id, words, artifact.end) {
                    Some(bytes) => *budget = budget.saturating_sub(bytes.max(4_096)),
                    None => {
                        need.unreadable.insert(*id);
                        break;
                    }
                }
            }
        }
        true
    }

    /// Bytes scanned and to scan, for progress.
    pub(super) fn progress(&self, timeline: &Timeline, words: &[String], need: &Need) -> (u64, u64) {
        let (mut done, mut total) = (0, 0);
        for id in &need.artifacts {
            let end = timeline.artifact(*id).map_or(0, |artifact| artifact.end);
            let at = if need.unreadable.contains(id) { end } else { self.scanned(*id, words).min(end) };
            (done, total) = (done + at, total + end);
        }
        (done, total)
    }

    /// Whether the record of a row, or one of its texts, holds the word.
    pub(super) fn holds(&self, timeline: &Timeline, word: &str, row: RowId) -> bool {
        let Some(hits) = self.hits.iter().rev().find(|hits| hits.word == word) else { return false };
        let in_text = |id: super::StrId| hits.texts.contains(id.index());
        let writer = timeline.writers.get(timeline.writer(row).index());
        hits.rows.contains(row.index())
            || in_text(timeline.user(row))
            || in_text(timeline.address(row))
            || writer.is_some_and(|writer| in_text(writer.host) || in_text(writer.program))
    }

    fn of<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = &'a Hits> {
        self.hits.iter().filter(|hits| words.contains(&hits.word))
    }

    fn scanned(&self, id: ArtifactId, words: &[String]) -> u64 {
        let at = |hits: &Hits| hits.scanned.get(id.index()).copied().unwrap_or(u64::MAX);
        self.of(words).map(at).min().unwrap_or(u64::MAX)
    }

    fn is_done(&self, id: ArtifactId, words: &[String]) -> bool {
        self.scanned(id, words) == u64::MAX
    }

    /// Scans the next block for every word that has come no further, and says how many bytes that were;
    /// nothing where they cannot be read.
    fn scan_block(
        &mut self,
        reader: &dyn ReadAt,
        places: &Places<'_>,
        id: ArtifactId,
        words: &[String],
        end: u64,
    ) -> Option<u64> {
        let at = self.scanned(id, words).max(places.first());
        // A word that begins in this block may end in the next.
        let size = (BLOCK + LONGEST as u64).min(end.saturating_sub(at));
        let mut block = vec![0; usize::try_from(size).ok()?];
        let read = reader.read_full_at(at, &mut block).ok()?;
        if (read as u64) < size {
            return None;
        }
        block.make_ascii_lowercase();
        let next = if at + BLOCK >= end { u64::MAX } else { at + BLOCK };
        for hits in self.hits.iter_mut().filter(|hits| words.contains(&hits.word)) {
            let Some(scanned) = hits.scanned.get_mut(id.index()) else { continue };
            if (*scanned).max(places.first()) == at {
                *scanned = next;
                places.mark(&hits.finder, &block, at, &mut hits.rows);
            }
        }
        Some(size)
    }
}

impl Hits {
    fn new(word: &str) -> Self {
        Self {
            word: word.to_owned(),
            finder: Finder::new(word.as_bytes()).into_owned(),
            rows: Bits::default(),
            scanned: Vec::new(),
            texts: Bits::default(),
            texts_seen: 0,
        }
    }

    fn read_texts(&mut self, timeline: &Timeline) {
        let dictionary = &timeline.dictionary;
        self.texts.grow(dictionary.len());
        for (id, text) in dictionary.since(self.texts_seen) {
            if self.finder.find(text.to_ascii_lowercase().as_bytes()).is_some() {
                self.texts.insert(id.index());
            }
        }
        self.texts_seen = dictionary.len();
    }
}

/// The rows of an artifact by offset.
struct Places<'a> {
    timeline: &'a Timeline,
    start: u32,
    rows: u32,
    /// Their order, where the parser did not send them in order.
    sorted: Option<Vec<u32>>,
}

impl<'a> Places<'a> {
    fn new(timeline: &'a Timeline, id: ArtifactId) -> Self {
        let (start, rows, ordered) =
            timeline.artifact(id).map_or((0, 0, true), |a| (a.start, a.rows, a.ordered));
        let sorted = (!ordered).then(|| {
            let mut sorted: Vec<u32> = (start..start + rows).collect();
            sorted.sort_by_key(|row| (timeline.offset(RowId(*row)), *row));
            sorted
        });
        Self { timeline, start, rows, sorted }
    }

    fn row(&self, i: u32) -> RowId {
        let sorted = self.sorted.as_ref().and_then(|sorted| sorted.get(i as usize).copied());
        RowId(sorted.unwrap_or(self.start + i))
    }

    fn span(&self, i: u32) -> (u64, u64) {
        let row = self.row(i);
        let offset = self.timeline.offset(row);
        (offset, offset + u64::from(self.timeline.length(row)))
    }

    fn first(&self) -> u64 {
        self.span(0).0
    }

    /// The first row that begins behind the offset.
    fn behind(&self, offset: u64) -> u32 {
        let (mut low, mut high) = (0, self.rows);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.span(middle).0 <= offset { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Marks the rows whose record holds a hit that begins in the block.
    fn mark(&self, finder: &Finder<'_>, block: &[u8], at: u64, marked: &mut Bits) {
        let needle = finder.needle().len() as u64;
        let mut from = 0;
        while let Some(found) = block.get(from..).and_then(|rest| finder.find(rest)) {
            let begins = at + (from + found) as u64;
            from += found + 1;
            // Several events may come of one record, so the rows before with the same offset count as well.
            let mut i = self.behind(begins);
            let nearest = i.checked_sub(1).map(|last| self.span(last));
            while let Some(before) = i.checked_sub(1) {
                let (offset, end) = self.span(before);
                if nearest.is_none_or(|(near, _)| offset < near) {
                    break;
                }
                if begins + needle <= end {
                    marked.insert(self.row(before).index());
                    // The rest of this record holds nothing new.
                    from = from.max(usize::try_from(end - at).unwrap_or(usize::MAX));
                }
                i = before;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_words_and_quoted_phrases() {
        assert_eq!(words(r#"  Failed "for Root" 203.0.113.7 failed"#), ["failed", "for root", "203.0.113.7"]);
        assert_eq!(words(r#"a "open end"#), ["a", "open end"]);
        assert_eq!(words(" \"\" "), Vec::<String>::new());
        assert_eq!(words(&"x".repeat(999)), ["x".repeat(256)]);
    }
}

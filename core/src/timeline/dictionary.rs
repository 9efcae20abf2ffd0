//! The texts of the key columns, each kept once.

use super::ids::StrId;
use crate::text::inert;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of a text that are kept. What is longer is cut here and complete in the record.
const LONGEST: usize = 512;

/// Texts by number. Numbers are given in the order of first use, so they depend on the evidence alone.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    texts: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, StrId>,
    /// Texts that are shown otherwise than they stand.
    marked: Vec<StrId>,
    /// Bytes of all texts.
    bytes: usize,
}

impl Default for Dictionary {
    fn default() -> Self {
        let empty: Arc<str> = "".into();
        Self {
            texts: vec![empty.clone()],
            ids: HashMap::from([(empty, StrId(0))]),
            marked: Vec::new(),
            bytes: 0,
        }
    }
}

impl Dictionary {
    /// The number of a text; bytes that are not UTF-8 become U+FFFD.
    pub fn intern(&mut self, bytes: &[u8]) -> StrId {
        let lossy = String::from_utf8_lossy(bytes);
        let text = lossy.get(..lossy.floor_char_boundary(LONGEST)).unwrap_or_default();
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        // There are at most four texts an event, and fewer than 2^30 events.
        let id = StrId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = text.into();
        if inert(text.as_bytes()) != *text {
            self.marked.push(id);
        }
        self.bytes += text.len();
        self.texts.push(text.clone());
        self.ids.insert(text, id);
        id
    }

    pub fn text(&self, id: StrId) -> &str {
        self.texts.get(id.index()).map_or("", |text| text)
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Every text that is shown as `shown`.
    pub fn shown_as<'a>(&'a self, shown: &'a str) -> impl Iterator<Item = StrId> + 'a {
        let marked = self.marked.iter().copied().filter(move |id| inert(self.text(*id).as_bytes()) == shown);
        let plain = self.ids.get(shown).copied().filter(|id| !self.marked.contains(id));
        plain.into_iter().chain(marked)
    }

    /// The texts from number `from` on, with their numbers.
    pub fn since(&self, from: usize) -> impl Iterator<Item = (StrId, &str)> {
        let rest = self.texts.get(from..).unwrap_or_default();
        rest.iter().zip(from..).map(|(text, id)| (StrId(u32::try_from(id).unwrap_or(u32::MAX)), &**text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.intern(b""), StrId(0));
        let root = dictionary.intern(b"root");
        assert_eq!(dictionary.intern(b"root"), root);
        assert_eq!(dictionary.text(root), "root");
        assert_eq!(dictionary.text(StrId(99)), "");
        let long = dictionary.intern("é".repeat(400).as_bytes());
        assert_eq!(dictionary.text(long).len(), 512);
    }

    #[test]
    fn texts_are_found_as_they_are_shown() {
        let mut dictionary = Dictionary::default();
        let escape = dictionary.intern(b"a\x1bb");
        let picture = dictionary.intern("a␛b".as_bytes());
        assert_eq!(dictionary.shown_as("a␛b").collect::<Vec<_>>(), [picture, escape]);
        assert_eq!(dictionary.shown_as("a\x1bb").count(), 0);
        assert_eq!(dictionary.shown_as("nobody").count(), 0);
    }
}

//! The tag files that make a folder a BagIt bag: `bagit.txt`, `bag-info.txt`, `fetch.txt` (RFC 8493 section 2).

use super::lines;
use crate::note::Note;
use crate::text::inert;

/// What the tag files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bag {
    /// Folder of the bag in the container: empty, or with a slash at its end.
    pub root: Vec<u8>,
    /// `BagIt-Version`, major and minor; none where bagit.txt does not state one in the required form.
    pub version: Option<(u32, u32)>,
    /// Labels and values of bag-info.txt (package-info.txt before 0.96), inert.
    pub info: Vec<(String, String)>,
    /// Files that fetch.txt names.
    pub fetch: u32,
    /// Why the bag is not valid whatever its digests say.
    pub faults: Vec<Note>,
}

/// Whether a file of this name in a bag's folder is one of them.
pub fn is_tag_file(name: &[u8]) -> bool {
    matches!(name, b"bagit.txt" | b"bag-info.txt" | b"package-info.txt" | b"fetch.txt")
}

impl Bag {
    /// Begins with bagit.txt.
    pub fn new(path: &[u8], bytes: &[u8]) -> Self {
        let mut bag = Bag { root: super::base_of(path).to_vec(), ..Bag::default() };
        let mut rows = lines(bytes).map(|(_, line)| line).filter(|line| !line.is_empty());
        bag.version = rows.next().and_then(version);
        if bag.version.is_none() {
            bag.fault(path, "the first line is not “BagIt-Version: ” and a version");
        }
        let encoding = rows.next().and_then(|line| line.strip_prefix(b"Tag-File-Character-Encoding:"));
        match encoding.map(<[u8]>::trim_ascii) {
            None => bag.fault(path, "the second line is not “Tag-File-Character-Encoding: ” and an encoding"),
            Some(name) if !name.eq_ignore_ascii_case(b"UTF-8") && !name.eq_ignore_ascii_case(b"US-ASCII") => {
                bag.fault(
                    path,
                    "tag files are in another encoding than UTF-8; they are read as if they were in it",
                );
            }
            Some(_) => {}
        }
        bag
    }

    /// Adds bag-info.txt: `Label: value`, continued on lines that begin with white space.
    pub fn add_info(&mut self, path: &[u8], bytes: &[u8]) {
        for (number, line) in lines(bytes).filter(|(_, line)| !line.is_empty()) {
            let continued = line.first().is_some_and(u8::is_ascii_whitespace);
            match (continued, self.info.last_mut(), line.iter().position(|b| *b == b':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(&inert(line.trim_ascii()));
                }
                (_, _, Some(colon)) => {
                    let (label, value) = line.split_at(colon);
                    let value = value.get(1..).unwrap_or_default();
                    self.info.push((inert(label.trim_ascii()), inert(value.trim_ascii())));
                }
                _ => self.fault(path, &format!("line {number} has no colon")),
            }
        }
    }

    /// Adds fetch.txt, which is counted and never followed.
    pub fn add_fetch(&mut self, bytes: &[u8]) {
        let files = lines(bytes).filter(|(_, line)| !line.trim_ascii().is_empty()).count();
        self.fetch = u32::try_from(files).unwrap_or(u32::MAX);
    }

    /// Payload-Oxum as stated: bytes and files.
    pub fn oxum(&self) -> Option<(u64, u64)> {
        let (_, value) = self.info.iter().find(|(label, _)| label.eq_ignore_ascii_case("Payload-Oxum"))?;
        let (bytes, files) = value.split_once('.')?;
        Some((bytes.trim().parse().ok()?, files.trim().parse().ok()?))
    }

    /// The value of a label, without regard to case.
    pub fn value(&self, label: &str) -> Option<&str> {
        self.info.iter().find(|(l, _)| l.eq_ignore_ascii_case(label)).map(|(_, value)| value.as_str())
    }

    fn fault(&mut self, path: &[u8], what: &str) {
        self.faults.push(Note::TagFile { path: inert(path), what: what.into() });
    }
}

/// `BagIt-Version: M.N`, exactly one space (RFC 8493 section 2.1.1).
fn version(line: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(line).ok()?.strip_prefix("BagIt-Version: ")?;
    let (major, minor) = text.split_once('.')?;
    let number =
        |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    Some((number(major)?, number(minor)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_files_are_read() {
        let mut bag = Bag::new(b"b/bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        bag.add_info(b"b/bag-info.txt", b"Payload-Oxum: 12.3\nNote : one\n  two\n");
        assert_eq!((bag.version, bag.oxum(), bag.faults.len()), (Some((1, 0)), Some((12, 3)), 0));
        assert_eq!(bag.value("note"), Some("one two"));
        assert_eq!(bag.root, b"b/");
    }

    #[test]
    fn a_loose_bagit_txt_is_a_fault() {
        for text in
            [&b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"[..], b"BagIt-Version:  1.0\n", b""]
        {
            assert!(!Bag::new(b"bagit.txt", text).faults.is_empty());
        }
    }
}

//! A line of evidence as runs: plain text, inert marks, and places where the searched words stand.
//!
//! The engine has already made the text inert; here the marks are only told apart, so that they can be
//! styled. Runs are rendered as text nodes.

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Text as it stands.
    Plain,
    /// A mark that stands for a control or invisible character.
    Mark,
    /// The searched text.
    Hit,
    /// The searched text at the place that was jumped to.
    Current,
}

/// A run of characters of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// Its text.
    pub text: String,
}

/// Cuts `text` into runs. `needle` is looked for without regard to ASCII case; `current` is the byte of the
/// line at which the chosen hit begins.
pub fn runs(text: &str, needle: &str, current: Option<u64>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut source = 0;
    while let Some((at, length, byte)) = next_hit(rest, needle, source) {
        let (before, from_hit) = rest.split_at(at);
        let (hit, after) = from_hit.split_at(length);
        push_marked(&mut out, before);
        let kind = if current == Some(byte) { RunKind::Current } else { RunKind::Hit };
        out.push(Run { kind, text: hit.to_owned() });
        source = byte + source_bytes(hit);
        rest = after;
    }
    push_marked(&mut out, rest);
    out
}

/// The next hit: index and length in `text`, and its byte in the source, where `text` begins at `source`.
fn next_hit(text: &str, needle: &str, source: u64) -> Option<(usize, usize, u64)> {
    let wanted = needle.as_bytes();
    if wanted.is_empty() {
        return None;
    }
    let at = text.as_bytes().windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted))?;
    let before = text.get(..at)?;
    Some((at, wanted.len(), source + source_bytes(before)))
}

/// Bytes of the evidence that an inert UTF-8 text stands for. U+FFFD counts one byte, which is a guess where
/// it stands for a longer broken sequence: [`is_guess`].
pub fn source_bytes(text: &str) -> u64 {
    pieces(text).map(|(mark, piece)| if mark { mark_bytes(piece) } else { piece.len() as u64 }).sum()
}

/// Whether [`source_bytes`] is not exact for this text.
pub fn is_guess(text: &str) -> bool {
    text.contains('\u{FFFD}')
}

/// The usual name of a control character's picture: fonts often lack the picture itself.
pub fn mark_name(mark: &str) -> Option<&'static str> {
    const NAMES: [&str; 33] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO",
        "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS",
        "RS", "US", "SP",
    ];
    match mark.chars().next()? {
        '\u{2421}' => Some("DEL"),
        picture => NAMES.get(usize::try_from(u32::from(picture).checked_sub(0x2400)?).ok()?).copied(),
    }
}

fn push_marked(out: &mut Vec<Run>, text: &str) {
    out.extend(pieces(text).map(|(mark, piece)| Run {
        kind: if mark { RunKind::Mark } else { RunKind::Plain },
        text: piece.to_owned(),
    }));
}

/// Splits a text into its marks and what lies between them.
fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (mark, length) = match mark_length(rest) {
            Some(length) => (true, length),
            None => {
                let next =
                    rest.char_indices().find(|(at, _)| rest.get(*at..).and_then(mark_length).is_some());
                (false, next.map_or(rest.len(), |(at, _)| at))
            }
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some((mark, piece))
    })
}

/// The length of the mark that `text` begins with.
fn mark_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '\u{2400}'..='\u{2421}' | '\u{FFFD}' => Some(first.len_utf8()),
        '⟨' => code_point(text).map(|(_, length)| length),
        _ => None,
    }
}

/// The code point of a mark such as `⟨U+202E⟩`, and the mark's length.
fn code_point(text: &str) -> Option<(u32, usize)> {
    let digits = text.strip_prefix("⟨U+")?;
    let end = digits.find('⟩').filter(|end| (4..=6).contains(end))?;
    let value = u32::from_str_radix(digits.get(..end)?, 16).ok()?;
    Some((value, "⟨U+".len() + end + '⟩'.len_utf8()))
}

fn mark_bytes(mark: &str) -> u64 {
    code_point(mark).and_then(|(value, _)| char::from_u32(value)).map_or(1, |c| c.len_utf8() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, needle: &str, current: Option<u64>, expected: &str) {
        let shown: String = runs(text, needle, current)
            .into_iter()
            .map(|run| match run.kind {
                RunKind::Plain => run.text,
                RunKind::Mark => format!("<{}>", run.text),
                RunKind::Hit => format!("[{}]", run.text),
                RunKind::Current => format!("[[{}]]", run.text),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_are_told_from_text() {
        check("a␛[31mb␡", "", None, "a<␛>[31mb<␡>");
        check("x⟨U+202E⟩y", "", None, "x<⟨U+202E⟩>y");
        check("⟨U+zz⟩ ⟨ plain", "", None, "⟨U+zz⟩ ⟨ plain");
        check("", "", None, "");
    }

    #[test]
    fn hits_disregard_case_and_know_their_byte() {
        check("Failed failed", "FAILED", Some(7), "[Failed] [[failed]]");
        // ESC is one byte of evidence though its mark takes three.
        check("␛ab", "ab", Some(1), "<␛>[[ab]]");
        check("中文ab", "ab", Some(6), "中文[[ab]]");
        check("aaa", "aa", None, "[aa]a");
    }

    #[test]
    fn control_characters_have_names() {
        assert_eq!(["␀", "␛", "␟", "␡"].map(mark_name), [Some("NUL"), Some("ESC"), Some("US"), Some("DEL")]);
        assert_eq!(["\u{FFFD}", "⟨U+202E⟩", "a", ""].map(mark_name), [None; 4]);
    }

    #[test]
    fn source_bytes_undo_the_marks() {
        for bytes in [&b"plain\tline"[..], b"\x1b[0m\x7f", "\u{202e}\u{e0001}中".as_bytes()] {
            let text = glasscase_core::text::inert(bytes);
            assert_eq!(source_bytes(&text), bytes.len() as u64, "{text}");
            assert!(!is_guess(&text));
        }
        assert!(is_guess(&glasscase_core::text::inert(b"\xff")));
    }
}

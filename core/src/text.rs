//! The languages that Glasscase speaks, and text that is safe to show.
//!
//! Every sentence for people exists in both languages. Evidence itself is never translated; it is shown
//! through [`inert`], which turns whatever could act on a screen into visible marks.

use serde::{Deserialize, Serialize};

/// A language of the page, the command line and the reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Chooses between the two wordings of one sentence.
    pub fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

/// Evidence bytes as text that cannot act: invalid UTF-8 becomes U+FFFD, control characters become their
/// Unicode pictures (ESC → ␛), and bidirectional and invisible format characters become `⟨U+202E⟩`.
///
/// Tabs stay, because columns of logs rest on them; line ends are the caller's business.
pub fn inert(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push_inert(&mut out, c);
        }
        if !chunk.invalid().is_empty() {
            out.push('\u{FFFD}');
        }
    }
    out
}

fn push_inert(out: &mut String, c: char) {
    match c {
        '\t' => out.push(c),
        '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
        '\u{7f}' => out.push('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        _ => out.push(c),
    }
}

/// An integer with thin groups of three, as both languages write large counts: `1,593`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_and_bidi_tricks_become_marks() {
        assert_eq!(inert(b"a\x1b[31mred\tb\x7f"), "a␛[31mred\tb␡");
        assert_eq!(inert("x\u{202e}y".as_bytes()), "x⟨U+202E⟩y");
        assert_eq!(inert(b"ok\xffno"), "ok\u{FFFD}no");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1593), "1,593");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}

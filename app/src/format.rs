//! Numbers as people read them.

use glasscase_core::text::{Lang, grouped};

/// Bytes with a decimal unit and three digits that count: `924 kB`, `1.2 GB`.
pub fn bytes(n: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if n < 1000 {
        return format!("{n} B");
    }
    let mut tenths = n / 100;
    let mut unit = 0;
    while tenths >= 9_995 && unit + 1 < UNITS.len() {
        tenths = (tenths + 500) / 1000;
        unit += 1;
    }
    let name = UNITS[unit];
    if tenths < 100 {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", (tenths + 5) / 10)
    }
}

/// Bytes a second.
pub fn rate(per_second: f64) -> String {
    // A rate is never negative and far below 2^53.
    format!("{}/s", bytes(per_second as u64))
}

/// A time that is left, without false precision: `5 s`, `2 min 10 s`, `1 h 5 min`.
pub fn duration(seconds: u64, lang: Lang) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let zh = lang == Lang::Zh;
    match (h, m) {
        (0, 0) if zh => format!("{} 秒", s.max(1)),
        (0, 0) => format!("{} s", s.max(1)),
        (0, _) if zh => format!("{m} 分 {} 秒", s / 10 * 10),
        (0, _) => format!("{m} min {} s", s / 10 * 10),
        (_, _) if zh => format!("{h} 小时 {m} 分"),
        (_, _) => format!("{h} h {m} min"),
    }
}

/// A digest in groups of four, as it is read aloud and written on a form.
pub fn in_fours(hex: &str) -> String {
    let mut out = String::with_capacity(hex.len() + hex.len() / 4);
    for (i, c) in hex.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The beginning and the end of a digest, where there is no room for all of it.
pub fn short(hex: &str) -> String {
    match (hex.get(..8), hex.len().checked_sub(4).and_then(|at| hex.get(at..))) {
        (Some(head), Some(tail)) if hex.len() > 16 => format!("{} … {tail}", in_fours(head)),
        _ => hex.to_string(),
    }
}

/// An algorithm's name as it is written: `SHA-256`.
pub fn algorithm(id: &str) -> String {
    match id.strip_prefix("sha") {
        Some(bits) if !bits.is_empty() && !bits.starts_with('-') => format!("SHA-{bits}"),
        _ => id.to_ascii_uppercase(),
    }
}

/// `1 file`, `1,593 files`; in Chinese with the measure word before the noun.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A small number as a word, as the beginning of a sentence.
pub fn number_word(n: u64) -> String {
    const WORDS: [&str; 10] = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    usize::try_from(n).ok().and_then(|i| WORDS.get(i)).map_or_else(|| grouped(n), |w| (*w).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_three_digits_at_most() {
        for (n, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (12_340, "12 kB"),
            (924_165, "924 kB"),
            (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (37_241_744, "37 MB"),
            (5_368_709_120, "5.4 GB"),
        ] {
            assert_eq!(bytes(n), text, "{n}");
        }
    }

    #[test]
    fn durations_are_not_too_exact() {
        assert_eq!(duration(0, Lang::En), "1 s");
        assert_eq!(duration(59, Lang::En), "59 s");
        assert_eq!(duration(137, Lang::En), "2 min 10 s");
        assert_eq!(duration(3_905, Lang::Zh), "1 小时 5 分");
    }

    #[test]
    fn digests_are_grouped_and_shortened() {
        let hex = "9f2c41d0aabbccdd00112233445577ab";
        assert_eq!(in_fours(hex), "9f2c 41d0 aabb ccdd 0011 2233 4455 77ab");
        assert_eq!(short(hex), "9f2c 41d0 … 77ab");
        assert_eq!(short("9f2c"), "9f2c");
    }

    #[test]
    fn algorithms_are_written_as_their_standards_do() {
        assert_eq!(algorithm("sha256"), "SHA-256");
        assert_eq!(algorithm("sha1"), "SHA-1");
        assert_eq!(algorithm("md5"), "MD5");
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!(number_word(4), "Four");
        assert_eq!(number_word(1_204), "1,204");
        assert_eq!(count(1, "file", "files"), "1 file");
        assert_eq!(count(1_593, "file", "files"), "1,593 files");
    }
}

//! Offsets as people type and read them.

/// A byte offset from what a person typed: decimal, with or without grouping, or hexadecimal after `0x`.
pub fn parse_offset(typed: &str) -> Option<u64> {
    let plain: String =
        typed.chars().filter(|c| !matches!(c, ' ' | ',' | '_' | '\u{202f}' | '\u{a0}')).collect();
    let lower = plain.to_ascii_lowercase();
    match lower.strip_prefix("0x").or_else(|| lower.strip_suffix('h')) {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => lower.parse().ok(),
    }
}

/// An offset as a hex view shows it: at least eight digits, more for large files.
pub fn hex_offset(offset: u64) -> String {
    let mut digits = String::with_capacity(16);
    let width = if offset > 0xffff_ffff { 12 } else { 8 };
    for place in (0..width).rev() {
        let nibble = (offset >> (place * 4)) & 0xf;
        digits.push(char::from_digit(nibble as u32, 16).unwrap_or('0'));
    }
    digits
}

/// The two halves of a hex row, eight bytes each, so that a column can be found by eye.
pub fn halves(hex: &str) -> (&str, &str) {
    match (hex.get(..23), hex.get(24..)) {
        (Some(left), Some(right)) => (left, right),
        _ => (hex, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_typed() {
        assert_eq!(parse_offset("402118"), Some(402_118));
        assert_eq!(parse_offset(" 402,118 "), Some(402_118));
        assert_eq!(parse_offset("0x1F"), Some(31));
        assert_eq!(parse_offset("1fh"), Some(31));
        assert_eq!(parse_offset(""), None);
        assert_eq!(parse_offset("-1"), None);
        assert_eq!(parse_offset("ffffffffffffffffffh"), None);
    }

    #[test]
    fn offsets_are_shown_in_even_width() {
        assert_eq!(hex_offset(0), "00000000");
        assert_eq!(hex_offset(0x1234_abcd), "1234abcd");
        assert_eq!(hex_offset(0x1_0000_0000), "000100000000");
    }

    #[test]
    fn rows_split_after_eight_bytes() {
        let row = "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f";
        assert_eq!(halves(row), ("00 01 02 03 04 05 06 07", "08 09 0a 0b 0c 0d 0e 0f"));
        assert_eq!(halves("00 01"), ("00 01", ""));
        assert_eq!(halves("00 01 02 03 04 05 06 07"), ("00 01 02 03 04 05 06 07", ""));
    }
}

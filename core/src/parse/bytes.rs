//! Cutting text that is only bytes: log lines need not be UTF-8.

use memchr::{memchr, memmem};

/// What stands before and after the first `separator`.
pub fn split_once<'a>(text: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = match *separator {
        [byte] => memchr(byte, text)?,
        _ => memmem::find(text, separator)?,
    };
    Some((text.get(..at)?, text.get(at + separator.len()..)?))
}

/// What stands before and after the last `separator`.
pub fn rsplit_once<'a>(text: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = memmem::rfind(text, separator)?;
    Some((text.get(..at)?, text.get(at + separator.len()..)?))
}

/// The text up to the first space, and what follows that space; the whole text where there is none.
pub fn word(text: &[u8]) -> (&[u8], &[u8]) {
    split_once(text, b" ").unwrap_or((text, &[]))
}

/// A whole number of ASCII digits and nothing else.
pub fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0u64, |n, b| {
        let digit = b.is_ascii_digit().then(|| u64::from(b - b'0'))?;
        n.checked_mul(10)?.checked_add(digit)
    })
}

/// Takes off one pair of marks around the whole text: quotes, brackets.
pub fn within(text: &[u8], open: u8, close: u8) -> Option<&[u8]> {
    match text {
        [first, inner @ .., last] if *first == open && *last == close => Some(inner),
        _ => None,
    }
}

/// Whether it is an IPv4 or IPv6 address, perhaps with a zone (`fe80::1%eth0`).
pub fn is_address(text: &[u8]) -> bool {
    let text = split_once(text, b"%").map_or(text, |(address, _)| address);
    std::str::from_utf8(text).is_ok_and(|text| text.parse::<std::net::IpAddr>().is_ok())
}

/// An IPv4 address that a program wrote in IPv6's clothes, `::ffff:192.0.2.1`, is the same other side: the plain one.
pub fn unmapped(address: &[u8]) -> &[u8] {
    let plain = match address.split_at_checked(7) {
        Some((start, plain)) if start.eq_ignore_ascii_case(b"::ffff:") => plain,
        _ => return address,
    };
    let is_v4 = std::str::from_utf8(plain).is_ok_and(|text| text.parse::<std::net::Ipv4Addr>().is_ok());
    if is_v4 { plain } else { address }
}

/// As a string, with U+FFFD for what is not UTF-8.
pub fn string(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_alone() {
        assert_eq!(number(b"0042"), Some(42));
        for text in ["", "-1", "1 ", "x", "99999999999999999999"] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn addresses() {
        assert!(is_address(b"192.0.2.1") && is_address(b"2001:db8::1") && is_address(b"fe80::1%eth0"));
        assert!(!is_address(b"web01") && !is_address(b"1.2.3") && !is_address(b""));
        assert_eq!(unmapped(b"::ffff:192.0.2.1"), b"192.0.2.1");
        assert_eq!(unmapped(b"::ffff:c000:201"), b"::ffff:c000:201");
        assert_eq!(unmapped(b"2001:db8::1"), b"2001:db8::1");
    }
}

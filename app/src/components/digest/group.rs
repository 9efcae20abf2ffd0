//! How a digest is set out so that two people can compare it by eye or by voice.

/// Characters a group: eight keeps a SHA-256 on two lines of the drawer.
pub const GROUP: usize = 8;

/// A run of characters of a digest, and whether it differs from the value it is set against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The characters.
    pub text: String,
    /// Whether they differ. Always false where there is nothing to set it against.
    pub differs: bool,
}

/// Cuts `value` into groups of `size` characters and marks those that differ from `against`.
///
/// Case does not matter. A group that `against` is too short for differs.
pub fn groups(value: &str, against: Option<&str>, size: usize) -> Vec<Group> {
    let size = size.max(1);
    let chars: Vec<char> = value.chars().collect();
    let other: Option<Vec<char>> = against.map(|text| text.chars().collect());
    chars
        .chunks(size)
        .enumerate()
        .map(|(index, chunk)| Group {
            text: chunk.iter().collect(),
            differs: other.as_ref().is_some_and(|other| !same(chunk, other.chunks(size).nth(index))),
        })
        .collect()
}

fn same(chunk: &[char], other: Option<&[char]>) -> bool {
    other.is_some_and(|other| {
        chunk.len() == other.len() && chunk.iter().zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b))
    })
}

/// The first eight and last four characters: enough to tell two files apart in a table, never a proof.
pub fn short(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    match (chars.get(..8), chars.len().checked_sub(4).and_then(|from| chars.get(from..))) {
        (Some(head), Some(tail)) if chars.len() > 14 => {
            head.iter().chain(&['…']).chain(tail).collect::<String>()
        }
        _ => value.to_owned(),
    }
}

/// Whether an algorithm alone is weak evidence against somebody who means to deceive.
pub fn is_weak(id: &str) -> bool {
    matches!(id, "md5" | "sha1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, against: Option<&str>, size: usize, expected: &str) {
        let shown: Vec<String> = groups(value, against, size)
            .into_iter()
            .map(|group| if group.differs { format!("[{}]", group.text) } else { group.text })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn groups_are_cut_and_the_rest_is_kept() {
        check("0123456789ab", None, 4, "0123 4567 89ab");
        check("0123456789", None, 4, "0123 4567 89");
        check("", None, 4, "");
        check("abc", None, 0, "a b c");
    }

    #[test]
    fn only_differing_groups_are_marked() {
        check("aaaabbbbcccc", Some("aaaaBBBBcccd"), 4, "aaaa bbbb [cccc]");
        check("aaaabbbb", Some("aaaa"), 4, "aaaa [bbbb]");
        check("aaaa", Some("aaaabbbb"), 4, "aaaa");
    }

    #[test]
    fn short_form_keeps_both_ends() {
        assert_eq!(short("5d1e90c700000000000000000f44"), "5d1e90c7…0f44");
        assert_eq!(short("5d1e90c7"), "5d1e90c7");
        assert_eq!(short("证据"), "证据");
    }
}

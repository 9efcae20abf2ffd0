//! What a key does in the folder tree, after the WAI-ARIA tree pattern.

use glasscase_core::engine::protocol::TreeRow;

/// What is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Move to a visible row.
    Focus(u32),
    /// Open the folder of this node.
    Open(u32),
    /// Close the folder of this node.
    Close(u32),
    /// Move to the folder that holds the row; it lies above the row with less depth.
    Parent {
        /// The row.
        row: u32,
        /// Depth of the folder.
        depth: u16,
    },
    /// Choose the row.
    Choose,
    /// Look for a name that begins with what was typed.
    Seek(String),
}

/// The step for `key` on the row at `index` of `total`, where `page` rows are on the screen.
pub fn step(key: &str, row: &TreeRow, index: u32, total: u32, page: u32) -> Option<Step> {
    let last = total.saturating_sub(1);
    Some(match key {
        "ArrowDown" => Step::Focus((index + 1).min(last)),
        "ArrowUp" => Step::Focus(index.saturating_sub(1)),
        "PageDown" => Step::Focus((index + page.max(1)).min(last)),
        "PageUp" => Step::Focus(index.saturating_sub(page.max(1))),
        "Home" => Step::Focus(0),
        "End" => Step::Focus(last),
        "ArrowRight" if row.folder && !row.open => Step::Open(row.node),
        "ArrowRight" if row.folder => Step::Focus((index + 1).min(last)),
        "ArrowLeft" if row.folder && row.open => Step::Close(row.node),
        "ArrowLeft" if row.depth > 0 => Step::Parent { row: index, depth: row.depth - 1 },
        "Enter" | " " => Step::Choose,
        _ => return letter(key).map(Step::Seek),
    })
}

/// A key that stands for one printable character.
fn letter(key: &str) -> Option<String> {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() && c != ' ' => Some(c.to_lowercase().collect()),
        _ => None,
    }
}

/// How long typed letters belong together, in milliseconds.
pub const TYPE_AHEAD_MS: f64 = 700.0;

/// What is looked for after one more letter: the letters typed so far belong together for a moment, and the
/// same letter again and again goes from one name to the next.
pub fn typed(before: &str, letter: &str, age_ms: f64) -> String {
    if age_ms > TYPE_AHEAD_MS || before == letter { letter.to_owned() } else { format!("{before}{letter}") }
}

/// Whether a name begins with what was typed, without regard to case.
pub fn begins(name: &str, prefix: &str) -> bool {
    name.to_lowercase().starts_with(prefix)
}

/// Where the search for a name begins: at the row itself while a longer word is being typed, so that the
/// focus stays as long as it fits, otherwise behind it.
pub fn seek_from(index: u32, prefix: &str) -> u32 {
    if prefix.chars().count() > 1 { index } else { index + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(depth: u16, folder: bool, open: bool) -> TreeRow {
        TreeRow { node: 7, depth, name: "log".into(), entry: None, folder, open, files: 1, state: None }
    }

    fn check(key: &str, row: &TreeRow, expected: Option<Step>) {
        assert_eq!(step(key, row, 4, 10, 5), expected, "{key}");
    }

    #[test]
    fn arrows_move_open_and_close() {
        check("ArrowDown", &row(1, true, false), Some(Step::Focus(5)));
        check("ArrowUp", &row(1, true, false), Some(Step::Focus(3)));
        check("ArrowRight", &row(1, true, false), Some(Step::Open(7)));
        check("ArrowRight", &row(1, true, true), Some(Step::Focus(5)));
        check("ArrowRight", &row(1, false, false), None);
        check("ArrowLeft", &row(1, true, true), Some(Step::Close(7)));
        check("ArrowLeft", &row(3, false, false), Some(Step::Parent { row: 4, depth: 2 }));
        check("ArrowLeft", &row(0, true, false), None);
    }

    #[test]
    fn ends_hold() {
        check("Home", &row(1, false, false), Some(Step::Focus(0)));
        check("End", &row(1, false, false), Some(Step::Focus(9)));
        check("PageDown", &row(1, false, false), Some(Step::Focus(9)));
        check("PageUp", &row(1, false, false), Some(Step::Focus(0)));
        assert_eq!(step("ArrowDown", &row(0, false, false), 0, 1, 5), Some(Step::Focus(0)));
        assert_eq!(step("End", &row(0, false, false), 0, 0, 5), Some(Step::Focus(0)));
    }

    #[test]
    fn letters_seek_and_other_keys_do_nothing() {
        check("A", &row(1, false, false), Some(Step::Seek("a".into())));
        check("证", &row(1, false, false), Some(Step::Seek("证".into())));
        check("Shift", &row(1, false, false), None);
        check(" ", &row(1, false, false), Some(Step::Choose));
    }

    #[test]
    fn letters_join_for_a_moment() {
        assert_eq!(typed("au", "t", 200.0), "aut");
        assert_eq!(typed("au", "t", 900.0), "t");
        assert_eq!(typed("a", "a", 200.0), "a");
        assert!(begins("Auth.log", "aut") && !begins("auth.log", "log"));
        assert_eq!((seek_from(4, "a"), seek_from(4, "au")), (5, 4));
    }
}

//! Which folders open by themselves, so that a bundle does not begin with a staircase of single folders.

use glasscase_core::engine::protocol::TreeRow;

/// Nodes to open among visible rows: every bundle, and below an open folder the only thing in it, if that is a
/// folder. What is in `handled` was opened before and is left to the person.
pub fn auto_open(rows: &[TreeRow], handled: &[u32]) -> Vec<u32> {
    let wanted = |at: usize, row: &TreeRow| match row.depth {
        0 => true,
        depth => {
            at.checked_sub(1)
                .and_then(|above| rows.get(above))
                .is_some_and(|above| above.open && above.depth + 1 == depth)
                && rows.get(at + 1).is_none_or(|next| next.depth < depth)
        }
    };
    rows.iter()
        .enumerate()
        .filter(|(at, row)| row.folder && !row.open && !handled.contains(&row.node) && wanted(*at, row))
        .map(|(_, row)| row.node)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(node: u32, depth: u16, folder: bool, open: bool) -> TreeRow {
        TreeRow { node, depth, name: String::new(), entry: None, folder, open, files: 1, state: None }
    }

    #[test]
    fn bundles_open_once() {
        let rows = [row(1, 0, true, false), row(2, 0, true, false)];
        assert_eq!(auto_open(&rows, &[]), [1, 2]);
        assert_eq!(auto_open(&rows, &[1]), [2]);
    }

    #[test]
    fn a_single_folder_opens_and_siblings_do_not() {
        assert_eq!(auto_open(&[row(1, 0, true, true), row(2, 1, true, false)], &[1]), [2]);
        let siblings = [row(1, 0, true, true), row(2, 1, true, false), row(3, 1, false, false)];
        assert_eq!(auto_open(&siblings, &[1]), [] as [u32; 0]);
        let last = [row(1, 0, true, true), row(3, 1, false, false), row(2, 1, true, false)];
        assert_eq!(auto_open(&last, &[1]), [] as [u32; 0]);
    }
}

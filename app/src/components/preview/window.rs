//! Which rows of a very long list are on the screen.
//!
//! A browser cannot scroll an element taller than some ten million pixels, and a 1 GB file has more rows than
//! that. So the place is kept in pixels of the *whole* list, and the scroll bar moves over a shorter *spacer*
//! in proportion.

/// Height beyond which the scroll bar moves in proportion. Firefox stops at 17.8 million pixels.
pub const TALLEST: f64 = 8_000_000.0;

/// A list of rows of one height, seen through a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Rows in all.
    pub rows: u64,
    /// Height of a row in pixels.
    pub row: f64,
    /// Height of the window in pixels.
    pub view: f64,
    /// Empty pixels below the last row. Where rows may be taller than `row`, as wrapped lines are, the last
    /// one must be able to reach the top.
    pub tail: f64,
}

impl Extent {
    /// Height of the list.
    pub fn height(&self) -> f64 {
        self.rows as f64 * self.row + self.tail
    }

    /// Height of the element that gives the scroll bar its length.
    pub fn spacer(&self) -> f64 {
        self.height().min(TALLEST)
    }

    /// The last place at which the window can stand.
    pub fn last_top(&self) -> f64 {
        (self.height() - self.view).max(0.0)
    }

    /// `top`, moved into the list.
    pub fn clamp(&self, top: f64) -> f64 {
        top.clamp(0.0, self.last_top())
    }

    /// The place that a scroll position means.
    pub fn top_of_scroll(&self, scroll: f64) -> f64 {
        let range = self.spacer() - self.view;
        if range <= 0.0 {
            return 0.0;
        }
        self.clamp(scroll * self.last_top() / range)
    }

    /// The scroll position that a place means.
    pub fn scroll_of_top(&self, top: f64) -> f64 {
        let last = self.last_top();
        if last <= 0.0 {
            return 0.0;
        }
        self.clamp(top) * (self.spacer() - self.view) / last
    }

    /// First row on the screen.
    pub fn first(&self, top: f64) -> u64 {
        ((top / self.row).floor().max(0.0) as u64).min(self.rows.saturating_sub(1))
    }

    /// The block of rows to ask for: it begins at a multiple of `step` at least half a step above the window
    /// and ends at least half a step below, so that small movements ask for nothing.
    pub fn block(&self, top: f64, step: u64) -> (u64, u64) {
        let step = step.max(2);
        let first = self.first(top);
        let last = first + (self.view / self.row).ceil().max(1.0) as u64;
        let start = first.saturating_sub(step / 2) / step * step;
        let end = (last + step / 2).div_ceil(step) * step;
        (start, end.min(self.rows).saturating_sub(start))
    }

    /// The least movement that brings a row wholly on the screen.
    pub fn reveal(&self, top: f64, row: u64) -> f64 {
        let upper = row as f64 * self.row;
        let lower = upper + self.row - self.view;
        self.clamp(if upper < top {
            upper
        } else if lower > top {
            lower
        } else {
            top
        })
    }

    /// The place that shows a row a third down the window, with its surroundings.
    pub fn centre(&self, row: u64) -> f64 {
        self.clamp(row as f64 * self.row - (self.view / 3.0 / self.row).floor() * self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(rows: u64) -> Extent {
        Extent { rows, row: 20.0, view: 400.0, tail: 0.0 }
    }

    #[test]
    fn short_lists_scroll_by_pixels() {
        let list = extent(100);
        assert_eq!(list.spacer(), 2000.0);
        assert_eq!(list.top_of_scroll(37.0), 37.0);
        assert_eq!(list.scroll_of_top(37.0), 37.0);
        assert_eq!(list.first(39.0), 1);
    }

    #[test]
    fn lists_shorter_than_the_window_do_not_scroll() {
        for rows in [0, 1, 20] {
            let list = extent(rows);
            assert_eq!(list.top_of_scroll(50.0), 0.0);
            assert_eq!(list.scroll_of_top(50.0), 0.0);
            assert_eq!(list.block(0.0, 64), (0, rows));
        }
    }

    #[test]
    fn a_gigabyte_of_hex_reaches_both_ends() {
        let list = extent(67_108_864);
        assert_eq!(list.spacer(), TALLEST);
        assert_eq!(list.top_of_scroll(0.0), 0.0);
        let end = list.top_of_scroll(TALLEST - 400.0);
        assert!((list.first(end) + 20).abs_diff(67_108_864) <= 1);
        let there = list.centre(30_000_000);
        let back = list.top_of_scroll(list.scroll_of_top(there));
        assert!((back - there).abs() < 0.01, "{back} {there}");
    }

    #[test]
    fn blocks_hold_the_window_and_stay_for_small_movements() {
        let list = extent(10_000);
        for top in [0.0, 19.0, 640.0, 12_345.0, 199_600.0] {
            let (start, count) = list.block(top, 64);
            assert_eq!(start % 64, 0);
            assert!(start <= list.first(top));
            assert!(start + count >= (list.first(top) + 21).min(10_000), "{top}");
        }
        assert_eq!(list.block(3000.0, 64), list.block(3100.0, 64));
    }

    #[test]
    fn reveal_moves_no_more_than_needed() {
        let list = extent(100);
        assert_eq!(list.reveal(100.0, 10), 100.0);
        assert_eq!(list.reveal(100.0, 2), 40.0);
        assert_eq!(list.reveal(100.0, 30), 220.0);
        assert_eq!(list.reveal(0.0, 99), 1600.0);
    }

    #[test]
    fn a_tail_lets_the_last_row_reach_the_top() {
        let list = Extent { tail: 380.0, ..extent(5) };
        assert_eq!(list.last_top(), 80.0);
        assert_eq!(list.first(list.last_top()), 4);
    }
}

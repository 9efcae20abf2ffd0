//! Where rows stand in a scrolled box.
//!
//! Browsers clip elements higher than some ten million pixels, so the body of a long table is capped and its
//! scroll bar speaks in proportion. `top` is the position in the uncapped table, `scroll` that of the bar;
//! below the cap both are the same number.

use super::model::Column;

/// Height above which the scroll bar is proportional, in px.
const MAX_HEIGHT: f64 = 8_000_000.0;

/// Rows drawn above and below the visible ones.
const OVERSCAN: u32 = 8;

/// Windows begin and end at multiples of this, so that a short scroll asks for nothing.
const STEP: u32 = 16;

/// A table of rows of one height behind a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Rows in all.
    pub total: u32,
    /// Height of a row in px.
    pub row: u32,
    /// Height of the window on the rows in px.
    pub view: f64,
}

impl Geometry {
    fn real(self) -> f64 {
        f64::from(self.total) * f64::from(self.row)
    }

    /// Height of the body in px.
    pub fn body(self) -> f64 {
        self.real().min(MAX_HEIGHT)
    }

    /// Whether the scroll bar speaks in proportion.
    pub fn scaled(self) -> bool {
        self.real() > MAX_HEIGHT
    }

    fn last_top(self) -> f64 {
        (self.real() - self.view).max(0.0)
    }

    fn last_scroll(self) -> f64 {
        (self.body() - self.view).max(0.0)
    }

    /// The position in the table for a position of the bar.
    pub fn top_of(self, scroll: f64) -> f64 {
        if !self.scaled() {
            return scroll.clamp(0.0, self.last_top());
        }
        (scroll / self.last_scroll() * self.last_top()).clamp(0.0, self.last_top())
    }

    /// The position of the bar for a position in the table.
    pub fn scroll_of(self, top: f64) -> f64 {
        if !self.scaled() {
            return top.clamp(0.0, self.last_scroll());
        }
        (top / self.last_top() * self.last_scroll()).clamp(0.0, self.last_scroll())
    }

    /// A position moved by some px, inside the table.
    pub fn moved(self, top: f64, by: f64) -> f64 {
        (top + by).clamp(0.0, self.last_top())
    }

    /// First and one past the last row to draw.
    pub fn drawn(self, top: f64) -> (u32, u32) {
        // `top` is not negative and below 2^32 rows of 28 px: the casts saturate, they do not wrap.
        let first = (top / f64::from(self.row)).floor() as u32;
        let end = ((top + self.view) / f64::from(self.row)).ceil() as u32;
        (first.saturating_sub(OVERSCAN), end.saturating_add(OVERSCAN).min(self.total))
    }

    /// Elements that suffice for all drawn rows, wherever the table stands.
    pub fn slots(self) -> u32 {
        // A view is far below 2^32 px.
        let seen = (self.view / f64::from(self.row)).ceil() as u32 + 1;
        (seen + 2 * OVERSCAN).min(self.total)
    }

    /// First row and number of rows to ask for, so that the drawn rows are there and some around them.
    pub fn window(self, top: f64) -> (u32, u32) {
        let (first, end) = self.drawn(top);
        let start = first / STEP * STEP;
        let end = end.max(1).div_ceil(STEP) * STEP;
        (start, end - start)
    }

    /// The position that shows a row with the least movement.
    pub fn reveal(self, top: f64, index: u32) -> f64 {
        let y = f64::from(index) * f64::from(self.row);
        let height = f64::from(self.row);
        if y < top {
            y
        } else if y + height > top + self.view {
            self.moved(y + height, -self.view)
        } else {
            top
        }
    }

    /// The position that shows a row with others around it; the present one, if it shows already.
    pub fn centre(self, top: f64, index: u32) -> f64 {
        if self.reveal(top, index) == top {
            return top;
        }
        let y = f64::from(index) * f64::from(self.row);
        self.moved(y, -(self.view - f64::from(self.row)) / 2.0)
    }

    /// Rows that one page key moves over.
    pub fn page(self) -> u32 {
        ((self.view / f64::from(self.row)).floor() as u32).saturating_sub(1).max(1)
    }

    /// Where a row stands in the body, in px.
    pub fn y(self, top: f64, scroll: f64, index: u32) -> f64 {
        let y = f64::from(index) * f64::from(self.row);
        if self.scaled() { y - top + scroll } else { y }
    }
}

/// The row that a slot shows: slots are dealt out in turn, so that a row keeps its slot while it is drawn.
pub fn row_of(slot: u32, slots: u32, first: u32) -> Option<u32> {
    let turn = first.checked_rem(slots)?;
    let ahead = if slot >= turn { slot - turn } else { slot + slots - turn };
    first.checked_add(ahead)
}

/// Indices of the columns that fit a width: those of the lowest rank go first, 0 never goes.
pub fn fitting(columns: &[Column], width: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let wanted =
        |kept: &[usize]| kept.iter().filter_map(|&i| columns.get(i)).map(|c| f64::from(c.width)).sum::<f64>();
    while wanted(&kept) > width {
        let rank = |i: usize| columns.get(i).map_or(0, |c| c.rank);
        // Of equal ranks the rightmost goes: what is read first stays longest.
        let Some((at, _)) =
            kept.iter().enumerate().filter(|(_, i)| rank(**i) > 0).max_by_key(|(at, i)| (rank(**i), *at))
        else {
            break;
        };
        kept.remove(at);
    }
    kept
}

/// The value of `grid-template-columns` for the shown columns.
pub fn template(columns: &[Column], shown: &[usize]) -> String {
    let mut out = String::new();
    for column in shown.iter().filter_map(|&i| columns.get(i)) {
        if !out.is_empty() {
            out.push(' ');
        }
        let width = column.width.to_string();
        match column.grow {
            0 => {
                out.push_str(&width);
                out.push_str("px");
            }
            grow => {
                out.push_str("minmax(");
                out.push_str(&width);
                out.push_str("px,");
                out.push_str(&grow.to_string());
                out.push_str("fr)");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Geometry = Geometry { total: 1_000, row: 28, view: 560.0 };
    const LONG: Geometry = Geometry { total: 10_000_000, row: 28, view: 560.0 };

    #[test]
    fn a_short_table_scrolls_one_to_one() {
        assert!(!SHORT.scaled());
        assert_eq!(SHORT.body(), 28_000.0);
        assert_eq!((SHORT.top_of(300.0), SHORT.scroll_of(300.0)), (300.0, 300.0));
        assert_eq!(SHORT.drawn(300.0), (2, 39));
        assert_eq!(SHORT.y(300.0, 300.0, 12), 336.0);
    }

    #[test]
    fn a_long_table_is_capped_and_both_ends_are_reached() {
        assert!(LONG.scaled());
        assert_eq!(LONG.body(), 8_000_000.0);
        assert_eq!(LONG.drawn(LONG.top_of(0.0)).0, 0);
        let bottom = LONG.top_of(8_000_000.0 - 560.0);
        assert_eq!(LONG.drawn(bottom).1, 10_000_000);
        let there = LONG.scroll_of(123_456_789.0);
        assert!((LONG.top_of(there) - 123_456_789.0).abs() < 0.01);
    }

    #[test]
    fn rows_of_a_long_table_stand_inside_the_window() {
        let top = 140_000_000.0;
        let scroll = LONG.scroll_of(top);
        assert_eq!(LONG.y(top, scroll, 5_000_000), scroll);
        assert_eq!(LONG.y(top, scroll, 5_000_010), scroll + 280.0);
    }

    #[test]
    fn every_drawn_row_has_one_slot_and_keeps_it() {
        for top in [0.0, 13.0, 560.0, 5_555.0, 27_440.0] {
            let ((first, end), slots) = (SHORT.drawn(top), SHORT.slots());
            assert!(end - first <= slots, "{top}");
            let mut rows: Vec<u32> = (0..slots).filter_map(|slot| row_of(slot, slots, first)).collect();
            rows.sort_unstable();
            assert_eq!(rows, (first..first + slots).collect::<Vec<_>>(), "{top}");
            assert_eq!(row_of(first % slots, slots, first), Some(first));
        }
        assert_eq!(row_of(0, 0, 0), None);
        assert_eq!(Geometry { total: 3, ..SHORT }.slots(), 3);
    }

    #[test]
    fn windows_are_wide_enough_and_steady() {
        for top in [0.0, 1.0, 450.0, 27_440.0] {
            let (first, end) = SHORT.drawn(top);
            let (start, count) = SHORT.window(top);
            assert!(start <= first && start + count >= end, "{top}");
        }
        assert_eq!(SHORT.window(900.0), SHORT.window(920.0));
        assert_eq!(Geometry { total: 0, ..SHORT }.window(0.0), (0, 16));
    }

    #[test]
    fn a_row_is_shown_with_the_least_movement() {
        assert_eq!(SHORT.reveal(280.0, 12), 280.0);
        assert_eq!(SHORT.reveal(280.0, 5), 140.0);
        assert_eq!(SHORT.reveal(0.0, 20), 28.0);
        assert_eq!(SHORT.centre(0.0, 500), 13_734.0);
        assert_eq!(SHORT.centre(0.0, 999), 27_440.0);
    }

    #[test]
    fn an_empty_or_small_table_does_not_scroll() {
        let empty = Geometry { total: 0, row: 24, view: 500.0 };
        assert_eq!((empty.body(), empty.top_of(9.0), empty.drawn(0.0)), (0.0, 0.0, (0, 0)));
        assert_eq!(Geometry { total: 3, ..empty }.drawn(0.0), (0, 3));
    }

    #[test]
    fn columns_go_by_rank_and_the_first_rank_stays() {
        let column = |width, rank| Column { width, rank, ..Column::default() };
        let columns = [column(100, 0), column(80, 2), column(80, 1), column(80, 2), column(200, 0)];
        assert_eq!(fitting(&columns, 540.0), [0, 1, 2, 3, 4]);
        assert_eq!(fitting(&columns, 500.0), [0, 1, 2, 4]);
        assert_eq!(fitting(&columns, 400.0), [0, 2, 4]);
        assert_eq!(fitting(&columns, 10.0), [0, 4]);
    }

    #[test]
    fn growing_columns_share_what_is_left() {
        let columns =
            [Column { width: 90, ..Column::default() }, Column { width: 120, grow: 2, ..Column::default() }];
        assert_eq!(template(&columns, &[0, 1]), "90px minmax(120px,2fr)");
    }
}

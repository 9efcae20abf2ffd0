//! Counts over time, in bars of a round width.

use super::event::Kind;
use super::query::Selection;
use super::store::{Timeline, UNDATED};
use crate::engine::protocol::Histogram;
use crate::time::civil::{DAY, HOUR, MINUTE, SECOND};
use crate::time::{Offsets, zone};

/// The widths that a bar may have, up to a fortnight; beyond it whole months of 30 days.
const WIDTHS: [i64; 21] = [
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
];
const MONTH: i64 = 30 * DAY;
/// The most bars that anybody may ask for.
const MOST_BARS: u32 = 4_096;

/// Counts the selected dated events by bar and kind. Bars begin where the clocks of the zone show a multiple
/// of their width; a change of the clocks within the time shown moves the bars behind it by that hour.
pub fn histogram(timeline: &Timeline, selection: &Selection, bars: u32, offsets: &mut Offsets) -> Histogram {
    let mut span: Option<(i64, i64)> = None;
    selection.each(timeline, |row| {
        let utc = timeline.utc.get(row.index());
        if utc != UNDATED {
            span = Some(span.map_or((utc, utc), |(a, b)| (a.min(utc), b.max(utc))));
        }
    });
    let Some((first, last)) = span else { return Histogram::default() };
    let bars = bars.clamp(1, MOST_BARS);
    let (start, width, number) = grid(first, last, bars, offsets.at(first));
    let mut counts = vec![vec![0u32; Kind::ALL.len()]; number];
    let mut total = 0;
    selection.each(timeline, |row| {
        let utc = timeline.utc.get(row.index());
        let place = usize::try_from((utc.saturating_sub(start)) / width).unwrap_or(usize::MAX);
        let kind = timeline.action(row).kind();
        let cell = counts.get_mut(place).and_then(|bar| bar.get_mut(kind as usize));
        if let Some(cell) = cell.filter(|_| utc != UNDATED) {
            *cell += 1;
            total += 1;
        }
    });
    let length = width.saturating_mul(i64::try_from(number).unwrap_or(i64::MAX));
    let ends = [start, start.saturating_add(length / 2), start.saturating_add(length)];
    let labels = ends.into_iter().map(|at| zone::plain(at, offsets.at(at), 0)).collect();
    Histogram { start, width, bars: counts, labels, total }
}

/// Start, width and number of the bars that hold both instants, for clocks `offset` seconds east of UTC.
fn grid(first: i64, last: i64, bars: u32, offset: i32) -> (i64, i64, usize) {
    let offset = i64::from(offset) * SECOND;
    let fit = |width: i64| {
        let start =
            first.saturating_add(offset).div_euclid(width).saturating_mul(width).saturating_sub(offset);
        let number = last.saturating_sub(start) / width + 1;
        (number <= i64::from(bars)).then(|| (start, width, usize::try_from(number).unwrap_or(1)))
    };
    let months = (0..12).map(|doubling| MONTH << doubling);
    WIDTHS.into_iter().chain(months).find_map(fit).unwrap_or_else(|| {
        // One bar that does not begin at a round time holds whatever a round one cannot.
        let width = last.saturating_sub(first).saturating_add(1).max(1);
        (first, width, 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_begin_at_the_zones_midnight() {
        let day = 20_777 * DAY;
        let (start, width, number) = grid(day + 20 * HOUR, day + 20 * HOUR + 9 * DAY, 12, 28_800);
        assert_eq!((start, width, number), (day + 16 * HOUR, DAY, 10));
    }

    proptest! {
        #[test]
        fn bars_hold_all_and_are_few(
            first in -4_000_000_000i64..8_000_000_000,
            length in 0i64..1_000_000_000,
            bars in 1u32..500,
            offset in prop::sample::select(vec![0, 28_800, -12_600, 45_900]),
        ) {
            let (first, last) = (first * SECOND, (first + length) * SECOND);
            let (start, width, number) = grid(first, last, bars, offset);
            prop_assert!(number as u32 <= bars && number > 0);
            prop_assert!(start <= first);
            prop_assert!(i128::from(last) < i128::from(start) + i128::from(width) * number as i128);
        }
    }
}

//! The drawing of a histogram as numbers: integers in a box of its own, which the SVG stretches.

use glasscase_core::engine::protocol::Histogram;
use glasscase_core::timeline::Kind;

/// Width of a bar with its gap, in drawing units.
pub const BAR: u32 = 10;
/// Width of a bar without its gap.
const SOLID: u32 = 9;
/// Height of the drawing.
pub const HEIGHT: u32 = 1000;
/// Height below which nothing would be seen: about a pixel and a half.
const LEAST: u32 = 20;
/// Kinds of event.
pub const KINDS: usize = Kind::ALL.len();

/// Which kinds are drawn, in the order of [`Kind::ALL`].
pub type Shown = [bool; KINDS];

/// Events of one bar in the shown kinds.
pub fn count(bar: &[u32], shown: &Shown) -> u32 {
    bar.iter().zip(shown).filter(|(_, shown)| **shown).map(|(n, _)| n).sum()
}

/// The highest bar and its count; the first of equals.
pub fn peak(bars: &[Vec<u32>], shown: &Shown) -> (usize, u32) {
    bars.iter().enumerate().fold((0, 0), |best, (at, bar)| {
        let n = count(bar, shown);
        if n > best.1 { (at, n) } else { best }
    })
}

/// Height of a bar: proportional to its count or, on the logarithmic scale, to its magnitude.
fn height(n: u32, peak: u32, log: bool) -> u32 {
    if n == 0 || peak == 0 {
        return 0;
    }
    let share = if log {
        (1.0 + f64::from(n)).ln() / (1.0 + f64::from(peak)).ln()
    } else {
        f64::from(n) / f64::from(peak)
    };
    // The share is between 0 and 1.
    ((share * f64::from(HEIGHT)) as u32).clamp(LEAST, HEIGHT)
}

/// One path a kind, all bars in it, stacked from the ground.
pub fn paths(bars: &[Vec<u32>], shown: &Shown, log: bool) -> [String; KINDS] {
    let top = peak(bars, shown).1;
    let mut paths: [String; KINDS] = Default::default();
    for (at, bar) in bars.iter().enumerate() {
        let total = count(bar, shown);
        let full = height(total, top, log);
        let mut below = 0_u64;
        let mut ground = 0;
        for (kind, path) in paths.iter_mut().enumerate() {
            let n = if shown.get(kind) == Some(&true) { bar.get(kind).copied().unwrap_or(0) } else { 0 };
            if n == 0 {
                continue;
            }
            // The segments of a bar share its height by count, also on the logarithmic scale; rounding is by
            // the sum so far, so that they meet without gaps and end at the bar's height.
            below += u64::from(n);
            let ceiling = (u64::from(full) * below / u64::from(total)) as u32;
            rect(path, at as u32 * BAR, HEIGHT - ceiling, ceiling - ground);
            ground = ceiling;
        }
    }
    paths
}

fn rect(path: &mut String, x: u32, y: u32, height: u32) {
    for (letter, number) in [('M', x), (' ', y), ('h', SOLID), ('v', height)] {
        path.push(letter);
        path.push_str(&number.to_string());
    }
    path.push_str("h-");
    path.push_str(&SOLID.to_string());
    path.push('z');
}

/// The bar under a pointer at `x` px of `width` px.
pub fn bar_at(x: f64, width: f64, bars: usize) -> Option<usize> {
    if bars == 0 || width <= 0.0 {
        return None;
    }
    // Not negative after the clamp; saturates.
    Some(((x / width * bars as f64).max(0.0) as usize).min(bars - 1))
}

/// The instants from the start of one bar to the end of another, in either order.
pub fn span(data: &Histogram, a: usize, b: usize) -> (i64, i64) {
    let edge = |at: usize| {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        data.start.saturating_add(data.width.saturating_mul(at))
    };
    (edge(a.min(b)), edge(a.max(b).saturating_add(1)))
}

/// Whether every kind of a set is drawn; an empty set means all.
pub fn shown(kinds: &[Kind]) -> Shown {
    Kind::ALL.map(|kind| kinds.is_empty() || kinds.contains(&kind))
}

/// The set after a kind was toggled, of those that occur. Everything on is the empty set, and the last one
/// cannot be turned off: that would show nothing and mean everything.
pub fn toggled(kinds: &[Kind], occurring: &[Kind], kind: Kind) -> Vec<Kind> {
    let on = |k: &Kind| kinds.is_empty() || kinds.contains(k);
    let next: Vec<Kind> =
        occurring.iter().copied().filter(|k| if *k == kind { !on(k) } else { on(k) }).collect();
    if next.len() == occurring.len() {
        Vec::new()
    } else if next.is_empty() {
        kinds.to_vec()
    } else {
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Shown = [true; KINDS];

    fn bars() -> Vec<Vec<u32>> {
        vec![vec![3, 1, 0, 0, 0, 0], vec![0; 6], vec![0, 0, 0, 0, 0, 1]]
    }

    #[test]
    fn segments_stack_and_meet() {
        let paths = paths(&bars(), &ALL, false);
        assert_eq!(paths[0], "M0 250h9v750h-9z");
        assert_eq!(paths[1], "M0 0h9v250h-9z");
        assert_eq!(paths[5], "M20 750h9v250h-9z");
        assert_eq!(paths[2], "");
    }

    #[test]
    fn a_hidden_kind_gives_its_room_to_the_others() {
        let mut shown = ALL;
        shown[0] = false;
        assert_eq!(paths(&bars(), &shown, false)[1], "M0 0h9v1000h-9z");
        assert_eq!(peak(&bars(), &shown), (0, 1));
    }

    #[test]
    fn a_single_event_beside_a_million_is_still_seen() {
        assert_eq!(height(1, 1_000_000, false), LEAST);
        assert_eq!(height(0, 1_000_000, false), 0);
        assert!((40..60).contains(&height(1, 1_000_000, true)));
        assert_eq!(height(7, 7, true), HEIGHT);
    }

    #[test]
    fn the_pointer_finds_its_bar_and_the_bar_its_span() {
        assert_eq!(bar_at(0.0, 300.0, 3), Some(0));
        assert_eq!(bar_at(299.9, 300.0, 3), Some(2));
        assert_eq!(bar_at(-5.0, 300.0, 3), Some(0));
        assert_eq!(bar_at(5.0, 300.0, 0), None);
        let data = Histogram { start: 100, width: 10, ..Histogram::default() };
        assert_eq!(span(&data, 2, 1), (110, 130));
    }

    #[test]
    fn toggling_ends_where_it_began() {
        use Kind::*;
        let occurring = [Login, Web, System];
        assert_eq!(toggled(&[], &occurring, Web), [Login, System]);
        assert_eq!(toggled(&[Login, System], &occurring, Web), []);
        assert_eq!(toggled(&[Login], &occurring, Login), [Login], "the last one stays");
    }
}

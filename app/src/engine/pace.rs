//! How fast the reading goes and how long it will take, from the last few seconds of progress.

use std::collections::VecDeque;

/// Seconds that the rate is taken over. Shorter, and it jumps; longer, and it lies.
const WINDOW_MS: f64 = 3000.0;

/// Samples of bytes read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    samples: VecDeque<(f64, u64)>,
    first: Option<(f64, u64)>,
    last: Option<(f64, u64)>,
    /// Mean rate of the intake before, which holds until this one has a rate of its own.
    before: Option<f64>,
}

impl Pace {
    /// Notes how many bytes were read at an instant (ms).
    pub fn note(&mut self, at: f64, bytes: u64) {
        if self.last.is_some_and(|(_, before)| bytes < before) {
            // Another intake begins.
            *self = Pace { before: self.mean(), ..Pace::default() };
        }
        self.first.get_or_insert((at, bytes));
        self.last = Some((at, bytes));
        self.samples.push_back((at, bytes));
        while self.samples.front().is_some_and(|&(t, _)| at - t > WINDOW_MS) && self.samples.len() > 2 {
            self.samples.pop_front();
        }
    }

    /// Bytes a second over the last seconds.
    pub fn rate(&self) -> Option<f64> {
        between(*self.samples.front()?, *self.samples.back()?)
    }

    /// Bytes a second over the whole reading, or over the one before.
    pub fn mean(&self) -> Option<f64> {
        self.first.zip(self.last).and_then(|(a, b)| between(a, b)).or(self.before)
    }

    /// Seconds until all of `total` is read, at the present rate.
    pub fn left(&self, total: u64) -> Option<u64> {
        let rest = total.checked_sub(self.last?.1)?;
        // Sizes of files are far below 2^53.
        Some((rest as f64 / self.rate()?).ceil() as u64)
    }
}

fn between(a: (f64, u64), b: (f64, u64)) -> Option<f64> {
    let seconds = (b.0 - a.0) / 1000.0;
    let bytes = b.1.checked_sub(a.1)?;
    (seconds >= 0.2 && bytes > 0).then(|| bytes as f64 / seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_reading_has_a_rate_and_an_end() {
        let mut pace = Pace::default();
        for i in 0..=50_u32 {
            pace.note(f64::from(i) * 100.0, u64::from(i) * 10_000_000);
        }
        assert_eq!(pace.rate(), Some(100e6));
        assert_eq!(pace.left(1_000_000_000), Some(5));
    }

    #[test]
    fn the_rate_follows_the_last_seconds_and_the_mean_does_not() {
        let mut pace = Pace::default();
        pace.note(0.0, 0);
        pace.note(10_000.0, 1_000_000);
        pace.note(13_000.0, 301_000_000);
        assert_eq!(pace.rate(), Some(100e6));
        assert!(pace.mean().is_some_and(|m| m < 30e6));
    }

    #[test]
    fn nothing_is_guessed_from_one_sample_or_from_a_standstill() {
        let mut pace = Pace::default();
        pace.note(0.0, 5);
        assert_eq!((pace.rate(), pace.left(10)), (None, None));
        pace.note(5_000.0, 5);
        assert_eq!(pace.left(10), None);
    }

    #[test]
    fn a_new_intake_starts_afresh() {
        let mut pace = Pace::default();
        pace.note(0.0, 900);
        pace.note(1_000.0, 10);
        assert_eq!((pace.rate(), pace.left(20)), (None, None));
        // Until it has a rate of its own, the last one stands.
        assert_eq!(pace.mean(), None);
        pace.note(2_000.0, 1_010);
        pace.note(3_000.0, 0);
        assert_eq!(pace.mean(), Some(1_000.0));
    }
}

//! Counts of what passed, failed and was skipped, read from the reports of the test runners.

use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

/// Results of one runner, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ran and held.
    pub passed: u64,
    /// Ran and did not hold, or could not run.
    pub failed: u64,
    /// Did not run, and said so.
    pub skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The closing line that people and machines read.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Counts of nextest's JUnit report. Tests that found no fixtures return early and pass there; `without_fixtures`
/// moves them to the skipped.
pub fn nextest(junit: &str, without_fixtures: u64) -> Option<Tally> {
    let open = junit.split_once("<testsuites ")?.1.split_once('>')?.0;
    let number = |name: &str| -> Option<u64> {
        open.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok()
    };
    let failed = number("failures")? + number("errors")?;
    let passed = number("tests")?.checked_sub(failed)?.checked_sub(without_fixtures)?;
    Some(Tally { passed, failed, skipped: without_fixtures })
}

/// Counts of Playwright's JSON report. A test that held only when tried again has failed; an error outside of
/// any test is a failure of its own.
pub fn playwright(json: &str) -> Option<Tally> {
    let report: Value = serde_json::from_str(json).ok()?;
    let number = |name: &str| report["stats"][name].as_u64();
    let outside = report["errors"].as_array().map_or(0, Vec::len);
    Some(Tally {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")? + u64::try_from(outside).ok()?,
        skipped: number("skipped")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_names_skips_only_where_there_are_some() {
        assert_eq!(Tally { passed: 3, failed: 0, skipped: 0 }.to_string(), "3 passed, 0 failed");
        assert_eq!(Tally { passed: 3, failed: 1, skipped: 2 }.to_string(), "3 passed, 1 failed, 2 skipped");
    }

    #[test]
    fn nextest_counts_errors_as_failures_and_moves_skips() {
        let junit = r#"<?xml version="1.0"?><testsuites name="nextest-run" tests="10" failures="1" errors="1" uuid="x"><testsuite tests="99""#;
        assert_eq!(nextest(junit, 3), Some(Tally { passed: 5, failed: 2, skipped: 3 }));
        assert_eq!(nextest("not a report", 0), None);
    }

    #[test]
    fn playwright_counts_flaky_tests_and_stray_errors_as_failures() {
        let json = r#"{"stats":{"expected":4,"unexpected":1,"flaky":1,"skipped":2},"errors":[{}]}"#;
        assert_eq!(playwright(json), Some(Tally { passed: 4, failed: 3, skipped: 2 }));
        assert_eq!(playwright("{}"), None);
    }
}

//! `cargo xtask test`: every check and every test, closing with one line of counts.
//!
//! A failing check does not stop the others, so that one run tells everything. Evidence fixtures lie in
//! `../shared/fixtures` beside the repository (`GLASSCASE_FIXTURES` names another place). Tests that need them
//! and do not find them append their name to the file that `GLASSCASE_SKIPS` names and return; they are
//! counted as skipped, and as a failure where the fixtures are there.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Instant;

use crate::args::Args;
use crate::install::{self, tool};
use crate::report::{self, Tally};
use crate::step::{Failure, Result, at, call, root, spent, step};
use crate::{dist, site};

/// Crates that exist only for the browser and are linted for its target. What they hold of pure functions is
/// tested natively like the rest.
const WASM_CRATES: [&str; 2] = ["glasscase-app", "glasscase-worker"];

pub fn run(words: &[String]) -> Result<()> {
    Args::new(words).done()?;
    let start = Instant::now();
    install::for_tests()?;

    let mut outcome = Outcome::default();
    outcome.check("format", cargo(&["fmt", "--all", "--check"]));
    outcome.check("core can neither panic nor reach the system", core_lints);
    outcome.check("lints of the native crates", native_lints);
    outcome.check("lints of the wasm crates", wasm_lints);
    outcome.check("licences, bans and sources", cargo(&DENY));
    outcome.native_tests();
    if outcome.check("site and single file", site_and_single_file) {
        outcome.browser_tests();
    }

    for (name, why) in &outcome.failures {
        println!("FAILED  {name}: {why}");
    }
    println!("\nall of it took {}", spent(start.elapsed()));
    println!("{}", outcome.tally);
    if outcome.tally.failed == 0 { Ok(()) } else { Err(Failure::Failed(String::new())) }
}

const DENY: [&str; 7] =
    ["deny", "--offline", "--log-level", "error", "check", "--hide-inclusion-graph", "licenses bans sources"];

#[derive(Default)]
struct Outcome {
    tally: Tally,
    failures: Vec<(String, String)>,
}

impl Outcome {
    /// Runs a check that has no counts of its own; true where it held.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        match step(name, work) {
            Ok(()) => true,
            Err(failure) => {
                self.fail(name, failure.text());
                false
            }
        }
    }

    fn fail(&mut self, name: &str, why: &str) {
        self.tally.failed += 1;
        self.failures.push((name.into(), why.into()));
    }

    /// Adds a runner's counts. A runner that failed without a failing test has failed as a whole.
    fn add(&mut self, name: &str, ran: &Result<()>, counts: Option<Tally>) {
        let counts = counts.unwrap_or_default();
        self.tally += counts;
        match ran {
            Err(failure) if counts.failed == 0 => self.fail(name, failure.text()),
            Err(_) => self.failures.push((name.into(), format!("{} failed", counts.failed))),
            Ok(()) if counts == Tally::default() => self.fail(name, "it reported no test"),
            Ok(()) => {}
        }
    }

    fn native_tests(&mut self) {
        let junit = root().join("target/nextest/default/junit.xml");
        let skips = root().join("target/skipped-tests.txt");
        // Reports of an earlier run must not count for this one.
        let _ = fs::remove_file(&junit);
        let _ = fs::remove_file(&skips);
        let fixtures = fixtures();

        let name = "native tests";
        let ran = step(name, || {
            let mut nextest = tool("cargo");
            nextest.args(["nextest", "run", "--workspace", "--locked", "--no-tests", "fail"]);
            nextest.env("GLASSCASE_SKIPS", &skips);
            if let Some(folder) = &fixtures {
                nextest.env("GLASSCASE_FIXTURES", folder);
            }
            call(&mut nextest)
        });
        let skipped = fs::read_to_string(&skips).unwrap_or_default();
        let skipped: Vec<&str> = skipped.lines().collect();
        for test in &skipped {
            println!("SKIPPED  {test}: there are no fixtures");
        }
        let counts = fs::read_to_string(&junit).ok();
        self.add(name, &ran, counts.and_then(|junit| report::nextest(&junit, skipped.len() as u64)));
        if let Some(folder) = fixtures.filter(|_| !skipped.is_empty()) {
            self.fail("fixtures", &format!("tests were skipped although {} is there", folder.display()));
        }
    }

    fn browser_tests(&mut self) {
        let results = root().join("e2e/test-results/results.json");
        let _ = fs::remove_file(&results);
        let name = "end-to-end tests in Chromium";
        let ran = step(name, || {
            let mut playwright = tool("playwright");
            playwright.arg("test").current_dir(root().join("e2e"));
            playwright.env("GLASSCASE_XTASK", at("xtask", env::current_exe())?);
            playwright.env("GLASSCASE_PORT", free_port()?.to_string());
            playwright.env("GLASSCASE_CHROMIUM", install::CHROMIUM_PATH);
            if let Some(folder) = fixtures() {
                playwright.env("GLASSCASE_FIXTURES", folder);
            }
            call(&mut playwright)
        });
        let counts = fs::read_to_string(&results).ok().and_then(|json| report::playwright(&json));
        self.add(name, &ran, counts);
        if counts.is_some_and(|counts| counts.skipped > 0) && fixtures().is_some() {
            self.fail("fixtures", "end-to-end tests were skipped although the fixtures are there");
        }
    }
}

/// A port that nobody has taken.
fn free_port() -> Result<u16> {
    let listener = at("127.0.0.1", TcpListener::bind(("127.0.0.1", 0)))?;
    Ok(listener.local_addr()?.port())
}

/// The evidence fixtures, where this machine has them.
fn fixtures() -> Option<PathBuf> {
    let folder = match env::var_os("GLASSCASE_FIXTURES") {
        Some(named) => PathBuf::from(named),
        None => root().join("../shared/fixtures"),
    };
    folder.canonicalize().ok().filter(|folder| folder.is_dir())
}

fn cargo<'a>(words: &'a [&'a str]) -> impl FnOnce() -> Result<()> + 'a {
    move || call(tool("cargo").args(words.iter().flat_map(|word| word.split(' '))))
}

fn native_lints() -> Result<()> {
    let mut clippy = tool("cargo");
    clippy.args(["clippy", "--quiet", "--locked", "--workspace", "--all-targets"]);
    for name in WASM_CRATES {
        clippy.args(["--exclude", name]);
    }
    // The calls that core may not make are looked for in core without its tests.
    call(clippy.args(["--", "-D", "warnings", "-A", "clippy::disallowed_methods"]))
}

/// Evidence is hostile, and results must be the same everywhere: what tests may do, core may not
/// (`core/clippy.toml` says which calls, and why).
fn core_lints() -> Result<()> {
    let mut clippy = tool("cargo");
    clippy.args(["clippy", "--quiet", "--locked", "--package", "glasscase-core", "--lib", "--"]);
    for lint in ["unwrap_used", "expect_used", "panic", "indexing_slicing", "disallowed_methods"] {
        clippy.args(["-D", &format!("clippy::{lint}")]);
    }
    call(&mut clippy)
}

fn wasm_lints() -> Result<()> {
    let mut clippy = tool("cargo");
    clippy.args(["clippy", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]);
    for name in WASM_CRATES {
        clippy.args(["--package", name]);
    }
    call(clippy.args(["--", "-D", "warnings"]))
}

fn site_and_single_file() -> Result<()> {
    site::build()?;
    dist::write()
}

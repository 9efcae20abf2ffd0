//! `cargo xtask bench`: one bundle, opened by the tools that everybody has, by `glasscase verify` and by the
//! page in Chromium, in alternation on the same machine.
//!
//! Never part of the tests: times belong to a machine and a day. `--write` puts the table into
//! `docs/benchmarks.md`.

mod bundle;
mod lines;
mod machine;
mod measure;
mod table;

use std::fs;

use crate::args::Args;
use crate::step::{Result, at, root, step};
use crate::{install, site};
use measure::Sample;

/// What is measured, and how often.
pub struct Plan {
    runs: usize,
    /// Of all files together, unpacked.
    bytes: u64,
    files: u64,
    browser: bool,
    /// As it was before the first run.
    machine: String,
}

pub fn run(words: &[String]) -> Result<()> {
    let mut args = Args::new(words);
    let plan = Plan {
        runs: args.value("--runs", 5)?,
        bytes: args.value("--bytes", 600_000_000)?,
        files: args.value("--files", 20_000)?,
        browser: !args.flag("--no-browser"),
        machine: machine::describe(),
    };
    let write = args.flag("--write");
    let built = args.flag("--built");
    args.done()?;

    install::for_bench()?;
    if !built {
        measure::build_program()?;
    }
    if !built && plan.browser {
        site::build()?;
    }
    let bundle = bundle::prepare(plan.bytes, plan.files)?;

    let mut tools = Vec::new();
    let mut ours = Vec::new();
    step(format!("{} runs of each, in alternation", plan.runs), || {
        // The first of each only warms the caches.
        measure::tools(&bundle)?;
        measure::program(&bundle)?;
        for _ in 0..plan.runs {
            tools.push(measure::tools(&bundle)?);
            ours.push(measure::program(&bundle)?);
        }
        Ok(())
    })?;
    let pages = if plan.browser { measure::pages(&bundle, plan.runs)? } else { Vec::new() };

    let page = table::render(&plan, &bundle, &tools, &ours, &pages);
    println!("\n{page}");
    if write {
        let target = root().join("docs/benchmarks.md");
        at("docs", fs::create_dir_all(root().join("docs")))?;
        at("docs/benchmarks.md", fs::write(&target, &page))?;
        println!("written to docs/benchmarks.md");
    }
    Ok(())
}

/// The middle of the values, or the mean of the two in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// Seconds of each run.
pub fn seconds(samples: &[Sample]) -> Vec<f64> {
    samples.iter().map(|sample| sample.seconds).collect()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_of_the_sorted() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
        assert!(median(Vec::new()).is_nan());
    }
}

//! The page `docs/benchmarks.md`.

use std::fmt::Write;

use crate::bench::bundle::Bundle;
use crate::bench::measure::{PageSample, Sample};
use crate::bench::{Plan, median, seconds};

/// What issue and architecture ask for.
const NATIVE_AIM: f64 = 0.35;
const PAGE_AIM: f64 = 0.8;

/// The whole page in Markdown.
pub fn render(
    plan: &Plan,
    bundle: &Bundle,
    tools: &[Sample],
    ours: &[Sample],
    pages: &[PageSample],
) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = write_page(&mut page, plan, bundle, tools, ours, pages);
    page
}

fn write_page(
    page: &mut String,
    plan: &Plan,
    bundle: &Bundle,
    tools: &[Sample],
    ours: &[Sample],
    pages: &[PageSample],
) -> std::fmt::Result {
    let base = median(seconds(tools));
    writeln!(page, "# Benchmarks\n")?;
    writeln!(
        page,
        "One bundle, three ways to check it, in alternation on one machine. `cargo xtask bench --write` makes the bundle, runs everything and writes this page.\n"
    )?;
    writeln!(
        page,
        "The bundle: a BagIt bag of {} files, {:.1} MB of log lines, as tar.zst of {:.1} MB ({:.1} : 1), with SHA-256 and MD5 manifests. One byte in ten is auth.log, syslog or nginx' access.log and becomes events; the rest is an application's log. Its generator is seeded: the same bytes everywhere.\n",
        bundle.files,
        megabytes(bundle.bytes),
        megabytes(bundle.packed),
        bundle.bytes as f64 / bundle.packed as f64
    )?;

    writeln!(
        page,
        "| {} runs each | median | fastest | slowest | of the tools | aim | processor time | peak memory |",
        plan.runs
    )?;
    writeln!(page, "|---|---|---|---|---|---|---|---|")?;
    row(page, "(a) zstd, tar, sha256sum, md5sum", &seconds(tools), base, None, (cpu(tools), peak(tools)))?;
    row(page, "(b) `glasscase verify`", &seconds(ours), base, Some(NATIVE_AIM), (cpu(ours), peak(ours)))?;
    if !pages.is_empty() {
        let times: Vec<f64> = pages.iter().map(|sample| sample.seconds).collect();
        let memory = pages.iter().map(|sample| sample.engine_memory).max().unwrap_or(0);
        row(page, "(c) the page in Chromium", &times, base, Some(PAGE_AIM), (None, memory))?;
    }
    writeln!(page)?;

    writeln!(page, "Parts of (a), median: {}.", parts(tools))?;
    writeln!(
        page,
        "(c) also reads the events into the timeline; (a) and (b) do not. Most of (a) is writing 20,000 files to this disk: against the two digest commands alone, quote the parts. Memory: of (a) and (b) the largest resident set of a process, of (c) the linear memory of the engine's worker at its end. Processor time is what a busy machine or a slow disk stretches least: where it and the wall times tell different ratios, the machine had other work.\n"
    )?;
    if !pages.is_empty() {
        browser(page, pages)?;
    }
    writeln!(page, "## Machine\n\n{}", plan.machine)?;
    writeln!(page, "## Commands\n\n```sh")?;
    writeln!(
        page,
        "cargo xtask bench --runs {} --bytes {} --files {} --write",
        plan.runs, plan.bytes, plan.files
    )?;
    writeln!(page, "# (a)\nzstd -dc BUNDLE | tar x -C FOLDER")?;
    writeln!(
        page,
        "(cd FOLDER/BAG && sha256sum -c --quiet manifest-sha256.txt && md5sum -c --quiet manifest-md5.txt)"
    )?;
    writeln!(
        page,
        "# (b)\ncargo build --package glasscase --profile native && target/native/glasscase verify BUNDLE"
    )?;
    writeln!(page, "# (c)\ncargo xtask run, then choose BUNDLE with Open file (e2e/bench.mjs does it)\n```")
}

fn row(
    page: &mut String,
    name: &str,
    times: &[f64],
    base: f64,
    aim: Option<f64>,
    (cpu, memory): (Option<f64>, u64),
) -> std::fmt::Result {
    let fastest = times.iter().copied().fold(f64::INFINITY, f64::min);
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let middle = median(times.to_vec());
    let aim = aim.map_or(String::from("—"), |aim| format!("at most {aim}"));
    let cpu = cpu.map_or(String::from("—"), |cpu| format!("{cpu:.2} s"));
    writeln!(
        page,
        "| {name} | {middle:.2} s | {fastest:.2} s | {slowest:.2} s | {:.2} | {aim} | {cpu} | {:.0} MB |",
        middle / base,
        megabytes(memory)
    )
}

fn browser(page: &mut String, pages: &[PageSample]) -> std::fmt::Result {
    let of = |read: fn(&PageSample) -> f64| median(pages.iter().map(read).collect());
    let process = pages.iter().map(|sample| sample.process_peak).max().unwrap_or(0);
    writeln!(page, "| in the page, median | | aim |\n|---|---|---|")?;
    writeln!(
        page,
        "| cold load until it can be used | {:.0} ms | under 1000 ms |",
        of(|sample| sample.cold_load)
    )?;
    writeln!(
        page,
        "| first row after the choice | {:.0} ms | under 1000 ms |",
        of(|sample| sample.first_row)
    )?;
    writeln!(
        page,
        "| longest task of the page while it reads | {:.0} ms | at most 50 ms |",
        of(|sample| sample.longest_task)
    )?;
    writeln!(
        page,
        "| resident set of the page's process with all workers, largest | {:.0} MB | |\n",
        megabytes(process)
    )
}

fn cpu(samples: &[Sample]) -> Option<f64> {
    Some(median(samples.iter().map(|sample| sample.cpu).collect()))
}

fn peak(samples: &[Sample]) -> u64 {
    samples.iter().map(|sample| sample.peak).max().unwrap_or(0)
}

fn parts(samples: &[Sample]) -> String {
    let Some(first) = samples.first() else { return String::new() };
    let named = first.parts.iter().enumerate().map(|(at, (name, _))| {
        let times =
            samples.iter().filter_map(|sample| sample.parts.get(at)).map(|(_, seconds)| *seconds).collect();
        format!("`{name}` {:.2} s", median(times))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

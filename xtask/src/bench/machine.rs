//! The machine that the numbers belong to.

use std::fs;
use std::process::Command;

use crate::install::CHROMIUM_PATH;
use crate::step::asked;

/// A list in Markdown: processor, memory, system, programs, load.
pub fn describe() -> String {
    let lines = [
        ("Processor", processor()),
        ("Memory", memory()),
        ("System", system()),
        ("Programs", programs()),
        ("Other work when it began (load average of the last minute)", load()),
    ];
    lines.into_iter().map(|(name, value)| format!("- {name}: {value}\n")).collect()
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores", model.map_or("unknown", |(_, name)| name))
}

fn memory() -> String {
    let info = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = info.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB"));
    let gigabytes = kilobytes.and_then(|number| number.trim().parse::<u64>().ok()).unwrap_or(0) / 1_048_576;
    format!("{gigabytes} GiB")
}

fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or("unknown");
    let kernel = asked(Command::new("uname").arg("-r")).unwrap_or_default();
    // What follows the first hyphen is the builder's own.
    let kernel = kernel.trim().split('-').next().unwrap_or("unknown");
    format!("{}, kernel {kernel}", name.trim_matches('"'))
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or("unknown").to_string()
}

fn programs() -> String {
    let versions = ["zstd", "tar", "sha256sum", "rustc", CHROMIUM_PATH].map(|program| {
        let answer = asked(Command::new(program).arg("--version")).unwrap_or_default();
        answer.lines().next().unwrap_or("unknown").trim().trim_matches('*').trim().to_string()
    });
    versions.join("; ")
}

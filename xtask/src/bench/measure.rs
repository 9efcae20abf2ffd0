//! The runs: each gives its wall time and the peak of its memory.

use std::fs;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::bench::bundle::Bundle;
use crate::install::{self, tool};
use crate::step::{Failure, Result, at, call, line_of, root, step};

/// One run of one competitor.
pub struct Sample {
    /// Wall time.
    pub seconds: f64,
    /// Processor time of all its processes, which a busy machine or disk stretches least.
    pub cpu: f64,
    /// The largest resident set of any process in it, in bytes.
    pub peak: u64,
    /// Its parts, where it has some.
    pub parts: Vec<(&'static str, f64)>,
}

/// One run of the page.
pub struct PageSample {
    /// From the choice of the file to the verdict.
    pub seconds: f64,
    /// From the choice to the first row, in milliseconds.
    pub first_row: f64,
    /// From the address to a page that can be used, with nothing cached, in milliseconds.
    pub cold_load: f64,
    /// The longest stretch in which the page could not answer, in milliseconds, while it read.
    pub longest_task: f64,
    /// The linear memory of the engine's worker, in bytes; it never shrinks.
    pub engine_memory: u64,
    /// The largest resident set of the page's process with all its workers, in bytes.
    pub process_peak: u64,
}

/// Builds the command-line program as it is handed out.
pub fn build_program() -> Result<()> {
    step("building glasscase (profile native)", || {
        call(tool("cargo").args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "glasscase",
            "--profile",
            "native",
        ]))
    })
}

/// Unpacks and checks with what every Linux has.
pub fn tools(bundle: &Bundle) -> Result<Sample> {
    let _ = fs::remove_dir_all(&bundle.scratch);
    at(bundle.scratch.display(), fs::create_dir_all(&bundle.scratch))?;
    let inside = bundle.scratch.join(&bundle.bag);
    let mut sample = Sample { seconds: 0.0, cpu: 0.0, peak: 0, parts: Vec::new() };
    let mut unpack = timed("bash");
    unpack.args(["-o", "pipefail", "-c", "zstd -dc \"$1\" | tar x -C \"$2\"", "unpack"]);
    unpack.arg(&bundle.archive).arg(&bundle.scratch);
    add(&mut sample, "zstd -dc | tar x", &mut unpack)?;
    for (name, program, list) in
        [("sha256sum -c", "sha256sum", "manifest-sha256.txt"), ("md5sum -c", "md5sum", "manifest-md5.txt")]
    {
        let mut check = timed(program);
        check.args(["-c", "--quiet", list]).current_dir(&inside);
        add(&mut sample, name, &mut check)?;
    }
    at(bundle.scratch.display(), fs::remove_dir_all(&bundle.scratch))?;
    Ok(sample)
}

/// Checks with `glasscase verify`.
pub fn program(bundle: &Bundle) -> Result<Sample> {
    let program = root().join("target/native/glasscase");
    let mut sample = Sample { seconds: 0.0, cpu: 0.0, peak: 0, parts: Vec::new() };
    let mut verify = timed(&program.to_string_lossy());
    verify.arg("verify").arg(&bundle.archive);
    add(&mut sample, "glasscase verify", &mut verify)?;
    Ok(sample)
}

/// A program under GNU time, whose last line on stderr is the peak in kilobytes and the processor
/// time in user and kernel mode.
fn timed(program: &str) -> Command {
    let mut command = Command::new("/usr/bin/time");
    command.args(["-q", "-f", "spent %M %U %S", program]).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn add(sample: &mut Sample, name: &'static str, command: &mut Command) -> Result<()> {
    let start = Instant::now();
    let output = at(line_of(command), command.stderr(Stdio::piped()).output())?;
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    match said.lines().rev().find_map(read_spent) {
        Some((peak, cpu)) if output.status.success() => {
            sample.seconds += seconds;
            sample.cpu += cpu;
            sample.peak = sample.peak.max(peak);
            sample.parts.push((name, seconds));
            Ok(())
        }
        _ => Err(Failure::Failed(format!("{}: {}\n{said}", line_of(command), output.status))),
    }
}

/// Bytes and seconds of GNU time's line.
fn read_spent(line: &str) -> Option<(u64, f64)> {
    let mut words = line.strip_prefix("spent ")?.split(' ');
    let kilobytes: u64 = words.next()?.parse().ok()?;
    let (user, kernel): (f64, f64) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some((kilobytes * 1024, user + kernel))
}

/// Opens the bundle in the page, each time in a browser that has never seen it.
pub fn pages(bundle: &Bundle, runs: usize) -> Result<Vec<PageSample>> {
    let port = at("127.0.0.1", TcpListener::bind(("127.0.0.1", 0)))?.local_addr()?.port();
    let mut serve = Command::new(std::env::current_exe()?);
    serve.args(["serve", "--port", &port.to_string()]).stdout(Stdio::null());
    let _server = Ended(at("serve", serve.spawn())?);
    step(format!("{runs} runs of the page in Chromium"), || {
        (0..runs).map(|_| page(&format!("http://127.0.0.1:{port}/"), bundle)).collect()
    })
}

/// A program that ends with the value that holds it.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn page(address: &str, bundle: &Bundle) -> Result<PageSample> {
    let profile = root().join("target/bench/profile");
    let _ = fs::remove_dir_all(&profile);
    let mut script = tool("node");
    script.arg("e2e/bench.mjs").arg(address).arg(&bundle.archive).arg(&profile);
    script.env("GLASSCASE_CHROMIUM", install::CHROMIUM_PATH).stderr(Stdio::inherit());
    let output = at(line_of(&script), script.output())?;
    let _ = fs::remove_dir_all(&profile);
    let said = String::from_utf8_lossy(&output.stdout);
    read_page(&said)
        .ok_or_else(|| Failure::Failed(format!("{}: {}\n{said}", line_of(&script), output.status)))
}

fn read_page(json: &str) -> Option<PageSample> {
    let value: Value = serde_json::from_str(json.trim()).ok()?;
    let number = |name: &str| value[name].as_f64();
    Some(PageSample {
        seconds: number("milliseconds")? / 1000.0,
        first_row: number("firstRow")?,
        cold_load: number("coldLoad")?,
        longest_task: number("longestTask")?,
        engine_memory: value["engineMemory"].as_u64()?,
        process_peak: value["processPeak"].as_u64()?,
    })
}

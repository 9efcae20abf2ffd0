//! `cargo xtask dist`: what is handed out, its digests, and the budgets that it must keep.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::args::Args;
use crate::step::{Failure, Result, at, root, step};
use crate::{install, single_file, site};

/// The page's own wasm, gzip: everybody waits for it.
const PAGE_WASM_GZIP: usize = 600_000;
/// The single file: it is sent by mail and kept beside the evidence.
const SINGLE_FILE: usize = 8_000_000;
/// The sample case: it lies in the repository.
const SAMPLE: usize = 1_000_000;

pub fn run(words: &[String]) -> Result<()> {
    Args::new(words).done()?;
    install::for_site()?;
    site::build()?;
    write()
}

/// Writes the single file and the digests beside the built site, and checks the budgets.
pub fn write() -> Result<()> {
    let single = step("writing dist/glasscase.html", single_file::assemble)?;
    let dist = root().join("dist");
    at("dist/glasscase.html", fs::write(dist.join("glasscase.html"), &single))?;
    at("dist/SHA256SUMS", fs::write(dist.join("SHA256SUMS"), sums(&dist)?))?;
    check_budgets(&single)
}

fn check_budgets(single: &str) -> Result<()> {
    let site = site::folder();
    let page = single_file::gzip(&single_file::built(&site, "app-", "_bg.wasm")?)?.len();
    let worker = single_file::gzip(&single_file::built(&site, "worker_bg-", ".wasm")?)?.len();
    let sample =
        fs::metadata(site::sample()).map_or(0, |data| usize::try_from(data.len()).unwrap_or(usize::MAX));
    println!("  the engine's wasm, gzip: {} kB", kilobytes(worker));
    let over: Vec<&str> = [
        ("the page's wasm, gzip", page, PAGE_WASM_GZIP),
        ("the single file", single.len(), SINGLE_FILE),
        ("the sample case", sample, SAMPLE),
    ]
    .into_iter()
    .filter_map(|(name, size, budget)| {
        let kept = size < budget;
        let verdict = if kept { "kept" } else { "EXCEEDED" };
        println!("  {name}: {} kB of {} kB, {verdict}", kilobytes(size), kilobytes(budget));
        (!kept).then_some(name)
    })
    .collect();
    if over.is_empty() { Ok(()) } else { Err(Failure::Failed(format!("over budget: {}", over.join(", ")))) }
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

/// `sha256sum` lines for everything handed out, sorted, to be checked inside `dist/`.
fn sums(dist: &Path) -> Result<String> {
    let mut files = vec![dist.join("glasscase.html")];
    collect(&dist.join("site"), &mut files)?;
    let mut lines = Vec::new();
    for file in files {
        let bytes = at(file.display(), fs::read(&file))?;
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        lines.push((name, digest));
    }
    lines.sort();
    Ok(lines.into_iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in at(folder.display(), fs::read_dir(folder))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

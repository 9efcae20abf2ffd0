//! The bundle of the benchmark: a BagIt bag of log files in tar.zst, made once and kept in `target/bench/`.
//!
//! The manifests are written by `sha256sum` and `md5sum`, the archive by `tar` and `zstd`: nothing of ours has a
//! part in what ours is measured with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::lines::{Dice, Kind, fill};
use crate::step::{Result, at, call, root, step};

const SEED: u64 = 20_261_119;
/// A log that is rotated has about this size.
const ROTATED: u64 = 1_500_000;
/// One byte in so many belongs to a format that becomes events.
const PARSED_SHARE: u64 = 10;

/// A bundle on the disk.
pub struct Bundle {
    /// The tar.zst.
    pub archive: PathBuf,
    /// The folder name of the bag in it.
    pub bag: String,
    /// Where an unpacked copy may go.
    pub scratch: PathBuf,
    /// Of all payload files.
    pub bytes: u64,
    /// Payload files.
    pub files: u64,
    /// Of the archive.
    pub packed: u64,
}

/// A file to write: its path in the bag, its kind, its size.
type Planned = (String, Kind, u64);

/// Makes the bundle, or finds it as an earlier run made it.
pub fn prepare(bytes: u64, files: u64) -> Result<Bundle> {
    let folder = root().join("target/bench");
    let bag = format!("bench-{}MB-{files}", bytes / 1_000_000);
    let archive = folder.join(format!("{bag}.tar.zst"));
    if !archive.exists() {
        step(format!("making {} (once)", archive.display()), || make(&folder, &bag, &archive, bytes, files))?;
    }
    let scratch = folder.join("unpacked");
    let packed = at(archive.display(), fs::metadata(&archive))?.len();
    let bytes = plan(bytes, files).iter().map(|(_, _, size)| size).sum();
    Ok(Bundle { archive, bag, scratch, bytes, files, packed })
}

fn make(folder: &Path, bag: &str, archive: &Path, bytes: u64, files: u64) -> Result<()> {
    let top = folder.join(bag);
    let _ = fs::remove_dir_all(&top);
    let mut payload = 0;
    for (number, (path, kind, size)) in plan(bytes, files).into_iter().enumerate() {
        payload += write_file(&top.join(path), kind, size, number as u64)?;
    }
    let write = |name: &str, text: String| at(name, fs::write(top.join(name), text));
    write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".into())?;
    write("bag-info.txt", format!("Bagging-Date: 2026-11-30\nPayload-Oxum: {payload}.{files}\n"))?;
    let script = "set -eu
        find data -type f -print0 | sort -z > ../files
        xargs -0 sha256sum < ../files > manifest-sha256.txt
        xargs -0 md5sum < ../files > manifest-md5.txt
        sha256sum bag-info.txt bagit.txt manifest-md5.txt manifest-sha256.txt > tagmanifest-sha256.txt
        rm ../files";
    call(Command::new("sh").args(["-c", script]).env("LC_ALL", "C").current_dir(&top))?;
    // Under another name until it is whole, so that an interrupted run leaves nothing that looks finished.
    let unfinished = archive.with_extension("unfinished");
    let script = "tar --sort=name --mtime=@1795996800 --owner=0 --group=0 --numeric-owner --format=pax \
        --pax-option=delete=atime,delete=ctime -cf - \"$1\" | zstd -q -3 -T0 -f -o \"$2\"";
    let mut pack = Command::new("bash");
    pack.args(["-o", "pipefail", "-c", script, "pack", bag]).arg(&unfinished);
    call(pack.env("LC_ALL", "C").current_dir(folder))?;
    at(archive.display(), fs::rename(&unfinished, archive))?;
    at(top.display(), fs::remove_dir_all(&top))
}

fn write_file(path: &Path, kind: Kind, size: u64, number: u64) -> Result<u64> {
    let mut dice = Dice::new(SEED + number);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(size + 512);
    // Newer logs have lower numbers; each begins some hours before the one that follows it.
    let start = 2_500_000_u32.saturating_sub(u32::try_from(number % 400).unwrap_or(0) * 6_000);
    fill(kind, &mut text, size.saturating_sub(200), start, &mut dice);
    // Exactly the planned size, so that the plan alone tells the sum.
    while text.len() < size {
        text.push(if text.len() + 1 == size { '\n' } else { '#' });
    }
    text.truncate(size);
    if let Some(folder) = path.parent() {
        at(folder.display(), fs::create_dir_all(folder))?;
    }
    at(path.display(), fs::write(path, &text))?;
    Ok(text.len() as u64)
}

/// The files of the bag: one byte in ten in the logs that become events, the rest an application's.
fn plan(bytes: u64, files: u64) -> Vec<Planned> {
    let log = "data/host/web1/root/var/log";
    let parsed = (bytes / PARSED_SHARE / ROTATED).clamp(3, files / 2);
    let mut planned = Vec::new();
    for number in 0..parsed {
        let (name, kind) = match number % 3 {
            0 => ("auth.log", Kind::Auth),
            1 => ("syslog", Kind::Syslog),
            _ => ("nginx/access.log", Kind::Access),
        };
        let rotation = number / 3;
        let ending = if rotation == 0 { String::new() } else { format!(".{rotation}") };
        planned.push((format!("{log}/{name}{ending}"), kind, (bytes / PARSED_SHARE) / parsed));
    }
    let rest = files - parsed;
    let left = bytes - bytes / PARSED_SHARE;
    let mean = left / rest;
    let mut dice = Dice::new(SEED);
    for number in 0..rest {
        // Between half and one and a half of the mean; sizes that are all alike flatter nobody's buffers.
        let size = mean / 2 + mean * u64::from(dice.below(1000)) / 1000;
        let path = format!(
            "{log}/app/orders-{:02}/2026-11-{:02}.{:04}.log",
            number % 40,
            number % 30 + 1,
            number / 40
        );
        planned.push((path, Kind::App, size.max(1)));
    }
    planned
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_plan_has_the_files_and_about_the_bytes_asked_for() {
        let planned = plan(600_000_000, 20_000);
        let names: BTreeSet<&str> = planned.iter().map(|(path, _, _)| path.as_str()).collect();
        assert_eq!(names.len(), 20_000, "every name once");
        let bytes: u64 = planned.iter().map(|(_, _, size)| size).sum();
        assert!(bytes.abs_diff(600_000_000) < 6_000_000, "{bytes}");
        let parsed: u64 =
            planned.iter().filter(|(_, kind, _)| *kind != Kind::App).map(|(_, _, size)| size).sum();
        assert!(parsed.abs_diff(60_000_000) < 1_000_000, "{parsed}");
    }
}

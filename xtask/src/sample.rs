//! `cargo xtask sample`: makes the sample case, `public/sample.tar.zst`, from the harbor fixture.
//!
//! What the host's daemons and people wrote is kept: logs, journal, histories, keys, jobs, units, command output,
//! cloud and response records. The distribution's own files are left out, since they are not ours to hand on.
//! The rest is sealed anew by `sha256sum`, `md5sum`, `tar` and `zstd`, so that the sample is an ordinary bag.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, Result, at, call, root, step};

/// Files of the distribution, as shell patterns below the host's root.
const DISTRIBUTION: &[&str] = &[
    "etc/audit/audit-stop.rules",
    "etc/audit/auditd.conf",
    "etc/audit/plugins.d",
    "etc/cron.d/.placeholder",
    "etc/cron.d/e2scrub_all",
    "etc/cron.daily",
    "etc/cron.hourly",
    "etc/cron.monthly",
    "etc/cron.weekly",
    "etc/crontab",
    "etc/init.d",
    "etc/nginx/nginx.conf",
    "etc/rsyslog.conf",
    "etc/ssh/sshd_config",
    "etc/sudoers",
    "etc/sudoers.d/README",
    "home/*/.bashrc",
    "home/*/.profile",
    "root/.bashrc",
    "root/.profile",
];

/// The largest sample that the repository takes.
const LIMIT: u64 = 1_000_000;

/// Writes the sample.
pub fn run(words: &[String]) -> Result<()> {
    crate::args::Args::new(words).done()?;
    let bag = source()?;
    let folder = root().join("target/sample");
    let out = root().join("public/sample.tar.zst");
    step(format!("sealing {} anew", out.display()), || seal(&bag, &folder, &out))?;
    let size = at("public/sample.tar.zst", std::fs::metadata(&out))?.len();
    if size > LIMIT {
        return Err(Failure::Failed(format!("the sample has {size} bytes, more than {LIMIT}")));
    }
    println!("{} · {size} bytes", out.display());
    Ok(())
}

/// The intact bag of the harbor case.
fn source() -> Result<PathBuf> {
    let named = std::env::var_os("GLASSCASE_FIXTURES").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("../shared/fixtures")).join("cases/harbor");
    let entries = at(folder.display(), std::fs::read_dir(&folder))?;
    let mut bags: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    bags.sort();
    let intact = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".tar.zst") && !name.contains("tampered")
    };
    let missing = || Failure::Failed(format!("{}: no bag there", folder.display()));
    bags.iter().find(intact).cloned().ok_or_else(missing)
}

fn seal(bag: &Path, folder: &Path, out: &Path) -> Result<()> {
    let script = r#"
        set -eu
        bag=$1 folder=$2 out=$3
        shift 3
        rm -rf "$folder" && mkdir -p "$folder"
        zstd -dcq "$bag" | tar -x -C "$folder" -f -
        cd "$folder"/*/
        name=$(basename "$PWD")
        for host in data/host/*/root; do
            for pattern in "$@"; do rm -rf "$host"/$pattern; done
        done
        find data -type d -empty -delete
        rm -f manifest-*.txt tagmanifest-*.txt
        oxum=$(find data -type f -printf '%s\n' | awk '{bytes += $1; n += 1} END {printf "%d.%d", bytes, n}')
        sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $oxum/" bag-info.txt
        printf 'Internal-Sender-Description: Sample case made from a test host; the distribution%s own files are left out.\n' "'s" >> bag-info.txt
        find data -type f -print0 | LC_ALL=C sort -z > ../files
        xargs -0 sha256sum < ../files > manifest-sha256.txt
        xargs -0 md5sum < ../files > manifest-md5.txt
        sha256sum bag-info.txt bagit.txt manifest-md5.txt manifest-sha256.txt > tagmanifest-sha256.txt
        touch -d "$(sed -n 's/^Bagging-Date: //p' bag-info.txt) 18:25:24Z" ./*.txt
        find data -type d -exec touch -r bagit.txt {} +
        touch -r bagit.txt .
        cd ..
        tar --sort=name --owner=0 --group=0 --numeric-owner --format=pax \
            --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime -cf - "$name" \
            | zstd -q -19 -f -o "$out"
    "#;
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh"]).arg(bag).arg(folder).arg(out).args(DISTRIBUTION);
    call(&mut shell)
}

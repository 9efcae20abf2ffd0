//! What the commands need on the machine: each thing is looked at, and only what is missing or has another
//! version is installed.
//!
//! Cargo's tools go to `.tools/` and npm's to `e2e/node_modules/`, both inside the repository and ignored by
//! git. Only Debian's packages touch the machine: as root they are installed, otherwise the line to type is
//! said and the command ends with exit 2.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::step::{Failure, Result, asked, at, call, line_of, root, step};

const TARGET: &str = "wasm32-unknown-unknown";

/// Programs that `cargo install` builds.
struct CargoTool {
    package: &'static str,
    /// What `version_line` must give, and what is installed.
    version: String,
    /// Accept any version whose line begins with this.
    accept: String,
    /// The question, as program and words.
    ask: (&'static str, &'static [&'static str]),
    extra: &'static [&'static str],
    minutes: u32,
}

/// A program or file that a Debian package brings.
struct Package {
    name: &'static str,
    present: fn() -> bool,
}

/// What `run` and `dist` need: the wasm target, clang, Trunk, wasm-bindgen and wasm-opt.
pub fn for_site() -> Result<()> {
    packages(&[CLANG])?;
    target()?;
    npm()?;
    for tool in [bindgen()?, trunk()] {
        cargo_tool(&tool)?;
    }
    crates()
}

/// What `test` needs beside that: Chromium with fonts, nextest and cargo-deny.
pub fn for_tests() -> Result<()> {
    packages(&[CLANG, CHROMIUM, CJK_FONTS])?;
    for_site()?;
    for tool in [nextest(), deny()] {
        cargo_tool(&tool)?;
    }
    Ok(())
}

/// What `bench` needs beside the site.
pub fn for_bench() -> Result<()> {
    packages(&[CLANG, CHROMIUM, ZSTD, TIME])?;
    for_site()
}

/// A command that finds the installed tools first.
pub fn tool(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("PATH", path()).current_dir(root());
    // In the environment they would replace the flags of .cargo/config.toml, and the wasm would lose simd128.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

fn path() -> OsString {
    let mut folders = vec![root().join(".tools/bin"), root().join("e2e/node_modules/.bin")];
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path));
    }
    env::join_paths(folders).unwrap_or_default()
}

const CLANG: Package = Package { name: "clang", present: || answers("clang") };
const CHROMIUM: Package = Package { name: "chromium", present: || Path::new(CHROMIUM_PATH).exists() };
const ZSTD: Package = Package { name: "zstd", present: || answers("zstd") };
/// It reports the peak of a program's memory.
const TIME: Package = Package { name: "time", present: || Path::new("/usr/bin/time").exists() };
/// The screenshots show Chinese.
const CJK_FONTS: Package = Package {
    name: "fonts-noto-cjk",
    present: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
};

/// Where Debian's package puts the browser.
pub const CHROMIUM_PATH: &str = "/usr/bin/chromium";

fn answers(program: &str) -> bool {
    asked(tool(program).arg("--version")).is_some()
}

fn packages(wanted: &[Package]) -> Result<()> {
    let missing: Vec<&str> =
        wanted.iter().filter(|package| !(package.present)()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    let is_root = asked(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let has_apt = asked(Command::new("apt-get").arg("--version")).is_some();
    if !is_root || !has_apt {
        let line = line_of(&install);
        return Err(Failure::Missing(format!(
            "Missing: {}. An administrator can install it on Debian with:\n\n  sudo apt-get update && sudo {line}\n",
            missing.join(", ")
        )));
    }
    step(format!("installing {} (Debian packages, under a minute)", missing.join(", ")), || {
        call(Command::new("apt-get").args(["update", "-qq"]))?;
        call(install.arg("-qq"))
    })
}

fn target() -> Result<()> {
    // Without rustup the toolchain is somebody else's: what it lacks then shows in the build.
    let Some(installed) = asked(tool("rustup").args(["target", "list", "--installed"])) else {
        return Ok(());
    };
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    step(format!("adding the target {TARGET}"), || call(tool("rustup").args(["target", "add", TARGET])))
}

/// Trunk builds offline, so the crates of every member have to be there before.
fn crates() -> Result<()> {
    if asked(tool("cargo").args(["fetch", "--locked", "--offline", "--quiet"])).is_some() {
        return Ok(());
    }
    step("fetching the crates of Cargo.lock", || call(tool("cargo").args(["fetch", "--locked", "--quiet"])))
}

fn npm() -> Result<()> {
    if asked(tool("node").arg("--version")).is_none() || asked(tool("npm").arg("--version")).is_none() {
        return Err(Failure::Missing("Missing: node 20 or newer, with npm (Debian: nodejs, npm).".into()));
    }
    let lock = root().join("e2e/package-lock.json");
    let installed = root().join("e2e/node_modules/.installed");
    let wanted = at("e2e/package-lock.json", fs::read(&lock))?;
    // A copy of the lock, because times of files say little in a fresh clone.
    if fs::read(&installed).is_ok_and(|seen| seen == wanted) {
        return Ok(());
    }
    step("npm ci in e2e/ (wasm-opt, Playwright)", || {
        call(
            tool("npm")
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(root().join("e2e")),
        )?;
        at("e2e/node_modules/.installed", fs::write(&installed, &wanted))
    })
}

fn trunk() -> CargoTool {
    CargoTool {
        package: "trunk",
        version: "0.21.14".into(),
        accept: "trunk 0.21.14".into(),
        ask: ("trunk", &["--version"]),
        // Neither an update check nor TLS: it never goes to the network here.
        extra: &["--locked", "--no-default-features"],
        minutes: 4,
    }
}

fn bindgen() -> Result<CargoTool> {
    let lock = at("Cargo.lock", fs::read_to_string(root().join("Cargo.lock")))?;
    let version = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::Failed("Cargo.lock names no wasm-bindgen".into()))?;
    Ok(CargoTool {
        package: "wasm-bindgen-cli",
        accept: format!("wasm-bindgen {version}"),
        version,
        ask: ("wasm-bindgen", &["--version"]),
        // Without --locked: its own lock names TLS crates that this program never calls.
        extra: &["--bin", "wasm-bindgen"],
        minutes: 2,
    })
}

fn nextest() -> CargoTool {
    CargoTool {
        package: "cargo-nextest",
        version: "0.9.143".into(),
        accept: "cargo-nextest 0.9.1".into(),
        ask: ("cargo", &["nextest", "--version"]),
        extra: &["--locked", "--no-default-features", "--features", "default-no-update"],
        minutes: 6,
    }
}

fn deny() -> CargoTool {
    CargoTool {
        package: "cargo-deny",
        version: "0.20.2".into(),
        accept: "cargo-deny 0.20.".into(),
        ask: ("cargo", &["deny", "--version"]),
        extra: &["--locked"],
        minutes: 5,
    }
}

/// The version a lock file holds for a package.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_string())
}

fn cargo_tool(wanted: &CargoTool) -> Result<()> {
    let (program, words) = wanted.ask;
    if asked(tool(program).args(words)).is_some_and(|answer| answer.starts_with(&wanted.accept)) {
        return Ok(());
    }
    let CargoTool { package, version, minutes, .. } = wanted;
    step(format!("building {package} {version} into .tools/ (about {minutes} minutes, once)"), || {
        let mut install = tool("cargo");
        install.args(["install", package, "--version", version, "--quiet"]).args(wanted.extra);
        install.arg("--root").arg(root().join(".tools"));
        // The tools' own profiles ask for minutes of link-time optimisation that a build does not notice.
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        call(&mut install)
    })
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn reads_the_exact_package_of_a_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }
}

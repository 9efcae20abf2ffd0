//! The site: Trunk builds it, then the files that Trunk leaves under fixed names get their digest into the
//! name, so that a browser never runs an old worker with a new page.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::install::tool;
use crate::step::{Failure, Result, at, call, root, step};

/// Where the site is written.
pub fn folder() -> PathBuf {
    root().join("dist/site")
}

/// The sample bundle in the repository.
pub fn sample() -> PathBuf {
    root().join("public/sample.tar.zst")
}

/// Builds the release site into `dist/site/`.
pub fn build() -> Result<()> {
    step("building the site (the first time 2 to 4 minutes, then seconds)", || {
        let mut trunk = tool("trunk");
        trunk.args(["--color", "never", "--quiet", "build", "--release"]);
        trunk.env("CARGO_TERM_QUIET", "true");
        call(&mut trunk)?;
        name_by_content(&folder())
    })
}

/// Gives worker, engine.js, boot.js and the sample names that change with their bytes, and tells `index.html`.
fn name_by_content(site: &Path) -> Result<()> {
    let mut boot_query = String::new();
    for (parameter, name) in
        [("worker_js", "worker.js"), ("worker_wasm", "worker_bg.wasm"), ("engine", "engine.js")]
    {
        let named = rename(site, name)?;
        boot_query.push_str(&format!("&amp;{parameter}={named}"));
    }
    if sample().exists() {
        at("public/sample.tar.zst", fs::copy(sample(), site.join("sample.tar.zst")))?;
        boot_query.push_str(&format!("&amp;sample={}", rename(site, "sample.tar.zst")?));
    }
    let boot = rename(site, "boot.js")?;

    let index = site.join("index.html");
    let page = at("dist/site/index.html", fs::read_to_string(&index))?;
    let page = start_with(&page, &boot, &boot_query)?;
    at("dist/site/index.html", fs::write(&index, page))
}

/// Puts the new name and the further parameters into the page's one script address.
fn start_with(page: &str, boot: &str, further: &str) -> Result<String> {
    let lost =
        || Failure::Failed("index.html does not start boot.js: see pattern_script in Trunk.toml".into());
    let (before, rest) = page.split_once("boot.js?").ok_or_else(lost)?;
    let (query, after) = rest.split_once('"').ok_or_else(lost)?;
    Ok(format!("{before}{boot}?{query}{further}\"{after}"))
}

/// Renames `name.ext` to `name-DIGEST.ext` and returns the new name.
fn rename(site: &Path, name: &str) -> Result<String> {
    let bytes = at(format!("dist/site/{name}"), fs::read(site.join(name)))?;
    let named = with_digest(name, &bytes);
    at(format!("dist/site/{named}"), fs::rename(site.join(name), site.join(&named)))?;
    Ok(named)
}

fn with_digest(name: &str, bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    match name.split_once('.') {
        Some((stem, ending)) => format!("{stem}-{digest}.{ending}"),
        None => format!("{name}-{digest}"),
    }
}

/// True for names that hold a digest of what is in them: ours (16 hexadecimal digits) and Trunk's (the same,
/// less leading zeros).
pub fn is_named_by_content(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, digest)| {
        (12..=16).contains(&digest.len()) && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_the_digest_before_the_whole_ending() {
        assert_eq!(with_digest("sample.tar.zst", b""), "sample-e3b0c44298fc1c14.tar.zst");
        assert!(is_named_by_content("sample-e3b0c44298fc1c14.tar.zst"));
        assert!(is_named_by_content("app-e3b0c44298fc1c14_bg.wasm"));
        assert!(!is_named_by_content("index.html"));
        assert!(!is_named_by_content("icon-192.png"));
    }

    #[test]
    fn the_page_starts_the_named_boot_with_every_parameter() {
        let page = r#"<script src="./boot.js?js=a.js&amp;wasm=a.wasm" defer></script>"#;
        let named = start_with(page, "boot-1.js", "&amp;engine=e.js").expect("a script of that name");
        assert_eq!(
            named,
            r#"<script src="./boot-1.js?js=a.js&amp;wasm=a.wasm&amp;engine=e.js" defer></script>"#
        );
        assert!(start_with("<p>", "boot-1.js", "").is_err());
    }
}

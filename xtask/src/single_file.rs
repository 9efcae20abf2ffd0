//! The whole of Glasscase in one HTML file that works from `file://` with no network.
//!
//! Glue and wasm are those of the built site. The wasm is gzip in base64 inside `<script type="text/plain">`:
//! data, which no policy has to allow. One inline script (glue and boot.js) and one style are allowed by their
//! digests; the worker is started from a Blob. Nothing else may run, and nothing may connect.

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::site;
use crate::step::{Failure, Result, at, root};

/// The parts, as read from the built site and the sources.
struct Parts {
    /// The source page, with the lines that concern only the site.
    page: String,
    style: String,
    icon: String,
    boot: String,
    page_glue: String,
    page_wasm: Vec<u8>,
    worker_glue: String,
    worker_wasm: Vec<u8>,
    sample: Option<Vec<u8>>,
}

/// Assembles the file from `dist/site/`.
pub fn assemble() -> Result<String> {
    render(&Parts::read(&site::folder())?)
}

/// gzip at its best level, with no time stamp in it.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

impl Parts {
    fn read(site: &Path) -> Result<Self> {
        let text = |path: &str| at(path, fs::read_to_string(root().join(path)));
        let page = text("index.html")?;
        let style = styles(&page).map(text).collect::<Result<Vec<_>>>()?.concat();
        let sample = site::sample();
        Ok(Self {
            style,
            icon: text("public/favicon.svg")?,
            boot: text("public/boot.js")?,
            page_glue: into_text(built(site, "app-", ".js")?)?,
            page_wasm: built(site, "app-", "_bg.wasm")?,
            worker_glue: into_text(built(site, "worker-", ".js")?)?,
            worker_wasm: built(site, "worker_bg-", ".wasm")?,
            sample: if sample.exists() { Some(at("public/sample.tar.zst", fs::read(sample))?) } else { None },
            page,
        })
    }
}

/// The style sheets that the page names, in its order.
fn styles(page: &str) -> impl Iterator<Item = &str> {
    page.lines()
        .filter(|line| line.contains("rel=\"css\""))
        .filter_map(|line| line.split_once("href=\"")?.1.split_once('"').map(|(path, _)| path))
}

/// The one file of the site whose name begins and ends so.
pub fn built(site: &Path, begin: &str, end: &str) -> Result<Vec<u8>> {
    let names = at(site.display(), fs::read_dir(site))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let fitting: Vec<String> = names.filter(|name| name.starts_with(begin) && name.ends_with(end)).collect();
    match fitting.as_slice() {
        [name] => at(name, fs::read(site.join(name))),
        _ => Err(Failure::Failed(format!("dist/site holds {} files {begin}*{end}, not one", fitting.len()))),
    }
}

fn into_text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| Failure::Failed(format!("the glue is not UTF-8: {error}")))
}

fn render(parts: &Parts) -> Result<String> {
    let script = format!("{}\n{}", parts.page_glue, parts.boot);
    for (name, text, ends) in [
        ("the page's script", &script, ["</script", "<!--"]),
        ("the worker's glue", &parts.worker_glue, ["</script", "<!--"]),
        ("the style", &parts.style, ["</style", "<!--"]),
    ] {
        if let Some(end) = ends.iter().find(|end| text.to_ascii_lowercase().contains(*end)) {
            return Err(Failure::Failed(format!(
                "{name} contains {end}: it cannot stand inside an HTML file"
            )));
        }
    }

    let mut head = policy(&script, &parts.style);
    head.push_str(&format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">\n<style>{}</style>\n",
        BASE64.encode(&parts.icon),
        parts.style
    ));
    head.push_str(&data("gc-page-wasm", &BASE64.encode(gzip(&parts.page_wasm)?)));
    head.push_str(&data("gc-worker-wasm", &BASE64.encode(gzip(&parts.worker_wasm)?)));
    head.push_str(&data("gc-worker-glue", &parts.worker_glue));
    if let Some(sample) = &parts.sample {
        head.push_str(&data("gc-sample", &BASE64.encode(sample)));
    }

    let kept: String =
        parts.page.lines().filter(|line| !only_for_the_site(line)).fold(String::new(), |mut page, line| {
            page.push_str(line);
            page.push('\n');
            page
        });
    let (before_head, rest) = split(&kept, "<meta name=\"viewport\"")?;
    let (middle, after_body) = split(rest, "</body>")?;
    // The policy stands before everything that it is to govern, the script after the elements that it reads.
    Ok(format!("{before_head}{head}{middle}<script>{script}</script>\n{after_body}"))
}

fn only_for_the_site(line: &str) -> bool {
    ["data-trunk", "http-equiv=\"Content-Security-Policy\"", "rel=\"icon\"", "rel=\"manifest\""]
        .iter()
        .any(|mark| line.contains(mark))
}

/// Splits before the mark, which must be there.
fn split<'a>(text: &'a str, mark: &str) -> Result<(&'a str, &'a str)> {
    text.find(mark)
        .map(|at| text.split_at(at))
        .ok_or_else(|| Failure::Failed(format!("index.html holds no {mark}")))
}

fn policy(script: &str, style: &str) -> String {
    let digest = |text: &str| BASE64.encode(Sha256::digest(text));
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src 'sha256-{}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; \
         img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'\">\n",
        digest(script),
        digest(style)
    )
}

fn data(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            page: include_str!("../../index.html").into(),
            style: "a{}".into(),
            icon: "<svg/>".into(),
            boot: "boot()".into(),
            page_glue: "glue()".into(),
            page_wasm: vec![0; 9],
            worker_glue: "worker()".into(),
            worker_wasm: vec![0; 9],
            sample: Some(vec![1, 2, 3]),
        }
    }

    #[test]
    fn the_file_asks_for_no_other_file() {
        let file = render(&parts()).expect("parts that fit");
        assert!(!file.contains("src=\"") && !file.contains("href=\"public"), "{file}");
        assert_eq!(file.matches("href=").count(), 1, "only the icon, as data");
        assert!(file.contains("<script type=\"text/plain\" id=\"gc-sample\">AQID</script>"));
    }

    #[test]
    fn the_policy_allows_exactly_the_bytes_between_the_tags() {
        let file = render(&parts()).expect("parts that fit");
        let script = file.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next());
        let digest = BASE64.encode(Sha256::digest(script.expect("one inline script")));
        assert!(file.contains(&format!("script-src 'sha256-{digest}' 'wasm-unsafe-eval'")));
        assert_eq!(file.matches("Content-Security-Policy").count(), 1);
    }

    #[test]
    fn what_would_end_the_script_is_refused() {
        let glue = "let a = '</SCRIPT>'".into();
        assert!(render(&Parts { worker_glue: glue, ..parts() }).is_err());
    }

    #[test]
    fn the_styles_of_the_page_are_found_in_order() {
        let page = include_str!("../../index.html");
        assert_eq!(styles(page).next(), Some("app/styles/tokens.css"));
        assert!(styles(page).count() >= 4);
    }
}

//! `docs/artifacts.md`, written from the docs of the parsers' modules, so that the page cannot say other than they.

use super::registry;
use crate::artifact::ArtifactKind;
use crate::text::Lang;
use std::fmt::Write as _;
use std::path::Path;

/// The file of each parser, in the order of [`registry::PARSERS`].
const SOURCES: [(&str, &str); 4] = [
    ("syslog", include_str!("host/syslog.rs")),
    ("utmp", include_str!("host/utmp.rs")),
    ("shell_history", include_str!("host/shell_history.rs")),
    ("web_access", include_str!("web/access.rs")),
];

const HEAD: &str = "\
# Artifacts

The logs that Glasscase reads into events, with what it assumes and what it leaves out. A file is recognised by its
path and its first bytes; where the two disagree, the content counts. Everything else in a bundle is hashed, listed
and shown, but makes no event.

This page is written from the docs of the parsers (`core/src/parse/`).
To renew it: `GLASSCASE_RENEW=1 cargo test -p glasscase-core artifacts_page`.
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (id, source) in SOURCES {
        let mut doc = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let title = doc.next().unwrap_or_default().trim_end_matches('.');
        let _ = writeln!(page, "\n## {title}\n\nParser `{id}`.");
        for line in doc {
            match line.strip_prefix("# ") {
                Some(heading) => writeln!(page, "### {heading}\n"),
                None => writeln!(page, "{line}"),
            }
            .unwrap();
        }
    }
    page.push_str("\n## All kinds that are known by name\n\n| Kind | Title | Family |\n|---|---|---|\n");
    for kind in ArtifactKind::ALL {
        let family = format!("{:?}", kind.group()).to_lowercase();
        let _ = writeln!(page, "| `{}` | {} | {family} |", kind.id(), kind.title(Lang::En));
    }
    page
}

#[test]
fn the_artifacts_page_is_what_the_parsers_say() {
    let ids: Vec<_> = registry::PARSERS.iter().map(|parser| parser.id()).collect();
    assert_eq!(SOURCES.map(|(id, _)| id).to_vec(), ids, "a parser lacks its row in SOURCES");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/artifacts.md");
    if std::env::var_os("GLASSCASE_RENEW").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == page(),
        "docs/artifacts.md is stale: GLASSCASE_RENEW=1 cargo test -p glasscase-core artifacts_page"
    );
}

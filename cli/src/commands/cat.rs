//! `glasscase cat`: one file of a bundle, as it is. To a terminal, control characters go as visible marks.

use crate::args::Cat;
use crate::exit::Exit;
use crate::{host, session, words};
use anyhow::{Context, Result, bail};
use glasscase_core::container::{Opened, Step, Walk, open_file, open_folder};
use glasscase_core::engine::Content;
use glasscase_core::io::Limits;
use glasscase_core::text::{Lang, inert};
use std::io::{IsTerminal, Write};

/// Walks to the file and writes it.
pub fn run(args: &Cat, lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let source = host::open(&args.bundle).with_context(|| session::shown(&args.bundle))?;
    let limits = Limits::default();
    let mut opened: Opened = match &source.content {
        Content::Folder(items) => open_folder(items.clone(), limits),
        Content::File(file) => open_file(file.clone(), &source.name, source.mtime, limits)?,
    };
    let terminal = std::io::stdout().is_terminal();
    write(opened.walk.as_mut(), &args.path, terminal, lang, out)
}

fn write(walk: &mut dyn Walk, path: &str, terminal: bool, lang: Lang, out: &mut dyn Write) -> Result<Exit> {
    let mut found = false;
    loop {
        match walk.next()? {
            Step::Entry(meta) => found = is_meant(&meta.path, path),
            Step::Data(data) if found && terminal => {
                let lines: Vec<String> = data.split(|b| *b == b'\n').map(inert).collect();
                out.write_all(lines.join("\n").as_bytes())?;
            }
            Step::Data(data) if found => out.write_all(data)?,
            Step::EndEntry if found => return Ok(Exit::Verified),
            Step::Broken(error) if found => {
                session::say(&error.note().text(lang));
                return Ok(Exit::Incomplete);
            }
            Step::Done => bail!(words::no_such_path(lang, &inert(path.as_bytes()))),
            Step::Data(_) | Step::EndEntry | Step::Broken(_) | Step::Remark(_) => {}
        }
    }
}

/// Whether a container path is the one that was typed: the whole of it, or from the bag's folder on.
fn is_meant(path: &[u8], typed: &str) -> bool {
    let parts: Vec<&[u8]> =
        path.split(|b| *b == b'/').filter(|part| !part.is_empty() && *part != b".").collect();
    let wanted: Vec<&[u8]> = typed.as_bytes().split(|b| *b == b'/').filter(|part| !part.is_empty()).collect();
    // `list` shows what is not UTF-8 as marks, and such a path can only be typed as it is shown.
    let shown = |parts: &[&[u8]]| inert(&parts.join(&b'/'));
    parts == wanted
        || parts.get(1..) == Some(&wanted[..])
        || shown(&parts) == typed
        || parts.get(1..).is_some_and(|below| shown(below) == typed)
}

//! `glasscase`: the command-line program. Results go to standard output, messages and the progress bar to
//! standard error. The exit status says what was found: see [`exit::Exit`].

mod args;
mod commands;
mod exit;
mod host;
mod session;
mod words;

use args::{Args, Command};
use clap::Parser;
use exit::Exit;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let lang = args.lang();
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let result = match &args.command {
        Command::Verify(verify) => commands::verify::run(verify, lang, &mut out),
        Command::List(list) => commands::list::run(list, lang, &mut out),
        Command::Cat(cat) => commands::cat::run(cat, lang, &mut out),
        Command::Timeline(timeline) => commands::timeline::run(timeline, lang, &mut out),
    };
    let result = result.and_then(|exit| out.flush().map(|()| exit).map_err(Into::into));
    match result {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Verified.into(),
        Err(error) => {
            session::say(&format!("{error:#}"));
            Exit::Unreadable.into()
        }
    }
}

/// Whether whoever read our output has had enough, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let pipe = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(pipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe))
    })
}

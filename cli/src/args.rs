//! What may be typed.

use clap::{Parser, Subcommand, ValueEnum};
use glasscase_core::text::Lang;
use std::path::PathBuf;

/// Opens evidence bundles from compromised Linux servers: proves what is intact and puts what happened in order.
/// Nothing is changed, nothing in a bundle is executed, nothing leaves the machine.
#[derive(Parser)]
#[command(name = "glasscase", version, after_help = EXIT_HELP)]
pub struct Args {
    /// Language of sentences for people; JSON, JSONL and CSV stay the same
    #[arg(long, global = true, value_enum, default_value_t = LangArg::En)]
    lang: LangArg,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_HELP: &str =
    "Exit status: 0 verified, 1 findings, 2 usage or unreadable, 3 incomplete or unproven";

impl Args {
    /// The language asked for.
    pub fn lang(&self) -> Lang {
        match self.lang {
            LangArg::En => Lang::En,
            LangArg::Zh => Lang::Zh,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    En,
    Zh,
}

/// A command.
#[derive(Subcommand)]
pub enum Command {
    /// Check every file against the manifests in the bundle
    Verify(Verify),
    /// List what is in the bundle, with digests and states
    List(List),
    /// Write one file of the bundle to standard output
    Cat(Cat),
    /// Put the events of all logs in order
    Timeline(Box<Timeline>),
}

#[derive(clap::Args)]
pub struct Verify {
    /// Archives, folders or files
    #[arg(required = true, value_name = "BUNDLE")]
    pub bundles: Vec<PathBuf>,
    /// One JSON object for each bundle, on a line of its own
    #[arg(long)]
    pub json: bool,
}

#[derive(clap::Args)]
pub struct List {
    /// Archives, folders or files
    #[arg(required = true, value_name = "BUNDLE")]
    pub bundles: Vec<PathBuf>,
    /// One JSON object for each entry, on a line of its own
    #[arg(long)]
    pub json: bool,
}

#[derive(clap::Args)]
pub struct Cat {
    /// Archive, folder or file
    pub bundle: PathBuf,
    /// Path in the bundle, as `list` shows it
    pub path: String,
}

#[derive(clap::Args)]
pub struct Timeline {
    /// Archives, folders or files
    #[arg(required = true, value_name = "BUNDLE")]
    pub bundles: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Words that the record must contain; all of them, in any case
    #[arg(long, short, default_value = "")]
    pub query: String,
    /// Only these kinds: login, web, system, command
    #[arg(long)]
    pub kind: Vec<String>,
    /// Only these users
    #[arg(long)]
    pub user: Vec<String>,
    /// Only these addresses
    #[arg(long)]
    pub address: Vec<String>,
    /// Only these hosts
    #[arg(long)]
    pub host: Vec<String>,
    /// From this instant on (RFC 3339, such as 2026-11-19T17:54:00Z)
    #[arg(long)]
    pub from: Option<String>,
    /// Before this instant (RFC 3339)
    #[arg(long)]
    pub to: Option<String>,
    /// Zone of the times in the table: UTC, host, or a name such as Asia/Shanghai
    #[arg(long, default_value = "UTC")]
    pub zone: String,
    /// Zone of the hosts' clocks, where you know better than the evidence
    #[arg(long)]
    pub host_zone: Option<String>,
    /// Year of the last line of logs whose lines have none, where you know better
    #[arg(long)]
    pub year: Option<i32>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading on a terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
}

//! What tests share: the fixtures' place, the harbor case, and a sink that prints events.

use crate::artifact::{ArtifactKind, classify};
use crate::io::Limits;
use crate::parse::{Event, Flow, Framer, Parser, Problem, Sink, Stamp, registry};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The folder with the evidence fixtures: `GLASSCASE_FIXTURES`, or `../shared/fixtures` beside the repository.
///
/// Nothing where it is not there: then the test's name is added to the file that `GLASSCASE_SKIPS` names, so that a
/// run can say what it skipped, and the test returns. A named folder that does not exist is a mistake and fails.
pub fn fixtures() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("GLASSCASE_FIXTURES") {
        let folder = PathBuf::from(named);
        assert!(folder.is_dir(), "GLASSCASE_FIXTURES names {}, which is no folder", folder.display());
        return Some(folder);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/fixtures");
    if folder.is_dir() {
        return Some(folder);
    }
    note_skipped();
    None
}

fn note_skipped() {
    let Some(list) = std::env::var_os("GLASSCASE_SKIPS") else { return };
    let name = test_name();
    let file = std::fs::OpenOptions::new().create(true).append(true).open(list);
    file.and_then(|mut file| writeln!(file, "{name}")).expect("the list of skipped tests can be written");
}

/// The running test: the thread's name, or, where the runner gives each test a process of its own, the name that it
/// asked for.
fn test_name() -> String {
    let thread = std::thread::current().name().map(str::to_owned);
    let asked = || std::env::args().skip(1).find(|argument| argument.contains("::"));
    thread.filter(|name| name != "main").or_else(asked).unwrap_or_else(|| "unnamed test".to_owned())
}

/// The bytes of a fixture, by its path below the folder.
pub fn fixture(path: &str) -> Option<Vec<u8>> {
    let path = fixtures()?.join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// The files of the intact harbor bag by their path in it, read once.
pub fn harbor() -> Option<&'static BTreeMap<String, Vec<u8>>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let folder = fixtures()?.join("cases/harbor");
    Some(FILES.get_or_init(|| read_bag(&folder)))
}

fn read_bag(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let is_bag = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".tar.zst") && !name.contains("tampered")
    };
    let bag = names.iter().find(is_bag).expect("the bag is there");
    let decoder = zstd::Decoder::new(std::fs::File::open(bag).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for entry in tar::Archive::new(decoder).entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.header().entry_type().is_file() {
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

/// The one file of the harbor bag whose path ends so.
pub fn harbor_file(end: &str) -> Option<(&'static str, &'static [u8])> {
    let files = harbor()?;
    let mut found = files.iter().filter(|(path, _)| path.ends_with(end));
    let (path, bytes) = found.next().unwrap_or_else(|| panic!("{end} is in the bag"));
    assert!(found.next().is_none(), "{end} is in the bag once");
    Some((path, bytes))
}

/// The answer sheet of the harbor case.
pub fn harbor_truth() -> Option<serde_json::Value> {
    Some(serde_json::from_slice(&fixture("cases/harbor/truth.json")?).unwrap())
}

/// An event that owns its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// See [`Event`].
    pub time: Option<Stamp>,
    /// See [`Event`].
    pub span: (u64, u32),
    /// Identifier of the action.
    pub action: &'static str,
    /// Identifier of the outcome, empty where there is none.
    pub outcome: &'static str,
    /// See [`Event`].
    pub host: String,
    /// See [`Event`].
    pub user: String,
    /// See [`Event`].
    pub address: String,
    /// See [`Event`].
    pub program: String,
}

/// Everything that a parser sends, in order.
#[derive(Debug, Default, PartialEq)]
pub struct Everything {
    /// Events.
    pub events: Vec<Seen>,
    /// Problems with their offset.
    pub problems: Vec<(u64, Problem)>,
    /// Both, a line each.
    pub text: String,
}

impl Everything {
    /// How many problems of one kind there were.
    pub fn count(&self, what: Problem) -> usize {
        self.problems.iter().filter(|(_, problem)| *problem == what).count()
    }
}

impl Sink for Everything {
    fn event(&mut self, event: &Event<'_>) -> Flow {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let seen = Seen {
            time: event.time,
            span: event.span,
            action: event.action.id(),
            outcome: event.outcome.map_or("", crate::timeline::Outcome::id),
            host: text(event.host),
            user: text(event.user),
            address: text(event.address),
            program: text(event.program),
        };
        let dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let columns =
            [seen.outcome, &seen.host, &seen.user, &seen.address, &seen.program].map(dash).join(" ");
        let _ = writeln!(self.text, "{} {} {} {columns}", event.span.0, time(event.time), seen.action);
        self.events.push(seen);
        Flow::Continue
    }

    fn problem(&mut self, offset: u64, what: Problem) {
        let _ = writeln!(self.text, "{offset} ! {what:?}");
        self.problems.push((offset, what));
    }
}

fn time(stamp: Option<Stamp>) -> String {
    let second = 1_000_000_000;
    match stamp {
        None => "-".to_owned(),
        Some(Stamp::Instant(n)) => format!("{}.{:06}", n.div_euclid(second), n.rem_euclid(second) / 1_000),
        Some(Stamp::Local(n)) => {
            format!("local:{}.{:06}", n.div_euclid(second), n.rem_euclid(second) / 1_000)
        }
        Some(Stamp::NoYear { month, day, nanos }) => {
            format!("{month:02}-{day:02}+{}.{:06}", nanos / second, nanos % second / 1_000)
        }
    }
}

/// Reads bytes with a parser, in blocks of the given size.
pub fn read_in_blocks(
    parser: &dyn Parser,
    kind: ArtifactKind,
    path: &str,
    bytes: &[u8],
    block: usize,
) -> Everything {
    let head = &bytes[..bytes.len().min(4096)];
    let mut framer = Framer::new(parser.framing(head), Limits::default().line);
    let mut scan = parser.scan(kind, path);
    let mut seen = Everything::default();
    for block in bytes.chunks(block.max(1)) {
        framer.push(block, scan.as_mut(), &mut seen);
    }
    framer.finish(scan.as_mut(), &mut seen);
    seen
}

/// Reads bytes as the engine would: classified, with the parser of choice.
pub fn read(path: &str, bytes: &[u8]) -> (ArtifactKind, &'static dyn Parser, Everything) {
    let head = &bytes[..bytes.len().min(4096)];
    let kind = classify(path, head);
    let parser =
        registry::choose(kind, path, head).unwrap_or_else(|| panic!("nothing reads {path} ({kind:?})"));
    let seen = read_in_blocks(parser, kind, path, bytes, 64 << 10);
    (kind, parser, seen)
}

/// Events and problems, a line each: `offset time action outcome host user address program`, `offset ! problem`.
pub fn events(parser: &dyn Parser, kind: ArtifactKind, path: &str, bytes: &[u8]) -> String {
    read_in_blocks(parser, kind, path, bytes, 64 << 10).text
}

/// Where each event stands.
pub fn spans(
    parser: &dyn Parser,
    kind: ArtifactKind,
    path: &str,
    bytes: &[u8],
) -> Vec<std::ops::Range<usize>> {
    let seen = read_in_blocks(parser, kind, path, bytes, 64 << 10);
    let range = |&(at, length): &(u64, u32)| at as usize..at as usize + length as usize;
    seen.events.iter().map(|event| range(&event.span)).collect()
}

//! What a view asks and what it is told: plain data in the view's own language.
//!
//! A request carries everything that it needs (query, order, range, zone), so a lost or cancelled one needs
//! no repair and the engine owes nothing to the last one. A response has rows as they will be drawn: texts,
//! badges, entry ids and byte spans, no dictionary ids and no bitmaps. All evidence text in a response has
//! been through [`crate::text::inert`].

use crate::artifact::ArtifactKind;
use crate::note::Note;
use crate::timeline::{Kind, Outcome};
use crate::verify::{Counts, State, Verdict};
use serde::{Deserialize, Serialize};

/// Which zone times are shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Coordinated universal time.
    #[default]
    Utc,
    /// The zone of the host that each event comes from, as the evidence states it.
    Host,
    /// A zone of the IANA database, such as `Asia/Shanghai`.
    Iana(String),
}

/// Which entries are meant. Empty lists mean no restriction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntryFilter {
    /// States to keep.
    #[serde(default)]
    pub states: Vec<State>,
    /// Kinds of artifact to keep.
    #[serde(default)]
    pub kinds: Vec<ArtifactKind>,
    /// Part of the path, compared without regard to ASCII case.
    #[serde(default)]
    pub text: String,
}

/// The column by which a table of entries is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrySort {
    /// Path, byte order.
    #[default]
    Path,
    /// Last part of the path.
    Name,
    /// State, worst first.
    State,
    /// Size in bytes.
    Size,
    /// Time of last change as the bundle records it.
    Modified,
}

/// Which events are meant. Empty lists mean no restriction; lists are joined by AND, their members by OR.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventQuery {
    /// Words that the original line or a column must contain, without regard to ASCII case; all must occur.
    /// A word in double quotes may hold spaces.
    #[serde(default)]
    pub text: String,
    /// Kinds to keep.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Users to keep, as shown.
    #[serde(default)]
    pub users: Vec<String>,
    /// Addresses to keep, as shown.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Hosts to keep, as shown.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Outcomes to keep.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// Integrity states of the files that events come from.
    #[serde(default)]
    pub integrity: Vec<State>,
    /// Entry ids of the files that events come from.
    #[serde(default)]
    pub entries: Vec<u32>,
    /// First instant, nanoseconds since 1970 UTC, inclusive.
    #[serde(default)]
    pub from: Option<i64>,
    /// Last instant, nanoseconds since 1970 UTC, exclusive.
    #[serde(default)]
    pub to: Option<i64>,
    /// The lane of events that have no time, instead of the dated ones.
    #[serde(default)]
    pub undated: bool,
}

/// Where a text preview begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// A line number, from 0.
    Line(u64),
    /// The line that holds this byte.
    Offset(u64),
}

/// A question of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// The case as a whole → [`Response::Summary`].
    Summary {
        /// Zone of the times in the answer.
        zone: Zone,
    },
    /// The visible rows of the folder tree → [`Response::Tree`].
    Tree {
        /// Only folders that hold such entries, with counts of these.
        filter: EntryFilter,
        /// Ids of the opened folders. Roots are listed always.
        expanded: Vec<u32>,
        /// First visible row wanted.
        start: u32,
        /// Number of rows wanted.
        count: u32,
    },
    /// The chain of folders above a node, root first, the node last → [`Response::Trail`].
    Trail {
        /// A tree node.
        node: u32,
    },
    /// A table of entries → [`Response::Entries`].
    Entries {
        /// The folder's tree node, or nothing for the whole case.
        folder: Option<u32>,
        /// With the entries of folders below it. Where false, subfolders come as rows of their own.
        recursive: bool,
        /// Restriction.
        filter: EntryFilter,
        /// Order.
        sort: EntrySort,
        /// Reverse order.
        descending: bool,
        /// Zone of the times in the answer.
        zone: Zone,
        /// First row wanted.
        start: u32,
        /// Number of rows wanted.
        count: u32,
    },
    /// All that is known of one entry → [`Response::Entry`].
    Entry {
        /// Entry id.
        id: u32,
        /// Zone of the times in the answer.
        zone: Zone,
    },
    /// The manifests' claims, one row each, and the entries that no manifest names → [`Response::Claims`].
    Claims {
        /// States to keep; empty for all.
        states: Vec<State>,
        /// Only claims of this manifest (its index in [`Summary::manifests`]).
        manifest: Option<u32>,
        /// Part of the path, without regard to ASCII case.
        text: String,
        /// First row wanted.
        start: u32,
        /// Number of rows wanted.
        count: u32,
    },
    /// Lines of an entry → [`Response::Text`].
    Text {
        /// Entry id.
        entry: u32,
        /// Where to begin.
        anchor: Anchor,
        /// Lines wanted before the anchor.
        before: u32,
        /// Lines wanted from the anchor on.
        count: u32,
    },
    /// Bytes of an entry → [`Response::Hex`].
    Hex {
        /// Entry id.
        entry: u32,
        /// First byte wanted; rounded down to a multiple of 16.
        offset: u64,
        /// Rows of 16 bytes wanted.
        rows: u32,
    },
    /// The next place of a text in an entry → [`Response::Found`].
    Find {
        /// Entry id.
        entry: u32,
        /// What to look for, without regard to ASCII case.
        needle: String,
        /// First byte to look at.
        from: u64,
    },
    /// Does this value match the entry's digests? → [`Response::Compared`].
    Compare {
        /// Entry id; or nothing to compare with the container digests and every entry.
        entry: Option<u32>,
        /// What the person pasted; spaces, colons, case and a file name behind it do not matter.
        pasted: String,
    },
    /// Rows of the timeline → [`Response::Rows`].
    Rows {
        /// Restriction.
        query: EventQuery,
        /// Latest first.
        descending: bool,
        /// Zone of the times in the answer.
        zone: Zone,
        /// First row wanted.
        start: u32,
        /// Number of rows wanted.
        count: u32,
    },
    /// Counts over time, stacked by kind → [`Response::Histogram`].
    Histogram {
        /// Restriction.
        query: EventQuery,
        /// The most bars wanted; the engine chooses a round width (1 s, 5 s, 1 min, 1 h, 1 day …).
        bars: u32,
        /// Zone of the texts in the answer, and of the day boundaries.
        zone: Zone,
    },
    /// The most frequent values of each facet → [`Response::Facets`].
    Facets {
        /// Restriction. A facet's own restriction is left out of its counts, so that others can be chosen.
        query: EventQuery,
        /// The most values a facet.
        top: u32,
    },
    /// All that is known of one event → [`Response::Event`].
    Event {
        /// Event id, as in [`EventRow::id`].
        id: u32,
        /// Zone of the times in the answer.
        zone: Zone,
    },
    /// The position of an event in a query's rows → [`Response::Position`].
    Locate {
        /// Event id.
        id: u32,
        /// Restriction.
        query: EventQuery,
        /// Latest first.
        descending: bool,
    },
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// To [`Request::Summary`].
    Summary(Box<Summary>),
    /// To [`Request::Tree`].
    Tree {
        /// Number of visible rows in all.
        total: u32,
        /// The rows asked for.
        rows: Vec<TreeRow>,
    },
    /// To [`Request::Trail`].
    Trail(Vec<TreeRow>),
    /// To [`Request::Entries`].
    Entries {
        /// Number of rows in all.
        total: u32,
        /// How many of the folder's entries (filter's text and kinds applied, states not) are in each state.
        states: Vec<(State, u32)>,
        /// The rows asked for.
        rows: Vec<EntryRow>,
    },
    /// To [`Request::Entry`].
    Entry(Box<EntryDetail>),
    /// To [`Request::Claims`].
    Claims {
        /// Number of rows in all.
        total: u32,
        /// How many rows (text and manifest applied, states not) are in each state.
        states: Vec<(State, u32)>,
        /// The rows asked for.
        rows: Vec<ClaimRow>,
    },
    /// To [`Request::Text`].
    Text {
        /// Number of lines, where the whole entry has been indexed; otherwise the number known so far.
        lines: u64,
        /// Whether `lines` is final.
        complete: bool,
        /// How the bytes were read: `UTF-8`, `Latin-1`, `binary`.
        encoding: String,
        /// The lines asked for.
        rows: Vec<LineRow>,
    },
    /// To [`Request::Hex`].
    Hex {
        /// Bytes of the entry in all.
        size: u64,
        /// The rows asked for.
        rows: Vec<HexRow>,
    },
    /// To [`Request::Find`].
    Found {
        /// Byte offset of the next occurrence.
        offset: Option<u64>,
        /// Its line number from 0, where known.
        line: Option<u64>,
    },
    /// To [`Request::Compare`].
    Compared(Compared),
    /// To [`Request::Rows`].
    Rows {
        /// Number of rows in all.
        total: u32,
        /// Number of events in the case (the lane's, if the undated lane was asked for).
        of: u32,
        /// The rows asked for.
        rows: Vec<EventRow>,
    },
    /// To [`Request::Histogram`].
    Histogram(Histogram),
    /// To [`Request::Facets`].
    Facets(Vec<Facet>),
    /// To [`Request::Event`].
    Event(Box<EventDetail>),
    /// To [`Request::Locate`].
    Position(Option<u32>),
    /// The request could not be answered; the note says what, where and what still holds.
    Failed(Note),
}

/// Where the engine stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing was opened.
    #[default]
    Empty,
    /// Entries are being read, hashed and parsed.
    Reading,
    /// Entries are read a second time for an algorithm that only a manifest at the end asked for.
    Rehashing,
    /// All was read.
    Done,
    /// The person stopped the reading; what was read holds.
    Cancelled,
}

/// Sent by itself while reading, at most ten times a second.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where the engine stands.
    pub phase: Phase,
    /// Name of the bundle being read.
    pub bundle: String,
    /// Path of the entry being read.
    pub current: String,
    /// Bytes of the sources that were read.
    pub bytes: u64,
    /// Bytes of the sources in all.
    pub total: u64,
    /// Plain (unpacked) bytes that were hashed.
    pub plain: u64,
    /// Entries whose digests are known.
    pub entries: u32,
    /// Events in the timeline.
    pub events: u32,
    /// Findings so far.
    pub findings: u32,
}

/// The case as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Where the engine stands.
    pub phase: Phase,
    /// A name for the case: case number of the bag, or the bundle's name.
    pub name: String,
    /// The verdict over all bundles, once the reading has ended.
    pub verdict: Option<Verdict>,
    /// Entries by state, over all bundles.
    pub counts: Counts,
    /// Entries in all.
    pub entries: u32,
    /// The bundles, in the order in which they were opened.
    pub bundles: Vec<BundleSummary>,
    /// The manifests of all bundles.
    pub manifests: Vec<ManifestSummary>,
    /// Entries with a finding, worst first; at most 200.
    pub findings: Vec<Finding>,
    /// Findings in all.
    pub findings_total: u32,
    /// The sources of events, in path order.
    pub sources: Vec<SourceSummary>,
    /// Hosts and their zones.
    pub hosts: Vec<HostSummary>,
    /// Events that have a time.
    pub events: u32,
    /// Events without one.
    pub undated: u32,
    /// First and last instant, as text.
    pub span: Option<(String, String)>,
    /// First and last instant, nanoseconds since 1970 UTC.
    pub span_ns: Option<(i64, i64)>,
    /// What went wrong while reading, with the place.
    pub problems: Vec<Note>,
}

/// One bundle.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BundleSummary {
    /// File or folder name.
    pub name: String,
    /// Layers from the outside in: `tar.zst`, `zip`, `folder`, `file`.
    pub format: String,
    /// Bytes of the container (of all files for a folder).
    pub bytes: u64,
    /// SHA-256 of the container file; none for a folder.
    pub sha256: Option<String>,
    /// MD5 of the container file; none for a folder.
    pub md5: Option<String>,
    /// Entries in it.
    pub entries: u32,
    /// This bundle's verdict, once it was read.
    pub verdict: Option<Verdict>,
    /// Entries by state.
    pub counts: Counts,
    /// What a BagIt bag says of itself.
    pub bag: Option<BagSummary>,
    /// Whether it was read to its proper end.
    pub complete: bool,
    /// What went wrong while reading, with the place.
    pub problems: Vec<Note>,
}

/// What a BagIt bag says of itself, in RFC 8493's words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BagSummary {
    /// `BagIt-Version`.
    pub version: String,
    /// Every listed file is there and every payload file is listed (RFC 8493 section 3).
    pub complete: bool,
    /// Complete, and every digest matches.
    pub valid: bool,
    /// Whether Payload-Oxum agrees, where there is one.
    pub oxum: Option<bool>,
    /// Labels and values of bag-info.txt, in order.
    pub info: Vec<(String, String)>,
    /// SHA-256 of tagmanifest-sha256.txt, which stands for the whole bag.
    pub seal: Option<String>,
}

/// One manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestSummary {
    /// `bagit`, `bagit-tag`, `sums`, `uac`.
    pub format: String,
    /// Where it lies.
    pub path: String,
    /// Name of the bundle it belongs to.
    pub bundle: String,
    /// Its algorithms, lower case without a dash: `sha256`, `md5`.
    pub algorithms: Vec<String>,
    /// Claims in it.
    pub entries: u32,
    /// Claims that hold.
    pub verified: u32,
    /// Whether it lists every file that it should (a bag's) or only a part by its nature.
    pub covers_all: bool,
}

/// An entry that is not as a manifest says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Entry id; none where the file is missing and has only a claim.
    pub entry: Option<u32>,
    /// Tree node to open.
    pub node: Option<u32>,
    /// Bundle path.
    pub path: String,
    /// Its state.
    pub state: State,
    /// Why, in a sentence.
    pub note: Option<Note>,
    /// Events that come from it.
    pub events: u32,
}

/// A file that events were read from, or that was recognised and is not read yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SourceSummary {
    /// Entry id.
    pub entry: u32,
    /// Bundle path.
    pub path: String,
    /// What it is.
    pub kind: ArtifactKind,
    /// Host it comes from.
    pub host: String,
    /// Integrity state.
    pub state: State,
    /// Events read.
    pub events: u32,
    /// Lines or records read.
    pub records: u64,
    /// Lines or records that could not be understood.
    pub skipped: u64,
    /// First and last instant as text.
    pub span: Option<(String, String)>,
    /// How its times were decided.
    pub basis: Vec<Note>,
    /// Problems by kind, with the first places.
    pub problems: Vec<Note>,
}

/// A host that the evidence speaks of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HostSummary {
    /// Its name.
    pub name: String,
    /// IANA name of its zone, or an offset.
    pub zone: String,
    /// From what the zone was taken.
    pub zone_from: Note,
    /// Events from it.
    pub events: u32,
}

/// A visible row of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeRow {
    /// Node id, stable while the case is open.
    pub node: u32,
    /// Depth, 0 for a bundle.
    pub depth: u16,
    /// Name to show.
    pub name: String,
    /// Entry id for a file.
    pub entry: Option<u32>,
    /// Whether it has children.
    pub folder: bool,
    /// Whether it is opened in the request.
    pub open: bool,
    /// Files in it and below (1 for a file).
    pub files: u32,
    /// Worst state in it and below; none while not known.
    pub state: Option<State>,
}

/// A row of a table of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// Tree node.
    pub node: u32,
    /// Entry id; none for a subfolder.
    pub entry: Option<u32>,
    /// Last part of the path.
    pub name: String,
    /// Bundle path.
    pub path: String,
    /// Files below, for a subfolder.
    pub files: u32,
    /// State; none while not known.
    pub state: Option<State>,
    /// Verified only by MD5 or SHA-1.
    pub weak: bool,
    /// Size in bytes; none for a missing file.
    pub size: Option<u64>,
    /// Time of last change as text in the zone asked for.
    pub modified: Option<String>,
    /// SHA-256, hex; where missing, the manifest's value.
    pub sha256: Option<String>,
    /// MD5, hex.
    pub md5: Option<String>,
    /// What it is.
    pub kind: Option<ArtifactKind>,
    /// Events from it.
    pub events: u32,
}

/// All that is known of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDetail {
    /// The row of the table.
    pub row: EntryRow,
    /// Bundle that holds it.
    pub bundle: String,
    /// Path inside the container, with the bag's folder.
    pub archive_path: String,
    /// `file`, `folder`, `symlink`, `hardlink`, `device`, `fifo`, `missing`.
    pub entry_kind: String,
    /// Target of a link, as text.
    pub link: Option<String>,
    /// Permissions, `rw-r-----`.
    pub mode: Option<String>,
    /// `uid/gid` with names where the archive has them.
    pub owner: Option<String>,
    /// Every digest that was computed: (`sha256`, hex).
    pub digests: Vec<(String, String)>,
    /// What manifests say of it.
    pub claims: Vec<ClaimRow>,
    /// Why it has its state.
    pub notes: Vec<Note>,
    /// Whether bytes can be shown.
    pub readable: bool,
    /// How times in it were decided, for a source of events.
    pub basis: Vec<Note>,
}

/// One claim of a manifest, or an entry that no claim names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// Index of the manifest in [`Summary::manifests`]; none for an entry that no manifest names.
    pub manifest: Option<u32>,
    /// Path of the manifest.
    pub manifest_path: String,
    /// Line in the manifest, from 1.
    pub line: Option<u32>,
    /// Path that the claim names.
    pub path: String,
    /// Algorithm, lower case.
    pub algorithm: String,
    /// Value that the manifest states, hex.
    pub expected: Option<String>,
    /// Value that was computed, hex.
    pub actual: Option<String>,
    /// What follows.
    pub state: State,
    /// Entry id, where there is one.
    pub entry: Option<u32>,
    /// Tree node, to open it.
    pub node: Option<u32>,
    /// Why, where it needs a sentence.
    pub note: Option<Note>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    /// Line number from 0, where known.
    pub line: u64,
    /// Byte offset of its first byte.
    pub offset: u64,
    /// Bytes without the line end.
    pub length: u64,
    /// Inert text, at most 4,096 characters of it.
    pub text: String,
    /// Whether the text was cut.
    pub cut: bool,
}

/// Sixteen bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HexRow {
    /// Offset of the first.
    pub offset: u64,
    /// `00 1f …`, two digits a byte.
    pub hex: String,
    /// Printable ASCII, others as a middle dot.
    pub ascii: String,
}

/// Whether a pasted value is the digest of the thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// It is not a digest: no run of 32, 40 or 64 (56, 96, 128) hex digits.
    NotADigest,
    /// No digest of that algorithm was computed.
    NotComputed {
        /// Algorithm that the length suggests.
        algorithm: String,
    },
    /// It matches.
    Match {
        /// Algorithm.
        algorithm: String,
        /// What it is the digest of.
        of: Vec<String>,
        /// Whether this algorithm alone is weak evidence (MD5, SHA-1).
        weak: bool,
    },
    /// It does not match.
    Differs {
        /// Algorithm.
        algorithm: String,
        /// The value that was computed, for a single entry.
        actual: Option<String>,
    },
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Event id, stable while the case is open.
    pub id: u32,
    /// Instant, nanoseconds since 1970 UTC.
    pub utc: Option<i64>,
    /// `2026-11-20 01:54:29` (fraction where the source has one) in the zone asked for.
    pub time: Option<String>,
    /// Kind.
    pub kind: Kind,
    /// Action name, such as `login`.
    pub action: String,
    /// Program or record type: `sshd`, `wtmp`, `nginx`.
    pub program: String,
    /// Host.
    pub host: String,
    /// User.
    pub user: String,
    /// Address.
    pub address: String,
    /// Outcome.
    pub outcome: Option<Outcome>,
    /// What it says, inert, at most 400 characters.
    pub message: String,
    /// Entry it comes from.
    pub entry: u32,
    /// Integrity state of that entry.
    pub integrity: Option<State>,
}

/// Counts over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// Start of the first bar, nanoseconds since 1970 UTC.
    pub start: i64,
    /// Width of a bar, nanoseconds.
    pub width: i64,
    /// One inner list a bar, counts in the order of [`Kind::ALL`].
    pub bars: Vec<Vec<u32>>,
    /// Texts for first bar's start, middle and last bar's end.
    pub labels: Vec<String>,
    /// Dated events in all of them.
    pub total: u32,
}

/// A facet and its most frequent values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// `kind`, `address`, `user`, `host`, `outcome`, `integrity`, `source`.
    pub name: String,
    /// Value as it stands in a query, what to show, count; most frequent first. For `source` the value is the
    /// entry id.
    pub values: Vec<(String, String, u32)>,
    /// Distinct values in all.
    pub distinct: u32,
}

/// All that is known of one event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventDetail {
    /// The row of the timeline.
    pub row: EventRow,
    /// The time in the zone asked for, with the offset: `2026-11-20 01:54:29 +08:00`.
    pub time: Option<String>,
    /// The time in UTC, RFC 3339.
    pub time_utc: Option<String>,
    /// The time as written.
    pub time_original: String,
    /// Precision as text: `1 s`, `1 µs`.
    pub precision: String,
    /// How the instant was decided: year, zone, offset.
    pub basis: Vec<Note>,
    /// All fields of the record, in order: (name, inert value).
    pub fields: Vec<(String, String)>,
    /// Bundle path of the file.
    pub path: String,
    /// Tree node of the file.
    pub node: u32,
    /// First byte and length in the file.
    pub span: (u64, u64),
    /// Line number from 0, for text.
    pub line: Option<u64>,
    /// The lines before, of and after the event (text), or hex rows (records).
    pub context: Vec<LineRow>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// Process, `sshd[490]`.
    pub process: String,
}

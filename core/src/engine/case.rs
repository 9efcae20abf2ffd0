//! The open case: bundles, their entries, their manifests.

use super::options::Source;
use super::tree::Tree;
use crate::artifact::{ArtifactKind, host_path};
use crate::container::{EntryKind, Meta, Place};
use crate::digest::Digests;
use crate::manifest::Manifest;
use crate::manifest::bag::Bag;
use crate::note::Note;
use crate::text::inert;
use crate::timeline::ArtifactId;
use crate::verify::{BagVerdict, Counts, State, Verdict};

/// Remarks kept for one bundle; what comes after is only counted in the entries.
const PROBLEMS: usize = 200;

/// An entry of a bundle, or something that a manifest lists and the bundle lacks.
pub struct Entry {
    /// The bundle's number.
    pub bundle: u32,
    /// Path in the container, normalised: no leading `./`, no slash at the end.
    pub path: Box<[u8]>,
    /// What the container says of it; none for something missing.
    pub meta: Option<Meta>,
    /// Bytes that were read.
    pub size: u64,
    /// Digests of its bytes.
    pub digests: Digests,
    /// What it is.
    pub kind: Option<ArtifactKind>,
    /// Its state, once known.
    pub state: Option<State>,
    /// Verified by MD5 or SHA-1 alone.
    pub weak: bool,
    /// Why it has its state, and other remarks.
    pub notes: Vec<Note>,
    /// Its bytes could not be read in full.
    pub broken: bool,
    /// Claims about it: index of the manifest in the bundle, index of the claim.
    pub claims: Vec<(usize, usize)>,
    /// Where its bytes lie in the spill.
    pub spilled: Option<u64>,
    /// Its node in the tree.
    pub node: u32,
    /// The timeline's number of the source of events that it is.
    pub artifact: Option<ArtifactId>,
    /// Events from it.
    pub events: u32,
}

impl Entry {
    /// What it is in the container.
    pub fn entry_kind(&self) -> Option<EntryKind> {
        self.meta.as_ref().map(|meta| meta.kind)
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.entry_kind() == Some(EntryKind::Folder)
    }

    /// Where its bytes can be read again.
    pub fn place(&self) -> Place {
        self.meta.as_ref().map_or(Place::None, |meta| meta.place)
    }
}

/// A bundle.
pub struct Bundle {
    /// What was opened.
    pub source: Source,
    /// Layers, such as `tar.zst`.
    pub format: String,
    /// Its entries' numbers: first, and the one behind the last.
    pub entries: (u32, u32),
    /// Digests of the container file.
    pub digests: Digests,
    /// The container is one plain file.
    pub single: bool,
    /// Its manifests.
    pub manifests: Vec<Manifest>,
    /// Its bags.
    pub bags: Vec<Bag>,
    /// What holds for its bags.
    pub bag_verdicts: Vec<BagVerdict>,
    /// Whether it was read to its proper end.
    pub complete: bool,
    /// Its verdict, once it was read.
    pub verdict: Option<Verdict>,
    /// Its entries by state.
    pub counts: Counts,
    /// What went wrong.
    pub problems: Vec<Note>,
    /// Its node in the tree.
    pub node: u32,
}

impl Bundle {
    /// Keeps a remark.
    pub fn problem(&mut self, note: Note) {
        if self.problems.len() < PROBLEMS && !self.problems.contains(&note) {
            self.problems.push(note);
        }
    }

    /// The folder of its only bag: paths are shown from there on.
    pub fn root(&self) -> &[u8] {
        match &self.bags[..] {
            [bag] => &bag.root,
            _ => b"",
        }
    }

    /// A container path as people see it: from the bag's folder on; `../` where it lies beside the bag.
    pub fn shown(&self, path: &[u8]) -> String {
        let root = self.root();
        match path.strip_prefix(root) {
            Some(inner) => inert(inner),
            None => format!("../{}", inert(path)),
        }
    }
}

/// Everything that is open.
#[derive(Default)]
pub struct Case {
    /// Bundles in the order in which they were opened.
    pub bundles: Vec<Bundle>,
    /// Entries of all bundles, those of one bundle together.
    pub entries: Vec<Entry>,
    /// Folders and files.
    pub tree: Tree,
    /// Grows whenever an answer may have changed.
    pub revision: u64,
}

impl Case {
    /// An entry by its number.
    pub fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// The bundle of an entry.
    pub fn bundle_of(&self, entry: &Entry) -> Option<&Bundle> {
        self.bundles.get(entry.bundle as usize)
    }

    /// An entry's path as people see it.
    pub fn path(&self, entry: &Entry) -> String {
        self.bundle_of(entry).map_or_else(|| inert(&entry.path), |bundle| bundle.shown(&entry.path))
    }

    /// Begins a bundle and gives its number.
    pub fn begin_bundle(&mut self, source: Source, format: String, single: bool) -> u32 {
        let number = self.bundles.len() as u32;
        let first = self.entries.len() as u32;
        let node = self.tree.root(&source.name);
        self.bundles.push(Bundle {
            source,
            format,
            entries: (first, first),
            digests: Digests::default(),
            single,
            manifests: Vec::new(),
            bags: Vec::new(),
            bag_verdicts: Vec::new(),
            complete: false,
            verdict: None,
            counts: Counts::default(),
            problems: Vec::new(),
            node,
        });
        number
    }

    /// Adds an entry to the last bundle and gives its number.
    pub fn add(&mut self, path: &[u8], meta: Option<Meta>) -> u32 {
        let id = self.entries.len() as u32;
        let bundle = self.bundles.len().saturating_sub(1);
        let folder = meta.as_ref().is_some_and(|meta| meta.kind == EntryKind::Folder);
        let node = self.bundles.get(bundle).map_or(0, |b| b.node);
        let node = self.tree.insert(node, path, if folder { None } else { Some(id) });
        self.entries.push(Entry {
            bundle: bundle as u32,
            path: path.into(),
            meta,
            size: 0,
            digests: Digests::default(),
            kind: None,
            state: None,
            weak: false,
            notes: Vec::new(),
            broken: false,
            claims: Vec::new(),
            spilled: None,
            node,
            artifact: None,
            events: 0,
        });
        if let Some(bundle) = self.bundles.get_mut(bundle) {
            bundle.entries.1 = id + 1;
        }
        id
    }
}

/// The folder in the container that stands for the host's `/`, for a container path.
pub fn host_root(path: &[u8]) -> &[u8] {
    let Ok(text) = std::str::from_utf8(path) else { return b"" };
    path.get(..host_path(text).prefix.len()).unwrap_or_default()
}

/// What facts about a host are filed under: the bundle, and the host's name or folder in it.
pub fn host_key(bundle: u32, path: &str) -> String {
    let at = host_path(path);
    let folder = at.prefix.trim_end_matches("[root]/").trim_end_matches("uploads/auto/");
    format!("{bundle}/{}", at.host.unwrap_or(folder))
}

/// A container path from a bag's folder on, for notes made before it is known that the folder is a bag.
pub fn below_bag(path: &str) -> &str {
    path.split_once('/').map(|(_, rest)| rest).filter(|rest| rest.starts_with("data/")).unwrap_or(path)
}

//! One container's entries against its manifests.

use super::bags::{self, BagVerdict};
use super::links::{Names, Target};
use super::{Counts, State, Verdict};
use crate::container::EntryKind;
use crate::digest::{Algorithm, AlgorithmSet, Digests};
use crate::manifest::bag::Bag;
use crate::manifest::{Claim, Kind, Manifest};
use crate::note::Note;
use crate::text::inert;
use std::collections::{BTreeMap, HashMap};

/// An entry as far as a verdict needs it.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Path in the container, normalised: no slash at its end, no leading `./`.
    pub path: &'a [u8],
    /// What it is.
    pub kind: EntryKind,
    /// Bytes.
    pub size: u64,
    /// Digests of its bytes; empty where they could not be read in full.
    pub digests: &'a Digests,
    /// Whether its bytes could not be read in full.
    pub broken: bool,
    /// Target of a link.
    pub link: Option<&'a [u8]>,
    /// Folder in the container that stands for the host's `/`.
    pub root: &'a [u8],
}

/// A container that was read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its entries.
    pub items: &'a [Item<'a>],
    /// Its manifests.
    pub manifests: &'a [Manifest],
    /// Its bags.
    pub bags: &'a [Bag],
    /// Whether it was read to its proper end.
    pub complete: bool,
}

impl Input<'_> {
    /// A container path as people see it: from the folder of the only bag on.
    pub(super) fn shown(&self, path: &[u8]) -> String {
        let root = match self.bags {
            [bag] => &bag.root[..],
            _ => b"",
        };
        inert(path.strip_prefix(root).unwrap_or(path))
    }
}

/// What is known of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its state.
    pub state: State,
    /// Verified, but by MD5 or SHA-1 alone.
    pub weak: bool,
    /// Why.
    pub notes: Vec<Note>,
    /// Claims about it: index of the manifest, index of the claim.
    pub claims: Vec<(usize, usize)>,
}

/// Something that manifests list and the container does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Path in the container, or as written where it points outside.
    pub path: Vec<u8>,
    /// `missing`.
    pub state: State,
    /// Why.
    pub note: Note,
    /// Claims about it.
    pub claims: Vec<(usize, usize)>,
}

/// The answer for a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// One for each item, in the same order.
    pub items: Vec<Judgement>,
    /// What is not there, by path.
    pub absent: Vec<Absent>,
    /// One for each bag, in the same order.
    pub bags: Vec<BagVerdict>,
    /// Entries by state; folders are not counted.
    pub counts: Counts,
    /// The verdict.
    pub verdict: Verdict,
}

/// Algorithms that manifests ask for and that were not computed, with the entries they are needed of.
pub fn wanted(input: &Input<'_>) -> BTreeMap<usize, AlgorithmSet> {
    let index = Index::new(input);
    let mut wanted: BTreeMap<usize, AlgorithmSet> = BTreeMap::new();
    for (item, claims) in &index.claims {
        let bytes = match index.bytes_of(input, *item) {
            Bytes::Of(target) => target,
            _ => continue,
        };
        let Some(have) = input.items.get(bytes).map(|item| item.digests.algorithms()) else { continue };
        for claim in claims.iter().filter_map(|at| claim_at(input, *at)) {
            if !have.contains(claim.algorithm) {
                let set = wanted.entry(bytes).or_default();
                *set = set.with(claim.algorithm);
            }
        }
    }
    wanted
}

/// Says of every entry, every absent file and every bag what follows from the manifests.
pub fn reconcile(input: &Input<'_>) -> Reconciled {
    let index = Index::new(input);
    let items: Vec<Judgement> = (0..input.items.len()).map(|item| judge(input, &index, item)).collect();
    let absent = absent(input, &index);
    let bags: Vec<BagVerdict> =
        input.bags.iter().map(|bag| bags::judge(bag, input, &items, &absent)).collect();
    let mut counts = Counts::default();
    for (item, judgement) in input.items.iter().zip(&items) {
        if item.kind != EntryKind::Folder {
            counts.add(judgement.state, judgement.weak);
        }
    }
    absent.iter().for_each(|absent| counts.add(absent.state, false));
    let verdict = verdict(input, &counts, &bags);
    Reconciled { items, absent, bags, counts, verdict }
}

fn verdict(input: &Input<'_>, counts: &Counts, bags: &[BagVerdict]) -> Verdict {
    let differs = bags.iter().any(|bag| {
        let altered = |fault: &Note| matches!(fault, Note::OxumDiffers { .. } | Note::ListedAgain { .. });
        input.complete && bag.faults.iter().any(altered)
    });
    // What is missing from a container that could not be read to its end may stand in the unread part.
    let missing = if input.complete { counts.missing } else { 0 };
    let proved_wrong = counts.modified + counts.conflicting + counts.unlisted + missing;
    if proved_wrong > 0 || differs {
        Verdict::Altered
    } else if !input.complete
        || counts.unreadable > 0
        || bags.iter().any(|bag| !bag.valid)
        || input.manifests.iter().any(|manifest| manifest.unread > 0)
    {
        Verdict::Incomplete
    } else if counts.verified == 0 {
        Verdict::Unproven
    } else {
        Verdict::Verified
    }
}

/// Whose bytes speak for an entry.
enum Bytes {
    Of(usize),
    NotCollected,
    Loop,
}

struct Index<'a> {
    names: Names<'a>,
    /// Claims by the entry that they mean; entries that share a path share its claims.
    claims: BTreeMap<usize, Vec<(usize, usize)>>,
    /// Claims that mean no entry, by path.
    loose: BTreeMap<Vec<u8>, Vec<(usize, usize)>>,
}

impl<'a> Index<'a> {
    fn new(input: &Input<'a>) -> Self {
        let mut by_path: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (i, item) in input.items.iter().enumerate().filter(|(_, item)| item.kind != EntryKind::Folder) {
            by_path.entry(item.path).or_default().push(i);
        }
        let names = Names::new(input.items.iter().enumerate().map(|(i, item)| {
            let link = item.link.filter(|_| item.kind == EntryKind::Symlink);
            (item.path, i, link)
        }));
        let (mut claims, mut loose) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (m, manifest) in input.manifests.iter().enumerate() {
            for (c, claim) in manifest.claims.iter().enumerate() {
                let paths = [claim.path.as_deref(), claim.literal.as_deref()];
                match paths.iter().flatten().find_map(|path| by_path.get(path)) {
                    Some(items) => items.iter().for_each(|i| claims.entry(*i).or_default().push((m, c))),
                    None => {
                        let path = claim.path.clone().unwrap_or_else(|| claim.written.clone());
                        loose.entry(path).or_default().push((m, c));
                    }
                }
            }
        }
        Self { names, claims, loose }
    }

    fn bytes_of(&self, input: &Input<'_>, item: usize) -> Bytes {
        let Some(entry) = input.items.get(item) else { return Bytes::NotCollected };
        match (entry.kind, entry.link) {
            (EntryKind::Symlink, _) => match self.names.follow(entry.path, entry.root) {
                Target::Entry(target) => self.bytes_of_hardlink(input, target),
                Target::NotCollected => Bytes::NotCollected,
                Target::Loop => Bytes::Loop,
            },
            (EntryKind::Hardlink, _) => self.bytes_of_hardlink(input, item),
            _ => Bytes::Of(item),
        }
    }

    /// A hard link names an earlier entry of the archive by its whole path.
    fn bytes_of_hardlink(&self, input: &Input<'_>, item: usize) -> Bytes {
        let mut item = item;
        for _ in 0..40 {
            match input.items.get(item) {
                Some(Item { kind: EntryKind::File, .. }) => return Bytes::Of(item),
                Some(Item { kind: EntryKind::Hardlink, link: Some(link), .. }) => {
                    let path = crate::manifest::resolve(b"", link).unwrap_or_default();
                    match self.names.get(&path) {
                        Some(next) => item = next,
                        None => return Bytes::NotCollected,
                    }
                }
                _ => return Bytes::NotCollected,
            }
        }
        Bytes::Loop
    }
}

fn claim_at<'a>(input: &Input<'a>, at: (usize, usize)) -> Option<&'a Claim> {
    input.manifests.get(at.0)?.claims.get(at.1)
}

fn judge(input: &Input<'_>, index: &Index<'_>, i: usize) -> Judgement {
    let claims = index.claims.get(&i).cloned().unwrap_or_default();
    let found = |state, notes| Judgement { state, weak: false, notes, claims: claims.clone() };
    let Some(item) = input.items.get(i) else { return found(State::NotCovered, Vec::new()) };
    if item.kind == EntryKind::Folder {
        return found(State::NotCovered, Vec::new());
    }
    if item.broken {
        return found(State::Unreadable, Vec::new());
    }
    if claims.is_empty() {
        return match must_be_listed(input, item) {
            Some((manifest, true)) => found(State::Unlisted, vec![Note::NotListed { manifest }]),
            Some((manifest, false)) => found(State::NotCovered, vec![Note::MayBeListed { manifest }]),
            None => found(State::NotCovered, vec![Note::NoClaim]),
        };
    }
    if let Some(note) = conflict(input, &claims) {
        return found(State::Conflicting, vec![note]);
    }
    let target = inert(item.link.unwrap_or_default());
    let bytes = match index.bytes_of(input, i) {
        Bytes::Of(bytes) => bytes,
        Bytes::NotCollected => {
            return found(State::NotCovered, vec![Note::LinkTargetNotCollected { target }]);
        }
        Bytes::Loop => return found(State::NotCovered, vec![Note::LinkLoop { target }]),
    };
    let Some(of) = input.items.get(bytes) else { return found(State::NotCovered, Vec::new()) };
    let (state, weak, mut notes) = compare(input, &claims, of.digests);
    if bytes != i && state == State::Verified {
        notes.insert(0, Note::LinkVerified { target: input.shown(of.path) });
    }
    let state = if of.broken { State::Unreadable } else { state };
    Judgement { state, weak, notes, claims }
}

/// Every claim against the digests of the bytes.
fn compare(input: &Input<'_>, claims: &[(usize, usize)], digests: &Digests) -> (State, bool, Vec<Note>) {
    let mut agreeing = AlgorithmSet::default();
    let mut notes = Vec::new();
    for at in claims {
        let (Some(claim), Some(manifest)) = (claim_at(input, *at), input.manifests.get(at.0)) else {
            continue;
        };
        match digests.get(claim.algorithm) {
            Some(digest) if digest == claim.digest => agreeing = agreeing.with(claim.algorithm),
            Some(_) => notes.push(Note::Differs {
                algorithm: claim.algorithm.title().into(),
                manifest: input.shown(&manifest.path),
                line: claim.line,
            }),
            None => {}
        }
    }
    if !notes.is_empty() {
        return (State::Modified, false, notes);
    }
    if agreeing.is_empty() {
        return (State::Unreadable, false, notes);
    }
    let weak = agreeing.iter().all(Algorithm::is_weak);
    if weak {
        let titles: Vec<_> = agreeing.iter().map(Algorithm::title).collect();
        notes.push(Note::WeakOnly { algorithms: titles.join(" + ") });
    }
    (State::Verified, weak, notes)
}

/// Two different values of one algorithm for one file, in one manifest or in two.
fn conflict(input: &Input<'_>, claims: &[(usize, usize)]) -> Option<Note> {
    let mut first: BTreeMap<Algorithm, &Claim> = BTreeMap::new();
    for at in claims {
        let claim = claim_at(input, *at)?;
        let earlier = *first.entry(claim.algorithm).or_insert(claim);
        if earlier.digest != claim.digest {
            return Some(Note::ListedTwice {
                algorithm: claim.algorithm.title().into(),
                manifest: input.shown(&input.manifests.get(at.0)?.path),
                lines: (earlier.line, claim.line),
            });
        }
    }
    None
}

/// The manifests that must list this entry, a bag's payload manifests, and whether every line of them could be
/// read: only then does their silence say that the entry is not listed.
fn must_be_listed(input: &Input<'_>, item: &Item<'_>) -> Option<(String, bool)> {
    let bag = input.bags.iter().find(|bag| item.path.starts_with(&[&bag.root[..], b"data/"].concat()))?;
    let must = |m: &&Manifest| m.kind == Kind::BagPayload && !m.unknown && m.base() == bag.root;
    let manifests: Vec<&Manifest> = input.manifests.iter().filter(must).collect();
    let names: Vec<String> = manifests.iter().map(|manifest| input.shown(&manifest.path)).collect();
    (!names.is_empty()).then(|| (names.join(", "), manifests.iter().all(|manifest| manifest.unread == 0)))
}

fn absent(input: &Input<'_>, index: &Index<'_>) -> Vec<Absent> {
    let row = |(path, claims): (&Vec<u8>, &Vec<(usize, usize)>)| {
        let at = *claims.first()?;
        let (claim, manifest) = (claim_at(input, at)?, input.shown(&input.manifests.get(at.0)?.path));
        let line = claim.line;
        let note = match (&claim.path, input.complete) {
            (None, _) => Note::ClaimUnsafe { manifest, line, path: inert(&claim.written) },
            (_, true) => Note::NotThere { manifest, line },
            (_, false) => Note::NotReached { manifest, line },
        };
        Some(Absent { path: path.clone(), state: State::Missing, note, claims: claims.clone() })
    };
    index.loose.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests;

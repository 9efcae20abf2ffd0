//! The answers that RFC 8493 knows for a bag as a whole: complete, and valid (section 3).

use super::reconcile::{Input, Item, Judgement};
use super::{Absent, State};
use crate::container::EntryKind;
use crate::digest::Algorithm;
use crate::manifest::bag::Bag;
use crate::manifest::{Kind, Manifest};
use crate::note::Note;
use std::collections::HashSet;

/// What holds for one bag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BagVerdict {
    /// Every listed file is there, every payload file is listed, every required part is there.
    pub complete: bool,
    /// Complete, every digest agrees, and nothing in the tag files contradicts the standard.
    pub valid: bool,
    /// Whether Payload-Oxum agrees, where there is one.
    pub oxum: Option<bool>,
    /// SHA-256 of tagmanifest-sha256.txt.
    pub seal: Option<String>,
    /// What speaks against validity besides the entries' own states.
    pub faults: Vec<Note>,
}

pub(super) fn judge(bag: &Bag, input: &Input<'_>, judgements: &[Judgement], absent: &[Absent]) -> BagVerdict {
    let inside = |path: &[u8]| path.starts_with(&bag.root);
    let payload = [&bag.root[..], b"data/"].concat();
    let files = || {
        let all = input.items.iter().zip(judgements);
        all.filter(|(item, _)| item.path.starts_with(&payload) && item.kind != EntryKind::Folder)
    };
    let manifests: Vec<&Manifest> = input.manifests.iter().filter(|m| m.base() == bag.root).collect();
    let payload_manifests: Vec<&&Manifest> =
        manifests.iter().filter(|m| m.kind == Kind::BagPayload && !m.unknown).collect();

    let mut faults = bag.faults.clone();
    if payload_manifests.is_empty() {
        faults
            .push(Note::BagLacks { what: "a payload manifest in an algorithm that is computed here".into() });
    }
    if !input.items.iter().any(|item| item.path.starts_with(&payload) || item.path == strip(&payload)) {
        faults.push(Note::BagLacks { what: "data/".into() });
    }
    if bag.fetch > 0 {
        faults.push(Note::BagHasHoles { files: bag.fetch });
    }
    // Before 1.0 each file had to be in one of the payload manifests; since then in each of them, once.
    if bag.version.is_some_and(|version| version >= (1, 0)) {
        // A file that no manifest lists is a finding of its own; this is about lists that disagree.
        let listed = files().filter(|(_, judgement)| judgement.state != State::Unlisted);
        let paths: Vec<&[u8]> = listed.map(|(item, _)| item.path).collect();
        payload_manifests.iter().for_each(|manifest| since_1_0(input, manifest, &paths, &mut faults));
    }
    let oxum = bag.oxum().map(|stated| {
        let counted = files().fold((0, 0), |(bytes, n), (item, _)| (bytes + item.size, n + 1));
        if stated != counted {
            let text = |(bytes, files): (u64, u64)| format!("{bytes}.{files}");
            faults.push(Note::OxumDiffers { stated: text(stated), counted: text(counted) });
        }
        stated == counted
    });

    let missing = absent.iter().any(|absent| inside(&absent.path) && absent.state == State::Missing);
    let unlisted = files().any(|(_, judgement)| judgement.state == State::Unlisted);
    let structural = faults.iter().any(|fault| !matches!(fault, Note::OxumDiffers { .. }));
    let complete = input.complete && !missing && !unlisted && !structural;
    let held = input.items.iter().zip(judgements).filter(|(item, _)| inside(item.path));
    let agrees = held.into_iter().all(|(_, judgement)| !judgement.state.is_finding());
    BagVerdict {
        complete,
        valid: complete && agrees && oxum != Some(false),
        oxum,
        seal: seal(bag, input.items),
        faults,
    }
}

fn since_1_0(input: &Input<'_>, manifest: &Manifest, paths: &[&[u8]], faults: &mut Vec<Note>) {
    let mut listed: HashSet<&[u8]> = HashSet::new();
    let shown = input.shown(&manifest.path);
    for claim in &manifest.claims {
        let Some(path) = claim.path.as_deref() else { continue };
        if !listed.insert(path) {
            faults.push(Note::ListedAgain {
                manifest: shown.clone(),
                line: claim.line,
                path: input.shown(path),
            });
        }
    }
    let literal: HashSet<&[u8]> = manifest.claims.iter().filter_map(|c| c.literal.as_deref()).collect();
    let lacking = paths.iter().filter(|path| !listed.contains(**path) && !literal.contains(**path)).count();
    if lacking > 0 && !manifest.claims.is_empty() {
        let files = u32::try_from(lacking).unwrap_or(u32::MAX);
        faults.push(Note::ListsDisagree { manifest: shown, files });
    }
}

fn seal(bag: &Bag, items: &[Item<'_>]) -> Option<String> {
    let path = [&bag.root[..], b"tagmanifest-sha256.txt"].concat();
    items.iter().find(|item| item.path == path)?.digests.hex(Algorithm::Sha256)
}

fn strip(path: &[u8]) -> &[u8] {
    path.strip_suffix(b"/").unwrap_or(path)
}

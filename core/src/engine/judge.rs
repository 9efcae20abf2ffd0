//! Settles the states of the bundle that was just read.

use super::case::Case;
use super::ingest::{own_entries, with_input};
use crate::note::Note;
use crate::timeline::Timeline;
use crate::verify::{self, Counts, State, Verdict};
use std::collections::BTreeMap;

/// Reconciles the last bundle with its manifests; adds an entry for everything that is listed and not there.
pub(super) fn judge(case: &mut Case) {
    let ids: Vec<u32> = own_entries(case).map(|(id, _)| id).collect();
    let Some(result) = with_input(case, verify::reconcile) else { return };
    let doubles = doubles(case);
    for (id, judgement) in ids.iter().zip(result.items) {
        let Some(entry) = case.entries.get_mut(*id as usize).filter(|entry| !entry.is_folder()) else {
            continue;
        };
        entry.state = Some(judgement.state);
        entry.weak = judgement.weak;
        entry.claims = judgement.claims;
        entry.notes.extend(judgement.notes);
        entry.notes.extend(doubles.get(id).cloned());
    }
    for absent in result.absent {
        let id = case.add(&absent.path, None);
        if let Some(entry) = case.entries.get_mut(id as usize) {
            entry.state = Some(absent.state);
            entry.claims = absent.claims;
            entry.notes.push(absent.note);
        }
    }
    if let Some(bundle) = case.bundles.last_mut() {
        let faults: Vec<Note> = result.bags.iter().flat_map(|bag| bag.faults.clone()).collect();
        faults.into_iter().chain(doubles.into_values()).for_each(|note| bundle.problem(note));
        bundle.bag_verdicts = result.bags;
        bundle.counts = result.counts;
        bundle.verdict = Some(result.verdict);
    }
}

/// Paths that stand in the container more than once, by entry.
fn doubles(case: &Case) -> BTreeMap<u32, Note> {
    let mut by_path: BTreeMap<&[u8], Vec<u32>> = BTreeMap::new();
    for (id, entry) in own_entries(case).filter(|(_, entry)| !entry.is_folder()) {
        by_path.entry(&entry.path).or_default().push(id);
    }
    let mut out = BTreeMap::new();
    for (path, ids) in by_path.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let times = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let note = Note::DuplicatePath { path: crate::text::inert(path), times };
        out.extend(ids.into_iter().map(|id| (id, note.clone())));
    }
    out
}

/// Takes over how many events each entry gave.
pub(super) fn count_events(case: &mut Case, timeline: &Timeline) {
    for artifact in timeline.artifacts() {
        if let Some(entry) = case.entries.get_mut(artifact.source().entry as usize) {
            entry.events = artifact.events();
        }
    }
}

/// Entries by state over all bundles, and the verdict over all: the worst that any bundle has. A bundle that
/// proves nothing does not spoil the proof of another one, but alone it proves nothing.
pub(super) fn overall(case: &Case) -> (Counts, Option<Verdict>) {
    let mut counts = Counts::default();
    case.bundles.iter().for_each(|bundle| counts.merge(&bundle.counts));
    let has = |verdict| case.bundles.iter().any(|bundle| bundle.verdict == Some(verdict));
    let verdict = if case.bundles.is_empty() || case.bundles.iter().any(|bundle| bundle.verdict.is_none()) {
        None
    } else {
        [Verdict::Altered, Verdict::Incomplete, Verdict::Verified, Verdict::Unproven]
            .into_iter()
            .find(|verdict| has(*verdict))
    };
    (counts, verdict)
}

/// Order of severity for lists of findings: worst first.
pub(super) fn severity(state: Option<State>) -> std::cmp::Reverse<Option<State>> {
    std::cmp::Reverse(state)
}

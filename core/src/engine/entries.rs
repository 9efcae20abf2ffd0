//! Answers about folders, entries and claims.

use super::case::{Case, Entry, host_key};
use super::judge::severity;
use super::protocol::{
    ClaimRow, EntryDetail, EntryFilter, EntryRow, EntrySort, Request, Response, TreeRow, Zone,
};
use super::zones::Clock;
use crate::container::{EntryKind, Place};
use crate::digest::{Algorithm, hex};
use crate::note::Note;
use crate::text::inert;
use crate::timeline::Timeline;
use crate::verify::State;
use std::collections::BTreeSet;

/// What was computed for the last requests, as long as the case does not change.
#[derive(Default)]
pub struct EntryRequests {
    /// For a filter: how many matching files each node holds, and the worst of their states.
    weights: Option<(u64, EntryFilter, Weights)>,
    /// For a table: its rows in order.
    table: Option<(u64, Request, Vec<RowRef>, StateCounts)>,
    /// For the claims: all rows in order.
    claims: Option<(u64, Vec<ClaimRow>)>,
}

type Weights = Vec<(u32, Option<State>)>;
type StateCounts = Vec<(State, u32)>;

/// A row of a table of entries.
#[derive(Clone, Copy)]
enum RowRef {
    Folder(u32),
    Entry(u32),
}

impl EntryRequests {
    /// Request::Tree.
    pub fn tree(
        &mut self,
        case: &Case,
        filter: &EntryFilter,
        expanded: &[u32],
        window: (u32, u32),
    ) -> Response {
        let weights = self.weights(case, filter);
        let open: BTreeSet<u32> = expanded.iter().copied().collect();
        let mut rows = Vec::new();
        let mut total = 0;
        // Depth first, children in reverse on the stack, so that rows come in the order in which they stand.
        let mut stack: Vec<u32> = case.tree.roots().iter().rev().copied().collect();
        while let Some(number) = stack.pop() {
            let Some(node) = case.tree.get(number) else { continue };
            let (files, _) = weights.get(number as usize).copied().unwrap_or_default();
            if files == 0 && filter_is_set(filter) {
                continue;
            }
            if total >= window.0 && total - window.0 < window.1 {
                rows.extend(tree_row(case, weights, number, open.contains(&number)));
            }
            total += 1;
            if open.contains(&number) {
                stack.extend(node.children.iter().rev());
            }
        }
        Response::Tree { total, rows }
    }

    /// Request::Trail.
    pub fn trail(&mut self, case: &Case, node: u32) -> Response {
        let weights = self.weights(case, &EntryFilter::default());
        let trail = case.tree.trail(node);
        Response::Trail(trail.into_iter().filter_map(|n| tree_row(case, weights, n, true)).collect())
    }

    fn weights(&mut self, case: &Case, filter: &EntryFilter) -> &Weights {
        let fresh =
            self.weights.as_ref().is_some_and(|(revision, f, _)| *revision == case.revision && f == filter);
        if !fresh {
            self.weights = Some((case.revision, filter.clone(), weigh(case, filter)));
        }
        static NONE: Weights = Weights::new();
        self.weights.as_ref().map_or(&NONE, |(_, _, weights)| weights)
    }

    /// Request::Entries. `request` is the whole request, with its window left out by [`key_of`].
    pub fn entries(&mut self, case: &Case, request: &Request, clock: &Clock<'_>) -> Response {
        let Request::Entries { zone, start, count, .. } = request else {
            return Response::Failed(Note::NoSuchThing);
        };
        let key = key_of(request);
        let fresh =
            self.table.as_ref().is_some_and(|(revision, k, ..)| *revision == case.revision && *k == key);
        if !fresh {
            let (rows, states) = self.select(case, request);
            self.table = Some((case.revision, key, rows, states));
        }
        let Some((_, _, rows, states)) = &self.table else { return Response::Failed(Note::NoSuchThing) };
        let (total, states) = (rows.len() as u32, states.clone());
        let window: Vec<RowRef> = rows.iter().skip(*start as usize).take(*count as usize).copied().collect();
        let weights = self.weights(case, &EntryFilter::default());
        let rows = window
            .into_iter()
            .filter_map(|row| match row {
                RowRef::Entry(id) => case.entry(id).map(|entry| entry_row(case, id, entry, zone, clock)),
                RowRef::Folder(node) => folder_row(case, weights, node),
            })
            .collect();
        Response::Entries { total, states, rows }
    }

    fn select(&mut self, case: &Case, request: &Request) -> (Vec<RowRef>, Vec<(State, u32)>) {
        let Request::Entries { folder, recursive, filter, sort, descending, .. } = request else {
            return Default::default();
        };
        let mut folders = Vec::new();
        let mut files = Vec::new();
        let start = folder.map_or_else(|| case.tree.roots().to_vec(), |node| vec![node]);
        let any_state = EntryFilter { states: Vec::new(), ..filter.clone() };
        let mut counts = crate::verify::Counts::default();
        let mut stack: Vec<(u32, bool)> = start.into_iter().map(|node| (node, true)).collect();
        while let Some((number, top)) = stack.pop() {
            let Some(node) = case.tree.get(number) else { continue };
            match node.entry {
                Some(id) => {
                    let Some(entry) = case.entry(id) else { continue };
                    if matches(case, entry, &any_state) {
                        entry.state.into_iter().for_each(|state| counts.add(state, entry.weak));
                        if filter.states.is_empty() || entry.state.is_some_and(|s| filter.states.contains(&s))
                        {
                            files.push(id);
                        }
                    }
                }
                None if top || *recursive => stack.extend(node.children.iter().map(|child| (*child, false))),
                None => folders.push(number),
            }
        }
        if filter_is_set(filter) {
            let weights = self.weights(case, filter);
            folders.retain(|node| weights.get(*node as usize).is_some_and(|(files, _)| *files > 0));
        }
        sort_files(case, &mut files, *sort);
        folders.sort_by(|a, b| case.tree.get(*a).map(|n| &n.name).cmp(&case.tree.get(*b).map(|n| &n.name)));
        if *descending {
            files.reverse();
            folders.reverse();
        }
        let rows =
            folders.into_iter().map(RowRef::Folder).chain(files.into_iter().map(RowRef::Entry)).collect();
        let states = State::ALL.into_iter().map(|state| (state, counts.of(state))).filter(|(_, n)| *n > 0);
        (rows, states.collect())
    }

    /// Request::Claims.
    pub fn claims(&mut self, case: &Case, request: &Request) -> Response {
        let Request::Claims { states, manifest, text, start, count } = request else {
            return Response::Failed(Note::NoSuchThing);
        };
        if self.claims.as_ref().is_none_or(|(revision, _)| *revision != case.revision) {
            self.claims = Some((case.revision, all_claims(case)));
        }
        let rows = self.claims.as_ref().map(|(_, rows)| &rows[..]).unwrap_or_default();
        let needle = text.to_ascii_lowercase();
        let fits = |row: &&ClaimRow| {
            manifest.is_none_or(|m| row.manifest == Some(m))
                && (needle.is_empty() || row.path.to_ascii_lowercase().contains(&needle))
        };
        let mut by_state = std::collections::BTreeMap::<State, u32>::new();
        rows.iter().filter(fits).for_each(|row| *by_state.entry(row.state).or_default() += 1);
        let chosen = rows.iter().filter(fits).filter(|row| states.is_empty() || states.contains(&row.state));
        let total = chosen.clone().count() as u32;
        let states = State::ALL.into_iter().filter_map(|s| Some((s, *by_state.get(&s)?))).collect();
        let rows = chosen.skip(*start as usize).take(*count as usize).cloned().collect();
        Response::Claims { total, states, rows }
    }
}

/// Request::Entry.
pub fn entry(case: &Case, id: u32, zone: &Zone, clock: &Clock<'_>, timeline: &Timeline) -> Response {
    let Some(entry) = case.entry(id) else { return Response::Failed(Note::NoSuchThing) };
    let meta = entry.meta.as_ref();
    let mut digests: Vec<(String, String)> =
        entry.digests.iter().map(|(algorithm, digest)| (algorithm.id().to_owned(), hex(digest))).collect();
    digests.sort_by_key(|(name, _)| (name != "sha256", name.clone()));
    let readable = meta.is_some_and(|m| m.kind == EntryKind::File && m.place != Place::None);
    Response::Entry(Box::new(EntryDetail {
        row: entry_row(case, id, entry, zone, clock),
        bundle: case.bundle_of(entry).map(|bundle| bundle.source.name.clone()).unwrap_or_default(),
        archive_path: inert(&meta.map_or(entry.path.to_vec(), |meta| meta.path.clone())),
        entry_kind: entry.entry_kind().map_or("missing", EntryKind::id).to_owned(),
        link: meta.and_then(|meta| meta.link.as_deref()).map(inert),
        mode: meta.and_then(|meta| meta.mode).map(mode_text),
        owner: meta.and_then(|meta| {
            let (uid, gid) = meta.owner?;
            let name =
                |name: &str, id: u64| if name.is_empty() { id.to_string() } else { format!("{name} ({id})") };
            Some(format!("{} / {}", name(&meta.owner_names.0, uid), name(&meta.owner_names.1, gid)))
        }),
        digests,
        claims: claims_of(case, id, entry),
        notes: entry.notes.clone(),
        readable,
        basis: entry.artifact.map(|artifact| timeline.basis(artifact)).unwrap_or_default(),
    }))
}

/// An entry as a row of a table.
pub fn entry_row(case: &Case, id: u32, entry: &Entry, zone: &Zone, clock: &Clock<'_>) -> EntryRow {
    let path = case.path(entry);
    // What is missing is shown with the value that the manifest states.
    let stated = |algorithm: Algorithm| {
        let bundle = case.bundle_of(entry)?;
        let claims = entry.claims.iter().filter_map(|at| bundle.manifests.get(at.0)?.claims.get(at.1));
        claims.into_iter().find(|claim| claim.algorithm == algorithm).map(|claim| hex(&claim.digest))
    };
    let digest = |algorithm| match entry.meta {
        Some(_) => entry.digests.hex(algorithm),
        None => stated(algorithm),
    };
    EntryRow {
        node: entry.node,
        entry: Some(id),
        name: path.rsplit('/').next().unwrap_or_default().to_owned(),
        files: 1,
        state: entry.state,
        weak: entry.weak,
        size: entry.meta.as_ref().map(|_| entry.size),
        modified: entry
            .meta
            .as_ref()
            .and_then(|meta| meta.mtime)
            .map(|at| clock.text(at, zone, &host_key(entry.bundle, &String::from_utf8_lossy(&entry.path)))),
        sha256: digest(Algorithm::Sha256),
        md5: digest(Algorithm::Md5),
        kind: entry.kind,
        events: entry.events,
        path,
    }
}

fn folder_row(case: &Case, weights: &Weights, node: u32) -> Option<EntryRow> {
    let folder = case.tree.get(node)?;
    let (files, state) = weights.get(node as usize).copied().unwrap_or_default();
    let trail = case.tree.trail(node);
    let names: Vec<&str> =
        trail.iter().skip(1).filter_map(|n| Some(case.tree.get(*n)?.name.as_str())).collect();
    Some(EntryRow {
        node,
        entry: None,
        name: folder.name.clone(),
        path: names.join("/"),
        files,
        state,
        weak: false,
        size: None,
        modified: None,
        sha256: None,
        md5: None,
        kind: None,
        events: 0,
    })
}

fn tree_row(case: &Case, weights: &Weights, number: u32, open: bool) -> Option<TreeRow> {
    let node = case.tree.get(number)?;
    let (files, state) = weights.get(number as usize).copied().unwrap_or_default();
    Some(TreeRow {
        node: number,
        depth: node.depth,
        name: node.name.clone(),
        entry: node.entry,
        folder: node.entry.is_none(),
        open: open && node.entry.is_none(),
        files,
        state,
    })
}

/// Adds every matching file to the folders above it.
fn weigh(case: &Case, filter: &EntryFilter) -> Weights {
    let mut weights: Weights = vec![(0, None); case.tree.len()];
    for entry in case.entries.iter().filter(|entry| !entry.is_folder() && matches(case, entry, filter)) {
        let mut at = Some(entry.node);
        while let Some(node) = at {
            if let Some((files, worst)) = weights.get_mut(node as usize) {
                *files += 1;
                *worst = (*worst).max(entry.state);
            }
            at = case.tree.get(node).and_then(|node| node.parent);
        }
    }
    weights
}

fn filter_is_set(filter: &EntryFilter) -> bool {
    *filter != EntryFilter::default()
}

fn matches(case: &Case, entry: &Entry, filter: &EntryFilter) -> bool {
    (filter.states.is_empty() || entry.state.is_some_and(|state| filter.states.contains(&state)))
        && (filter.kinds.is_empty() || entry.kind.is_some_and(|kind| filter.kinds.contains(&kind)))
        && (filter.text.is_empty()
            || case.path(entry).to_ascii_lowercase().contains(&filter.text.to_ascii_lowercase()))
}

fn sort_files(case: &Case, files: &mut [u32], sort: EntrySort) {
    let path = |id: &u32| case.entry(*id).map(|entry| (entry.bundle, entry.path.clone()));
    match sort {
        EntrySort::Path => files.sort_by_cached_key(path),
        EntrySort::Name => files.sort_by_cached_key(|id| {
            let path = path(id);
            let name =
                path.as_ref().map(|(_, p)| p.rsplit(|b| *b == b'/').next().unwrap_or_default().to_vec());
            (name, path)
        }),
        EntrySort::State => {
            files.sort_by_cached_key(|id| (severity(case.entry(*id).and_then(|e| e.state)), path(id)))
        }
        EntrySort::Size => files.sort_by_cached_key(|id| (case.entry(*id).map(|e| e.size), path(id))),
        EntrySort::Modified => {
            files.sort_by_cached_key(|id| (case.entry(*id).and_then(|e| e.meta.as_ref()?.mtime), path(id)))
        }
    }
}

/// The request without its window, so that windows of one table share its rows.
fn key_of(request: &Request) -> Request {
    let mut key = request.clone();
    if let Request::Entries { start, count, zone, .. } = &mut key {
        (*start, *count, *zone) = (0, 0, Zone::Utc);
    }
    key
}

/// `0o640` as `rw-r-----`, with set-user-id and the like as `ls` writes them.
fn mode_text(mode: u32) -> String {
    let bit = |shift: u32, c: char| if mode >> shift & 1 == 1 { c } else { '-' };
    let special = |x: char, shift: u32, low: char, high: char| match (x, mode >> shift & 1) {
        (c, 0) => c,
        ('x', _) => low,
        _ => high,
    };
    [
        bit(8, 'r'),
        bit(7, 'w'),
        special(bit(6, 'x'), 11, 's', 'S'),
        bit(5, 'r'),
        bit(4, 'w'),
        special(bit(3, 'x'), 10, 's', 'S'),
        bit(2, 'r'),
        bit(1, 'w'),
        special(bit(0, 'x'), 9, 't', 'T'),
    ]
    .into_iter()
    .collect()
}

// --- claims ---------------------------------------------------------------------------------------------

/// Index of a bundle's first manifest among those of all bundles.
fn first_manifest(case: &Case, bundle: u32) -> u32 {
    case.bundles.iter().take(bundle as usize).map(|bundle| bundle.manifests.len() as u32).sum()
}

/// Claims of all manifests in their order, then the entries that no manifest names.
fn all_claims(case: &Case) -> Vec<ClaimRow> {
    let (mut rows, mut unnamed) = (Vec::new(), Vec::new());
    for (id, entry) in (0..).zip(&case.entries).filter(|(_, entry)| !entry.is_folder()) {
        match entry.state {
            Some(_) if !entry.claims.is_empty() => rows.extend(claims_of(case, id, entry)),
            Some(state) => unnamed.push(unnamed_row(case, id, entry, state)),
            None => {}
        }
    }
    rows.sort_by_key(|row| (row.manifest, row.line));
    rows.append(&mut unnamed);
    rows
}

fn unnamed_row(case: &Case, id: u32, entry: &Entry, state: State) -> ClaimRow {
    ClaimRow {
        manifest: None,
        manifest_path: String::new(),
        line: None,
        path: case.path(entry),
        algorithm: Algorithm::Sha256.id().into(),
        expected: None,
        actual: entry.digests.hex(Algorithm::Sha256),
        state,
        entry: Some(id),
        node: Some(entry.node),
        note: entry.notes.first().cloned(),
    }
}

/// What manifests say of one entry, each claim with what follows from it alone.
pub fn claims_of(case: &Case, id: u32, entry: &Entry) -> Vec<ClaimRow> {
    let Some(bundle) = case.bundle_of(entry) else { return Vec::new() };
    let first = first_manifest(case, entry.bundle);
    let row = |at: &(usize, usize)| {
        let manifest = bundle.manifests.get(at.0)?;
        let claim = manifest.claims.get(at.1)?;
        let (expected, actual) = (hex(&claim.digest), entry.digests.hex(claim.algorithm));
        // The entry's own state where it says more than the claim can: conflicting, missing, a link's target.
        let state = match (entry.state, &actual) {
            (Some(State::Modified), Some(actual)) if *actual == expected => State::Verified,
            (Some(state), _) => state,
            (None, Some(actual)) if *actual != expected => State::Modified,
            (None, Some(_)) => State::Verified,
            (None, None) => return None,
        };
        Some(ClaimRow {
            manifest: Some(first + at.0 as u32),
            manifest_path: bundle.shown(&manifest.path),
            line: Some(claim.line),
            path: bundle.shown(claim.path.as_deref().unwrap_or(&claim.written)),
            algorithm: claim.algorithm.id().into(),
            expected: Some(expected),
            actual,
            state,
            entry: Some(id),
            node: Some(entry.node),
            note: entry.notes.first().cloned(),
        })
    };
    entry.claims.iter().filter_map(row).collect()
}

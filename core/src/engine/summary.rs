//! The answer about the case as a whole.

use super::case::{Bundle, Case};
use super::judge::{overall, severity};
use super::protocol::{
    BagSummary, BundleSummary, Finding, ManifestSummary, Phase, SourceSummary, Summary, Zone,
};
use super::zones::Clock;
use crate::artifact::ArtifactKind;
use crate::digest::Algorithm;
use crate::note::Note;
use crate::time::Zones;
use crate::timeline::Timeline;
use crate::verify::State;

/// Findings listed by name; more are counted.
const FINDINGS: usize = 200;

/// Request::Summary.
pub fn summary(case: &Case, timeline: &Timeline, phase: Phase, zone: &Zone, zones: &Zones) -> Summary {
    let clock = &Clock::new(zones);
    let (counts, verdict) = overall(case);
    let mut manifests = Vec::new();
    for bundle in &case.bundles {
        manifests.extend((0..bundle.manifests.len()).filter_map(|i| manifest(case, bundle, i)));
    }
    let span_ns = timeline.span();
    // Of several hosts with different zones the first speaks for the whole; each row states its own.
    let key =
        timeline.artifacts().next().map(|artifact| artifact.source().host_key.clone()).unwrap_or_default();
    let (findings, findings_total) = findings(case);
    Summary {
        phase,
        name: name(case),
        verdict: verdict.filter(|_| matches!(phase, Phase::Done | Phase::Cancelled)),
        counts,
        entries: case.entries.iter().filter(|entry| !entry.is_folder()).count() as u32,
        bundles: case.bundles.iter().map(|bundle| bundle_summary(case, bundle)).collect(),
        manifests,
        findings,
        findings_total,
        sources: sources(case, timeline, zone, clock),
        hosts: timeline.hosts(zones),
        events: timeline.dated(),
        undated: timeline.undated(),
        span: span_ns.map(|(first, last)| (clock.text(first, zone, &key), clock.text(last, zone, &key))),
        span_ns,
        problems: case.bundles.iter().flat_map(|bundle| bundle.problems.iter().cloned()).collect(),
    }
}

/// The case number that a bag states, or the first bundle's name.
fn name(case: &Case) -> String {
    let stated = case.bundles.iter().flat_map(|bundle| &bundle.bags).find_map(|bag| bag.value("Case-Number"));
    let first = || case.bundles.first().map(|bundle| bundle.source.name.clone());
    stated.map(str::to_owned).or_else(first).unwrap_or_default()
}

/// What is said of one bundle.
pub fn bundle_summary(case: &Case, bundle: &Bundle) -> BundleSummary {
    let bag = bundle.bags.first().map(|bag| {
        let verdict = bundle.bag_verdicts.first().cloned().unwrap_or_default();
        BagSummary {
            version: bag.version.map(|(major, minor)| format!("{major}.{minor}")).unwrap_or_default(),
            complete: verdict.complete,
            valid: verdict.valid,
            oxum: verdict.oxum,
            info: bag.info.clone(),
            seal: verdict.seal,
        }
    });
    let (first, end) = bundle.entries;
    let own = case.entries.get(first as usize..end as usize).unwrap_or_default();
    BundleSummary {
        name: bundle.source.name.clone(),
        format: bundle.format.clone(),
        bytes: bundle.source.len(),
        sha256: bundle.digests.hex(Algorithm::Sha256),
        md5: bundle.digests.hex(Algorithm::Md5),
        entries: own.iter().filter(|entry| !entry.is_folder() && entry.meta.is_some()).count() as u32,
        verdict: bundle.verdict,
        counts: bundle.counts,
        bag,
        complete: bundle.complete,
        problems: bundle.problems.clone(),
    }
}

/// What is said of one manifest of a bundle.
pub fn manifest(case: &Case, bundle: &Bundle, index: usize) -> Option<ManifestSummary> {
    let manifest = bundle.manifests.get(index)?;
    let (first, end) = bundle.entries;
    let own = case.entries.get(first as usize..end as usize).unwrap_or_default();
    let held = own.iter().filter(|entry| entry.state == Some(State::Verified));
    let verified = held.map(|entry| entry.claims.iter().filter(|(m, _)| *m == index).count() as u32).sum();
    let bag = bundle.bags.iter().any(|bag| bag.root == manifest.base());
    // The name alone makes no bag: without bagit.txt beside it the list is a loose one.
    let (format, covers_all) = match manifest.kind.id() {
        id if id.starts_with("bagit") && !bag => ("sums", false),
        id => (id, manifest.kind.covers_all()),
    };
    Some(ManifestSummary {
        format: format.to_owned(),
        path: bundle.shown(&manifest.path),
        bundle: bundle.source.name.clone(),
        algorithms: manifest.algorithms().iter().map(|algorithm| algorithm.id().to_owned()).collect(),
        entries: manifest.claims.len() as u32,
        verified,
        covers_all,
    })
}

fn findings(case: &Case) -> (Vec<Finding>, u32) {
    let is_finding = |state: Option<State>| state.is_some_and(State::is_finding);
    let mut found: Vec<_> =
        (0u32..).zip(&case.entries).filter(|(_, entry)| is_finding(entry.state)).collect();
    found.sort_by_key(|(id, entry)| (severity(entry.state), *id));
    let total = found.len() as u32;
    let rows = found.into_iter().take(FINDINGS).filter_map(|(id, entry)| {
        Some(Finding {
            entry: Some(id),
            node: Some(entry.node),
            path: case.path(entry),
            state: entry.state?,
            note: entry.notes.first().cloned(),
            events: entry.events,
        })
    });
    (rows.collect(), total)
}

fn sources(case: &Case, timeline: &Timeline, zone: &Zone, clock: &Clock<'_>) -> Vec<SourceSummary> {
    let mut rows: Vec<SourceSummary> = Vec::new();
    for (id, entry) in (0..).zip(&case.entries) {
        let (Some(kind), false) = (entry.kind, entry.is_folder()) else { continue };
        let artifact = entry.artifact.and_then(|artifact| timeline.artifact(artifact));
        if artifact.is_none() && !is_known_source(kind) {
            continue;
        }
        let path = case.path(entry);
        let span = artifact.and_then(|artifact| artifact.span());
        let key = artifact.map(|artifact| artifact.source().host_key.clone()).unwrap_or_default();
        rows.push(SourceSummary {
            entry: id,
            kind,
            host: artifact.map(|artifact| artifact.source().host.clone()).unwrap_or_default(),
            state: entry.state.unwrap_or(State::NotCovered),
            events: artifact.map(|artifact| artifact.events()).unwrap_or_default(),
            records: artifact.map(|artifact| artifact.records()).unwrap_or_default(),
            skipped: artifact.map(|artifact| artifact.skipped()).unwrap_or_default(),
            span: span.map(|(a, b)| (clock.text(a, zone, &key), clock.text(b, zone, &key))),
            basis: artifact.map(|artifact| artifact.basis()).unwrap_or_default(),
            problems: match artifact {
                Some(artifact) => artifact.problems(),
                None if entry.size == 0 => Vec::new(),
                None => vec![Note::RecognisedOnly],
            },
            path,
        });
    }
    rows.sort_by(|a, b| (a.kind, &a.path, a.entry).cmp(&(b.kind, &b.path, b.entry)));
    rows
}

/// Kinds that hold events, whether or not a parser reads them yet.
fn is_known_source(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(
        kind,
        AuthLog
            | Syslog
            | Wtmp
            | Btmp
            | Utmp
            | Lastlog
            | Journal
            | AuditLog
            | ShellHistory
            | Packages
            | Bodyfile
            | WebAccess
            | WebError
            | Waf
            | CloudAudit
            | FlowLog
    )
}

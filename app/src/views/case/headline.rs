//! The verdict in plain words. Pure, so that every case of it is tested.

use crate::i18n::case::{self, Collected, T};
use glasscase_core::engine::protocol::{Phase, Summary};
use glasscase_core::text::Lang;
use glasscase_core::verify::Verdict;

/// Listed files that may stand in the part of a bundle that was not read: neither there nor missing.
pub fn unreached(s: &Summary) -> u32 {
    s.bundles.iter().filter(|b| !b.complete).map(|b| b.counts.missing).sum::<u32>().min(s.counts.missing)
}

/// Files that are not what a manifest says, without those that nobody could look at.
pub fn differing(s: &Summary) -> u32 {
    s.counts.findings().saturating_sub(s.counts.unreadable).saturating_sub(unreached(s))
}

/// The verdict in one sentence.
pub fn headline(s: &Summary, lang: Lang) -> String {
    let c = &s.counts;
    match s.verdict {
        None if s.phase == Phase::Cancelled => case::not_all_read(c.verified, true, lang),
        None => case::still_reading(s.entries, differing(s), lang),
        Some(Verdict::Verified) => {
            case::all_agree(c.verified, !s.manifests.iter().any(|m| m.verified < m.entries), lang)
        }
        Some(Verdict::Altered) => {
            let differ = differing(s);
            case::some_differ(differ, c.verified > differ * 2, lang)
        }
        Some(Verdict::Incomplete) => case::not_all_read(c.verified, s.phase == Phase::Cancelled, lang),
        Some(Verdict::Unproven) => case::unproven(s.entries, lang),
    }
}

/// What the sentence leaves out: who collected, how strong the proof is, what it does not reach.
pub fn subline(s: &Summary, lang: Lang) -> String {
    let c = &s.counts;
    let mut parts = Vec::new();
    parts.extend(stated(s, lang));
    match s.verdict {
        None if s.phase != Phase::Cancelled => parts.push(case::verdict_follows(lang).to_string()),
        // MD5 and SHA-1 alone do not show that.
        Some(Verdict::Verified) if c.weak_only < c.verified => parts.push(T::WhatItShows.t(lang).to_string()),
        Some(Verdict::Altered) if c.verified > 0 => parts.push(case::rests_on(c.verified, lang)),
        None | Some(Verdict::Incomplete) => parts.push(
            if s.phase == Phase::Cancelled { T::NextCancelled } else { T::NextIncomplete }
                .t(lang)
                .to_string(),
        ),
        Some(Verdict::Unproven) => parts.push(T::NextUnproven.t(lang).to_string()),
        _ => (),
    }
    if c.weak_only > 0 {
        parts.push(case::weak_only(c.weak_only, c.verified, lang));
    }
    if c.not_covered > 0 && c.verified > 0 && s.verdict.is_some() {
        parts.push(case::not_covered(c.not_covered, lang));
    }
    parts.join(lang.pick(" ", ""))
}

/// What the first bag states of its collection.
fn stated(s: &Summary, lang: Lang) -> Option<String> {
    let info = s.bundles.iter().find_map(|b| b.bag.as_ref()).map(|bag| bag.info.as_slice())?;
    let label = |name: &str| {
        info.iter().find(|(l, v)| l.eq_ignore_ascii_case(name) && !v.trim().is_empty()).map(|(_, v)| v.trim())
    };
    let hosts: Vec<String> =
        s.hosts.iter().map(|h| h.name.clone()).filter(|h| !h.is_empty()).take(3).collect();
    case::collected(
        &Collected {
            hosts: &hosts,
            by: label("Examiner").or_else(|| label("Contact-Name")),
            organization: label("Source-Organization"),
            date: label("Bagging-Date"),
            case: label("Case-Number"),
            exhibit: label("Evidence-Number").or_else(|| label("External-Identifier")),
        },
        lang,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasscase_core::engine::protocol::{BagSummary, BundleSummary, ManifestSummary};
    use glasscase_core::verify::Counts;

    fn summary(verdict: Option<Verdict>, counts: Counts) -> Summary {
        Summary { phase: Phase::Done, verdict, counts, entries: counts.total(), ..Summary::default() }
    }

    #[test]
    fn verified_says_how_many_and_what_it_does_not_show() {
        let s = summary(Some(Verdict::Verified), Counts { verified: 1_593, ..Counts::default() });
        assert_eq!(headline(&s, Lang::En), "All 1,593 listed files are exactly what the manifest says.");
        assert_eq!(headline(&s, Lang::Zh), "清单所列的 1,593 个文件与清单逐一相符。");
        assert!(subline(&s, Lang::En).contains("who wrote the manifest is not shown"));
    }

    #[test]
    fn altered_counts_what_differs_and_not_what_could_not_be_read() {
        let counts = Counts {
            verified: 132,
            modified: 1,
            missing: 1,
            unlisted: 1,
            conflicting: 1,
            unreadable: 5,
            ..Counts::default()
        };
        let s = summary(Some(Verdict::Altered), counts);
        assert_eq!(
            headline(&s, Lang::En),
            "Most of this evidence is what the manifest says. Four files are not."
        );
        let s = summary(Some(Verdict::Altered), Counts { modified: 1, ..Counts::default() });
        assert_eq!(headline(&s, Lang::En), "One file is not what the manifest says.");
    }

    #[test]
    fn what_was_not_reached_does_not_differ() {
        let counts = Counts { verified: 5, missing: 6, modified: 1, unreadable: 1, ..Counts::default() };
        let mut s = summary(Some(Verdict::Altered), counts);
        s.bundles.push(BundleSummary { counts, complete: false, ..BundleSummary::default() });
        assert_eq!((unreached(&s), differing(&s)), (6, 1));
        s.bundles[0].complete = true;
        assert_eq!((unreached(&s), differing(&s)), (0, 7));
    }

    #[test]
    fn weak_proof_and_uncovered_files_are_said() {
        let s = summary(
            Some(Verdict::Verified),
            Counts { verified: 10, weak_only: 10, not_covered: 3, ..Counts::default() },
        );
        let text = subline(&s, Lang::En);
        assert!(text.contains("Only MD5 or SHA-1"), "{text}");
        assert!(text.contains("For 3 more files no manifest"), "{text}");
    }

    #[test]
    fn what_is_listed_and_cannot_be_checked_is_not_called_checked() {
        let mut s =
            summary(Some(Verdict::Verified), Counts { verified: 7, weak_only: 7, ..Counts::default() });
        s.manifests.push(ManifestSummary { entries: 9, verified: 7, ..ManifestSummary::default() });
        assert_eq!(
            headline(&s, Lang::En),
            "The 7 listed files that can be checked are exactly what the manifest says."
        );
        assert!(!subline(&s, Lang::En).contains("Nothing in them changed"));
    }

    #[test]
    fn nothing_is_called_proved_without_a_manifest_or_before_the_end() {
        let s = summary(Some(Verdict::Unproven), Counts { not_covered: 1, ..Counts::default() });
        assert!(headline(&s, Lang::En).contains("not proved"));
        let s = Summary { phase: Phase::Reading, entries: 7, ..Summary::default() };
        assert_eq!(headline(&s, Lang::En), "Reading the evidence: 7 files so far.");
        let s = Summary { phase: Phase::Cancelled, ..Summary::default() };
        assert_eq!(headline(&s, Lang::En), "The reading was stopped before anything could be checked.");
    }

    #[test]
    fn what_the_bag_states_is_called_stated() {
        let info =
            [("Contact-Name", "zhao"), ("Bagging-Date", "2026-11-19"), ("Case-Number", "HL-2026-1120")];
        let info = info.map(|(l, v)| (l.to_string(), v.to_string())).to_vec();
        let bag = BagSummary { info, ..BagSummary::default() };
        let mut s = summary(Some(Verdict::Verified), Counts { verified: 1, ..Counts::default() });
        s.bundles.push(BundleSummary { bag: Some(bag), ..BundleSummary::default() });
        assert!(subline(&s, Lang::En).starts_with(
            "Collected by zhao, bagged on 2026-11-19, case HL-2026-1120, as bag-info.txt states."
        ));
    }
}

use super::protocol::*;
use super::*;
use crate::digest::Inline;
use crate::io::{MemorySource, MemorySpill};
use crate::testing::fixtures;
use crate::verify::{State, Verdict};
use std::rc::Rc;

/// Opens files of the harbor case and reads them to the end.
fn open(names: &[&str]) -> Option<Engine> {
    let folder = fixtures()?.join("cases/harbor");
    let mut engine = Engine::new(Options::default(), Box::<MemorySpill>::default(), Box::<Inline>::default());
    for name in names {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        engine.open(Source {
            name: (*name).to_owned(),
            mtime: None,
            content: Content::File(Rc::new(MemorySource::new(bytes))),
        });
    }
    while engine.step() != Pump::Idle {}
    assert_eq!(engine.phase(), Phase::Done);
    Some(engine)
}

fn summary(engine: &mut Engine) -> Summary {
    match engine.ask(&Request::Summary { zone: Zone::Utc }) {
        Reply::Done(Response::Summary(summary)) => *summary,
        other => panic!("{other:?}"),
    }
}

const BAG: &str = "HL-2026-1120-iZuf6harbor01Z-20261119T182524Z.tar.zst";
const TAMPERED: &str = "HL-2026-1120-iZuf6harbor01Z-20261119T182524Z.tampered.tar.zst";
const UAC: &str = "uac-iZuf6harbor01Z-linux-20261120020525.tar.gz";

fn truth() -> serde_json::Value {
    let path = fixtures().unwrap().join("cases/harbor/truth.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_bag_is_as_it_was_sealed() {
    let Some(mut engine) = open(&[BAG]) else { return };
    let (summary, truth) = (summary(&mut engine), &truth()["files"]["bag"]);
    assert_eq!(summary.problems, []);
    assert_eq!(summary.verdict, Some(Verdict::Verified));
    let bundle = &summary.bundles[0];
    assert_eq!(bundle.sha256.as_deref(), truth["sha256"].as_str());
    let bag = bundle.bag.as_ref().unwrap();
    assert_eq!((bag.valid, bag.complete, bag.oxum), (true, true, Some(true)));
    assert_eq!(bag.seal.as_deref(), truth["seal"].as_str());
    // 135 payload files and the four tag files that the tag manifest lists; it does not list itself.
    assert_eq!((summary.counts.verified, summary.counts.not_covered), (139, 1));
}

#[test]
fn the_tampered_bag_has_exactly_the_known_findings() {
    let Some(mut engine) = open(&[TAMPERED]) else { return };
    let (summary, truth) = (summary(&mut engine), &truth()["files"]["tampered"]);
    assert_eq!(summary.verdict, Some(Verdict::Altered));
    let found: Vec<(String, State)> = summary.findings.iter().map(|f| (f.path.clone(), f.state)).collect();
    let path = |key: &str| truth[key][0]["path"].as_str().unwrap().to_owned();
    let mut expected = vec![
        (path("changed"), State::Modified),
        ("manifest-sha256.txt".to_owned(), State::Modified),
        (path("manifest_duplicate"), State::Conflicting),
        (path("removed"), State::Missing),
        (path("added"), State::Unlisted),
    ];
    let mut sorted = found.clone();
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
    assert_eq!(summary.bundles[0].bag.as_ref().unwrap().oxum, Some(false));
}

#[test]
fn the_uac_collection_verifies_by_weak_digests_and_through_links() {
    let Some(mut engine) = open(&[UAC]) else { return };
    let summary = summary(&mut engine);
    assert_eq!((summary.verdict, summary.problems.clone()), (Some(Verdict::Verified), vec![]));
    let counts = summary.counts;
    // 1,017 files and 576 links are listed; three files and six links are not.
    assert_eq!((counts.findings(), counts.total()), (0, 1017 + 576 + 3 + 6));
    assert_eq!(counts.weak_only, counts.verified);
    assert!(counts.verified > 1017 && counts.verified < 1017 + 576, "{counts:?}");
}

use super::*;
use crate::time::zone::plain;

fn offered(files: &[(&str, &str, Content<'_>)]) -> Zones {
    let mut zones = Zones::new();
    for (key, path, content) in files {
        zones.offer(key, path, *content);
    }
    zones
}

const UAC_LOG: &[u8] = b"2026-11-20 02:05:27 +0800 INF Unix-like Artifacts Collector 3.3.0\n\
    2026-11-20 02:05:28 +0800 INF Time zone: Asia/Shanghai\n\
    2026-11-20 02:18:11 +0800 INF done\n";
const DATE: &[u8] = b"Fri Nov 20 01:56:57 CST 2026\nThu Nov 19 17:56:57 UTC 2026\nAsia/Shanghai\n\
    \x20              Local time: Fri 2026-11-20 01:56:57 CST\n\
    \x20          Universal time: Thu 2026-11-19 17:56:57 UTC\n\
    \x20               Time zone: Asia/Shanghai (CST, +0800)\n";

#[test]
fn only_files_that_say_something_are_wanted() {
    for path in [
        "etc/timezone",
        "[root]/etc/localtime",
        "uac/uac.log",
        "uac-host-linux-20261120020525.log",
        "live_response/system/date.txt",
        "live_response/system/timedatectl_status.txt",
        "host/h/live/001-date.txt",
        "bag-info.txt",
        "etc/sysconfig/clock",
    ] {
        assert!(wants(path), "{path}");
    }
    for path in [
        "usr/share/zoneinfo/localtime",
        "etc/localtime.bak",
        "update.txt",
        "candidates.txt",
        "etc/my-etc/timezones",
    ] {
        assert!(!wants(path), "{path}");
    }
}

#[test]
fn the_link_counts_more_than_a_hint_and_a_conflict_is_said() {
    let zones = offered(&[
        ("b", "b/[root]/etc/timezone", Content::Bytes(b"Europe/Berlin\n")),
        ("b", "b/[root]/etc/localtime", Content::Link("/usr/share/zoneinfo/Asia/Shanghai")),
        ("b", "b/uac.log", Content::Bytes(UAC_LOG)),
    ]);
    let choice = zones.zone("b");
    assert_eq!(choice.zone.name(), "Asia/Shanghai");
    assert_eq!(
        choice.notes,
        [
            Note::ZoneFrom { zone: "Asia/Shanghai".into(), path: "b/[root]/etc/localtime".into() },
            Note::ZoneConflict { zone: "Europe/Berlin".into(), path: "b/[root]/etc/timezone".into() },
        ]
    );
}

#[test]
fn the_order_of_offers_does_not_matter() {
    let mut files = vec![
        ("b", "b/etc/timezone", Content::Bytes(&b"Asia/Tokyo"[..])),
        ("b", "b/srv/image/etc/timezone", Content::Bytes(b"Europe/Paris")),
        ("b", "b/a/image/etc/timezone", Content::Bytes(b"Europe/Rome")),
        ("b", "b/live/date.txt", Content::Bytes(b"Thu Nov 19 17:56:57 UTC 2026")),
        ("b", "b/live/date_2.txt", Content::Bytes(b"Thu Nov 19 18:56:57 UTC 2026")),
    ];
    let forward = offered(&files);
    files.reverse();
    let backward = offered(&files);
    assert_eq!(forward.zone("b"), backward.zone("b"));
    assert_eq!(forward.zone("b").zone.name(), "Asia/Tokyo");
    assert_eq!(forward.collection("b"), backward.collection("b"));
    assert_eq!(forward.collection("b").unwrap().path, "b/live/date_2.txt");
}

#[test]
fn a_host_never_takes_another_hosts_zone() {
    let zones = offered(&[
        ("b/data/host/one", "b/data/host/one/root/etc/timezone", Content::Bytes(b"Asia/Tokyo")),
        ("b", "b/bag-info.txt", Content::Bytes(b"Bagging-Date: 2026-11-19\n")),
    ]);
    assert_eq!(zones.zone("b/data/host/one").zone.name(), "Asia/Tokyo");
    for other in ["b/data/host/one2", "b/data/host/two", "b", ""] {
        assert_eq!(zones.zone(other).notes, [Note::ZoneAssumedUtc], "{other}");
    }
    assert_eq!(zones.collection("b/data/host/two").unwrap().path, "b/bag-info.txt");
}

#[test]
fn times_of_collection() {
    let zones = offered(&[
        ("b", "b/bag-info.txt", Content::Bytes(b"Bagging-Date: 2026-11-30\n")),
        ("b", "b/uac.log", Content::Bytes(UAC_LOG)),
    ]);
    let collection = zones.collection("b").unwrap();
    assert_eq!(plain(collection.reading_at(28_800), 0, 0), "2026-11-20 02:18:11");
    assert_eq!(plain(collection.reading_at(0), 0, 0), "2026-11-19 18:18:11");

    let zones = offered(&[("b", "b/live/001-date.txt", Content::Bytes(DATE))]);
    assert_eq!(zones.zone("b").zone.name(), "Asia/Shanghai");
    let collection = zones.collection("b").unwrap();
    assert_eq!(collection.path, "b/live/001-date.txt");
    // `CST` could be half a dozen zones, so that line counts as if it were UTC; a day more or less is allowed for.
    assert_eq!(plain(collection.local, 0, 0), "2026-11-20 01:56:57");
}

#[test]
fn the_person_decides_over_the_evidence() {
    let mut zones = offered(&[("b", "b/etc/timezone", Content::Bytes(b"Asia/Tokyo"))]);
    assert!(zones.give_zone("b", Some("Europe/Berlin")));
    assert_eq!(zones.zone("b/sub").notes, [Note::ZoneGiven { zone: "Europe/Berlin".into() }]);
    assert!(!zones.give_zone("b", Some("Nowhere/Land")));
    assert!(zones.give_zone("b", None));
    assert_eq!(zones.zone("b").zone.name(), "Asia/Tokyo");
}

#[test]
fn hostile_files_state_nothing() {
    let zones = offered(&[
        ("b", "b/etc/timezone", Content::Bytes(b"../../../etc/passwd\n\xff\xfe\n")),
        ("b", "b/etc/localtime", Content::Link("/usr/share/zoneinfo/../../../etc/passwd")),
        ("b", "b/x/etc/localtime", Content::Bytes(b"TZif2\0\0\0\0 and then nothing")),
        ("b", "b/date.txt", Content::Bytes(b"99999999999999999999-99-99 99:99:99 +9999\n")),
    ]);
    assert_eq!(zones.zone("b").notes, [Note::ZoneAssumedUtc]);
    assert_eq!(zones.collection("b"), None);
}

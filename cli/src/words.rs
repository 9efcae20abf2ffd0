//! The sentences of the command line, in both languages.

use glasscase_core::text::{Lang, grouped};
use glasscase_core::verify::{Counts, State, Verdict};

/// A bundle's name before a sentence about it.
pub fn remark(lang: Lang, bundle: &str, sentence: &str) -> String {
    match lang {
        Lang::En => format!("{bundle}: {sentence}"),
        Lang::Zh => format!("{bundle}：{sentence}"),
    }
}

/// The verdict in one sentence.
pub fn verdict(lang: Lang, verdict: Verdict, counts: &Counts) -> String {
    let n = |count: u32| grouped(count.into());
    let (en, zh) = match verdict {
        Verdict::Verified => (
            format!("Verified: {} listed files are as the manifests say, and none differs.", n(counts.verified)),
            format!("已验证：清单所列文件中 {} 个经核对相符，没有不符。", n(counts.verified)),
        ),
        Verdict::Altered => (
            format!("Altered: findings in the bundle: {}.", n(counts.findings())),
            format!("已改动：有 {} 个文件与清单不符。", n(counts.findings())),
        ),
        Verdict::Incomplete => (
            "Incomplete: not everything could be read, so nothing is concluded for the whole.".to_owned(),
            "不完整：未能读取全部内容，因此不能对整体下结论。".to_owned(),
        ),
        Verdict::Unproven => (
            "Unproven: no manifest states what these files should be. Their digests are computed, nothing more.".to_owned(),
            "未证明：没有清单说明这些文件应为何物。仅计算了校验值。".to_owned(),
        ),
    };
    lang.pick(&en, &zh).to_owned()
}

/// What has to be said beside a verdict.
pub fn caveats(lang: Lang, counts: &Counts) -> Vec<String> {
    let n = |count: u32| grouped(count.into());
    let mut out = Vec::new();
    if counts.weak_only > 0 {
        let en = format!("{} of the verified rest on MD5 or SHA-1 alone.", n(counts.weak_only));
        let zh = format!("其中 {} 个仅凭 MD5 或 SHA-1 验证。", n(counts.weak_only));
        out.push(lang.pick(&en, &zh).to_owned());
    }
    if counts.not_covered > 0 {
        let en = format!(
            "Nothing is proved of {} more: no manifest lists it, or it is a link whose target was not collected.",
            n(counts.not_covered)
        );
        let zh = format!("另有 {} 个未得到证明：未列入清单，或为目标未被采集的链接。", n(counts.not_covered));
        out.push(lang.pick(&en, &zh).to_owned());
    }
    out
}

/// A state in one word.
pub fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Verified => lang.pick("verified", "已验证"),
        State::NotCovered => lang.pick("not covered", "未覆盖"),
        State::Unlisted => lang.pick("not listed", "未列入"),
        State::Unreadable => lang.pick("unreadable", "无法读取"),
        State::Missing => lang.pick("missing", "缺失"),
        State::Conflicting => lang.pick("conflicting", "清单矛盾"),
        State::Modified => lang.pick("modified", "已改动"),
    }
}

/// A path that `cat` could not find.
pub fn no_such_path(lang: Lang, path: &str) -> String {
    match lang {
        Lang::En => format!("there is no file “{path}” in the bundle; `glasscase list` shows what there is"),
        Lang::Zh => format!("证据包中没有文件“{path}”；可用 glasscase list 查看内容"),
    }
}

/// A value that an option does not take.
pub fn bad_value(lang: Lang, option: &str, value: &str) -> String {
    match lang {
        Lang::En => format!("“{value}” is no value for {option}"),
        Lang::Zh => format!("{option} 不接受“{value}”"),
    }
}

//! Words that every area uses: states, verdicts, small buttons.

use glasscase_core::text::Lang;
use glasscase_core::verify::{State, Verdict};

crate::texts! {
    /// Button.
    Copy => "Copy", "复制";
    /// After Copy.
    Copied => "Copied", "已复制";
    /// Button.
    Close => "Close", "关闭";
    /// Button.
    Cancel => "Cancel", "取消";
    /// While something is fetched.
    Loading => "Loading…", "正在载入…";
    /// No value.
    None => "none", "无";
}

/// What is known of a file, in a word.
pub fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Verified => lang.pick("verified", "校验通过"),
        State::Modified => lang.pick("modified", "已被改动"),
        State::Missing => lang.pick("missing", "缺失"),
        State::Unlisted => lang.pick("not listed", "清单未列"),
        State::Conflicting => lang.pick("listed twice", "清单自相矛盾"),
        State::Unreadable => lang.pick("unreadable", "无法读取"),
        State::NotCovered => lang.pick("not covered", "不在清单范围"),
    }
}

/// A verdict in a word.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Verified => lang.pick("verified", "校验通过"),
        Verdict::Altered => lang.pick("altered", "与清单不符"),
        Verdict::Incomplete => lang.pick("incomplete", "未读完整"),
        Verdict::Unproven => lang.pick("not proved", "未获证明"),
    }
}

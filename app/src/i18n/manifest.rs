//! Texts of the manifest view.

use crate::format::count;
use glasscase_core::text::{Lang, grouped};

crate::texts! {
    /// Title.
    Manifests => "Manifests", "校验清单";
    /// Title of the table.
    Claims => "Claims of the manifests", "清单记载";
    /// Column.
    State => "State", "状态";
    /// Column.
    Path => "Path", "路径";
    /// Column.
    Algorithm => "Algorithm", "算法";
    /// Column.
    Stated => "Stated", "清单所载";
    /// Column.
    Computed => "Computed", "实际计算";
    /// Column.
    Where => "Manifest and line", "清单与行号";
    /// Column.
    Note => "Note", "说明";
    /// Chips.
    FilterByState => "Filter by state", "按校验状态筛选";
    /// Chip.
    All => "All", "全部";
    /// Select.
    AnyManifest => "Any manifest", "所有清单";
    /// Select, for screen readers.
    FilterByManifest => "Filter by manifest", "按清单筛选";
    /// Field.
    FilterByPath => "Filter by path", "按路径筛选";
    /// No manifest names the file.
    NoManifest => "no manifest", "无清单";
    /// No value was computed.
    NotComputed => "not computed", "未计算";
    /// Nothing was opened.
    NothingOpen => "No evidence is open.", "尚未打开任何证据。";
    /// No manifest in what was opened.
    NoManifests => "This evidence has no manifest.", "这份证据没有校验清单。";
    /// What follows.
    NoManifestsHint => "Every digest is computed and shown, but there is nothing to check it against: nothing is proved. If a list was handed over separately, open it beside the bundle or paste single values with “Compare a digest”.", "各文件的校验值均已计算并显示，但没有可供核对的依据，因此不构成任何证明。如果校验清单另行移交，请将其与证据包一并打开，或用“比对校验值”逐个核对。";
    /// While manifests may still come.
    MaybeLater => "No manifest has been read yet.", "尚未读到校验清单。";
    /// Nothing passes the filter.
    NothingMatches => "No claim matches these filters.", "没有记载符合当前筛选条件。";
    /// Button then.
    ClearFilters => "Clear the filters", "清除筛选";
    /// Button to one manifest's claims.
    ShowClaims => "Show its claims", "查看其记载";
    /// A list that must be complete.
    CoversAll => "must list every file", "须列出全部文件";
    /// A list that need not be.
    CoversPart => "covers only a part, by its nature", "按其性质只覆盖一部分文件";
    /// Formats.
    FormatBagit => "BagIt payload manifest", "BagIt 载荷清单";
    /// Formats.
    FormatBagitTag => "BagIt tag manifest", "BagIt 标签清单";
    /// Formats.
    FormatSums => "Sum file", "校验和文件";
    /// Formats.
    FormatUac => "UAC hash list", "UAC 校验清单";
    /// After a cancelled reading.
    Partial => "The reading was stopped: files that were not reached are not judged.", "读取已停止：尚未读到的文件不作判定。";
    /// Drawer of a claim without a file.
    ClaimDrawer => "The selected claim", "所选记载";
    /// Sentence for a missing file.
    MissingTitle => "The manifest lists this file, and it is not here.", "清单列有此文件，但证据中没有。";
    /// Sentence for a claim whose file is not known yet.
    PendingTitle => "The file of this claim has not been read.", "尚未读到这条记载所指的文件。";
    /// Row in the drawer.
    StatedIn => "Stated in", "载于";
    /// A weak algorithm.
    Weak => "MD5 and SHA-1 guard against accidents, not against somebody who means to deceive.", "MD5 与 SHA-1 能防意外损坏，不能防有意伪造。";
}

/// A manifest's format in words.
pub fn format(id: &str, lang: Lang) -> String {
    match id {
        "bagit" => T::FormatBagit.t(lang).to_owned(),
        "bagit-tag" => T::FormatBagitTag.t(lang).to_owned(),
        "sums" => T::FormatSums.t(lang).to_owned(),
        "uac" => T::FormatUac.t(lang).to_owned(),
        other => other.to_owned(),
    }
}

/// How many claims of a manifest hold.
pub fn holding(verified: u32, entries: u32, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("{} of {} verified", grouped(verified.into()), count(entries.into(), "claim", "claims"))
        }
        Lang::Zh => format!("{} 条记载中 {} 条成立", grouped(entries.into()), grouped(verified.into())),
    }
}

/// Claims of a manifest whose files were not judged yet.
pub fn waiting(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("not judged yet {}", grouped(n.into())),
        Lang::Zh => format!("尚未判定 {}", grouped(n.into())),
    }
}

/// `1,593 claims`.
pub fn claims(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => count(n.into(), "claim", "claims"),
        Lang::Zh => format!("{} 条记载", grouped(n.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_counted_in_words() {
        assert_eq!(holding(1, 1, Lang::En), "1 of 1 claim verified");
        assert_eq!(holding(1017, 1593, Lang::Zh), "1,593 条记载中 1,017 条成立");
        assert_eq!(format("hashdeep", Lang::En), "hashdeep");
    }
}

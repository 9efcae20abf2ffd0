//! Texts of the evidence view, of the drawer of a file, and of digests and previews.

mod sentence;

pub use sentence::{About, sentence};

use crate::format::count;
use glasscase_core::artifact::Group;
use glasscase_core::engine::protocol::Compared;
use glasscase_core::text::{Lang, grouped};

crate::texts! {
    /// Title of the tree.
    Folders => "Folders", "文件夹";
    /// Title of the table.
    FilesOfFolder => "Files of the folder", "文件夹中的文件";
    /// First part of the path of the whole case.
    WholeCase => "All evidence", "全部证据";
    /// Path of the folder, for screen readers.
    PathOfFolder => "Path of the folder", "文件夹路径";
    /// Chips above the table.
    FilterByState => "Filter by state", "按校验状态筛选";
    /// Chip.
    All => "All", "全部";
    /// Select.
    AnyKind => "Any kind", "所有类型";
    /// Select, for screen readers.
    FilterByKind => "Filter by kind", "按类型筛选";
    /// Field.
    FilterByPath => "Filter by path", "按路径筛选";
    /// Switch.
    WithSubfolders => "With subfolders", "含子文件夹";
    /// Button in the bar.
    CompareADigest => "Compare a digest", "比对校验值";
    /// Column.
    Name => "Name", "名称";
    /// Column: the folder of a file.
    Folder => "Folder", "所在文件夹";
    /// Column.
    Path => "Path", "路径";
    /// Column.
    AgainstManifest => "Against the manifest", "与清单比对";
    /// Column.
    Bytes => "Bytes", "字节数";
    /// Column: the zone follows in brackets.
    Modified => "Modified", "修改时间";
    /// Column of the claims.
    State => "State", "状态";
    /// Column.
    Kind => "Kind", "类型";
    /// Column.
    Events => "Events", "事件数";
    /// State of a file that was not read yet.
    NotReadYet => "reading…", "正在读取…";
    /// In the place of a missing file's digest.
    ManifestOnly => "in the manifest only", "仅见于清单";
    /// Weak algorithm, behind a state.
    WeakHint => "Verified by MD5 or SHA-1 alone: proof against accidents, not against intent.", "仅凭 MD5 或 SHA-1 校验通过：能排除意外损坏，不能排除有意伪造。";
    /// Nothing was opened.
    NothingOpen => "No evidence is open.", "尚未打开任何证据。";
    /// What to do then.
    NothingOpenHint => "Drop a bundle anywhere in this window, or open one on the Case page.", "将证据包拖放到此窗口任意位置，或在“案件”页中打开。";
    /// A folder without files.
    EmptyFolder => "This folder holds no files.", "此文件夹中没有文件。";
    /// Nothing passes the filter.
    NothingMatches => "No file matches these filters.", "没有文件符合当前筛选条件。";
    /// Button then.
    ClearFilters => "Clear the filters", "清除筛选";
    /// While the first entries are read.
    FirstReading => "Reading the bundle. Files appear here as soon as they are found.", "正在读取证据包，发现的文件会立即出现在此处。";
    /// Under the table after a cancelled reading.
    Partial => "The reading was stopped: files that were not reached are not listed.", "读取已停止：尚未读到的文件不在此列。";
    /// A request failed.
    Failed => "This could not be shown.", "无法显示此内容。";
    /// Opens the tree where the window is narrow.
    ShowFolders => "Folders", "文件夹";
    /// Handle of the tree.
    WidthOfTree => "Width of the folder tree", "文件夹树宽度";

    /// Drawer.
    FileDrawer => "The selected file", "所选文件";
    /// Row: value of the manifest.
    ManifestSays => "Manifest says", "清单所载";
    /// Row: computed value.
    ThisFileIs => "This file is", "实际文件";
    /// Row.
    Size => "Size", "大小";
    /// Row.
    WhatItMeans => "What it means", "说明";
    /// Row.
    Mode => "Permissions", "权限";
    /// Row.
    Owner => "Owner", "属主";
    /// Row.
    LinkTarget => "Link to", "链接目标";
    /// Row.
    ArchivePath => "Path in the archive", "归档内路径";
    /// Row.
    Bundle => "Bundle", "证据包";
    /// Row.
    EntryType => "Type", "条目类型";
    /// Row.
    TimesDecided => "How times were decided", "时间的判定依据";
    /// Title above the claims.
    ClaimsOfFile => "What manifests say of it", "各清单的记载";
    /// No claims.
    NoClaims => "No manifest names this file.", "没有清单提及此文件。";
    /// Row of a file without a time.
    NoTime => "not recorded", "未记录";
    /// Link to the file's folder.
    ShowInFolder => "Show in its folder", "在文件夹中显示";
    /// Tabs.
    TabText => "Text", "文本";
    /// Tabs.
    TabHex => "Hex", "十六进制";
    /// Tabs.
    TabDetails => "Details", "详情";
    /// Tabs, for screen readers.
    TabsOfFile => "Views of the file", "文件视图";
    /// The value differs in this algorithm as well.
    DiffersToo => "differs too", "同样不符";
    /// Column of the claims.
    Manifest => "Manifest", "清单";
    /// Column of the claims.
    Line => "Line", "行";
    /// Column of the claims.
    Algorithm => "Algorithm", "算法";

    /// Types of entries.
    TypeFile => "regular file", "普通文件";
    /// Types of entries.
    TypeFolder => "folder", "文件夹";
    /// Types of entries.
    TypeSymlink => "symbolic link (shown as text, never followed)", "符号链接（仅作文本显示，绝不跟随）";
    /// Types of entries.
    TypeHardlink => "hard link", "硬链接";
    /// Types of entries.
    TypeDevice => "device", "设备文件";
    /// Types of entries.
    TypeFifo => "named pipe", "命名管道";
    /// Types of entries.
    TypeMissing => "in the manifest only", "仅见于清单";

    /// Digest, after copying where there is no clipboard.
    SelectedToCopy => "Selected: press Ctrl+C", "已选中，请按 Ctrl+C";
    /// Digest button, with the algorithm.
    CopyDigest => "Copy {}", "复制 {}";
    /// Digest button, with the algorithm.
    CompareDigest => "{}: compare with… a pasted value", "{}：比对… 粘贴的值";
    /// Digest button.
    CompareWith => "compare with…", "比对…";
    /// Field of the comparison.
    PasteForFile => "Paste a value to compare with this file", "粘贴要与此文件比对的校验值";
    /// Field of the comparison.
    PasteForAll => "Paste a value to compare with every file and with the bundles themselves", "粘贴校验值，与所有文件及证据包本身比对";
    /// Field of the comparison.
    PastePlaceholder => "MD5, SHA-1, SHA-256 …", "MD5、SHA-1、SHA-256 …";
    /// Badge.
    Match => "match", "相符";
    /// Badge.
    NoMatch => "no match", "不相符";
    /// Badge.
    NothingSaid => "nothing to say", "无法比对";
    /// Badge.
    WeakAlgorithm => "weak algorithm", "弱算法";
    /// After no match, while reading.
    StillReading => "The reading has not ended: files read from now on are compared as well.", "读取尚未结束：此后读到的文件也会参与比对。";

    /// Preview.
    TextOfFile => "Text of the file", "文件文本";
    /// Preview.
    BytesOfFile => "Bytes of the file", "文件字节";
    /// Preview.
    Wrap => "Wrap", "自动换行";
    /// Preview.
    EmptyFile => "The file is empty.", "文件为空。";
    /// Preview.
    NoContent => "There are no bytes to show.", "没有可显示的字节。";
    /// Preview.
    FindInFile => "Find in this file", "在文件中查找";
    /// Preview.
    FindNext => "Next place", "下一处";
    /// Preview.
    FindPrevious => "Previous place", "上一处";
    /// Preview.
    GoToOffset => "Go to byte, 1200 or 0x4b0", "转到字节，如 1200 或 0x4b0";
    /// Preview.
    Go => "Go", "转到";
}

/// A family of kinds.
pub fn group(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Host => lang.pick("Host", "主机"),
        Group::Live => lang.pick("Running host", "运行状态"),
        Group::Web => lang.pick("Web", "Web"),
        Group::Cloud => lang.pick("Cloud", "云平台"),
        Group::Response => lang.pick("Response", "处置"),
        Group::Other => lang.pick("Other", "其他"),
    }
}

/// `12 files`.
pub fn files(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => count(n.into(), "file", "files"),
        Lang::Zh => format!("{} 个文件", grouped(n.into())),
    }
}

/// `1,048,210 bytes`.
pub fn bytes(n: u64, lang: Lang) -> String {
    match lang {
        Lang::En => count(n, "byte", "bytes"),
        Lang::Zh => format!("{} 字节", grouped(n)),
    }
}

/// The link from a file to its events.
pub fn events_from(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} from this file", count(n.into(), "event", "events")),
        Lang::Zh => format!("来自此文件的 {} 个事件", grouped(n.into())),
    }
}

/// Behind that link, for a file that is not as it was collected.
pub fn events_marked(lang: Lang) -> &'static str {
    lang.pick("They are marked wherever they appear.", "这些事件无论出现在何处都带有标记。")
}

/// Behind a digest that agrees: where it is stated.
pub fn agrees_with(places: &[(String, Option<u32>)], lang: Lang) -> String {
    let list: Vec<String> = places.iter().map(|(path, line)| place(path, *line, lang)).collect();
    match lang {
        Lang::En => format!("as stated in {}", list.join(", ")),
        Lang::Zh => format!("与 {} 所载一致", list.join("、")),
    }
}

/// A manifest and its line.
pub fn place(path: &str, line: Option<u32>, lang: Lang) -> String {
    match (line, lang) {
        (None, _) => path.to_owned(),
        (Some(line), Lang::En) => format!("{path}, line {}", grouped(line.into())),
        (Some(line), Lang::Zh) => format!("{path} 第 {} 行", grouped(line.into())),
    }
}

/// `Manifest says (SHA-256)`.
pub fn labelled(label: &str, algorithm: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{label} ({algorithm})"),
        Lang::Zh => format!("{label}（{algorithm}）"),
    }
}

/// What a comparison says, in a sentence. `one` for a single file.
pub fn compared(compared: &Compared, name: &str, one: bool, lang: Lang) -> String {
    match (compared, one) {
        (Compared::NotADigest, _) => lang
            .pick(
                "This is not a digest. An MD5 value has 32 hex digits, SHA-1 has 40, SHA-256 has 64.",
                "这不是校验值。MD5 为 32 位十六进制数字，SHA-1 为 40 位，SHA-256 为 64 位。",
            )
            .to_owned(),
        (Compared::NotComputed { .. }, true) => match lang {
            Lang::En => format!(
                "By its length this is a {name} value. {name} was not computed for this file, so nothing can be said."
            ),
            Lang::Zh => format!("按长度这是一个 {name} 值，但没有为此文件计算 {name}，因此无法判断。"),
        },
        (Compared::NotComputed { .. }, false) => match lang {
            Lang::En => format!(
                "By its length this is a {name} value. {name} was not computed for these files, so nothing can be said."
            ),
            Lang::Zh => format!("按长度这是一个 {name} 值，但没有为这些文件计算 {name}，因此无法判断。"),
        },
        (Compared::Match { .. }, true) => match lang {
            Lang::En => format!("The pasted value is the {name} of this file."),
            Lang::Zh => format!("粘贴的值就是此文件的 {name}。"),
        },
        (Compared::Match { of, .. }, false) => match (lang, of.len()) {
            (Lang::En, 1) => format!("The pasted value is the {name} of:"),
            (Lang::En, n) => format!("The pasted value is the {name} of {} files:", grouped(n as u64)),
            (Lang::Zh, 1) => format!("粘贴的值是以下文件的 {name}："),
            (Lang::Zh, n) => format!("粘贴的值是以下 {} 个文件的 {name}：", grouped(n as u64)),
        },
        (Compared::Differs { .. }, true) => match lang {
            Lang::En => format!("The pasted value is not the {name} of this file, which is:"),
            Lang::Zh => format!("粘贴的值不是此文件的 {name}。此文件的值为："),
        },
        (Compared::Differs { .. }, false) => match lang {
            Lang::En => format!("No file here and no bundle has this {name} value."),
            Lang::Zh => format!("此处没有任何文件或证据包具有这个 {name} 值。"),
        },
    }
}

/// What a match in a weak algorithm is worth.
pub fn weak(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{name} guards against accidents. Somebody who means to can make two files with one value."
        ),
        Lang::Zh => format!("{name} 能发现意外改动，但有意者能够造出校验值相同的另一文件。"),
    }
}

/// Under a list that was cut.
pub fn and_more(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {} more", grouped(n as u64)),
        Lang::Zh => format!("另有 {} 个", grouped(n as u64)),
    }
}

/// Encoding and number of lines of a text. While not all was indexed the number may grow.
pub fn text_about(encoding: &str, lines: u64, complete: bool, lang: Lang) -> String {
    let encoding = match (encoding, lang) {
        ("binary", Lang::En) => "binary data shown as text",
        ("binary", Lang::Zh) => "二进制数据，按文本显示",
        (other, _) => other,
    };
    match (lang, complete) {
        (Lang::En, true) => format!("{encoding} · {}", count(lines, "line", "lines")),
        (Lang::En, false) => format!("{encoding} · {} lines so far", grouped(lines)),
        (Lang::Zh, true) => format!("{encoding} · {} 行", grouped(lines)),
        (Lang::Zh, false) => format!("{encoding} · 已索引 {} 行", grouped(lines)),
    }
}

/// The mark behind a line that is too long to show.
pub fn cut(bytes: u64, about: bool, lang: Lang) -> String {
    let n = grouped(bytes);
    match (lang, about) {
        (Lang::En, false) => format!("cut, {n} bytes more"),
        (Lang::En, true) => format!("cut, about {n} bytes more"),
        (Lang::Zh, false) => format!("已截断，还有 {n} 字节"),
        (Lang::Zh, true) => format!("已截断，还有约 {n} 字节"),
    }
}

/// Where a search in a file stands.
pub fn hits(at: Option<usize>, known: usize, complete: bool, busy: bool, lang: Lang) -> String {
    let total = format!("{}{}", grouped(known as u64), if complete { "" } else { "+" });
    match (at, complete, known) {
        (_, true, 0) => lang.pick("not found", "未找到").to_owned(),
        _ if busy => lang.pick("searching…", "正在查找…").to_owned(),
        (None, ..) => lang.pick("press Enter", "按回车查找").to_owned(),
        (Some(at), ..) => match lang {
            Lang::En => format!("{} of {total}", grouped(at as u64 + 1)),
            Lang::Zh => format!("第 {} 处，共 {total} 处", grouped(at as u64 + 1)),
        },
    }
}

/// An offset that is not in the file.
pub fn offset_refused(size: u64, lang: Lang) -> String {
    match lang {
        Lang::En if size == 0 => "The file has no bytes.".to_owned(),
        Lang::En => format!("Type a byte from 0 to {}.", grouped(size.saturating_sub(1))),
        Lang::Zh if size == 0 => "文件没有任何字节。".to_owned(),
        Lang::Zh => format!("请输入 0 到 {} 之间的字节位置。", grouped(size.saturating_sub(1))),
    }
}

/// State of a file that only MD5 or SHA-1 speak for.
pub fn weakly_verified(lang: Lang) -> &'static str {
    lang.pick("verified (weak)", "校验通过（弱）")
}

/// The foot of the table.
pub fn shown(total: u32, lang: Lang) -> String {
    match lang {
        Lang::En => count(total.into(), "row", "rows"),
        Lang::Zh => format!("{} 行", grouped(total.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_never_says_more_than_it_knows() {
        let all = Compared::Match { algorithm: "md5".into(), of: vec!["a".into(), "b".into()], weak: true };
        assert_eq!(compared(&all, "MD5", false, Lang::En), "The pasted value is the MD5 of 2 files:");
        let unknown = Compared::NotComputed { algorithm: "sha1".into() };
        assert!(compared(&unknown, "SHA-1", true, Lang::En).contains("nothing can be said"));
        assert!(compared(&unknown, "SHA-1", true, Lang::Zh).contains("无法判断"));
    }

    #[test]
    fn a_search_says_where_it_stands() {
        assert_eq!(hits(Some(0), 3, false, false, Lang::En), "1 of 3+");
        assert_eq!(hits(Some(2), 3, true, false, Lang::En), "3 of 3");
        assert_eq!(hits(None, 0, true, false, Lang::En), "not found");
        assert_eq!(hits(Some(1), 3, true, false, Lang::Zh), "第 2 处，共 3 处");
    }

    #[test]
    fn places_name_their_line() {
        let places = [("manifest-sha256.txt".to_owned(), Some(12))];
        assert_eq!(agrees_with(&places, Lang::En), "as stated in manifest-sha256.txt, line 12");
        assert_eq!(agrees_with(&places, Lang::Zh), "与 manifest-sha256.txt 第 12 行 所载一致");
    }
}

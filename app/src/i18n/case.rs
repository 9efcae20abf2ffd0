//! The Case view: the way in, the verdict, and what it rests on.

use crate::format::{count, number_word};
use glasscase_core::text::{Lang, grouped};

crate::texts! {
    /// Way in.
    WelcomeTitle => "Open evidence of a Linux server", "打开 Linux 服务器的证据";
    /// Way in.
    WelcomeBody => "A bundle, a folder, or single log files. You see what is intact and what is not, and what happened when.", "可打开证据包、文件夹或单个日志文件，查看哪些内容完好、哪些不符，以及何时发生了什么。";
    /// Way in.
    DropZone => "Drop evidence here, or anywhere on this page", "将证据拖放到此处，或本页任意位置";
    /// Way in.
    DropFormats => "tar, tar.zst, tar.gz, zip · BagIt bags · UAC collections · unpacked folders · auth.log, syslog, wtmp, btmp, shell history, nginx and Apache logs", "tar、tar.zst、tar.gz、zip · BagIt 包 · UAC 采集包 · 解包后的文件夹 · auth.log、syslog、wtmp、btmp、命令历史、nginx 与 Apache 日志";
    /// Button.
    OpenFiles => "Open files", "打开文件";
    /// Button.
    OpenFolder => "Open a folder", "打开文件夹";
    /// Button.
    OpenSample => "Open the sample case", "打开示例案件";
    /// Way in.
    NothingLeaves => "Nothing leaves this machine: everything is read inside this browser, which forbids the page every outside address. There is no server behind it.", "任何内容都不会离开本机：证据只在本浏览器内读取，浏览器禁止本页访问外部地址，背后也没有服务器。";
    /// Tile.
    TileEvents => "events", "个事件";
    /// Tile.
    TileUndated => "without a time", "无时间";
    /// Card.
    Proof => "What is proved, and how", "证明了什么，依据是什么";
    /// Card.
    ProofHint => "Select a line to see the proof", "选择一行查看依据";
    /// Row.
    RowFiles => "Files against the manifest", "文件与清单";
    /// Row.
    RowBag => "Tag files and Payload-Oxum", "标签文件与 Payload-Oxum";
    /// Row.
    RowSeal => "Seal value", "封存值";
    /// Row.
    RowContainer => "Container digests", "容器校验值";
    /// Row.
    RowReading => "Reading", "读取情况";
    /// Row.
    RowTimes => "Times", "时间";
    /// Badge.
    NoManifest => "no manifest", "没有清单";
    /// Badge.
    Pending => "reading", "读取中";
    /// Badge.
    NoneDiffer => "all agree", "全部相符";
    /// Badge.
    SoFar => "agree so far", "目前相符";
    /// Badge.
    NotKnown => "not known", "未知";
    /// Badge of a seal whose bag does not agree with it.
    SealBroken => "does not hold", "不成立";
    /// Line.
    SealBrokenLine => "not every file behind it is what the manifests say", "其所代表的文件并非全部与清单相符";
    /// Line.
    DigestUnknown => "Not known, because not all of it was read.", "未全部读取，因此未知。";
    /// Badge, while a part could not be read.
    NotReached => "not reached", "未读到";
    /// Line, while a part could not be read.
    NotReachedLine => "It is not in the part that could be read.", "不在能够读取的部分之内。";
    /// Link to the manifest view.
    AllClaims => "Every claim, in the Manifest view", "在“清单”视图中查看每一条";
    /// Badge.
    BagValid => "valid", "有效";
    /// Badge.
    BagComplete => "complete, not valid", "完整但无效";
    /// Badge.
    BagBroken => "not complete", "不完整";
    /// Badge.
    NoBag => "no bag", "非 BagIt";
    /// Badge.
    Unsigned => "not signed", "无签名验证";
    /// Badge.
    NoSeal => "none", "无";
    /// Badge.
    Computed => "computed", "已计算";
    /// Badge.
    ReadWhole => "complete", "完整";
    /// Badge.
    ReadPartly => "stopped", "未读完";
    /// Badge.
    ReadWithNotes => "with remarks", "有说明";
    /// Badge.
    ZoneStated => "stated", "有依据";
    /// Badge.
    ZoneAssumed => "assumed", "系假定";
    /// Badge.
    NoEvents => "no events", "无事件";
    /// Line.
    NoManifestLine => "There is no manifest, so nothing can be proved. Every file's digests are shown, to be compared with values from elsewhere.", "没有清单，无从证明。各文件的校验值照常显示，可与其他来源的值比对。";
    /// Line.
    NoBagLine => "None of the bundles is a BagIt bag, so there are no tag files to check.", "没有 BagIt 包，因此没有可核对的标签文件。";
    /// Detail of the bag row.
    BagWords => "In the words of RFC 8493, a bag is complete when every listed file is there and every payload file is listed; it is valid when it is complete and every digest agrees.", "按 RFC 8493：所列文件齐全且载荷文件均已列入清单，称为“完整”(complete)；完整且全部校验值相符，称为“有效”(valid)。";
    /// Line.
    NoSealLine => "No bundle has a tag manifest with SHA-256, so no single value stands for the whole.", "没有 SHA-256 标签清单，因此没有能够代表整个证据包的单一值。";
    /// Line.
    SealLine => "stands for the whole bag", "代表整个证据包";
    /// Detail.
    SealDetail => "The SHA-256 of tagmanifest-sha256.txt. If it is the value that was written down when the evidence was sealed, the whole bag is as it was then. No signature is checked here: who sealed it must be known from elsewhere.", "即 tagmanifest-sha256.txt 的 SHA-256 值。若与封存时记录的值一致，则整个证据包与封存时相同。此处不验证签名：由谁封存须以其他方式证明。";
    /// Detail.
    ContainerDetail => "Compare these with the values on the receipt or in the register. They cover every byte of the file, whether or not a manifest names it.", "请与交接单或登记簿上的值比对。它们涵盖该文件的每一个字节，无论清单是否列出。";
    /// In place of a container's digests.
    FolderNoDigest => "A folder has no digest of its own.", "文件夹本身没有校验值。";
    /// While the container is being read.
    DigestPending => "Known when all of it is read.", "全部读取后给出。";
    /// Line.
    ReadWholeLine => "Every bundle was read to its proper end.", "所有证据包均已读到正常结尾。";
    /// Line.
    NoEventsLine => "No times were read from this evidence.", "未从证据中读到时间。";
    /// Compare box.
    CompareLabel => "Compare with a value from elsewhere", "与其他来源的值比对";
    /// Compare box.
    ComparePlaceholder => "Paste a SHA-256 or MD5 value", "粘贴 SHA-256 或 MD5 值";
    /// Compare box.
    CompareButton => "Compare", "比对";
    /// Compare box.
    NotADigest => "This is not a digest. Paste 64 (SHA-256) or 32 (MD5) hexadecimal digits; spaces and a file name behind it do not matter.", "这不是校验值。请粘贴 64 位（SHA-256）或 32 位（MD5）十六进制数字，空格和其后的文件名不影响比对。";
    /// Card.
    Everything => "Everything that happened", "全部事件";
    /// Under the chart.
    OpenTimeline => "Open the timeline", "打开时间线";
    /// Instead of the chart.
    NoChart => "No event with a time was read yet.", "尚未读到带时间的事件。";
    /// Card.
    Findings => "Findings", "发现";
    /// Empty list.
    NoFindings => "Nothing that was read differs from what a manifest says.", "已读取的内容均与清单相符。";
    /// Empty list.
    NoFindingsUnproven => "Nothing can differ, because no manifest says what the files should be.", "没有清单可供对照，因此无从发现差异。";
    /// Card.
    Sources => "Sources of events", "事件来源";
    /// Column.
    ColSource => "What it is", "类型";
    /// Column.
    ColPath => "Path", "路径";
    /// Column.
    ColHost => "Host", "主机";
    /// Column.
    ColEvents => "Events", "事件数";
    /// Column.
    ColSpan => "First – last", "起止时间";
    /// Column.
    ColState => "File", "文件状态";
    /// Column of the manifest table.
    ColManifest => "Manifest", "清单";
    /// Column of the manifest table.
    ColAlgorithms => "Algorithms", "算法";
    /// Column of the manifest table.
    ColVerified => "Agree", "相符";
    /// Column of the manifest table.
    ColEntries => "Listed", "列出";
    /// Column of the manifest table.
    ColCovers => "Must list", "应列范围";
    /// Value in it.
    CoversAll => "every payload file", "全部载荷文件";
    /// Value in it.
    CoversTags => "the tag files", "标签文件";
    /// Value in it.
    CoversPart => "a part, by its nature", "仅一部分";
    /// Empty list while reading.
    NoSourcesYet => "No source of events was read yet.", "尚未读到事件来源。";
    /// Line while reading.
    NoTimesYet => "No times were read yet.", "尚未读到时间。";
    /// Empty list.
    NoSources => "No source of events was found. Every file is under Evidence.", "未找到事件来源。所有文件可在“证据”中查看。";
    /// On paper.
    PrintedFrom => "Checked with Glasscase, in the browser, without any upload.", "由 Glasscase 在浏览器内校验，未上传任何内容。";
    /// Subline.
    NextIncomplete => "What was read can be used. For a verdict over the whole, copy the evidence from its source once more and open it again.", "已读取的部分可以使用。若需对整体下结论，请从来源重新复制一份后再打开。";
    /// Subline.
    NextCancelled => "What was read can be used. For a verdict over the whole, close the case and open the evidence again.", "已读取的部分可以使用。若需对整体下结论，请关闭案件后重新打开证据。";
    /// Subline.
    NextUnproven => "To prove a file, compare its digest with a value from elsewhere, or add the evidence together with its manifest.", "如需证明某个文件，请将其校验值与其他来源的值比对，或连同清单一并添加。";
    /// Subline.
    WhatItShows => "Nothing in them changed after the manifest was written; who wrote the manifest is not shown by it.", "清单写成之后，所列内容未变；清单由谁写成，不在证明之列。";
}

/// Headline, everything that can be checked agrees; `all` where nothing listed is left unchecked.
pub fn all_agree(files: u32, all: bool, lang: Lang) -> String {
    match (lang, files) {
        (Lang::En, _) if !all => {
            format!(
                "The {} listed files that can be checked are exactly what the manifest says.",
                grouped(files.into())
            )
        }
        (Lang::Zh, _) if !all => {
            format!("清单所列文件中，能够核对的 {} 个与清单逐一相符。", grouped(files.into()))
        }
        (Lang::En, 1) => "The one listed file is exactly what the manifest says.".into(),
        (Lang::En, _) => {
            format!("All {} listed files are exactly what the manifest says.", grouped(files.into()))
        }
        (Lang::Zh, _) => format!("清单所列的 {} 个文件与清单逐一相符。", grouped(files.into())),
    }
}

/// Headline, something differs.
pub fn some_differ(differ: u32, mostly: bool, lang: Lang) -> String {
    let n = u64::from(differ);
    match (lang, mostly) {
        (Lang::En, true) => format!(
            "Most of this evidence is what the manifest says. {} file{} not.",
            number_word(n),
            if n == 1 { " is" } else { "s are" }
        ),
        (Lang::En, false) => {
            format!(
                "{} file{} not what the manifest says.",
                number_word(n),
                if n == 1 { " is" } else { "s are" }
            )
        }
        (Lang::Zh, true) => format!("大部分证据与清单相符，有 {} 个文件不符。", grouped(n)),
        (Lang::Zh, false) => format!("有 {} 个文件与清单不符。", grouped(n)),
    }
}

/// Headline, not all could be read.
pub fn not_all_read(verified: u32, cancelled: bool, lang: Lang) -> String {
    let files = grouped(verified.into());
    match (lang, cancelled, verified) {
        (Lang::En, true, 0) => "The reading was stopped before anything could be checked.".into(),
        (Lang::En, true, 1) => "The reading was stopped. One file was checked until then, and agrees.".into(),
        (Lang::En, false, 1) => {
            "Not all of this evidence could be read. One file was checked, and agrees.".into()
        }
        (Lang::En, true, _) => {
            format!("The reading was stopped. {files} files were checked until then, and agree.")
        }
        (Lang::En, false, 0) => "Not all of this evidence could be read, and nothing in it is proved.".into(),
        (Lang::En, false, _) => {
            format!("Not all of this evidence could be read. {files} files were checked, and agree.")
        }
        (Lang::Zh, true, 0) => "读取已停止，尚未核对任何文件。".into(),
        (Lang::Zh, true, _) => format!("读取已停止。在此之前核对的 {files} 个文件均相符。"),
        (Lang::Zh, false, 0) => "证据未能全部读取，其内容均未获证明。".into(),
        (Lang::Zh, false, _) => format!("证据未能全部读取。已核对的 {files} 个文件均相符。"),
    }
}

/// Headline, no manifest.
pub fn unproven(files: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "No manifest speaks for {}: {} readable, but not proved.",
            if files == 1 { "this file" } else { "these files" },
            if files == 1 { "it is" } else { "they are" }
        ),
        Lang::Zh => "没有清单为这些文件作证：可以查看，但未获证明。".into(),
    }
}

/// Headline while reading.
pub fn still_reading(entries: u32, findings: u32, lang: Lang) -> String {
    let n = grouped(entries.into());
    match (lang, findings) {
        (Lang::En, 0) => format!("Reading the evidence: {n} files so far."),
        (Lang::En, _) => format!(
            "Reading the evidence: {n} files so far, {} of which {} not what the manifest says.",
            grouped(findings.into()),
            if findings == 1 { "is" } else { "are" }
        ),
        (Lang::Zh, 0) => format!("正在读取证据：已读 {n} 个文件。"),
        (Lang::Zh, _) => {
            format!("正在读取证据：已读 {n} 个文件，其中 {} 个与清单不符。", grouped(findings.into()))
        }
    }
}

/// Subline while reading.
pub fn verdict_follows(lang: Lang) -> &'static str {
    lang.pick(
        "The verdict follows when all of it is read. Everything that is here already can be used.",
        "全部读取后给出结论。已读取的内容现在即可查看。",
    )
}

/// Subline: what a bag says of its collection.
pub struct Collected<'a> {
    /// Host, as the bag or the evidence names it.
    pub hosts: &'a [String],
    /// Examiner or contact.
    pub by: Option<&'a str>,
    /// Organisation.
    pub organization: Option<&'a str>,
    /// Date of bagging.
    pub date: Option<&'a str>,
    /// Case number.
    pub case: Option<&'a str>,
    /// Exhibit number.
    pub exhibit: Option<&'a str>,
}

/// Subline: who collected, when, from where, as stated. Nothing, where nothing is stated.
pub fn collected(c: &Collected<'_>, lang: Lang) -> Option<String> {
    c.by.or(c.organization).or(c.date).or(c.case).or(c.exhibit)?;
    let (hosts, zh) = (c.hosts.join(lang.pick(", ", "、")), lang == Lang::Zh);
    let mut out = String::new();
    let who = [c.by, c.organization].into_iter().flatten().collect::<Vec<_>>().join(lang.pick(", ", "，"));
    if zh {
        out.push_str("据 bag-info.txt：");
        let mut parts = Vec::new();
        parts.extend((!hosts.is_empty()).then(|| format!("采自 {hosts}")));
        parts.extend((!who.is_empty()).then(|| format!("经办：{who}")));
        parts.extend(c.date.map(|d| format!("封装日期 {d}")));
        parts.extend(c.case.map(|n| format!("案件编号 {n}")));
        parts.extend(c.exhibit.map(|n| format!("证物编号 {n}")));
        out.push_str(&parts.join("，"));
        out.push('。');
    } else {
        out.push_str("Collected");
        if !hosts.is_empty() {
            out.push_str(&format!(" from {hosts}"));
        }
        if !who.is_empty() {
            out.push_str(&format!(" by {who}"));
        }
        if let Some(date) = c.date {
            out.push_str(&format!(", bagged on {date}"));
        }
        if let Some(number) = c.case {
            out.push_str(&format!(", case {number}"));
        }
        if let Some(number) = c.exhibit {
            out.push_str(&format!(", exhibit {number}"));
        }
        out.push_str(", as bag-info.txt states.");
    }
    Some(out)
}

/// Subline: verified by weak algorithms alone.
pub fn weak_only(n: u32, of: u32, lang: Lang) -> String {
    let files = grouped(n.into());
    match (lang, n == of) {
        (Lang::En, true) => {
            "Only MD5 or SHA-1 speak for them: an accidental change would show, a skilled forgery need not."
                .into()
        }
        (Lang::En, false) => format!(
            "For {files} of them only MD5 or SHA-1 speak: an accidental change would show, a skilled forgery need not."
        ),
        (Lang::Zh, true) => "仅有 MD5 或 SHA-1 为其作证：可以发现意外改动，但未必能发现蓄意伪造。".into(),
        (Lang::Zh, false) => {
            format!("其中 {files} 个仅有 MD5 或 SHA-1 为其作证：可以发现意外改动，但未必能发现蓄意伪造。")
        }
    }
}

/// Subline: outside every manifest.
pub fn not_covered(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::En, 1) => {
            "For one more file no manifest holds a digest that can be checked; nothing is proved about it."
                .into()
        }
        (Lang::En, _) => format!(
            "For {} more files no manifest holds a digest that can be checked; nothing is proved about them.",
            grouped(n.into())
        ),
        (Lang::Zh, _) => format!("另有 {} 个文件没有可核对的清单校验值，未获证明。", grouped(n.into())),
    }
}

/// Subline of an altered case.
pub fn rests_on(verified: u32, lang: Lang) -> String {
    let n = grouped(verified.into());
    match lang {
        Lang::En => format!("Everything below rests on the {n} files that verify, unless it is marked."),
        Lang::Zh => format!("下文各项均以校验通过的 {n} 个文件为依据，另有标注者除外。"),
    }
}

/// Tile under the number of verified files.
pub fn tile_verified(n: u32, lang: Lang) -> &'static str {
    if n == 1 {
        lang.pick("file verified", "个文件校验通过")
    } else {
        lang.pick("files verified", "个文件校验通过")
    }
}

/// Tile under the number of findings.
pub fn tile_findings(n: u32, lang: Lang) -> &'static str {
    if n == 1 {
        lang.pick("file with a problem", "个文件不符")
    } else {
        lang.pick("files with a problem", "个文件不符")
    }
}

/// Tile under the number of hosts.
pub fn tile_hosts(n: usize, lang: Lang) -> &'static str {
    if n == 1 { lang.pick("host", "台主机") } else { lang.pick("hosts", "台主机") }
}

/// Tile under the number of sources.
pub fn tile_sources(n: usize, lang: Lang) -> &'static str {
    if n == 1 {
        lang.pick("source of events", "个事件来源")
    } else {
        lang.pick("sources of events", "个事件来源")
    }
}

/// Badge of the file row.
pub fn differ(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 differs".into(),
        (Lang::En, _) => format!("{} differ", grouped(n.into())),
        (Lang::Zh, _) => format!("{} 个不符", grouped(n.into())),
    }
}

/// Badge: files that could not be read.
pub fn unread(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} not read", grouped(n.into())),
        Lang::Zh => format!("{} 个未读", grouped(n.into())),
    }
}

/// Line of the file row: by what they were verified.
pub fn verified_by(n: u32, algorithms: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} verified by {algorithms}", grouped(n.into())),
        Lang::Zh => format!("{} 个经 {algorithms} 校验通过", grouped(n.into())),
    }
}

/// Part of the file row: so many by MD5 or SHA-1 alone.
pub fn weak_part(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} of them by MD5 or SHA-1 alone", grouped(n.into())),
        Lang::Zh => format!("其中 {} 个仅有 MD5 或 SHA-1", grouped(n.into())),
    }
}

/// Part of the file row: so many in a state.
pub fn in_state(n: u32, word: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} {word}", grouped(n.into())),
        Lang::Zh => format!("{} 个{word}", grouped(n.into())),
    }
}

/// Joins algorithm names.
pub fn and(names: &[String], lang: Lang) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => {
            format!("{}{}{last}", head.join(lang.pick(", ", "、")), lang.pick(" and ", " 和 "))
        }
    }
}

/// Line of the bag row.
pub fn bag_line(version: &str, complete: bool, valid: bool, oxum: Option<bool>, lang: Lang) -> String {
    let parts = [
        format!("BagIt {version}"),
        if complete {
            lang.pick("complete", "完整 (complete)")
        } else {
            lang.pick("not complete", "不完整")
        }
        .to_string(),
        if valid { lang.pick("valid", "有效 (valid)") } else { lang.pick("not valid", "无效") }.to_string(),
        match oxum {
            Some(true) => lang.pick("Payload-Oxum agrees", "Payload-Oxum 相符"),
            Some(false) => lang.pick("Payload-Oxum differs", "Payload-Oxum 不符"),
            None => lang.pick("no Payload-Oxum", "没有 Payload-Oxum"),
        }
        .to_string(),
    ];
    parts.join(" · ")
}

/// Line of the reading row.
pub fn remarks(n: usize, lang: Lang) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 remark".into(),
        (Lang::En, _) => format!("{n} remarks"),
        (Lang::Zh, _) => format!("{n} 条说明"),
    }
}

/// A bundle in a line: its format and size.
pub fn bundle_line(format: &str, size: &str, entries: u32, lang: Lang) -> String {
    let entries = u64::from(entries);
    match lang {
        Lang::En => format!("{format} · {size} · {}", count(entries, "entry", "entries")),
        Lang::Zh => format!("{format} · {size} · {} 个条目", grouped(entries)),
    }
}

/// The result of a comparison: a match.
pub fn matches(algorithm: &str, of: &[String], weak: bool, lang: Lang) -> String {
    let what = of.join(lang.pick(", ", "、"));
    let warning = if weak {
        lang.pick(
            " This algorithm alone does not exclude a skilled forgery.",
            "但仅凭该算法不能排除蓄意伪造。",
        )
    } else {
        ""
    };
    match lang {
        Lang::En => format!("It is the {algorithm} of {what}.{warning}"),
        Lang::Zh => format!("它是 {what} 的 {algorithm} 值。{warning}"),
    }
}

/// The result of a comparison: no match.
pub fn no_match(algorithm: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Nothing in this case has this {algorithm} value."),
        Lang::Zh => format!("本案件中没有任何内容具有此 {algorithm} 值。"),
    }
}

/// The result of a comparison: nothing to compare with.
pub fn not_computed(algorithm: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "This looks like {algorithm}, which was not computed here. Ask for the SHA-256 or MD5 value."
        ),
        Lang::Zh => format!("这似乎是 {algorithm} 值，此处未计算该算法。请索取 SHA-256 或 MD5 值。"),
    }
}

/// Heads the list of findings when not all are shown.
pub fn more(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} more in the manifest view", grouped(n.into())),
        Lang::Zh => format!("其余 {} 项见“清单”", grouped(n.into())),
    }
}

/// Events that come from a file with a finding.
pub fn events_from(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("{} from this file, marked wherever they appear", count(n.into(), "event", "events"))
        }
        Lang::Zh => format!("{} 个事件来自此文件，各处均有标记", grouped(n.into())),
    }
}

/// A host and its zone.
pub fn host_zone(host: &str, zone: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{host}: {zone}"),
        Lang::Zh => format!("{host}：{zone}"),
    }
}

/// Heads the files that were recognised and give no events yet.
pub fn recognised(n: usize, lang: Lang) -> String {
    match (lang, n) {
        (Lang::En, 1) => {
            "One more file was recognised, hashed and can be viewed; its events are not read yet".into()
        }
        (Lang::En, _) => {
            format!("{n} more files were recognised, hashed and can be viewed; their events are not read yet")
        }
        (Lang::Zh, _) => format!("另有 {n} 个文件已识别、已计算校验值并可查看，暂不提取其中的事件"),
    }
}

/// Lines that were not understood.
pub fn skipped(n: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} not understood", grouped(n)),
        Lang::Zh => format!("{} 条未能识别", grouped(n)),
    }
}

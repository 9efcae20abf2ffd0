//! Sentences about evidence, as data: what, where and what still holds, in both languages.
//!
//! The engine states a fact as a [`Note`]; the page, the command line and the reports word it. A new fact is
//! one variant and one arm of [`Note::text`].

use crate::parse::Problem;
use crate::text::{Lang, grouped};
use serde::{Deserialize, Serialize};

/// One fact with its particulars. Texts in it have been made inert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    // --- containers -------------------------------------------------------------------------------------
    /// The container ends before its own end mark.
    Truncated {
        /// `zstd`, `gzip`, `tar`, `zip`, `entry`.
        layer: String,
        /// Path of the entry being read, if any.
        path: String,
        /// Byte offset in that layer.
        offset: u64,
    },
    /// The container's bytes are not what its format allows.
    Malformed {
        /// Layer.
        layer: String,
        /// Path of the entry being read, if any.
        path: String,
        /// Byte offset in that layer.
        offset: u64,
        /// What the decoder said.
        what: String,
    },
    /// A limit stopped the reading.
    LimitMet {
        /// `entries`, `total`, `ratio`, `name`, `depth`, `line`, `manifest`, `events`.
        limit: String,
        /// Its value.
        value: u64,
        /// Path of the entry being read, if any.
        path: String,
    },
    /// The source itself could not be read (permission, moved, medium).
    SourceFailed {
        /// Name of the file.
        path: String,
        /// Byte offset.
        offset: u64,
        /// What the system said.
        what: String,
    },
    /// A form of packing that is not supported.
    Unsupported {
        /// Layer.
        layer: String,
        /// Path of the entry, if any.
        path: String,
        /// What it is: `encryption`, `method 9`.
        what: String,
    },
    /// Bytes follow behind the archive's end.
    TrailingBytes {
        /// Layer.
        layer: String,
        /// How many.
        bytes: u64,
    },
    /// The file is empty.
    EmptySource {
        /// Its name.
        path: String,
    },
    /// An entry's path is absolute, climbs with `..` or is otherwise unfit; it is kept under its name as
    /// text and never used as a path.
    UnsafePath {
        /// The path as the archive has it.
        path: String,
    },
    /// A path occurs more than once in the archive.
    DuplicatePath {
        /// The path.
        path: String,
        /// How often.
        times: u32,
    },
    /// The path is not valid UTF-8; bytes that are not are shown as U+FFFD.
    NameNotUtf8 {
        /// The path as shown.
        path: String,
    },
    /// The person stopped the reading.
    Cancelled {
        /// Bytes that were read.
        read: u64,
        /// Bytes in all.
        total: u64,
    },
    // --- manifests --------------------------------------------------------------------------------------
    /// A digest differs.
    Differs {
        /// Algorithm.
        algorithm: String,
        /// Path of the manifest.
        manifest: String,
        /// Line, from 1.
        line: u32,
    },
    /// Listed but not there.
    NotThere {
        /// Path of the manifest.
        manifest: String,
        /// Line, from 1.
        line: u32,
    },
    /// Listed but not there, while the container was not read to its end: it may stand in the unread part.
    NotReached {
        /// Path of the manifest.
        manifest: String,
        /// Line, from 1.
        line: u32,
    },
    /// A payload file that no manifest of the bag lists.
    NotListed {
        /// Path of the manifest that should.
        manifest: String,
    },
    /// No line that could be read lists it, but some lines could not be read.
    MayBeListed {
        /// Paths of the manifests.
        manifest: String,
    },
    /// One manifest states two values for one file.
    ListedTwice {
        /// Algorithm.
        algorithm: String,
        /// Path of the manifest.
        manifest: String,
        /// Lines, from 1.
        lines: (u32, u32),
    },
    /// A bag's manifest lists one path more than once, which RFC 8493 forbids.
    ListedAgain {
        /// Path of the manifest.
        manifest: String,
        /// The later line, from 1.
        line: u32,
        /// The path.
        path: String,
    },
    /// A bag's payload manifest leaves out files that another one lists.
    ListsDisagree {
        /// Path of the manifest that leaves them out.
        manifest: String,
        /// How many.
        files: u32,
    },
    /// Only MD5 or SHA-1 speak for it.
    WeakOnly {
        /// The algorithms.
        algorithms: String,
    },
    /// A link verified through the file that it leads to.
    LinkVerified {
        /// The file.
        target: String,
    },
    /// A link whose target is not in the bundle.
    LinkTargetNotCollected {
        /// The target as the link names it.
        target: String,
    },
    /// A link that leads back to itself.
    LinkLoop {
        /// The target as the link names it.
        target: String,
    },
    /// A line of a manifest that is not of its format.
    ManifestLine {
        /// Path of the manifest.
        manifest: String,
        /// Line, from 1.
        line: u32,
        /// What was expected.
        what: String,
    },
    /// A manifest that lists nothing.
    ManifestEmpty {
        /// Path of the manifest.
        manifest: String,
    },
    /// A manifest in an algorithm that is not computed.
    AlgorithmUnknown {
        /// Path of the manifest.
        manifest: String,
        /// Algorithm as named.
        algorithm: String,
    },
    /// A manifest's path climbs out of the bag.
    ClaimUnsafe {
        /// Path of the manifest.
        manifest: String,
        /// Line, from 1.
        line: u32,
        /// The path.
        path: String,
    },
    /// Payload-Oxum disagrees.
    OxumDiffers {
        /// As stated: bytes.files.
        stated: String,
        /// As counted.
        counted: String,
    },
    /// A bag lacks something that RFC 8493 requires.
    BagLacks {
        /// What: `bagit.txt`, `data/`, `a payload manifest`.
        what: String,
    },
    /// fetch.txt names files that the bag leaves out; they are never fetched.
    BagHasHoles {
        /// How many.
        files: u32,
    },
    /// bagit.txt or bag-info.txt is not of its form.
    TagFile {
        /// Which file.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// No manifest lists this file and none has to.
    NoClaim,
    // --- times ------------------------------------------------------------------------------------------
    /// The record states its offset, or counts from the epoch.
    TimeAbsolute,
    /// The zone was taken from evidence.
    ZoneFrom {
        /// IANA name or offset.
        zone: String,
        /// Bundle path of the evidence.
        path: String,
    },
    /// The zone was set by the person.
    ZoneGiven {
        /// IANA name or offset.
        zone: String,
    },
    /// Nothing in the evidence states the zone: UTC is assumed.
    ZoneAssumedUtc,
    /// The year of the last line was taken from the file's time of last change.
    YearFromMtime {
        /// The year.
        year: i32,
        /// Times at which the year turns inside the file.
        turns: u32,
    },
    /// The year of the last line was taken from when the evidence was collected.
    YearFromCollection {
        /// The year.
        year: i32,
        /// Bundle path of the evidence.
        path: String,
    },
    /// The year was set by the person.
    YearGiven {
        /// The year.
        year: i32,
    },
    /// Nothing states the year: the events stand in the undated lane.
    YearUnknown,
    /// Other evidence states another zone.
    ZoneConflict {
        /// The zone that was not taken.
        zone: String,
        /// Bundle path of the evidence that states it.
        path: String,
    },
    /// Readings of the clock that occurred twice, because clocks were set back; the order of the lines decides,
    /// and the first occurrence where it does not.
    ClockFold {
        /// How many.
        times: u64,
    },
    /// Readings of the clock that the zone skips, because clocks were set forward; read with the offset that
    /// held before.
    ClockGap {
        /// How many.
        times: u64,
    },
    // --- parsing ----------------------------------------------------------------------------------------
    /// Lines or records of one file that could not be understood.
    NotUnderstood {
        /// What was wrong with them.
        problem: Problem,
        /// How many.
        count: u64,
        /// Lines (from 1) or record numbers of the first few.
        first: Vec<u64>,
    },
    /// The kind is known, but nothing reads its events yet.
    RecognisedOnly,
    // --- requests ---------------------------------------------------------------------------------------
    /// There is no such thing (any more).
    NoSuchThing,
    /// The bytes cannot be shown: folder, device, missing or unreadable.
    NoBytes {
        /// Bundle path.
        path: String,
    },
    /// The zone is not in the IANA database.
    NoSuchZone {
        /// As asked for.
        zone: String,
    },
}

impl Note {
    /// The sentence for people.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => english(self),
            Lang::Zh => chinese(self),
        }
    }
}

/// ` in “path”`, or nothing for an empty path.
fn within(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" in “{path}”") }
}

/// `“path”中`, or nothing for an empty path.
fn within_zh(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("（位于“{path}”）") }
}

fn list(numbers: &[u64]) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

fn english(note: &Note) -> String {
    use Note::*;
    match note {
        Truncated { layer, path, offset } => format!(
            "The {layer} data ends too early, at byte {}{}. Everything before that place was read and holds.",
            grouped(*offset),
            within(path)
        ),
        Malformed { layer, path, offset, what } => format!(
            "The {layer} data is damaged at byte {}{}: {what}. Everything before that place was read and holds.",
            grouped(*offset),
            within(path)
        ),
        LimitMet { limit, value, path } => format!(
            "Reading stopped{}: the limit for {limit} ({}) was reached. What was read until then holds; the bundle is marked partial.",
            within(path),
            grouped(*value)
        ),
        SourceFailed { path, offset, what } => format!(
            "“{path}” could not be read at byte {}: {what}. Check that the file is still there and that you may read it.",
            grouped(*offset)
        ),
        Unsupported { layer, path, what } => {
            format!(
                "This {layer} uses {what}, which cannot be read{}. It is listed, but nothing in it is proved.",
                within(path)
            )
        }
        TrailingBytes { layer, bytes } => {
            format!(
                "{} bytes follow behind the end of the {layer}. They are part of the container's digest, but of no entry.",
                grouped(*bytes)
            )
        }
        EmptySource { path } => format!("“{path}” is empty: it has no bytes."),
        UnsafePath { path } => {
            format!(
                "The archive names an entry “{path}”, which points outside the bundle. It is shown under that name and never used as a path."
            )
        }
        DuplicatePath { path, times } => {
            format!("“{path}” stands in the archive {times} times. Each is hashed and shown on its own.")
        }
        NameNotUtf8 { path } => {
            format!("The name “{path}” is not valid UTF-8. The bytes that are not are shown as �.")
        }
        Cancelled { read, total } => format!(
            "Stopped by you after {} of {} bytes. What was read holds; the rest is unknown.",
            grouped(*read),
            grouped(*total)
        ),
        Differs { algorithm, manifest, line } => {
            format!(
                "The {algorithm} is not the one in {manifest}, line {line}: at least one byte changed after the manifest was written."
            )
        }
        NotThere { manifest, line } => format!("Listed in {manifest}, line {line}, and not in the bundle."),
        NotReached { manifest, line } => {
            format!(
                "Listed in {manifest}, line {line}, and not in the part of the bundle that could be read."
            )
        }
        NotListed { manifest } => {
            format!(
                "Not listed in {manifest}, which must list every payload file: it was added after the manifest was written."
            )
        }
        MayBeListed { manifest } => {
            format!(
                "Not found in {manifest}, of which some lines could not be read: it may stand in one of these."
            )
        }
        ListedTwice { algorithm, manifest, lines } => {
            format!(
                "{manifest} states two different {algorithm} values for it, in lines {} and {}.",
                lines.0, lines.1
            )
        }
        ListedAgain { manifest, line, path } => {
            format!("{manifest}, line {line}, lists “{path}” once more. RFC 8493 allows each path one line.")
        }
        ListsDisagree { manifest, files } => format!(
            "{manifest} leaves out {files} of the payload files that another manifest lists; since BagIt 1.0 each must list all."
        ),
        WeakOnly { algorithms } => {
            format!(
                "Only {algorithms} speak for it. Accidental changes show; somebody who wants to can make another file with the same value."
            )
        }
        LinkVerified { target } => format!(
            "A symbolic link. The listed digest is that of “{target}”, which is in the bundle and agrees."
        ),
        LinkTargetNotCollected { target } => format!(
            "A symbolic link to “{target}”. Its target was not collected, so the listed digest cannot be checked."
        ),
        LinkLoop { target } => format!(
            "A symbolic link to “{target}” that leads back to itself, so the listed digest cannot be checked."
        ),
        ManifestLine { manifest, line, what } => {
            format!("{manifest}, line {line}: {what}. The line was left out, the others were read.")
        }
        ManifestEmpty { manifest } => format!("{manifest} lists nothing, so it proves nothing."),
        AlgorithmUnknown { manifest, algorithm } => {
            format!("{manifest} uses {algorithm}, which is not computed here. Nothing is concluded from it.")
        }
        ClaimUnsafe { manifest, line, path } => {
            format!(
                "{manifest}, line {line}, names “{path}”, which points outside the bundle. It is treated as missing."
            )
        }
        OxumDiffers { stated, counted } => {
            format!("Payload-Oxum in bag-info.txt says {stated} (bytes.files); the payload has {counted}.")
        }
        BagLacks { what } => format!("The bag lacks {what}, which RFC 8493 requires."),
        BagHasHoles { files } => format!(
            "fetch.txt names {files} files that are to be fetched from elsewhere. Nothing is ever fetched: the bag has holes."
        ),
        TagFile { path, what } => format!("{path}: {what}."),
        NoClaim => {
            "No manifest lists it, and none has to. Its digests are shown, but nothing is proved.".into()
        }
        TimeAbsolute => {
            "The record states its own offset or counts from the epoch; nothing was assumed.".into()
        }
        ZoneFrom { zone, path } => format!("Zone {zone}, from {path}."),
        ZoneGiven { zone } => format!("Zone {zone}, as set by you."),
        ZoneAssumedUtc => "Nothing in the evidence states the zone; UTC is assumed.".into(),
        YearFromMtime { year, turns: 0 } => format!("Year {year}, from the file's time of last change."),
        YearFromMtime { year, turns } => {
            format!(
                "The last line is of {year}, from the file's time of last change; the year turns {turns} times inside the file."
            )
        }
        YearFromCollection { year, path } => {
            format!("The last line is of {year}, from the time of collection in {path}.")
        }
        YearGiven { year } => format!("The last line is of {year}, as set by you."),
        YearUnknown => "The lines have no year, and nothing in the evidence states one.".into(),
        ZoneConflict { zone, path } => format!("{path} states another zone, {zone}; it was not used."),
        ClockFold { times } => format!(
            "{} times occurred twice, because the clocks were set back. The order of the lines decides which is meant; where it does not, the first is taken.",
            grouped(*times)
        ),
        ClockGap { times } => format!(
            "{} times never occurred in this zone, because the clocks were set forward. They are read with the offset that held before.",
            grouped(*times)
        ),
        NotUnderstood { problem, count, first } => {
            format!("{} {}, first at {}.", grouped(*count), problem_english(*problem), list(first))
        }
        RecognisedOnly => "Recognised, hashed and shown. Its events are not read yet.".into(),
        NoSuchThing => "This is not part of the open case.".into(),
        NoBytes { path } => format!("“{path}” has no bytes that could be shown."),
        NoSuchZone { zone } => format!("“{zone}” is not a time zone of the IANA database."),
    }
}

fn problem_english(problem: Problem) -> &'static str {
    match problem {
        Problem::UnknownLine => "lines of another form",
        Problem::BadTime => "times that no calendar has",
        Problem::ShortRecord => "records cut short",
        Problem::BadRecord => "records that no program writes so",
        Problem::LongLine => "lines longer than the limit, of which only the beginning was read",
        Problem::NulBytes => "lines with NUL bytes",
    }
}

fn chinese(note: &Note) -> String {
    use Note::*;
    match note {
        Truncated { layer, path, offset } => {
            format!(
                "{layer} 数据在第 {} 字节处提前结束{}。此前的内容均已读取，结论有效。",
                grouped(*offset),
                within_zh(path)
            )
        }
        Malformed { layer, path, offset, what } => {
            format!(
                "{layer} 数据在第 {} 字节处损坏{}：{what}。此前的内容均已读取，结论有效。",
                grouped(*offset),
                within_zh(path)
            )
        }
        LimitMet { limit, value, path } => {
            format!(
                "读取已停止{}：达到 {limit} 上限（{}）。此前读取的内容有效，该证据包标记为部分读取。",
                within_zh(path),
                grouped(*value)
            )
        }
        SourceFailed { path, offset, what } => {
            format!("无法读取“{path}”第 {} 字节：{what}。请确认文件仍在原处且有读取权限。", grouped(*offset))
        }
        Unsupported { layer, path, what } => {
            format!("该 {layer} 使用了 {what}，无法读取{}。条目已列出，但其内容未得到证明。", within_zh(path))
        }
        TrailingBytes { layer, bytes } => {
            format!("{layer} 结尾之后还有 {} 字节。它们计入容器的校验值，但不属于任何条目。", grouped(*bytes))
        }
        EmptySource { path } => format!("“{path}”为空文件，没有任何字节。"),
        UnsafePath { path } => {
            format!("归档中有条目名为“{path}”，指向证据包之外。仅按原名显示，绝不作为路径使用。")
        }
        DuplicatePath { path, times } => {
            format!("“{path}”在归档中出现 {times} 次，每一份都单独计算校验值并显示。")
        }
        NameNotUtf8 { path } => format!("名称“{path}”不是有效的 UTF-8，无效字节显示为 �。"),
        Cancelled { read, total } => format!(
            "已由您停止：读取了 {} / {} 字节。已读取的部分有效，其余未知。",
            grouped(*read),
            grouped(*total)
        ),
        Differs { algorithm, manifest, line } => {
            format!("{algorithm} 与 {manifest} 第 {line} 行不符：清单写成之后至少有一个字节被改动。")
        }
        NotThere { manifest, line } => format!("{manifest} 第 {line} 行列有此文件，但证据包中没有。"),
        NotReached { manifest, line } => {
            format!("{manifest} 第 {line} 行列有此文件，但在能够读取的部分中没有。")
        }
        NotListed { manifest } => {
            format!("{manifest} 应列出全部载荷文件，却没有此文件：它是在清单写成之后加入的。")
        }
        MayBeListed { manifest } => {
            format!("在 {manifest} 中未找到此文件；但该清单有些行无法读取，它可能就在其中。")
        }
        ListedTwice { algorithm, manifest, lines } => {
            format!("{manifest} 第 {} 行与第 {} 行为它列出了两个不同的 {algorithm} 值。", lines.0, lines.1)
        }
        ListedAgain { manifest, line, path } => {
            format!("{manifest} 第 {line} 行再次列出“{path}”。RFC 8493 规定每个路径只能有一行。")
        }
        ListsDisagree { manifest, files } => {
            format!(
                "另一清单列出的载荷文件中，有 {files} 个未列入 {manifest}；自 BagIt 1.0 起，每份清单都须列出全部文件。"
            )
        }
        WeakOnly { algorithms } => {
            format!("仅有 {algorithms} 为其作证。可以发现意外改动，但有意者能够造出校验值相同的另一文件。")
        }
        LinkVerified { target } => {
            format!("符号链接。清单中的校验值属于“{target}”，该文件在证据包中且相符。")
        }
        LinkTargetNotCollected { target } => {
            format!("符号链接，指向“{target}”。其目标未被采集，清单中的校验值无法核对。")
        }
        LinkLoop { target } => format!("符号链接，指向“{target}”，最终指回自身，清单中的校验值无法核对。"),
        ManifestLine { manifest, line, what } => {
            format!("{manifest} 第 {line} 行：{what}。该行已略过，其余各行均已读取。")
        }
        ManifestEmpty { manifest } => format!("{manifest} 没有列出任何文件，因此什么也证明不了。"),
        AlgorithmUnknown { manifest, algorithm } => {
            format!("{manifest} 使用 {algorithm}，此处不计算该算法，不据此下任何结论。")
        }
        ClaimUnsafe { manifest, line, path } => {
            format!("{manifest} 第 {line} 行写有“{path}”，指向证据包之外，按缺失处理。")
        }
        OxumDiffers { stated, counted } => {
            format!("bag-info.txt 中的 Payload-Oxum 为 {stated}（字节数.文件数），实际载荷为 {counted}。")
        }
        BagLacks { what } => format!("该 bag 缺少 RFC 8493 要求的 {what}。"),
        BagHasHoles { files } => {
            format!("fetch.txt 列有 {files} 个需从别处获取的文件。本程序从不下载：该 bag 不完整。")
        }
        TagFile { path, what } => format!("{path}：{what}。"),
        NoClaim => "没有清单列出此文件，也无须列出。校验值照常显示，但不构成证明。".into(),
        TimeAbsolute => "记录自带时区偏移或为纪元秒，未作任何假定。".into(),
        ZoneFrom { zone, path } => format!("时区 {zone}，取自 {path}。"),
        ZoneGiven { zone } => format!("时区 {zone}，由您指定。"),
        ZoneAssumedUtc => "证据中没有说明时区，按 UTC 处理。".into(),
        YearFromMtime { year, turns: 0 } => format!("年份 {year}，取自文件的最后修改时间。"),
        YearFromMtime { year, turns } => {
            format!("最后一行为 {year} 年，取自文件的最后修改时间；文件内跨年 {turns} 次。")
        }
        YearFromCollection { year, path } => format!("最后一行为 {year} 年，取自 {path} 中的采集时间。"),
        YearGiven { year } => format!("最后一行为 {year} 年，由您指定。"),
        YearUnknown => "各行没有年份，证据中也无从得知。".into(),
        ZoneConflict { zone, path } => format!("{path} 给出了另一个时区 {zone}，未予采用。"),
        ClockFold { times } => {
            format!("有 {} 个时间因时钟回拨而出现两次：按各行先后判定，无法判定时取第一次。", grouped(*times))
        }
        ClockGap { times } => {
            format!("有 {} 个时间因时钟拨快而在该时区并不存在：按拨快之前的时差解读。", grouped(*times))
        }
        NotUnderstood { problem, count, first } => {
            format!("{} {}，最先出现于第 {} 处。", grouped(*count), problem_chinese(*problem), list(first))
        }
        RecognisedOnly => "已识别、已计算校验值并可查看，暂不提取其中的事件。".into(),
        NoSuchThing => "当前案件中没有此项。".into(),
        NoBytes { path } => format!("“{path}”没有可显示的内容。"),
        NoSuchZone { zone } => format!("“{zone}”不是 IANA 时区数据库中的时区。"),
    }
}

fn problem_chinese(problem: Problem) -> &'static str {
    match problem {
        Problem::UnknownLine => "行格式不符",
        Problem::BadTime => "个时间不存在于历法",
        Problem::ShortRecord => "条记录不完整",
        Problem::BadRecord => "条记录不合常规",
        Problem::LongLine => "行超过长度上限，只读取了开头",
        Problem::NulBytes => "行含有 NUL 字节",
    }
}

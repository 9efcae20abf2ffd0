//! The timeline, and the parts that came with it: grid, drawer, histogram.

use glasscase_core::text::{Lang, grouped};
use glasscase_core::timeline::{Action, Outcome};

crate::texts! {
    /// Separator at the drawer's edge.
    DrawerWidth => "Width of the drawer", "侧栏宽度";
    /// Drawer.
    DrawerEvent => "The selected event", "所选事件";
    /// Grid, for screen readers.
    GridLabel => "Events in order of time", "按时间排列的事件";
    /// Histogram, for screen readers.
    HistogramLabel => "Number of events over time", "事件数量随时间的分布";
    /// Histogram, for screen readers.
    HistogramKeys => "Arrow keys move, Shift with an arrow key extends, Enter zooms in, Escape shows all time.", "方向键移动，Shift 加方向键扩展选区，回车放大，Esc 显示全部时间。";
    /// Histogram switch.
    LogScale => "log scale", "对数刻度";
    /// Histogram link.
    AllTime => "all time", "全部时间";
    /// Legend, for screen readers.
    Legend => "Kinds of event", "事件类别";
    /// Placeholder of the filter.
    Filter => "Words that must occur, for example: root \"Failed password\"", "输入必须出现的词，例如：root \"Failed password\"";
    /// Filter, for screen readers.
    FilterLabel => "Filter events by words", "按关键词筛选事件";
    /// Button in the filter.
    ClearFilter => "Clear the text", "清除文字";
    /// Toggle in the query bar.
    Newest => "Newest first", "最新在前";
    /// Toggle in the query bar.
    Oldest => "Oldest first", "最早在前";
    /// Toggle in the query bar.
    Undated => "Undated", "无时间";
    /// Pointer text of the toggle.
    UndatedHint => "Events whose time nothing in the evidence states. They are kept in a lane of their own.", "证据中没有说明时间的事件，单独列出，不会丢失。";
    /// Button under 1,024 px.
    Facets => "Filters", "筛选";
    /// Facets.
    ClearAll => "Clear all", "全部清除";
    /// Facet.
    Kind => "Kind", "类别";
    /// Facet and column.
    Outcome => "Result", "结果";
    /// Facet and column.
    Address => "Address", "地址";
    /// Facet and column.
    User => "User", "用户";
    /// Facet and field.
    Host => "Host", "主机";
    /// Facet.
    Integrity => "Integrity of the file", "文件完整性";
    /// Facet.
    Files => "File", "文件";
    /// Column.
    Source => "Source", "来源";
    /// Column.
    Says => "What it says", "内容";
    /// Column, for screen readers.
    MarkColumn => "Integrity mark", "完整性标记";
    /// Column and field.
    Time => "Time", "时间";
    /// Field.
    Utc => "UTC", "UTC";
    /// Field.
    Written => "Written as", "原文时间";
    /// Field.
    Basis => "How it was decided", "时间依据";
    /// Field.
    NoTime => "No time is stated", "未记录时间";
    /// Field.
    Process => "Process", "进程";
    /// Heading.
    Fields => "All fields", "全部字段";
    /// Heading.
    Stands => "Where it stands", "原文位置";
    /// Field.
    File => "File", "文件";
    /// Field.
    Bytes => "Bytes", "字节";
    /// Field.
    Line => "Line", "行";
    /// Badge before the state of the file.
    FileIs => "file", "文件";
    /// Before any answer.
    NotKnown => "not proved yet", "尚未核验";
    /// State: nothing opened.
    EmptyTitle => "No events yet: nothing is open.", "尚无事件：还没有打开证据。";
    /// State: nothing opened.
    EmptyBody => "Drop a bundle, a folder or a single log anywhere on this page, or start from the Case view.", "将证据包、文件夹或单个日志拖放到页面任意位置，或从“案件”视图开始。";
    /// State: nothing opened.
    ToCase => "Go to the Case view", "前往案件视图";
    /// State: read to the end without an event.
    NoneTitle => "No event was found in what was opened.", "在已打开的内容中没有发现事件。";
    /// State: read to the end without an event.
    NoneBody => "The files are listed in the Evidence view. Formats that are recognised but not read yet are named there.", "文件列于“证据”视图，已识别但暂不提取事件的格式也会在那里说明。";
    /// State: read to the end without an event.
    ToEvidence => "Go to the Evidence view", "前往证据视图";
    /// State: while reading.
    FirstRows => "The first events appear as soon as a log has been read.", "读完第一份日志后即显示事件。";
    /// State: events, but none with a time.
    AllUndatedTitle => "None of the events has a time.", "所有事件均无时间。";
    /// State: events, but none with a time.
    AllUndatedBody => "Nothing in the evidence says when they happened. They are kept in a lane of their own.", "证据中没有说明这些事件发生的时间，现单独列出。";
    /// State: events, but none with a time.
    ToUndated => "Show the undated events", "查看无时间的事件";
    /// State: no row matches.
    NothingTitle => "Nothing matches.", "没有符合条件的事件。";
    /// State: no row matches.
    NothingBody => "No event fulfils all conditions together.", "没有事件同时满足所有条件。";
    /// State: no row matches.
    ShowAll => "Clear all conditions", "清除所有条件";
    /// State: no undated event.
    NoUndated => "Every event has a time. There is nothing in this lane.", "所有事件都有时间，此处为空。";
    /// State: no undated event.
    NoUndatedBody => "An event without a time would be kept here, so that none is lost.", "没有时间的事件会保留在此处，不会丢失。";
    /// State: no undated event.
    BackToDated => "Back to the dated events", "返回有时间的事件";
    /// Above the rows while reading.
    More => "Still reading: more events are coming.", "仍在读取：还会有更多事件。";
    /// Above the rows after Cancel.
    Stopped => "Reading was stopped. These are the events of the part that was read.", "读取已停止，以下是已读部分的事件。";
    /// Above the rows where a bundle could not be read to its end.
    Partial => "Not everything could be read. These are the events of the part that could; the Case view says what is missing.", "部分内容无法读取，以下是可读部分的事件；缺少的内容见“案件”视图。";
    /// Above the rows when the engine died.
    Failed => "The engine stopped. What was loaded stays in sight, but nothing new can be asked.", "引擎已停止。已载入的内容仍然可见，但无法继续查询。";
    /// While a text query runs.
    Searching => "searching…", "正在搜索…";
    /// In the undated lane.
    UndatedNote => "Here stand the events whose time nothing in the evidence states. They are not in the histogram.", "此处列出证据中没有说明时间的事件，它们不在分布图中。";
    /// Mark of the context line, for screen readers.
    ThisLine => "this event", "本事件";
    /// Button.
    OpenInEvidence => "Open in Evidence", "在证据视图中打开";
}

/// `1,938 of 31,902 · 4 ms`.
pub fn found(total: u32, of: u32, ms: u32, lang: Lang) -> String {
    let (total, of, ms) = (grouped(total.into()), grouped(of.into()), grouped(ms.into()));
    match lang {
        Lang::En => total + " of " + &of + " · " + &ms + " ms",
        Lang::Zh => total + " / " + &of + " · " + &ms + " 毫秒",
    }
}

/// What the histogram says, in a sentence.
pub fn histogram(total: u32, from: &str, to: &str, peak: u32, at: &str, lang: Lang) -> String {
    let (total, peak) = (grouped(total.into()), grouped(peak.into()));
    match lang {
        Lang::En => format!("{total} events from {from} to {to}. The most in one bar: {peak}, {at}."),
        Lang::Zh => format!("{from} 至 {to} 共 {total} 个事件。单柱最多 {peak} 个，在 {at}。"),
    }
}

/// `1 bar = 1 min`.
pub fn bar_width(ns: i64, lang: Lang) -> String {
    let seconds = ns / 1_000_000_000;
    let (n, en, zh) = match seconds {
        0 => (ns / 1_000_000, "ms", "毫秒"),
        1..60 => (seconds, "s", "秒"),
        60..3_600 => (seconds / 60, "min", "分钟"),
        3_600..86_400 => (seconds / 3_600, "h", "小时"),
        _ => (seconds / 86_400, if seconds == 86_400 { "day" } else { "days" }, "天"),
    };
    match lang {
        Lang::En => format!("1 bar = {n} {en}"),
        Lang::Zh => format!("每柱 {n} {zh}"),
    }
}

/// A number of events.
pub fn events(n: u32, lang: Lang) -> String {
    let number = grouped(n.into());
    match lang {
        Lang::En if n == 1 => number + " event",
        Lang::En => number + " events",
        Lang::Zh => number + " 个事件",
    }
}

/// The button of the undated lane.
pub fn undated(n: u32, lang: Lang) -> String {
    let word = T::Undated.t(lang).to_string();
    if n == 0 { word } else { word + " · " + &grouped(n.into()) }
}

/// The header of the time column.
pub fn time_in(zone: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Time ({zone})"),
        Lang::Zh => format!("时间（{zone}）"),
    }
}

/// How many values of a facet are not listed.
pub fn more_values(n: u32, lang: Lang) -> String {
    let n = grouped(n.into());
    match lang {
        Lang::En => format!("{n} more; filter by words to find them"),
        Lang::Zh => format!("另有 {n} 个，可用关键词查找"),
    }
}

/// A result in a word.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Success => lang.pick("ok", "成功"),
        Outcome::Failure => lang.pick("failed", "失败"),
    }
}

/// The mark of a row whose file is not proved.
pub fn marked(state: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("From a file that is {state}"),
        Lang::Zh => format!("来自{state}的文件"),
    }
}

/// An event in a sentence of plain words: what, by whom, from where, and how it ended.
pub fn title(action: &str, user: &str, address: &str, outcome: Option<Outcome>, lang: Lang) -> String {
    let known = Action::ALL.iter().find(|a| a.id() == action);
    let what = known.map_or(action, |a| a.title(lang));
    let login = known == Some(&Action::Login);
    match (lang, outcome) {
        (Lang::En, Some(outcome)) if login => {
            let who = if user.is_empty() { "Somebody" } else { user };
            let from = if address.is_empty() { String::new() } else { String::from(" from ") + address };
            match outcome {
                Outcome::Success => format!("{who} logged in{from}"),
                Outcome::Failure => format!("{who} tried to log in{from} and was refused"),
            }
        }
        (Lang::Zh, Some(outcome)) if login => {
            let did = match outcome {
                Outcome::Success => "登录成功",
                Outcome::Failure => "登录被拒绝",
            };
            let from = if address.is_empty() { String::new() } else { format!("从 {address} ") };
            if user.is_empty() { format!("{from}{did}") } else { format!("{user} {from}{did}") }
        }
        (Lang::En, _) => {
            let mut out = what.to_string();
            for (word, value) in [(" by ", user), (" from ", address)] {
                if !value.is_empty() {
                    out.push_str(word);
                    out.push_str(value);
                }
            }
            if outcome == Some(Outcome::Failure) {
                out.push_str(", refused");
            }
            out
        }
        (Lang::Zh, _) => {
            let mut out = what.to_string();
            for (word, value) in [("，用户 ", user), ("，来自 ", address)] {
                if !value.is_empty() {
                    out.push_str(word);
                    out.push_str(value);
                }
            }
            if outcome == Some(Outcome::Failure) {
                out.push_str("，被拒绝");
            }
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_reads_as_a_sentence() {
        let t = |lang, outcome| title("login", "deploy", "203.0.113.24", outcome, lang);
        assert_eq!(t(Lang::En, Some(Outcome::Success)), "deploy logged in from 203.0.113.24");
        assert_eq!(
            t(Lang::En, Some(Outcome::Failure)),
            "deploy tried to log in from 203.0.113.24 and was refused"
        );
        assert_eq!(t(Lang::Zh, Some(Outcome::Success)), "deploy 从 203.0.113.24 登录成功");
        assert_eq!(title("login", "", "", Some(Outcome::Success), Lang::En), "Somebody logged in");
    }

    #[test]
    fn other_events_name_what_is_known() {
        assert_eq!(title("sudo", "deploy", "", Some(Outcome::Failure), Lang::En), "sudo by deploy, refused");
        assert_eq!(title("boot", "", "", None, Lang::Zh), "系统启动");
        assert_eq!(title("something_new", "", "", None, Lang::En), "something_new");
    }

    #[test]
    fn widths_of_bars_are_round() {
        assert_eq!(bar_width(60_000_000_000, Lang::En), "1 bar = 1 min");
        assert_eq!(bar_width(7 * 86_400_000_000_000, Lang::Zh), "每柱 7 天");
        assert_eq!(bar_width(5_000_000_000, Lang::En), "1 bar = 5 s");
    }
}

//! The frame around every view: rail, bar, status line, intake, dialogs.

use crate::route::View;
use glasscase_core::text::{Lang, grouped};

crate::texts! {
    /// First thing that the Tab key reaches.
    SkipLink => "Skip to the content", "跳到正文";
    /// Rail.
    Case => "Case", "案件";
    /// Rail.
    Evidence => "Evidence", "证据";
    /// Rail.
    Manifest => "Manifest", "清单";
    /// Rail.
    Timeline => "Timeline", "时间线";
    /// Name of the rail.
    Views => "Views", "视图";
    /// In the bar while nothing is open.
    NoCase => "No case open", "尚未打开案件";
    /// In the search field.
    Search => "Search events, users, addresses…", "搜索事件、用户、地址…";
    /// Name of the form around the search field.
    SearchAll => "Search the case", "在案件中搜索";
    /// Menu beside the case's name.
    CaseMenu => "Case menu", "案件菜单";
    /// In the case menu.
    AddFiles => "Add files…", "添加文件…";
    /// In the case menu.
    AddFolder => "Add a folder…", "添加文件夹…";
    /// In the case menu.
    CloseCase => "Close the case…", "关闭案件…";
    /// Dialog.
    CloseCaseTitle => "Close this case?", "关闭此案件？";
    /// Dialog.
    CloseCaseBody => "The page forgets what was opened. The files themselves are not touched, and you can open them again.", "本页将清除已打开的内容。证据文件本身不受影响，可随时重新打开。";
    /// Dialog.
    CloseCaseYes => "Close the case", "关闭案件";
    /// Dialog.
    KeepOpen => "Keep it open", "继续查看";
    /// Menu of zones.
    ZoneMenu => "Time zone of all times on this page", "本页所有时间的时区";
    /// Zone.
    ZoneUtc => "UTC", "UTC";
    /// Zone.
    ZoneHost => "Host's zone", "主机时区";
    /// Zone.
    ZoneHostNote => "as the evidence states it", "以证据中的记录为准";
    /// Zone.
    ZoneBrowserNote => "this browser's zone", "本浏览器时区";
    /// Zone.
    ZoneOther => "Another zone (IANA name)", "其他时区（IANA 名称）";
    /// Zone.
    ZoneUse => "Use", "使用";
    /// Language button.
    LangButton => "Switch to Chinese", "切换为英文";
    /// Menu of looks.
    LookMenu => "Appearance", "外观";
    /// Theme.
    ThemeSystem => "As the system", "跟随系统";
    /// Theme.
    ThemeLight => "Light", "浅色";
    /// Theme.
    ThemeDark => "Dark", "深色";
    /// Density.
    Comfortable => "Comfortable rows", "宽松行距";
    /// Density.
    Compact => "Compact rows", "紧凑行距";
    /// Status line, nothing open.
    Idle => "Nothing is open. Drop evidence anywhere on this page.", "尚未打开任何内容。可将证据拖放到本页任意位置。";
    /// Status line.
    Starting => "Starting the engine…", "正在启动引擎…";
    /// Status line.
    Stopped => "The engine is not running.", "引擎未在运行。";
    /// Status line.
    ReadingStopped => "Reading stopped by you; what was read holds", "已由您停止读取，已读部分有效";
    /// Status line.
    Rehashing => "Second pass, for an algorithm that only the last manifest names", "第二遍读取：末尾的清单要求了另一种算法";
    /// Button in the status line.
    StopReading => "Cancel", "停止";
    /// Status line.
    Requests => "Requests that left this page:", "本页发出的网络请求：";
    /// Panel above the number of requests.
    RequestsNone => "Counted by the browser itself since the program was loaded: every resource that the page asked for, and every attempt that its security policy stopped.", "由浏览器自程序载入后统计：本页请求的全部资源，以及被安全策略拦下的全部尝试。";
    /// Panel above the number of requests.
    RequestsPolicy => "The page's security policy allows no address but the one it was loaded from; a copy opened from disk, none at all.", "本页的安全策略只允许访问其来源地址；从磁盘打开的单文件版本不允许访问任何地址。";
    /// In the list of requests.
    Blocked => "stopped by the policy", "已被策略拦截";
    /// While something is dragged over the page.
    DropHere => "Drop files or folders to open them", "松开即可打开文件或文件夹";
    /// Below it.
    NothingLeavesShort => "They are read in this browser. Nothing is uploaded.", "仅在本浏览器内读取，不会上传。";
    /// Trouble.
    NoFiles => "There is no file in what was dropped or picked. Drop a bundle, its unpacked folder, or single log files.", "所选内容中没有文件。请拖入证据包、解包后的文件夹，或单个日志文件。";
    /// Heading of the troubles.
    NotOpened => "Not everything could be opened", "部分内容未能打开";
    /// Closes the troubles.
    Dismiss => "Dismiss", "知道了";
    /// Dialog of keys.
    Keys => "Keys", "快捷键";
    /// Key.
    KeySearch => "search", "搜索";
    /// Key.
    KeyHelp => "this list", "显示本列表";
    /// Key.
    KeyGo => "go to Case, Evidence, Manifest, Timeline", "转到案件、证据、清单、时间线";
    /// Key.
    KeyMove => "next and previous row", "下一行、上一行";
    /// Key.
    KeyPages => "a page up and down", "上一页、下一页";
    /// Key.
    KeyEnds => "first and last row", "首行、末行";
    /// Key.
    KeyOpen => "open the selected row", "打开所选行";
    /// Key.
    KeyTree => "open and close a folder", "展开、折叠文件夹";
    /// Key.
    KeyClose => "close what is open", "关闭当前面板";
    /// Panel after a panic.
    DiedTitle => "The engine stopped while reading", "引擎在读取时停止";
    /// Panel after a panic.
    DiedBody => "This is a fault of the program, not a finding about the evidence: the bundle has not been checked. Nothing was changed and nothing was sent. Going on opens the other evidence again.", "这是程序的缺陷，并非对证据的结论：此证据包尚未完成校验。没有任何内容被改动或发送。继续将重新打开其余证据。";
    /// Panel after a panic.
    DiedWithout => "Go on without it", "跳过它继续";
    /// Panel after a panic.
    DiedAgain => "Start again", "重新开始";
    /// Panel after a panic.
    DiedDetail => "What the engine said", "引擎给出的信息";
    /// Panel when the engine cannot start.
    NotStartedTitle => "The engine could not be started", "引擎未能启动";
    /// Panel when the engine cannot start.
    NotStartedBody => "Reading evidence needs WebAssembly and workers. Reload the page; if that does not help, open it in a current Chrome, Edge, Firefox or Safari. Nothing was read and nothing was sent.", "读取证据需要 WebAssembly 与 Worker 支持。请重新载入本页；若仍无效，请改用新版 Chrome、Edge、Firefox 或 Safari。尚未读取任何内容，也没有发送任何数据。";
    /// Button.
    Reload => "Reload", "重新载入";
    /// Badge in the bar.
    Reading => "reading", "正在读取";
}

/// The name of a view.
pub fn view(view: View, lang: Lang) -> &'static str {
    match view {
        View::Case => T::Case,
        View::Evidence => T::Evidence,
        View::Manifest => T::Manifest,
        View::Timeline => T::Timeline,
    }
    .t(lang)
}

/// The badge of an altered case.
pub fn problems(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 problem".into(),
        (Lang::En, _) => format!("{} problems", grouped(n.into())),
        (Lang::Zh, _) => format!("{} 处不符", grouped(n.into())),
    }
}

/// Status line: what is being read.
pub fn reading(bundle: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Reading {bundle}"),
        Lang::Zh => format!("正在读取 {bundle}"),
    }
}

/// Status line: time left.
pub fn left(duration: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{duration} left"),
        Lang::Zh => format!("剩余 {duration}"),
    }
}

/// Status line: what was read.
pub fn totals(bundles: usize, entries: u32, events: u32, lang: Lang) -> String {
    let (entries, events) = (grouped(entries.into()), grouped(events.into()));
    match lang {
        Lang::En => {
            let s = |n: bool| if n { "" } else { "s" };
            format!(
                "{bundles} bundle{} read · {entries} file{} · {events} event{}",
                s(bundles == 1),
                s(entries == "1"),
                s(events == "1")
            )
        }
        Lang::Zh => format!("已读取 {bundles} 个证据包 · {entries} 个文件 · {events} 个事件"),
    }
}

/// Status line: the speed of the last reading.
pub fn last_rate(rate: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{rate} when last read"),
        Lang::Zh => format!("上次读取速度 {rate}"),
    }
}

/// Status line: a folder is being listed.
pub fn listing(found: u32, lang: Lang) -> String {
    let found = grouped(found.into());
    match lang {
        Lang::En => format!("Listing the folder: {found} files so far"),
        Lang::Zh => format!("正在列出文件夹：已找到 {found} 个文件"),
    }
}

/// A file or folder that the browser may not read.
pub fn unreadable(path: &str, reason: &str, lang: Lang) -> String {
    match (lang, reason) {
        (Lang::En, "NotFoundError") => format!(
            "“{path}” is no longer where it was. Check that the medium is connected, and add it again. Whatever a manifest lists there will show as missing."
        ),
        (Lang::Zh, "NotFoundError") => {
            format!(
                "“{path}”已不在原处。请检查介质是否连接，然后重新添加。清单中列在此处的文件将显示为缺失。"
            )
        }
        (Lang::En, _) => format!(
            "“{path}” could not be read ({reason}). Give yourself permission to read it, or pack it as a .tar on the host, and add it again. Everything else was opened; whatever a manifest lists there will show as missing."
        ),
        (Lang::Zh, _) => format!(
            "无法读取“{path}”（{reason}）。请为当前用户授予读取权限，或在主机上打包为 .tar 后重新添加。其余内容均已打开；清单中列在此处的文件将显示为缺失。"
        ),
    }
}

/// The sample case is not to be had.
pub fn no_sample(why: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("The sample case could not be opened: {why}. Drop a bundle of your own instead."),
        Lang::Zh => format!("无法打开示例案件：{why}。请改为拖入自己的证据包。"),
    }
}

/// A zone that the engine does not know.
pub fn no_zone(zone: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("“{zone}” is not a zone of the IANA database. Write it as in Asia/Shanghai."),
        Lang::Zh => format!("“{zone}”不是 IANA 时区。请按 Asia/Shanghai 的形式填写。"),
    }
}

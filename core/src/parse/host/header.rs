//! The part of a syslog line before the message, in the dialects that programs really write.

use crate::parse::Stamp;
use crate::parse::bytes::{number, split_once, within, word};
use crate::parse::stamp::{self, Read};

/// RFC 5424, table 1, by the names of syslog(3).
pub const FACILITIES: [&str; 24] = [
    "kern",
    "user",
    "mail",
    "daemon",
    "auth",
    "syslog",
    "lpr",
    "news",
    "uucp",
    "cron",
    "authpriv",
    "ftp",
    "ntp",
    "security",
    "console",
    "solaris-cron",
    "local0",
    "local1",
    "local2",
    "local3",
    "local4",
    "local5",
    "local6",
    "local7",
];

/// RFC 5424, table 2.
pub const SEVERITIES: [&str; 8] = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

/// A syslog line taken apart. Empty where the line does not have a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header<'a> {
    /// The time; nothing where no calendar has it.
    pub stamp: Option<Stamp>,
    /// The time as written.
    pub time: &'a [u8],
    /// The smallest step of the time, in nanoseconds.
    pub precision: i64,
    /// `<34>`: facility and severity in one number.
    pub priority: Option<u64>,
    /// A severity in words: `INFO`, `Info`, `auth.info`.
    pub level: &'a [u8],
    /// Host.
    pub host: &'a [u8],
    /// Program, as written (it may be a path).
    pub program: &'a [u8],
    /// Process number.
    pub pid: &'a [u8],
    /// Message identifier of RFC 5424.
    pub message_id: &'a [u8],
    /// Structured data of RFC 5424, as written.
    pub structured: &'a [u8],
    /// The message.
    pub message: &'a [u8],
}

impl<'a> Header<'a> {
    /// Takes a line apart; nothing where it is not of one of the dialects.
    pub fn read(line: &'a [u8]) -> Option<Self> {
        let (priority, line) = match priority(line) {
            Some((priority, rest)) => (Some(priority), rest),
            None => (None, line),
        };
        let header = if let (Some(_), [b'1', b' ', rest @ ..]) = (priority, line) {
            rfc5424(rest)?
        } else if let Some(time) = stamp::bsd(line) {
            after_time(Self::dated(&time), time.rest)?
        } else {
            let time = stamp::iso(line)?;
            after_iso_time(Self::dated(&time), time.rest)?
        };
        Some(Self { priority, ..header })
    }

    fn dated(time: &Read<'a>) -> Self {
        Self { stamp: time.stamp, time: time.text, precision: time.precision, ..Self::default() }
    }

    /// The program without folders: `/sbin/anacron` → `anacron`.
    pub fn program_name(&self) -> &'a [u8] {
        self.program.rsplit(|&b| b == b'/').next().unwrap_or(self.program)
    }
}

/// `<34>`; RFC 3164 allows up to three digits.
fn priority(line: &[u8]) -> Option<(u64, &[u8])> {
    let (inner, rest) = split_once(line.strip_prefix(b"<")?, b">")?;
    let value = number(inner).filter(|&n| n <= 191)?;
    Some((value, rest))
}

/// `2026-11-20T01:54:29Z host app pid msgid [sd] msg`, after the version.
fn rfc5424(text: &[u8]) -> Option<Header<'_>> {
    let (time, rest) = word(text);
    let mut header = Header { time, precision: stamp::SECOND, ..Header::default() };
    if time != b"-" {
        let read = stamp::iso(time)?;
        (header.stamp, header.precision) = (read.stamp, read.precision);
    }
    let (host, rest) = word(rest);
    let (program, rest) = word(rest);
    let (pid, rest) = word(rest);
    let (message_id, rest) = word(rest);
    let (structured, rest) = structured(rest)?;
    let message = rest.strip_prefix(b" ").unwrap_or(rest);
    header.host = present(host);
    header.program = present(program);
    header.pid = present(pid);
    header.message_id = present(message_id);
    header.structured = present(structured);
    header.message = message.strip_prefix(b"\xef\xbb\xbf").unwrap_or(message).trim_ascii_start();
    Some(header)
}

/// `-` stands for nothing.
fn present(text: &[u8]) -> &[u8] {
    if text == b"-" { &[] } else { text }
}

/// `-`, or elements in brackets; `"` quotes and `\` escapes inside them.
fn structured(text: &[u8]) -> Option<(&[u8], &[u8])> {
    if let [b'-', ..] = text {
        return text.split_at_checked(1);
    }
    let (mut open, mut quoted, mut escaped) = (false, false, false);
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' if open => quoted = !quoted,
            b'[' if !quoted => open = true,
            b']' if !quoted => open = false,
            _ if !open => return text.split_at_checked(at),
            _ => {}
        }
    }
    (!open).then_some((text, &[]))
}

/// Chrome OS leaves the host out and writes the severity in its place.
const LEVELS: [&[u8]; 9] =
    [b"EMERG", b"ALERT", b"CRIT", b"ERR", b"ERROR", b"WARNING", b"NOTICE", b"INFO", b"DEBUG"];

fn after_iso_time<'a>(header: Header<'a>, rest: &'a [u8]) -> Option<Header<'a>> {
    let text = rest.strip_prefix(b" ")?;
    let (first, after) = word(text);
    if LEVELS.contains(&first) {
        return Some(tag(Header { level: first, ..header }, after));
    }
    after_time(header, rest)
}

/// ` host prog[pid]: msg`, ` prog: msg` without a host, `: msg` without both.
fn after_time<'a>(header: Header<'a>, rest: &'a [u8]) -> Option<Header<'a>> {
    if let Some(message) = rest.strip_prefix(b":") {
        return Some(Header { message: message.trim_ascii_start(), ..header });
    }
    let text = rest.strip_prefix(b" ")?.trim_ascii_start();
    let (first, after) = word(text);
    if first == b"---" {
        return Some(Header { message: text, ..header });
    }
    if first.ends_with(b":") && first.len() > 1 {
        return Some(tag(header, text));
    }
    if let Some(level) = within(first, b'<', b'>') {
        let (host, after) = word(after);
        return Some(tag(Header { level, host, ..header }, after));
    }
    let header = Header { host: first, ..header };
    let (word, behind) = word(after);
    if is_facility_and_severity(word) {
        return Some(tag(Header { level: word, ..header }, behind));
    }
    Some(tag(header, after))
}

/// `auth.info` between host and program, as BusyBox writes it.
fn is_facility_and_severity(text: &[u8]) -> bool {
    let Some((facility, severity)) = split_once(text, b".") else { return false };
    let is =
        |name: &&str| name.as_bytes() == severity || (name.as_bytes() == b"warning" && severity == b"warn");
    FACILITIES.iter().any(|name| name.as_bytes() == facility) && SEVERITIES.iter().any(is)
}

/// `prog[pid]: msg`. Without a colon or brackets behind the first word there is no program: all is the message.
fn tag<'a>(header: Header<'a>, text: &'a [u8]) -> Header<'a> {
    let text = text.trim_ascii_start();
    let whole = Header { message: text, ..header };
    let Some(end) = text.iter().position(|b| matches!(b, b':' | b'[' | b' ')) else { return whole };
    let Some((program, after)) = text.split_at_checked(end) else { return whole };
    if program.is_empty() {
        return whole;
    }
    if let Some(message) = after.strip_prefix(b":") {
        return Header { program, message: message.trim_ascii_start(), ..header };
    }
    let Some((pid, after)) = after.strip_prefix(b"[").and_then(|after| split_once(after, b"]")) else {
        return whole;
    };
    let (level, after) = darwin_level(after).unwrap_or((header.level, after));
    match after.strip_prefix(b":") {
        Some(message) => Header { program, pid, level, message: message.trim_ascii_start(), ..header },
        None => whole,
    }
}

/// ` <Info>` between process and colon, as macOS writes it.
fn darwin_level(text: &[u8]) -> Option<(&[u8], &[u8])> {
    split_once(text.strip_prefix(b" <")?, b">")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Host, program, process number, message.
    #[track_caller]
    fn check(line: &str, expected: [&str; 4]) {
        let header = Header::read(line.as_bytes()).expect(line);
        let got = [header.host, header.program, header.pid, header.message];
        assert_eq!(got.map(|part| std::str::from_utf8(part).unwrap()), expected, "{line}");
    }

    #[test]
    fn rfc_3164() {
        check("Nov 20 01:54:29 h sshd[1]: x: y", ["h", "sshd", "1", "x: y"]);
        check(
            "<34>Oct 11 22:14:15 mymachine su: 'su root' failed",
            ["mymachine", "su", "", "'su root' failed"],
        );
        check("Nov 20 01:54:48 h sudo:   deploy : TTY=pts/0", ["h", "sudo", "", "deploy : TTY=pts/0"]);
        check("Nov 20 01:54:48 h (systemd): x", ["h", "(systemd)", "", "x"]);
        check("Dec 31 17:54:32 h /sbin/anacron[12]: x", ["h", "/sbin/anacron", "12", "x"]);
        check("Nov 18 08:30:20 kernel: [997.3] sda2: x", ["", "kernel", "", "[997.3] sda2: x"]);
        check("Nov 18 08:30:20 cron[7]: x", ["", "cron", "7", "x"]);
        check("Jan 22 07:54:32 h Job `cron.daily' terminated", ["h", "", "", "Job `cron.daily' terminated"]);
        check(
            "Nov 18 01:15:43: --- last message repeated ---",
            ["", "", "", "--- last message repeated ---"],
        );
        check("Mar 24 14:26:01 --- last message ---", ["", "", "", "--- last message ---"]);
        check("Nov  3 09:23:38 h lookup for opt failed", ["h", "", "", "lookup for opt failed"]);
        check("Mar 11 19:26:45 osx fw[19] <Info>: launchd x", ["osx", "fw", "19", "launchd x"]);
        check("Mar 11 19:26:45 alpine auth.info sshd[19]: x", ["alpine", "sshd", "19", "x"]);
        check("Mar 11 19:26:45 alpine cron.warn crond: x", ["alpine", "crond", "", "x"]);
        check("Mar 11 19:26:45 alpine my.info sshd[19]: x", ["alpine", "", "", "my.info sshd[19]: x"]);
        check("Mar 11 19:26:45 <auth.info> bsd sshd[19]: x", ["bsd", "sshd", "19", "x"]);
    }

    #[test]
    fn high_precision() {
        check("2026-11-20T01:54:29.123456+08:00 h sshd[1]: x", ["h", "sshd", "1", "x"]);
        check("2016-10-25T12:37:23.297265-07:00 INFO p_s[13]: c: done", ["", "p_s", "13", "c: done"]);
        check("2016-10-25T12:37:23.297265-07:00 ERR kernel: [ 3.1] x", ["", "kernel", "", "[ 3.1] x"]);
    }

    #[test]
    fn rfc_5424() {
        let line = "<34>1 2003-10-11T22:14:15.003Z m.example.com su - ID47 - \u{feff}'su root' failed";
        check(line, ["m.example.com", "su", "", "'su root' failed"]);
        let line = r#"<165>1 2003-10-11T22:14:15.003Z h evntslog 7 ID47 [ex@1 a="\"]x" b="2"][y@2] An event"#;
        check(line, ["h", "evntslog", "7", "An event"]);
        let header = Header::read(line.as_bytes()).unwrap();
        assert_eq!(header.structured, br#"[ex@1 a="\"]x" b="2"][y@2]"#);
        assert_eq!((header.message_id, header.priority), (&b"ID47"[..], Some(165)));
        check("<34>1 - - - - - -", ["", "", "", ""]);
        assert_eq!(Header::read(b"<34>1 2003-10-11T22:14:15.003Z h a 7 - [x"), None);
    }

    #[test]
    fn other_lines() {
        for line in
            ["", "\tmany parsers.", "MMM 22 07:54:32 h x: y", "<34>x", "Mar 23 Wrong line", "Nov 20 01:54:29"]
        {
            assert_eq!(Header::read(line.as_bytes()), None, "{line}");
        }
    }
}

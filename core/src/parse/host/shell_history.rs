//! Histories of shells: bash, zsh, sh and their kin.
//!
//! # What it is
//! The commands that a user typed, in the order in which shells wrote them out. bash writes `#1794791135` before an
//! entry where HISTTIMEFORMAT was set; all lines up to the next such mark are that entry. zsh with EXTENDED_HISTORY
//! writes `: 1794791135:0;command`, and a backslash at the end of a line goes on.
//!
//! # Where it lies
//! `.bash_history`, `.zsh_history`, `.sh_history`, `.ash_history` in a home folder, whose name gives the user.
//!
//! # Times and what is assumed
//! A mark counts seconds since 1970 UTC, from when the command began; nothing is assumed. Entries without a mark
//! are undated. A shell writes its history when it ends, so the order of the file is not the order in time where
//! several shells ran.
//!
//! # What we do not read
//! fish (another format). The history says what was typed, not whether it ran.

use crate::artifact::{ArtifactKind, host_path};
use crate::parse::bytes::{number, split_once, string};
use crate::parse::stamp::{self, SECOND};
use crate::parse::{Confidence, Event, Explained, Flow, Framing, Parser, Problem, Scan, Sink, Stamp};
use crate::timeline::Action;

/// The parser.
pub struct ShellHistory;

/// Bytes of one entry that are looked at; further lines of it are told as too long.
const ENTRY: u64 = 64 << 10;

impl Parser for ShellHistory {
    fn id(&self) -> &'static str {
        "shell_history"
    }

    fn probe(&self, kind: ArtifactKind, path: &str, head: &[u8]) -> Confidence {
        if path.ends_with("fish_history") {
            return Confidence::No;
        }
        match kind {
            ArtifactKind::ShellHistory if looks_like(head) => Confidence::Sure,
            ArtifactKind::ShellHistory => Confidence::Name,
            ArtifactKind::Text if looks_like(head) => Confidence::Content,
            _ => Confidence::No,
        }
    }

    fn framing(&self, _head: &[u8]) -> Framing {
        Framing::Lines
    }

    fn scan(&self, _kind: ArtifactKind, path: &str) -> Box<dyn Scan> {
        Box::new(Entries { user: user(path).to_owned(), shell: shell(path), open: None, marked: false })
    }

    fn explain(&self, _kind: ArtifactKind, path: &str, record: &[u8]) -> Explained {
        let entry = Entry::read(record);
        let command = string(&unmetafied(entry.command, shell(path)));
        let mut fields = vec![("command", command.clone())];
        if !user(path).is_empty() {
            fields.push(("user", user(path).to_owned()));
        }
        if !entry.duration.is_empty() {
            fields.push(("duration", string(entry.duration)));
        }
        Explained {
            message: command,
            process: shell(path).to_owned(),
            time_original: string(entry.time),
            precision: SECOND,
            fields,
        }
    }
}

/// Whether it begins with a time mark of bash or zsh.
pub fn looks_like(head: &[u8]) -> bool {
    let Some(first) = head.split(|&b| b == b'\n').next() else { return false };
    let first = first.strip_suffix(b"\r").unwrap_or(first);
    first.len() < head.len() && (bash_mark(first).is_some() || zsh(first).is_some())
}

/// The user whose home folder it lies in; empty where the path does not say.
fn user(path: &str) -> &str {
    let inner = host_path(path).inner;
    if inner.starts_with("root/") {
        return "root";
    }
    inner.strip_prefix("home/").and_then(|rest| rest.split_once('/')).map_or("", |(user, _)| user)
}

fn shell(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.trim_start_matches('.') {
        name if name.starts_with("bash") => "bash",
        "zsh_history" | "zhistory" | "histfile" => "zsh",
        "ksh_history" => "ksh",
        "ash_history" => "ash",
        _ => "sh",
    }
}

/// `#1794791135`: the digits.
fn bash_mark(line: &[u8]) -> Option<&[u8]> {
    let digits = line.strip_prefix(b"#")?;
    ((8..=11).contains(&digits.len()) && number(digits).is_some()).then_some(digits)
}

/// `: 1794791135:0;command`: begin, duration, command.
fn zsh(line: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (times, command) = split_once(line.strip_prefix(b": ")?, b";")?;
    let (begin, duration) = split_once(times.trim_ascii_start(), b":")?;
    (number(begin).is_some() && number(duration).is_some()).then_some((begin, duration, command))
}

/// An entry with its marks taken off.
struct Entry<'a> {
    time: &'a [u8],
    duration: &'a [u8],
    command: &'a [u8],
}

impl<'a> Entry<'a> {
    fn read(record: &'a [u8]) -> Self {
        let (first, rest) = split_once(record, b"\n").unwrap_or((record, b""));
        if let Some(time) = bash_mark(first.trim_ascii_end()) {
            return Self { time, duration: b"", command: rest };
        }
        match zsh(record) {
            Some((time, duration, command)) => Self { time, duration, command },
            None => Self { time: b"", duration: b"", command: record },
        }
    }
}

/// zsh writes bytes with a meaning of their own as 0x83 and the byte with bit 5 turned.
fn unmetafied(command: &[u8], shell: &str) -> Vec<u8> {
    let mut meta = false;
    let mut out = Vec::with_capacity(command.len());
    for &byte in command {
        match byte {
            0x83 if shell == "zsh" && !meta => meta = true,
            _ => out.push(if std::mem::take(&mut meta) { byte ^ 0x20 } else { byte }),
        }
    }
    out
}

/// An entry that may have further lines.
struct Open {
    stamp: Option<Stamp>,
    begins: u64,
    ends: u64,
    /// Whether anything but the mark was seen.
    command: bool,
    /// Whether the rest of it was told as too long.
    cut: bool,
}

struct Entries {
    user: String,
    shell: &'static str,
    open: Option<Open>,
    /// A mark of bash was seen: from here on, lines without one go on from the line before.
    marked: bool,
}

impl Scan for Entries {
    fn record(&mut self, offset: u64, line: &[u8], sink: &mut dyn Sink) -> Flow {
        if line.contains(&0) {
            sink.problem(offset, Problem::NulBytes);
        }
        let ends = offset + line.len() as u64;
        if let Some(digits) = bash_mark(line) {
            let flow = self.close(sink);
            self.marked = true;
            let stamp = stamp::epoch(digits);
            self.open = Some(Open { stamp, begins: offset, ends, command: false, cut: false });
            return flow;
        }
        if let Some((begin, _, _)) = zsh(line) {
            let flow = self.close(sink);
            let stamp = stamp::epoch(begin);
            if stamp.is_none() {
                sink.problem(offset, Problem::BadTime);
            }
            self.open = Some(Open { stamp, begins: offset, ends, command: true, cut: false });
            return self.end_unless_it_goes_on(line, flow, sink);
        }
        if self.open.is_some() {
            self.extend(offset, ends, sink);
            return if self.marked {
                Flow::Continue
            } else {
                self.end_unless_it_goes_on(line, Flow::Continue, sink)
            };
        }
        if line.is_empty() {
            return Flow::Continue;
        }
        self.open = Some(Open { stamp: None, begins: offset, ends, command: true, cut: false });
        self.end_unless_it_goes_on(line, Flow::Continue, sink)
    }

    fn finish(&mut self, sink: &mut dyn Sink) {
        self.close(sink);
    }
}

impl Entries {
    /// Lines of zsh go on behind a backslash; an undated line of another shell is an entry of its own.
    fn end_unless_it_goes_on(&mut self, line: &[u8], flow: Flow, sink: &mut dyn Sink) -> Flow {
        let slashes = line.iter().rev().take_while(|&&b| b == b'\\').count();
        if flow == Flow::Continue && !(self.shell == "zsh" && slashes % 2 == 1) {
            self.close(sink)
        } else {
            flow
        }
    }

    fn extend(&mut self, offset: u64, ends: u64, sink: &mut dyn Sink) {
        let Some(open) = &mut self.open else { return };
        open.command = true;
        if ends - open.begins <= ENTRY {
            open.ends = ends;
        } else if !std::mem::replace(&mut open.cut, true) {
            sink.problem(offset, Problem::LongLine);
        }
    }

    /// Sends the open entry. A mark without a command is none.
    fn close(&mut self, sink: &mut dyn Sink) -> Flow {
        let Some(open) = self.open.take() else { return Flow::Continue };
        if !open.command {
            sink.problem(open.begins, Problem::UnknownLine);
            return Flow::Continue;
        }
        sink.event(&Event {
            time: open.stamp,
            span: (open.begins, u32::try_from(open.ends - open.begins).unwrap_or(u32::MAX)),
            action: Action::Command,
            outcome: None,
            host: b"",
            user: self.user.as_bytes(),
            address: b"",
            program: self.shell.as_bytes(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::events;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &str, commands: &[&str]) {
        assert_eq!(events(&ShellHistory, ArtifactKind::ShellHistory, path, text.as_bytes()), expected);
        let spans = crate::testing::spans(&ShellHistory, ArtifactKind::ShellHistory, path, text.as_bytes());
        let got: Vec<_> = spans
            .iter()
            .map(|span| {
                ShellHistory.explain(ArtifactKind::ShellHistory, path, &text.as_bytes()[span.clone()]).message
            })
            .collect();
        assert_eq!(got, commands);
    }

    #[test]
    fn bash_with_marks() {
        check(
            "home/a/.bash_history",
            "#1380630977\nls\n#1380630978\necho \"x\ny\"\n\n#1380630979\n",
            "0 1380630977.000000 command - - a - bash\n15 1380630978.000000 command - - a - bash\n39 ! UnknownLine\n",
            &["ls", "echo \"x\ny\"\n"],
        );
    }

    #[test]
    fn bash_without_marks_then_with() {
        check(
            "[root]/root/.bash_history",
            "ls\n\nid\n# a comment\n#1380630977\nw",
            "0 - command - - root - bash\n4 - command - - root - bash\n7 - command - - root - bash\n19 1380630977.000000 command - - root - bash\n",
            &["ls", "id", "# a comment", "w"],
        );
    }

    #[test]
    fn zsh_extended() {
        check(
            "home/a/.zsh_history",
            ": 1700000000:5;for i in 1\\\n2; do\\\ndone\n: 1700000001:0;ls\nplain\n",
            "0 1700000000.000000 command - - a - zsh\n39 1700000001.000000 command - - a - zsh\n57 - command - - a - zsh\n",
            &["for i in 1\\\n2; do\\\ndone", "ls", "plain"],
        );
    }

    #[test]
    fn the_user_is_the_owner_of_the_home_folder() {
        for (path, expected) in [
            ("data/host/h/root/home/deploy/.bash_history", "deploy"),
            ("data/host/h/root/root/.bash_history", "root"),
            ("[root]/root/.zsh_history", "root"),
            ("var/www/.bash_history", ""),
            (".bash_history", ""),
        ] {
            assert_eq!(user(path), expected, "{path}");
        }
    }

    #[test]
    fn an_endless_entry_is_cut_once() {
        let text = format!("#1380630977\n{}", "x\n".repeat(40_000));
        let seen = events(&ShellHistory, ArtifactKind::ShellHistory, ".bash_history", text.as_bytes());
        assert_eq!(seen, "65536 ! LongLine\n0 1380630977.000000 command - - - - bash\n");
    }

    #[test]
    fn zsh_hides_bytes_of_its_own() {
        assert_eq!(unmetafied(b"\xe4\xbd\x83\xa0x", "zsh"), "\u{4f40}x".as_bytes());
        assert_eq!(unmetafied(b"a\x83", "bash"), b"a\x83");
    }
}

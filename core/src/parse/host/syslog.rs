//! Logs of syslog daemons: auth.log, secure, syslog, messages, kern.log, cron.log.
//!
//! # What it is
//! One line a message, written by rsyslog, syslog-ng, sysklogd or journald's forwarding. Three dialects: RFC 3164
//! (`Nov 20 01:54:29 host sshd[490]: …`), the high-precision form (`2026-11-20T01:54:29.123456+08:00 host …`) and
//! RFC 5424 (`<34>1 2026-11-20T01:54:29Z host sshd 490 - - …`), each perhaps with a priority in front. What sshd,
//! sudo, su, cron, login, the account tools, systemd and PAM say is recognised by program.
//!
//! # Where it lies
//! `/var/log/auth.log` and `/var/log/syslog` (Debian), `/var/log/secure` and `/var/log/messages` (Red Hat), with
//! their rotated copies.
//!
//! # Times and what is assumed
//! Nothing is assumed here: RFC 3164 has neither year nor zone, and is handed on so. An offset in the line counts.
//!
//! # What we do not read
//! A line without a time goes on from the one before (or was broken in two); it is counted and shown, but makes no
//! event of its own.

use super::header::{FACILITIES, Header, SEVERITIES};
use super::message::{self, Fields};
use crate::artifact::ArtifactKind;
use crate::parse::bytes::string;
use crate::parse::{Confidence, Event, Explained, Flow, Framing, Parser, Problem, Scan, Sink};
use memchr::memchr;

/// The parser.
pub struct Syslog;

impl Parser for Syslog {
    fn id(&self) -> &'static str {
        "syslog"
    }

    fn probe(&self, kind: ArtifactKind, _path: &str, head: &[u8]) -> Confidence {
        match kind {
            ArtifactKind::AuthLog | ArtifactKind::Syslog if looks_like(head) => Confidence::Sure,
            ArtifactKind::AuthLog | ArtifactKind::Syslog => Confidence::Name,
            ArtifactKind::Text if looks_like(head) => Confidence::Content,
            _ => Confidence::No,
        }
    }

    fn framing(&self, _head: &[u8]) -> Framing {
        Framing::Lines
    }

    fn scan(&self, _kind: ArtifactKind, _path: &str) -> Box<dyn Scan> {
        Box::new(Lines)
    }

    fn explain(&self, _kind: ArtifactKind, _path: &str, record: &[u8]) -> Explained {
        let Some(header) = Header::read(record) else {
            return Explained { message: string(record), ..Explained::default() };
        };
        let mut fields = Fields::kept();
        let finding = message::recognise(header.program_name(), header.message, &mut fields);
        let mut all = header_fields(&header);
        all.put("user", finding.user);
        all.put("address", finding.address);
        all.append(fields);
        Explained {
            message: string(header.message),
            process: process(&header),
            time_original: string(header.time),
            precision: header.precision,
            fields: all.into_strings(),
        }
    }
}

/// Whether two of the first lines, or all where there are fewer, are syslog lines with a program: other logs begin
/// with such a time as well.
pub fn looks_like(head: &[u8]) -> bool {
    let whole = head.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    let (lines, good) = whole.take(8).fold((0, 0), |(lines, good), line| {
        let read = Header::read(line.strip_suffix(b"\r").unwrap_or(line));
        (lines + 1, good + usize::from(read.is_some_and(|header| !header.program.is_empty())))
    });
    good >= 2 || (good > 0 && good == lines)
}

struct Lines;

impl Scan for Lines {
    fn record(&mut self, offset: u64, record: &[u8], sink: &mut dyn Sink) -> Flow {
        let (offset, record) = without_nul(offset, record, sink);
        if record.is_empty() {
            return Flow::Continue;
        }
        let Some(header) = Header::read(record) else {
            sink.problem(offset, Problem::UnknownLine);
            return Flow::Continue;
        };
        if header.stamp.is_none() && header.time != b"-" {
            sink.problem(offset, Problem::BadTime);
        }
        let program = header.program_name();
        let finding = message::recognise(program, header.message, &mut Fields::ignored());
        sink.event(&Event {
            time: header.stamp,
            span: (offset, u32::try_from(record.len()).unwrap_or(u32::MAX)),
            action: finding.action,
            outcome: finding.outcome,
            host: header.host,
            user: finding.user,
            address: finding.address,
            program,
        })
    }
}

/// After a crash of the host, and after some tampering, a log has runs of NUL where text was. They are told, and the
/// line behind them is read.
fn without_nul<'a>(offset: u64, record: &'a [u8], sink: &mut dyn Sink) -> (u64, &'a [u8]) {
    if memchr(0, record).is_none() {
        return (offset, record);
    }
    sink.problem(offset, Problem::NulBytes);
    let leading = record.iter().take_while(|&&b| b == 0).count();
    (offset + leading as u64, record.get(leading..).unwrap_or(&[]))
}

fn process(header: &Header<'_>) -> String {
    let program = string(header.program_name());
    if header.pid.is_empty() { program } else { format!("{program}[{}]", string(header.pid)) }
}

fn header_fields<'a>(header: &Header<'a>) -> Fields<'a> {
    let mut fields = Fields::kept();
    if let Some(priority) = header.priority {
        fields
            .put("facility", FACILITIES.get((priority / 8) as usize).copied().unwrap_or_default().as_bytes());
        fields
            .put("severity", SEVERITIES.get((priority % 8) as usize).copied().unwrap_or_default().as_bytes());
    }
    fields.put("severity", header.level);
    fields.put("host", header.host);
    fields.put("program", header.program);
    fields.put("pid", header.pid);
    fields.put("message_id", header.message_id);
    fields.put("structured_data", header.structured);
    fields
}

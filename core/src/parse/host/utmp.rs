//! The utmp family: wtmp, btmp, utmp.
//!
//! # What it is
//! Records of a fixed size, `struct utmp` of glibc (`bits/utmp.h`): who began or ended a session at which terminal
//! and from where, starts and stops of the host, changes of the clock; in btmp each refused log-in. 384 bytes on
//! x86 and other machines that keep 32-bit times here, 400 bytes on 64-bit ARM and others. The byte order is the
//! host's; size and order are told by which reading makes sense.
//!
//! # Where it lies
//! `/var/log/wtmp`, `/var/log/btmp` with their rotated copies, `/run/utmp` (`/var/run/utmp`).
//!
//! # Times and what is assumed
//! Seconds and microseconds since 1970 UTC: nothing is assumed.
//!
//! # What we do not read
//! A record of nothing but zeros says nothing and is told as a problem with its place: no program writes it, and
//! wiping a record is an old way to hide a log-in.

use crate::artifact::ArtifactKind;
use crate::parse::bytes::{is_address, string};
use crate::parse::stamp::SECOND;
use crate::parse::{Confidence, Event, Explained, Flow, Framing, Parser, Problem, Scan, Sink, Stamp};
use crate::timeline::{Action, Outcome};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The parser.
pub struct Utmp;

/// Bytes of a record with 32-bit times.
const SHORT: usize = 384;
/// Bytes of a record with 64-bit times.
const LONG: usize = 400;

impl Parser for Utmp {
    fn id(&self) -> &'static str {
        "utmp"
    }

    fn probe(&self, kind: ArtifactKind, _path: &str, head: &[u8]) -> Confidence {
        match kind {
            ArtifactKind::Wtmp | ArtifactKind::Btmp | ArtifactKind::Utmp if looks_like(head) => {
                Confidence::Sure
            }
            ArtifactKind::Wtmp | ArtifactKind::Btmp | ArtifactKind::Utmp => Confidence::Name,
            ArtifactKind::Binary if looks_like(head) => Confidence::Content,
            _ => Confidence::No,
        }
    }

    fn framing(&self, head: &[u8]) -> Framing {
        Framing::Fixed(if sense(head, LONG) > sense(head, SHORT) { LONG } else { SHORT })
    }

    fn scan(&self, kind: ArtifactKind, _path: &str) -> Box<dyn Scan> {
        Box::new(Records { kind, address: Vec::with_capacity(46) })
    }

    fn explain(&self, kind: ArtifactKind, _path: &str, record: &[u8]) -> Explained {
        let Some(record) = Record::read(record) else { return Explained::default() };
        let address = record.address().map(|ip| ip.to_string()).unwrap_or_default();
        // Starts and stops of the host write the kernel's release there.
        let host = if record.is_mark() { "kernel" } else { "rhost" };
        let mut fields = vec![("type", record.type_name().to_owned()), ("pid", record.pid.to_string())];
        for (name, value) in
            [("tty", record.line), ("id", record.id), ("user", record.user), (host, record.host)]
        {
            if !value.is_empty() {
                fields.push((name, string(value)));
            }
        }
        if !address.is_empty() {
            fields.push(("address", address));
        }
        for (name, value) in [("exit_signal", record.exit.0), ("exit_status", record.exit.1)] {
            if value != 0 {
                fields.push((name, value.to_string()));
            }
        }
        if record.session != 0 {
            fields.push(("session", record.session.to_string()));
        }
        Explained {
            message: message(&record),
            process: program(kind).to_owned(),
            time_original: format!("{}.{:06}", record.seconds, record.micros),
            precision: 1_000,
            fields,
        }
    }
}

/// Whether most of the whole records in the head make sense.
pub fn looks_like(head: &[u8]) -> bool {
    sense(head, SHORT).max(sense(head, LONG)) >= 50
}

/// How many of a hundred records of this size make sense.
fn sense(head: &[u8], size: usize) -> usize {
    let (mut all, mut good) = (0, 0);
    for bytes in head.chunks_exact(size) {
        all += 1;
        good += usize::from(Record::read(bytes).is_some_and(|record| record.makes_sense()));
    }
    (good * 100).checked_div(all).unwrap_or(0)
}

fn program(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Btmp => "btmp",
        ArtifactKind::Utmp => "utmp",
        _ => "wtmp",
    }
}

struct Records {
    kind: ArtifactKind,
    /// The address of the record at hand as text.
    address: Vec<u8>,
}

impl Scan for Records {
    fn record(&mut self, offset: u64, bytes: &[u8], sink: &mut dyn Sink) -> Flow {
        let record = Record::read(bytes).filter(|_| bytes.iter().any(|&b| b != 0));
        let Some(record) = record else {
            sink.problem(offset, Problem::BadRecord);
            return Flow::Continue;
        };
        if !record.is_known() {
            sink.problem(offset, Problem::BadRecord);
        }
        let time = record.stamp();
        if time.is_none() {
            sink.problem(offset, Problem::BadTime);
        }
        let (action, outcome) = record.action(self.kind);
        self.address.clear();
        if let Some(ip) = record.address() {
            // Writing to a vector does not fail.
            let _ = write!(self.address, "{ip}");
        } else if record.names_remote() {
            self.address.extend_from_slice(record.host);
        }
        sink.event(&Event {
            time,
            span: (offset, u32::try_from(bytes.len()).unwrap_or(u32::MAX)),
            action,
            outcome,
            host: b"",
            user: record.person(),
            address: &self.address,
            program: program(self.kind).as_bytes(),
        })
    }
}

/// Types of a record, by the names of utmp(5).
const TYPES: [&str; 10] = [
    "EMPTY",
    "RUN_LVL",
    "BOOT_TIME",
    "NEW_TIME",
    "OLD_TIME",
    "INIT_PROCESS",
    "LOGIN_PROCESS",
    "USER_PROCESS",
    "DEAD_PROCESS",
    "ACCOUNTING",
];
const RUN_LVL: i16 = 1;
const BOOT_TIME: i16 = 2;
const NEW_TIME: i16 = 3;
const OLD_TIME: i16 = 4;
const INIT_PROCESS: i16 = 5;
const LOGIN_PROCESS: i16 = 6;
const USER_PROCESS: i16 = 7;
const DEAD_PROCESS: i16 = 8;

/// One record, in either size and byte order.
struct Record<'a> {
    kind: i16,
    pid: i32,
    line: &'a [u8],
    id: &'a [u8],
    user: &'a [u8],
    host: &'a [u8],
    /// Signal and status with which a process ended.
    exit: (i16, i16),
    session: i64,
    seconds: i64,
    micros: i64,
    address: [u8; 16],
}

impl<'a> Record<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        // The type is a small number, so the byte that is not zero tells the byte order.
        let little = !matches!(bytes, [0, 1..=9, ..]);
        let at = Fields { bytes, little };
        let (session, seconds, micros, address) = match bytes.len() {
            SHORT => (i64::from(at.int(336)?), i64::from(at.int(340)?), i64::from(at.int(344)?), 348),
            LONG => (at.long(336)?, at.long(344)?, at.long(352)?, 360),
            _ => return None,
        };
        Some(Self {
            kind: at.short(0)?,
            pid: at.int(4)?,
            line: at.text(8, 32)?,
            id: at.text(40, 4)?,
            user: at.text(44, 32)?,
            host: at.text(76, 256)?,
            exit: (at.short(332)?, at.short(334)?),
            session,
            seconds,
            micros,
            address: *bytes.get(address..)?.first_chunk()?,
        })
    }

    fn is_known(&self) -> bool {
        usize::try_from(self.kind).is_ok_and(|kind| kind < TYPES.len())
    }

    fn type_name(&self) -> &'static str {
        usize::try_from(self.kind).ok().and_then(|kind| TYPES.get(kind).copied()).unwrap_or("UNKNOWN")
    }

    /// Whether a program may have written it: a known type, a time in this era, text that is text.
    fn makes_sense(&self) -> bool {
        let text =
            [self.line, self.user, self.host].iter().all(|text| text.iter().all(|&b| b >= 0x20 && b != 0x7f));
        (1..=9).contains(&self.kind)
            && self.seconds > 0
            && self.seconds < 1 << 33
            && (0..1_000_000).contains(&self.micros)
            && text
    }

    fn stamp(&self) -> Option<Stamp> {
        let micros = Some(self.micros).filter(|micros| (0..1_000_000).contains(micros))?;
        let seconds = Some(self.seconds).filter(|&seconds| seconds > 0)?;
        seconds.checked_mul(SECOND)?.checked_add(micros * 1_000).map(Stamp::Instant)
    }

    fn action(&self, artifact: ArtifactKind) -> (Action, Option<Outcome>) {
        if artifact == ArtifactKind::Btmp {
            return (Action::Login, Some(Outcome::Failure));
        }
        let action = match self.kind {
            BOOT_TIME => Action::Boot,
            RUN_LVL if self.user == b"shutdown" => Action::Shutdown,
            NEW_TIME | OLD_TIME => Action::ClockChange,
            INIT_PROCESS | LOGIN_PROCESS => Action::LoginService,
            USER_PROCESS => Action::SessionOpened,
            DEAD_PROCESS => Action::SessionClosed,
            _ => Action::Message,
        };
        (action, None)
    }

    /// The user, where the field holds one: `reboot`, `runlevel`, `LOGIN` and `date` are marks.
    fn person(&self) -> &'a [u8] {
        match self.kind {
            INIT_PROCESS => b"",
            _ if self.is_mark() => b"",
            LOGIN_PROCESS if self.user == b"LOGIN" => b"",
            _ => self.user,
        }
    }

    /// A start or stop of the host, or a change of its clock.
    fn is_mark(&self) -> bool {
        matches!(self.kind, RUN_LVL | BOOT_TIME | NEW_TIME | OLD_TIME)
    }

    fn names_remote(&self) -> bool {
        // `:0` is a display of this host.
        !self.is_mark() && !self.host.starts_with(b":")
    }

    /// The address of the other side: as text in the host field, or the binary one.
    fn address(&self) -> Option<IpAddr> {
        if !self.names_remote() {
            return None;
        }
        if is_address(self.host) {
            return std::str::from_utf8(self.host).ok()?.parse().ok();
        }
        let [a, b, c, d, rest @ ..] = self.address;
        match (self.address.iter().all(|&b| b == 0), rest.iter().all(|&b| b == 0)) {
            (true, _) => None,
            (_, true) => Some(Ipv4Addr::new(a, b, c, d).into()),
            _ => Some(Ipv6Addr::from(self.address).to_canonical()),
        }
    }
}

/// Numbers and texts at their places in a record.
struct Fields<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl<'a> Fields<'a> {
    fn chunk<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }

    fn short(&self, at: usize) -> Option<i16> {
        let bytes = self.chunk(at)?;
        Some(if self.little { i16::from_le_bytes(bytes) } else { i16::from_be_bytes(bytes) })
    }

    fn int(&self, at: usize) -> Option<i32> {
        let bytes = self.chunk(at)?;
        Some(if self.little { i32::from_le_bytes(bytes) } else { i32::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<i64> {
        let bytes = self.chunk(at)?;
        Some(if self.little { i64::from_le_bytes(bytes) } else { i64::from_be_bytes(bytes) })
    }

    /// Text up to its NUL; a text that fills its field has none.
    fn text(&self, at: usize, size: usize) -> Option<&'a [u8]> {
        let field = self.bytes.get(at..)?.get(..size)?;
        field.split(|&b| b == 0).next()
    }
}

/// A line as `last` would have it: `USER_PROCESS deploy pts/0 from 203.0.113.66`.
fn message(record: &Record<'_>) -> String {
    let mut out = record.type_name().to_owned();
    for part in [record.user, record.line] {
        if !part.is_empty() {
            out.push(' ');
            out.push_str(&string(part));
        }
    }
    let from = if record.host.is_empty() {
        record.address().map(|ip| ip.to_string()).unwrap_or_default()
    } else {
        string(record.host)
    };
    if !from.is_empty() {
        out.push_str(if record.names_remote() { " from " } else { " " });
        out.push_str(&from);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::events;

    /// A record of either size and order: type, user, line, host, seconds, address.
    fn record(
        size: usize,
        little: bool,
        kind: i16,
        user: &str,
        host: &str,
        seconds: i64,
        address: [u8; 16],
    ) -> Vec<u8> {
        let mut bytes = vec![0; size];
        let put =
            |bytes: &mut Vec<u8>, at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
        let short = |n: i16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let int = |n: i32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: i64| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        put(&mut bytes, 0, &short(kind));
        put(&mut bytes, 4, &int(42));
        put(&mut bytes, 8, b"pts/0");
        put(&mut bytes, 44, user.as_bytes());
        put(&mut bytes, 76, host.as_bytes());
        if size == SHORT {
            put(&mut bytes, 340, &int(i32::try_from(seconds).unwrap()));
            put(&mut bytes, 344, &int(7));
            put(&mut bytes, 348, &address);
        } else {
            put(&mut bytes, 344, &long(seconds));
            put(&mut bytes, 352, &long(7));
            put(&mut bytes, 360, &address);
        }
        bytes
    }

    const V4: [u8; 16] = [203, 0, 113, 66, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const V6: [u8; 16] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    #[test]
    fn both_sizes_and_both_byte_orders() {
        for size in [SHORT, LONG] {
            for little in [true, false] {
                let mut file = record(size, little, 2, "reboot", "6.1.0", 1_794_791_105, [0; 16]);
                file.extend(record(size, little, 7, "deploy", "203.0.113.66", 1_794_791_131, V4));
                file.extend(record(size, little, 7, "a", "", 1_794_791_132, V6));
                file.extend(record(size, little, 7, "a", ":0", 1_794_791_133, [0; 16]));
                file.extend(record(size, little, 8, "", "", 1_794_791_134, [0; 16]));
                assert!(looks_like(&file));
                let seen = events(&Utmp, ArtifactKind::Wtmp, "wtmp", &file);
                let at = |n: u64| n * size as u64;
                assert_eq!(
                    seen,
                    format!(
                        "\
{} 1794791105.000007 boot - - - - wtmp
{} 1794791131.000007 session_opened - - deploy 203.0.113.66 wtmp
{} 1794791132.000007 session_opened - - a 2001:db8::1 wtmp
{} 1794791133.000007 session_opened - - a - wtmp
{} 1794791134.000007 session_closed - - - - wtmp
",
                        at(0),
                        at(1),
                        at(2),
                        at(3),
                        at(4)
                    )
                );
            }
        }
    }

    #[test]
    fn zeroed_and_cut_records_are_told_with_their_place() {
        let mut file = record(SHORT, true, 7, "a", "", 5, [0; 16]);
        file.extend([0; SHORT]);
        file.extend(record(SHORT, true, 99, "a", "", 5, [0; 16]));
        file.extend(record(SHORT, true, 7, "a", "", 0, [0; 16]));
        file.extend([1; 100]);
        let seen = events(&Utmp, ArtifactKind::Wtmp, "wtmp", &file);
        assert_eq!(
            seen,
            "\
0 5.000007 session_opened - - a - wtmp
384 ! BadRecord
768 ! BadRecord
768 5.000007 message - - a - wtmp
1152 ! BadTime
1152 - session_opened - - a - wtmp
1536 ! ShortRecord
"
        );
    }

    #[test]
    fn each_record_of_btmp_is_a_failure() {
        let file = record(SHORT, true, 6, "root", "203.0.113.66", 5, V4);
        assert_eq!(
            events(&Utmp, ArtifactKind::Btmp, "btmp", &file),
            "0 5.000007 login failure - root 203.0.113.66 btmp\n"
        );
    }

    #[test]
    fn a_record_is_explained() {
        let bytes = record(LONG, false, 7, "deploy", "203.0.113.66", 1_794_791_131, V4);
        let explained = Utmp.explain(ArtifactKind::Wtmp, "wtmp", &bytes);
        assert_eq!(explained.message, "USER_PROCESS deploy pts/0 from 203.0.113.66");
        assert_eq!(explained.time_original, "1794791131.000007");
        let fields: Vec<_> = explained.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            fields.join(" "),
            "type=USER_PROCESS pid=42 tty=pts/0 user=deploy rhost=203.0.113.66 address=203.0.113.66"
        );
    }
}

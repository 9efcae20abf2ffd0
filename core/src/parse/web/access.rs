//! Access logs of nginx and Apache.
//!
//! # What it is
//! One line a request in the common or the combined format (`address ident user [time] "request" status bytes
//! "referer" "user agent"`), perhaps with the virtual host in front. What a server appends after them is kept as
//! it is.
//!
//! # Where it lies
//! `/var/log/nginx/access.log`, `/var/log/apache2/access.log`, `/var/log/httpd/access_log` and what the
//! configuration says, with their rotated copies.
//!
//! # Times and what is assumed
//! Each line has its offset from UTC: nothing is assumed. Apache writes the time at which the request came, nginx
//! that at which it ended.
//!
//! # What we do not read
//! Formats that a configuration makes up. A status is what the server answered, not whether an attack worked, so a
//! request carries no outcome.

use crate::artifact::ArtifactKind;
use crate::parse::bytes::{is_address, split_once, string, unmapped, word};
use crate::parse::stamp::{self, Read};
use crate::parse::{Confidence, Event, Explained, Flow, Framing, Parser, Problem, Scan, Sink};
use crate::timeline::Action;
use memchr::{memchr, memchr2};

/// The parser.
pub struct Access;

impl Parser for Access {
    fn id(&self) -> &'static str {
        "web_access"
    }

    fn probe(&self, kind: ArtifactKind, _path: &str, head: &[u8]) -> Confidence {
        match kind {
            ArtifactKind::WebAccess if looks_like(head) => Confidence::Sure,
            ArtifactKind::WebAccess => Confidence::Name,
            ArtifactKind::Text if looks_like(head) => Confidence::Content,
            _ => Confidence::No,
        }
    }

    fn framing(&self, _head: &[u8]) -> Framing {
        Framing::Lines
    }

    fn scan(&self, _kind: ArtifactKind, path: &str) -> Box<dyn Scan> {
        Box::new(Lines { server: server(path) })
    }

    fn explain(&self, _kind: ArtifactKind, path: &str, record: &[u8]) -> Explained {
        let Some(line) = Line::read(record) else {
            return Explained { message: string(record), ..Explained::default() };
        };
        let request = Request::read(line.request);
        let fields = [
            ("vhost", line.vhost),
            ("address", line.address),
            ("ident", line.ident),
            ("user", line.user),
            ("method", request.method),
            ("path", request.path),
            ("protocol", request.protocol),
            ("status", line.status),
            ("bytes", line.bytes),
            ("referer", line.referer),
            ("user_agent", line.user_agent),
            ("extra", line.extra),
        ];
        Explained {
            message: string(line.said),
            process: server(path).to_owned(),
            time_original: string(line.time.text),
            precision: line.time.precision,
            fields: fields
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (*name, string(value)))
                .collect(),
        }
    }
}

/// Whether one of the first lines is a request.
pub fn looks_like(head: &[u8]) -> bool {
    head.split(|&b| b == b'\n')
        .take(8)
        .any(|line| Line::read(line).is_some_and(|line| !line.status.is_empty()))
}

/// The server by the folder of the log; empty where it does not say.
fn server(path: &str) -> &'static str {
    let mut folders = path.split('/').rev().skip(1);
    folders
        .find_map(|folder| ["nginx", "apache2", "httpd", "apache"].into_iter().find(|name| folder == *name))
        .unwrap_or("")
}

struct Lines {
    server: &'static str,
}

impl Scan for Lines {
    fn record(&mut self, offset: u64, record: &[u8], sink: &mut dyn Sink) -> Flow {
        if memchr(0, record).is_some() {
            sink.problem(offset, Problem::NulBytes);
        }
        let leading = record.iter().take_while(|&&b| b == 0).count();
        let (offset, record) = (offset + leading as u64, record.get(leading..).unwrap_or(&[]));
        if record.is_empty() {
            return Flow::Continue;
        }
        let Some(line) = Line::read(record) else {
            sink.problem(offset, Problem::UnknownLine);
            return Flow::Continue;
        };
        if line.time.stamp.is_none() {
            sink.problem(offset, Problem::BadTime);
        }
        sink.event(&Event {
            time: line.time.stamp,
            span: (offset, u32::try_from(record.len()).unwrap_or(u32::MAX)),
            action: Action::Request,
            outcome: None,
            host: b"",
            user: line.user,
            address: line.address,
            program: self.server.as_bytes(),
        })
    }
}

/// A line taken apart. A `-` is nothing.
struct Line<'a> {
    vhost: &'a [u8],
    address: &'a [u8],
    ident: &'a [u8],
    user: &'a [u8],
    time: Read<'a>,
    /// Everything behind the time, as written.
    said: &'a [u8],
    request: &'a [u8],
    status: &'a [u8],
    bytes: &'a [u8],
    referer: &'a [u8],
    user_agent: &'a [u8],
    extra: &'a [u8],
}

impl<'a> Line<'a> {
    fn read(line: &'a [u8]) -> Option<Self> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (who, time) = until_time(line)?;
        let who = Who::read(who)?;
        let said = time.rest.strip_prefix(b"] ")?;
        let (request, rest) = quoted(said)?;
        let (status, rest) = word(rest.strip_prefix(b" ")?);
        if status.len() != 3 || !status.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let (bytes, rest) = word(rest);
        let (referer, rest) = quoted(rest).unwrap_or((b"", rest));
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let (user_agent, extra) = quoted(rest).unwrap_or((b"", rest));
        Some(Self {
            vhost: present(who.vhost),
            address: unmapped(present(who.address)),
            ident: present(who.ident),
            user: present(who.user),
            time,
            said,
            request,
            status,
            bytes: present(bytes),
            referer: present(referer),
            user_agent: present(user_agent),
            extra: extra.trim_ascii(),
        })
    }
}

/// The first ` [` that a time follows, what stands before it, and the time. A user name may hold brackets.
fn until_time(line: &[u8]) -> Option<(&[u8], Read<'_>)> {
    let mut from = 0;
    loop {
        let at = from + memchr(b'[', line.get(from..)?)?;
        if let Some(time) = stamp::web(line.get(at + 1..)?) {
            return Some((line.get(..at)?.strip_suffix(b" ")?, time));
        }
        from = at + 1;
    }
}

/// Who asked, and whom.
struct Who<'a> {
    vhost: &'a [u8],
    address: &'a [u8],
    ident: &'a [u8],
    user: &'a [u8],
}

impl<'a> Who<'a> {
    /// `[vhost ]address ident user`: a name that is no address before one that is, is a virtual host. A user name
    /// may hold spaces; some formats leave the user out.
    fn read(text: &'a [u8]) -> Option<Self> {
        let (first, rest) = split_once(text, b" ")?;
        let (second, after) = word(rest);
        if !is_address(first) && is_address(second) {
            let (ident, user) = word(after);
            return Some(Self { vhost: first, address: second, ident, user });
        }
        Some(Self { vhost: b"", address: first, ident: second, user: after })
    }
}

fn present(text: &[u8]) -> &[u8] {
    if text == b"-" { b"" } else { text }
}

/// `"text"` with `\` before quotes inside it, and what follows.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = text.strip_prefix(b"\"")?;
    let mut from = 0;
    loop {
        let at = from + memchr2(b'"', b'\\', inner.get(from..)?)?;
        if inner.get(at) == Some(&b'"') {
            return Some((inner.get(..at)?, inner.get(at + 1..)?));
        }
        from = at + 2;
    }
}

/// `GET /path HTTP/1.1`. What is no request line (TLS bytes, noise) has none of the parts.
#[derive(Default)]
struct Request<'a> {
    method: &'a [u8],
    path: &'a [u8],
    protocol: &'a [u8],
}

impl<'a> Request<'a> {
    fn read(text: &'a [u8]) -> Self {
        let (method, rest) = word(text);
        let verb =
            !method.is_empty() && method.iter().all(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'_'));
        if !verb || rest.is_empty() {
            return Self::default();
        }
        match crate::parse::bytes::rsplit_once(rest, b" ") {
            Some((path, protocol)) if protocol.starts_with(b"HTTP/") => Self { method, path, protocol },
            _ => Self { method, path: rest, protocol: b"" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::events;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let explained = Access.explain(ArtifactKind::WebAccess, "var/log/nginx/access.log", line.as_bytes());
        let fields: Vec<_> = explained.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(fields.join(" "), expected, "{line}");
    }

    #[test]
    fn common_and_combined() {
        check(
            r#"198.51.100.31 - - [20/Nov/2026:01:52:41 +0800] "GET /a b HTTP/1.1" 200 119"#,
            "address=198.51.100.31 method=GET path=/a b protocol=HTTP/1.1 status=200 bytes=119",
        );
        check(
            r#"2001:db8::1 - frank [20/Nov/2026:01:52:41 +0800] "POST / HTTP/2.0" 304 - "http://x/" "curl \"q\"" 0.004"#,
            "address=2001:db8::1 user=frank method=POST path=/ protocol=HTTP/2.0 status=304 referer=http://x/ user_agent=curl \\\"q\\\" extra=0.004",
        );
    }

    #[test]
    fn virtual_hosts_and_odd_users() {
        check(
            r#"www.x.net:80 1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] "GET / HTTP/1.1" 200 1 "-" "-""#,
            "vhost=www.x.net:80 address=1.2.3.4 method=GET path=/ protocol=HTTP/1.1 status=200 bytes=1",
        );
        check(
            r#"1.2.3.4 - john [x] doe [20/Nov/2026:01:52:41 +0800] "GET / HTTP/1.1" 401 1 "-" "-""#,
            "address=1.2.3.4 user=john [x] doe method=GET path=/ protocol=HTTP/1.1 status=401 bytes=1",
        );
        check(
            r#"client.example.com - - [20/Nov/2026:01:52:41 +0800] "GET / HTTP/1.1" 200 1"#,
            "address=client.example.com method=GET path=/ protocol=HTTP/1.1 status=200 bytes=1",
        );
    }

    #[test]
    fn garbage_requests_are_requests() {
        check(
            r#"1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] "\x16\x03\x01\x00\xEE\x01" 400 157 "-" "-""#,
            "address=1.2.3.4 status=400 bytes=157",
        );
        check(
            r#"1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] "" 400 0 "-" "-""#,
            "address=1.2.3.4 status=400 bytes=0",
        );
        check(r#"1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] "-" 408 0"#, "address=1.2.3.4 status=408 bytes=0");
    }

    #[test]
    fn lines_become_events_and_others_are_told() {
        let log = b"\
1.2.3.4 - bob [20/Nov/2026:01:52:41 +0800] \"GET / HTTP/1.1\" 200 1\r
1.2.3.4 [20/Nov/2026:01:52:41 +0800] \"GET / HTTP/1.1\" 200 1
1.2.3.4 - - [31/Nov/2026:01:52:41 +0800] \"GET / HTTP/1.1\" 200 1
1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] \"GET
";
        let expected = "\
0 1795110761.000000 request - - bob 1.2.3.4 nginx
67 ! UnknownLine
127 ! BadTime
127 - request - - - 1.2.3.4 nginx
191 ! UnknownLine
";
        assert_eq!(events(&Access, ArtifactKind::WebAccess, "var/log/nginx/access.log", log), expected);
    }
}

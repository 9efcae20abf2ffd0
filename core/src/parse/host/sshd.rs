//! sshd: log-ins, refusals, connections. OpenSSH 5 to 10 (since 9.8 the lines come from `sshd-session`).
//!
//! User names and what the other side sends are chosen by the attacker, who may write ` from 192.0.2.1 port 22` into
//! them. So address and port are looked for from the end of the message, where sshd itself wrote them.

use super::message::{Fields, Finding};
use super::pam;
use crate::parse::bytes::{is_address, rsplit_once, split_once, word};
use crate::timeline::Action;
use memchr::memmem;

/// Reads a message of sshd.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    if let Some(finding) = pam::read(message, fields) {
        return finding;
    }
    let text = without_preauth(without_level(message));
    decided(text, fields)
        .or_else(|| unknown_user(text, fields))
        .or_else(|| session(text, fields))
        .or_else(|| connection_end(text, fields))
        .or_else(|| connection(text, fields))
        .unwrap_or_else(|| service(text, fields))
}

/// `error: `, `fatal: `: how grave sshd finds it.
fn without_level(message: &[u8]) -> &[u8] {
    let level = [&b"error: "[..], b"fatal: ", b"info: "];
    level.iter().find_map(|level| message.strip_prefix(*level)).unwrap_or(message)
}

fn without_preauth(message: &[u8]) -> &[u8] {
    let message = message.trim_ascii_end();
    message.strip_suffix(b" [preauth]").unwrap_or(message)
}

/// `Failed|Accepted METHOD for [invalid user ]USER from ADDRESS port PORT …`: the one line that decides an attempt.
/// `Postponed` and `Partial` are steps of one that is decided later.
fn decided<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (verb, rest) = word(text);
    if !matches!(verb, b"Failed" | b"Accepted" | b"Postponed" | b"Partial") {
        return None;
    }
    let (method, rest) = split_once(rest, b" for ")?;
    if method.contains(&b' ') {
        return None;
    }
    // `Accepted publickey for root from …`; an empty name leaves ` for  from `.
    let peer = Peer::after_from(rest)?;
    let (user, invalid) = match peer.before.strip_prefix(b"invalid user") {
        Some([]) => (&b""[..], true),
        Some([b' ', user @ ..]) => (user, true),
        _ => (peer.before, false),
    };
    fields.put("method", method);
    fields.put("port", peer.port);
    if invalid {
        fields.put("invalid_user", b"yes");
    }
    let (protocol, key) = split_once(peer.after, b": ").unwrap_or((peer.after, b""));
    fields.put("protocol", protocol.trim_ascii());
    fields.put("key", key.trim_ascii());
    let finding = Finding::of(Action::Login).user(user).address(peer.address);
    Some(match verb {
        b"Failed" => finding.failure(),
        b"Accepted" => finding.success(),
        _ => Finding { action: Action::LoginService, ..finding },
    })
}

/// `Invalid user NAME from …`, and what older versions say of it.
fn unknown_user<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let finding = Finding::of(Action::InvalidUser);
    if let Some(user) = text.strip_prefix(b"input_userauth_request: invalid user ") {
        return Some(finding.user(user.trim_ascii()));
    }
    let rest = text.strip_prefix(b"Invalid user ").or_else(|| text.strip_prefix(b"Illegal user "))?;
    let peer = Peer::after_from(rest)?;
    fields.put("port", peer.port);
    Some(finding.user(peer.before.trim_ascii()).address(peer.address))
}

/// `Starting session: shell on pts/0 for USER from ADDRESS port PORT id 0`, `Close session: user USER from …`.
fn session<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (action, rest) = if let Some(rest) = text.strip_prefix(b"Starting session: ") {
        let (what, rest) = split_once(rest, b" for ")?;
        fields.put("session", what);
        (Action::SessionOpened, rest)
    } else {
        (Action::SessionClosed, text.strip_prefix(b"Close session: user ")?)
    };
    let peer = Peer::after_from(rest)?;
    fields.put("port", peer.port);
    Some(Finding::of(action).user(peer.before).address(peer.address))
}

/// Lines that begin so and name the other side as `[authenticating|invalid] [user NAME ]ADDRESS port PORT`.
const ENDS: [&[u8]; 5] = [
    b"Connection closed by ",
    b"Connection reset by ",
    b"Disconnected from ",
    b"Disconnecting ",
    b"Received disconnect from ",
];

fn connection_end<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let finding = Finding::of(Action::Disconnect);
    if let Some(rest) = text.strip_prefix(b"Received disconnect from ") {
        let (address, port, reason) = left_peer(rest);
        fields.put("port", port);
        fields.put("reason", reason);
        return Some(finding.address(address));
    }
    if let Some(reason) = text.strip_prefix(b"Disconnecting: ") {
        fields.put("reason", reason);
        let user = split_once(reason, b"authentication failures for ").map_or(&b""[..], |(_, user)| user);
        return Some(finding.user(user.strip_prefix(b"invalid user ").unwrap_or(user)));
    }
    if let Some(rest) = text.strip_prefix(b"Timeout before authentication for ") {
        let rest = rest.strip_prefix(b"connection from ").unwrap_or(rest);
        let (address, port, _) = left_peer(rest);
        fields.put("port", port);
        return Some(finding.address(address));
    }
    let rest = ENDS.iter().find_map(|start| text.strip_prefix(*start))?;
    let peer = Peer::at_end(rest)?;
    fields.put("port", peer.port);
    fields.put("reason", peer.after.strip_prefix(b": ").unwrap_or(b""));
    // `authenticating user root`, `invalid user admin`, `user deploy`, or no user at all.
    let (state, user) = split_once(peer.before, b"user ").unwrap_or((b"", b""));
    fields.put("state", state.trim_ascii());
    Some(finding.user(user).address(peer.address))
}

/// Beginnings of lines about a connection that is not a log-in, with the other side behind ` from `.
const CONNECTIONS: [&[u8]; 9] = [
    b"Did not receive identification string",
    b"Bad protocol version identification",
    b"Magic value check failed",
    b"refused connect",
    b"banner exchange: Connection",
    b"ssh_dispatch_run_fatal: Connection",
    b"kex_exchange_identification: ",
    b"Protocol major versions differ for ",
    b"Received SIGPIPE",
];

fn connection<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let finding = Finding::of(Action::Connection);
    let left =
        [&b"Connection from "[..], b"Unable to negotiate with ", b"ssh_dispatch_run_fatal: Connection from "];
    if let Some(rest) = left.iter().find_map(|start| text.strip_prefix(*start)) {
        let (address, port, reason) = left_peer(rest);
        fields.put("port", port);
        fields.put("reason", reason);
        return Some(finding.address(address));
    }
    if let Some(rest) = text.strip_prefix(b"refused connect from ") {
        let (host, inner) = rsplit_once(rest, b" (").unwrap_or((b"", rest));
        fields.put("rhost", host);
        return Some(finding.address(inner.strip_suffix(b")").unwrap_or(inner)));
    }
    CONNECTIONS.iter().find(|start| text.starts_with(start))?;
    let peer = Peer::after_from(text).unwrap_or_default();
    fields.put("port", peer.port);
    Some(finding.address(peer.address))
}

/// Everything else; user and address where sshd names them in one of its usual ways.
fn service<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let finding = Finding::of(Action::LoginService);
    let known = attempts_exceeded(text).or_else(|| not_allowed(text)).or_else(|| root_refused(text));
    if let Some((user, peer)) = known {
        fields.put("port", peer.port);
        return finding.user(user).address(peer.address);
    }
    if let Some(rest) = text.strip_prefix(b"Server listening on ") {
        let (address, port, _) = left_peer(rest.strip_suffix(b".").unwrap_or(rest));
        fields.put("listen_address", address);
        fields.put("port", port);
    } else if let Some(rest) = text.strip_prefix(b"subsystem request for ") {
        let (subsystem, rest) = word(rest);
        fields.put("subsystem", subsystem);
        return finding.user(rest.strip_prefix(b"by user ").unwrap_or(b""));
    } else if let Some(rest) = text.strip_prefix(b"reverse mapping checking getaddrinfo for ") {
        let (name, rest) = word(rest);
        fields.put("rhost", name);
        let address = rest.strip_prefix(b"[").and_then(|rest| split_once(rest, b"]"));
        return finding.address(address.map_or(&b""[..], |(address, _)| address));
    } else if let Some(rest) = text.strip_prefix(b"Address ") {
        let (address, rest) = word(rest);
        if let Some((name, _)) = rest.strip_prefix(b"maps to ").and_then(|rest| split_once(rest, b",")) {
            fields.put("rhost", name);
            return finding.address(address);
        }
    }
    finding
}

/// `maximum authentication attempts exceeded for [invalid user ]NAME from ADDRESS port PORT ssh2`.
fn attempts_exceeded(text: &[u8]) -> Option<(&[u8], Peer<'_>)> {
    let peer = Peer::after_from(text.strip_prefix(b"maximum authentication attempts exceeded for ")?)?;
    Some((peer.before.strip_prefix(b"invalid user ").unwrap_or(peer.before), peer))
}

/// `User NAME from ADDRESS not allowed because …`.
fn not_allowed(text: &[u8]) -> Option<(&[u8], Peer<'_>)> {
    let (named, _) = rsplit_once(text.strip_prefix(b"User ")?, b" not allowed because ")?;
    let (user, address) = rsplit_once(named, b" from ")?;
    Some((user, Peer { address, ..Peer::default() }))
}

/// `ROOT LOGIN REFUSED FROM ADDRESS port PORT`.
fn root_refused(text: &[u8]) -> Option<(&[u8], Peer<'_>)> {
    let (address, port, _) = left_peer(text.strip_prefix(b"ROOT LOGIN REFUSED FROM ")?);
    Some((b"root", Peer { address, port, ..Peer::default() }))
}

/// The other side of a connection, and what stands around it.
#[derive(Clone, Copy, Default)]
struct Peer<'a> {
    before: &'a [u8],
    address: &'a [u8],
    port: &'a [u8],
    after: &'a [u8],
}

impl<'a> Peer<'a> {
    /// The last ` from ADDRESS[ port PORT]` of a text.
    fn after_from(text: &'a [u8]) -> Option<Self> {
        const FROM: &[u8] = b" from ";
        let mut end = text.len();
        while let Some(at) = memmem::rfind(text.get(..end)?, FROM) {
            let (address, after) = word(text.get(at + FROM.len()..)?);
            let (port, after) = port(after).unwrap_or((b"", after));
            if is_address(address) || !port.is_empty() || (after.is_empty() && !address.is_empty()) {
                return Some(Self { before: text.get(..at)?, address, port, after });
            }
            end = at;
        }
        // An empty user name leaves nothing in front.
        let (address, after) = word(text.strip_prefix(b"from ")?);
        let (port, after) = port(after).unwrap_or((b"", after));
        is_address(address).then_some(Self { before: b"", address, port, after })
    }

    /// `… ADDRESS port PORT` at the end of a text, or an address alone.
    fn at_end(text: &'a [u8]) -> Option<Self> {
        let Some((head, tail)) = rsplit_once(text, b" port ") else {
            let (before, address) = rsplit_once(text, b" ").unwrap_or((b"", text));
            return is_address(address).then_some(Self { before, address, ..Self::default() });
        };
        let digits = tail.iter().take_while(|b| b.is_ascii_digit()).count();
        let (port, after) = tail.split_at_checked(digits)?;
        let (before, address) = rsplit_once(head, b" ").unwrap_or((b"", head));
        Some(Self { before, address, port, after })
    }
}

/// `port PORT` at the beginning of a text.
fn port(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let tail = text.strip_prefix(b"port ")?;
    let digits = tail.iter().take_while(|b| b.is_ascii_digit()).count();
    let (port, after) = tail.split_at_checked(digits)?;
    (!port.is_empty()).then(|| (port, after.trim_ascii_start()))
}

/// `ADDRESS[ port PORT][:…]` at the beginning of a text: address, port, the rest without its colon.
fn left_peer(text: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let (address, after) = word(text);
    let address = if is_address(address) { address } else { address.strip_suffix(b":").unwrap_or(address) };
    let (port, rest) = port(after).unwrap_or((b"", after));
    (address, port, rest.strip_prefix(b":").unwrap_or(rest).trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn decided_attempts() {
        check(
            "sshd",
            "Failed password for root from 203.0.113.66 port 48781 ssh2",
            "login failure root 203.0.113.66 method=password port=48781 protocol=ssh2",
        );
        check(
            "sshd",
            "Failed password for invalid user test from 2001:db8::1 port 7 ssh2",
            "login failure test 2001:db8::1 method=password port=7 invalid_user=yes protocol=ssh2",
        );
        check(
            "sshd-session",
            "Accepted publickey for fred from 192.0.2.60 port 2 ssh2: RSA SHA256:5x",
            "login success fred 192.0.2.60 method=publickey port=2 protocol=ssh2 key=RSA SHA256:5x",
        );
        check(
            "sshd",
            "Failed none for invalid user  from 192.0.2.1 port 9 ssh2",
            "login failure - 192.0.2.1 method=none port=9 invalid_user=yes protocol=ssh2",
        );
        check(
            "sshd",
            "Accepted keyboard-interactive/pam for a from 192.0.2.1 port 9 ssh2",
            "login success a 192.0.2.1 method=keyboard-interactive/pam port=9 protocol=ssh2",
        );
        check(
            "sshd",
            "Postponed publickey for a from 192.0.2.1 port 9 ssh2 [preauth]",
            "login_service - a 192.0.2.1 method=publickey port=9 protocol=ssh2",
        );
        check(
            "sshd",
            "Accepted key RSA SHA256:x found at /root/.ssh/authorized_keys:1",
            "login_service - - -",
        );
    }

    #[test]
    fn a_name_cannot_forge_the_address() {
        let name = "root from 192.0.2.1 port 22 ssh2";
        check(
            "sshd",
            &format!("Failed password for invalid user {name} from 203.0.113.66 port 48781 ssh2"),
            &format!(
                "login failure {name} 203.0.113.66 method=password port=48781 invalid_user=yes protocol=ssh2"
            ),
        );
        check(
            "sshd",
            &format!("Invalid user {name} from 203.0.113.66 port 48781"),
            &format!("invalid_user - {name} 203.0.113.66 port=48781"),
        );
    }

    #[test]
    fn lines_around_an_attempt_decide_nothing() {
        check("sshd", "Invalid user pi from 203.0.113.140 port 5", "invalid_user - pi 203.0.113.140 port=5");
        check(
            "sshd",
            "Invalid user webmaster from 173.234.31.186",
            "invalid_user - webmaster 173.234.31.186",
        );
        check(
            "sshd",
            "input_userauth_request: invalid user webmaster [preauth]",
            "invalid_user - webmaster -",
        );
        check(
            "sshd",
            "Connection closed by authenticating user root 203.0.113.66 port 5 [preauth]",
            "disconnect - root 203.0.113.66 port=5 state=authenticating",
        );
        check(
            "sshd",
            "Connection closed by invalid user a b 203.0.113.66 port 5 [preauth]",
            "disconnect - a b 203.0.113.66 port=5 state=invalid",
        );
        check("sshd", "Connection closed by 203.0.113.66 [preauth]", "disconnect - - 203.0.113.66");
        check("sshd", "Connection reset by 203.0.113.66 port 5", "disconnect - - 203.0.113.66 port=5");
        check(
            "sshd",
            "Disconnected from user ecs-user 192.0.2.10 port 5",
            "disconnect - ecs-user 192.0.2.10 port=5",
        );
        check(
            "sshd",
            "Disconnecting authenticating user root 192.0.2.1 port 5: Too many authentication failures [preauth]",
            "disconnect - root 192.0.2.1 port=5 reason=Too many authentication failures state=authenticating",
        );
        check(
            "sshd",
            "Disconnecting: Too many authentication failures for admin [preauth]",
            "disconnect - admin - reason=Too many authentication failures for admin",
        );
        check(
            "sshd",
            "Received disconnect from 192.0.2.10 port 5:11: disconnected by user",
            "disconnect - - 192.0.2.10 port=5 reason=11: disconnected by user",
        );
        check(
            "sshd",
            "error: Received disconnect from 187.141.143.180: 11: Bye Bye [preauth]",
            "disconnect - - 187.141.143.180 reason=11: Bye Bye",
        );
        check(
            "sshd",
            "fatal: Timeout before authentication for 192.168.9.212 port 47056",
            "disconnect - - 192.168.9.212 port=47056",
        );
        check(
            "sshd",
            "error: maximum authentication attempts exceeded for invalid user x from 192.0.2.1 port 5 ssh2 [preauth]",
            "login_service - x 192.0.2.1 port=5",
        );
        check(
            "sshd",
            "User root from 192.168.1.1 not allowed because not listed in AllowUsers",
            "login_service - root 192.168.1.1",
        );
    }

    #[test]
    fn connections_and_the_service_itself() {
        check(
            "sshd",
            "Did not receive identification string from 192.0.2.1 port 5",
            "connection - - 192.0.2.1 port=5",
        );
        check(
            "sshd",
            "banner exchange: Connection from 192.0.2.1 port 5: invalid format",
            "connection - - 192.0.2.1 port=5",
        );
        check("sshd", "Connection from 188.124.3.41 port 32889", "connection - - 188.124.3.41 port=32889");
        check(
            "sshd",
            "Unable to negotiate with 192.0.2.1 port 5: no matching MAC found. Their offer: x [preauth]",
            "connection - - 192.0.2.1 port=5 reason=no matching MAC found. Their offer: x",
        );
        check(
            "sshd",
            "refused connect from example.com (192.168.1.1)",
            "connection - - 192.168.1.1 rhost=example.com",
        );
        check(
            "sshd",
            "Server listening on 0.0.0.0 port 22.",
            "login_service - - - listen_address=0.0.0.0 port=22",
        );
        check(
            "sshd",
            "reverse mapping checking getaddrinfo for ns.x.com [173.234.31.186] failed - POSSIBLE BREAK-IN ATTEMPT!",
            "login_service - - 173.234.31.186 rhost=ns.x.com",
        );
        check(
            "sshd",
            "Starting session: shell on pts/0 for a from 192.0.2.1 port 5 id 0",
            "session_opened - a 192.0.2.1 session=shell on pts/0 port=5",
        );
    }
}

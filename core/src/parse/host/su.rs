//! su and login: changes of user on the host, log-ins at a terminal.

use super::message::{Fields, Finding};
use crate::parse::bytes::{split_once, within, word};
use crate::timeline::Action;

/// Reads a message of su: util-linux (`(to root) alice on pts/0`), shadow (`Successful su for root by alice`), BSD
/// (`BAD SU alice to root on pts/0`).
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    util_linux(message, fields)
        .or_else(|| shadow(message, fields))
        .or_else(|| terse(message, fields))
        .or_else(|| bsd(message, fields))
        .unwrap_or_else(|| Finding::of(Action::Message))
}

fn util_linux<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (refused, text) = match message.strip_prefix(b"FAILED SU ") {
        Some(text) => (true, text),
        None => (false, message),
    };
    let (target, rest) = split_once(text.strip_prefix(b"(to ")?, b") ")?;
    let (user, tty) = split_once(rest, b" on ")?;
    fields.put("target_user", target);
    fields.put("tty", tty);
    let finding = Finding::of(Action::Su).user(user);
    Some(if refused { finding.failure() } else { finding.success() })
}

fn shadow<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (refused, text) = match message.strip_prefix(b"FAILED su for ") {
        Some(text) => (true, text),
        None => (false, message.strip_prefix(b"Successful su for ")?),
    };
    let (target, user) = split_once(text, b" by ")?;
    fields.put("target_user", target);
    let finding = Finding::of(Action::Su).user(user);
    Some(if refused { finding.failure() } else { finding.success() })
}

/// `+ pts/0 alice:root`, `- pts/0 alice:root`: shadow writes it beside the line above, which decides.
fn terse<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let text = message.strip_prefix(b"+ ").or_else(|| message.strip_prefix(b"- "))?;
    let (tty, names) = word(text);
    let (user, target) = split_once(names, b":").or_else(|| split_once(names, b"-"))?;
    fields.put("target_user", target);
    fields.put("tty", tty);
    Some(Finding::of(Action::Su).user(user))
}

fn bsd<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (refused, text) = match message.strip_prefix(b"BAD SU ") {
        Some(text) => (true, text),
        None => (false, message),
    };
    let (user, rest) = split_once(text, b" to ")?;
    let (target, tty) = split_once(rest, b" on ")?;
    if user.contains(&b' ') || target.contains(&b' ') {
        return None;
    }
    fields.put("target_user", target);
    fields.put("tty", tty);
    let finding = Finding::of(Action::Su).user(user);
    Some(if refused { finding.failure() } else { finding.success() })
}

/// Reads a message of login(1): `LOGIN ON tty1 BY root FROM host`, `ROOT LOGIN ON tty1`,
/// `FAILED LOGIN (1) ON 'tty1' FOR 'root', Authentication failure`.
pub fn read_login<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    login(message, fields).unwrap_or_else(|| Finding::of(Action::LoginService))
}

fn login<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let finding = Finding::of(Action::Login);
    if let Some(rest) = message.strip_prefix(b"FAILED LOGIN ") {
        let (_, rest) = split_once(rest, b" FOR ")?;
        let (user, reason) = split_once(rest, b", ").unwrap_or((rest, b""));
        fields.put("reason", reason);
        return Some(finding.user(within(user, b'\'', b'\'').unwrap_or(user)).failure());
    }
    if let Some(rest) = message.strip_prefix(b"ROOT LOGIN ") {
        let (_, rest) = split_once(rest, b"ON ")?;
        let (tty, from) = split_once(rest, b" FROM ").unwrap_or((rest, b""));
        fields.put("tty", within(tty.trim_ascii(), b'\'', b'\'').unwrap_or(tty));
        return Some(finding.user(b"root").address(within(from, b'\'', b'\'').unwrap_or(from)).success());
    }
    let (tty, rest) = split_once(message.strip_prefix(b"LOGIN ON ")?, b" BY ")?;
    let (user, from) = split_once(rest, b" FROM ").unwrap_or((rest, b""));
    fields.put("tty", tty);
    Some(finding.user(user).address(from).success())
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn su_of_three_families() {
        check("su", "(to root) alice on pts/0", "su success alice - target_user=root tty=pts/0");
        check("su", "FAILED SU (to root) alice on pts/0", "su failure alice - target_user=root tty=pts/0");
        check("su", "Successful su for root by alice", "su success alice - target_user=root");
        check("su", "FAILED su for root by alice", "su failure alice - target_user=root");
        check("su", "+ /dev/pts/0 alice:root", "su - alice - target_user=root tty=/dev/pts/0");
        check(
            "su",
            "BAD SU alice to root on /dev/ttyp0",
            "su failure alice - target_user=root tty=/dev/ttyp0",
        );
        check(
            "su",
            "pam_unix(su:session): session closed for user root",
            "session_closed - root - module=pam_unix service=su stage=session",
        );
        check("su", "anything else", "message - - -");
    }

    #[test]
    fn log_ins_at_a_terminal() {
        check("login", "LOGIN ON tty1 BY alice", "login success alice - tty=tty1");
        check("login", "ROOT LOGIN  on 'tty1'", "login_service - - -");
        check("login", "ROOT LOGIN ON tty1", "login success root - tty=tty1");
        check(
            "login",
            "FAILED LOGIN (1) on '/dev/tty1' FOR 'root', Authentication failure",
            "login failure root - reason=Authentication failure",
        );
    }
}

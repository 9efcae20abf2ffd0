//! PAM modules: sessions, refusals, changed passwords, whichever program called them.
//!
//! The program that asked PAM reports how the attempt ended; these lines stand beside it and decide nothing.

use super::message::{Fields, Finding};
use crate::parse::bytes::{split_once, within, word};
use crate::timeline::Action;

/// Reads `pam_unix(sshd:auth): …` or `PAM 3 more authentication failures; …`; nothing for other messages.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(text) = message.strip_prefix(b"PAM ") {
        return Some(by_count(text, fields));
    }
    if !message.starts_with(b"pam_") {
        return None;
    }
    let (module, text) = split_once(message, b": ")?;
    let (module, stack) = split_once(module, b"(").unwrap_or((module, b""));
    let (service, stage) = split_once(stack.strip_suffix(b")")?, b":").unwrap_or((stack, b""));
    fields.put("module", module);
    fields.put("service", service);
    fields.put("stage", stage);
    Some(session(text, fields).or_else(|| refusal(text, fields)).unwrap_or_else(|| other(text)))
}

/// sshd sums up the refusals of one connection: `PAM 5 more authentication failures; logname= … rhost=… user=…`.
fn by_count<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let (count, rest) = word(text);
    match rest.strip_prefix(b"more authentication failure").and_then(|rest| split_once(rest, b"; ")) {
        Some((_, pairs)) => {
            fields.put("count", count);
            pairs_of(pairs, fields)
        }
        None => Finding::of(Action::LoginService),
    }
}

/// `session opened for user root(uid=0) by deploy(uid=1003)`, `session closed for user root`.
fn session<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(rest) = text.strip_prefix(b"session closed for user ") {
        return Some(Finding::of(Action::SessionClosed).user(with_uid(rest, "uid", fields)));
    }
    let rest = text.strip_prefix(b"session opened for user ")?;
    let (user, by) = split_once(rest, b" by ").unwrap_or((rest, b""));
    let user = with_uid(user, "uid", fields);
    let by = with_uid(by, "by_uid", fields);
    fields.put("by", by);
    Some(Finding::of(Action::SessionOpened).user(user))
}

/// `name(uid=0)` → the name; the number becomes a field.
fn with_uid<'a>(text: &'a [u8], field: &'static str, fields: &mut Fields<'a>) -> &'a [u8] {
    match split_once(text, b"(uid=") {
        Some((name, uid)) => {
            fields.put(field, uid.strip_suffix(b")").unwrap_or(uid));
            name
        }
        None => text,
    }
}

fn refusal<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(pairs) = text.strip_prefix(b"authentication failure; ") {
        return Some(pairs_of(pairs, fields));
    }
    if text.starts_with(b"check pass; user unknown") {
        return Some(Finding::of(Action::AuthFailure));
    }
    if let Some(rest) = text.strip_prefix(b"Consecutive login failures for user ") {
        return Some(Finding::of(Action::AuthFailure).user(word(rest).0));
    }
    let rest = text.strip_prefix(b"requirement ")?;
    let (_, user) = split_once(rest, b" not met by user ")?;
    Some(Finding::of(Action::AuthFailure).user(within(user, b'"', b'"').unwrap_or(user)))
}

/// `logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.66  user=root`.
fn pairs_of<'a>(text: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let mut finding = Finding::of(Action::AuthFailure);
    for pair in text.split(|&b| b == b' ') {
        match split_once(pair, b"=") {
            Some((b"user", user)) => finding.user = user,
            Some((b"rhost", address)) => finding.address = address,
            Some((b"logname", value)) => fields.put("logname", value),
            Some((b"uid", value)) => fields.put("uid", value),
            Some((b"euid", value)) => fields.put("euid", value),
            Some((b"tty", value)) => fields.put("tty", value),
            Some((b"ruser", value)) => fields.put("ruser", value),
            _ => {}
        }
    }
    finding
}

fn other(text: &[u8]) -> Finding<'_> {
    match text.strip_prefix(b"password changed for ") {
        Some(user) => Finding::of(Action::PasswordChanged).user(user.trim_ascii()),
        None => Finding::of(Action::LoginService),
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn sessions() {
        check(
            "sudo",
            "pam_unix(sudo-i:session): session opened for user root(uid=0) by ecs-user(uid=1000)",
            "session_opened - root - module=pam_unix service=sudo-i stage=session uid=0 by_uid=1000 by=ecs-user",
        );
        check(
            "CRON",
            "pam_unix(cron:session): session opened for user root by (uid=0)",
            "session_opened - root - module=pam_unix service=cron stage=session by_uid=0",
        );
        check(
            "(systemd)",
            "pam_unix(systemd-user:session): session closed for user a",
            "session_closed - a - module=pam_unix service=systemd-user stage=session",
        );
    }

    #[test]
    fn refusals_decide_nothing() {
        check(
            "sshd",
            "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.66  user=root",
            "auth_failure - root 203.0.113.66 module=pam_unix service=sshd stage=auth uid=0 euid=0 tty=ssh",
        );
        check(
            "sshd",
            "PAM 5 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=1.2.3.4  user=root",
            "auth_failure - root 1.2.3.4 count=5 uid=0 euid=0 tty=ssh",
        );
        check("sshd", "PAM service(sshd) ignoring max retries; 6 > 3", "login_service - - -");
        check(
            "sshd",
            "pam_unix(sshd:auth): check pass; user unknown",
            "auth_failure - - - module=pam_unix service=sshd stage=auth",
        );
        check(
            "sshd",
            "pam_succeed_if(sshd:auth): requirement \"uid >= 1000\" not met by user \"root\"",
            "auth_failure - root - module=pam_succeed_if service=sshd stage=auth",
        );
    }

    #[test]
    fn passwords() {
        check(
            "passwd",
            "pam_unix(passwd:chauthtok): password changed for deploy",
            "password_changed - deploy - module=pam_unix service=passwd stage=chauthtok",
        );
    }
}

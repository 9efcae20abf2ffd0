//! sudo: who ran what as whom, and who was refused.
//!
//! `USER : [REFUSAL ; ]TTY=… ; PWD=… ; USER=… ; COMMAND=…`. The command is last and may hold anything.

use super::message::{Fields, Finding};
use crate::parse::bytes::split_once;
use crate::timeline::Action;

/// Reads a message of sudo.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let Some((user, rest)) = split_once(message, b" : ") else { return Finding::of(Action::Message) };
    let finding = Finding::of(Action::Sudo).user(user.trim_ascii());
    if let Some(command) = rest.strip_prefix(b"(command continued) ") {
        fields.put("command", command);
        return finding;
    }
    let mut reason = &b""[..];
    let mut ran = false;
    let mut rest = rest;
    while !rest.is_empty() {
        if let Some(command) = rest.strip_prefix(b"COMMAND=") {
            fields.put("command", command);
            ran = true;
            break;
        }
        let (part, next) = split_once(rest, b" ; ").unwrap_or((rest, b""));
        rest = next;
        match named(part) {
            Some((name, value)) => fields.put(name, value),
            None if reason.is_empty() => reason = part.trim_ascii(),
            None => {}
        }
    }
    fields.put("reason", reason);
    match (reason.is_empty(), ran) {
        (false, _) => finding.failure(),
        (true, true) => finding.success(),
        (true, false) => finding,
    }
}

fn named(part: &[u8]) -> Option<(&'static str, &[u8])> {
    let (name, value) = split_once(part, b"=")?;
    let name = match name {
        b"TTY" => "tty",
        b"PWD" => "pwd",
        b"USER" => "target_user",
        b"GROUP" => "target_group",
        b"CHROOT" => "chroot",
        b"TSID" => "tsid",
        b"ENV" => "env",
        b"EXIT" => "exit",
        b"SIGNAL" => "signal",
        b"HOST" => "target_host",
        _ => return None,
    };
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn commands_that_ran() {
        check(
            "sudo",
            "deploy : TTY=pts/0 ; PWD=/root ; USER=root ; COMMAND=/bin/bash",
            "sudo success deploy - tty=pts/0 pwd=/root target_user=root command=/bin/bash",
        );
        check(
            "sudo",
            "a : PWD=/ ; USER=www ; ENV=X=1 ; COMMAND=/bin/sh -c ls ; USER=x",
            "sudo success a - pwd=/ target_user=www env=X=1 command=/bin/sh -c ls ; USER=x",
        );
        check("sudo", "a : (command continued) more", "sudo - a - command=more");
    }

    #[test]
    fn refusals() {
        check(
            "sudo",
            "bob : user NOT in sudoers ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/su",
            "sudo failure bob - tty=pts/1 pwd=/ target_user=root command=/bin/su reason=user NOT in sudoers",
        );
        check(
            "sudo",
            "bob : 3 incorrect password attempts ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/su",
            "sudo failure bob - tty=pts/1 pwd=/ target_user=root command=/bin/su reason=3 incorrect password attempts",
        );
        check(
            "sudo",
            "bob : a password is required ; PWD=/ ; USER=root ; COMMAND=list",
            "sudo failure bob - pwd=/ target_user=root command=list reason=a password is required",
        );
        check(
            "sudo",
            "pam_unix(sudo:auth): authentication failure; logname=bob uid=1000 euid=0 tty=/dev/pts/1 ruser=bob rhost=  user=bob",
            "auth_failure - bob - module=pam_unix service=sudo stage=auth logname=bob uid=1000 euid=0 tty=/dev/pts/1 ruser=bob",
        );
    }

    #[test]
    fn other_words_of_sudo() {
        check("sudo", "unable to resolve host web01: Name or service not known", "message - - -");
    }
}

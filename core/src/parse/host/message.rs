//! What a program says in a syslog or journal message, dispatched by program.

use super::{accounts, cron, pam, sshd, su, sudo, systemd};
use crate::parse::bytes::{split_once, string, unmapped};
use crate::timeline::{Action, Outcome};

/// What a message means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// What happened.
    pub action: Action,
    /// How an attempt ended, where this message decides it.
    pub outcome: Option<Outcome>,
    /// The user that it is about.
    pub user: &'a [u8],
    /// The address of the other side.
    pub address: &'a [u8],
}

impl<'a> Finding<'a> {
    /// Something that happened, without more.
    pub fn of(action: Action) -> Self {
        Self { action, outcome: None, user: &[], address: &[] }
    }

    /// With the user that it is about.
    pub fn user(self, user: &'a [u8]) -> Self {
        Self { user, ..self }
    }

    /// With the address of the other side.
    pub fn address(self, address: &'a [u8]) -> Self {
        Self { address, ..self }
    }

    /// Allowed.
    pub fn success(self) -> Self {
        Self { outcome: Some(Outcome::Success), ..self }
    }

    /// Refused.
    pub fn failure(self) -> Self {
        Self { outcome: Some(Outcome::Failure), ..self }
    }
}

/// Takes a message's other fields, where they are wanted: reading a log for its events drops them at no cost.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    kept: Option<Vec<(&'static str, &'a [u8])>>,
}

impl<'a> Fields<'a> {
    /// Drops everything.
    pub fn ignored() -> Self {
        Self { kept: None }
    }

    /// Keeps everything.
    pub fn kept() -> Self {
        Self { kept: Some(Vec::new()) }
    }

    /// One field; an empty value is no field.
    pub fn put(&mut self, name: &'static str, value: &'a [u8]) {
        if let Some(kept) = &mut self.kept
            && !value.is_empty()
        {
            kept.push((name, value));
        }
    }

    /// The other's fields after these.
    pub fn append(&mut self, other: Self) {
        if let (Some(kept), Some(other)) = (&mut self.kept, other.kept) {
            kept.extend(other);
        }
    }

    /// The fields as strings, in their order.
    pub fn into_strings(self) -> Vec<(&'static str, String)> {
        self.kept.unwrap_or_default().into_iter().map(|(name, value)| (name, string(value))).collect()
    }
}

/// Reads the message of a program, given without folders: `sshd`, `CRON`.
pub fn recognise<'a>(program: &[u8], message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let (times, inner) = repeated(message).unwrap_or((b"", message));
    fields.put("repeated", times);
    let finding = dispatch(program, inner, fields);
    finding.address(unmapped(finding.address))
}

/// `message repeated 5 times: [ Failed password for root from …]`: rsyslog folds equal lines into one, which stays
/// one event here.
fn repeated(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let (times, inner) = split_once(message.strip_prefix(b"message repeated ")?, b" times: [")?;
    Some((times, inner.strip_suffix(b"]").unwrap_or(inner).trim_ascii()))
}

fn dispatch<'a>(program: &[u8], message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    match program {
        b"sshd" | b"sshd-session" | b"sshd-auth" => return sshd::read(message, fields),
        b"kernel" => return systemd::read_kernel(message, fields),
        b"systemd" => return systemd::read(message, fields),
        _ => {}
    }
    if let Some(finding) = pam::read(message, fields) {
        return finding;
    }
    match program {
        b"sudo" => sudo::read(message, fields),
        b"su" => su::read(message, fields),
        b"login" => su::read_login(message, fields),
        b"CRON" | b"CROND" | b"cron" | b"crond" | b"crontab" | b"anacron" | b"run-parts" | b"atd" => {
            cron::read(message, fields)
        }
        b"systemd-logind" => systemd::read_logind(message, fields),
        b"chronyd" | b"ntpd" | b"ntpdate" | b"systemd-timesyncd" | b"systemd-timedated" => {
            systemd::read_clock(message, fields)
        }
        _ if accounts::PROGRAMS.contains(&program) => accounts::read(message, fields),
        _ => Finding::of(Action::Message),
    }
}

/// Checks how a message is read: `action outcome user address field=value …`, with `-` for nothing.
#[cfg(test)]
#[track_caller]
pub(super) fn check(program: &str, message: &str, expected: &str) {
    let mut fields = Fields::kept();
    let finding = recognise(program.as_bytes(), message.as_bytes(), &mut fields);
    assert_eq!(finding, recognise(program.as_bytes(), message.as_bytes(), &mut Fields::ignored()));
    let or_dash = |text: &[u8]| if text.is_empty() { "-".to_owned() } else { string(text) };
    let outcome = finding.outcome.map_or("-", Outcome::id);
    let mut got =
        format!("{} {outcome} {} {}", finding.action.id(), or_dash(finding.user), or_dash(finding.address));
    for (name, value) in fields.into_strings() {
        got.push_str(&format!(" {name}={value}"));
    }
    assert_eq!(got, expected, "{message}");
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn folded_lines_are_one_event_with_a_count() {
        check(
            "sshd",
            "message repeated 5 times: [ Failed password for root from 183.62.140.253 port 38980 ssh2]",
            "login failure root 183.62.140.253 repeated=5 method=password port=38980 protocol=ssh2",
        );
    }

    #[test]
    fn unknown_programs_are_plain_messages() {
        check("client", "INFO No new content", "message - - -");
        check("", "--- last message repeated 5 times ---", "message - - -");
    }
}

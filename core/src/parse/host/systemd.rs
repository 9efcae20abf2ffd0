//! systemd and systemd-logind, the kernel, and the programs that set the clock.

use super::message::{Fields, Finding};
use crate::parse::bytes::{rsplit_once, split_once, word};
use crate::timeline::Action;

/// The first words of the service manager's lines about units.
const VERBS: [&[u8]; 19] = [
    b"Started",
    b"Starting",
    b"Stopped",
    b"Stopping",
    b"Finished",
    b"Reached",
    b"Reloading",
    b"Reloaded",
    b"Mounted",
    b"Mounting",
    b"Unmounted",
    b"Unmounting",
    b"Listening",
    b"Closed",
    b"Created",
    b"Removed",
    b"Activating",
    b"Deactivated",
    b"Set",
];

/// Endings of unit names.
const UNITS: [&[u8]; 11] = [
    b".service",
    b".socket",
    b".timer",
    b".target",
    b".mount",
    b".automount",
    b".scope",
    b".slice",
    b".path",
    b".swap",
    b".device",
];

/// Reads a message of the service manager.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    if message.starts_with(b"Time has been changed") || message.starts_with(b"Clock change detected") {
        return Finding::of(Action::ClockChange);
    }
    if let Some(what) = message.strip_prefix(b"Failed to start ") {
        fields.put("operation", b"Failed to start");
        unit(what, fields);
        return Finding::of(Action::Service);
    }
    let (verb, rest) = word(message);
    if VERBS.contains(&verb) {
        fields.put("operation", verb);
        unit(rest, fields);
        return Finding::of(Action::Service);
    }
    // `nginx.service: Main process exited, code=exited, status=1/FAILURE`
    match verb.strip_suffix(b":") {
        Some(name) if is_unit(name) => {
            fields.put("unit", name);
            fields.put("state", rest);
            Finding::of(Action::Service)
        }
        _ => Finding::of(Action::Message),
    }
}

/// `ssh.service - OpenBSD Secure Shell server.`; before version 250 the description alone.
fn unit<'a>(text: &'a [u8], fields: &mut Fields<'a>) {
    let text = text.strip_prefix(b"target ").or_else(|| text.strip_prefix(b"slice ")).unwrap_or(text);
    let text = text.strip_prefix(b"on ").unwrap_or(text);
    let text = text.strip_suffix(b"...").or_else(|| text.strip_suffix(b".")).unwrap_or(text);
    match split_once(text, b" - ") {
        Some((name, description)) if is_unit(name) => {
            fields.put("unit", name);
            fields.put("description", description);
        }
        _ if is_unit(text) => fields.put("unit", text),
        _ => fields.put("description", text),
    }
}

fn is_unit(name: &[u8]) -> bool {
    !name.contains(&b' ') && UNITS.iter().any(|end| name.ends_with(end))
}

/// Reads a message of systemd-logind.
pub fn read_logind<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    logind(message, fields).unwrap_or_else(|| Finding::of(Action::LoginService))
}

fn logind<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    const DOWN: [&[u8]; 5] = [
        b"System is powering down",
        b"System is rebooting",
        b"System is halting",
        b"The system will power off",
        b"The system will reboot",
    ];
    if DOWN.iter().any(|start| message.starts_with(start)) {
        return Some(Finding::of(Action::Shutdown));
    }
    // Since version 256: `New session '4' of user 'a' with class 'user' and type 'tty'.`
    if let Some(rest) = message.strip_prefix(b"New session ") {
        let (session, rest) = split_once(rest, b" of user ")?;
        let (user, _) = split_once(rest, b" with class ").unwrap_or((rest, b""));
        fields.put("session", bare(session));
        return Some(Finding::of(Action::SessionOpened).user(bare(user)));
    }
    if let Some(session) = message.strip_prefix(b"Removed session ") {
        fields.put("session", bare(session));
        return Some(Finding::of(Action::SessionClosed));
    }
    let (session, _) = split_once(message.strip_prefix(b"Session ")?, b" logged out")?;
    fields.put("session", bare(session));
    Some(Finding::of(Action::SessionClosed))
}

fn bare(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b".").unwrap_or(text);
    text.strip_prefix(b"'").and_then(|text| text.strip_suffix(b"'")).unwrap_or(text)
}

/// Reads a message of the kernel. Its first line after a start is `Linux version …`.
pub fn read_kernel<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let text = match message.strip_prefix(b"[").and_then(|rest| split_once(rest, b"]")) {
        Some((uptime, text)) => {
            fields.put("uptime", uptime.trim_ascii());
            text.trim_ascii_start()
        }
        None => message,
    };
    if let Some(version) = text.strip_prefix(b"Linux version ") {
        fields.put("version", word(version).0);
        return Finding::of(Action::Boot);
    }
    Finding::of(Action::Kernel)
}

/// Reads a message of a program that sets the clock: chronyd, ntpd, systemd-timesyncd, systemd-timedated.
pub fn read_clock<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    const SET: [&[u8]; 6] = [
        b"System clock was stepped by ",
        b"System clock wrong by ",
        b"Changed local time to ",
        b"Initial clock synchronization to ",
        b"time reset ",
        b"step time server ",
    ];
    match SET.iter().find_map(|start| message.strip_prefix(*start)) {
        Some(detail) => {
            fields.put(
                "change",
                rsplit_once(detail, b".").filter(|(_, rest)| rest.is_empty()).map_or(detail, |(d, _)| d),
            );
            Finding::of(Action::ClockChange)
        }
        None => Finding::of(Action::Message),
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn units() {
        check(
            "systemd",
            "Started ssh.service - OpenBSD Secure Shell server.",
            "service - - - operation=Started unit=ssh.service description=OpenBSD Secure Shell server",
        );
        check(
            "systemd",
            "Started Rotate log files.",
            "service - - - operation=Started description=Rotate log files",
        );
        check(
            "systemd",
            "Reached target basic.target - Basic System.",
            "service - - - operation=Reached unit=basic.target description=Basic System",
        );
        check(
            "systemd",
            "Failed to start nginx.service - A server.",
            "service - - - operation=Failed to start unit=nginx.service description=A server",
        );
        check(
            "systemd",
            "nginx.service: Main process exited, code=exited, status=1/FAILURE",
            "service - - - unit=nginx.service state=Main process exited, code=exited, status=1/FAILURE",
        );
        check("systemd", "Startup finished in 1.2s (kernel) = 3s.", "message - - -");
    }

    #[test]
    fn sessions_and_the_end_of_the_host() {
        check("systemd-logind", "New session 1 of user ecs-user.", "session_opened - ecs-user - session=1");
        check(
            "systemd-logind",
            "New session '4' of user 'a' with class 'user' and type 'tty'.",
            "session_opened - a - session=4",
        );
        check("systemd-logind", "Removed session 1.", "session_closed - - - session=1");
        check(
            "systemd-logind",
            "Session 1 logged out. Waiting for processes to exit.",
            "session_closed - - - session=1",
        );
        check("systemd-logind", "System is powering down.", "shutdown - - -");
        check("systemd-logind", "New seat seat0.", "login_service - - -");
    }

    #[test]
    fn the_kernel_and_the_clock() {
        check(
            "kernel",
            "[    0.000000] Linux version 6.1.0-50 (x) #1",
            "boot - - - uptime=0.000000 version=6.1.0-50",
        );
        check("kernel", "[997.390602] sda2: rw=0", "kernel - - - uptime=997.390602");
        check(
            "chronyd",
            "System clock was stepped by 3600.000 seconds",
            "clock_change - - - change=3600.000 seconds",
        );
        check("systemd", "Time has been changed", "clock_change - - -");
    }
}

//! cron, crontab, anacron, at: jobs that ran and tables that changed.

use super::message::{Fields, Finding};
use crate::parse::bytes::{rsplit_once, split_once, within};
use crate::timeline::Action;

/// Reads a message of cron or crontab: `(USER) WHAT (DETAIL)`.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    of_cron(message, fields)
        .or_else(|| of_anacron(message, fields))
        .or_else(|| of_at(message, fields))
        .unwrap_or_else(|| Finding::of(Action::Message))
}

fn of_cron<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (who, rest) = split_once(message.strip_prefix(b"(")?, b") ")?;
    let (what, detail) = split_once(rest, b" (").unwrap_or((rest, b""));
    let detail = detail.strip_suffix(b")").unwrap_or(detail).trim_ascii();
    let (action, name) = match what {
        b"CMD" => (Action::CronJob, "command"),
        b"CMDEND" => (Action::CronJob, "command"),
        b"CMDOUT" => (Action::CronJob, "output"),
        b"MAIL" => (Action::CronJob, "output"),
        b"LIST" | b"REPLACE" | b"DELETE" | b"BEGIN EDIT" | b"END EDIT" | b"RELOAD" => {
            (Action::CronChange, "crontab")
        }
        // `(/etc/cron.hourly) starting 0anacron`, by run-parts.
        _ if who.starts_with(b"/") => {
            let (state, job) = split_once(what, b" ").unwrap_or((what, b""));
            fields.put("folder", who);
            fields.put("operation", state);
            fields.put("command", job);
            return Some(Finding::of(Action::CronJob));
        }
        _ => (Action::Message, "detail"),
    };
    fields.put("operation", what);
    fields.put(name, detail);
    // `(CRON)` is the daemon, `(*system*)` the tables of the system.
    let user = if who == b"CRON" || within(who, b'*', b'*').is_some() { b"" } else { who };
    Some(Finding::of(action).user(user))
}

/// ``Job `cron.daily' started``.
fn of_anacron<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (job, state) = split_once(message.strip_prefix(b"Job `")?, b"' ")?;
    fields.put("job", job);
    fields.put("operation", state);
    Some(Finding::of(Action::CronJob))
}

/// `Starting job 5 (a0000501bc2a1f) for user 'root' (0)`, by atd.
fn of_at<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let (job, rest) = split_once(message.strip_prefix(b"Starting job ")?, b" for user '")?;
    let (user, _) = rsplit_once(rest, b"'")?;
    fields.put("job", job);
    Some(Finding::of(Action::CronJob).user(user))
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn jobs() {
        check(
            "CRON",
            "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
            "cron_job - root - operation=CMD command=cd / && run-parts --report /etc/cron.hourly",
        );
        check(
            "run-parts",
            "(/etc/cron.hourly) starting 0anacron",
            "cron_job - - - folder=/etc/cron.hourly operation=starting command=0anacron",
        );
        check("anacron", "Job `cron.daily' terminated", "cron_job - - - job=cron.daily operation=terminated");
        check(
            "atd",
            "Starting job 5 (a0000501bc2a1f) for user 'www' (33)",
            "cron_job - www - job=5 (a0000501bc2a1f)",
        );
        check(
            "CRON",
            "pam_unix(cron:session): session closed for user root",
            "session_closed - root - module=pam_unix service=cron stage=session",
        );
    }

    #[test]
    fn changed_tables() {
        check(
            "crontab",
            "(admin_zhao) LIST (admin_zhao)",
            "cron_change - admin_zhao - operation=LIST crontab=admin_zhao",
        );
        check("crontab", "(root) BEGIN EDIT (www)", "cron_change - root - operation=BEGIN EDIT crontab=www");
        check(
            "cron",
            "(*system*) RELOAD (/etc/crontab)",
            "cron_change - - - operation=RELOAD crontab=/etc/crontab",
        );
        check(
            "cron",
            "(CRON) INFO (Running @reboot jobs)",
            "message - - - operation=INFO detail=Running @reboot jobs",
        );
    }
}

//! Other projects' files: plaso's and lnav's with their counts, loghub's OpenSSH with its templates.

use crate::artifact::{ArtifactKind, classify};
use crate::parse::host::syslog::Syslog;
use crate::parse::{Problem, registry};
use crate::testing::{fixture, read, read_in_blocks};

/// Events and problems by kind of a file that is read as the engine would read it.
#[track_caller]
fn check(path: &str, parser: &str, events: usize, problems: &[(Problem, usize)]) {
    let Some(bytes) = fixture(path) else { return };
    let (_, chosen, seen) = read(path, &bytes);
    assert_eq!(chosen.id(), parser, "{path}");
    assert_eq!(seen.events.len(), events, "{path}\n{}", seen.text);
    let counted: Vec<_> = problems.iter().map(|(what, _)| (*what, seen.count(*what))).collect();
    assert_eq!(counted, problems, "{path}\n{}", seen.text);
    assert_eq!(seen.problems.len(), problems.iter().map(|(_, count)| count).sum::<usize>(), "{path}");
}

/// Events as plaso counts them. Where a message runs over several lines plaso joins them without a warning; here
/// each further line is told as of another form, beside the one line that plaso warns of.
#[test]
fn plaso_syslog() {
    use Problem::UnknownLine;
    let folder = "log2timeline+plaso/test_data";
    check(&format!("{folder}/syslog/syslog"), "syslog", 16, &[(UnknownLine, 2)]);
    check(&format!("{folder}/syslog/syslog_chromeos"), "syslog", 8, &[(UnknownLine, 1)]);
    check(&format!("{folder}/syslog/syslog_osx"), "syslog", 2, &[]);
    check(&format!("{folder}/syslog/syslog_rsyslog"), "syslog", 5, &[]);
    check(&format!("{folder}/syslog/syslog_rsyslog_traditional"), "syslog", 8, &[(UnknownLine, 3)]);
    check(&format!("{folder}/syslog/syslog_ssh.log"), "syslog", 9, &[]);
    check(&format!("{folder}/syslog_copy"), "syslog", 12, &[(UnknownLine, 3)]);
}

/// What rsyslog sends to another host, caught without line ends: one line is one record here.
#[test]
fn plaso_forwarded_syslog() {
    for name in ["syslog_rsyslog_ForwardFormat", "syslog_rsyslog_TraditionalForwardFormat"] {
        let path = format!("log2timeline+plaso/test_data/syslog/{name}");
        let Some(bytes) = fixture(&path) else { return };
        let seen = read_in_blocks(&Syslog, ArtifactKind::Syslog, &path, &bytes, 64);
        assert_eq!((seen.events.len(), seen.count(Problem::UnknownLine)), (1, 1), "{}", seen.text);
        assert_eq!(seen.events[0].host, "hostname");
    }
}

#[test]
fn plaso_utmp() {
    check("log2timeline+plaso/test_data/utmp/utmp", "utmp", 14, &[]);
    check("log2timeline+plaso/test_data/utmp/utmp_x86_64", "utmp", 6, &[]);
}

#[test]
fn plaso_bash_history() {
    check("log2timeline+plaso/test_data/bash_history", "shell_history", 4, &[]);
}

#[test]
fn lnav_logs() {
    use Problem::UnknownLine;
    let folder = "tstack+lnav/test";
    check(&format!("{folder}/logfile_syslog.0"), "syslog", 4, &[]);
    check(&format!("{folder}/logfile_syslog.1"), "syslog", 4, &[]);
    check(&format!("{folder}/logfile_bad_syslog.0"), "syslog", 4, &[]);
    check(&format!("{folder}/logfile_dst.0"), "syslog", 10, &[]);
    check(&format!("{folder}/logfile_syslog_with_access_log.0"), "syslog", 5, &[]);
    check(&format!("{folder}/logfile_access_log.0"), "web_access", 3, &[]);
    check(&format!("{folder}/logfile_bad_access_log.0"), "web_access", 2, &[(UnknownLine, 1)]);
}

#[test]
fn logs_of_other_formats_are_left_alone() {
    for path in [
        "tstack+lnav/test/logfile_multiline.0",
        "tstack+lnav/test/logfile_mysql_error.0",
        "tstack+lnav/test/logfile_postgres.0",
        "tstack+lnav/test/logfile_muxed_syslog.0",
        "crowdsecurity+hub/.tests/mysql-logs/mysql-logs.log",
        "crowdsecurity+hub/.tests/docker-logs/docker-logs.log",
        "crowdsecurity+hub/.tests/auditd-logs/auditd-logs.log",
        "log2timeline+plaso/test_data/vsftpd.log",
        "log2timeline+plaso/test_data/bodyfile/bodyfile",
        "kellyjonbrazil+jc/tests/fixtures/centos-7.7/last.out",
        "kellyjonbrazil+jc/tests/fixtures/centos-7.7/history.out",
    ] {
        let Some(bytes) = fixture(path) else { return };
        let head = &bytes[..bytes.len().min(4096)];
        let chosen = registry::choose(classify(path, head), path, head).map(|parser| parser.id());
        assert_eq!(chosen, None, "{path}");
    }
}

/// What each template of loghub's OpenSSH log is: action and outcome.
fn meaning(template: &str) -> (&'static str, &'static str) {
    match template {
        "E1" => ("login", "success"),
        "E8" | "E9" | "E10" | "E14" => ("login", "failure"),
        "E2" | "E4" | "E5" | "E6" | "E7" | "E24" | "E25" | "E26" => ("disconnect", ""),
        "E3" => ("connection", ""),
        "E11" | "E18" | "E27" => ("login_service", ""),
        "E12" | "E13" => ("invalid_user", ""),
        "E15" | "E16" | "E17" | "E19" | "E20" | "E21" => ("auth_failure", ""),
        "E22" => ("session_closed", ""),
        "E23" => ("session_opened", ""),
        other => panic!("{other} is not in the list of templates"),
    }
}

#[test]
fn loghub_openssh_is_read_as_its_templates_say() {
    let folder = "logpai+loghub/OpenSSH";
    let Some(log) = fixture(&format!("{folder}/OpenSSH_2k.log")) else { return };
    let Some(table) = fixture(&format!("{folder}/OpenSSH_2k.log_structured.csv")) else { return };
    let (_, _, seen) = read("OpenSSH_2k.log", &log);
    assert_eq!((seen.events.len(), seen.problems.len()), (2000, 0));
    let table = String::from_utf8(table).unwrap();
    let rows: Vec<_> = table.lines().skip(1).collect();
    assert_eq!(rows.len(), 2000);
    for (row, event) in rows.iter().zip(&seen.events) {
        // The content may hold commas, the template as well; the identifier stands between them.
        let template = row.split(',').find(|part| {
            part.strip_prefix('E')
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        });
        let got = (event.action, event.outcome);
        assert_eq!(got, meaning(template.unwrap()), "{row}");
        let needs_address = matches!(
            template,
            Some("E1" | "E3" | "E6" | "E7" | "E8" | "E9" | "E10" | "E13" | "E14" | "E19" | "E27")
        );
        assert!(!needs_address || row.contains(&event.address) && !event.address.is_empty(), "{row}");
    }
}

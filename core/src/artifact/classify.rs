//! From path and first bytes to a kind.
//!
//! Three steps, the first that answers wins: a magic number (a program called `auth.log` is a program), the path on
//! the host unless the content is plainly another log's, the look of the content.

use super::{ArtifactKind, content, host_path};
use crate::parse::registry;
use ArtifactKind::*;

/// What a file is, from its path in the bundle and its first bytes (up to 4 KiB; of the unpacked content where the
/// container unpacks it). No bytes and a known path give the path's kind: an empty btmp is a btmp.
pub fn classify(path: &str, head: &[u8]) -> ArtifactKind {
    if let Some(kind) = content::magic(head) {
        return kind;
    }
    if let Some(kind) = by_path(path) {
        return registry::kind_against_name(kind, path, head).unwrap_or(kind);
    }
    if head.is_empty() {
        return Empty;
    }
    by_content(head)
}

fn by_content(head: &[u8]) -> ArtifactKind {
    if head.starts_with(b"type=") && memchr::memmem::find(head, b" msg=audit(").is_some() {
        return AuditLog;
    }
    if head.starts_with(b"#!") {
        return Script;
    }
    if content::is_cloud_audit(head) {
        return CloudAudit;
    }
    registry::kind_by_content(head).unwrap_or(if content::is_text(head) { Text } else { Binary })
}

/// How a rule looks at a path.
enum At {
    /// The path in the bundle begins with this, or has it after a slash.
    Bundle(&'static str),
    /// The path on the host begins with this.
    Under(&'static str),
    /// The path on the host is this.
    Is(&'static str),
    /// The folder of this name lies somewhere on the way.
    Folder(&'static str),
    /// The name is this.
    Name(&'static str),
    /// The name begins with the first and ends with the second.
    Shape(&'static str, &'static str),
    /// The name without marks of rotation and compression is this, outside the system's own folders.
    Log(&'static str),
    /// The name without marks of rotation and compression ends with this, outside the system's own folders.
    LogEnd(&'static str),
    /// The name without marks of rotation is this, in a folder of a web server or in none.
    WebLog(&'static str),
}

/// The first rule that fits wins, so the narrower stands above the wider.
const RULES: &[(At, ArtifactKind)] = &[
    // What responders and their tools wrote.
    (At::Name("bagit.txt"), Manifest),
    (At::Name("bag-info.txt"), Manifest),
    (At::Name("fetch.txt"), Manifest),
    (At::Shape("manifest-", ".txt"), Manifest),
    (At::Shape("tagmanifest-", ".txt"), Manifest),
    (At::Shape("hash_list.", ""), Manifest),
    (At::Shape("", "SUMS"), Manifest),
    (At::Shape("", "SUMS.txt"), Manifest),
    (At::Shape("", ".sha256"), Manifest),
    (At::Shape("", ".sha1"), Manifest),
    (At::Shape("", ".md5"), Manifest),
    (At::Shape("", ".minisig"), Manifest),
    (At::Shape("", ".tsr"), Manifest),
    (At::Shape("", ".sig"), Manifest),
    (At::Name("uac.log"), CollectionLog),
    (At::Shape("uac-", ".log"), CollectionLog),
    (At::Shape("", "collection.log"), CollectionLog),
    (At::Name("acquisition.log"), CollectionLog),
    (At::Shape("custody", ""), Custody),
    (At::Shape("chain-of-custody", ""), Custody),
    (At::Shape("evidence-register", ""), Custody),
    (At::Bundle("data/response/"), ResponseRecord),
    // The cloud.
    (At::Folder("waf"), Waf),
    (At::Shape("modsec_audit", ""), Waf),
    (At::Folder("flowlog"), FlowLog),
    (At::Folder("flowlogs"), FlowLog),
    (At::Folder("vpcflowlogs"), FlowLog),
    (At::Folder("actiontrail"), CloudAudit),
    (At::Folder("CloudTrail"), CloudAudit),
    (At::Folder("cloudtrail"), CloudAudit),
    (At::Folder("CloudTraceService"), CloudAudit),
    (At::Bundle("data/cloud/"), CloudConfig),
    // Output of commands.
    (At::Name("bodyfile.txt"), Bodyfile),
    (At::Name("bodyfile"), Bodyfile),
    (At::Shape("", ".body"), Bodyfile),
    (At::Folder("live_response"), CommandOutput),
    (At::Name("hidden_files.txt"), CommandOutput),
    (At::Name("hidden_directories.txt"), CommandOutput),
    (At::Name("suid.txt"), CommandOutput),
    (At::Name("sgid.txt"), CommandOutput),
    (At::Name("socket_files.txt"), CommandOutput),
    (At::Shape("world_writable_", ".txt"), CommandOutput),
    (At::Shape("user_name_unknown_", ".txt"), CommandOutput),
    (At::Shape("group_name_unknown_", ".txt"), CommandOutput),
    // The host's logs.
    (At::Log("auth.log"), AuthLog),
    (At::Log("secure"), AuthLog),
    (At::Log("authlog"), AuthLog),
    (At::Log("syslog"), Syslog),
    (At::Log("messages"), Syslog),
    (At::Log("kern.log"), Syslog),
    (At::Log("cron.log"), Syslog),
    (At::Log("cron"), Syslog),
    (At::Log("daemon.log"), Syslog),
    (At::Log("user.log"), Syslog),
    (At::Log("mail.log"), Syslog),
    (At::Log("maillog"), Syslog),
    (At::Log("debug"), Syslog),
    (At::Log("system.log"), Syslog),
    (At::Log("wtmp"), Wtmp),
    (At::Log("btmp"), Btmp),
    (At::Log("utmp"), Utmp),
    (At::Log("lastlog"), Lastlog),
    (At::Log("audit.log"), AuditLog),
    (At::Shape("", ".journal"), Journal),
    (At::Shape("", ".journal~"), Journal),
    (At::Log("dpkg.log"), Packages),
    (At::Log("alternatives.log"), Packages),
    (At::Log("yum.log"), Packages),
    (At::Log("dnf.log"), Packages),
    (At::Log("dnf.rpm.log"), Packages),
    (At::Under("var/log/apt/"), Packages),
    (At::Under("var/log/zypp/"), Packages),
    (At::Is("var/lib/dpkg/status"), Packages),
    (At::LogEnd("access.log"), WebAccess),
    (At::LogEnd("access_log"), WebAccess),
    (At::WebLog("error.log"), WebError),
    (At::WebLog("error_log"), WebError),
    // What people typed and their keys.
    (At::Shape("", "bash_history"), ShellHistory),
    (At::Shape("", "zsh_history"), ShellHistory),
    (At::Name(".sh_history"), ShellHistory),
    (At::Name(".ash_history"), ShellHistory),
    (At::Name(".ksh_history"), ShellHistory),
    (At::Name(".zhistory"), ShellHistory),
    (At::Name(".histfile"), ShellHistory),
    (At::Name(".history"), ShellHistory),
    (At::Name("fish_history"), ShellHistory),
    (At::Folder(".ssh"), SshKeys),
    (At::Under("etc/ssh/"), SshKeys),
    // The host's settings.
    (At::Is("etc/passwd"), Accounts),
    (At::Is("etc/passwd-"), Accounts),
    (At::Is("etc/shadow"), Accounts),
    (At::Is("etc/shadow-"), Accounts),
    (At::Is("etc/group"), Accounts),
    (At::Is("etc/group-"), Accounts),
    (At::Is("etc/gshadow"), Accounts),
    (At::Is("etc/gshadow-"), Accounts),
    (At::Is("etc/sudoers"), Accounts),
    (At::Under("etc/sudoers.d/"), Accounts),
    (At::Under("etc/cron"), Cron),
    (At::Is("etc/anacrontab"), Cron),
    (At::Is("etc/at.allow"), Cron),
    (At::Is("etc/at.deny"), Cron),
    (At::Under("var/spool/cron/"), Cron),
    (At::Under("var/spool/at/"), Cron),
    (At::Under("etc/systemd/"), Services),
    (At::Under("lib/systemd/"), Services),
    (At::Under("usr/lib/systemd/"), Services),
    (At::Under("usr/local/lib/systemd/"), Services),
    (At::Under("run/systemd/"), Services),
    (At::Under("etc/init.d/"), Services),
    (At::Under("etc/init/"), Services),
    (At::Under("etc/rc"), Services),
    (At::Is("etc/inittab"), Services),
    (At::Under("etc/"), HostConfig),
    (At::Name(".bashrc"), HostConfig),
    (At::Name(".bash_profile"), HostConfig),
    (At::Name(".bash_logout"), HostConfig),
    (At::Name(".profile"), HostConfig),
    (At::Name(".zshrc"), HostConfig),
];

/// A path in the forms in which the rules look at it.
struct Place<'a> {
    path: &'a str,
    inner: &'a str,
    folders: &'a str,
    name: &'a str,
    log: &'a str,
}

fn by_path(path: &str) -> Option<ArtifactKind> {
    let host = host_path(path);
    if host.host.is_some() && host.prefix.ends_with("/live/") && !host.inner.ends_with("collection.log") {
        return Some(CommandOutput);
    }
    let (folders, name) = host.inner.rsplit_once('/').unwrap_or(("", host.inner));
    let place = Place { path, inner: host.inner, folders, name, log: unrotated(name) };
    RULES.iter().find(|(at, _)| place.fits(at)).map(|(_, kind)| *kind)
}

impl Place<'_> {
    fn fits(&self, at: &At) -> bool {
        match *at {
            At::Bundle(start) => self.path.starts_with(start) || has_after_slash(self.path, start),
            At::Under(start) => self.inner.starts_with(start),
            At::Is(inner) => self.inner == inner,
            At::Folder(folder) => self.has_folder(|f| f == folder),
            At::Name(name) => self.name == name,
            At::Shape(start, end) => {
                self.name.len() >= start.len() + end.len()
                    && self.name.starts_with(start)
                    && self.name.ends_with(end)
            }
            At::Log(name) => self.log == name && self.may_be_log(),
            At::LogEnd(end) => self.log.ends_with(end) && self.may_be_log(),
            At::WebLog(name) => {
                self.log == name && (self.folders.is_empty() || self.has_folder(|f| WEB_SERVERS.contains(&f)))
            }
        }
    }

    fn has_folder(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.folders.split('/').any(wanted)
    }

    /// Programs, libraries and settings are called `syslog` and `cron` as well.
    fn may_be_log(&self) -> bool {
        !NOT_LOGS.iter().any(|start| self.inner.starts_with(start))
    }
}

const WEB_SERVERS: [&str; 4] = ["nginx", "apache2", "httpd", "apache"];

const NOT_LOGS: [&str; 11] =
    ["etc/", "usr/", "lib/", "lib64/", "bin/", "sbin/", "boot/", "proc/", "sys/", "dev/", "var/spool/"];

fn has_after_slash(path: &str, start: &str) -> bool {
    path.match_indices(start).any(|(at, _)| path.get(..at).is_some_and(|before| before.ends_with('/')))
}

/// A log's name without what rotation and compression add: `auth.log.2.gz`, `secure-20261120`,
/// `access.log-20261120.1`, `syslog.old`.
fn unrotated(name: &str) -> &str {
    let mut name = name;
    for end in [".gz", ".xz", ".zst", ".bz2", ".lz4"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    loop {
        let shorter = name.strip_suffix(".old").or_else(|| without_number(name));
        match shorter {
            Some(rest) if !rest.is_empty() => name = rest,
            _ => return name,
        }
    }
}

/// Takes off `.3`, `-20261120`, `.20261120` or `-1763570400`.
fn without_number(name: &str) -> Option<&str> {
    let (rest, digits) = name.rsplit_once(['.', '-'])?;
    let number = !digits.is_empty() && digits.len() <= 10 && digits.bytes().all(|b| b.is_ascii_digit());
    number.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, head: &[u8], kind: ArtifactKind) {
        assert_eq!(classify(path, head), kind, "{path}");
    }

    #[test]
    fn logs_are_known_wherever_a_collection_puts_them() {
        for start in
            ["", "var/log/", "[root]/var/log/", "HL/data/host/h/root/var/log/", "uploads/auto/var/log/"]
        {
            check(&format!("{start}auth.log"), b"x", AuthLog);
            check(&format!("{start}auth.log.1"), b"x", AuthLog);
            check(&format!("{start}secure-20261120"), b"x", AuthLog);
            check(&format!("{start}syslog-20261120.gz"), b"x", Syslog);
            check(&format!("{start}wtmp.1"), &[7, 0, 0, 0], Wtmp);
            check(&format!("{start}btmp"), b"", Btmp);
            check(&format!("{start}nginx/access.log.12"), b"x", WebAccess);
            check(&format!("{start}nginx/error.log"), b"x", WebError);
            check(&format!("{start}httpd/ssl_access_log-20261120"), b"x", WebAccess);
            check(&format!("{start}audit/audit.log.3"), b"x", AuditLog);
        }
    }

    #[test]
    fn names_of_logs_do_not_count_in_the_systems_own_folders() {
        check("[root]/etc/cron", b"x", Cron);
        check("[root]/usr/lib/python3/syslog", b"x = 1\n", Text);
        check("[root]/var/spool/cron/crontabs/root", b"* * * * * x\n", Cron);
        check("[root]/var/log/mysql/error.log", b"x\n", Text);
    }

    #[test]
    fn magic_numbers_outrank_names() {
        check("var/log/auth.log", b"\x7fELF\x02", Executable);
        check("var/log/auth.log.2.gz", b"\x1f\x8b\x08", Archive);
        check("etc/passwd", b"\x89PNG\r\n\x1a\n", Image);
    }

    #[test]
    fn content_outranks_a_name_that_it_speaks_against() {
        check("syslog_with_access_log", b"Nov 20 01:54:29 h sshd[1]: x\n", Syslog);
        check("access.log", b"something of its own\n", WebAccess);
        check("auth.log", b"Nov 20 01:54:29 h sshd[1]: x\n", AuthLog);
    }

    #[test]
    fn settings_and_records_are_known_by_path() {
        check("[root]/etc/passwd", b"root:x:0:0::/root:/bin/bash\n", Accounts);
        check("[root]/etc/sudoers.d/zhao", b"x", Accounts);
        check("[root]/etc/init.d/ssh", b"#!/bin/sh\n", Services);
        check("[root]/etc/cron.daily/apt", b"#!/bin/sh\n", Cron);
        check("[root]/etc/timezone", b"Asia/Shanghai\n", HostConfig);
        check("[root]/root/.ssh/authorized_keys", b"ssh-ed25519 A\n", SshKeys);
        check("[root]/home/a/.bash_history", b"ls\n", ShellHistory);
        check("live_response/process/ps.txt", b"x", CommandOutput);
        check("b/data/host/h/live/001-date.txt", b"x", CommandOutput);
        check("b/data/host/h/live/000-collection.log", b"x", CollectionLog);
        check("b/data/cloud/a/1/actiontrail/cn/x.json", b"[", CloudAudit);
        check("b/data/cloud/a/1/ecs/instance.json", b"{", CloudConfig);
        check("b/data/cloud/a/1/waf/x.jsonl", b"{", Waf);
        check("b/data/response/actions.jsonl", b"{", ResponseRecord);
        check("b/manifest-sha256.txt", b"x", Manifest);
        check("hash_list.md5", b"x", Manifest);
        check("uac.log", b"x", CollectionLog);
    }

    #[test]
    fn the_rest_is_told_by_its_look() {
        check("a", b"", Empty);
        check("a", b"{\"Records\": [{\"eventSource\": \"ec2\", \"eventName\": \"x\"}]}", CloudAudit);
        check("a", b"#!/bin/sh\necho", Script);
        check("a", b"hello\nworld \xff\n", Text);
        check("a", b"\x00\x01\x02\x03", Binary);
        check("a", b"type=SYSCALL msg=audit(1.2:3): x\n", AuditLog);
        check("x.log", b"Nov 20 01:54:29 h sshd[1]: x\nNov 20 01:54:30 h sshd[1]: y\n", Syslog);
        check("x.log", b"1.2.3.4 - - [20/Nov/2026:01:52:41 +0800] \"GET / HTTP/1.1\" 200 1\n", WebAccess);
    }

    #[test]
    fn rotation_is_taken_off() {
        for (name, log) in [
            ("auth.log", "auth.log"),
            ("auth.log.2.gz", "auth.log"),
            ("secure-20261120", "secure"),
            ("access.log-20261120.1.xz", "access.log"),
            ("syslog.old", "syslog"),
            ("1", "1"),
            (".1", ".1"),
        ] {
            assert_eq!(unrotated(name), log, "{name}");
        }
    }
}

//! The kinds of artifact that Glasscase knows by name.

use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Families of artifacts, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Written by the host's own programs.
    Host,
    /// Output of commands on the running host.
    Live,
    /// Web servers and firewalls.
    Web,
    /// The cloud console and its services.
    Cloud,
    /// What the responders and their tools wrote.
    Response,
    /// Everything else.
    Other,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $group:ident $id:literal $en:literal $zh:literal;)+) => {
        /// What a file is. A row a kind: name, family, identifier, English and Chinese title.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ArtifactKind { $($(#[$doc])* $name,)+ }

        impl ArtifactKind {
            /// Every kind, in the order in which they are shown.
            pub const ALL: &[ArtifactKind] = &[$(ArtifactKind::$name,)+];

            /// The family that it belongs to.
            pub fn group(self) -> Group {
                match self { $(ArtifactKind::$name => Group::$group,)+ }
            }

            /// A stable identifier, as in JSON.
            pub fn id(self) -> &'static str {
                match self { $(ArtifactKind::$name => $id,)+ }
            }

            /// A title for people.
            pub fn title(self, lang: Lang) -> &'static str {
                match self { $(ArtifactKind::$name => lang.pick($en, $zh),)+ }
            }
        }
    };
}

kinds! {
    /// auth.log, secure.
    AuthLog Host "auth_log" "Log-ins and privilege use (auth.log)" "登录与提权日志 (auth.log)";
    /// syslog, messages, kern.log, cron.log and the like.
    Syslog Host "syslog" "System log (syslog)" "系统日志 (syslog)";
    /// wtmp.
    Wtmp Host "wtmp" "Log-in sessions (wtmp)" "登录会话记录 (wtmp)";
    /// btmp.
    Btmp Host "btmp" "Failed log-ins (btmp)" "登录失败记录 (btmp)";
    /// utmp.
    Utmp Host "utmp" "Current sessions (utmp)" "当前会话记录 (utmp)";
    /// lastlog.
    Lastlog Host "lastlog" "Last log-in of each user (lastlog)" "各用户最近登录 (lastlog)";
    /// The systemd journal.
    Journal Host "journal" "systemd journal" "systemd 日志 (journal)";
    /// audit.log.
    AuditLog Host "audit_log" "Kernel audit log (audit.log)" "内核审计日志 (audit.log)";
    /// Histories of shells.
    ShellHistory Host "shell_history" "Shell history" "命令历史";
    /// passwd, shadow, group, sudoers.
    Accounts Host "accounts" "Accounts and groups" "账号与用户组";
    /// authorized_keys, known_hosts, host keys.
    SshKeys Host "ssh_keys" "SSH keys and settings" "SSH 密钥与配置";
    /// crontab, cron.d, spool, at.
    Cron Host "cron" "Scheduled jobs (cron)" "计划任务 (cron)";
    /// systemd units, init.d, rc.local.
    Services Host "services" "Services and start-up" "服务与启动项";
    /// dpkg.log, apt history, yum.log.
    Packages Host "packages" "Package history" "软件包历史";
    /// Other settings under /etc.
    HostConfig Host "host_config" "Host settings" "主机配置";
    /// Output of a command on the running host.
    CommandOutput Live "command_output" "Command output" "命令输出";
    /// A body file (times of files).
    Bodyfile Live "bodyfile" "File times (body file)" "文件时间 (bodyfile)";
    /// nginx or Apache access log.
    WebAccess Web "web_access" "Web access log" "Web 访问日志";
    /// nginx or Apache error log.
    WebError Web "web_error" "Web error log" "Web 错误日志";
    /// Records of a web application firewall.
    Waf Web "waf" "Web application firewall" "Web 应用防火墙日志";
    /// CloudTrail, ActionTrail and the like.
    CloudAudit Cloud "cloud_audit" "Cloud audit trail" "云操作审计";
    /// Exports of network policy, instances and accounts.
    CloudConfig Cloud "cloud_config" "Cloud settings" "云资源配置";
    /// VPC flow logs.
    FlowLog Cloud "flow_log" "Network flow log" "网络流日志";
    /// The responders' own record.
    ResponseRecord Response "response_record" "Responders' record" "处置记录";
    /// Evidence register, custody chain.
    Custody Response "custody" "Register and custody" "证据登记与保管链";
    /// Logs of the collecting tool.
    CollectionLog Response "collection_log" "Collection log" "取证工具日志";
    /// Manifests, tag files, signatures.
    Manifest Response "manifest" "Manifest or tag file" "校验清单与标签文件";
    /// An archive or a compressed file.
    Archive Other "archive" "Archive or compressed file" "压缩包";
    /// A program in ELF format.
    Executable Other "executable" "Program (ELF)" "可执行程序 (ELF)";
    /// A script, by its first line.
    Script Other "script" "Script" "脚本";
    /// A picture.
    Image Other "image" "Picture" "图片";
    /// Other text.
    Text Other "text" "Text" "文本";
    /// Other bytes.
    Binary Other "binary" "Binary data" "二进制数据";
    /// No bytes at all.
    Empty Other "empty" "Empty file" "空文件";
}

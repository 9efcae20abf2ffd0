//! The vocabulary of events: kind, action, outcome.

use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// What sort of event it is: the colour of its bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Log-ins, failures, sessions.
    Login,
    /// Web requests.
    Web,
    /// Services, kernel, jobs, packages, accounts.
    System,
    /// Commands typed or run, privilege use.
    Command,
    /// Cloud audit and network policy.
    Cloud,
    /// Times of files.
    File,
}

impl Kind {
    /// Every kind, in the order of the histogram's stacks.
    pub const ALL: [Kind; 6] = [Kind::Login, Kind::Web, Kind::System, Kind::Command, Kind::Cloud, Kind::File];

    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Login => "login",
            Kind::Web => "web",
            Kind::System => "system",
            Kind::Command => "command",
            Kind::Cloud => "cloud",
            Kind::File => "file",
        }
    }

    /// A title for people.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Kind::Login => lang.pick("Log-in", "登录"),
            Kind::Web => lang.pick("Web", "Web"),
            Kind::System => lang.pick("System", "系统"),
            Kind::Command => lang.pick("Command", "命令"),
            Kind::Cloud => lang.pick("Cloud", "云"),
            Kind::File => lang.pick("File", "文件"),
        }
    }
}

/// How an attempt ended. Only the record that decides an attempt carries it: where a program reports one
/// attempt in several lines, counting outcomes counts attempts, not lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was allowed.
    Success,
    /// It was refused.
    Failure,
}

impl Outcome {
    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $kind:ident $id:literal $en:literal $zh:literal;)+) => {
        /// What happened, in the field's terms. A row an action: name, kind, identifier, titles.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$name,)+];

            /// The kind it belongs to.
            pub fn kind(self) -> Kind {
                match self { $(Action::$name => Kind::$kind,)+ }
            }

            /// A stable identifier, as in JSON.
            pub fn id(self) -> &'static str {
                match self { $(Action::$name => $id,)+ }
            }

            /// A title for people.
            pub fn title(self, lang: Lang) -> &'static str {
                match self { $(Action::$name => lang.pick($en, $zh),)+ }
            }
        }
    };
}

actions! {
    /// An attempt to log in, decided: the outcome says how.
    Login Login "login" "Log-in" "登录";
    /// A name that the host does not know was tried; the attempt is decided elsewhere.
    InvalidUser Login "invalid_user" "Unknown user name" "不存在的用户名";
    /// PAM reports a failure that the program reports itself as well.
    AuthFailure Login "auth_failure" "Authentication failure (PAM)" "认证失败 (PAM)";
    /// A session begins.
    SessionOpened Login "session_opened" "Session opened" "会话开始";
    /// A session ends.
    SessionClosed Login "session_closed" "Session closed" "会话结束";
    /// A connection without a log-in.
    Connection Login "connection" "Connection" "连接";
    /// A connection ends.
    Disconnect Login "disconnect" "Disconnected" "断开连接";
    /// Other lines of a log-in service.
    LoginService Login "login_service" "Log-in service" "登录服务";
    /// sudo ran or refused a command.
    Sudo Command "sudo" "sudo" "sudo 提权";
    /// su changed or refused to change the user.
    Su Command "su" "su" "su 切换用户";
    /// A command in a shell's history.
    Command Command "command" "Command typed" "输入命令";
    /// cron ran a job.
    CronJob System "cron_job" "Scheduled job" "计划任务执行";
    /// A crontab was changed or read.
    CronChange System "cron_change" "Crontab changed" "计划任务变更";
    /// An account was made.
    UserAdded System "user_added" "Account created" "新建账号";
    /// An account was changed.
    UserChanged System "user_changed" "Account changed" "修改账号";
    /// An account was removed.
    UserRemoved System "user_removed" "Account removed" "删除账号";
    /// A group was made or changed.
    GroupChanged System "group_changed" "Group changed" "用户组变更";
    /// A password was changed.
    PasswordChanged System "password_changed" "Password changed" "修改密码";
    /// The host started.
    Boot System "boot" "Start of the host" "系统启动";
    /// The host stopped.
    Shutdown System "shutdown" "Stop of the host" "系统关闭";
    /// The clock was set.
    ClockChange System "clock_change" "Clock set" "时钟变更";
    /// A service started, stopped or failed.
    Service System "service" "Service" "服务状态";
    /// A kernel message.
    Kernel System "kernel" "Kernel" "内核消息";
    /// Any other line of a log.
    Message System "message" "Message" "日志消息";
    /// A web request.
    Request Web "request" "Web request" "Web 请求";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_are_unique_and_the_number_is_the_position() {
        let ids: BTreeSet<_> = Action::ALL.iter().map(|a| a.id()).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        for (i, action) in Action::ALL.iter().enumerate() {
            assert_eq!(*action as usize, i);
        }
    }
}

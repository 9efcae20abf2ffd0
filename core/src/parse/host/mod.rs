//! What a host's own programs write.

mod accounts;
mod cron;
mod header;
pub mod message;
mod pam;
pub mod shell_history;
mod sshd;
mod su;
mod sudo;
pub mod syslog;
mod systemd;
pub mod utmp;

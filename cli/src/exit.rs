//! The exit status.

use glasscase_core::verify::Verdict;
use std::process::ExitCode;

/// What a run came to, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: verified, or the command did what it was asked to do.
    Verified,
    /// 3: not everything could be read, or nothing states what it should be.
    Incomplete,
    /// 1: something is not as a manifest says.
    Findings,
    /// 2: wrong usage, or a bundle that cannot be read at all.
    Unreadable,
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Verified => Exit::Verified,
            Verdict::Altered => Exit::Findings,
            Verdict::Incomplete | Verdict::Unproven => Exit::Incomplete,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Verified => 0,
            Exit::Findings => 1,
            Exit::Unreadable => 2,
            Exit::Incomplete => 3,
        })
    }
}

//! The words of a verdict.

use serde::{Deserialize, Serialize};

/// What is known of one entry, worst last: the order of the variants is the order of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its bytes were read and every digest that a manifest states for it agrees.
    Verified,
    /// No manifest names it, and none has to.
    NotCovered,
    /// It is in the payload of a bag whose manifest must list it and does not.
    Unlisted,
    /// Its bytes could not be read in full.
    Unreadable,
    /// A manifest names it and it is not there.
    Missing,
    /// A manifest states two different values of one algorithm for it.
    Conflicting,
    /// Its bytes were read and a digest differs from a manifest's.
    Modified,
}

impl State {
    /// Every state, as shown: good first.
    pub const ALL: [State; 7] = [
        State::Verified,
        State::Modified,
        State::Missing,
        State::Unlisted,
        State::Conflicting,
        State::Unreadable,
        State::NotCovered,
    ];

    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            State::Verified => "verified",
            State::NotCovered => "not_covered",
            State::Unlisted => "unlisted",
            State::Unreadable => "unreadable",
            State::Missing => "missing",
            State::Conflicting => "conflicting",
            State::Modified => "modified",
        }
    }

    /// Whether it is a finding: something that must be explained.
    pub fn is_finding(self) -> bool {
        !matches!(self, State::Verified | State::NotCovered)
    }
}

/// The answer for a bundle or a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything that a manifest lists was read and agrees, and nothing is there that should be listed.
    Verified,
    /// Something differs from what a manifest says: modified, missing, not listed, or listed twice.
    Altered,
    /// Not everything could be read, so no answer holds for the whole; nothing read so far differs.
    Incomplete,
    /// There is no manifest, or it lists nothing: nothing is proved.
    Unproven,
}

impl Verdict {
    /// A stable identifier, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Verified => "verified",
            Verdict::Altered => "altered",
            Verdict::Incomplete => "incomplete",
            Verdict::Unproven => "unproven",
        }
    }
}

/// Entries by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Entries that verify.
    pub verified: u32,
    /// Entries whose digest differs.
    pub modified: u32,
    /// Claims without an entry.
    pub missing: u32,
    /// Payload entries that a bag's manifest should list and does not.
    pub unlisted: u32,
    /// Entries listed twice with different values.
    pub conflicting: u32,
    /// Entries that could not be read.
    pub unreadable: u32,
    /// Entries that no manifest has to name.
    pub not_covered: u32,
    /// Those of the verified that rest on MD5 or SHA-1 alone.
    pub weak_only: u32,
}

impl Counts {
    /// Counts one entry.
    pub fn add(&mut self, state: State, weak: bool) {
        match state {
            State::Verified => {
                self.verified += 1;
                self.weak_only += u32::from(weak);
            }
            State::NotCovered => self.not_covered += 1,
            State::Unlisted => self.unlisted += 1,
            State::Unreadable => self.unreadable += 1,
            State::Missing => self.missing += 1,
            State::Conflicting => self.conflicting += 1,
            State::Modified => self.modified += 1,
        }
    }

    /// Adds another bundle's counts.
    pub fn merge(&mut self, other: &Counts) {
        self.verified += other.verified;
        self.modified += other.modified;
        self.missing += other.missing;
        self.unlisted += other.unlisted;
        self.conflicting += other.conflicting;
        self.unreadable += other.unreadable;
        self.not_covered += other.not_covered;
        self.weak_only += other.weak_only;
    }

    /// The count of one state.
    pub fn of(&self, state: State) -> u32 {
        match state {
            State::Verified => self.verified,
            State::NotCovered => self.not_covered,
            State::Unlisted => self.unlisted,
            State::Unreadable => self.unreadable,
            State::Missing => self.missing,
            State::Conflicting => self.conflicting,
            State::Modified => self.modified,
        }
    }

    /// Entries that must be explained.
    pub fn findings(&self) -> u32 {
        self.modified + self.missing + self.unlisted + self.conflicting + self.unreadable
    }

    /// Entries in all states.
    pub fn total(&self) -> u32 {
        self.findings() + self.verified + self.not_covered
    }
}

//! What a program says in a syslog or journal message, dispatched by program.

use crate::parse::bytes::string;
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

/// Reads the message of a program.
pub fn recognise<'a>(program: &[u8], message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    let _ = (message, fields);
    match program {
        b"kernel" => Finding::of(Action::Kernel),
        _ => Finding::of(Action::Message),
    }
}

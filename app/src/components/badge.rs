//! The four meanings: verified, attention, altered, unknown. Each has a colour, an icon and a word, so that
//! nothing rests on colour alone.

use super::icon::{Icon, icon};
use crate::i18n::words;
use glasscase_core::text::Lang;
use glasscase_core::verify::{State, Verdict};
use leptos::prelude::*;

/// One of the four meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Proved.
    Verified,
    /// To be looked at.
    Attention,
    /// Not as it should be.
    Altered,
    /// Nothing is known.
    Unknown,
}

impl Tone {
    /// Its class in the styles.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Verified => "verified",
            Tone::Attention => "attention",
            Tone::Altered => "altered",
            Tone::Unknown => "unknown",
        }
    }

    /// Its icon.
    pub fn icon(self) -> Icon {
        match self {
            Tone::Verified => Icon::Check,
            Tone::Attention => Icon::Bang,
            Tone::Altered => Icon::Cross,
            Tone::Unknown => Icon::Dash,
        }
    }
}

/// The meaning of a file's state.
pub fn tone_of_state(state: State) -> Tone {
    match state {
        State::Verified => Tone::Verified,
        State::Modified | State::Missing | State::Unlisted | State::Conflicting => Tone::Altered,
        State::Unreadable => Tone::Attention,
        State::NotCovered => Tone::Unknown,
    }
}

/// The meaning of a verdict.
pub fn tone_of_verdict(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Verified => Tone::Verified,
        Verdict::Altered => Tone::Altered,
        Verdict::Incomplete => Tone::Attention,
        Verdict::Unproven => Tone::Unknown,
    }
}

/// A badge with a text of its own.
pub fn badge(tone: Tone, small: bool, text: impl Into<String>) -> AnyView {
    let class = format!("badge {}{}", tone.class(), if small { " sm" } else { "" });
    view! { <span class=class>{icon(tone.icon())}{text.into()}</span> }.into_any()
}

/// The small badge of a file's state, as in rows.
pub fn state_badge(state: State, lang: Lang) -> AnyView {
    badge(tone_of_state(state), true, words::state(state, lang))
}

/// The badge of a verdict.
pub fn verdict_badge(verdict: Verdict, small: bool, lang: Lang) -> AnyView {
    badge(tone_of_verdict(verdict), small, words::verdict(verdict, lang))
}

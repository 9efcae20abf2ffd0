//! Glasscase: the page.
//!
//! The page holds no evidence. It asks the engine in its worker ([`engine`]) for the window it shows and
//! draws it ([`views`]). What a person chose (language, zone, theme) is in [`state`]; where they are is the
//! address ([`route`]).

pub mod components;
pub mod engine;
pub mod format;
pub mod i18n;
pub mod intake;
pub mod route;
pub mod shell;
pub mod state;
pub mod views;

/// Puts the page into the document's body and starts the engine.
pub fn start() {
    leptos::mount::mount_to_body(shell::Shell);
}

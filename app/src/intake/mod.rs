//! How evidence comes in: dropped anywhere on the page, picked as files or as a folder, or the sample case.

mod drop;
mod pick;
mod walk;

pub use drop::DropOverlay;
pub use pick::{OpenPickers, Pickers, use_pickers};

use crate::engine::{Engine, Item, sample};
use crate::i18n::shell;
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// Something that went wrong on the way in. The rest was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A file or folder could not be read: its path, and what the browser calls the reason.
    Unreadable(String, String),
    /// The dropped or picked thing holds no file.
    NoFiles,
    /// The sample case is not to be had: why.
    NoSample(String),
}

impl Trouble {
    /// The sentence for it.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Trouble::Unreadable(path, reason) => shell::unreadable(path, reason, lang),
            Trouble::NoFiles => shell::T::NoFiles.t(lang).into(),
            Trouble::NoSample(why) => shell::no_sample(why, lang),
        }
    }
}

/// The state of the way in.
#[derive(Clone, Copy)]
pub struct Intake {
    /// What went wrong with the last intake.
    pub troubles: RwSignal<Vec<Trouble>>,
    /// Files found so far in a folder that is being listed.
    pub listing: RwSignal<Option<u32>>,
    engine: Engine,
}

/// Makes the way in and provides it to every component below. Called once, by the shell.
pub fn start(engine: Engine) -> Intake {
    let intake = Intake { troubles: RwSignal::new(Vec::new()), listing: RwSignal::new(None), engine };
    provide_context(intake);
    intake
}

/// The way in. Call it while a component is built, not in a handler.
pub fn use_intake() -> Intake {
    expect_context()
}

impl Intake {
    /// Opens what was gathered and tells what could not be.
    pub fn open(self, items: Vec<Item>, mut troubles: Vec<Trouble>) {
        self.listing.set(None);
        if items.is_empty() && troubles.is_empty() {
            troubles.push(Trouble::NoFiles);
        }
        self.troubles.set(troubles);
        self.engine.open(items);
    }

    /// Opens the sample case.
    pub async fn open_sample(self) {
        match sample().await {
            Ok(file) => {
                let name = file.name();
                self.open(vec![Item { path: name.clone(), name, file }], Vec::new());
            }
            Err(why) => self.troubles.set(vec![Trouble::NoSample(why)]),
        }
    }
}

//! The find box of a text: next, previous, round and round, with a count.

use crate::components::icon::{Icon, icon};
use crate::engine::{Engine, use_engine};
use crate::i18n::evidence::{self, T};
use crate::state::use_app;
use glasscase_core::engine::protocol::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Places looked up at most to go round backwards. Beyond, the last one known is taken, and said to be so.
const MOST: usize = 2000;

/// The places found so far, from the beginning of the file on, without a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Byte offsets, ascending.
    pub known: Vec<u64>,
    /// Whether there are no more.
    pub complete: bool,
    /// The one that is shown.
    pub at: Option<usize>,
}

/// What has to be done to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Show the hit of this index.
    Show(usize),
    /// Look for one more first.
    More,
    /// There is none.
    None,
}

impl Hits {
    /// How to get to the next place.
    pub fn next(&self) -> Turn {
        let wanted = self.at.map_or(0, |at| at + 1);
        match (wanted < self.known.len(), self.complete) {
            (true, _) => Turn::Show(wanted),
            (false, false) => Turn::More,
            (false, true) if self.known.is_empty() => Turn::None,
            (false, true) => Turn::Show(0),
        }
    }

    /// How to get to the place before; from the first one to the last, as far as they are known.
    pub fn previous(&self) -> Turn {
        match self.at {
            Some(at) if at > 0 => Turn::Show(at - 1),
            _ if !self.complete && self.known.len() < MOST => Turn::More,
            _ => self.known.len().checked_sub(1).map_or(Turn::None, Turn::Show),
        }
    }

    /// Notes the answer to the question for one more.
    pub fn learn(&mut self, found: Option<u64>) {
        match found {
            // An answer that does not lead on would loop for ever.
            Some(offset) if self.known.last().is_none_or(|last| offset > *last) => self.known.push(offset),
            _ => self.complete = true,
        }
    }

    /// The first byte at which one more may begin.
    pub fn from(&self) -> u64 {
        self.known.last().map_or(0, |last| last + 1)
    }
}

/// The box.
#[component]
pub fn FindBox(
    /// The entry.
    entry: u32,
    /// What is looked for, shared with what marks it.
    needle: RwSignal<String>,
    /// A place was found: its byte.
    on_found: Callback<u64>,
) -> impl IntoView {
    let engine = use_engine();
    let lang = use_app().lang;
    let hits = RwSignal::new(Hits::default());
    let busy = RwSignal::new(false);
    let turn = move |forward: bool| {
        if busy.get_untracked() || needle.with_untracked(String::is_empty) {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            walk(engine, entry, needle, hits, forward, on_found).await;
            busy.try_set(false);
        });
    };
    let typed = move |event| {
        needle.set(event_target_value(&event));
        hits.set(Hits::default());
    };
    let keyed = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            turn(!event.shift_key());
        }
        "Escape" if !needle.with_untracked(String::is_empty) => {
            event.stop_propagation();
            needle.set(String::new());
            hits.set(Hits::default());
        }
        _ => (),
    };
    let step = move |forward: bool, glyph: Icon, name: T, class: &'static str| {
        view! {
            <button
                type="button"
                class=class
                aria-label=move || name.t(lang.get())
                title=move || name.t(lang.get())
                disabled=move || needle.with(String::is_empty)
                on:click=move |_| turn(forward)
            >
                {icon(glyph)}
            </button>
        }
    };
    view! {
        <div class="preview-find" role="search">
            <input
                type="search"
                class="field"
                spellcheck="false"
                autocomplete="off"
                aria-label=move || T::FindInFile.t(lang.get())
                placeholder=move || T::FindInFile.t(lang.get())
                prop:value=move || needle.get()
                on:input=typed
                on:keydown=keyed
            />
            {step(false, Icon::Down, T::FindPrevious, "sel square flipped")}
            {step(true, Icon::Down, T::FindNext, "sel square")}
            <span class="muted preview-count" role="status">
                {move || (!needle.with(String::is_empty)).then(|| {
                    hits.with(|hits| evidence::hits(hits.at, hits.known.len(), hits.complete, busy.get(), lang.get()))
                })}
            </span>
        </div>
    }
}

/// Looks for places until there is one to show.
async fn walk(
    engine: Engine,
    entry: u32,
    needle: RwSignal<String>,
    hits: RwSignal<Hits>,
    forward: bool,
    on_found: Callback<u64>,
) {
    let Some(wanted) = needle.try_get_untracked() else { return };
    loop {
        let Some(now) = hits.try_get_untracked() else { return };
        match if forward { now.next() } else { now.previous() } {
            Turn::Show(index) => {
                hits.try_update(|hits| hits.at = Some(index));
                if let Some(offset) = now.known.get(index) {
                    on_found.run(*offset);
                }
                return;
            }
            Turn::None => return,
            Turn::More => {
                let request = Request::Find { entry, needle: wanted.clone(), from: now.from() };
                let found = match engine.ask(request).await {
                    Response::Found { offset, .. } => offset,
                    _ => None,
                };
                if needle.try_get_untracked().as_ref() != Some(&wanted) {
                    return;
                }
                hits.try_update(|hits| hits.learn(found));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walks a file that holds the places, and returns those shown.
    fn walked(places: &[u64], steps: &str) -> Vec<u64> {
        let mut hits = Hits::default();
        let mut shown = Vec::new();
        for step in steps.chars() {
            loop {
                match if step == 'n' { hits.next() } else { hits.previous() } {
                    Turn::Show(index) => {
                        hits.at = Some(index);
                        shown.push(hits.known[index]);
                        break;
                    }
                    Turn::None => break,
                    Turn::More => {
                        let from = hits.from();
                        hits.learn(places.iter().copied().find(|place| *place >= from));
                    }
                }
            }
        }
        shown
    }

    #[test]
    fn it_goes_round_both_ways() {
        assert_eq!(walked(&[3, 50, 90], "nnnn"), [3, 50, 90, 3]);
        assert_eq!(walked(&[3, 50, 90], "pp"), [90, 50]);
        assert_eq!(walked(&[3, 50, 90], "npn"), [3, 90, 3]);
        assert_eq!(walked(&[7], "npn"), [7, 7, 7]);
        assert_eq!(walked(&[], "npn"), [] as [u64; 0]);
    }

    #[test]
    fn an_answer_that_does_not_lead_on_ends_the_search() {
        let mut hits = Hits { known: vec![5], ..Hits::default() };
        hits.learn(Some(5));
        assert!(hits.complete);
    }

    #[test]
    fn going_round_backwards_has_a_bound() {
        let hits = Hits { known: (0..MOST as u64).collect(), complete: false, at: Some(0) };
        assert_eq!(hits.previous(), Turn::Show(MOST - 1));
    }
}

//! The windows of a long answer, as a grid asks for them.

use crate::engine::{Engine, Health, use_engine};
use glasscase_core::engine::protocol::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// An answer together with the first row that it was asked for, and how long it took.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Index of the first row in it.
    pub start: u32,
    /// What the engine said.
    pub response: Response,
    /// Milliseconds between question and answer.
    pub ms: u32,
}

/// A question that follows the window of a grid.
#[derive(Clone, Copy)]
pub struct Source {
    /// The last answer. It stays while the next is under way.
    pub answer: RwSignal<Option<Answer>>,
    /// Whether a question is under way.
    pub asking: RwSignal<bool>,
    /// First row and number of rows wanted.
    pub range: RwSignal<(u32, u32)>,
    wanted: StoredValue<Option<(u32, Request)>>,
    dirty: StoredValue<bool>,
}

/// Asks for the rows of a grid: `request` makes the question for a first row and a number of rows. It is asked
/// again when anything that it reads, the window or the engine's revision changes; one question at a time is
/// under way, and the newest follows it, so that fast scrolling queues nothing up.
pub fn use_rows(request: impl Fn(u32, u32) -> Option<Request> + 'static) -> Source {
    let engine = use_engine();
    let source = Source {
        answer: RwSignal::new(None),
        asking: RwSignal::new(false),
        range: RwSignal::new((0, 64)),
        wanted: StoredValue::new(None),
        dirty: StoredValue::new(false),
    };
    Effect::new(move |_| {
        engine.revision.track();
        let (start, count) = source.range.get();
        source.wanted.set_value(request(start, count).map(|request| (start, request)));
        source.dirty.set_value(true);
        if !source.asking.get_untracked() {
            source.asking.set(true);
            spawn_local(ask_until_current(engine, source));
        }
    });
    source
}

async fn ask_until_current(engine: Engine, source: Source) {
    // The view may be left while the answer is under way; then nothing of the source is there any more.
    while source.dirty.try_get_value() == Some(true) {
        source.dirty.try_set_value(false);
        let Some(wanted) = source.wanted.try_get_value() else { return };
        let Some((start, request)) = wanted else {
            source.answer.try_set(None);
            continue;
        };
        let asked = now();
        let response = engine.ask(request).await;
        if !matches!(engine.health.try_get_untracked(), Some(Health::Starting | Health::Ready)) {
            // The worker died, and what it said last is not about these rows: those at hand stay in sight.
            break;
        }
        // Rows of a window that was left meanwhile are still rows of this table, unless the question itself
        // changed; the next answer is on its way in both cases.
        let ms = (now() - asked).max(0.0).round() as u32;
        source.answer.try_set(Some(Answer { start, response, ms }));
    }
    source.asking.try_set(false);
}

fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

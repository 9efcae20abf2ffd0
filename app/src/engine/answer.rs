//! An answer that keeps itself current.

use super::client::{Engine, use_engine};
use glasscase_core::engine::protocol::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Slot {
    answer: RwSignal<Option<Response>>,
    wanted: StoredValue<Option<Request>>,
    /// A question is under way.
    asking: StoredValue<bool>,
    /// The question or the case changed since.
    dirty: StoredValue<bool>,
}

/// The answer to a request that may change. It is asked again when the request or the engine's revision
/// changes; answers to an older request are dropped; the last answer stays while the next is under way, so
/// that nothing flickers. One question at a time is under way, so fast scrolling queues nothing up: the
/// newest request is asked when the answer to an older one has come.
pub fn use_answer(request: impl Fn() -> Option<Request> + 'static) -> Signal<Option<Response>> {
    let engine = use_engine();
    let slot = Slot {
        answer: RwSignal::new(None),
        wanted: StoredValue::new(None),
        asking: StoredValue::new(false),
        dirty: StoredValue::new(false),
    };
    Effect::new(move |_| {
        engine.revision.track();
        slot.wanted.set_value(request());
        if slot.asking.get_value() {
            slot.dirty.set_value(true);
        } else {
            slot.asking.set_value(true);
            spawn_local(ask_until_current(engine, slot));
        }
    });
    slot.answer.into()
}

async fn ask_until_current(engine: Engine, slot: Slot) {
    // Every access may fail, because the view may have been left while the answer was under way.
    loop {
        slot.dirty.try_set_value(false);
        let Some(wanted) = slot.wanted.try_get_value() else { return };
        let answer = match &wanted {
            Some(request) => engine.try_ask(request).await,
            None => {
                slot.answer.try_set(None);
                None
            }
        };
        let still_wanted = slot.wanted.try_with_value(|now| *now == wanted).unwrap_or(false);
        if let Some(answer) = answer.filter(|_| still_wanted) {
            slot.answer.try_set(Some(answer));
        }
        if !slot.dirty.try_get_value().unwrap_or(false) {
            break;
        }
    }
    slot.asking.try_set_value(false);
}

//! Answers that remember what was asked.

use crate::engine::use_engine;
use glasscase_core::engine::protocol::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// As [`crate::engine::use_answer`], with the request that was answered: rows that carry no index of their
/// own have their place from it, so an older block is never drawn where a newer one belongs.
pub fn use_asked(
    request: impl Fn() -> Option<Request> + Send + Sync + 'static,
) -> Signal<Option<(Request, Response)>> {
    let engine = use_engine();
    let wanted = Memo::new(move |_| request());
    let answer = RwSignal::new(None);
    let busy = StoredValue::new(false);
    let again = StoredValue::new(false);
    Effect::new(move |_| {
        engine.revision.track();
        wanted.track();
        if busy.get_value() {
            again.set_value(true);
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            loop {
                again.try_set_value(false);
                // The view may have been left while the answer was under way.
                let Some(request) = wanted.try_get_untracked() else { return };
                let answered = match request {
                    Some(request) => Some((request.clone(), engine.ask(request).await)),
                    None => None,
                };
                answer.try_set(answered);
                if !again.try_get_value().unwrap_or(false) {
                    break;
                }
            }
            busy.try_set_value(false);
        });
    });
    answer.into()
}

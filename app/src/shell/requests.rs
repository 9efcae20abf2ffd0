//! What left the page, as the browser itself counts it: its record of loaded resources, and what its security
//! policy stopped.

use crate::components::popover::Popover;
use crate::engine::{Health, use_engine};
use crate::i18n::shell::T;
use crate::state::use_app;
use gloo::events::EventListener;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

#[derive(Clone, PartialEq)]
struct Sent {
    address: String,
    blocked: bool,
}

/// The number, and behind it the list.
#[component]
pub fn Requests() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let sent = RwSignal::new(Vec::<Sent>::new());
    let watching = StoredValue::new(false);
    Effect::new(move |_| {
        // The program's own parts are loaded when the engine is ready; from here on everything counts.
        if engine.health.get() == Health::Ready && !watching.get_value() {
            watching.set_value(true);
            watch(sent);
        }
    });
    let label = Signal::derive(move || format!("{} {}", T::Requests.t(app.lang.get()), sent.with(Vec::len)));
    let face = move || {
        view! {
            <span>{T::Requests.t(app.lang.get())}</span>
            <b data-name="requests">{sent.with(Vec::len)}</b>
        }
    };
    view! {
        <div class="requests">
            <Popover label name="requests-list" face>
                <p>{move || T::RequestsNone.t(app.lang.get())}</p>
                <p class="muted">{move || T::RequestsPolicy.t(app.lang.get())}</p>
                <ul class="mono">
                    {move || sent.get().into_iter().map(|s| view! {
                        <li>{s.address}{s.blocked.then(|| format!(" · {}", T::Blocked.t(app.lang.get())))}</li>
                    }).collect_view()}
                </ul>
            </Popover>
        </div>
    }
}

fn watch(sent: RwSignal<Vec<Sent>>) {
    let start = window().performance().map_or(0.0, |p| p.now());
    let seen =
        Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(move |list: PerformanceObserverEntryList| {
            let fresh: Vec<Sent> = list
                .get_entries()
                .iter()
                .filter_map(|entry| entry.dyn_into::<PerformanceEntry>().ok())
                // A Blob or data address is inside the page.
                .filter(|e| {
                    e.start_time() >= start
                        && !e.name().starts_with("blob:")
                        && !e.name().starts_with("data:")
                })
                .map(|e| Sent { address: e.name(), blocked: false })
                .collect();
            if !fresh.is_empty() {
                sent.update(|all| all.extend(fresh));
            }
        });
    if let Ok(observer) = PerformanceObserver::new(seen.as_ref().unchecked_ref()) {
        observer.observe(&PerformanceObserverInit::new(&js_sys::Array::of1(&"resource".into())));
    }
    // Both live as long as the page.
    seen.forget();
    let stopped = EventListener::new(&document(), "securitypolicyviolation", move |event| {
        let field = |name: &str| Reflect::get(event, &name.into()).ok().and_then(|v| v.as_string());
        if let Some(address) = field("blockedURI").filter(|a| a.contains("://")) {
            sent.update(|all| all.push(Sent { address, blocked: true }));
        }
    });
    stopped.forget();
}

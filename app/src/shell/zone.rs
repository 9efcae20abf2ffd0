//! One switch for the zone of all times on the page.

use super::use_case;
use crate::components::icon::{Icon, icon};
use crate::components::popover::{Choice, Dismiss, Popover};
use crate::engine::use_engine;
use crate::i18n::shell::{self, T};
use crate::state::use_app;
use glasscase_core::engine::protocol::{Request, Response, Zone};
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The menu of zones.
#[component]
pub fn ZoneMenu() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    // The zone of the only host, if there is one: a name says more than "the host's zone".
    let host = Signal::derive(move || {
        case.read(|s| match s.hosts.as_slice() {
            [one] => Some(one.zone.clone()),
            _ => None,
        })
        .flatten()
    });
    let shown = Signal::derive(move || {
        app.zone.with(|zone| match zone {
            Zone::Utc => T::ZoneUtc.t(app.lang.get()).to_string(),
            Zone::Host => host.get().unwrap_or_else(|| T::ZoneHost.t(app.lang.get()).to_string()),
            Zone::Iana(name) => name.clone(),
        })
    });
    let label = Signal::derive(move || format!("{} · {}", shown.get(), T::ZoneMenu.t(app.lang.get())));
    let face = move || view! { <span class="zone-name">{shown.get()}</span>{icon(Icon::Down)} };
    view! {
        <Popover label name="zone" face>
            <Zones host />
        </Popover>
    }
}

#[component]
fn Zones(
    /// The zone of the only host.
    host: Signal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let browser = browser_zone();
    let choice = move |zone: Zone, name: Signal<String>, note: Option<T>| {
        let is = zone.clone();
        let chosen = Signal::derive(move || app.zone.with(|z| *z == is));
        view! {
            <Choice chosen choose=move |()| app.zone.set(zone.clone())>
                <span>{move || name.get()}</span>
                <span class="muted">{move || note.map(|n| n.t(app.lang.get()))}</span>
            </Choice>
        }
    };
    let host_name = Signal::derive(move || {
        let title = T::ZoneHost.t(app.lang.get());
        host.get().map_or_else(|| title.to_string(), |zone| format!("{title}: {zone}"))
    });
    view! {
        {choice(Zone::Utc, Signal::derive(|| "UTC".to_string()), None)}
        {choice(Zone::Host, host_name, Some(T::ZoneHostNote))}
        {browser.map(|name| {
            let shown = name.clone();
            choice(Zone::Iana(name), Signal::derive(move || shown.clone()), Some(T::ZoneBrowserNote))
        })}
        <hr />
        <OtherZone />
    }
}

/// Any zone of the IANA database, by its name. The engine knows them all and has the last word.
#[component]
fn OtherZone() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let dismiss = use_context::<Dismiss>();
    let input = NodeRef::<leptos::html::Input>::new();
    let refused = RwSignal::new(None::<String>);
    let typed = match app.zone.get_untracked() {
        Zone::Iana(name) => name,
        _ => String::new(),
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(name) =
            input.get_untracked().map(|i| i.value().trim().to_string()).filter(|n| !n.is_empty())
        else {
            return;
        };
        spawn_local(async move {
            let zone = Zone::Iana(name.clone());
            match engine.ask(Request::Summary { zone: zone.clone() }).await {
                Response::Failed(_) => _ = refused.try_set(Some(name)),
                _ => {
                    app.zone.set(zone);
                    if let Some(dismiss) = dismiss {
                        dismiss.now();
                    }
                }
            }
        });
    };
    let sentence = move || refused.get().map(|name| shell::no_zone(&name, app.lang.get()));
    view! {
        <form class="field" on:submit=submit>
            <label for="zone-other">{move || T::ZoneOther.t(app.lang.get())}</label>
            <div class="field-row">
                <input id="zone-other" node_ref=input prop:value=typed placeholder="Asia/Shanghai" autocomplete="off"
                    spellcheck="false" aria-describedby="zone-refused"
                    aria-invalid=move || refused.get().is_some().then_some("true")
                    on:input=move |_| refused.set(None) />
                <button type="submit" class="btn">{move || T::ZoneUse.t(app.lang.get())}</button>
            </div>
            <p id="zone-refused" class="refused" role="alert">{sentence}</p>
        </form>
    }
}

/// The zone that this browser is set to.
fn browser_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string().filter(|zone| zone != "UTC")
}

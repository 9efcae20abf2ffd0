//! What is shown when the engine could not start, or died over a bundle.

use crate::components::icon::{Icon, icon};
use crate::engine::{Engine, Health, use_engine};
use crate::i18n::shell::T;
use crate::state::use_app;
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// The panel; nothing while the engine is well.
#[component]
pub fn Failure() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    move || {
        let lang = app.lang.get();
        match engine.health.get() {
            Health::Starting | Health::Ready => None,
            Health::NotStarted(what) => Some(not_started(&what, lang)),
            Health::Died { what, bundle } => Some(died(engine, &what, bundle, lang)),
        }
    }
}

fn not_started(what: &str, lang: Lang) -> AnyView {
    let reload = |_| _ = window().location().reload();
    view! {
        <section class="panel altered-edge" role="alert" data-name="failure">
            <h1>{icon(Icon::Bang)}{T::NotStartedTitle.t(lang)}</h1>
            <p>{T::NotStartedBody.t(lang)}</p>
            <p class="mono muted">{what.to_string()}</p>
            <div class="panel-actions"><button type="button" class="btn primary" on:click=reload>{T::Reload.t(lang)}</button></div>
        </section>
    }
    .into_any()
}

fn died(engine: Engine, what: &str, bundle: String, lang: Lang) -> AnyView {
    let name = bundle.clone();
    let without = engine.has_others(&bundle).then(|| {
        let bundle = bundle.clone();
        view! {
            <button type="button" class="btn primary" data-name="without" on:click=move |_| engine.restart_without(&bundle)>
                {T::DiedWithout.t(lang)}
            </button>
        }
    });
    view! {
        <section class="panel altered-edge" role="alert" data-name="failure">
            <h1>{icon(Icon::Bang)}{T::DiedTitle.t(lang)}</h1>
            <p class="mono"><b>{name}</b></p>
            <p>{T::DiedBody.t(lang)}</p>
            <details><summary>{T::DiedDetail.t(lang)}</summary><pre class="mono">{what.to_string()}</pre></details>
            <div class="panel-actions">
                {without}
                <button type="button" class="btn" data-name="again" on:click=move |_| engine.restart()>{T::DiedAgain.t(lang)}</button>
            </div>
        </section>
    }
    .into_any()
}

//! The way in.

use crate::components::icon::{Icon, icon};
use crate::i18n::case::T;
use crate::intake::{use_intake, use_pickers};
use crate::state::use_app;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Drop zone, three buttons, and why nothing leaves the machine.
#[component]
pub fn Welcome() -> impl IntoView {
    let app = use_app();
    let intake = use_intake();
    let pick = use_pickers();
    let t = move |text: T| text.t(app.lang.get());
    let opening = RwSignal::new(false);
    let sample = move |_| {
        opening.set(true);
        spawn_local(async move {
            intake.open_sample().await;
            opening.try_set(false);
        });
    };
    view! {
        <div class="welcome" data-name="welcome">
            <div class="case-head">
                <h1>{move || t(T::WelcomeTitle)}</h1>
                <p class="muted">{move || t(T::WelcomeBody)}</p>
            </div>
            <div class="drop-zone">
                {icon(Icon::Drop)}
                <p><b>{move || t(T::DropZone)}</b></p>
                <div class="welcome-actions">
                    <button type="button" class="btn primary" data-name="open-files" on:click=move |_| pick.files()>
                        {move || t(T::OpenFiles)}
                    </button>
                    <button type="button" class="btn" data-name="open-folder" on:click=move |_| pick.folder()>
                        {move || t(T::OpenFolder)}
                    </button>
                    <button type="button" class="btn" data-name="open-sample" prop:disabled=move || opening.get() on:click=sample>
                        {move || t(T::OpenSample)}
                    </button>
                </div>
                <p class="muted drop-formats">{move || t(T::DropFormats)}</p>
            </div>
            <p class="muted welcome-promise">{icon(Icon::Check)}{move || t(T::NothingLeaves)}</p>
        </div>
    }
}

//! What could not be opened, in sentences, until they are dismissed.

use crate::components::icon::{Icon, icon};
use crate::i18n::shell::T;
use crate::intake::use_intake;
use crate::state::use_app;
use leptos::prelude::*;

/// More than these are summed up: a folder without permission can hold thousands.
const SHOWN: usize = 8;

/// The sentences; nothing while there is no trouble.
#[component]
pub fn Troubles() -> impl IntoView {
    let app = use_app();
    let intake = use_intake();
    let list = move || {
        let lang = app.lang.get();
        intake.troubles.with(|all| {
            let more = all.len().saturating_sub(SHOWN);
            let rest = (more > 0).then(|| view! { <li class="muted">{format!("+ {more}")}</li> });
            view! {
                {all.iter().take(SHOWN).map(|t| view! { <li>{t.text(lang)}</li> }).collect_view()}
                {rest}
            }
        })
    };
    view! {
        <Show when=move || intake.troubles.with(|t| !t.is_empty())>
            <section class="panel attention-edge" role="alert" data-name="troubles">
                <h2>{icon(Icon::Bang)}{move || T::NotOpened.t(app.lang.get())}</h2>
                <ul>{list}</ul>
                <div class="panel-actions">
                    <button type="button" class="btn" on:click=move |_| intake.troubles.set(Vec::new())>
                        {move || T::Dismiss.t(app.lang.get())}
                    </button>
                </div>
            </section>
        </Show>
    }
}

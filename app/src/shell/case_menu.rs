//! What can be done with the case as a whole.

use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, icon};
use crate::components::popover::{Choice, Popover};
use crate::engine::use_engine;
use crate::i18n::shell::T;
use crate::intake::use_pickers;
use crate::route::{Route, View, go};
use crate::state::use_app;
use leptos::prelude::*;

/// The menu beside the case's name.
#[component]
pub fn CaseMenu(
    /// Set to ask whether the case is to be closed.
    close: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let pick = use_pickers();
    let label = Signal::derive(move || T::CaseMenu.t(app.lang.get()).to_string());
    view! {
        <Popover label name="case-menu" face=move || icon(Icon::More)>
            <Choice choose=move |()| pick.files()>{icon(Icon::Plus)}{move || T::AddFiles.t(app.lang.get())}</Choice>
            <Choice choose=move |()| pick.folder()>{icon(Icon::Folder)}{move || T::AddFolder.t(app.lang.get())}</Choice>
            <hr />
            <Choice choose=move |()| close.set(true)>{icon(Icon::Cross)}{move || T::CloseCase.t(app.lang.get())}</Choice>
        </Popover>
    }
}

/// Asks whether the case is to be closed.
#[component]
pub fn CloseDialog(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let title = Signal::derive(move || T::CloseCaseTitle.t(app.lang.get()).to_string());
    let close = move |_| {
        open.set(false);
        engine.close();
        go(Route::to(View::Case));
    };
    view! {
        <Dialog open title>
            <p>{move || T::CloseCaseBody.t(app.lang.get())}</p>
            <div class="dialog-actions">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || T::KeepOpen.t(app.lang.get())}</button>
                <button type="button" class="btn primary" data-name="close-case" on:click=close>{move || T::CloseCaseYes.t(app.lang.get())}</button>
            </div>
        </Dialog>
    }
}

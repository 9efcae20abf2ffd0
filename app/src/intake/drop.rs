//! Drop anywhere: the whole window takes files and folders, and says so while something hovers over it.

use super::walk::{Gathered, gather};
use super::{Intake, use_intake};
use crate::components::icon::{Icon, icon};
use crate::engine::Item;
use crate::i18n::shell::T;
use crate::state::use_app;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, File, FileSystemEntry};

/// The overlay, and the listeners behind it.
#[component]
pub fn DropOverlay() -> impl IntoView {
    let app = use_app();
    let intake = use_intake();
    let hovering = RwSignal::new(false);
    listen("dragover", move |event| {
        if let Some(data) = event.data_transfer().filter(holds_files) {
            // Without this the browser would open the file in place of the page.
            event.prevent_default();
            data.set_drop_effect("copy");
            if !hovering.get_untracked() {
                hovering.set(true);
            }
        }
    });
    listen("dragleave", move |event| {
        // Leaving the window; moving between elements of the page has a related one.
        if event.related_target().is_none() {
            hovering.set(false);
        }
    });
    listen("drop", move |event| {
        hovering.set(false);
        if let Some(data) = event.data_transfer().filter(holds_files) {
            event.prevent_default();
            take(intake, &data);
        }
    });
    view! {
        <Show when=move || hovering.get()>
            <div class="drop-overlay" aria-hidden="true">
                <div class="drop-overlay-box">
                    {icon(Icon::Drop)}
                    <p>{move || T::DropHere.t(app.lang.get())}</p>
                    <p class="muted">{move || T::NothingLeavesShort.t(app.lang.get())}</p>
                </div>
            </div>
        </Show>
    }
}

fn listen(name: &'static str, mut heard: impl FnMut(&DragEvent) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), name, options, move |event| {
        if let Some(event) = event.dyn_ref() {
            heard(event);
        }
    });
    // The window takes drops as long as the page is there.
    listener.forget();
}

fn holds_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

enum Dropped {
    Entry(FileSystemEntry),
    File(File),
}

/// The browser forgets what was dropped as soon as the handler returns, so everything is taken out first and
/// only then waited for.
fn take(intake: Intake, data: &DataTransfer) {
    let items = data.items();
    let mut dropped = Vec::new();
    for at in 0..items.length() {
        let Some(item) = items.get(at).filter(|item| item.kind() == "file") else { continue };
        match (item.webkit_get_as_entry(), item.get_as_file()) {
            (Ok(Some(entry)), _) if entry.is_directory() => dropped.push(Dropped::Entry(entry)),
            (_, Ok(Some(file))) => dropped.push(Dropped::File(file)),
            _ => (),
        }
    }
    spawn_local(async move {
        let mut gathered = Gathered::default();
        for thing in dropped {
            match thing {
                Dropped::File(file) => {
                    gathered.items.push(Item { name: file.name(), path: file.name(), file });
                }
                Dropped::Entry(entry) => {
                    intake.listing.set(Some(0));
                    gather(intake, entry, &mut gathered).await;
                }
            }
        }
        intake.open(gathered.items, gathered.troubles);
    });
}

//! A modal dialog on the browser's own `<dialog>`, which keeps the focus inside, closes on Escape and gives
//! the focus back.

use leptos::prelude::*;

/// The dialog. It opens and closes with `open`.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only where the dialog is no longer in the page.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => (),
        }
    });
    view! {
        <dialog node_ref=node class="dialog" aria-label=move || title.get() on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <h2>{move || title.get()}</h2>
                {children()}
            </Show>
        </dialog>
    }
}

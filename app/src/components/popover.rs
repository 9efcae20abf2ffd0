//! A button that opens a small panel below it. Escape and a click elsewhere close it; arrows move between
//! its items.

use gloo::events::EventListener;
use leptos::children::ViewFn;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The button and its panel.
#[component]
pub fn Popover(
    /// What the button is for, for screen readers and as a tip.
    #[prop(into)]
    label: Signal<String>,
    /// Names the button and the panel for styles and tests.
    name: &'static str,
    /// The button's face.
    #[prop(into)]
    face: ViewFn,
    /// The panel.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<leptos::html::Div>::new();
    let button = NodeRef::<leptos::html::Button>::new();
    let outside = EventListener::new(&document(), "pointerdown", move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        if open.get_untracked() && root.get_untracked().is_some_and(|r| !r.contains(target.as_ref())) {
            open.set(false);
        }
    });
    // Kept as long as the component is there.
    StoredValue::new_local(outside);
    let keyed = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                _ = button.focus();
            }
        }
        "ArrowDown" | "ArrowUp" if open.get_untracked() => {
            event.prevent_default();
            step(&root, event.key() == "ArrowDown");
        }
        _ => (),
    };
    view! {
        <div class="popover" node_ref=root on:keydown=keyed>
            <button
                type="button"
                class="sel"
                node_ref=button
                data-name=name
                aria-label=move || label.get()
                title=move || label.get()
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|o| *o = !*o)
            >
                {move || face.run()}
            </button>
            <Show when=move || open.get()>
                <div class="popover-panel" role="group" aria-label=move || label.get()>
                    {
                        // Said here, and not above: a component has no scope of its own, so the last of
                        // several menus side by side would speak for them all.
                        provide_context(Dismiss(open));
                        children()
                    }
                </div>
            </Show>
        </div>
    }
}

/// Lets an item close the panel it stands in.
#[derive(Clone, Copy)]
pub struct Dismiss(RwSignal<bool>);

impl Dismiss {
    /// Closes the panel.
    pub fn now(self) {
        self.0.set(false);
    }
}

/// One choice in a panel; choosing closes the panel.
#[component]
pub fn Choice(
    /// Whether it is the present choice; left out for an action.
    #[prop(optional, into)]
    chosen: Option<Signal<bool>>,
    /// What to do.
    #[prop(into)]
    choose: Callback<()>,
    /// Its face.
    children: Children,
) -> impl IntoView {
    let dismiss = use_context::<Dismiss>();
    let pressed = move || chosen.map(|c| c.get().to_string());
    view! {
        <button
            type="button"
            class="choice"
            aria-pressed=pressed
            on:click=move |_| {
                choose.run(());
                if let Some(dismiss) = dismiss {
                    dismiss.now();
                }
            }
        >
            {children()}
        </button>
    }
}

/// Moves the focus to the next or the previous item.
fn step(root: &NodeRef<leptos::html::Div>, down: bool) {
    let Some(items) = root
        .get_untracked()
        .and_then(|r| r.query_selector_all(".popover-panel button, .popover-panel input").ok())
    else {
        return;
    };
    let focused = document().active_element();
    let all: Vec<web_sys::HtmlElement> =
        (0..items.length()).filter_map(|i| items.get(i)?.dyn_into().ok()).collect();
    let at = all.iter().position(|e| Some(e.unchecked_ref::<web_sys::Element>()) == focused.as_ref());
    let next = match (at, down) {
        (Some(i), true) => (i + 1) % all.len().max(1),
        (Some(0), false) => all.len().saturating_sub(1),
        (Some(i), false) => i - 1,
        (None, _) => 0,
    };
    if let Some(element) = all.get(next) {
        _ = element.focus();
    }
}

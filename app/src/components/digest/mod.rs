//! A digest: set out in groups, to be copied, and to be compared with a value that a person has on paper, in
//! a mail or in another tool.

mod compare;
mod copy;
mod group;

pub use compare::CompareBox;
pub use copy::{Outcome, copy};
pub use group::{GROUP, Group, groups, is_weak, short};

use super::icon::{Icon, icon};
use crate::format;
use crate::i18n::evidence::T;
use crate::i18n::words;
use crate::state::use_app;
use gloo::timers::callback::Timeout;
use leptos::html::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A digest as text in groups, those that differ from `against` marked. Copying it gives the plain value.
pub fn digest_text(value: &str, against: Option<&str>) -> AnyView {
    groups(value, against, GROUP)
        .into_iter()
        .map(|group| {
            let class = if group.differs { "group differs" } else { "group" };
            let text = group.text;
            // The break opportunity stands between the groups, so a selection holds no space.
            if group.differs {
                view! { <mark class=class>{text}</mark><wbr /> }.into_any()
            } else {
                view! { <span class=class>{text}</span><wbr /> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// A digest with its two actions.
#[component]
pub fn Digest(
    /// Identifier of the algorithm: `sha256`.
    #[prop(into)]
    algorithm: String,
    /// The value, hex.
    #[prop(into)]
    value: String,
    /// The value that it is set against, to mark what differs.
    #[prop(into, default = None)]
    against: Option<String>,
    /// The entry to compare a pasted value with; none leaves that action out.
    #[prop(into, default = None)]
    entry: Option<u32>,
) -> impl IntoView {
    let lang = use_app().lang;
    let shown = NodeRef::<Code>::new();
    let outcome = RwSignal::new(None::<Outcome>);
    let comparing = RwSignal::new(false);
    let name = format::algorithm(&algorithm);
    let text = value.clone();
    let on_copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let element = shown.get_untracked().map(|code| web_sys::Element::clone(&code));
            let result = copy(&text, element).await;
            outcome.try_set(Some(result));
            Timeout::new(2400, move || _ = outcome.try_set(None)).forget();
        });
    };
    let said = move || match outcome.get() {
        None => "",
        Some(Outcome::Copied) => words::T::Copied.t(lang.get()),
        Some(Outcome::Selected) => T::SelectedToCopy.t(lang.get()),
    };
    let copy_name = {
        let name = name.clone();
        move || T::CopyDigest.t(lang.get()).replace("{}", &name)
    };
    let compare_name = move || T::CompareDigest.t(lang.get()).replace("{}", &name);
    view! {
        <div class="digest">
            <code class="digest-value" node_ref=shown>{digest_text(&value, against.as_deref())}</code>
            <span class="digest-actions">
                <button type="button" class="link" on:click=on_copy aria-label=copy_name>
                    {move || icon(if outcome.get() == Some(Outcome::Copied) { Icon::Check } else { Icon::Copy })}
                    {move || words::T::Copy.t(lang.get())}
                </button>
                {entry.map(|_| view! {
                    <button
                        type="button"
                        class="link"
                        aria-label=compare_name
                        aria-expanded=move || comparing.get().to_string()
                        on:click=move |_| comparing.update(|open| *open = !*open)
                    >
                        {move || T::CompareWith.t(lang.get())}
                    </button>
                })}
                <span class="digest-said" role="status">{said}</span>
            </span>
            <Show when=move || comparing.get()>
                <CompareBox entry close=Callback::new(move |()| comparing.set(false)) />
            </Show>
        </div>
    }
}

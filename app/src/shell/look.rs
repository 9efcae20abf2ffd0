//! Language, theme and density.

use crate::components::icon::{Icon, icon};
use crate::components::popover::{Choice, Popover};
use crate::i18n::shell::T;
use crate::state::{Density, Theme, use_app};
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// Switches between the two languages.
#[component]
pub fn LangButton() -> impl IntoView {
    let app = use_app();
    let switch = move |_| {
        app.lang.update(|lang| *lang = if *lang == Lang::En { Lang::Zh } else { Lang::En });
    };
    let is = move |lang| app.lang.get() == lang;
    view! {
        <button type="button" class="sel lang" data-name="lang" title=move || T::LangButton.t(app.lang.get())
            aria-label=move || format!("EN · 中文 · {}", T::LangButton.t(app.lang.get())) on:click=switch>
            <span class:chosen=move || is(Lang::En)>"EN"</span>
            <span aria-hidden="true">" · "</span>
            <span class:chosen=move || is(Lang::Zh)>"中文"</span>
        </button>
    }
}

/// Chooses theme and density.
#[component]
pub fn LookMenu() -> impl IntoView {
    let app = use_app();
    let label = Signal::derive(move || T::LookMenu.t(app.lang.get()).to_string());
    let themes = move || {
        Theme::ALL
            .map(|theme| {
                let (face, text) = match theme {
                    Theme::System => (Icon::Screen, T::ThemeSystem),
                    Theme::Light => (Icon::Sun, T::ThemeLight),
                    Theme::Dark => (Icon::Moon, T::ThemeDark),
                };
                let chosen = Signal::derive(move || app.theme.get() == theme);
                view! {
                    <Choice chosen choose=move |()| app.theme.set(theme)>
                        {icon(face)}{move || text.t(app.lang.get())}
                    </Choice>
                }
            })
            .collect_view()
    };
    let densities = move || {
        [(Density::Comfortable, T::Comfortable), (Density::Compact, T::Compact)]
            .map(|(density, text)| {
                let chosen = Signal::derive(move || app.density.get() == density);
                view! {
                    <Choice chosen choose=move |()| app.density.set(density)>{move || text.t(app.lang.get())}</Choice>
                }
            })
            .collect_view()
    };
    let face = move || {
        icon(match app.theme.get() {
            Theme::System => Icon::Screen,
            Theme::Light => Icon::Sun,
            Theme::Dark => Icon::Moon,
        })
    };
    view! {
        <Popover label name="look" face>
            {themes()}
            <hr />
            {densities()}
        </Popover>
    }
}

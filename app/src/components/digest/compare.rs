//! Comparing a pasted value, with an answer in words and never a bare tick.

use super::digest_text;
use crate::components::badge::{Tone, badge};
use crate::engine::use_engine;
use crate::format;
use crate::i18n::evidence::{self, T};
use crate::i18n::words;
use crate::state::use_app;
use glasscase_core::engine::protocol::{Compared, Phase, Request, Response};
use glasscase_core::text::Lang;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Paths listed with a match; more are counted.
const LISTED: usize = 12;

/// A field for the value and the answer below it.
#[component]
pub fn CompareBox(
    /// The entry; none for every file and the container itself.
    entry: Option<u32>,
    /// Called when the person is done.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let lang = app.lang;
    let field = NodeRef::<Input>::new();
    let pasted = RwSignal::new(String::new());
    let answer = RwSignal::new(None::<(String, Compared)>);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            _ = field.focus();
        }
    });
    let ask = move || {
        let text = pasted.get_untracked();
        if text.trim().is_empty() {
            answer.set(None);
            return;
        }
        spawn_local(async move {
            let request = Request::Compare { entry, pasted: text.clone() };
            if let Response::Compared(compared) = engine.ask(request).await
                && pasted.try_get_untracked().as_ref() == Some(&text)
            {
                answer.try_set(Some((text, compared)));
            }
        });
    };
    // More files may have been read since.
    Effect::new(move |_| {
        engine.revision.track();
        ask();
    });
    let typed = move |event| {
        pasted.set(event_target_value(&event));
        ask();
    };
    let keyed = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            close.run(());
        }
        "Enter" => ask(),
        _ => (),
    };
    let reading = move || {
        entry.is_none() && engine.progress.with(|p| matches!(p.phase, Phase::Reading | Phase::Rehashing))
    };
    view! {
        <div class="digest-compare" on:keydown=keyed>
            <label>
                <span>{move || if entry.is_some() { T::PasteForFile } else { T::PasteForAll }.t(lang.get())}</span>
                <input
                    type="text"
                    class="field mono"
                    node_ref=field
                    spellcheck="false"
                    autocomplete="off"
                    placeholder=move || T::PastePlaceholder.t(lang.get())
                    on:input=typed
                />
            </label>
            <div class="compare-answer" role="status">
                {move || answer.get().map(|(text, compared)| {
                    spoken(&text, &compared, entry.is_some(), reading(), lang.get())
                })}
            </div>
            <button type="button" class="btn" on:click=move |_| close.run(())>
                {move || words::T::Close.t(lang.get())}
            </button>
        </div>
    }
}

/// The answer, as a badge and sentences.
fn spoken(pasted: &str, compared: &Compared, one: bool, reading: bool, lang: Lang) -> AnyView {
    let name = match compared {
        Compared::NotADigest => String::new(),
        Compared::NotComputed { algorithm }
        | Compared::Match { algorithm, .. }
        | Compared::Differs { algorithm, .. } => format::algorithm(algorithm),
    };
    let sentence = evidence::compared(compared, &name, one, lang);
    match compared {
        Compared::NotADigest | Compared::NotComputed { .. } => view! {
            <p>{badge(Tone::Unknown, true, T::NothingSaid.t(lang))}" "{sentence}</p>
        }
        .into_any(),
        Compared::Match { of, weak, .. } => {
            let rest = of.len().saturating_sub(LISTED);
            let paths = of.iter().take(LISTED).map(|path| view! { <li class="mono">{path.clone()}</li> });
            view! {
                <p>{badge(Tone::Verified, true, T::Match.t(lang))}" "{sentence}</p>
                {weak.then(|| view! {
                    <p>{badge(Tone::Attention, true, T::WeakAlgorithm.t(lang))}" "{evidence::weak(&name, lang)}</p>
                })}
                {(!one).then(|| view! { <ul class="compare-paths">{paths.collect_view()}</ul> })}
                {(!one && rest > 0).then(|| evidence::and_more(rest, lang))}
            }
            .into_any()
        }
        Compared::Differs { actual, .. } => {
            let given: String = pasted.chars().filter(char::is_ascii_hexdigit).collect();
            view! {
                <p>{badge(Tone::Altered, true, T::NoMatch.t(lang))}" "{sentence}</p>
                {actual.as_ref().map(|actual| view! {
                    <code class="digest-value">{digest_text(actual, Some(&given))}</code>
                })}
                {reading.then(|| view! { <p class="muted">{T::StillReading.t(lang)}</p> })}
            }
            .into_any()
        }
    }
}

//! Is a value that somebody has on paper the digest of anything here?

use crate::components::badge::{Tone, badge};
use crate::engine::use_engine;
use crate::format;
use crate::i18n::case::{self, T};
use crate::state::use_app;
use glasscase_core::engine::protocol::{Compared, Request, Response};
use glasscase_core::text::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The box: paste, compare, and the answer in words.
#[component]
pub fn Compare() -> impl IntoView {
    let app = use_app();
    let engine = use_engine();
    let input = NodeRef::<leptos::html::Input>::new();
    let answer = RwSignal::new(None::<Response>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(pasted) = input.get_untracked().map(|i| i.value()).filter(|v| !v.trim().is_empty()) else {
            return;
        };
        spawn_local(async move {
            let response = engine.ask(Request::Compare { entry: None, pasted }).await;
            answer.try_set(Some(response));
        });
    };
    let result = move || {
        let lang = app.lang.get();
        answer.get().and_then(|a| verdict(&a, lang)).map(|(tone, word, text)| {
            view! { {badge(tone, true, word)}" "{text} }
        })
    };
    let t = move |text: T| text.t(app.lang.get());
    view! {
        <form class="compare" on:submit=submit data-name="compare">
            <label for="compare-all">{move || t(T::CompareLabel)}</label>
            <div class="field-row">
                <input id="compare-all" class="mono" node_ref=input autocomplete="off" spellcheck="false"
                    placeholder=move || t(T::ComparePlaceholder) on:input=move |_| answer.set(None) />
                <button type="submit" class="btn">{move || t(T::CompareButton)}</button>
            </div>
            <p class="compare-result" role="status" aria-live="polite" data-name="compared">{result}</p>
        </form>
    }
}

fn verdict(answer: &Response, lang: Lang) -> Option<(Tone, &'static str, String)> {
    let yes = lang.pick("match", "一致");
    let no = lang.pick("no match", "不一致");
    let unclear = lang.pick("nothing to compare", "无法比对");
    Some(match answer {
        Response::Compared(Compared::Match { algorithm, of, weak }) => {
            let tone = if *weak { Tone::Attention } else { Tone::Verified };
            (tone, yes, case::matches(&format::algorithm(algorithm), of, *weak, lang))
        }
        Response::Compared(Compared::Differs { algorithm, .. }) => {
            (Tone::Altered, no, case::no_match(&format::algorithm(algorithm), lang))
        }
        Response::Compared(Compared::NotComputed { algorithm }) => {
            (Tone::Unknown, unclear, case::not_computed(&format::algorithm(algorithm), lang))
        }
        Response::Compared(Compared::NotADigest) => (Tone::Unknown, unclear, T::NotADigest.t(lang).into()),
        Response::Failed(note) => (Tone::Unknown, unclear, note.text(lang)),
        _ => return None,
    })
}

//! The claim that the address names: where it is a file's, the drawer shows the file.

use super::Place;
use crate::components::badge::state_badge;
use crate::components::digest::Digest;
use crate::engine::use_answer;
use crate::format;
use crate::i18n::evidence::{self, place};
use crate::i18n::manifest::T;
use crate::i18n::words;
use glasscase_core::engine::protocol::{ClaimRow, Request, Response};
use glasscase_core::text::Lang;
use glasscase_core::verify::State;
use leptos::prelude::*;

/// The row, kept current.
#[derive(Clone, Copy)]
pub struct Chosen(Memo<Option<ClaimRow>>);

impl Chosen {
    /// Asks for the row of an index among those that are shown.
    pub fn ask(place: Memo<Place>, index: Memo<Option<u32>>) -> Self {
        let answer = use_answer(move || {
            let Place { states, manifest, text } = place.get();
            index.get().map(|start| Request::Claims { states, manifest, text, start, count: 1 })
        });
        Chosen(Memo::new(move |_| {
            index.get()?;
            answer.with(|answer| match answer {
                Some(Response::Claims { rows, .. }) => rows.first().cloned(),
                _ => None,
            })
        }))
    }

    /// The entry that it is about.
    pub fn entry(self) -> Option<u32> {
        self.0.with(|row| row.as_ref()?.entry)
    }

    /// The head of the drawer, for a claim without a file.
    pub fn head(self, lang: Lang) -> AnyView {
        self.0.with(|row| match row {
            Some(row) => view! { {state_badge(row.state, lang)}<span class="file-name"><b>{name(&row.path).to_owned()}</b></span> }
                .into_any(),
            None => ().into_any(),
        })
    }

    /// The body of the drawer, for a claim without a file: what was claimed where.
    pub fn body(self, lang: Lang) -> AnyView {
        self.0.with(|row| match row {
            Some(row) => claimed(row, lang),
            None => view! { <p class="muted" role="status">{words::T::Loading.t(lang)}</p> }.into_any(),
        })
    }
}

fn claimed(row: &ClaimRow, lang: Lang) -> AnyView {
    let title = if row.state == State::Missing { T::MissingTitle } else { T::PendingTitle };
    let label =
        evidence::labelled(evidence::T::ManifestSays.t(lang), &format::algorithm(&row.algorithm), lang);
    let value = row.expected.clone().map(|value| {
        let algorithm = row.algorithm.clone();
        view! { <dt>{label}</dt><dd><Digest algorithm value /></dd> }
    });
    let note = row.note.as_ref().map(|note| {
        view! { <dt>{evidence::T::WhatItMeans.t(lang)}</dt><dd>{note.text(lang)}</dd> }
    });
    view! {
        <div class="file">
            <h2 class="file-title">{title.t(lang)}</h2>
            <dl class="kv">
                <dt>{T::Path.t(lang)}</dt><dd class="mono">{row.path.clone()}</dd>
                <dt>{T::StatedIn.t(lang)}</dt><dd class="mono">{place(&row.manifest_path, row.line, lang)}</dd>
                {value}
                {note}
            </dl>
        </div>
    }
    .into_any()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

//! The content of a file as bytes: sixteen a row, only the rows on the screen asked for.

use super::asked::use_asked;
use super::offset::{halves, hex_offset, parse_offset};
use super::scroll::Scroller;
use crate::i18n::evidence::{self, T};
use crate::state::use_app;
use glasscase_core::engine::protocol::{HexRow, Request, Response};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Height of a row in px, as in the styles.
const ROW: f64 = 20.0;
/// Bytes a row.
const WIDTH: u64 = 16;
/// Rows are asked for in blocks of this many.
const STEP: u64 = 32;

/// Bytes of an entry.
#[component]
pub fn HexPreview(
    /// The entry.
    entry: u32,
    /// Its size, where known already.
    size: Option<u64>,
    /// Byte to show, from the address.
    #[prop(into)]
    jump: Signal<Option<u64>>,
    /// The person asked for a byte.
    on_jump: Callback<u64>,
) -> impl IntoView {
    let lang = use_app().lang;
    let bytes = RwSignal::new(size.unwrap_or(0));
    let scroller =
        Scroller::new(Signal::derive(move || bytes.get().div_ceil(WIDTH)), ROW, Signal::derive(|| false));
    let block = Memo::new(move |_| scroller.extent().block(scroller.top.get(), STEP).0);
    let answer = use_asked(move || {
        let rows = scroller.page() + 3 * STEP as u32;
        Some(Request::Hex { entry, offset: block.get() * WIDTH, rows })
    });
    Effect::new(move |_| {
        let size = answer.with(|a| match a {
            Some((_, Response::Hex { size, .. })) => Some(*size),
            _ => None,
        });
        if let Some(size) = size.filter(|size| *size != bytes.get_untracked()) {
            bytes.set(size);
        }
    });
    Effect::new(move |_| {
        if scroller.extent().view > 0.0
            && let Some(offset) = jump.get()
        {
            scroller.centre(offset / WIDTH);
        }
    });
    let rows = Memo::new(move |_| {
        answer.with(|a| match a {
            Some((_, Response::Hex { rows, .. })) => rows.clone(),
            _ => Vec::new(),
        })
    });
    let layer = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let base = rows.with(|rows| rows.first().map_or(0, |row| row.offset / WIDTH));
        let shift = scroller.top.get() - base as f64 * ROW;
        if let Some(layer) = layer.get() {
            let style = HtmlElement::style(&layer);
            _ = style.set_property("transform", &format!("translateY({}px)", -shift.round()));
        }
    });
    let failed = move || {
        answer.with(|a| match a {
            Some((_, Response::Failed(note))) => {
                let text = note.text(lang.get());
                Some(view! { <p class="preview-empty" role="alert">{text}</p> }.into_any())
            }
            Some((_, Response::Hex { size: 0, .. })) => {
                Some(view! { <p class="preview-empty muted">{T::EmptyFile.t(lang.get())}</p> }.into_any())
            }
            _ => None,
        })
    };
    view! {
        <div class="preview">
            <div class="preview-bar">
                <OffsetBox size=bytes.into() on_jump />
                <span class="muted preview-note">{move || evidence::bytes(bytes.get(), lang.get())}</span>
            </div>
            {failed}
            <div
                class="vscroll hex"
                node_ref=scroller.node
                tabindex="0"
                role="region"
                aria-label=move || T::BytesOfFile.t(lang.get())
                on:scroll=move |_| scroller.scrolled()
                on:wheel=move |event| scroller.wheeled(&event, ROW)
                on:keydown=move |event| _ = scroller.keyed(&event)
            >
                <div class="vspacer" style:height=move || format!("{}px", scroller.extent().spacer())>
                    <div class="vlayer" style:height=move || {
                        let extent = scroller.extent();
                        format!("{}px", extent.view.min(extent.spacer()))
                    }>
                        <div class="vrows" node_ref=layer>
                            <For each=move || rows.get() key=|row| (row.offset, row.hex.clone()) let:row>
                                {hex_row(row, jump)}
                            </For>
                        </div>
                    </div>
                </div>
            </div>
        </div>
    }
}

fn hex_row(row: HexRow, jump: Signal<Option<u64>>) -> impl IntoView {
    let offset = row.offset;
    let (left, right) = halves(&row.hex);
    let at = move || jump.get().is_some_and(|jump| jump / WIDTH == offset / WIDTH);
    view! {
        <div class="vrow" class:at=at>
            <span class="hex-offset">{hex_offset(offset)}</span>
            <span class="hex-half">{left.to_owned()}</span>
            <span class="hex-half">{right.to_owned()}</span>
            <span class="hex-ascii">{row.ascii}</span>
        </div>
    }
}

/// A field that leads to a byte.
#[component]
fn OffsetBox(size: Signal<u64>, on_jump: Callback<u64>) -> impl IntoView {
    let lang = use_app().lang;
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match parse_offset(&typed.get_untracked()).filter(|at| *at < size.get_untracked()) {
            Some(offset) => on_jump.run(offset),
            None => refused.set(true),
        }
    };
    view! {
        <form class="preview-find" on:submit=submit>
            <input
                type="text"
                class="field"
                inputmode="text"
                spellcheck="false"
                autocomplete="off"
                aria-label=move || T::GoToOffset.t(lang.get())
                placeholder=move || T::GoToOffset.t(lang.get())
                aria-invalid=move || refused.get().to_string()
                on:input=move |event| {
                    refused.set(false);
                    typed.set(event_target_value(&event));
                }
            />
            <button type="submit" class="btn">{move || T::Go.t(lang.get())}</button>
            <span class="refused" role="status">
                {move || refused.get().then(|| evidence::offset_refused(size.get(), lang.get()))}
            </span>
        </form>
    }
}

//! The content of a file as text: lines with numbers, found words marked, only the lines on the screen asked
//! for, whatever the size of the file.

use super::asked::use_asked;
use super::find::FindBox;
use super::marks::{RunKind, is_guess, mark_name, runs, source_bytes};
use super::scroll::Scroller;
use crate::engine::use_engine;
use crate::i18n::evidence::{self, T};
use crate::i18n::words;
use crate::state::{store, stored, use_app};
use glasscase_core::engine::protocol::{Anchor, LineRow, Request, Response};
use glasscase_core::text::Lang;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Height of a line in px, as in the styles.
const LINE: f64 = 20.0;
/// Width that the line numbers may take, in px.
const GUTTER: f64 = 60.0;
/// Lines are asked for in blocks of this many.
const STEP: u64 = 32;

/// A place that the view is asked to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its line, from 0.
    pub line: u64,
    /// Its byte in the file.
    pub offset: u64,
}

/// Lines of an entry.
#[component]
pub fn TextPreview(
    /// The entry.
    entry: u32,
    /// Byte to show, from the address.
    #[prop(into)]
    jump: Signal<Option<u64>>,
    /// Shows a byte in the hex view: where a line was cut.
    on_hex: Callback<u64>,
) -> impl IntoView {
    let engine = use_engine();
    let lang = use_app().lang;
    let known = RwSignal::new(0_u64);
    let wrap = RwSignal::new(stored("wrap").is_some_and(|kept| kept == "on"));
    let scroller = Scroller::new(known.into(), LINE, wrap.into());
    let block = Memo::new(move |_| {
        let (start, _) = scroller.extent().block(scroller.top.get(), STEP);
        (start, u64::from(scroller.page()) + 3 * STEP)
    });
    let answer = use_asked(move || {
        let (start, count) = block.get();
        // A screen is some hundred lines.
        Some(Request::Text { entry, anchor: Anchor::Line(start), before: 0, count: count as u32 })
    });
    let complete = RwSignal::new(false);
    let counting = StoredValue::new(false);
    Effect::new(move |_| {
        let heard = answer.with(|a| match a {
            Some((_, Response::Text { lines, complete, rows, .. })) => {
                Some(((*lines).max(rows.last().map_or(0, |row| row.line + 1)), *complete))
            }
            _ => None,
        });
        let Some((lines, all)) = heard else { return };
        if lines > known.get_untracked() {
            known.set(lines);
        }
        if all {
            complete.set(true);
        } else if !counting.get_value() {
            // The engine looks no further than it is asked: the last line is asked for once, so that the
            // scroll bar is as long as the file.
            counting.set_value(true);
            spawn_local(async move {
                let request = Request::Text { entry, anchor: Anchor::Offset(u64::MAX), before: 0, count: 1 };
                if let Response::Text { lines, complete: all, .. } = engine.ask(request).await {
                    known.try_set(lines);
                    complete.try_set(all);
                }
            });
        }
    });
    let needle = RwSignal::new(String::new());
    let place = RwSignal::new(None::<Place>);
    let go_to = Callback::new(move |offset: u64| {
        spawn_local(async move {
            let request = Request::Text { entry, anchor: Anchor::Offset(offset), before: 0, count: 1 };
            if let Response::Text { rows, lines, .. } = engine.ask(request).await
                && let Some(row) = rows.first()
            {
                if known.try_get_untracked().is_some_and(|now| lines > now) {
                    known.try_set(lines);
                }
                place.try_set(Some(Place { line: row.line, offset }));
                scroller.centre(row.line);
            }
        });
    });
    Effect::new(move |_| {
        // Not before the window has a height, or it would not be the middle.
        if scroller.extent().view > 0.0
            && let Some(offset) = jump.get()
            && place.get_untracked().is_none_or(|at| at.offset != offset)
        {
            go_to.run(offset);
        }
    });
    Effect::new(move |_| store("wrap", if wrap.get() { "on" } else { "off" }));
    view! {
        <div class="preview">
            <div class="preview-bar">
                <FindBox entry needle on_found=go_to />
                <label class="check">
                    <input type="checkbox" prop:checked=move || wrap.get() on:change=move |_| wrap.update(|on| *on = !*on) />
                    {move || T::Wrap.t(lang.get())}
                </label>
                <span class="muted preview-note">{move || answer.with(|a| about(a.as_ref(), known.get(), complete.get(), lang.get()))}</span>
            </div>
            {move || answer.with(|a| trouble(a.as_ref(), lang.get()))}
            <Lines scroller answer needle place wrap on_hex />
        </div>
    }
}

/// What the foot of the bar says: encoding and number of lines.
fn about(answer: Option<&(Request, Response)>, lines: u64, complete: bool, lang: Lang) -> String {
    match answer {
        Some((_, Response::Text { encoding, .. })) => evidence::text_about(encoding, lines, complete, lang),
        Some(_) => String::new(),
        None => words::T::Loading.t(lang).to_owned(),
    }
}

fn trouble(answer: Option<&(Request, Response)>, lang: Lang) -> Option<AnyView> {
    match answer {
        Some((_, Response::Failed(note))) => {
            let text = note.text(lang);
            Some(view! { <p class="preview-empty" role="alert">{text}</p> }.into_any())
        }
        Some((_, Response::Text { rows, complete: true, lines: 0, .. })) if rows.is_empty() => {
            Some(view! { <p class="preview-empty muted">{T::EmptyFile.t(lang)}</p> }.into_any())
        }
        _ => None,
    }
}

/// The lines on the screen.
#[component]
fn Lines(
    scroller: Scroller,
    answer: Signal<Option<(Request, Response)>>,
    needle: RwSignal<String>,
    place: RwSignal<Option<Place>>,
    wrap: RwSignal<bool>,
    on_hex: Callback<u64>,
) -> impl IntoView {
    let lang = use_app().lang;
    let rows = Memo::new(move |_| {
        answer.with(|a| match a {
            Some((_, Response::Text { rows, encoding, .. })) => (rows.clone(), encoding == "Latin-1"),
            _ => (Vec::new(), false),
        })
    });
    let layer = NodeRef::<Div>::new();
    // Wrapped lines have heights of their own, which only the browser knows: the first line on the screen is
    // found among the rendered ones, and the part of it that was scrolled past is taken in proportion.
    let settle = move || {
        let Some(layer) = layer.get_untracked() else { return };
        let top = scroller.top.get_untracked();
        let base = rows.with_untracked(|(rows, _)| rows.first().map_or(0, |row| row.line));
        let shift = if wrap.get_untracked() {
            let (above, height) = line_box(&layer, (top / LINE) as u64, base);
            above + height * (top / LINE).fract()
        } else {
            top - base as f64 * LINE
        };
        let style = HtmlElement::style(&layer);
        // A transform is all that changes while scrolling within a block.
        _ = style.set_property("transform", &format!("translateY({}px)", -shift.round()));
    };
    Effect::new(move |_| {
        scroller.top.track();
        rows.track();
        wrap.track();
        settle();
        // Once more when what changed has been drawn.
        request_animation_frame(settle);
    });
    // The chosen place may lie far to the right of a long line.
    Effect::new(move |_| {
        place.track();
        request_animation_frame(move || request_animation_frame(move || show_current(scroller)));
    });
    let first_height = move || {
        let base = rows.with_untracked(|(rows, _)| rows.first().map_or(0, |row| row.line));
        layer
            .get_untracked()
            .map_or(LINE, |layer| line_box(&layer, (scroller.top.get_untracked() / LINE) as u64, base).1)
    };
    let digits = move || rows.with(|(rows, _)| rows.last().map_or(1, |row| digits(row.line + 1)));
    view! {
        <div
            class="vscroll text"
            class:wrapped=move || wrap.get()
            node_ref=scroller.node
            tabindex="0"
            role="region"
            aria-label=move || T::TextOfFile.t(lang.get())
            style=("--digits", move || digits().to_string())
            on:scroll=move |_| scroller.scrolled()
            on:wheel=move |event| scroller.wheeled(&event, first_height())
            on:keydown=move |event| _ = scroller.keyed(&event)
        >
            <div class="vspacer" style:height=move || format!("{}px", scroller.extent().spacer())>
                <div class="vlayer" style:height=move || {
                    let extent = scroller.extent();
                    format!("{}px", extent.view.min(extent.spacer()))
                }>
                    <div class="vrows" node_ref=layer>
                        <For
                            each=move || {
                                let latin = rows.with(|(_, latin)| *latin);
                                let rows = rows.with(|(rows, _)| rows.clone());
                                rows.into_iter().map(move |row| (row, latin))
                            }
                            key=|(row, _)| (row.line, row.offset, row.length)
                            let((row, latin))
                        >
                            {line(row, latin, needle, place, on_hex)}
                        </For>
                    </div>
                </div>
            </div>
        </div>
    }
}

/// Scrolls sideways until the chosen place is in sight.
fn show_current(scroller: Scroller) {
    let Some(node) = scroller.node.try_get_untracked().flatten() else { return };
    let Ok(Some(current)) = node.query_selector("mark.current") else { return };
    let (outer, inner) = (node.get_bounding_client_rect(), current.get_bounding_client_rect());
    let hidden = inner.left() < outer.left() + GUTTER || inner.right() > outer.right() - 16.0;
    if hidden {
        let left = f64::from(node.scroll_left()) + inner.left() - outer.left() - outer.width() / 3.0;
        node.set_scroll_left(left.max(0.0) as i32);
    }
}

/// Where a rendered line begins in the layer, and its height.
fn line_box(layer: &web_sys::HtmlDivElement, line: u64, base: u64) -> (f64, f64) {
    let child = u32::try_from(line.saturating_sub(base)).ok().and_then(|at| layer.children().item(at));
    match child.and_then(|child| child.dyn_into::<HtmlElement>().ok()) {
        Some(child) => (f64::from(child.offset_top()), f64::from(child.offset_height()).max(LINE)),
        None => (line.saturating_sub(base) as f64 * LINE, LINE),
    }
}

/// One line: number, runs, and what was cut off.
fn line(
    row: LineRow,
    latin: bool,
    needle: RwSignal<String>,
    place: RwSignal<Option<Place>>,
    on_hex: Callback<u64>,
) -> impl IntoView {
    let lang = use_app().lang;
    let LineRow { line, offset, length, text, cut } = row;
    let shown = if latin { text.chars().count() as u64 } else { source_bytes(&text) };
    let guess = !latin && is_guess(&text);
    let here = Memo::new(move |_| {
        place.get().filter(|at| at.line == line).map(|at| at.offset - offset.min(at.offset))
    });
    let content = move || {
        needle
            .with(|needle| runs(&text, needle, here.get()))
            .into_iter()
            .map(|run| match run.kind {
                RunKind::Plain => run.text.into_any(),
                RunKind::Mark => {
                    let shown = mark_name(&run.text).map_or_else(|| run.text.clone(), str::to_owned);
                    view! { <span class="inert" title=run.text>{shown}</span> }.into_any()
                }
                RunKind::Hit => view! { <mark class="hit">{run.text}</mark> }.into_any(),
                RunKind::Current => view! { <mark class="hit current">{run.text}</mark> }.into_any(),
            })
            .collect_view()
    };
    let rest = cut.then(|| {
        let more = length.saturating_sub(shown);
        let at = offset + shown;
        view! {
            <button type="button" class="link cut" on:click=move |_| on_hex.run(at)>
                {move || evidence::cut(more, guess, lang.get())}
            </button>
        }
    });
    view! {
        <div class="vrow" class:at=move || here.get().is_some()>
            <span class="line-number" aria-hidden="true">{(line + 1).to_string()}</span>
            <span class="line-text">{content}</span>
            {rest}
        </div>
    }
}

/// Decimal digits of a number.
fn digits(mut number: u64) -> u32 {
    let mut digits = 1;
    while number >= 10 {
        number /= 10;
        digits += 1;
    }
    digits
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_gutter_is_as_wide_as_the_last_number() {
        assert_eq!([0, 9, 10, 999, 1000].map(super::digits), [1, 1, 2, 3, 4]);
    }
}

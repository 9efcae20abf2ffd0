//! All events over time, stacked by kind.

use crate::engine::use_answer;
use crate::i18n::case::T;
use crate::route::{Route, View, go};
use crate::shell::use_case;
use crate::state::use_app;
use glasscase_core::engine::protocol::{EventQuery, Histogram, Request, Response};
use glasscase_core::text::Lang;
use glasscase_core::timeline::Kind;
use leptos::prelude::*;

const WIDTH: u32 = 600;
const HEIGHT: u32 = 176;
/// Bars asked for at most: at this width each is 5 px or more.
const BARS: u32 = 100;

/// The card. A click on a bar leads to its events.
#[component]
pub fn Chart() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let answer = use_answer(move || {
        let any = case.read(|s| s.events > 0) == Some(true);
        any.then(|| Request::Histogram { query: EventQuery::default(), bars: BARS, zone: app.zone.get() })
    });
    let chart = move || {
        let lang = app.lang.get();
        answer.with(|a| match a {
            Some(Response::Histogram(h)) if h.total > 0 => draw(h, lang),
            _ => view! { <p class="muted card-empty">{T::NoChart.t(lang)}</p> }.into_any(),
        })
    };
    let legend = move || {
        let lang = app.lang.get();
        answer.with(|a| match a {
            Some(Response::Histogram(h)) => {
                present(h).map(|(i, kind)| chip(i, kind, lang)).collect_view().into_any()
            }
            _ => ().into_any(),
        })
    };
    view! {
        <section class="card" data-name="chart">
            <header><h2>{move || T::Everything.t(app.lang.get())}</h2><span class="end chips">{legend}</span></header>
            {chart}
        </section>
    }
}

/// The kinds that occur.
fn present(h: &Histogram) -> impl Iterator<Item = (usize, Kind)> {
    Kind::ALL
        .into_iter()
        .enumerate()
        .filter(|(i, _)| h.bars.iter().any(|bar| bar.get(*i).is_some_and(|n| *n > 0)))
}

fn chip(at: usize, kind: Kind, lang: Lang) -> impl IntoView {
    view! { <span class="chip"><i class=format!("dot kind-{at}")></i>{kind.title(lang)}</span> }
}

fn draw(h: &Histogram, lang: Lang) -> AnyView {
    let count = u32::try_from(h.bars.len()).unwrap_or(u32::MAX).max(1);
    let step = f64::from(WIDTH) / f64::from(count);
    let top = h.bars.iter().map(|bar| bar.iter().sum::<u32>()).max().unwrap_or(1).max(1);
    let scale = f64::from(HEIGHT) / f64::from(top);
    let mut rects = Vec::new();
    for (i, bar) in (0_u32..).zip(&h.bars) {
        let mut y = f64::from(HEIGHT);
        for (kind, n) in bar.iter().enumerate().filter(|(_, n)| **n > 0) {
            let height = f64::from(*n) * scale;
            y -= height;
            rects.push(view! {
                <rect class=format!("kind-{kind}") x=px(f64::from(i) * step) y=px(y) width=px((step - 1.0).max(0.8)) height=px(height) />
            });
        }
    }
    let (start, width) = (h.start, h.width);
    let open = move |event: web_sys::MouseEvent| {
        use wasm_bindgen::JsCast;
        let Some(svg) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        let shown = svg.get_bounding_client_rect();
        let part = (f64::from(event.client_x()) - shown.left()) / shown.width();
        // Inside the picture, so between 0 and the number of bars.
        let bar = (part * f64::from(count)).floor().clamp(0.0, f64::from(count - 1)) as i64;
        let from = start + bar * width;
        go(Route::to(View::Timeline).with("t", format!("{from}-{}", from + width)));
    };
    let labels = h.labels.iter().map(|l| view! { <span>{l.clone()}</span> }).collect_view();
    let text = lang.pick("Number of events over time", "事件数量随时间的分布");
    view! {
        <div class="chart">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=text on:click=open>
                {rects}
            </svg>
            <div class="chart-labels faint">{labels}</div>
            <a href=Route::to(View::Timeline).address()>{T::OpenTimeline.t(lang)}</a>
        </div>
    }
    .into_any()
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

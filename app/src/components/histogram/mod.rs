//! Counts over time as stacked bars, with a brush for a range of time.

mod clock;
mod shape;

pub use clock::Clock;
pub use shape::toggled;

use crate::i18n::timeline::{self as words, T};
use crate::state::{App, use_app};
use glasscase_core::engine::protocol::Histogram as Data;
use glasscase_core::text::Lang;
use glasscase_core::timeline::Kind;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

/// How long a click waits for a second one.
const SECOND_CLICK: Duration = Duration::from_millis(240);

/// What the parts of one histogram share.
#[derive(Clone, Copy)]
struct Plot {
    app: App,
    data: Signal<Option<Data>>,
    kinds: Signal<Vec<Kind>>,
    log: RwSignal<bool>,
    /// Bar under the pointer, or where the keys stand.
    at: RwSignal<Option<usize>>,
    /// Bar where the brush began.
    from: RwSignal<Option<usize>>,
    /// Whether the pointer is held down.
    held: RwSignal<bool>,
    /// A click that waits for a second one.
    click: StoredValue<Option<TimeoutHandle>>,
    on_range: Option<Callback<(i64, i64)>>,
    on_all: Option<Callback<()>>,
}

/// The histogram. Without `on_range` it is a picture with a read-out; with it, a drag or the keys choose a
/// range, and a click chooses one bar.
#[component]
pub fn Histogram(
    /// The counts.
    #[prop(into)]
    data: Signal<Option<Data>>,
    /// Kinds that are drawn; empty for all.
    #[prop(optional, into)]
    kinds: Signal<Vec<Kind>>,
    /// A range was chosen: nanoseconds since 1970 UTC, the end exclusive.
    #[prop(optional)]
    on_range: Option<Callback<(i64, i64)>>,
    /// All time is wanted again.
    #[prop(optional)]
    on_all: Option<Callback<()>>,
    /// Whether a range is chosen, so that there is a way back.
    #[prop(optional, into)]
    ranged: Signal<bool>,
    /// A kind of the legend was pressed; without it the legend only explains.
    #[prop(optional)]
    on_kind: Option<Callback<Kind>>,
) -> impl IntoView {
    let plot = Plot {
        app: use_app(),
        data,
        kinds,
        log: RwSignal::new(false),
        at: RwSignal::new(None),
        from: RwSignal::new(None),
        held: RwSignal::new(false),
        click: StoredValue::new(None),
        on_range,
        on_all,
    };
    let reset = move || {
        let all = on_all.filter(|_| ranged.get())?;
        Some(view! {
            <button type="button" class="link" on:click=move |_| all.run(())>{plot.word(T::AllTime)}</button>
        })
    };
    view! {
        <div class="histogram">
            <p class="sr-only">{move || plot.sentence()}</p>
            {plot.picture()}
            <div class="histogram-foot">
                {legend(plot, on_kind)}
                <span class="histogram-read muted">{move || plot.read_out()}</span>
                {reset}
                <button
                    type="button"
                    class="link"
                    aria-pressed=move || if plot.log.get() { "true" } else { "false" }
                    on:click=move |_| plot.log.update(|l| *l = !*l)
                >
                    {plot.word(T::LogScale)}
                </button>
            </div>
        </div>
    }
}

impl Plot {
    fn word(self, text: T) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || text.t(self.app.lang.get())
    }

    fn bars(self) -> usize {
        self.data.with(|d| d.as_ref().map_or(0, |d| d.bars.len()))
    }

    /// The drawing, and over it the brush. Both are built anew only when the counts differ.
    fn picture(self) -> AnyView {
        let drawing = move || {
            let (log, shown) = (self.log.get(), shape::shown(&self.kinds.get()));
            self.data.with(|data| {
                let data = data.as_ref().filter(|d| !d.bars.is_empty())?;
                let box_ =
                    String::from("0 0 ") + &(data.bars.len() as u32 * shape::BAR).to_string() + " " + &shape::HEIGHT.to_string();
                let paths = shape::paths(&data.bars, &shown, log);
                let paths = paths
                    .into_iter()
                    .enumerate()
                    .map(|(kind, path)| view! { <path class=String::from("kind-") + &kind.to_string() d=path /> })
                    .collect_view();
                Some(view! {
                    <svg viewBox=box_ preserveAspectRatio="none" aria-hidden="true" focusable="false">{paths}</svg>
                })
            })
        };
        let (left, width) = (move || self.brush().0, move || self.brush().1);
        let brush = view! {
            <div
                class="histogram-brush"
                class:shown=move || self.at.get().is_some()
                class:dragged=move || self.from.get().is_some()
                style:left=left
                style:width=width
            ></div>
        };
        let labels = move || {
            self.data.with(|d| {
                let labels = d.as_ref().map(|d| d.labels.clone()).unwrap_or_default();
                labels.into_iter().map(|label| view! { <span>{label}</span> }).collect_view()
            })
        };
        let inner = view! {
            {drawing}
            {brush}
        };
        let plot = if self.on_range.is_some() {
            view! {
                <div
                    class="histogram-plot active"
                    role="slider"
                    tabindex="0"
                    aria-label=self.word(T::HistogramLabel)
                    aria-description=self.word(T::HistogramKeys)
                    aria-valuemin="0"
                    aria-valuemax=move || self.bars().saturating_sub(1).to_string()
                    aria-valuenow=move || self.at.get().unwrap_or(0).to_string()
                    aria-valuetext=move || self.read_out()
                    on:pointermove=move |event| self.pointer_moved(&event)
                    on:pointerleave=move |_| self.left()
                    on:pointerdown=move |event| self.pressed(&event)
                    on:pointerup=move |_| self.released()
                    on:pointercancel=move |_| self.forget()
                    on:dblclick=move |_| self.all()
                    on:keydown=move |event| self.keydown(&event)
                    on:blur=move |_| self.forget()
                >
                    {inner}
                </div>
            }
            .into_any()
        } else {
            view! {
                <div
                    class="histogram-plot"
                    role="img"
                    aria-label=move || self.sentence()
                    on:pointermove=move |event| self.pointer_moved(&event)
                    on:pointerleave=move |_| self.left()
                >
                    {inner}
                </div>
            }
            .into_any()
        };
        view! {
            {plot}
            <div class="histogram-axis faint" aria-hidden="true">{labels}</div>
        }
        .into_any()
    }

    /// Left edge and width of the brush in percent.
    fn brush(self) -> (String, String) {
        let bars = self.bars().max(1) as f64;
        let at = self.at.get().unwrap_or(0);
        let from = self.from.get().unwrap_or(at);
        let (first, last) = (at.min(from) as f64, at.max(from) as f64 + 1.0);
        ((first / bars * 100.0).to_string() + "%", ((last - first) / bars * 100.0).to_string() + "%")
    }

    /// The bar or the brushed bars in words; without one, the whole.
    fn read_out(self) -> String {
        let lang = self.app.lang.get();
        let shown = shape::shown(&self.kinds.get());
        let (at, from) = (self.at.get(), self.from.get());
        self.data.with(|data| {
            let Some(data) = data.as_ref().filter(|d| !d.bars.is_empty()) else { return String::new() };
            let clock = Clock::of(data);
            let Some(at) = at.filter(|at| *at < data.bars.len()) else {
                let (start, end) = shape::span(data, 0, data.bars.len() - 1);
                return clock.range(start, end) + " · " + &words::bar_width(data.width, lang);
            };
            let from = from.unwrap_or(at);
            let (start, end) = shape::span(data, at, from);
            let bars = data.bars.get(at.min(from)..=at.max(from)).unwrap_or_default();
            let mut out = clock.range(start, end) + " · " + &told(bars, &shown, lang);
            if at != from {
                out.push_str(" · ");
                out.push_str(&words::bar_width(data.width, lang));
            }
            out
        })
    }

    /// The whole in a sentence: total and peak.
    fn sentence(self) -> String {
        let lang = self.app.lang.get();
        let shown = shape::shown(&self.kinds.get());
        self.data.with(|data| {
            let Some(data) = data.as_ref().filter(|d| !d.bars.is_empty()) else {
                return T::NothingTitle.t(lang).to_string();
            };
            let clock = Clock::of(data);
            let (start, end) = shape::span(data, 0, data.bars.len() - 1);
            let (at, peak) = shape::peak(&data.bars, &shown);
            let (a, b) = shape::span(data, at, at);
            let total = data.bars.iter().map(|bar| shape::count(bar, &shown)).sum();
            words::histogram(total, &clock.text(start), &clock.text(end), peak, &clock.range(a, b), lang)
        })
    }

    fn pointer_moved(self, event: &PointerEvent) {
        let Some(element) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let place = element.get_bounding_client_rect();
        let bar = shape::bar_at(f64::from(event.client_x()) - place.left(), place.width(), self.bars());
        let waits = !self.held.get_untracked() && self.click.with_value(Option::is_some);
        if !waits && self.at.get_untracked() != bar {
            self.at.set(bar);
        }
    }

    fn pressed(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        self.drop_click();
        self.pointer_moved(event);
        self.held.set(true);
        self.from.set(self.at.get_untracked());
        if let Some(element) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
            // Without capture a drag ends at the edge, which is no harm.
            _ = element.set_pointer_capture(event.pointer_id());
        }
    }

    fn released(self) {
        if !self.held.get_untracked() {
            return;
        }
        self.held.set(false);
        if self.from.get_untracked() != self.at.get_untracked() {
            return self.apply();
        }
        // One bar: a second click may follow, which means all time.
        self.drop_click();
        let click = set_timeout_with_handle(move || self.apply(), SECOND_CLICK).ok();
        self.click.set_value(click);
    }

    fn drop_click(self) {
        if let Some(click) = self.click.try_update_value(Option::take).flatten() {
            click.clear();
        }
    }

    fn left(self) {
        let waits = self.click.with_value(Option::is_some) && self.from.get_untracked().is_some();
        if !self.held.get_untracked() && !waits {
            self.at.set(None);
        }
    }

    fn forget(self) {
        self.drop_click();
        self.held.set(false);
        self.from.set(None);
        self.at.set(None);
    }

    fn all(self) {
        self.forget();
        if let Some(on_all) = self.on_all {
            on_all.run(());
        }
    }

    /// Tells the range that is brushed.
    fn apply(self) {
        if self.at.try_get_untracked().is_none() {
            // The view was left before the click counted.
            return;
        }
        let (Some(at), Some(on_range)) = (self.at.get_untracked(), self.on_range) else { return };
        let from = self.from.get_untracked().unwrap_or(at);
        let range = self.data.with_untracked(|d| d.as_ref().map(|d| shape::span(d, at, from)));
        self.forget();
        if let Some(range) = range {
            on_range.run(range);
        }
    }

    fn keydown(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || self.bars() == 0 {
            return;
        }
        let last = self.bars() - 1;
        let now = self.at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowLeft" => now.map_or(last, |at| at.saturating_sub(1)),
            "ArrowRight" => now.map_or(0, |at| (at + 1).min(last)),
            "Home" => 0,
            "End" => last,
            "Enter" if now.is_some() => {
                event.prevent_default();
                return self.apply();
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return if self.from.get_untracked().is_some() { self.forget() } else { self.all() };
            }
            _ => return,
        };
        event.prevent_default();
        if !event.shift_key() {
            self.from.set(None);
        } else if self.from.get_untracked().is_none() {
            self.from.set(now.or(Some(to)));
        }
        self.at.set(Some(to));
    }
}

/// `12 events: Log-in 9, Web 3`.
fn told(bars: &[Vec<u32>], shown: &shape::Shown, lang: Lang) -> String {
    let total = bars.iter().map(|bar| shape::count(bar, shown)).sum();
    let mut out = words::events(total, lang);
    let mut mark = lang.pick(": ", "：");
    for (at, kind) in Kind::ALL.into_iter().enumerate() {
        let n: u32 = bars.iter().filter_map(|bar| bar.get(at)).sum();
        if n > 0 && shown.get(at) == Some(&true) {
            out.push_str(mark);
            out.push_str(kind.title(lang));
            out.push(' ');
            out.push_str(&glasscase_core::text::grouped(n.into()));
            mark = lang.pick(", ", "，");
        }
    }
    out
}

/// The kinds that occur, as chips.
fn legend(plot: Plot, on_kind: Option<Callback<Kind>>) -> impl IntoView {
    let occurring = Memo::new(move |_| plot.data.with(|d| occurring(d.as_ref())));
    let chip = move |(at, kind): (usize, Kind)| {
        let dot = view! { <i class=String::from("dot kind-") + &at.to_string() aria-hidden="true"></i> };
        let title = move || kind.title(plot.app.lang.get());
        let on = move || plot.kinds.with(|k| k.is_empty() || k.contains(&kind));
        match on_kind {
            None => view! { <span class="chip">{dot}{title}</span> }.into_any(),
            Some(on_kind) => view! {
                <button
                    type="button"
                    class="chip"
                    class:off=move || !on()
                    aria-pressed=move || if on() { "true" } else { "false" }
                    on:click=move |_| on_kind.run(kind)
                >
                    {dot}
                    {title}
                </button>
            }
            .into_any(),
        }
    };
    view! {
        <span class="histogram-legend" role="group" aria-label=plot.word(T::Legend)>
            {move || occurring.get().into_iter().map(chip).collect_view()}
        </span>
    }
}

/// The kinds that occur in a histogram, with their places in [`Kind::ALL`].
pub fn occurring(data: Option<&Data>) -> Vec<(usize, Kind)> {
    let any = |at: usize| data.is_some_and(|d| d.bars.iter().any(|bar| bar.get(at).is_some_and(|n| *n > 0)));
    Kind::ALL.into_iter().enumerate().filter(|(at, _)| any(*at)).collect()
}

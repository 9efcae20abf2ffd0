//! A table of any length: only the rows in sight are in the document, and their contents come in windows
//! that the grid asks for.

mod geometry;
mod keys;
mod model;
mod observe;
mod source;

pub use model::{Cell, Column, GridRow, Look, Window};
pub use source::{Answer, Source, use_rows};

use crate::components::icon::icon;
use crate::state::use_app;
use geometry::Geometry;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_bindgen::JsCast;

/// Height of the header in px, as in the styles.
const HEADER: f64 = 28.0;

/// Columns narrower than this have room for a mark, not for a title: it is there for screen readers alone.
const NARROW: u32 = 48;

/// The state that the parts of one grid share.
#[derive(Clone, Copy)]
struct Table {
    /// Tells this grid's elements from another's.
    id: u32,
    window: Signal<Window>,
    columns: Signal<Vec<Column>>,
    shown: Memo<Vec<usize>>,
    geometry: Memo<Geometry>,
    /// First and one past the last drawn row.
    drawn: Memo<(u32, u32)>,
    /// Position of the bar.
    scroll: RwSignal<f64>,
    /// Position in the table.
    top: RwSignal<f64>,
    /// The row that the keys move from.
    active: RwSignal<u32>,
    /// The active row was moved by a key, and nobody was told its key yet.
    untold: RwSignal<bool>,
    selected: Signal<Option<u64>>,
    node: NodeRef<Div>,
    on_open: Callback<(u32, u64)>,
}

/// A table of any length. The parent holds the window and answers [`on_window`]; see [`use_rows`].
///
/// A click or Enter opens a row; arrows, `j`/`k`, page keys, Home and End move; Escape closes.
#[component]
pub fn Grid(
    /// What the table is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Columns, in order.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The rows at hand.
    #[prop(into)]
    window: Signal<Window>,
    /// First row and number of rows wanted.
    on_window: Callback<(u32, u32)>,
    /// Index and key of the row that was opened.
    on_open: Callback<(u32, u64)>,
    /// Index and key of the row that the keys moved to.
    #[prop(optional)]
    on_move: Option<Callback<(u32, u64)>>,
    /// Escape was pressed.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// A header was pressed: the column's id.
    #[prop(optional)]
    on_sort: Option<Callback<&'static str>>,
    /// Key of the row that is shown elsewhere, in a drawer.
    #[prop(optional, into)]
    selected: Signal<Option<u64>>,
    /// Column by which the rows are ordered, and whether in reverse.
    #[prop(optional, into)]
    sorted: Signal<Option<(&'static str, bool)>>,
    /// A row to bring into sight.
    #[prop(optional, into)]
    reveal: Signal<Option<u32>>,
    /// What the rows answer. When it changes, the table begins at its top again.
    #[prop(optional, into)]
    subject: Signal<String>,
) -> impl IntoView {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let app = use_app();
    let node = NodeRef::<Div>::new();
    let size = observe::size_of(node);
    let total = Memo::new(move |_| window.with(|w| w.total));
    let geometry = Memo::new(move |_| Geometry {
        total: total.get(),
        row: app.density.get().row(),
        view: (size.get().1 - HEADER).max(1.0),
    });
    let top = RwSignal::new(0.0);
    let table = Table {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        window,
        columns,
        shown: Memo::new(move |_| columns.with(|c| geometry::fitting(c, size.get().0))),
        geometry,
        drawn: Memo::new(move |_| geometry.get().drawn(top.get())),
        scroll: RwSignal::new(0.0),
        top,
        active: RwSignal::new(0),
        untold: RwSignal::new(false),
        selected,
        node,
        on_open,
    };
    table.ask_for_windows(on_window);
    table.follow(subject, reveal);
    if let Some(on_move) = on_move {
        table.tell_moves(on_move);
    }
    let template = move || columns.with(|c| table.shown.with(|s| geometry::template(c, s)));
    view! {
        <div
            class="grid"
            role="grid"
            node_ref=node
            aria-label=move || label.get()
            aria-rowcount=move || (total.get() + 1).to_string()
            aria-colcount=move || columns.with(Vec::len).to_string()
            style=("--columns", template)
            on:scroll=table.scroll_handler()
            on:wheel=move |event| table.wheel(&event)
            on:keydown=move |event| table.keydown(&event, on_close)
        >
            {header(table, sorted, on_sort)}
            <div class="grid-body" role="rowgroup" style:height=move || px(table.geometry.get().body())>
                <For each=move || 0..table.slots() key=|slot| *slot let:slot>
                    {row(table, slot)}
                </For>
            </div>
        </div>
    }
}

impl Table {
    /// The row that a slot shows, if it shows one.
    fn index_of(self, slot: u32) -> Option<u32> {
        let (first, end) = self.drawn.get();
        geometry::row_of(slot, self.slots(), first).filter(|index| *index < end)
    }

    /// The row that the Tab key leads to: the active one, or the first drawn one while that is out of sight.
    fn stop(self) -> u32 {
        let (first, end) = self.drawn.get();
        let active = self.active.get();
        if (first..end).contains(&active) { active } else { first }
    }

    /// Elements for rows. They are used over and over, so scrolling makes and moves none, and the one that
    /// has the focus keeps it.
    fn slots(self) -> u32 {
        self.geometry.with(|g| g.slots())
    }

    fn ask_for_windows(self, on_window: Callback<(u32, u32)>) {
        let wanted = Memo::new(move |_| self.geometry.get().window(self.top.get()));
        Effect::new(move |_| on_window.run(wanted.get()));
        // A table that became shorter must not stand behind its end.
        Effect::new(move |_| {
            let geometry = self.geometry.get();
            let top = geometry.moved(self.top.get_untracked(), 0.0);
            if top != self.top.get_untracked() {
                self.go(top);
            }
            let last = geometry.total.saturating_sub(1);
            if self.active.get_untracked() > last {
                self.active.set(last);
            }
        });
    }

    fn follow(self, subject: Signal<String>, reveal: Signal<Option<u32>>) {
        Effect::new(move |before: Option<String>| {
            let subject = subject.get();
            if before.is_some_and(|b| b != subject) {
                self.active.set(0);
                self.go(0.0);
            }
            subject
        });
        // A table that was just made waits until it has a size and rows. Rows that come later move nothing.
        let ready = Memo::new(move |_| self.geometry.with(|g| g.view > 1.0 && g.total > 0));
        Effect::new(move |_| {
            if let (Some(index), true) = (reveal.get(), ready.get()) {
                self.active.set(index);
                self.go(self.geometry.get_untracked().centre(self.top.get_untracked(), index));
            }
        });
    }

    fn tell_moves(self, on_move: Callback<(u32, u64)>) {
        let key = Memo::new(move |_| {
            let active = self.active.get();
            (active, self.window.with(|w| w.row(active).map(|r| r.key)))
        });
        Effect::new(move |_| {
            if let ((index, Some(key)), true) = (key.get(), self.untold.get()) {
                self.untold.set(false);
                on_move.run((index, key));
            }
        });
    }

    /// Moves the table to a position.
    fn go(self, top: f64) {
        let scroll = self.geometry.get_untracked().scroll_of(top);
        self.top.set(top);
        self.scroll.set(scroll);
        let node = self.node;
        // The body may be about to grow: the bar is moved when it has.
        request_animation_frame(move || {
            if let Some(element) = node.try_get_untracked().flatten()
                && f64::from(element.scroll_top()) != scroll.round()
            {
                element.set_scroll_top(scroll.round() as i32);
            }
        });
    }

    /// Reads the bar once a frame.
    fn scroll_handler(self) -> impl Fn(web_sys::Event) + 'static {
        let waiting = StoredValue::new(false);
        move |_| {
            if waiting.get_value() {
                return;
            }
            waiting.set_value(true);
            request_animation_frame(move || {
                waiting.try_set_value(false);
                let Some(element) = self.node.try_get_untracked().flatten() else { return };
                let scroll = f64::from(element.scroll_top());
                // A bar that stands where it was put says nothing new. In proportion a pixel is many rows,
                // so reading it back would lose the exact place.
                if (scroll - self.scroll.get_untracked()).abs() >= 1.0 {
                    let top = self.geometry.get_untracked().top_of(scroll);
                    self.scroll.set(scroll);
                    self.top.set(top);
                }
            });
        }
    }

    /// In proportion a turn of the wheel would fly over hundreds of rows, so it moves the table itself.
    fn wheel(self, event: &web_sys::WheelEvent) {
        let geometry = self.geometry.get_untracked();
        if !geometry.scaled() || event.ctrl_key() || event.delta_y() == 0.0 {
            return;
        }
        event.prevent_default();
        let unit = match event.delta_mode() {
            web_sys::WheelEvent::DOM_DELTA_LINE => f64::from(geometry.row),
            web_sys::WheelEvent::DOM_DELTA_PAGE => geometry.view,
            _ => 1.0,
        };
        self.go(geometry.moved(self.top.get_untracked(), event.delta_y() * unit));
    }

    fn slot_id(self, slot: u32) -> String {
        let mut id = String::from("grid-");
        id.push_str(&self.id.to_string());
        id.push('-');
        id.push_str(&slot.to_string());
        id
    }

    /// Makes a row the active one, in sight and focused.
    fn focus(self, index: u32) {
        self.active.set(index);
        self.go(self.geometry.get_untracked().reveal(self.top.get_untracked(), index));
        let slots = self.geometry.get_untracked().slots();
        let id = self.slot_id(index % slots.max(1));
        // The slot shows the row when the effects have run.
        request_animation_frame(move || {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            if let Some(element) = document().get_element_by_id(&id) {
                _ = element.unchecked_into::<web_sys::HtmlElement>().focus_with_options(&options);
            }
        });
    }

    fn open(self, index: u32) {
        let key = self.window.with_untracked(|w| w.row(index).map(|r| r.key));
        if let Some(key) = key {
            self.on_open.run((index, key));
        }
    }
}

fn header(
    table: Table,
    sorted: Signal<Option<(&'static str, bool)>>,
    on_sort: Option<Callback<&'static str>>,
) -> impl IntoView {
    let cells = move || {
        let columns = table.columns.get();
        let sorted = sorted.get();
        table
            .shown
            .get()
            .into_iter()
            .filter_map(|at| Some((at, columns.get(at)?.clone())))
            .map(|(at, column)| head_cell(at, column, sorted, on_sort))
            .collect_view()
    };
    view! { <div class="grid-head" role="row" aria-rowindex="1">{cells}</div> }
}

fn head_cell(
    at: usize,
    column: Column,
    sorted: Option<(&'static str, bool)>,
    on_sort: Option<Callback<&'static str>>,
) -> AnyView {
    let order = sorted.filter(|(id, _)| *id == column.id).map(|(_, reverse)| reverse);
    let aria = match (column.sortable, order) {
        (false, _) => None,
        (true, None) => Some("none"),
        (true, Some(false)) => Some("ascending"),
        (true, Some(true)) => Some("descending"),
    };
    let class = if column.end { "grid-cell to-end" } else { "grid-cell" };
    let id = column.id;
    let inner = match on_sort.filter(|_| column.sortable) {
        Some(on_sort) => {
            let arrow = order.map(|reverse| {
                view! { <span class="grid-arrow" aria-hidden="true">{if reverse { "↓" } else { "↑" }}</span> }
            });
            view! {
                <button type="button" class="grid-sort" on:click=move |_| on_sort.run(id)>
                    <span>{column.title}</span>
                    {arrow}
                </button>
            }
            .into_any()
        }
        None => {
            let class = if column.width < NARROW { "sr-only" } else { "" };
            view! { <span class=class>{column.title}</span> }.into_any()
        }
    };
    view! {
        <div class=class role="columnheader" aria-colindex=(at + 1).to_string() aria-sort=aria>{inner}</div>
    }
    .into_any()
}

fn row(table: Table, slot: u32) -> impl IntoView {
    let index = Memo::new(move |_| table.index_of(slot));
    let data = Memo::new(move |_| {
        let index = index.get()?;
        table.window.with(|w| w.row(index).cloned())
    });
    let chosen = Memo::new(move |_| {
        let selected = table.selected.get();
        selected.is_some() && data.with(|d| d.as_ref().map(|d| d.key)) == selected
    });
    let class = move || {
        data.with(|d| match d {
            None => String::from("grid-row waiting"),
            Some(d) if d.class.is_empty() => String::from("grid-row"),
            Some(d) => String::from("grid-row ") + d.class,
        })
    };
    let y = move || {
        index.get().map(|index| px(table.geometry.get().y(table.top.get(), table.scroll.get(), index)))
    };
    let stop = Memo::new(move |_| index.get() == Some(table.stop()));
    let activate = move || {
        if let Some(index) = index.get_untracked() {
            table.active.set(index);
        }
    };
    view! {
        <div
            class=class
            role="row"
            id=table.slot_id(slot)
            hidden=move || index.get().is_none()
            aria-rowindex=move || index.get().map(|index| (u64::from(index) + 2).to_string())
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            aria-busy=move || data.with(Option::is_none).then_some("true")
            tabindex=move || if stop.get() { "0" } else { "-1" }
            style:top=y
            on:click=move |_| {
                activate();
                if let Some(index) = index.get_untracked() {
                    table.open(index);
                }
            }
            on:focus=move |_| activate()
        >
            {move || {
                let columns = table.columns.get();
                let shown = table.shown.get();
                data.with(|d| {
                    shown
                        .iter()
                        .map(|&at| {
                            let end = columns.get(at).is_some_and(|c| c.end);
                            cell(at, end, d.as_ref().and_then(|d| d.cells.get(at)))
                        })
                        .collect_view()
                })
            }}
        </div>
    }
}

fn cell(at: usize, end: bool, data: Option<&Cell>) -> AnyView {
    let class = if end { "grid-cell to-end" } else { "grid-cell" };
    let index = (at + 1).to_string();
    let Some(cell) = data else {
        return view! {
            <div class=class role="gridcell" aria-colindex=index><span class="skeleton"></span></div>
        }
        .into_any();
    };
    let hint = (!cell.hint.is_empty()).then(|| cell.hint.clone());
    view! { <div class=class role="gridcell" aria-colindex=index title=hint>{dressed(cell)}</div> }.into_any()
}

fn dressed(cell: &Cell) -> AnyView {
    let text = cell.text.clone();
    match cell.look {
        _ if text.is_empty() => ().into_any(),
        Look::Plain => text.into_any(),
        Look::Muted => view! { <span class="muted">{text}</span> }.into_any(),
        Look::Mono => view! { <span class="mono">{text}</span> }.into_any(),
        Look::Dot(kind) => {
            view! { <i class=String::from("dot kind-") + &kind.to_string() aria-hidden="true"></i>{text} }
                .into_any()
        }
        Look::Badge(tone) => crate::components::badge::badge(tone, true, text),
        Look::Mark(tone) => view! {
            <span class=String::from("mark-icon ink-") + tone.class()>
                {icon(tone.icon())}
                <span class="sr-only">{text}</span>
            </span>
        }
        .into_any(),
        Look::Icon(drawing) => view! { {icon(drawing)}{text} }.into_any(),
    }
}

fn px(value: f64) -> String {
    let mut out = value.round().to_string();
    out.push_str("px");
    out
}

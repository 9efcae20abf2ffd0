//! A scrolled list of which only the rows on the screen exist.

use super::window::Extent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, ResizeObserver, WheelEvent};

/// How the list stands: shared by the element that scrolls, the layer that holds the rows and whoever wants
/// to move it.
#[derive(Clone, Copy)]
pub struct Scroller {
    /// The element that scrolls.
    pub node: NodeRef<Div>,
    /// Place of the window in the list, in pixels of the whole list.
    pub top: RwSignal<f64>,
    view: RwSignal<f64>,
    rows: Signal<u64>,
    row: f64,
    /// Rows may be taller than `row`: places count in lines and not in pixels.
    tall: Signal<bool>,
    /// The scroll position that this code set itself, so that its echo is not taken for a person's doing.
    set: StoredValue<f64>,
}

impl Scroller {
    /// A list of `rows` rows of height `row`; where `tall` holds, they may be taller.
    pub fn new(rows: Signal<u64>, row: f64, tall: Signal<bool>) -> Self {
        let scroller = Scroller {
            node: NodeRef::new(),
            top: RwSignal::new(0.0),
            view: RwSignal::new(0.0),
            rows,
            row,
            tall,
            set: StoredValue::new(-1.0),
        };
        scroller.watch_size();
        // The list may have grown or shrunk under the window.
        Effect::new(move |_| {
            let extent = scroller.extent();
            let top = scroller.top.get_untracked();
            let held = extent.clamp(top);
            if held != top {
                scroller.go(held);
            }
        });
        scroller
    }

    /// The list as it stands. Tracks the number of rows and the window's height.
    pub fn extent(self) -> Extent {
        let view = self.view.get();
        let tail = if self.tall.get() { (view - self.row).max(0.0) } else { 0.0 };
        Extent { rows: self.rows.get(), row: self.row, view, tail }
    }

    fn extent_now(self) -> Extent {
        untrack(move || self.extent())
    }

    /// Rows that fit.
    pub fn page(self) -> u32 {
        // A window is some thousand pixels high.
        (self.view.get_untracked() / self.row).floor().max(1.0) as u32
    }

    /// Moves the window.
    pub fn go(self, top: f64) {
        let extent = self.extent_now();
        let top = extent.clamp(top);
        self.top.set(top);
        if let Some(node) = self.node.get_untracked() {
            let scroll = extent.scroll_of_top(top).round();
            self.set.set_value(scroll);
            // Below some ten million pixels, by Extent.
            node.set_scroll_top(scroll as i32);
        }
    }

    /// Brings a row on the screen by the least movement.
    pub fn reveal(self, row: u64) {
        let top = self.extent_now().reveal(self.top.get_untracked(), row);
        if top != self.top.get_untracked() {
            self.go(top);
        }
    }

    /// Shows a row with its surroundings.
    pub fn centre(self, row: u64) {
        self.go(self.extent_now().centre(row));
    }

    /// To be called on every scroll event of the element.
    pub fn scrolled(self) {
        let Some(node) = self.node.get_untracked() else { return };
        let scroll = f64::from(node.scroll_top());
        if (scroll - self.set.get_value()).abs() < 1.5 {
            return;
        }
        self.set.set_value(-10.0);
        self.top.set(self.extent_now().top_of_scroll(scroll));
    }

    /// To be called on every wheel event. Where a pixel of the bar is more than a pixel of the list, the
    /// wheel moves the list, not the bar. `height` is that of the first row on the screen.
    pub fn wheeled(self, event: &WheelEvent, height: f64) {
        let extent = self.extent_now();
        let scaled = extent.height() > extent.spacer();
        if !(scaled || self.tall.get_untracked()) || event.delta_y() == 0.0 || event.shift_key() {
            return;
        }
        event.prevent_default();
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => self.row,
            WheelEvent::DOM_DELTA_PAGE => extent.view,
            _ => 1.0,
        };
        let pixels = event.delta_y() * unit * self.row / height.max(self.row);
        self.go(self.top.get_untracked() + pixels);
    }

    /// To be called on every key of the element. True where the key was one of the list's.
    pub fn keyed(self, event: &KeyboardEvent) -> bool {
        if event.alt_key() || event.meta_key() || event.ctrl_key() {
            return false;
        }
        let extent = self.extent_now();
        let top = self.top.get_untracked();
        let page = (extent.view - self.row).max(self.row);
        let top = match event.key().as_str() {
            "ArrowDown" | "j" => top + self.row,
            "ArrowUp" | "k" => top - self.row,
            "PageDown" => top + page,
            "PageUp" => top - page,
            "Home" => 0.0,
            "End" => extent.last_top(),
            _ => return false,
        };
        event.prevent_default();
        self.go(top);
        true
    }

    fn watch_size(self) {
        let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
        Effect::new(move |_| {
            let Some(node) = self.node.get() else { return };
            let element: HtmlElement = (*node).clone();
            let measured = element.clone();
            let measure = move || {
                let height = f64::from(measured.client_height());
                if self.view.try_get_untracked().is_some_and(|view| view != height) {
                    self.view.set(height);
                }
            };
            measure();
            let told = Closure::<dyn FnMut()>::new(measure);
            if let Ok(watch) = ResizeObserver::new(told.as_ref().unchecked_ref()) {
                watch.observe(&element);
                observer.set_value(Some((watch, told)));
            }
        });
        on_cleanup(move || {
            observer.try_update_value(|held| {
                if let Some((watch, _)) = held.take() {
                    watch.disconnect();
                }
            });
        });
    }
}

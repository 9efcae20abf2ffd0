//! The keys of a grid.

use super::Table;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

impl Table {
    /// Moves, opens or closes. Keys with a modifier, and those pressed in the header, are not the rows'.
    pub(super) fn keydown(self, event: &KeyboardEvent, on_close: Option<Callback<()>>) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let in_header = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .is_some_and(|t| t.tag_name() == "BUTTON");
        let key = event.key();
        let geometry = self.geometry.get_untracked();
        let now = self.active.get_untracked();
        let last = geometry.total.saturating_sub(1);
        match key.as_str() {
            "Enter" | " " if in_header => return,
            "Enter" | " " => self.open(now),
            "Escape" => match on_close {
                Some(on_close) => on_close.run(()),
                None => return,
            },
            key => match target(key, now, last, geometry.page()) {
                Some(to) if geometry.total > 0 => {
                    self.untold.set(true);
                    self.focus(to);
                }
                _ => return,
            },
        }
        event.prevent_default();
    }
}

/// The row that a key leads to.
fn target(key: &str, now: u32, last: u32, page: u32) -> Option<u32> {
    Some(match key {
        "ArrowDown" | "j" => now.saturating_add(1).min(last),
        "ArrowUp" | "k" => now.saturating_sub(1),
        "PageDown" => now.saturating_add(page).min(last),
        "PageUp" => now.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stop_at_both_ends() {
        assert_eq!(target("k", 0, 9, 5), Some(0));
        assert_eq!(target("j", 9, 9, 5), Some(9));
        assert_eq!(target("PageDown", 7, 9, 5), Some(9));
        assert_eq!(target("PageUp", 3, 9, 5), Some(0));
        assert_eq!(target("End", 3, 9, 5), Some(9));
        assert_eq!(target("x", 3, 9, 5), None);
    }
}

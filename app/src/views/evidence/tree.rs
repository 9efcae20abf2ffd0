//! The folder tree: only the rows on the screen are asked for and drawn.

use super::address::{self, Place};
use super::auto_open::auto_open;
use super::tree_keys::{self, Step, step};
use crate::components::badge::tone_of_state;
use crate::components::icon::{Icon, icon};
use crate::components::preview::{Scroller, use_asked};
use crate::engine::{Engine, use_engine};
use crate::i18n::evidence::{self, T};
use crate::i18n::words;
use crate::route::{Route, View, go, replace, use_route};
use crate::state::use_app;
use glasscase_core::engine::protocol::{EntryFilter, Request, Response, TreeRow, Zone};
use glasscase_core::text::{Lang, grouped};
use leptos::attr::custom::custom_attribute;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use web_sys::{HtmlElement, KeyboardEvent};

/// Height of a row in px, as in the styles.
const ROW: f64 = 26.0;
/// Rows are asked for in blocks of this many.
const STEP: u64 = 32;
/// Blocks that a search by letters looks through at most.
const SEEK_BLOCKS: u32 = 40;
/// Rows a block of such a search.
const SEEK_ROWS: u32 = 500;

thread_local! {
    /// Open folders, and folders that were opened by themselves: they outlive the view, so that who comes back
    /// finds the tree as it was left.
    static KEPT: RefCell<(Vec<u32>, Vec<u32>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// What the parts of the tree share.
#[derive(Clone, Copy)]
struct Tree {
    engine: Engine,
    route: Signal<Route>,
    filter: Memo<EntryFilter>,
    open: RwSignal<Vec<u32>>,
    handled: StoredValue<Vec<u32>>,
    /// Row that the keys move from.
    active: RwSignal<u32>,
    total: RwSignal<u32>,
    answer: Signal<Option<(Request, Response)>>,
    scroller: Scroller,
    /// Letters typed, and when the last one was.
    typed: StoredValue<(String, f64)>,
}

/// The tree.
#[component]
pub fn FolderTree() -> impl IntoView {
    let tree = Tree::new();
    let lang = use_app().lang;
    tree.follow_address();
    tree.open_by_itself();
    let layer = NodeRef::<Div>::new();
    let rows = Memo::new(move |_| tree.rows());
    Effect::new(move |_| {
        let base = rows.with(|(start, _)| *start);
        let shift = tree.scroller.top.get() - f64::from(base) * ROW;
        if let Some(layer) = layer.get() {
            _ = HtmlElement::style(&layer)
                .set_property("transform", &format!("translateY({}px)", -shift.round()));
        }
    });
    let active_id = move || {
        let active = tree.active.get();
        rows.with(|(start, rows)| {
            (*start..*start + rows.len() as u32).contains(&active).then(|| row_id(active))
        })
    };
    view! {
        <div
            class="tree vscroll"
            node_ref=tree.scroller.node
            role="tree"
            tabindex="0"
            aria-label=move || T::Folders.t(lang.get())
            aria-activedescendant=active_id
            on:scroll=move |_| tree.scroller.scrolled()
            on:wheel=move |event| tree.scroller.wheeled(&event, ROW)
            on:keydown=move |event| tree.keyed(&event)
        >
            <div class="vspacer" role="presentation" style:height=move || format!("{}px", tree.scroller.extent().spacer())>
                <div class="vlayer" role="presentation" style:height=move || {
                    let extent = tree.scroller.extent();
                    format!("{}px", extent.view.min(extent.spacer()))
                }>
                    <div class="vrows" role="presentation" node_ref=layer>
                        <For
                            each=move || rows.with(|(start, rows)| {
                                (*start..).zip(rows.iter().cloned()).collect::<Vec<_>>()
                            })
                            key=|(index, row)| (*index, row.node, row.open, row.files, row.state)
                            let((index, row))
                        >
                            {tree_row(tree, index, row, lang)}
                        </For>
                    </div>
                </div>
            </div>
        </div>
    }
}

fn row_id(index: u32) -> String {
    format!("tree-{index}")
}

fn tree_row(tree: Tree, index: u32, row: TreeRow, lang: RwSignal<Lang>) -> impl IntoView {
    let selected = Memo::new({
        let (node, entry) = (row.node, row.entry);
        move |_| {
            tree.route.with(|route| match (route.number::<u32>("e"), entry) {
                (Some(chosen), Some(entry)) => chosen == entry,
                (None, None) => route.number("n") == Some(node),
                _ => false,
            })
        }
    });
    let expanded = row.folder.then(|| row.open.to_string());
    let level = (u32::from(row.depth) + 1).to_string();
    let files = (row.folder).then(|| {
        view! {
            <span class="tree-count" aria-hidden="true">{grouped(row.files.into())}</span>
        }
    });
    let state = row.state.map(|state| {
        let tone = tone_of_state(state);
        let class = format!("tree-state ink-{}", tone.class());
        view! {
            <span class=class title=move || words::state(state, lang.get())>
                {icon(tone.icon())}<span class="sr-only">{move || words::state(state, lang.get())}</span>
            </span>
        }
    });
    let (folder, node, open) = (row.folder, row.node, row.open);
    let chevron = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        tree.active.set(index);
        tree.toggle(node, !open);
    };
    let label = {
        let (name, count, state) = (row.name.clone(), row.files, row.state);
        move || {
            let lang = lang.get();
            let mut label = name.clone();
            if folder {
                label.push(' ');
                label.push_str(&evidence::files(count, lang));
            }
            if let Some(state) = state {
                label.push_str(", ");
                label.push_str(words::state(state, lang));
            }
            label
        }
    };
    let chosen = row.clone();
    let title = row.name.clone();
    view! {
        <div
            class="tree-row"
            class:active=move || tree.active.get() == index
            id=row_id(index)
            role="treeitem"
            {..custom_attribute("aria-level", level)}
            aria-expanded=expanded
            aria-selected=move || selected.get().to_string()
            aria-label=label
            style:padding-left=format!("{}px", 8 + 14 * u32::from(row.depth).min(40))
            title=title
            on:click=move |_| {
                tree.active.set(index);
                tree.choose(chosen.clone());
            }
        >
            {if folder {
                view! { <span class="tree-chevron" class:open=open aria-hidden="true" on:click=chevron>{icon(Icon::Right)}</span> }.into_any()
            } else {
                view! { <span class="tree-chevron" aria-hidden="true"></span> }.into_any()
            }}
            <span class="tree-name">{row.name}</span>
            // Keeps the two words apart for whoever reads the text and not the picture.
            " "
            {files}
            {state}
        </div>
    }
}

impl Tree {
    fn new() -> Self {
        let engine = use_engine();
        let route = use_route();
        let (kept, handled) = KEPT.with_borrow(Clone::clone);
        let open = RwSignal::new(kept);
        let handled = StoredValue::new(handled);
        let filter = Memo::new(move |_| route.with(|route| Place::of(route).filter));
        let total = RwSignal::new(0_u32);
        let rows = Signal::derive(move || u64::from(total.get()));
        let scroller = Scroller::new(rows, ROW, Signal::derive(|| false));
        let block = Memo::new(move |_| scroller.extent().block(scroller.top.get(), STEP).0 as u32);
        let answer = use_asked(move || {
            let count = scroller.page() + 3 * STEP as u32;
            Some(Request::Tree { filter: filter.get(), expanded: open.get(), start: block.get(), count })
        });
        Effect::new(move |_| {
            let now = answer.with(|a| match a {
                Some((_, Response::Tree { total, .. })) => *total,
                _ => 0,
            });
            if now != total.get_untracked() {
                total.set(now);
            }
        });
        Effect::new(move |_| {
            // Node numbers mean nothing once the case is closed.
            if engine.intakes.get() == 0 {
                open.set(Vec::new());
                handled.set_value(Vec::new());
            }
        });
        on_cleanup(move || {
            let kept =
                (open.try_get_untracked().unwrap_or_default(), handled.try_get_value().unwrap_or_default());
            KEPT.set(kept);
        });
        let active = RwSignal::new(0);
        let typed = StoredValue::new((String::new(), 0.0));
        Tree { engine, route, filter, open, handled, active, total, answer, scroller, typed }
    }

    /// Index of the first row at hand, and the rows.
    fn rows(self) -> (u32, Vec<TreeRow>) {
        self.answer.with(|answer| match answer {
            Some((Request::Tree { start, .. }, Response::Tree { rows, .. })) => (*start, rows.clone()),
            _ => (0, Vec::new()),
        })
    }

    fn row(self, index: u32) -> Option<TreeRow> {
        let (start, rows) = untrack(move || self.rows());
        rows.get(index.checked_sub(start)? as usize).cloned()
    }

    fn open_by_itself(self) {
        Effect::new(move |_| {
            let (_, rows) = self.rows();
            let nodes = self.handled.with_value(|handled| auto_open(&rows, handled));
            if !nodes.is_empty() {
                self.handled.update_value(|handled| handled.extend(&nodes));
                self.open.update(|open| open.extend(&nodes));
            }
        });
    }

    /// Opens the folders above what the address names, and brings it on the screen. An address that names a
    /// file alone, as those from other views do, leads to its folder.
    fn follow_address(self) {
        let named =
            Memo::new(move |_| self.route.with(|route| (route.number::<u32>("n"), route.number::<u32>("e"))));
        Effect::new(move |before: Option<()>| {
            let (folder, entry) = named.get();
            if folder.is_some() || entry.is_some() {
                spawn_local(self.lead_to(folder, entry, before.is_none()));
            }
        });
    }

    async fn lead_to(self, folder: Option<u32>, entry: Option<u32>, arriving: bool) {
        let node = match entry {
            Some(id) => match self.engine.ask(Request::Entry { id, zone: Zone::Utc }).await {
                Response::Entry(detail) => Some(detail.row.node),
                _ => folder,
            },
            None => folder,
        };
        let Some(node) = node else { return };
        let Response::Trail(trail) = self.engine.ask(Request::Trail { node }).await else { return };
        let Some(route) = self.route.try_get_untracked().filter(|route| route.view == View::Evidence) else {
            return;
        };
        let parent = trail.iter().rev().find(|row| row.folder).map(|row| row.node);
        let names_file = folder == Some(node) && trail.last().is_some_and(|row| !row.folder);
        let alone = arriving && folder.is_none() && !Place::of(&route).filtered();
        if let Some(parent) = parent.filter(|_| names_file || alone) {
            replace(route.with("n", parent));
        }
        let above: Vec<u32> = trail.iter().rev().skip(1).map(|row| row.node).collect();
        if self.open.try_with_untracked(|open| above.iter().any(|node| !open.contains(node))) == Some(true) {
            self.open.update(|open| {
                open.extend(above.iter().filter(|node| !open.contains(node)).copied().collect::<Vec<_>>());
            });
        }
        self.show(node).await;
    }

    /// Makes a node's row the active one, wherever it is.
    async fn show(self, node: u32) {
        let found = self.search(0, |row| row.node == node).await;
        if let Some(index) = found
            && self.active.try_set(index).is_none()
        {
            self.scroller.reveal(index.into());
        }
    }

    /// The first row from `start` on that fits.
    async fn search(self, start: u32, fits: impl Fn(&TreeRow) -> bool) -> Option<u32> {
        let mut from = start;
        for _ in 0..SEEK_BLOCKS {
            let request = Request::Tree {
                filter: self.filter.try_get_untracked()?,
                expanded: self.open.try_get_untracked()?,
                start: from,
                count: SEEK_ROWS,
            };
            let Response::Tree { total, rows } = self.engine.ask(request).await else { return None };
            if self.total.try_get_untracked()? != total {
                self.total.set(total);
            }
            if let Some(at) = rows.iter().position(&fits) {
                return Some(from + at as u32);
            }
            from += rows.len() as u32;
            if rows.is_empty() || from >= total {
                return None;
            }
        }
        None
    }

    fn toggle(self, node: u32, open: bool) {
        self.open.update(|nodes| {
            nodes.retain(|known| *known != node);
            if open {
                nodes.push(node);
            }
        });
    }

    fn focus(self, index: u32) {
        self.active.set(index);
        self.scroller.reveal(index.into());
    }

    /// A folder fills the table and opens; a file opens in the drawer, beside its folder's table.
    fn choose(self, row: TreeRow) {
        let route = self.route.get_untracked();
        match row.entry {
            None => {
                if !row.open {
                    self.toggle(row.node, true);
                }
                go(address::folder(route, Some(row.node)));
            }
            Some(entry) => {
                let engine = self.engine;
                spawn_local(async move {
                    let trail = engine.ask(Request::Trail { node: row.node }).await;
                    let parent = match &trail {
                        Response::Trail(trail) => trail.iter().rev().nth(1).map(|row| row.node),
                        _ => None,
                    };
                    go(address::opened(route, parent, entry));
                });
            }
        }
    }

    fn keyed(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let index = self.active.get_untracked();
        let Some(row) = self.row(index) else { return };
        let total = self.total.get_untracked();
        let Some(step) = step(&event.key(), &row, index, total, self.scroller.page()) else { return };
        event.prevent_default();
        match step {
            Step::Focus(to) => self.focus(to),
            Step::Open(node) => self.toggle(node, true),
            Step::Close(node) => self.toggle(node, false),
            Step::Parent { row, depth } => self.to_parent(row, depth),
            Step::Choose => self.choose(row),
            Step::Seek(letter) => self.seek(&letter, event.time_stamp()),
        }
    }

    fn to_parent(self, row: u32, depth: u16) {
        let (start, rows) = untrack(move || self.rows());
        let above = rows.iter().take(row.saturating_sub(start) as usize).rposition(|row| row.depth == depth);
        if let Some(at) = above {
            self.focus(start + at as u32);
            return;
        }
        let Some(node) = self.row(row).map(|row| row.node) else { return };
        let engine = self.engine;
        spawn_local(async move {
            if let Response::Trail(trail) = engine.ask(Request::Trail { node }).await
                && let Some(parent) = trail.iter().rev().nth(1)
            {
                self.show(parent.node).await;
            }
        });
    }

    fn seek(self, letter: &str, now: f64) {
        let (before, at) = self.typed.get_value();
        let prefix = tree_keys::typed(&before, letter, now - at);
        self.typed.set_value((prefix.clone(), now));
        let from = tree_keys::seek_from(self.active.get_untracked(), &prefix);
        spawn_local(async move {
            let fits = |row: &TreeRow| tree_keys::begins(&row.name, &prefix);
            let found = match self.search(from, fits).await {
                Some(index) => Some(index),
                None => self.search(0, fits).await,
            };
            if let Some(index) = found {
                self.focus(index);
            }
        });
    }
}

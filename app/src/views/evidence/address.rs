//! What the address of the evidence view says.

use crate::route::{Route, View};
use glasscase_core::artifact::ArtifactKind;
use glasscase_core::engine::protocol::{EntryFilter, EntrySort};
use glasscase_core::verify::State;

/// The view of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Lines.
    Text,
    /// Bytes.
    Hex,
    /// All that is known of it.
    Details,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Tab; 3] = [Tab::Text, Tab::Hex, Tab::Details];

    /// As in the address.
    pub fn id(self) -> &'static str {
        match self {
            Tab::Text => "text",
            Tab::Hex => "hex",
            Tab::Details => "details",
        }
    }
}

/// What is shown: folder, filters, order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Tree node of the folder; none for the whole case.
    pub folder: Option<u32>,
    /// Filters.
    pub filter: EntryFilter,
    /// With files of subfolders.
    pub recursive: bool,
    /// Order.
    pub sort: EntrySort,
    /// Reverse order.
    pub descending: bool,
}

impl Place {
    /// Reads it from an address.
    pub fn of(route: &Route) -> Self {
        let filter = EntryFilter {
            states: states(route.get("s")),
            kinds: kinds(route.get("k")),
            text: route.get("q").unwrap_or_default().to_owned(),
        };
        let folder = route.number("n");
        let recursive = match route.get("r") {
            Some("0") => false,
            Some(_) => true,
            // Who filters, or has chosen no folder, looks for files wherever they are.
            None => folder.is_none() || filter != EntryFilter::default(),
        };
        let (sort, descending) = sort(route.get("sort"));
        Place { folder, filter, recursive, sort, descending }
    }

    /// Whether anything is filtered.
    pub fn filtered(&self) -> bool {
        self.filter != EntryFilter::default()
    }
}

/// The tab that the address names, or the one that suits the file.
pub fn tab(route: &Route, readable: bool, kind: Option<ArtifactKind>) -> Tab {
    let named = route.get("v").and_then(|id| Tab::ALL.into_iter().find(|tab| tab.id() == id));
    match named {
        _ if !readable => Tab::Details,
        Some(tab) => tab,
        None if kind.is_some_and(is_binary) => Tab::Hex,
        None => Tab::Text,
    }
}

/// Kinds whose bytes say more than their text.
fn is_binary(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(kind, Wtmp | Btmp | Utmp | Lastlog | Journal | Archive | Executable | Image | Binary)
}

/// States by their ids, separated by commas; what is unknown is left out.
pub fn states(list: Option<&str>) -> Vec<State> {
    let ids: Vec<&str> = list.unwrap_or_default().split(',').collect();
    State::ALL.into_iter().filter(|state| ids.contains(&state.id())).collect()
}

/// The list with a state put in, or taken out where it is in.
pub fn toggled(states: &[State], state: State) -> String {
    let kept = State::ALL.into_iter().filter(|s| states.contains(s) != (*s == state));
    kept.map(State::id).collect::<Vec<_>>().join(",")
}

fn kinds(list: Option<&str>) -> Vec<ArtifactKind> {
    let ids: Vec<&str> = list.unwrap_or_default().split(',').collect();
    ArtifactKind::ALL.iter().copied().filter(|kind| ids.contains(&kind.id())).collect()
}

/// Columns by which can be sorted: id in address and table.
const SORTS: [(&str, EntrySort); 5] = [
    ("path", EntrySort::Path),
    ("name", EntrySort::Name),
    ("state", EntrySort::State),
    ("size", EntrySort::Size),
    ("modified", EntrySort::Modified),
];

fn sort(text: Option<&str>) -> (EntrySort, bool) {
    let text = text.unwrap_or_default();
    let (id, descending) = match text.strip_suffix('-') {
        Some(id) => (id, true),
        None => (text, false),
    };
    let sort = SORTS.into_iter().find(|(name, _)| *name == id).map(|(_, sort)| sort);
    (sort.unwrap_or_default(), descending)
}

/// The id of a column by which can be sorted.
pub fn sort_id(sort: EntrySort) -> &'static str {
    SORTS.into_iter().find(|(_, s)| *s == sort).map_or("path", |(id, _)| id)
}

/// The address after a press on a column: the first press sorts, the second reverses.
pub fn sorted_by(route: Route, column: &str) -> Route {
    let (now, descending) = sort(route.get("sort"));
    let again = route.get("sort").is_some() && sort_id(now) == column;
    let text = if again && !descending { format!("{column}-") } else { column.to_owned() };
    route.with("sort", text)
}

/// The address of an entry in its folder, with the filters as they are.
pub fn opened(route: Route, node: Option<u32>, entry: u32) -> Route {
    let route = route.with("e", entry).without("o");
    match node {
        Some(node) => route.with("n", node),
        None => route,
    }
}

/// The address of a folder, with the filters as they are.
pub fn folder(route: Route, node: Option<u32>) -> Route {
    let route = Route { view: View::Evidence, ..route }.without("e").without("o").without("v");
    match node {
        Some(node) => route.with("n", node),
        None => route.without("n"),
    }
}

/// The address without filters.
pub fn unfiltered(route: Route) -> Route {
    route.without("s").without("k").without("q").without("r")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_and_imply_subfolders() {
        let place = Place::of(&Route::parse("#/evidence?n=5&s=modified,missing,nonsense&k=auth_log&q=log"));
        assert_eq!(place.folder, Some(5));
        assert_eq!(place.filter.states, [State::Modified, State::Missing]);
        assert_eq!(place.filter.kinds, [ArtifactKind::AuthLog]);
        assert!(place.recursive && place.filtered());
        assert!(!Place::of(&Route::parse("#/evidence?n=5")).recursive);
        assert!(!Place::of(&Route::parse("#/evidence?q=log&r=0")).recursive);
        assert!(Place::of(&Route::parse("#/evidence?n=5&r=1")).recursive);
        assert!(Place::of(&Route::parse("#/evidence")).recursive);
    }

    #[test]
    fn states_toggle() {
        assert_eq!(toggled(&[], State::Missing), "missing");
        assert_eq!(toggled(&[State::Missing], State::Modified), "modified,missing");
        assert_eq!(toggled(&[State::Missing], State::Missing), "");
    }

    #[test]
    fn a_column_sorts_then_reverses_then_sorts() {
        let route = sorted_by(Route::to(View::Evidence), "size");
        assert_eq!(route.get("sort"), Some("size"));
        let route = sorted_by(route, "size");
        assert_eq!(route.get("sort"), Some("size-"));
        assert_eq!(Place::of(&route).sort, EntrySort::Size);
        assert!(Place::of(&route).descending);
        assert_eq!(sorted_by(route, "size").get("sort"), Some("size"));
        assert_eq!(sorted_by(Route::to(View::Evidence), "path").get("sort"), Some("path"));
    }

    #[test]
    fn the_tab_suits_the_file() {
        let route = Route::to(View::Evidence);
        assert_eq!(tab(&route, true, Some(ArtifactKind::Wtmp)), Tab::Hex);
        assert_eq!(tab(&route, true, Some(ArtifactKind::AuthLog)), Tab::Text);
        assert_eq!(tab(&route.clone().with("v", "hex"), true, None), Tab::Hex);
        assert_eq!(tab(&route.with("v", "hex"), false, None), Tab::Details);
    }

    #[test]
    fn folders_keep_filters_and_drop_the_file() {
        let route = folder(Route::parse("#/evidence?n=5&e=3&o=9&v=hex&s=modified"), Some(8));
        assert_eq!(route.address(), "#/evidence?n=8&s=modified");
        assert_eq!(unfiltered(route).address(), "#/evidence?n=8");
    }
}

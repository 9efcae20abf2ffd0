//! What the timeline shows, as an address and back.

use crate::route::{Route, View};
use glasscase_core::engine::protocol::EventQuery;
use glasscase_core::timeline::{Kind, Outcome};
use glasscase_core::verify::State;

/// A second in nanoseconds: the narrowest range that is worth a look.
const NARROWEST: i64 = 1_000_000_000;
/// Two hundred years in nanoseconds: more would not fit.
const WIDEST: i64 = 6_311_520_000_000_000_000;

/// What the timeline shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which events.
    pub query: EventQuery,
    /// Latest first.
    pub descending: bool,
    /// The event in the drawer.
    pub event: Option<u32>,
}

impl Place {
    /// Reads an address. What is not understood is left out.
    pub fn of(route: &Route) -> Self {
        let list = |key| route.get(key).map(split).unwrap_or_default();
        let (from, to) = route.get("t").and_then(range).unzip();
        Place {
            query: EventQuery {
                text: route.get("q").unwrap_or_default().to_string(),
                kinds: list("k").iter().filter_map(|k| Kind::ALL.into_iter().find(|x| x.id() == k)).collect(),
                users: list("u"),
                addresses: list("a"),
                hosts: list("h"),
                outcomes: list("r").iter().filter_map(|r| outcome(r)).collect(),
                integrity: list("i")
                    .iter()
                    .filter_map(|i| State::ALL.into_iter().find(|x| x.id() == i))
                    .collect(),
                entries: list("s").iter().filter_map(|s| s.parse().ok()).collect(),
                from,
                to,
                undated: route.get("lane") == Some("undated"),
            },
            descending: route.get("d") == Some("desc"),
            event: route.number("e"),
        }
    }

    /// The address.
    pub fn route(&self) -> Route {
        let q = &self.query;
        let mut route = Route::to(View::Timeline)
            .with("q", &q.text)
            .with("k", join(q.kinds.iter().map(|k| k.id())))
            .with("u", join(q.users.iter().map(String::as_str)))
            .with("a", join(q.addresses.iter().map(String::as_str)))
            .with("h", join(q.hosts.iter().map(String::as_str)))
            .with("r", join(q.outcomes.iter().map(|r| r.id())))
            .with("i", join(q.integrity.iter().map(|i| i.id())))
            .with(
                "s",
                join(q.entries.iter().map(u32::to_string).collect::<Vec<_>>().iter().map(String::as_str)),
            );
        if let (Some(from), Some(to)) = (q.from, q.to) {
            route = route.with("t", from.to_string() + "-" + &to.to_string());
        }
        if q.undated {
            route = route.with("lane", "undated");
        }
        if self.descending {
            route = route.with("d", "desc");
        }
        if let Some(event) = self.event {
            route = route.with("e", event);
        }
        // The router leaves empty values out of an address; they must not tell two equal places apart either.
        route.params.retain(|_, value| !value.is_empty());
        route
    }

    /// Whether anything is left out, apart from the lane.
    pub fn narrowed(&self) -> bool {
        self.query != EventQuery { undated: self.query.undated, ..EventQuery::default() }
    }

    /// How many conditions the facets hold.
    pub fn conditions(&self) -> usize {
        let q = &self.query;
        q.kinds.len()
            + q.users.len()
            + q.addresses.len()
            + q.hosts.len()
            + q.outcomes.len()
            + q.integrity.len()
            + q.entries.len()
    }

    /// The chosen values of a facet, as they stand in a query.
    pub fn chosen(&self, facet: &str) -> Vec<String> {
        let q = &self.query;
        match facet {
            "kind" => q.kinds.iter().map(|k| k.id().to_string()).collect(),
            "outcome" => q.outcomes.iter().map(|o| o.id().to_string()).collect(),
            "integrity" => q.integrity.iter().map(|i| i.id().to_string()).collect(),
            "address" => q.addresses.clone(),
            "user" => q.users.clone(),
            "host" => q.hosts.clone(),
            "source" => q.entries.iter().map(u32::to_string).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes a facet's value in, or out again.
    pub fn toggle(&mut self, facet: &str, value: &str) {
        let q = &mut self.query;
        match facet {
            "kind" => flip(&mut q.kinds, Kind::ALL.into_iter().find(|k| k.id() == value)),
            "outcome" => flip(&mut q.outcomes, outcome(value)),
            "integrity" => flip(&mut q.integrity, State::ALL.into_iter().find(|s| s.id() == value)),
            "address" => flip(&mut q.addresses, Some(value.to_string())),
            "user" => flip(&mut q.users, Some(value.to_string())),
            "host" => flip(&mut q.hosts, Some(value.to_string())),
            "source" => flip(&mut q.entries, value.parse().ok()),
            _ => (),
        }
    }
}

fn flip<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    let Some(value) = value else { return };
    match list.iter().position(|v| *v == value) {
        Some(at) => _ = list.remove(at),
        None => list.push(value),
    }
}

fn outcome(id: &str) -> Option<Outcome> {
    [Outcome::Success, Outcome::Failure].into_iter().find(|o| o.id() == id)
}

/// Values with commas between them; a comma or a backslash of their own stands behind a backslash.
fn join<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(',');
        }
        for c in value.chars() {
            if matches!(c, ',' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

fn split(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            ',' => {
                out.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or('\\'),
            c => c,
        };
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out.retain(|value| !value.is_empty());
    out
}

/// `from-to` in nanoseconds since 1970; either may be negative.
fn range(text: &str) -> Option<(i64, i64)> {
    let dash = text.get(1..)?.find('-')? + 1;
    let from = text.get(..dash)?.parse().ok()?;
    let to = text.get(dash + 1..)?.parse().ok()?;
    (from < to).then_some((from, to))
}

/// A range half or twice as wide around an instant.
pub fn zoomed((from, to): (i64, i64), centre: i64, closer: bool) -> (i64, i64) {
    let span = to.saturating_sub(from);
    let span = if closer { span / 2 } else { span.saturating_mul(2) }.clamp(NARROWEST, WIDEST);
    let from = centre.saturating_sub(span / 2);
    (from, from.saturating_add(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(address: &str) -> String {
        Place::of(&Route::parse(address)).route().address()
    }

    #[test]
    fn an_address_survives_the_way_there_and_back() {
        let address = "#/timeline?a=203.0.113.24,2001:db8::1&d=desc&e=12&h=web-1&i=modified&k=login,web&lane=undated&q=Failed%20password&r=failure&s=3,9&t=-5-10&u=root,deploy";
        assert_eq!(there_and_back(address), address);
        assert_eq!(there_and_back("#/timeline"), "#/timeline");
    }

    #[test]
    fn names_with_commas_and_backslashes_stay_whole() {
        let mut place = Place::default();
        for user in ["a,b", "DOMAIN\\root", "c"] {
            place.toggle("user", user);
        }
        assert_eq!(Place::of(&Route::parse(&place.route().address())), place);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        assert_eq!(
            there_and_back("#/timeline?k=login,nonsense&t=10-5&s=x,4&e=abc&d=up&lane=fast&r=maybe"),
            "#/timeline?k=login&s=4"
        );
        for wrong in ["", "-", "5", "5-", "-5", "5-5", "a-b"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_facet_goes_in_and_out() {
        let mut place = Place::default();
        for (facet, value) in [
            ("kind", "web"),
            ("outcome", "failure"),
            ("integrity", "modified"),
            ("address", "1.2.3.4"),
            ("user", "root"),
            ("host", "h"),
            ("source", "7"),
        ] {
            place.toggle(facet, value);
            assert_eq!(place.chosen(facet), [value], "{facet}");
        }
        assert_eq!(place.conditions(), 7);
        assert!(place.narrowed());
        place.toggle("user", "root");
        place.toggle("kind", "no such kind");
        assert_eq!((place.conditions(), place.chosen("user").len()), (6, 0));
    }

    #[test]
    fn a_lane_is_no_condition() {
        let mut place = Place::default();
        place.query.undated = true;
        assert!(!place.narrowed());
        place.query.text = "x".into();
        assert!(place.narrowed());
    }

    #[test]
    fn zooming_keeps_the_centre_and_ends_at_a_second() {
        let second = NARROWEST;
        assert_eq!(zoomed((0, 8 * second), 6 * second, true), (4 * second, 8 * second));
        assert_eq!(zoomed((4 * second, 8 * second), 6 * second, false), (2 * second, 10 * second));
        assert_eq!(zoomed((0, second), second / 2, true), (0, second));
        assert_eq!(zoomed((i64::MIN, i64::MAX), 0, false), (-WIDEST / 2, WIDEST / 2));
    }
}

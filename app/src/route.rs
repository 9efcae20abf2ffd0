//! Where the person is, as an address: `#/timeline?q=sshd&e=12`.
//!
//! A router of our own, because the page must work under any sub-path and from `file://`, where only the
//! part after `#` is ours. The signal is the truth; the address follows it, so a view that moves its
//! selection many times a second does not meet the browser's limit for navigations.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The case as a whole; before anything was opened, the way in.
    #[default]
    Case,
    /// Tree, table and preview of the files.
    Evidence,
    /// Every claim of every manifest.
    Manifest,
    /// All events.
    Timeline,
}

impl View {
    /// Every view, in the order of the rail.
    pub const ALL: [View; 4] = [View::Case, View::Evidence, View::Manifest, View::Timeline];

    /// The first part of its address.
    pub fn id(self) -> &'static str {
        match self {
            View::Case => "case",
            View::Evidence => "evidence",
            View::Manifest => "manifest",
            View::Timeline => "timeline",
        }
    }
}

/// A place: a view and what is chosen in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The view.
    pub view: View,
    /// What is chosen in it. Never evidence content, only ids and what the person typed.
    pub params: BTreeMap<String, String>,
}

impl Route {
    /// A view with nothing chosen.
    pub fn to(view: View) -> Self {
        Route { view, params: BTreeMap::new() }
    }

    /// The same place with one parameter set.
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.params.insert(key.to_string(), value.to_string());
        self
    }

    /// The same place without a parameter.
    pub fn without(mut self, key: &str) -> Self {
        self.params.remove(key);
        self
    }

    /// A parameter, if it is there and not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.params.get(key).map(String::as_str).filter(|v| !v.is_empty())
    }

    /// A parameter that is a number.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key)?.parse().ok()
    }

    /// The address, with its `#`.
    pub fn address(&self) -> String {
        let mut out = format!("#/{}", self.view.id());
        for (i, (key, value)) in self.params.iter().filter(|(_, v)| !v.is_empty()).enumerate() {
            out.push(if i == 0 { '?' } else { '&' });
            encode(key, &mut out);
            out.push('=');
            encode(value, &mut out);
        }
        out
    }

    /// Reads an address. What is not understood is left out: a stale link leads at least to its view.
    pub fn parse(address: &str) -> Self {
        let address = address.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let view = View::ALL.into_iter().find(|v| v.id() == path).unwrap_or_default();
        let params = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| (decode(key), decode(value)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        Route { view, params }
    }
}

/// Percent-encodes all but what can stand unharmed in a fragment.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b','
            | b':'
            | b'/'
            | b'@' => {
                out.push(char::from(byte));
            }
            // Writing to a String cannot fail.
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match (byte, hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

thread_local! {
    static ROUTE: RefCell<Option<RwSignal<Route>>> = const { RefCell::new(None) };
    static PENDING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Follows the address from now on. Called once, by the shell.
pub fn start() {
    let route = RwSignal::new(Route::parse(&address()));
    ROUTE.set(Some(route));
    let listener = gloo::events::EventListener::new(&window(), "hashchange", move |_| {
        let now = Route::parse(&address());
        if route.with_untracked(|r| *r != now) {
            // An older position that still waits to be written would undo what the person just did.
            PENDING.take();
            route.set(now);
        }
    });
    listener.forget();
}

/// Where the person is.
pub fn use_route() -> Signal<Route> {
    signal().into()
}

/// Goes somewhere; Back returns to where the person was.
pub fn go(to: Route) {
    let route = signal();
    if route.with_untracked(|r| *r == to) {
        return;
    }
    flush();
    _ = window().location().set_hash(&to.address());
    route.set(to);
}

/// Goes somewhere without a step of its own for Back: a moved selection, a typed letter.
pub fn replace(to: Route) {
    let route = signal();
    if route.with_untracked(|r| *r == to) {
        return;
    }
    route.set(to);
    PENDING.set(Some(Timeout::new(200, write_now)));
}

fn signal() -> RwSignal<Route> {
    ROUTE.with_borrow(|r| *r).unwrap_or_default()
}

/// Writes a position that waits, so that Back finds it.
fn flush() {
    if PENDING.take().is_some() {
        write_now();
    }
}

fn write_now() {
    let address = signal().with_untracked(Route::address);
    if let Ok(history) = window().history() {
        _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}

fn address() -> String {
    window().location().hash().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_the_way_there_and_back() {
        let route =
            Route::to(View::Timeline).with("q", "user=root & \"Failed password\" 登录 100%").with("e", 12);
        assert_eq!(Route::parse(&route.address()), route);
    }

    #[test]
    fn what_is_not_understood_leads_to_the_case() {
        assert_eq!(Route::parse(""), Route::to(View::Case));
        assert_eq!(Route::parse("#/nowhere?x"), Route::to(View::Case));
        assert_eq!(Route::parse("#/manifest?s=%zz&n=&e=3").address(), "#/manifest?e=3&s=%25zz");
    }

    #[test]
    fn numbers_are_read_or_left_out() {
        let route = Route::parse("#/evidence?n=5&e=x");
        assert_eq!(route.number::<u32>("n"), Some(5));
        assert_eq!(route.number::<u32>("e"), None);
    }
}

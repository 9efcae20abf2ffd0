//! What the person chose: language, zone of the times, theme, density. Kept between visits where the browser
//! allows it; a browser without storage only forgets.

use glasscase_core::engine::protocol::Zone;
use glasscase_core::text::Lang;
use gloo::events::EventListener;
use leptos::prelude::*;

/// Light, dark, or as the system is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// A stable identifier.
    pub fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Height of the rows of tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 28 px.
    #[default]
    Comfortable,
    /// 24 px.
    Compact,
}

impl Density {
    /// Height of a row in px.
    pub fn row(self) -> u32 {
        match self {
            Density::Comfortable => 28,
            Density::Compact => 24,
        }
    }

    /// A stable identifier.
    pub fn id(self) -> &'static str {
        match self {
            Density::Comfortable => "comfortable",
            Density::Compact => "compact",
        }
    }
}

/// The choices, as signals.
#[derive(Clone, Copy)]
pub struct App {
    /// Language of the page.
    pub lang: RwSignal<Lang>,
    /// Zone in which times are shown.
    pub zone: RwSignal<Zone>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Height of rows.
    pub density: RwSignal<Density>,
}

/// The choices of the person who uses the page. Call it while a component is built, not in a handler.
pub fn use_app() -> App {
    expect_context()
}

impl App {
    /// Reads the kept choices, and keeps every change from now on. Called once, by the shell.
    pub fn start() -> Self {
        let app = App {
            lang: RwSignal::new(stored("lang").map_or_else(browser_lang, |l| lang_of(&l))),
            zone: RwSignal::new(stored("zone").map_or(Zone::Host, |z| zone_of(&z))),
            theme: RwSignal::new(
                Theme::ALL
                    .into_iter()
                    .find(|t| Some(t.id()) == stored("theme").as_deref())
                    .unwrap_or_default(),
            ),
            density: RwSignal::new(match stored("density").as_deref() {
                Some("compact") => Density::Compact,
                _ => Density::Comfortable,
            }),
        };
        provide_context(app);
        Effect::new(move || {
            let lang = app.lang.get();
            store("lang", lang.pick("en", "zh"));
            mark("lang", lang.pick("en", "zh-CN"));
        });
        Effect::new(move || store("zone", &zone_id(&app.zone.get())));
        let dark = system_is_dark();
        Effect::new(move || {
            let theme = app.theme.get();
            store("theme", theme.id());
            let shown = match theme {
                Theme::System if dark.get() => Theme::Dark,
                Theme::System => Theme::Light,
                chosen => chosen,
            };
            mark("data-theme", shown.id());
        });
        Effect::new(move || {
            let density = app.density.get();
            store("density", density.id());
            mark("data-density", density.id());
        });
        app
    }
}

/// Whether the system asks for dark, now and whenever it changes.
fn system_is_dark() -> RwSignal<bool> {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let dark = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(query) = query {
        let asked = query.clone();
        // Listens as long as the page is there.
        EventListener::new(&query, "change", move |_| dark.set(asked.matches())).forget();
    }
    dark
}

/// Writes an attribute of the document element, which the styles and the tests read.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        _ = root.set_attribute(name, value);
    }
}

/// A kept choice. The drawer's width and the like are kept here too, by a name of their own.
pub fn stored(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(name)).ok()?
}

/// Keeps a choice, where the browser allows it.
pub fn store(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden storage is no reason to trouble anybody: the choice holds for this visit.
        _ = storage.set_item(&key(name), value);
    }
}

fn key(name: &str) -> String {
    format!("glasscase.{name}")
}

fn browser_lang() -> Lang {
    lang_of(&window().navigator().language().unwrap_or_default())
}

fn lang_of(tag: &str) -> Lang {
    if tag.starts_with("zh") { Lang::Zh } else { Lang::En }
}

/// A zone as one word, for storage: `utc`, `host` or an IANA name (which always holds a capital).
pub fn zone_id(zone: &Zone) -> String {
    match zone {
        Zone::Utc => "utc".into(),
        Zone::Host => "host".into(),
        Zone::Iana(name) => name.clone(),
    }
}

fn zone_of(id: &str) -> Zone {
    match id {
        "utc" => Zone::Utc,
        "host" => Zone::Host,
        name => Zone::Iana(name.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_survives_storage() {
        for zone in [Zone::Utc, Zone::Host, Zone::Iana("Asia/Shanghai".into())] {
            assert_eq!(zone_of(&zone_id(&zone)), zone);
        }
    }

    #[test]
    fn chinese_in_any_script_is_chinese() {
        assert_eq!(lang_of("zh-Hans-CN"), Lang::Zh);
        assert_eq!(lang_of("zh"), Lang::Zh);
        assert_eq!(lang_of("de-DE"), Lang::En);
    }
}

//! The icons: 18 px, drawn in the colour of the text. They say nothing that a word beside them does not say.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident $path:literal;)+) => {
        /// A drawing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name,)+ }

        impl Icon {
            fn path(self) -> &'static str {
                match self { $(Icon::$name => $path,)+ }
            }
        }
    };
}

icons! {
    /// The case.
    Case "M3 6h12v9H3zM6 6V4h6v2";
    /// The files.
    Evidence "M2 4h5l2 2h7v9H2zM2 8h14";
    /// The manifests.
    Manifest "M4 2h10v14H4zM6.5 6.5l1 1 2-2M11 6.5h1.5M6.5 11l1 1 2-2M11 11h1.5";
    /// The timeline.
    Timeline "M3 15V9M7 15V4M11 15v-5M15 15V7";
    /// Agrees.
    Check "M4 9.5l3.5 3.5L14 5.5";
    /// Differs.
    Cross "M5 5l8 8M13 5l-8 8";
    /// Needs attention.
    Bang "M9 4v6M9 13v1";
    /// Not known.
    Dash "M5 9h8";
    /// Search.
    Search "M8 3a5 5 0 100 10A5 5 0 008 3zM11.8 11.8L15.5 15.5";
    /// Light theme.
    Sun "M9 6a3 3 0 100 6 3 3 0 000-6zM9 1.5v2M9 14.5v2M1.5 9h2M14.5 9h2M3.7 3.7l1.4 1.4M12.9 12.9l1.4 1.4M3.7 14.3l1.4-1.4M12.9 5.1l1.4-1.4";
    /// Dark theme.
    Moon "M14.5 10.8A6 6 0 017.2 3.5a6 6 0 107.3 7.3z";
    /// Theme of the system.
    Screen "M2.5 3.5h13v9h-13zM6.5 15.5h5M9 12.5v3";
    /// Opens a menu.
    Down "M5 7l4 4 4-4";
    /// A closed branch.
    Right "M7 5l4 4-4 4";
    /// Copy.
    Copy "M6 6h9v9H6zM3 12V3h9";
    /// A file.
    File "M4 2h7l3 3v11H4zM11 2v3h3";
    /// A folder.
    Folder "M2 4h5l2 2h7v9H2z";
    /// Drop here.
    Drop "M9 2v9M5.5 7.5L9 11l3.5-3.5M2.5 12v3.5h13V12";
    /// More.
    More "M4 9h.01M9 9h.01M14 9h.01";
    /// Add.
    Plus "M9 4v10M4 9h10";
    /// Keys.
    Keys "M2 5h14v9H2zM5 8h.01M8 8h.01M11 8h.01M13.5 8h.01M5.5 11h7";
}

/// Draws an icon, hidden from screen readers.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}

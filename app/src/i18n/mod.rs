//! Every sentence of the page, in both languages. One file an area; a text that lacks a language does not
//! compile. Sentences with numbers are functions in the same files.

/// Makes the texts of one area: an enum `T` whose variants are worded by `T::t`.
///
/// ```
/// mod area {
///     glasscase_app::texts! {
///         /// Above the table.
///         Name => "Name", "名称";
///     }
/// }
/// use glasscase_core::text::Lang;
/// assert_eq!(area::T::Name.t(Lang::Zh), "名称");
/// ```
#[macro_export]
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident => $en:literal, $zh:literal;)+) => {
        /// The texts of this area.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum T { $($(#[$doc])* #[doc = ""] #[doc = $en] $name,)+ }

        impl T {
            /// The wording in a language.
            pub fn t(self, lang: ::glasscase_core::text::Lang) -> &'static str {
                match self { $(T::$name => lang.pick($en, $zh),)+ }
            }
        }
    };
}

pub mod case;
pub mod evidence;
pub mod manifest;
pub mod shell;
pub mod timeline;
pub mod words;

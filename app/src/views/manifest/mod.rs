//! The manifest view.

use leptos::prelude::*;

/// The manifest view.
#[component]
pub fn ManifestView() -> impl IntoView {}

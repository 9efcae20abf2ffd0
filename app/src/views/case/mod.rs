//! The case view.

use leptos::prelude::*;

/// The case view.
#[component]
pub fn CaseView() -> impl IntoView {}

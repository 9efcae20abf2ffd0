//! The evidence view.

use leptos::prelude::*;

/// The evidence view.
#[component]
pub fn EvidenceView() -> impl IntoView {}

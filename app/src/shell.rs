//! The frame around every view.

use crate::route::{self, View, use_route};
use crate::views::{case::CaseView, evidence::EvidenceView, manifest::ManifestView, timeline::TimelineView};
use crate::{engine, state::App};
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    route::start();
    _ = App::start();
    engine::start();
    let route = use_route();
    let view = Memo::new(move |_| route.with(|r| r.view));
    view! {
        <main class="main" id="main">
            {move || match view.get() {
                View::Case => CaseView().into_any(),
                View::Evidence => EvidenceView().into_any(),
                View::Manifest => ManifestView().into_any(),
                View::Timeline => TimelineView().into_any(),
            }}
        </main>
    }
}

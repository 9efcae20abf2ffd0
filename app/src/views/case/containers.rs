//! The digests of the opened files themselves.

use crate::components::copy::CopyButton;
use crate::format;
use crate::i18n::case::{self, T};
use crate::shell::use_case;
use crate::state::use_app;
use glasscase_core::engine::protocol::BundleSummary;
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// A block a bundle.
#[component]
pub fn Containers() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    move || {
        let lang = app.lang.get();
        case.read(|s| s.bundles.iter().map(|b| block(b, lang)).collect_view())
    }
}

fn block(bundle: &BundleSummary, lang: Lang) -> AnyView {
    let facts = case::bundle_line(&bundle.format, &format::bytes(bundle.bytes), bundle.entries, lang);
    let digests = [("SHA-256", &bundle.sha256), ("MD5", &bundle.md5)];
    let none = bundle.sha256.is_none().then(|| {
        let text = match (bundle.format.as_str(), bundle.verdict) {
            ("folder", _) => T::FolderNoDigest,
            (_, Some(_)) => T::DigestUnknown,
            (_, None) => T::DigestPending,
        };
        view! { <p class="muted">{text.t(lang)}</p> }
    });
    let lines = digests
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.clone()?)))
        .map(|(name, value)| {
            let text = value.clone();
            view! {
                <div class="digest-line">
                    <span class="muted">{name}</span>
                    <code data-digest=value.clone()>{format::in_fours(&value)}</code>
                    <CopyButton text=Signal::derive(move || text.clone()) what=name />
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="container-block">
            <p><b>{bundle.name.clone()}</b>" "<span class="muted">{facts}</span></p>
            {lines}
            {none}
        </div>
    }
    .into_any()
}

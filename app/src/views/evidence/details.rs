//! All that is known of a file, as a list, and what every manifest says of it.

use super::file::File;
use crate::components::badge::state_badge;
use crate::components::digest::digest_text;
use crate::format;
use crate::i18n::evidence::{self, T};
use crate::route::{Route, View};
use crate::state::use_app;
use glasscase_core::engine::protocol::{ClaimRow, EntryDetail};
use glasscase_core::text::Lang;
use leptos::prelude::*;

/// The list and the table.
#[component]
pub fn Details(
    /// The file.
    file: File,
) -> impl IntoView {
    let lang = use_app().lang;
    view! {
        <div class="details">
            {move || file.read(|detail| view! {
                {facts(detail, lang.get())}
                <p><a href=folder_of(detail)>{T::ShowInFolder.t(lang.get())}</a></p>
                <h3>{T::ClaimsOfFile.t(lang.get())}</h3>
                {claims(&detail.claims, lang.get())}
            })}
        </div>
    }
}

/// The address of the file in its folder.
fn folder_of(detail: &EntryDetail) -> String {
    let route = Route::to(View::Evidence).with("n", detail.row.node);
    match detail.row.entry {
        Some(entry) => route.with("e", entry).address(),
        None => route.address(),
    }
}

fn facts(detail: &EntryDetail, lang: Lang) -> AnyView {
    let row = &detail.row;
    let basis: Vec<String> = detail.basis.iter().map(|note| note.text(lang)).collect();
    let there = detail.entry_kind != "missing";
    let facts = [
        (T::Path, Some(row.path.clone()), true),
        (T::Kind, row.kind.map(|kind| kind.title(lang).to_owned()), false),
        (T::EntryType, Some(entry_type(&detail.entry_kind, lang)), false),
        (T::Size, row.size.map(|size| evidence::bytes(size, lang)), false),
        (T::Mode, detail.mode.clone(), true),
        (T::Owner, detail.owner.clone(), true),
        (T::Modified, row.modified.clone().or_else(|| there.then(|| T::NoTime.t(lang).to_owned())), false),
        (T::LinkTarget, detail.link.clone(), true),
        (T::ArchivePath, there.then(|| detail.archive_path.clone()), true),
        (T::Bundle, Some(detail.bundle.clone()), true),
        (T::TimesDecided, (!basis.is_empty()).then(|| basis.join(" ")), false),
    ];
    let rows = facts.into_iter().filter_map(|(label, value, mono)| {
        let class = if mono { "mono" } else { "" };
        Some(view! { <dt>{label.t(lang)}</dt><dd class=class>{value?}</dd> })
    });
    view! { <dl class="kv">{rows.collect_view()}</dl> }.into_any()
}

fn entry_type(id: &str, lang: Lang) -> String {
    match id {
        "file" => T::TypeFile.t(lang),
        "folder" => T::TypeFolder.t(lang),
        "symlink" => T::TypeSymlink.t(lang),
        "hardlink" => T::TypeHardlink.t(lang),
        "device" => T::TypeDevice.t(lang),
        "fifo" => T::TypeFifo.t(lang),
        "missing" => T::TypeMissing.t(lang),
        other => other,
    }
    .to_owned()
}

fn claims(claims: &[ClaimRow], lang: Lang) -> AnyView {
    let stated: Vec<&ClaimRow> = claims.iter().filter(|claim| claim.manifest.is_some()).collect();
    if stated.is_empty() {
        return view! { <p class="muted">{T::NoClaims.t(lang)}</p> }.into_any();
    }
    let rows = stated.into_iter().map(|claim| {
        let expected = claim.expected.clone().unwrap_or_default();
        view! {
            <tr>
                <td>{state_badge(claim.state, lang)}</td>
                <td>{format::algorithm(&claim.algorithm)}</td>
                <td class="wrap">
                    <code class="digest-value">{digest_text(&expected, claim.actual.as_deref())}</code>
                    <small class="muted">{evidence::place(&claim.manifest_path, claim.line, lang)}</small>
                </td>
            </tr>
        }
    });
    view! {
        <table class="claims">
            <thead><tr>
                <th scope="col">{T::State.t(lang)}</th>
                <th scope="col">{T::Algorithm.t(lang)}</th>
                <th scope="col">{T::ManifestSays.t(lang)}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

//! What is proved, and how: one line a proof, which opens to what it rests on.

use super::compare::Compare;
use super::containers::Containers;
use super::headline::{differing, unreached};
use crate::components::badge::{Tone, badge};
use crate::components::copy::CopyButton;
use crate::components::icon::{Icon, icon};
use crate::format;
use crate::i18n::case::{self, T};
use crate::i18n::words;
use crate::route::{Route, View};
use crate::shell::{Case, use_case};
use crate::state::use_app;
use glasscase_core::engine::protocol::{Phase, Summary};
use glasscase_core::note::Note;
use glasscase_core::text::{Lang, grouped};
use glasscase_core::verify::{State, Verdict};
use gloo::events::EventListener;
use leptos::prelude::*;

/// A line's badge and sentence.
type Line = (Tone, String, String);

/// The card.
#[component]
pub fn Proof() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    open_for_print();
    view! {
        <section class="card proof" data-name="proof">
            <header>
                <h2>{move || T::Proof.t(app.lang.get())}</h2>
                <span class="muted end">{move || T::ProofHint.t(app.lang.get())}</span>
            </header>
            <Row name="files" title=T::RowFiles line=files><Manifests /></Row>
            <Row name="bag" title=T::RowBag line=bag>
                <p>{move || T::BagWords.t(app.lang.get())}</p>
                {move || bag_info(case)}
            </Row>
            <Row name="seal" title=T::RowSeal line=seal>
                <p>{move || T::SealDetail.t(app.lang.get())}</p>
                {move || seals(case)}
            </Row>
            <Row name="containers" title=T::RowContainer line=containers>
                <p>{move || T::ContainerDetail.t(app.lang.get())}</p>
                <Containers />
                <Compare />
            </Row>
            <Row name="reading" title=T::RowReading line=reading>{move || notes(problems(case), app.lang.get())}</Row>
            <Row name="times" title=T::RowTimes line=times>{move || notes(basis(case), app.lang.get())}</Row>
        </section>
    }
}

/// One line.
#[component]
fn Row(name: &'static str, title: T, line: fn(&Summary, Lang) -> Line, children: Children) -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let now = Memo::new(move |_| case.read(|s| line(s, app.lang.get())));
    let shown = move || now.get().map(|(tone, word, _)| badge(tone, true, word));
    view! {
        <details class="proof-row" data-name=name>
            <summary>
                <span class="proof-mark">{icon(Icon::Right)}</span>
                <b>{move || title.t(app.lang.get())}</b>
                <span>{shown}</span>
                <span class="muted proof-text">{move || now.get().map(|(_, _, text)| text)}</span>
            </summary>
            <div class="proof-body">{children()}</div>
        </details>
    }
}

/// On paper nothing can be opened, so everything is.
fn open_for_print() {
    let listener = EventListener::new(&window(), "beforeprint", |_| {
        if let Ok(rows) = document().query_selector_all(".proof-row, .recognised") {
            for row in (0..rows.length()).filter_map(|i| rows.get(i)) {
                use wasm_bindgen::JsCast;
                _ = row.unchecked_into::<web_sys::Element>().set_attribute("open", "");
            }
        }
    });
    // As long as the view is there.
    StoredValue::new_local(listener);
}

/// Whether the answer is still to come.
pub fn pending(s: &Summary) -> bool {
    s.verdict.is_none() && s.phase != Phase::Cancelled
}

/// Whether the answer holds for a part only.
fn partial(s: &Summary) -> bool {
    s.phase == Phase::Cancelled || s.verdict == Some(Verdict::Incomplete)
}

/// The part that would hold it was not read.
fn not_reached(lang: Lang) -> Line {
    (Tone::Unknown, T::NotReached.t(lang).into(), T::NotReachedLine.t(lang).into())
}

fn files(s: &Summary, lang: Lang) -> Line {
    let (c, unreached) = (&s.counts, unreached(s));
    if s.manifests.is_empty() && partial(s) {
        return not_reached(lang);
    }
    if s.manifests.is_empty() && !pending(s) {
        return (Tone::Unknown, T::NoManifest.t(lang).into(), T::NoManifestLine.t(lang).into());
    }
    let mut algorithms: Vec<String> =
        s.manifests.iter().flat_map(|m| &m.algorithms).map(|a| format::algorithm(a)).collect();
    algorithms.sort_unstable_by(|a, b| b.cmp(a));
    algorithms.dedup();
    let mut parts = vec![case::verified_by(c.verified, &case::and(&algorithms, lang), lang)];
    if c.weak_only > 0 {
        parts.push(case::weak_part(c.weak_only, lang));
    }
    for state in State::ALL.into_iter().filter(|s| *s != State::Verified) {
        let n = if state == State::Missing { c.missing - unreached } else { c.of(state) };
        if n > 0 {
            parts.push(case::in_state(n, words::state(state, lang), lang));
        }
    }
    if unreached > 0 {
        parts.push(case::in_state(unreached, T::NotReached.t(lang), lang));
    }
    let (tone, word) = match (differing(s), c.unreadable + unreached) {
        (0, 0) if pending(s) => (Tone::Unknown, T::Pending.t(lang).to_string()),
        (0, 0) if c.verified == 0 => (Tone::Unknown, words::verdict(Verdict::Unproven, lang).into()),
        (0, 0) if partial(s) => (Tone::Attention, T::SoFar.t(lang).to_string()),
        (0, 0) => (Tone::Verified, T::NoneDiffer.t(lang).to_string()),
        (0, unread) => (Tone::Attention, case::unread(unread, lang)),
        (n, _) => (Tone::Altered, case::differ(n, lang)),
    };
    (tone, word, parts.join(" · "))
}

fn bag(s: &Summary, lang: Lang) -> Line {
    let bags: Vec<_> = s.bundles.iter().filter_map(|b| b.bag.as_ref().map(|bag| (b, bag))).collect();
    let Some((_, first)) = bags.first() else {
        return match pending(s) {
            _ if partial(s) => not_reached(lang),
            true => (Tone::Unknown, T::Pending.t(lang).into(), String::new()),
            false => (Tone::Unknown, T::NoBag.t(lang).into(), T::NoBagLine.t(lang).into()),
        };
    };
    let valid = bags.iter().all(|(_, b)| b.valid);
    let complete = bags.iter().all(|(_, b)| b.complete);
    let (tone, word) = match (bags.iter().all(|(b, _)| b.verdict.is_some()), valid, complete) {
        (false, ..) if pending(s) => {
            return (Tone::Unknown, T::Pending.t(lang).into(), format!("BagIt {}", first.version));
        }
        (false, ..) => return (Tone::Unknown, T::NotKnown.t(lang).into(), T::DigestUnknown.t(lang).into()),
        (_, false, _) if bags.iter().all(|(b, _)| b.verdict != Some(Verdict::Altered)) && partial(s) => {
            (Tone::Attention, T::NotKnown)
        }
        (_, true, _) => (Tone::Verified, T::BagValid),
        (_, _, true) => (Tone::Altered, T::BagComplete),
        (_, _, false) => (Tone::Altered, T::BagBroken),
    };
    let oxum = match bags.iter().map(|(_, b)| b.oxum).collect::<Option<Vec<_>>>() {
        Some(all) => Some(all.iter().all(|agrees| *agrees)),
        None => bags.iter().any(|(_, b)| b.oxum == Some(false)).then_some(false),
    };
    (tone, word.t(lang).into(), case::bag_line(&first.version, complete, valid, oxum, lang))
}

fn seal(s: &Summary, lang: Lang) -> Line {
    let mut seals = s.bundles.iter().filter_map(|b| b.bag.as_ref()?.seal.as_deref());
    match (seals.next(), seals.count()) {
        (Some(seal), more) => {
            let broken = s
                .bundles
                .iter()
                .any(|b| b.verdict == Some(Verdict::Altered) && b.bag.as_ref().is_some_and(|bag| !bag.valid));
            let (tone, word, line) = match broken {
                true => (Tone::Altered, T::SealBroken, T::SealBrokenLine),
                false => (Tone::Unknown, T::Unsigned, T::SealLine),
            };
            let mut text = format!("{} · {}", format::short(seal), line.t(lang));
            if more > 0 {
                text.push_str(&format!(" · +{more}"));
            }
            (tone, word.t(lang).into(), text)
        }
        (None, _) if partial(s) => not_reached(lang),
        (None, _) if pending(s) => (Tone::Unknown, T::Pending.t(lang).into(), String::new()),
        (None, _) => (Tone::Unknown, T::NoSeal.t(lang).into(), T::NoSealLine.t(lang).into()),
    }
}

fn containers(s: &Summary, lang: Lang) -> Line {
    let known: Vec<&str> = s.bundles.iter().filter_map(|b| b.sha256.as_deref()).collect();
    match known.as_slice() {
        [] if pending(s) => (Tone::Unknown, T::Pending.t(lang).into(), T::DigestPending.t(lang).into()),
        [] if partial(s) => (Tone::Unknown, T::NotKnown.t(lang).into(), T::DigestUnknown.t(lang).into()),
        [] => (Tone::Unknown, T::NoSeal.t(lang).into(), T::FolderNoDigest.t(lang).into()),
        [one] => (Tone::Unknown, T::Computed.t(lang).into(), format!("SHA-256 {}", format::short(one))),
        [first, rest @ ..] => (
            Tone::Unknown,
            T::Computed.t(lang).into(),
            format!("SHA-256 {} · +{}", format::short(first), rest.len()),
        ),
    }
}

fn reading(s: &Summary, lang: Lang) -> Line {
    let all = once(remarks(s));
    let first = all.first().map(|n| n.text(lang)).unwrap_or_default();
    let whole = s.bundles.iter().all(|b| b.complete) && s.phase != Phase::Cancelled;
    let (tone, word, text) = match (pending(s), whole, all.len()) {
        (true, ..) => {
            let names: Vec<&str> = s.bundles.iter().map(|b| b.name.as_str()).collect();
            (Tone::Unknown, T::Pending, names.join(" · "))
        }
        (_, false, _) => (Tone::Attention, T::ReadPartly, first),
        (_, true, 0) => (Tone::Verified, T::ReadWhole, T::ReadWholeLine.t(lang).into()),
        (_, true, n) => (Tone::Verified, T::ReadWhole, format!("{} · {first}", case::remarks(n, lang))),
    };
    (tone, word.t(lang).into(), text)
}

fn times(s: &Summary, lang: Lang) -> Line {
    if s.events == 0 && pending(s) {
        return (Tone::Unknown, T::Pending.t(lang).into(), T::NoTimesYet.t(lang).into());
    }
    if s.events == 0 {
        return (Tone::Unknown, T::NoEvents.t(lang).into(), T::NoEventsLine.t(lang).into());
    }
    let assumed = s.hosts.iter().any(|h| h.zone_from == Note::ZoneAssumedUtc);
    let zones: Vec<String> = s.hosts.iter().map(|h| case::host_zone(&h.name, &h.zone, lang)).collect();
    let mut text = zones.join(" · ");
    if let [one] = s.hosts.as_slice() {
        text = one.zone_from.text(lang);
    }
    let (tone, word) =
        if assumed { (Tone::Attention, T::ZoneAssumed) } else { (Tone::Unknown, T::ZoneStated) };
    (tone, word.t(lang).into(), text)
}

/// The manifests, a row each.
#[component]
fn Manifests() -> impl IntoView {
    let app = use_app();
    let case = use_case();
    let rows = move || {
        let lang = app.lang.get();
        case.read(|s| {
            s.manifests
                .iter()
                .map(|m| {
                    let names: Vec<String> = m.algorithms.iter().map(|a| format::algorithm(a)).collect();
                    let covers = match (m.covers_all, m.format.as_str()) {
                        (_, "bagit-tag") => T::CoversTags,
                        (true, _) => T::CoversAll,
                        (false, _) => T::CoversPart,
                    };
                    let covers = covers.t(lang);
                    view! {
                        <tr>
                            <td class="mono wrap">{m.path.clone()}</td>
                            <td>{names.join(", ")}</td>
                            <td class="num">{grouped(m.entries.into())}</td>
                            <td class="num">{grouped(m.verified.into())}</td>
                            <td>{covers}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let any = move || case.read(|s| !s.manifests.is_empty()) == Some(true);
    let t = move |text: T| text.t(app.lang.get());
    view! {
        <Show when=any fallback=move || view! { <p>{move || t(T::NoManifestLine)}</p> }>
            <div class="scroll-x"><table>
                <thead><tr>
                    <th scope="col">{move || t(T::ColManifest)}</th>
                    <th scope="col">{move || t(T::ColAlgorithms)}</th>
                    <th scope="col" class="num">{move || t(T::ColEntries)}</th>
                    <th scope="col" class="num">{move || t(T::ColVerified)}</th>
                    <th scope="col">{move || t(T::ColCovers)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
            <p><a href=Route::to(View::Manifest).address()>{move || t(T::AllClaims)}</a></p>
        </Show>
    }
}

fn bag_info(case: Case) -> Option<impl IntoView> {
    case.read(|s| {
        let rows = s.bundles.iter().filter_map(|b| b.bag.as_ref()).flat_map(|bag| bag.info.iter());
        let rows = rows
            .map(|(label, value)| view! { <dt>{label.clone()}</dt><dd>{value.clone()}</dd> })
            .collect_view();
        view! { <dl class="kv wide">{rows}</dl> }
    })
}

fn seals(case: Case) -> Option<impl IntoView> {
    case.read(|s| {
        // The bundle's name says something only where there are several.
        let several = s.bundles.len() > 1;
        let of = |name: &str| if several { name.to_string() } else { "SHA-256".to_string() };
        s.bundles
            .iter()
            .filter_map(|b| Some((of(&b.name), b.bag.as_ref()?.seal.clone()?)))
            .map(|(name, seal)| {
                let text = seal.clone();
                view! {
                    <div class="digest-line">
                        <span class="muted">{name}</span>
                        <code data-name="seal-value" data-digest=seal.clone()>{format::in_fours(&seal)}</code>
                        <CopyButton text=Signal::derive(move || text.clone()) what="SHA-256" />
                    </div>
                }
            })
            .collect_view()
    })
}

fn problems(case: Case) -> Vec<Note> {
    case.read(|s| once(remarks(s))).unwrap_or_default()
}

/// What was noted while reading, of the case and of its bundles.
fn remarks(s: &Summary) -> impl Iterator<Item = &Note> {
    s.problems.iter().chain(s.bundles.iter().flat_map(|b| &b.problems))
}

/// Each note once, in order.
fn once<'a>(notes: impl Iterator<Item = &'a Note>) -> Vec<Note> {
    let mut all: Vec<Note> = Vec::new();
    for note in notes {
        if !all.contains(note) {
            all.push(note.clone());
        }
    }
    all
}

/// How the times were decided, each way once, in the order of the sources.
fn basis(case: Case) -> Vec<Note> {
    case.read(|s| {
        once(s.hosts.iter().map(|h| &h.zone_from).chain(s.sources.iter().flat_map(|source| &source.basis)))
    })
    .unwrap_or_default()
}

fn notes(all: Vec<Note>, lang: Lang) -> AnyView {
    if all.is_empty() {
        return view! { <p class="muted">{words::T::None.t(lang)}</p> }.into_any();
    }
    view! { <ul>{all.iter().map(|n| view! { <li>{n.text(lang)}</li> }).collect_view()}</ul> }.into_any()
}

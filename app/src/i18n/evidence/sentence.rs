//! What is known of one file, in one plain sentence. It never says more than was proved.

use glasscase_core::text::Lang;
use glasscase_core::verify::State;

/// What the sentence depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About<'a> {
    /// The file's state; none while it was not read.
    pub state: Option<State>,
    /// Whether it is a link, whose digest in a list is that of the file it leads to.
    pub link: bool,
    /// Whether only weak algorithms speak for it.
    pub weak: bool,
    /// The algorithms that manifests state for it, as written: `MD5 and SHA-1`.
    pub algorithms: &'a [String],
}

/// The sentence.
pub fn sentence(about: &About<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => english(about),
        Lang::Zh => chinese(about),
    }
}

fn english(about: &About<'_>) -> String {
    let algorithms = join(about.algorithms, " and ");
    match about.state {
        None => "This file has not been checked yet.".into(),
        Some(State::Verified) if about.weak && !about.algorithms.is_empty() => format!(
            "This {} agrees with the manifest, by {algorithms} alone: proof against accidents, not against intent.",
            if about.link { "link’s file" } else { "file" }
        ),
        Some(State::Verified) if about.link => {
            "The file that this link leads to is the one that was collected.".into()
        }
        Some(State::Verified) => "This file is the one that was collected.".into(),
        Some(State::Modified) => "This file is not the one that was collected.".into(),
        Some(State::Missing) => "The manifest lists this file, and it is not here.".into(),
        Some(State::Unlisted) => "The manifest must list every file, and it does not list this one.".into(),
        Some(State::Conflicting) => {
            "The manifest states two different values for this file, so it proves neither.".into()
        }
        Some(State::Unreadable) => {
            "This file could not be read in full, so nothing is proved about it.".into()
        }
        Some(State::NotCovered) if about.link => {
            "This link cannot be checked from this evidence alone: nothing is proved about it.".into()
        }
        Some(State::NotCovered) => "No manifest speaks for this file: nothing is proved about it.".into(),
    }
}

fn chinese(about: &About<'_>) -> String {
    let algorithms = join(about.algorithms, "、");
    match about.state {
        None => "此文件尚未核对。".into(),
        Some(State::Verified) if about.weak && !about.algorithms.is_empty() => format!(
            "{}与清单相符，但仅有 {algorithms} 为证：能排除意外损坏，不能排除有意伪造。",
            if about.link { "此链接所指文件" } else { "此文件" }
        ),
        Some(State::Verified) if about.link => "此链接所指的文件就是当初采集的文件。".into(),
        Some(State::Verified) => "此文件就是当初采集的文件。".into(),
        Some(State::Modified) => "此文件已不是当初采集的文件。".into(),
        Some(State::Missing) => "清单列有此文件，但证据中没有。".into(),
        Some(State::Unlisted) => "清单须列出全部文件，却没有列出此文件。".into(),
        Some(State::Conflicting) => "清单为此文件列出了两个不同的值，因此哪一个都不能作为证明。".into(),
        Some(State::Unreadable) => "此文件未能完整读取，因此对它没有任何证明。".into(),
        Some(State::NotCovered) if about.link => "仅凭这份证据无法核对此链接：对它没有任何证明。".into(),
        Some(State::NotCovered) => "没有清单为此文件作证：对它没有任何证明。".into(),
    }
}

fn join(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{}{last}{end}", rest.join(if last == "、" { "、" } else { ", " })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(state: State, link: bool, weak: bool, algorithms: &[String]) -> String {
        sentence(&About { state: Some(state), link, weak, algorithms }, Lang::En)
    }

    #[test]
    fn only_strong_proof_is_called_the_collected_file() {
        let strong = ["SHA-256".to_owned(), "MD5".to_owned()];
        let weak = ["MD5".to_owned(), "SHA-1".to_owned()];
        assert_eq!(about(State::Verified, false, false, &strong), "This file is the one that was collected.");
        let text = about(State::Verified, false, true, &weak);
        assert!(text.contains("MD5 and SHA-1 alone") && !text.contains("collected"), "{text}");
    }

    #[test]
    fn no_other_state_claims_identity() {
        for state in State::ALL.into_iter().filter(|state| *state != State::Verified) {
            for link in [false, true] {
                let text = about(state, link, false, &[]);
                assert!(!text.contains("is the one that was collected"), "{text}");
            }
        }
    }

    #[test]
    fn chinese_is_said_too() {
        let weak = ["MD5".to_owned(), "SHA-1".to_owned()];
        let about = About { state: Some(State::Verified), link: false, weak: true, algorithms: &weak };
        assert!(sentence(&about, Lang::Zh).contains("MD5、SHA-1"));
        assert_eq!(sentence(&About { state: None, ..about }, Lang::Zh), "此文件尚未核对。");
    }
}

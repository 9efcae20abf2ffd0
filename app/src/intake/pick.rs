//! The two pickers of the browser: for files and for a folder.

use super::use_intake;
use crate::engine::Item;
use js_sys::Reflect;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{File, HtmlInputElement};

/// Opens the pickers from any button.
#[derive(Clone, Copy)]
pub struct OpenPickers {
    files: NodeRef<Input>,
    folder: NodeRef<Input>,
}

impl OpenPickers {
    /// Asks for one or more files.
    pub fn files(self) {
        press(self.files);
    }

    /// Asks for a folder.
    pub fn folder(self) {
        press(self.folder);
    }
}

/// The pickers. Call it while a component is built, not in a handler.
pub fn use_pickers() -> OpenPickers {
    expect_context()
}

/// The hidden inputs, once for the whole page, around which everything else is built.
#[component]
pub fn Pickers(
    /// The page.
    children: Children,
) -> impl IntoView {
    let intake = use_intake();
    let open = OpenPickers { files: NodeRef::new(), folder: NodeRef::new() };
    provide_context(open);
    let picked = move |node: NodeRef<Input>| {
        if let Some(input) = node.get_untracked() {
            intake.open(items(&input), Vec::new());
            // The same file can be picked again.
            input.set_value("");
        }
    };
    view! {
        <input type="file" multiple hidden data-name="pick-files" node_ref=open.files on:change=move |_| picked(open.files) />
        <input type="file" hidden data-name="pick-folder" node_ref=open.folder on:change=move |_| picked(open.folder) prop:webkitdirectory=true />
        {children()}
    }
}

fn press(node: NodeRef<Input>) {
    if let Some(input) = node.get_untracked() {
        input.click();
    }
}

fn items(input: &HtmlInputElement) -> Vec<Item> {
    let Some(files) = input.files() else { return Vec::new() };
    (0..files.length())
        .filter_map(|at| files.get(at))
        .map(|file| Item {
            name: file.name(),
            path: relative_path(&file).unwrap_or_else(|| file.name()),
            file,
        })
        .collect()
}

/// The path from the picked folder on; none for a file that was picked by itself.
fn relative_path(file: &File) -> Option<String> {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok()?.as_string()?;
    (!path.is_empty()).then_some(path)
}

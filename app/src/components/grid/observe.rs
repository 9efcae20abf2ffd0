//! The size of an element, kept current.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Inner width and height in px of an element; zeros until it is in the document.
pub fn size_of(node: NodeRef<Div>) -> RwSignal<(f64, f64)> {
    let size = RwSignal::new((0.0, 0.0));
    let kept = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let watched = element.clone();
        let told = Closure::new(move || {
            let now = (f64::from(watched.client_width()), f64::from(watched.client_height()));
            if size.try_get_untracked().is_some_and(|before| before != now) {
                size.set(now);
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(told.as_ref().unchecked_ref()) {
            observer.observe(&element);
            kept.set_value(Some((observer, told)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
    size
}

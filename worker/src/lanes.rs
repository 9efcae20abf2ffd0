//! Digests on helper workers. Bytes travel by transfer: each job is one copy out of the engine's memory.

use crate::{get, set};
use glasscase_core::digest::{Finished, Inline, Job, Lanes};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// What helpers have sent and what waits for a helper that is still starting.
#[derive(Default)]
struct Post {
    done: VecDeque<Finished>,
    /// Jobs for a lane whose helper is not ready yet; none once it is.
    waiting: Vec<Option<Vec<Job>>>,
}

/// Helper workers; where none can be started, the engine's own worker does the work.
pub struct HelperLanes {
    helpers: Vec<Worker>,
    post: Rc<RefCell<Post>>,
    inline: Inline,
    _on_message: Vec<Closure<dyn FnMut(MessageEvent)>>,
}

impl HelperLanes {
    /// Starts `count` helpers. `wake` is called whenever one of them has answered.
    pub fn start(count: usize, wake: Rc<dyn Fn()>) -> Self {
        let helpers: Vec<Worker> = (0..count).map_while(|_| start_one()).collect();
        let post = Rc::new(RefCell::new(Post {
            done: VecDeque::new(),
            waiting: helpers.iter().map(|_| Some(Vec::new())).collect(),
        }));
        let listen = |(lane, helper): (usize, &Worker)| {
            let (post, wake, own) = (post.clone(), wake.clone(), helper.clone());
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                hear(&post, lane, &own, &event.data());
                wake();
            });
            helper.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            on_message
        };
        let on_message = helpers.iter().enumerate().map(listen).collect();
        Self { helpers, post, inline: Inline::default(), _on_message: on_message }
    }
}

impl Lanes for HelperLanes {
    fn count(&self) -> usize {
        self.helpers.len().max(1)
    }

    fn send(&mut self, lane: usize, job: Job) {
        let Some(helper) = self.helpers.get(lane) else { return self.inline.send(lane, job) };
        match self.post.borrow_mut().waiting.get_mut(lane) {
            Some(Some(waiting)) => waiting.push(job),
            _ => hand_over(helper, &job),
        }
    }

    fn receive(&mut self, wait: bool) -> Option<Finished> {
        let done = self.post.borrow_mut().done.pop_front();
        done.or_else(|| self.inline.receive(wait))
    }
}

impl Drop for HelperLanes {
    fn drop(&mut self) {
        self.helpers.iter().for_each(Worker::terminate);
    }
}

fn start_one() -> Option<Worker> {
    let start = get(&js_sys::global(), "glasscaseHelper").dyn_into::<js_sys::Function>().ok()?;
    start.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()
}

fn hear(post: &RefCell<Post>, lane: usize, helper: &Worker, message: &JsValue) {
    let mut post = post.borrow_mut();
    if message.as_string().as_deref() == Some("ready") {
        let jobs = post.waiting.get_mut(lane).and_then(Option::take);
        jobs.into_iter().flatten().for_each(|job| hand_over(helper, &job));
        return;
    }
    let Ok(digests) = get(message, "digests").dyn_into::<js_sys::Uint8Array>() else { return };
    let bytes = get(message, "size").as_f64().unwrap_or_default() as u64;
    post.done.push_back(Finished { lane, bytes, digests: Job::decode_digests(&digests.to_vec()) });
}

fn hand_over(helper: &Worker, job: &Job) {
    let bytes = js_sys::Uint8Array::from(&job.bytes[..]).buffer();
    let message = js_sys::Object::new();
    set(&message, "ops", &js_sys::Uint32Array::from(&job.encode_ops()[..]));
    set(&message, "bytes", &bytes);
    // A helper that cannot be reached has ended, and with it the page.
    let _ = helper.post_message_with_transfer(&message, &js_sys::Array::of1(&bytes));
}

//! The client: starts the worker, numbers the questions, hands out the answers, and keeps what is needed to
//! start anew should the worker die.

use super::oneshot::{self, Sender};
use super::wire::{self, Item, Message};
use glasscase_core::engine::protocol::{Phase, Progress, Request, Response};
use glasscase_core::note::Note;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// Views ask again at most this often while evidence is being read.
const REVISION_MS: u32 = 400;

/// Whether the worker lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Health {
    /// It is being started.
    #[default]
    Starting,
    /// It listens.
    Ready,
    /// It could not be started: why.
    NotStarted(String),
    /// It panicked: what it said, and the bundle that was being read.
    Died {
        /// What it said.
        what: String,
        /// Name of the bundle that was being read.
        bundle: String,
    },
}

/// The engine, as views see it.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Where it stands, at most ten times a second.
    pub progress: Signal<Progress>,
    /// Grows whenever answers may have changed.
    pub revision: Signal<u64>,
    /// Whether the worker lives.
    pub health: Signal<Health>,
    /// Number of intakes since the page was loaded; zero while nothing was opened.
    pub intakes: Signal<u32>,
    writes: Writes,
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
}

#[derive(Clone, Copy)]
struct Writes {
    progress: RwSignal<Progress>,
    revision: RwSignal<u64>,
    health: RwSignal<Health>,
    intakes: RwSignal<u32>,
}

#[derive(Default)]
struct Inner {
    worker: Option<web_sys::Worker>,
    /// Dropped with the worker: they would otherwise hear a dead one.
    listeners: Vec<EventListener>,
    /// Said before the worker listened.
    queue: Vec<JsValue>,
    last_id: u32,
    pending: BTreeMap<u32, Sender<Response>>,
    /// All that was opened since the last close, to open it again should the worker die.
    items: Vec<Item>,
    bump: Option<Timeout>,
}

/// Starts the engine and provides it to every component below. Called once, by the shell.
pub fn start() -> Engine {
    let writes = Writes {
        progress: RwSignal::new(Progress::default()),
        revision: RwSignal::new(0),
        health: RwSignal::new(Health::Starting),
        intakes: RwSignal::new(0),
    };
    let engine = Engine {
        progress: writes.progress.into(),
        revision: writes.revision.into(),
        health: writes.health.into(),
        intakes: writes.intakes.into(),
        writes,
        inner: StoredValue::new_local(Rc::default()),
    };
    provide_context(engine);
    engine.boot();
    engine
}

/// The engine. Call it while a component is built, not in a handler.
pub fn use_engine() -> Engine {
    expect_context()
}

impl Engine {
    /// Asks, and waits for the answer. Should the worker die meanwhile, the answer is a failure.
    pub async fn ask(self, request: Request) -> Response {
        self.try_ask(&request).await.unwrap_or(Response::Failed(Note::NoSuchThing))
    }

    /// As [`Engine::ask`]; nothing, if the worker died or the case was closed before it answered.
    pub(super) async fn try_ask(self, request: &Request) -> Option<Response> {
        // Requests are plain data with text keys: they always serialise.
        let json = serde_json::to_string(request).ok()?;
        let receiver = self.with(|inner| {
            let (sender, receiver) = oneshot::channel();
            inner.last_id += 1;
            inner.pending.insert(inner.last_id, sender);
            inner.post(wire::request(inner.last_id, &json));
            receiver
        });
        receiver.await
    }

    /// Opens files, beside what is open already.
    pub fn open(self, items: Vec<Item>) {
        if items.is_empty() {
            return;
        }
        self.with(|inner| {
            inner.post(wire::open(&items));
            inner.items.extend(items);
        });
        self.writes.intakes.update(|n| *n += 1);
        // The worker says so itself within a moment; until then the page must not look idle.
        self.writes.progress.update(|p| p.phase = Phase::Reading);
        self.bump_now();
    }

    /// Stops the reading; what was read is kept.
    pub fn cancel(self) {
        self.with(|inner| inner.post(wire::flag("cancel")));
    }

    /// Forgets the case.
    pub fn close(self) {
        self.with(|inner| {
            inner.items.clear();
            inner.pending.clear();
            inner.post(wire::flag("close"));
        });
        self.writes.progress.set(Progress::default());
        self.writes.intakes.set(0);
        self.bump_now();
    }

    /// After the worker died: a new one, with everything that was open but the bundle of this name.
    pub fn restart_without(self, bundle: &str) {
        let items = self.with(|inner| std::mem::take(&mut inner.items));
        self.restart();
        self.open(items.into_iter().filter(|item| item.bundle() != bundle).collect());
    }

    /// Whether something would be left without the bundle of this name.
    pub fn has_others(self, bundle: &str) -> bool {
        self.with(|inner| inner.items.iter().any(|item| item.bundle() != bundle))
    }

    /// After the worker died: a new one, with nothing opened.
    pub fn restart(self) {
        self.with(|inner| {
            inner.items.clear();
            inner.stop();
        });
        self.writes.progress.set(Progress::default());
        self.writes.intakes.set(0);
        self.writes.health.set(Health::Starting);
        self.boot();
        self.bump_now();
    }

    fn with<T>(self, f: impl FnOnce(&mut Inner) -> T) -> T {
        self.inner.with_value(|inner| f(&mut inner.borrow_mut()))
    }

    fn boot(self) {
        spawn_local(async move {
            match wire::start_worker().await {
                Ok(worker) => self.adopt(worker),
                Err(what) => self.writes.health.set(Health::NotStarted(what)),
            }
        });
    }

    /// Listens to a worker that is ready, and tells it what waited for it.
    fn adopt(self, worker: web_sys::Worker) {
        let heard = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::MessageEvent>() {
                self.hear(wire::read(&event.data()));
            }
        });
        let broke = EventListener::new(&worker, "error", move |event| {
            let message = event.dyn_ref::<web_sys::ErrorEvent>().map(|e| e.message());
            self.died(message.unwrap_or_default());
        });
        self.with(|inner| {
            inner.listeners = vec![heard, broke];
            for message in inner.queue.drain(..) {
                _ = worker.post_message(&message);
            }
            inner.worker = Some(worker);
        });
        self.writes.health.set(Health::Ready);
    }

    fn hear(self, message: Message) {
        match message {
            Message::Answer(id, json) => {
                let sender = self.with(|inner| inner.pending.remove(&id));
                // Otherwise the question was withdrawn, or page and worker are of different builds, in which
                // case the dropped sender lets the view keep what it has.
                if let (Some(sender), Ok(response)) = (sender, serde_json::from_str(&json)) {
                    sender.send(response);
                }
            }
            Message::Progress(json) => {
                if let Ok(progress) = serde_json::from_str::<Progress>(&json) {
                    self.progressed(progress);
                }
            }
            Message::Failed(what) => self.died(what),
            Message::Other => (),
        }
    }

    fn progressed(self, progress: Progress) {
        if self.writes.intakes.get_untracked() == 0 {
            // The last word about a case that was closed meanwhile.
            return;
        }
        let turned = self.writes.progress.with_untracked(|p| p.phase != progress.phase);
        self.writes.progress.set(progress);
        if turned {
            self.bump_now();
        } else {
            self.bump_soon();
        }
    }

    fn died(self, what: String) {
        if matches!(self.writes.health.get_untracked(), Health::Died { .. }) {
            return;
        }
        let reading = self.writes.progress.with_untracked(|p| p.bundle.clone());
        let bundle = self.with(|inner| {
            inner.stop();
            // It may have died before it named what it was reading: then it was the last that was opened.
            let last = || inner.items.last().map(|item| item.bundle().to_string()).unwrap_or_default();
            if reading.is_empty() { last() } else { reading }
        });
        self.writes.health.set(Health::Died { what, bundle });
    }

    fn bump_now(self) {
        self.with(|inner| inner.bump = None);
        self.writes.revision.update(|r| *r += 1);
    }

    fn bump_soon(self) {
        self.with(|inner| {
            if inner.bump.is_none() {
                inner.bump = Some(Timeout::new(REVISION_MS, move || self.bump_now()));
            }
        });
    }
}

impl Inner {
    fn post(&mut self, message: JsValue) {
        match &self.worker {
            Some(worker) => _ = worker.post_message(&message),
            None => self.queue.push(message),
        }
    }

    fn stop(&mut self) {
        // The listeners may be the very caller, so they are dropped when it has returned.
        let listeners = std::mem::take(&mut self.listeners);
        spawn_local(async move { drop(listeners) });
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.queue.clear();
        self.pending.clear();
    }
}

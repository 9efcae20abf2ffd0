//! Takes the page's messages, keeps the engine going between them, and sends what comes of it.

use crate::lanes::HelperLanes;
use crate::{get, intake, post, scope, send, set, spill};
use glasscase_core::engine::protocol::{Request, Response};
use glasscase_core::engine::{Engine, Options, Pump, Reply};
use glasscase_core::io::Spill;
use glasscase_core::note::Note;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::MessageChannel;

/// Milliseconds between two messages of progress.
const PROGRESS: f64 = 100.0;
/// Milliseconds after which events read so far are first made visible.
const REFRESH: f64 = 400.0;
/// How many times as long as making events visible took the reading goes on before it is done again.
const REFRESH_SHARE: f64 = 12.0;
/// Helpers at most: digests of one stream use two lanes, and more only crowd out the reading.
const HELPERS: usize = 4;

/// The engine and what is under way.
pub struct Desk {
    engine: Option<Engine>,
    spare: Option<Box<dyn Spill>>,
    pending: VecDeque<(f64, Request)>,
    /// The pump will be called again without anybody's doing.
    scheduled: bool,
    reading: bool,
    progress_at: f64,
    refresh_at: f64,
    wake: Option<Rc<dyn Fn()>>,
}

impl Desk {
    /// With a place to keep bytes.
    pub fn new(spill: Box<dyn Spill>) -> Self {
        Self {
            engine: None,
            spare: Some(spill),
            pending: VecDeque::new(),
            scheduled: false,
            reading: false,
            progress_at: 0.0,
            refresh_at: 0.0,
            wake: None,
        }
    }

    fn engine(&mut self) -> &mut Engine {
        let wake = self.wake.clone().unwrap_or_else(|| Rc::new(|| {}));
        let spare = &mut self.spare;
        self.engine.get_or_insert_with(|| {
            let spill = spare.take().unwrap_or_else(|| Box::new(glasscase_core::io::MemorySpill::default()));
            let cores = scope().navigator().hardware_concurrency() as usize;
            let lanes = HelperLanes::start(cores.clamp(2, HELPERS), wake);
            Engine::new(Options::default(), spill, Box::new(lanes))
        })
    }

    /// Does a piece of whatever is under way and says whether to come back at once.
    fn turn(&mut self) -> bool {
        let read_on = self.reading && self.read();
        let answer_on = self.answer();
        read_on || answer_on
    }

    fn read(&mut self) -> bool {
        let now = now();
        let pump = self.engine().step();
        if pump != Pump::Idle && now >= self.refresh_at {
            self.engine().refresh();
            let after = crate::desk::now();
            self.refresh_at = after + REFRESH.max((after - now) * REFRESH_SHARE);
        }
        self.reading = pump != Pump::Idle;
        if !self.reading || now - self.progress_at >= PROGRESS {
            self.progress_at = now;
            self.tell_progress();
        }
        // While the lanes are behind, their answers wake the desk.
        pump == Pump::More
    }

    fn tell_progress(&mut self) {
        let progress = self.engine.as_ref().map(|engine| engine.progress()).unwrap_or_default();
        if let Ok(json) = serde_json::to_string(&progress) {
            post("progress", &json);
        }
    }

    /// Answers the oldest request, or a piece of it.
    fn answer(&mut self) -> bool {
        let Some((id, request)) = self.pending.pop_front() else { return false };
        match self.engine().ask(&request) {
            Reply::Done(response) => reply(id, &response),
            Reply::Working { .. } => self.pending.push_front((id, request)),
        }
        !self.pending.is_empty()
    }

    fn ask(&mut self, id: f64, request: Request) {
        // The page shows only the last answer to each sort of question about events; an older one that still
        // waits would be worked on for nobody.
        if asks_for_events(&request) {
            let same = std::mem::discriminant(&request);
            let (old, keep) = std::mem::take(&mut self.pending)
                .into_iter()
                .partition(|(_, other)| std::mem::discriminant(other) == same && *other != request);
            self.pending = keep;
            let old: VecDeque<_> = old;
            old.into_iter().for_each(|(id, _)| reply(id, &Response::Failed(Note::NoSuchThing)));
        }
        self.pending.push_back((id, request));
    }

    fn take(&mut self, message: &JsValue) {
        if let (Some(id), Some(json)) = (get(message, "id").as_f64(), get(message, "request").as_string()) {
            match serde_json::from_str(&json) {
                Ok(request) => self.ask(id, request),
                Err(_) => reply(id, &Response::Failed(Note::NoSuchThing)),
            }
        }
        let open = get(message, "open");
        if open.is_object() {
            let sources = intake::sources(&open);
            self.reading |= !sources.is_empty();
            sources.into_iter().for_each(|source| self.engine().open(source));
            self.refresh_at = now() + REFRESH;
            self.tell_progress();
        }
        if get(message, "cancel").is_truthy() {
            self.engine().cancel();
        }
        if get(message, "close").is_truthy() {
            self.close();
        }
    }

    /// Forgets the case and everything kept of it.
    fn close(&mut self) {
        self.engine = None;
        self.reading = false;
        for (id, _) in std::mem::take(&mut self.pending) {
            reply(id, &Response::Failed(Note::NoSuchThing));
        }
        self.tell_progress();
    }
}

/// Takes a message of the page and sets the desk going.
pub fn take(desk: &Rc<RefCell<Desk>>, message: &JsValue) {
    if desk.borrow().wake.is_none() {
        let weak = Rc::downgrade(desk);
        let wake: Rc<dyn Fn()> = Rc::new(move || {
            if let Some(desk) = weak.upgrade() {
                schedule(&desk);
            }
        });
        desk.borrow_mut().wake = Some(wake);
    }
    let close = get(message, "close").is_truthy();
    desk.borrow_mut().take(message);
    if close && desk.borrow().spare.is_none() {
        let desk = desk.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let fresh = spill::open().await;
            desk.borrow_mut().spare.get_or_insert(fresh);
        });
    }
    schedule(desk);
}

/// Has the desk take a turn after the messages that already wait.
fn schedule(desk: &Rc<RefCell<Desk>>) {
    if std::mem::replace(&mut desk.borrow_mut().scheduled, true) {
        return;
    }
    let again = desk.clone();
    let turn = Closure::once_into_js(move || {
        let more = {
            let mut desk = again.borrow_mut();
            desk.scheduled = false;
            desk.turn()
        };
        if more {
            schedule(&again);
        }
    });
    // Unlike a timer, a message to oneself is not delayed, and it lets the page's messages through.
    match MessageChannel::new() {
        Ok(channel) => {
            channel.port1().set_onmessage(Some(turn.unchecked_ref()));
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
        Err(error) => post("failed", &crate::said(&error)),
    }
}

fn asks_for_events(request: &Request) -> bool {
    matches!(request, Request::Rows { .. } | Request::Facets { .. })
}

fn reply(id: f64, response: &Response) {
    let message = js_sys::Object::new();
    set(&message, "id", &JsValue::from_f64(id));
    let json = serde_json::to_string(response).unwrap_or_else(|_| "null".to_owned());
    set(&message, "response", &JsValue::from_str(&json));
    send(&message);
}

/// Milliseconds since the worker started.
fn now() -> f64 {
    scope().performance().map(|clock| clock.now()).unwrap_or_default()
}

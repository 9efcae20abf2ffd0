//! The page's side of the engine: questions with numbers, answers that may come late, and what the engine
//! says unasked. The engine itself runs in a worker, so that the page never waits.

mod answer;
mod client;
mod oneshot;
mod pace;
mod wire;

pub use answer::use_answer;
pub use client::{Engine, Health, start, use_engine};
pub use pace::Pace;
pub use wire::{Item, sample};

//! placeholder
use super::protocol::{Request, Response};
use crate::time::Zones;
use crate::timeline::{Contents, Timeline};
#[derive(Default)]
pub struct EventRequests;
pub enum Outcome {
    Done(Response),
    Working { done: u64, total: u64 },
    NotMine,
}
impl EventRequests {
    pub fn answer(&mut self, _: &Request, _: &Timeline, _: &dyn Contents, _: &Zones) -> Outcome {
        Outcome::NotMine
    }
}

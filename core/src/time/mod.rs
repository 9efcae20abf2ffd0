//! From what a clock wrote to an instant: zone, year and offset, each with how it was chosen.
//!
//! Nothing here reads a clock or a setting of the machine it runs on. A record states an instant, a reading of
//! its host's clock, or a reading without a year ([`crate::parse::Stamp`]); [`Zones`] holds what the evidence
//! says about the host's zone and the time of collection, [`year`] turns lines without a year into readings
//! with one, and [`zone`] turns readings into instants and instants into text.

pub mod civil;
mod date_text;
mod evidence;
pub mod year;
pub mod zone;

pub use evidence::{Collection, Content, ZoneChoice, Zones, wants};
pub use zone::{Fit, NamedZone, Offsets, parse_instant};

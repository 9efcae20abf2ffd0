//! Instants as text in the zone that a view asks for.

use super::protocol::Zone;
use crate::note::Note;
use crate::time::{NamedZone, Zones, zone};

/// Words times.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    zones: &'a Zones,
}

impl<'a> Clock<'a> {
    /// With what the evidence says about hosts' zones.
    pub fn new(zones: &'a Zones) -> Self {
        Self { zones }
    }

    /// `2026-11-20 01:54:29`. `host_key` tells whose host's zone it is, where that is asked for.
    pub fn text(&self, utc: i64, zone: &Zone, host_key: &str) -> String {
        let zone = match zone {
            Zone::Utc => NamedZone::utc(),
            Zone::Iana(name) => NamedZone::find(name).unwrap_or_else(NamedZone::utc),
            Zone::Host => self.zones.zone(host_key).zone,
        };
        zone::plain(utc, zone.offsets().at(utc), 0)
    }
}

/// Refuses a request for a zone that does not exist, rather than showing another one's times.
pub fn check(zone: &Zone) -> Result<(), Note> {
    match zone {
        Zone::Iana(name) if NamedZone::find(name).is_none() => {
            Err(Note::NoSuchZone { zone: crate::text::inert(name.as_bytes()) })
        }
        _ => Ok(()),
    }
}

//! What the case's summary says of hosts.

use super::store::Timeline;
use crate::engine::protocol::HostSummary;
use crate::text::inert;
use crate::time::Zones;
use std::collections::BTreeMap;

impl Timeline {
    /// The hosts that records name, or else the paths of their sources, by name; each with its zone. A host whose
    /// evidence lies in several folders with different zones is named once for each; events whose host nothing
    /// names count for the empty name.
    pub fn hosts(&self, zones: &Zones) -> Vec<HostSummary> {
        let mut hosts: BTreeMap<(String, String), HostSummary> = BTreeMap::new();
        for writer in &self.writers {
            let Some(artifact) = self.artifact(writer.artifact) else { continue };
            let name = inert(self.dictionary.text(writer.host).as_bytes());
            let choice = zones.zone(&artifact.source().host_key);
            let zone = choice.zone.name().to_owned();
            let Some(zone_from) = choice.notes.into_iter().next() else { continue };
            let host = hosts.entry((name.clone(), zone.clone()));
            host.or_insert(HostSummary { name, zone, zone_from, events: 0 }).events += writer.events;
        }
        hosts.into_values().collect()
    }
}

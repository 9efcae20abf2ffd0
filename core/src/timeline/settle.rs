//! Decides how each source's times are read, computes instants and puts all events in one order.

use super::artifact::{Artifact, Decision, Settled};
use super::ids::RowId;
use super::store::{Form, Timeline, UNDATED};
use crate::time::year::{self, Anchors};
use crate::time::{Fit, Offsets, ZoneChoice, Zones};
use std::cmp::Ordering;
use std::collections::BTreeMap;

impl Timeline {
    /// Brings instants and order up to date with the rows read so far and with what the evidence, or the
    /// person, says about zones and years. What has not changed since the last time is not done again, so it
    /// may be called during reading; each call that finds new rows passes over the order once.
    pub fn settle(&mut self, zones: &Zones) {
        let mut changed = self.order.len() < self.time.len();
        let mut choices: BTreeMap<String, ZoneChoice> = BTreeMap::new();
        for index in 0..self.artifacts.len() {
            let Some(artifact) = self.artifacts.get(index) else { continue };
            let key = &artifact.source.host_key;
            if !choices.contains_key(key) {
                choices.insert(key.clone(), zones.zone(key));
            }
            let Some(choice) = choices.get(key) else { continue };
            let decision = decide(artifact, choice, zones);
            changed |= self.apply(index, decision);
        }
        if changed {
            self.rank_artifacts();
            self.sort();
            self.revision += 1;
        }
    }

    /// Computes the instants of one source where its decision is new, else only of its new rows. Says whether
    /// there was anything to do.
    fn apply(&mut self, index: usize, decision: Decision) -> bool {
        let Some(artifact) = self.artifacts.get_mut(index) else { return false };
        let known = artifact.settled.decision.as_ref() == Some(&decision);
        if known && artifact.settled.rows == artifact.rows {
            return false;
        }
        let mut settled = if known { std::mem::take(&mut artifact.settled) } else { Settled::default() };
        let rows = artifact.start + settled.rows..artifact.start + artifact.rows;
        let mut offsets = decision.zone.offsets();
        for row in rows {
            let (utc, fit) = self.instant(RowId(row), &decision, &mut offsets, settled.previous);
            self.utc.set(row as usize, utc.unwrap_or(UNDATED));
            settled.count(utc, fit);
        }
        settled.decision = Some(decision);
        if let Some(artifact) = self.artifacts.get_mut(index) {
            artifact.settled = settled;
        }
        true
    }

    fn instant(
        &self,
        row: RowId,
        decision: &Decision,
        offsets: &mut Offsets,
        previous: Option<i64>,
    ) -> (Option<i64>, Fit) {
        let time = self.time.get(row.index());
        let local = match self.form(row) {
            Form::Undated => None,
            Form::Instant => return (Some(time.min(UNDATED - 1)), Fit::Once),
            Form::Local => Some(time),
            Form::NoYear => {
                decision.year.as_ref().and_then(|(year, _)| year::resolve(time, decision.counted, *year))
            }
        };
        match local {
            None => (None, Fit::Once),
            Some(local) => {
                let (utc, fit) = offsets.instant(local, previous);
                (Some(utc.min(UNDATED - 1)), fit)
            }
        }
    }

    fn rank_artifacts(&mut self) {
        let mut by_path: Vec<usize> = (0..self.artifacts.len()).collect();
        by_path.sort_by_key(|index| self.artifacts.get(*index).map(|a| (&a.source.path, a.id)));
        self.ranks = vec![0; by_path.len()];
        for (rank, index) in (0u32..).zip(by_path) {
            if let Some(cell) = self.ranks.get_mut(index) {
                *cell = rank;
            }
        }
    }

    /// The stable sort finds the runs that are in order already, the old order and the sources that follow
    /// it, and merges them.
    fn sort(&mut self) {
        let mut order = std::mem::take(&mut self.order);
        let from = u32::try_from(order.len()).unwrap_or(u32::MAX);
        order.reserve_exact(self.time.len() - order.len());
        order.extend(from..self.len());
        order.sort_by(|a, b| self.compare(RowId(*a), RowId(*b)));
        self.dated = order.partition_point(|row| self.utc.get(*row as usize) != UNDATED);
        self.order = order;
    }

    /// By instant, then path of the artifact, then place in it. Total: no two events are equal.
    pub(super) fn compare(&self, a: RowId, b: RowId) -> Ordering {
        let by_time = self.utc.get(a.index()).cmp(&self.utc.get(b.index()));
        by_time.then_with(|| {
            let (wa, wb) = (self.writer(a), self.writer(b));
            let rank = |writer: usize| {
                self.writers.get(writer).and_then(|writer| self.ranks.get(writer.artifact.index()))
            };
            let by_path = if wa == wb { Ordering::Equal } else { rank(wa.index()).cmp(&rank(wb.index())) };
            by_path.then_with(|| self.offset(a).cmp(&self.offset(b))).then(a.cmp(&b))
        })
    }

    /// The position of an event in the order.
    pub(super) fn position(&self, row: RowId) -> Option<usize> {
        self.order.binary_search_by(|other| self.compare(RowId(*other), row)).ok()
    }
}

fn decide(artifact: &Artifact, choice: &ZoneChoice, zones: &Zones) -> Decision {
    let years = &artifact.years;
    let year = if years.is_empty() {
        None
    } else {
        let mut offsets = choice.zone.offsets();
        let mut reading =
            |utc: i64| utc.saturating_add(i64::from(offsets.at(utc)) * crate::time::civil::SECOND);
        let collection = zones.collection(&artifact.source.host_key);
        year::choose(
            years,
            &Anchors {
                given: zones.given_year(&artifact.source.path),
                mtime: artifact.source.mtime.map(&mut reading),
                collection: collection.map(|found| {
                    let offset = choice.zone.offsets().at(found.local);
                    (found.reading_at(offset), found.path.clone())
                }),
            },
        )
    };
    Decision { zone: choice.zone.clone(), zone_notes: choice.notes.clone(), year, counted: years.last_year() }
}

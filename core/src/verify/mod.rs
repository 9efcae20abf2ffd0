//! Reconciles what manifests claim with what was read, and says for every entry and for every bag what follows.
//!
//! Nothing is verified here that was not hashed: a state of `verified` needs a claim, the bytes, and equal
//! digests. Links are resolved by name inside the container.

mod bags;
mod links;
mod reconcile;
mod state;

pub use bags::BagVerdict;
pub use reconcile::{Absent, Input, Item, Judgement, Reconciled, reconcile, wanted};
pub use state::{Counts, State, Verdict};

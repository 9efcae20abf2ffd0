//! Reconciles what manifests claim with what was read.

mod state;

pub use state::{Counts, State, Verdict};

//! Events of all sources in one order: a columnar store, its sort, filters, histogram and facets.

mod event;

pub use event::{Action, Kind, Outcome};

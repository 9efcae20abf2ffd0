//! Events of all sources in one order: a columnar store, its sort, filters, histogram and facets.
//!
//! Reading: [`Timeline::begin`], the parser's events through [`crate::parse::Sink`], [`Timeline::end`]. Then
//! [`Timeline::settle`] decides zones and years and sorts; everything else reads what the last settling left.

mod artifact;
mod bits;
mod column;
mod contents;
mod dictionary;
mod event;
mod export;
mod facets;
mod histogram;
mod ids;
mod query;
mod record;
mod settle;
mod store;
mod summary;
mod words;

pub use artifact::{Artifact, Source};
pub use contents::Contents;
pub use event::{Action, Kind, Outcome};
pub use export::{ExportRow, describe, export};
pub use facets::FacetKind;
pub use histogram::histogram;
pub use ids::{ArtifactId, RowId, StrId, WriterId};
pub use query::{Matcher, Selection};
pub use record::Records;
pub use store::{Row, Timeline};
pub use words::{WordCache, words};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

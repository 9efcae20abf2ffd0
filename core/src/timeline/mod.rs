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
mod ids;
mod settle;
mod store;

pub use artifact::{Artifact, Source};
pub use contents::Contents;
pub use event::{Action, Kind, Outcome};
pub use ids::{ArtifactId, RowId, StrId, WriterId};
pub use store::{Row, Timeline};

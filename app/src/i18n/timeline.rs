//! Texts of the timeline view.

//! The drawer on the right that shows the selected thing.

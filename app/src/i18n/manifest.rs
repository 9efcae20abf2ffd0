//! Texts of the manifest view.

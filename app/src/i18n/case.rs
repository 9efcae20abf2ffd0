//! Texts of the case view.

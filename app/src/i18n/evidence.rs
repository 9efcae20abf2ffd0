//! Texts of the evidence view.

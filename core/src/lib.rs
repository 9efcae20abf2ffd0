//! Glasscase core.

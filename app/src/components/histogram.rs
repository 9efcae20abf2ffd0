//! Counts over time as stacked bars.

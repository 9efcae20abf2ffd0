//! A digest with copy and compare.

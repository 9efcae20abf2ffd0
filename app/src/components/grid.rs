//! A virtual table.

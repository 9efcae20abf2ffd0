//! The content of a file as text and as bytes.

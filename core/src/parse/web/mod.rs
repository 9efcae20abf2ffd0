//! What web servers write.

//! The problem map as one page that opens from a file.

//! Full-text search and keyword in context.

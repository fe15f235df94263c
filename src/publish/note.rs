//! The half-year note as a Word document.

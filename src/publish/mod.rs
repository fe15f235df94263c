//! Findings become bytes: tables, charts, map page, notes.

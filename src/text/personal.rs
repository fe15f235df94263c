//! Personal data in a text and its replacement by placeholders.

use std::ops::Range;

/// What kind of personal data a span holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalKind {
    Name,
    Iin,
    Bin,
    Phone,
    Addr,
    Email,
    Card,
    Plate,
}

/// A span of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    pub span: Range<usize>,
    pub kind: PersonalKind,
}

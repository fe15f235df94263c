//! One appeal through text, coding and place; many of them in parallel with their order kept.

mod appeals;
mod decisions;
mod district;
mod many;
mod one;
mod pseudonym;

pub use appeals::{Decided, Published, Terms, publishable};
pub use decisions::{DecisionNote, Doubt};
pub use district::DistrictSource;
pub use many::{Annotated, annotate_all};
pub use one::{
    Annotator, Applicant, CodeNote, ENGINE, EvidenceNote, FlagNote, Scratch, Subject, TextAnnotation,
};
pub use pseudonym::Key;

//! Content analysis of citizens' appeals in Kazakh and Russian.
//!
//! The folder list is the way of the data: registers are ingested into the corpus, annotated, analysed and published.
//! `ARCHITECTURE.md` names the question each folder answers.

pub mod analyse;
pub mod annotate;
pub mod cli;
pub mod coding;
pub mod corpus;
pub mod ingest;
pub mod inspect;
pub mod law;
pub mod pipeline;
pub mod place;
pub mod publish;
pub mod search;
pub mod statistics;
pub mod text;

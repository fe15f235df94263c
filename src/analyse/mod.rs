//! Annotated appeals become findings.

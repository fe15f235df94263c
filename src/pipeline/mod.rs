//! The pipeline file, the period, the run manifest, what has to be redone.

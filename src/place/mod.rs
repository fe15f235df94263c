//! Which district a text speaks of: gazetteer and evidence. Pure.

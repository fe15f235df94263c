//! What an appeal is about: codebook, rules and their evidence. Pure.

//! The methods, each with its reference and golden vector. Pure.

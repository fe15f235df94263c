//! Charts of a run, drawn with a font that comes with the program.

//! Registers become appeals: the header is found, cells are cast by our own contract, every refused row says why.

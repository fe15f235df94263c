//! Registers become appeals: the header is found, cells are cast by our own contract, every refused row says why.
//!
//! Two steps. [`read_register`] reads the files of one register: what is wrong with a whole file is an [`Error`],
//! what is wrong with a row is a [`Rejection`], and for every file rows read = rows accepted + rows rejected.
//! [`settle`] then looks over all registers: duplicates, versions, answers joined to their appeals.
//! `docs/registers.md` tells an office how its register has to look.

mod appeal;
mod archive;
mod cell;
mod container;
mod date;
mod delimited;
mod dictionary;
mod encoding;
mod entry;
mod error;
mod fold;
mod header;
mod identifier;
mod instruction;
mod json_lines;
mod profile;
mod read;
mod reception;
mod register;
mod rejection;
mod role;
mod row;
mod settle;
mod timeline;
mod workbook;

pub use appeal::Answer;
pub use dictionary::{Label, codes, label};
pub use error::Error;
pub use read::{Context, FileCount, Harvest, Origin, Read, SourceFile, read_register};
pub use register::{Format, Holds, Register};
pub use rejection::{Doubt, Reason, Rejection};
pub use role::Role;
pub use settle::{Settled, Stored, settle};

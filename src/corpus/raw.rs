//! Tables of the protected store: raw texts and identifiers as the registers hold them.
//!
//! Nothing outside `ingest`, the store and the text core may read these; everything published is built from
//! redacted text and pseudonyms (`corpus::published`).

use jiff::civil::Date;

use crate::table;

table! {
    /// One version of one appeal as a register holds it, with raw text and identifiers.
    pub struct RawAppeal in "raw_appeals" with raw_appeals {
        /// Name of the register in the pipeline file.
        register: String,
        /// Registration number, trimmed; unique within the register together with `version`.
        number: String,
        /// Number of the appeal this one was split off from by a partial redirect (ЖТ-…/1), if it is a child.
        parent: Option<String>,
        /// 1 for the first content seen under the number, one more for each change.
        version: i64,
        /// Day of registration.
        registered_on: Date,
        /// Kind of the appeal: a code of `dictionaries/register/codes.csv`; empty where the register does not tell.
        kind: Option<String>,
        /// How it came: a code of `dictionaries/register/codes.csv`.
        channel: Option<String>,
        /// `person` or `company`.
        applicant_type: Option<String>,
        /// Name of the applicant as written.
        applicant_name: Option<String>,
        /// IIN or BIN of the applicant, digits only.
        applicant_id: Option<String>,
        /// Telephone as written.
        phone: Option<String>,
        /// Address as written.
        address: Option<String>,
        /// District named by the register: its КАТО code.
        district: Option<String>,
        /// The text of the appeal as written.
        text: String,
        /// Category given by the register.
        category: Option<String>,
        /// Executing body as written.
        body: Option<String>,
        /// Term given by the register, if any.
        due_on: Option<Date>,
        /// Day to which the term was extended.
        extended_to: Option<Date>,
        /// Day of the answer.
        answered_on: Option<Date>,
        /// Outcome: a code of `dictionaries/register/codes.csv`.
        outcome: Option<String>,
        /// Text of the answer.
        answer: Option<String>,
        /// Applicant's rating of the answer, 1 to 5.
        rating: Option<i64>,
        /// Day the register was exported, as the pipeline file states or the file name tells.
        exported_on: Date,
        /// File the version was read from.
        file: String,
        /// Sheet of the workbook; empty for text files.
        sheet: Option<String>,
        /// Row in the file, counted from 1 as a spreadsheet shows it.
        row: i64,
    }
}

table! {
    /// One personal reception as its register holds it.
    pub struct RawReception in "raw_receptions" with raw_receptions {
        /// Name of the register in the pipeline file.
        register: String,
        /// Number in the reception register.
        number: String,
        /// Day of the reception.
        received_on: Date,
        /// Official who received, by office.
        official: Option<String>,
        /// `personal`, `video` or `visiting` (field reception).
        form: Option<String>,
        /// District of the applicant: its КАТО code.
        district: Option<String>,
        /// Name of the applicant as written.
        applicant_name: Option<String>,
        /// IIN of the applicant, digits only.
        applicant_id: Option<String>,
        /// Number of people received.
        people: i64,
        /// What was asked, as written.
        text: String,
        /// Result: `resolved`, `explained`, `refused` or `in_work`.
        result: Option<String>,
        /// File the row was read from.
        file: String,
        /// Sheet of the workbook; empty for text files.
        sheet: Option<String>,
        /// Row in the file, counted from 1 as a spreadsheet shows it.
        row: i64,
    }
}

table! {
    /// One instruction (тапсырма, поручение) as its register holds it.
    pub struct RawInstruction in "raw_instructions" with raw_instructions {
        /// Name of the register in the pipeline file.
        register: String,
        /// Number of the instruction.
        number: String,
        /// Day it was given.
        issued_on: Date,
        /// Who gave it: `president`, `administration`, `government` or `akim`.
        issuer: String,
        /// Body that has to execute it.
        body: Option<String>,
        /// What is to be done.
        text: String,
        /// Term of execution.
        due_on: Option<Date>,
        /// Day it was executed.
        executed_on: Option<Date>,
        /// File the row was read from.
        file: String,
        /// Sheet of the workbook; empty for text files.
        sheet: Option<String>,
        /// Row in the file, counted from 1 as a spreadsheet shows it.
        row: i64,
    }
}

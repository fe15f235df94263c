//! One appeal of the samples, with everything the registers and the truth say of it.

use jiff::civil::Date;

use super::spelling::Spelling;

/// The register an appeal stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Register {
    Eotinish,
    CallCentre,
    Blog,
}

impl Register {
    /// Its name in the truth and in the draft pipeline file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eotinish => "eotinish",
            Self::CallCentre => "109",
            Self::Blog => "blog",
        }
    }
}

/// A piece of personal data as it stands in a text.
#[derive(Clone)]
pub struct Personal {
    pub kind: &'static str,
    pub value: String,
}

#[derive(Clone)]
pub struct Appeal {
    pub register: Register,
    pub number: String,
    pub parent: Option<String>,
    pub district: usize,
    pub village: Option<usize>,
    pub topics: Vec<String>,
    /// Place in the bank; none for the campaign.
    pub entry: Option<usize>,
    pub language: String,
    pub spelling: Spelling,
    pub day: Date,
    pub kind: String,
    pub person: usize,
    /// Name and BIN where a company writes.
    pub company: Option<(String, String)>,
    pub text: String,
    pub personal: Vec<Personal>,
    pub address: String,
    pub fact: Option<String>,
    pub category: String,
    pub body: String,
    pub due_on: Date,
    pub extended_to: Option<Date>,
    pub answered_on: Option<Date>,
    pub outcome: Option<&'static str>,
    pub answer: Option<String>,
    pub rating: Option<u8>,
    pub formal: bool,
    pub foreign_answer: bool,
}

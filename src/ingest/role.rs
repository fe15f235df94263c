//! What a column of a register can stand for.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $role:ident = $name:literal,)+) => {
        /// What a column of a register stands for; the names are those of the pipeline file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Role {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $role,)+
        }

        impl Role {
            /// The name of the role in the pipeline file and the dictionaries.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Role::$role => $name,)+
                }
            }
        }
    };
}

roles! {
    /// Registration number.
    Number = "number",
    /// Number of the appeal this one was split off from.
    Parent = "parent",
    /// Day of registration.
    RegisteredOn = "registered_on",
    /// Kind of the appeal.
    Kind = "kind",
    /// How the appeal came.
    Channel = "channel",
    /// Person or company.
    ApplicantType = "applicant_type",
    /// Name of the applicant.
    ApplicantName = "applicant_name",
    /// IIN or BIN of the applicant.
    ApplicantId = "applicant_id",
    /// Telephone of the applicant.
    Phone = "phone",
    /// Address of the applicant or of the matter.
    Address = "address",
    /// District.
    District = "district",
    /// Text of the appeal, the question of a reception or the content of an instruction.
    Text = "text",
    /// Category given by the register.
    Category = "category",
    /// Executing body.
    Body = "body",
    /// Last day of the term.
    DueOn = "due_on",
    /// Day to which the term was extended.
    ExtendedTo = "extended_to",
    /// Day of the answer.
    AnsweredOn = "answered_on",
    /// Outcome of the appeal.
    Outcome = "outcome",
    /// Text of the answer.
    Answer = "answer",
    /// Applicant's rating of the answer.
    Rating = "rating",
    /// Day of the reception.
    ReceivedOn = "received_on",
    /// Official who received.
    Official = "official",
    /// Form of the reception.
    Form = "form",
    /// Number of people received.
    People = "people",
    /// Result of the reception.
    Result = "result",
    /// Day the instruction was given.
    IssuedOn = "issued_on",
    /// Who gave the instruction.
    Issuer = "issuer",
    /// Day the instruction was executed.
    ExecutedOn = "executed_on",
}

impl Role {
    /// True where a cell holds one of the codes of `dictionaries/register/codes.csv`.
    pub fn is_coded(self) -> bool {
        use Role::{ApplicantType, Channel, Form, Issuer, Kind, Outcome, Result};
        matches!(
            self,
            Kind | Channel | ApplicantType | Outcome | Form | Result | Issuer
        )
    }

    /// True where a cell may hold personal data or free text, which no rejection may show.
    pub fn is_personal(self) -> bool {
        use Role::{Address, Answer, ApplicantId, ApplicantName, Official, Phone, Text};
        matches!(
            self,
            Text | Answer | ApplicantName | ApplicantId | Phone | Address | Official
        )
    }

    /// True where a cell holds a day.
    pub fn is_day(self) -> bool {
        use Role::{AnsweredOn, DueOn, ExecutedOn, ExtendedTo, IssuedOn, ReceivedOn, RegisteredOn};
        matches!(
            self,
            RegisteredOn | DueOn | ExtendedTo | AnsweredOn | ReceivedOn | IssuedOn | ExecutedOn
        )
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

//! Which of the places an appeal names its district is taken from.

use serde::{Deserialize, Serialize};

/// Where a district may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DistrictSource {
    /// The text of the appeal.
    Text,
    /// The applicant's address.
    Address,
    /// The executing body.
    Body,
    /// The register's own column.
    Register,
}

impl DistrictSource {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Address => "address",
            Self::Body => "body",
            Self::Register => "register",
        }
    }
}

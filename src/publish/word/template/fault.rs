//! Why a file cannot be a template, and what can be done about it.

use super::MARKER;

/// Why a file cannot be a template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateFault {
    #[error("it is not a Word document (.docx)")]
    NotWord,
    #[error("it holds macros")]
    Macros,
    #[error("it is larger than 20 MB")]
    TooLarge,
    #[error("no paragraph of its body is «{MARKER}»")]
    NoMarker,
    #[error("several paragraphs of its body are «{MARKER}»")]
    SeveralMarkers,
    #[error("it was saved as “Strict Open XML”")]
    Strict,
    #[error("it holds `{part}`, which the second check cannot read")]
    Unchecked { part: String },
    #[error("its part `{part}` is broken: {why}")]
    Broken { part: String, why: String },
}

impl TemplateFault {
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotWord => {
                "`talda template` writes one to begin with; an old .doc has to be saved as .docx"
            }
            Self::Macros => "save it as .docx, which has none",
            Self::TooLarge => "take out or shrink its pictures",
            Self::NoMarker | Self::SeveralMarkers => {
                "the note takes the place of one paragraph with nothing but this marker; `talda template` writes an example"
            }
            Self::Strict => "save it as “Word document (.docx)”",
            Self::Unchecked { .. } => {
                "pictures may be PNG, JPEG or SVG: cut another one out and paste it as PNG; embedded objects and fonts have to go"
            }
            Self::Broken { .. } => "open it in Word, let it repair the file and save it again",
        }
    }
}

/// A part that is not what it should be.
pub fn broken(part: &str, why: impl ToString) -> TemplateFault {
    TemplateFault::Broken {
        part: part.to_owned(),
        why: why.to_string(),
    }
}

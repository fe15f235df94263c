//! What an office lays beside the built-in phrases and styles of the documents.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;
use super::file::PipelineFile;
use crate::corpus::HalfYear;
use crate::inspect::{self, Hit, Known};
use crate::publish::note::{LastNote, Wording};
use crate::publish::word::{self, Template};

/// The phrases and the letterhead of the documents.
#[derive(Debug)]
pub struct Stationery {
    pub wording: Wording,
    /// The letterhead of the office, where it has one.
    pub template: Option<Template>,
    /// What of the letterhead itself looks like personal data: the office's own telephone, its e-mail address, who
    /// signs.
    pub own: Vec<Hit>,
    /// The last note, where it is named.
    pub last: Option<LastNote>,
    /// The files all this was read from: role and path.
    pub files: Vec<(&'static str, PathBuf)>,
}

impl Stationery {
    /// Reads what `file` names for the note on `half_year`, with paths relative to `base`; `template` goes before its own.
    pub fn read(
        file: &PipelineFile,
        base: &Path,
        half_year: HalfYear,
        template: Option<&Path>,
    ) -> Result<Self, Error> {
        let options = &file.note;
        let mut files = Vec::new();
        let mut wording = Wording::built_in()?;
        if let Some(phrases) = options.phrases.as_ref().map(|file| base.join(file)) {
            let text = fs::read_to_string(&phrases).map_err(|source| unreadable(&phrases, source))?;
            wording = wording.with(&phrases.display().to_string(), &text)?;
            files.push(("phrases", phrases));
        }
        let own = options.template.as_ref().map(|file| base.join(file));
        let (template, own) = match template.map(Path::to_owned).or(own) {
            Some(path) => {
                let (template, own) = letterhead(&path)?;
                files.push(("template", path));
                (Some(template), own)
            }
            None => (None, Vec::new()),
        };
        let last = match options.last.as_ref().map(|folder| base.join(folder)) {
            Some(folder) => {
                let last = LastNote::read(&folder, &file.oblast, half_year)?;
                files.push(("last note", folder.join("tables/systemic_problems.parquet")));
                Some(last)
            }
            None => None,
        };
        Ok(Self {
            wording,
            template,
            own,
            last,
            files,
        })
    }
}

/// The letterhead in a file, and what of it looks like personal data.
fn letterhead(path: &Path) -> Result<(Template, Vec<Hit>), Error> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|source| unreadable(path, source))?;
    let template = Template::read(&name, &bytes)?;
    let blank = word::blank(&template)?;
    let own = Known::new([])
        .map_err(inspect::Error::from)
        .and_then(|nobody| inspect::inspect_document(&name, blank, &nobody));
    Ok((template, own.map_err(Error::Letterhead)?))
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

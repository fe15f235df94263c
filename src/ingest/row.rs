//! One row under its header: cells by role, cast by the contract of the role.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::cell::Cell;
use super::container::{Fault, Line};
use super::header::{Column, Columns};
use super::identifier::identifier;
use super::profile::Profile;
use super::rejection::{Doubt, is_personal_number, shown};
use super::{Context, Reason, Role};

/// Longest text of an appeal or an answer, in characters; the longest honest one is a tenth of it.
const LONGEST_TEXT: usize = 200_000;

/// First year a register can speak of.
const FIRST_YEAR: i16 = 2000;

/// Years a term can lie ahead of the reporting date.
const YEARS_AHEAD: i16 = 5;

/// Why a row is refused, and in which column.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub column: Option<String>,
    pub value: String,
    pub reason: Reason,
    pub hint: Option<String>,
}

/// A row being cast; what it leaves out is gathered in `doubts`.
pub struct Row<'a> {
    pub profile: &'a Profile<'a>,
    pub columns: &'a Columns,
    pub context: &'a Context<'a>,
    pub cells: &'a [Cell],
    pub doubts: Vec<Doubt>,
}

impl<'a> Row<'a> {
    /// Refuses a line that cannot be used as a whole, whatever its columns mean.
    pub fn ensure_readable(
        &self,
        line: &Line,
        fixed_width: Option<&RangeInclusive<usize>>,
    ) -> Result<(), Refusal> {
        if let Some(fault) = &line.fault {
            return Err(self.faulty(fault));
        }
        for (role, column) in self.columns {
            self.ensure_usable(*role, column)?;
        }
        fixed_width.map_or(Ok(()), |width| self.ensure_width(width))
    }

    fn faulty(&self, fault: &Fault) -> Refusal {
        let known = self
            .columns
            .iter()
            .find(|(_, column)| Some(column.index) == fault.column);
        Refusal {
            column: known.map(|(_, column)| column.name.clone()),
            value: shown(&fault.value, known.map(|(role, _)| *role)),
            reason: fault.reason,
            hint: fault.hint.clone(),
        }
    }

    fn ensure_usable(&self, role: Role, column: &Column) -> Result<(), Refusal> {
        match self.cells.get(column.index) {
            Some(Cell::Unusable(reason, _)) => Err(self.refusal(role, *reason, None)),
            Some(Cell::Text(text)) => self.ensure_usable_text(role, text),
            _ => Ok(()),
        }
    }

    fn ensure_usable_text(&self, role: Role, text: &str) -> Result<(), Refusal> {
        if let Some(at) = text.chars().position(|c| c == '\0') {
            let hint = format!(
                "character {} of the cell is NUL; export the register again",
                at + 1
            );
            return Err(self.refusal(role, Reason::NulByte, Some(hint)));
        }
        // Bytes are the cheaper test, and no text has more characters than bytes.
        if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
            let hint = "a pasted attachment, perhaps; leave the appeal itself in the cell".to_owned();
            return Err(self.refusal(role, Reason::TextTooLong, Some(hint)));
        }
        Ok(())
    }

    fn ensure_width(&self, width: &RangeInclusive<usize>) -> Result<(), Refusal> {
        let found = self.cells.len();
        let surplus = self.cells.iter().skip(*width.end()).any(|cell| !cell.is_blank());
        let (reason, cause) = match (found < *width.start(), surplus) {
            (true, _) => (Reason::TooFewFields, "the line is cut"),
            (_, true) => (
                Reason::TooManyFields,
                "a field with a delimiter in it is not quoted",
            ),
            _ => return Ok(()),
        };
        let hint = format!("{found} fields under {} headers: {cause}", width.start());
        Err(Refusal {
            column: None,
            value: String::new(),
            reason,
            hint: Some(hint),
        })
    }

    /// A refusal for the cell of `role`.
    pub fn refusal(&self, role: Role, reason: Reason, hint: Option<String>) -> Refusal {
        Refusal {
            column: Some(self.column_name(role)),
            value: shown(&self.cell(role).text(), Some(role)),
            reason,
            hint,
        }
    }

    /// The header of the column of `role`, or the role itself where the value is a constant.
    pub fn column_name(&self, role: Role) -> String {
        self.columns
            .get(&role)
            .map_or_else(|| role.to_string(), |column| column.name.clone())
    }

    fn cell(&self, role: Role) -> Cow<'a, Cell> {
        if let Some(constant) = self.profile.constant(role) {
            return Cow::Owned(Cell::Text(constant.to_owned()));
        }
        let cell = self
            .columns
            .get(&role)
            .and_then(|column| self.cells.get(column.index));
        cell.map_or(Cow::Owned(Cell::Empty), Cow::Borrowed)
    }

    fn doubt(&mut self, role: Role, reason: Reason) {
        let value = shown(&self.cell(role).text(), Some(role));
        self.doubts.push(Doubt {
            column: self.column_name(role),
            value,
            reason,
            rows: 1,
        });
    }

    /// The value of the cell, without what surrounds it; none where the cell is blank or there is no column.
    pub fn value(&self, role: Role) -> Option<String> {
        Some(self.cell(role).value()).filter(|value| !value.is_empty())
    }

    /// As [`Self::value`], of a cell that has to be filled.
    pub fn required_value(&self, role: Role) -> Result<String, Refusal> {
        self.value(role)
            .ok_or_else(|| self.refusal(role, Reason::EmptyCell, None))
    }

    /// The registration number: spaces inside collapsed, every dash a hyphen.
    pub fn number(&self, role: Role) -> Result<Option<String>, Refusal> {
        let Some(value) = self.value(role) else {
            return Ok(None);
        };
        let plain = value
            .replace(['–', '—', '‑'], "-")
            .replace(" /", "/")
            .replace("/ ", "/");
        let number = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_personal_number(&number) {
            return Err(self.refusal(role, Reason::PersonalNumber, None));
        }
        Ok(Some(number))
    }

    /// The text exactly as written; none where a person sees nothing.
    pub fn text(&self, role: Role) -> Option<String> {
        let cell = self.cell(role);
        (!cell.is_blank()).then(|| cell.text())
    }

    /// As [`Self::text`], of a cell that has to be filled.
    pub fn required_text(&self) -> Result<String, Refusal> {
        self.text(Role::Text)
            .ok_or_else(|| self.refusal(Role::Text, Reason::EmptyText, None))
    }

    /// A day that has come, if the cell is filled.
    pub fn past_day(&self, role: Role) -> Result<Option<Date>, Refusal> {
        let Some(day) = self.day(role)? else {
            return Ok(None);
        };
        if day > self.context.as_of {
            let hint = format!(
                "the reporting date is {}",
                self.context.as_of.strftime("%d.%m.%Y")
            );
            return Err(self.refusal(role, Reason::FutureDate, Some(hint)));
        }
        Ok(Some(day))
    }

    /// As [`Self::past_day`], of a cell that has to be filled.
    pub fn required_day(&self, role: Role) -> Result<Date, Refusal> {
        self.past_day(role)?
            .ok_or_else(|| self.refusal(role, Reason::EmptyCell, None))
    }

    /// A day that may lie ahead, if the cell is filled.
    pub fn day(&self, role: Role) -> Result<Option<Date>, Refusal> {
        let cell = self.cell(role);
        if cell.is_blank() {
            return Ok(None);
        }
        let day = cell
            .date()
            .map_err(|reason| self.refusal(role, reason, date_hint(reason)))?;
        let years = FIRST_YEAR..=self.context.as_of.year().saturating_add(YEARS_AHEAD);
        if !years.contains(&day.year()) {
            let hint = format!("years from {} to {} are read", years.start(), years.end());
            return Err(self.refusal(role, Reason::YearOutOfRange, Some(hint)));
        }
        Ok(Some(day))
    }

    /// The end of a term that began on `start`; one that ends before it begins is left out, because the row is
    /// whole without it.
    pub fn term(&mut self, role: Role, start: Date) -> Result<Option<Date>, Refusal> {
        let day = self.day(role)?;
        if day.is_some_and(|day| day < start) {
            self.doubt(role, Reason::TermBeforeStart);
        }
        Ok(day.filter(|day| *day >= start))
    }

    /// The code of a coded column that has to be filled.
    pub fn required_code(&self, role: Role) -> Result<String, Refusal> {
        let value = self.required_value(role)?;
        let reason = if role == Role::Kind {
            Reason::UnknownKind
        } else {
            Reason::UnknownValue
        };
        let hint = format!("add it to `[register.values.{role}]` of the pipeline file");
        self.profile
            .code(role, &value)
            .ok_or_else(|| self.refusal(role, reason, Some(hint)))
    }

    /// The code of a coded column; a value that is not known is left out.
    pub fn code(&mut self, role: Role) -> Option<String> {
        let value = self.value(role)?;
        let code = self.profile.code(role, &value);
        if code.is_none() {
            self.doubt(role, Reason::UnknownValue);
        }
        code
    }

    /// The КАТО code of the district; a blank cell is a district that is not known.
    pub fn district(&self) -> Result<Option<String>, Refusal> {
        let Some(value) = self.value(Role::District) else {
            return Ok(None);
        };
        let name = self.profile.translated(Role::District, &value).unwrap_or(&value);
        let hint = "add it to `[register.values.district]` of the pipeline file".to_owned();
        let district = (self.context.districts)(name);
        district
            .map(Some)
            .ok_or_else(|| self.refusal(Role::District, Reason::UnknownDistrict, Some(hint)))
    }

    /// The digits of the IIN or BIN; one that is not valid is left out, because the appeal must not be lost for it.
    pub fn identifier(&mut self) -> Option<String> {
        let value = self.value(Role::ApplicantId)?;
        let identifier = identifier(&value);
        if identifier.is_none() {
            self.doubt(Role::ApplicantId, Reason::InvalidIdentifier);
        }
        identifier
    }

    /// A whole number in `range`; another value is left out.
    pub fn count(&mut self, role: Role, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(role)?;
        let count = value.parse().ok().filter(|count| range.contains(count));
        if count.is_none() {
            self.doubt(role, Reason::NotANumber);
        }
        count
    }
}

fn date_hint(reason: Reason) -> Option<String> {
    (reason == Reason::NotADate).then(|| "dates are read as 14.02.2026, 14/2/2026 or 2026-02-14".to_owned())
}

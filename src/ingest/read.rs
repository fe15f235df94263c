//! Reading a register: its files, their tables, their rows.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::appeal::{self, Answer};
use super::container::{Container, Line, Reading, Sheet};
use super::dictionary::begins_footer;
use super::fold::fold;
use super::header::{self, Columns, Header, LOOKED_AT};
use super::instruction::instruction;
use super::profile::Profile;
use super::reception::reception;
use super::register::{Holds, Register};
use super::rejection::{Doubt, Rejection, shown_sheet};
use super::row::{Refusal, Row};
use super::{Error, Role};
use crate::corpus::raw::{RawAppeal, RawInstruction, RawReception};

/// A file of a register, resolved by the pipeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What messages and tables call it; no two files of a register share it.
    pub display_name: String,
    /// Day it was exported.
    pub exported_on: Date,
}

/// What reading needs from outside.
pub struct Context<'a> {
    /// The reporting date; a register cannot speak of days after it.
    pub as_of: Date,
    /// The КАТО code of a district as a cell names it.
    pub districts: &'a dyn Fn(&str) -> Option<String>,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Name of the register.
    pub register: String,
    /// Day the file was exported.
    pub exported_on: Date,
    /// File as the pipeline shows it.
    pub file: String,
    /// Sheet of the workbook; none for a text file.
    pub sheet: Option<String>,
    /// Row as a spreadsheet or a text editor shows it.
    pub row: i64,
}

/// A row that was accepted, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    /// What the row holds.
    pub row: T,
    /// Where it stands.
    pub origin: Origin,
    /// Header of the column of numbers, for messages.
    pub number_column: Arc<str>,
    /// True where the register itself has a column for the day of the answer.
    pub states_answer: bool,
}

/// What was read of one or more registers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Harvest {
    pub appeals: Vec<Read<RawAppeal>>,
    pub answers: Vec<Read<Answer>>,
    pub receptions: Vec<Read<RawReception>>,
    pub instructions: Vec<Read<RawInstruction>>,
    pub rejections: Vec<Rejection>,
    pub counts: Vec<FileCount>,
}

/// How many rows a file has, and what became of them: read = accepted + rejected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileCount {
    /// Name of the register.
    pub register: String,
    /// File as the pipeline shows it.
    pub file: String,
    /// Sheets that were read; none for a text file.
    pub sheets: Vec<String>,
    /// Visible sheets that hold something, but no table of this register.
    pub other_sheets: Vec<String>,
    /// Rows of data: neither title, header, empty nor totals row.
    pub read: u64,
    /// Rows that are in the corpus.
    pub accepted: u64,
    /// Rows that are in `rejected.csv`.
    pub rejected: u64,
    /// Totals rows passed over.
    pub footers: u64,
    /// Accepted rows that the corpus had already.
    pub unchanged: u64,
    /// Cells left out of accepted rows.
    pub doubts: Vec<Doubt>,
}

/// Reads `files` as `register` says; `settle` has to follow.
///
/// An error concerns the register's entry or a whole file; a row that cannot be used is a rejection.
pub fn read_register(register: &Register, files: &[SourceFile], context: &Context) -> Result<Harvest, Error> {
    let profile = Profile::new(register)?;
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by_key(|file| (file.exported_on, &file.display_name));
    let mut harvest = Harvest::default();
    for file in files {
        read_file(&profile, file, context, &mut harvest)?;
    }
    Ok(harvest)
}

fn read_file(
    profile: &Profile,
    file: &SourceFile,
    context: &Context,
    harvest: &mut Harvest,
) -> Result<(), Error> {
    let container = Container::open(file, profile)?;
    let tables = tables(&container, profile, file)?;
    let mut count = FileCount::of(profile, file);
    count.other_sheets = other_sheets(&container, &tables);
    let mut doubts = BTreeMap::new();
    for table in tables {
        let sheet = table.reading.sheet();
        count.sheets.extend(sheet.name.clone());
        let mut reader = TableReader {
            profile,
            file,
            context,
            table: &table,
            harvest,
            count: &mut count,
            doubts: &mut doubts,
        };
        reader.read(sheet);
    }
    count.doubts = doubts
        .into_iter()
        .map(|(doubt, rows)| Doubt { rows, ..doubt })
        .collect();
    harvest.counts.push(count);
    Ok(())
}

impl FileCount {
    fn of(profile: &Profile, file: &SourceFile) -> Self {
        Self {
            register: profile.name().to_owned(),
            file: file.display_name.clone(),
            sheets: Vec::new(),
            other_sheets: Vec::new(),
            read: 0,
            accepted: 0,
            rejected: 0,
            footers: 0,
            unchanged: 0,
            doubts: Vec::new(),
        }
    }
}

/// A table of the register in a file: how to read it, and where its columns are.
struct Table<'a> {
    reading: Reading<'a>,
    header: Header,
    columns: Columns,
}

/// The tables to read: the text under the delimiter that fits best, or every sheet with all required columns.
fn tables<'a>(
    container: &'a Container,
    profile: &Profile,
    file: &SourceFile,
) -> Result<Vec<Table<'a>>, Error> {
    let mut found: Vec<(Reading, Header)> = Vec::new();
    for reading in container.readings() {
        let first: Vec<Line> = reading.sheet().lines.take(LOOKED_AT).collect();
        found.extend(header::find(&first, profile).map(|header| (reading, header)));
    }
    // The first of the best, so that a tie is decided by the order of sheets and delimiters.
    let best = found
        .iter()
        .rev()
        .max_by_key(|(_, header)| header.score())
        .cloned();
    let best = best.ok_or_else(|| no_header(container, profile, file))?;
    let mut chosen: Vec<(Reading, Header)> = match container.has_alternatives() {
        true => Vec::new(),
        false => found
            .into_iter()
            .filter(|(_, header)| header.is_complete(profile))
            .collect(),
    };
    if chosen.is_empty() {
        chosen.push(best);
    }
    chosen
        .into_iter()
        .map(|(reading, header)| table(reading, header, profile, file))
        .collect()
}

fn table<'a>(
    reading: Reading<'a>,
    header: Header,
    profile: &Profile,
    file: &SourceFile,
) -> Result<Table<'a>, Error> {
    let columns = header.columns(profile, &file.display_name, reading.sheet_name())?;
    Ok(Table {
        reading,
        header,
        columns,
    })
}

fn no_header(container: &Container, profile: &Profile, file: &SourceFile) -> Error {
    Error::NoHeader {
        file: file.display_name.clone(),
        register: profile.name().to_owned(),
        sheets: sheet_names(container)
            .iter()
            .map(|name| shown_sheet(name))
            .collect(),
    }
}

fn sheet_names(container: &Container) -> Vec<String> {
    let names = container.readings().into_iter().filter_map(Reading::sheet_name);
    names.map(str::to_owned).collect()
}

fn other_sheets(container: &Container, tables: &[Table]) -> Vec<String> {
    let is_read = |name: &String| {
        tables
            .iter()
            .any(|table| table.reading.sheet_name() == Some(name))
    };
    sheet_names(container)
        .into_iter()
        .filter(|name| !is_read(name))
        .collect()
}

/// Reads the rows of one table into a harvest.
struct TableReader<'a> {
    profile: &'a Profile<'a>,
    file: &'a SourceFile,
    context: &'a Context<'a>,
    table: &'a Table<'a>,
    harvest: &'a mut Harvest,
    count: &'a mut FileCount,
    doubts: &'a mut BTreeMap<Doubt, u64>,
}

impl TableReader<'_> {
    fn read(&mut self, sheet: Sheet) {
        let width = sheet.fixed_width.then_some(&self.table.header.width);
        let number_column = self
            .table
            .columns
            .get(&Role::Number)
            .map(|column| column.name.as_str());
        let number_column: Arc<str> = number_column.unwrap_or_default().into();
        for line in sheet
            .lines
            .skip(self.table.header.lines)
            .filter(|line| !line.is_blank())
        {
            if is_footer(&line, &self.table.columns) {
                self.count.footers += 1;
                continue;
            }
            self.count.read += 1;
            let origin = self.origin(&line, &sheet.name);
            match self.accept(&line, width, &origin, &number_column) {
                Ok(()) => self.count.accepted += 1,
                Err(refusal) => self.reject(refusal, origin),
            }
        }
    }

    fn origin(&self, line: &Line, sheet: &Option<String>) -> Origin {
        Origin {
            register: self.profile.name().to_owned(),
            exported_on: self.file.exported_on,
            file: self.file.display_name.clone(),
            sheet: sheet.clone(),
            row: line.row,
        }
    }

    fn accept(
        &mut self,
        line: &Line,
        width: Option<&RangeInclusive<usize>>,
        origin: &Origin,
        number_column: &Arc<str>,
    ) -> Result<(), Refusal> {
        let columns = &self.table.columns;
        let mut row = Row {
            profile: self.profile,
            columns,
            context: self.context,
            cells: &line.cells,
            doubts: Vec::new(),
        };
        row.ensure_readable(line, width)?;
        let states_answer = columns.contains_key(&Role::AnsweredOn);
        fn read<T>(row: T, origin: &Origin, number_column: &Arc<str>, states_answer: bool) -> Read<T> {
            Read {
                row,
                origin: origin.clone(),
                number_column: number_column.clone(),
                states_answer,
            }
        }
        match self.profile.holds() {
            Holds::Appeals => {
                let appeal = appeal::appeal(&mut row, origin)?;
                self.harvest
                    .appeals
                    .push(read(appeal, origin, number_column, states_answer));
            }
            Holds::Answers => {
                let answer = appeal::answer(&mut row)?;
                self.harvest
                    .answers
                    .push(read(answer, origin, number_column, states_answer));
            }
            Holds::Receptions => {
                let reception = reception(&mut row, origin)?;
                self.harvest
                    .receptions
                    .push(read(reception, origin, number_column, states_answer));
            }
            Holds::Instructions => {
                let instruction = instruction(&mut row, origin)?;
                self.harvest
                    .instructions
                    .push(read(instruction, origin, number_column, states_answer));
            }
        }
        for doubt in row.doubts {
            *self.doubts.entry(Doubt { rows: 0, ..doubt }).or_default() += 1;
        }
        Ok(())
    }

    fn reject(&mut self, refusal: Refusal, origin: Origin) {
        self.count.rejected += 1;
        self.harvest.rejections.push(Rejection {
            register: origin.register,
            file: origin.file,
            sheet: origin.sheet.as_deref().map(shown_sheet),
            row: origin.row,
            column: refusal.column,
            value: refusal.value,
            reason: refusal.reason,
            hint: refusal.hint,
        });
    }
}

/// True for a totals row: it begins with a word for totals and has neither a date nor a text.
fn is_footer(line: &Line, columns: &Columns) -> bool {
    let Some(first) = line.cells.iter().find(|cell| !cell.is_blank()) else {
        return false;
    };
    if line.fault.is_some() || !begins_footer(&fold(&first.value())) {
        return false;
    }
    let cell = |role: &Role| columns.get(role).and_then(|column| line.cells.get(column.index));
    let dates = [
        Role::RegisteredOn,
        Role::AnsweredOn,
        Role::ReceivedOn,
        Role::IssuedOn,
    ];
    let dated = dates
        .iter()
        .filter_map(cell)
        .any(|cell| cell.date().is_ok_and(|day| day.year() >= 2000));
    let worded = |text: String| text.chars().any(char::is_alphabetic) && !begins_footer(&fold(&text));
    !dated && !cell(&Role::Text).is_some_and(|cell| worded(cell.value()))
}

//! Where a count stands that documents print: the same count has the same cell in all of them.

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Table {
    Appeals,
    Applicants,
    Problems,
    Breakdown,
    Weeks,
    Alarms,
    Kinds,
    Bodies,
    OtherBodies,
    Districts,
    Receptions,
    Instructions,
    Registers,
    Answers,
    BodyAnswers,
    Campaigns,
    Matters,
}

/// A printed count by its table, row, column and half-year; orders by them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    table: Table,
    row: String,
    column: String,
    half_year: String,
}

impl Cell {
    fn new(table: Table, row: &str, column: &str, half_year: impl ToString) -> Self {
        Self {
            table,
            row: row.to_owned(),
            column: column.to_owned(),
            half_year: half_year.to_string(),
        }
    }

    /// Appeals of a district (or the oblast) with a code.
    pub fn appeals(district: &str, code: &str, half_year: impl ToString) -> Self {
        Self::new(Table::Appeals, district, code, half_year)
    }

    /// Applicants of a district (or the oblast) with a code, those of one campaign counted as one.
    pub fn applicants(district: &str, code: &str, half_year: impl ToString) -> Self {
        Self::new(Table::Applicants, district, code, half_year)
    }

    /// Applicants of a problem that reaches a level; those of a campaign each count, unlike in [`Self::applicants`].
    pub fn problem(district: &str, code: &str, half_year: impl ToString) -> Self {
        Self::new(Table::Problems, district, code, half_year)
    }

    /// Appeals of the oblast with a value of a dimension.
    pub fn breakdown(dimension: &str, value: &str, half_year: impl ToString) -> Self {
        Self::new(Table::Breakdown, dimension, value, half_year)
    }

    /// Appeals of the oblast with a code in a week.
    pub fn week(code: &str, week: &str) -> Self {
        Self::new(Table::Weeks, code, week, "")
    }

    /// Appeals of a district (or the oblast) with a code in a week with an alarm.
    pub fn alarm(district: &str, code: &str, week: &str) -> Self {
        Self::new(Table::Alarms, district, code, week)
    }

    /// Appeals of a district (or the oblast) with a code in the weeks of the half-year without an alarm.
    pub fn without_alarm(district: &str, code: &str) -> Self {
        Self::new(Table::Alarms, district, code, "")
    }

    /// Terms of a kind (or `all`) in the half-year of the note; `broken` is late and overdue together.
    pub fn kind(kind: &str, column: &str) -> Self {
        Self::new(Table::Kinds, kind, column, "")
    }

    /// Terms of an executing body in the half-year of the note; `broken` is late and overdue together, `ended` all but the
    /// open ones.
    pub fn body(body: &str, column: &str) -> Self {
        Self::new(Table::Bodies, body, column, "")
    }

    /// Terms of the bodies without a row of their own.
    pub fn other_bodies(column: &str) -> Self {
        Self::new(Table::OtherBodies, "", column, "")
    }

    /// Terms of a district in the half-year of the note: `ended` and `broken`.
    pub fn district(kato: &str, column: &str) -> Self {
        Self::new(Table::Districts, kato, column, "")
    }

    /// Receptions of a form (or `all`) in the half-year of the note.
    pub fn receptions(form: &str, column: &str) -> Self {
        Self::new(Table::Receptions, form, column, "")
    }

    /// Instructions of an issuer (or `all`) in the half-year of the note.
    pub fn instructions(issuer: &str, column: &str) -> Self {
        Self::new(Table::Instructions, issuer, column, "")
    }

    /// Answers of the half-year of the note: with a sign, on the list for rework, or all with a text; also appeals
    /// redirected late.
    pub fn answers(sign: &str) -> Self {
        Self::new(Table::Answers, "", sign, "")
    }

    /// Answers with a text, answers on the list for rework and appeals redirected late of an executing body.
    pub fn body_answers(body: &str, column: &str) -> Self {
        Self::new(Table::BodyAnswers, body, column, "body")
    }

    /// The same of the bodies without a row of their own.
    pub fn other_bodies_answers(column: &str) -> Self {
        Self::new(Table::BodyAnswers, "", column, "others")
    }

    /// Letters, applicants and letters with words of their own of a campaign.
    pub fn campaign(id: &str, column: &str) -> Self {
        Self::new(Table::Campaigns, id, column, "")
    }

    /// Appeals of a district with a code that belong to none of its campaigns.
    pub fn without_campaign(district: &str, code: &str) -> Self {
        Self::new(Table::Campaigns, district, code, "others")
    }

    /// Appeals and applicants of a matter that repeats among the uncoded appeals.
    pub fn matter(id: &str, column: &str) -> Self {
        Self::new(Table::Matters, id, column, "")
    }

    /// Uncoded appeals of no such matter.
    pub fn without_matter() -> Self {
        Self::new(Table::Matters, "", "", "others")
    }

    /// Rows of a file of a register.
    pub fn register(register: &str, file: &str, column: &str) -> Self {
        Self::new(Table::Registers, &format!("{register}/{file}"), column, "")
    }

    /// Rows of all files.
    pub fn registers(column: &str) -> Self {
        Self::new(Table::Registers, "", column, "")
    }

    /// The table, as an error names it.
    pub fn table(&self) -> &'static str {
        match self.table {
            Table::Appeals => "appeals by district and code",
            Table::Applicants => "applicants by district and code",
            Table::Problems => "applicants of systemic problems",
            Table::Breakdown => "appeals by kind, channel, applicant, language and outcome",
            Table::Weeks => "appeals by week",
            Table::Alarms => "appeals of weeks with an alarm",
            Table::Kinds => "terms by kind",
            Table::Bodies | Table::OtherBodies => "terms by body",
            Table::Districts => "terms by district",
            Table::Receptions => "receptions",
            Table::Instructions => "instructions",
            Table::Registers => "rows of the registers",
            Table::Answers => "answers by sign",
            Table::BodyAnswers => "answers by body",
            Table::Campaigns => "campaigns",
            Table::Matters => "matters among the uncoded appeals",
        }
    }
}

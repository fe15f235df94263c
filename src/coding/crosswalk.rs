//! From the categories of a register to codes of the codebook.

use std::collections::BTreeMap;

use super::codebook::Codebook;
use super::sheet::{CellFault, Row, Sheet};

/// What each category of a register means in codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crosswalk {
    whole: BTreeMap<String, Option<String>>,
    /// By beginning, so that of several that fit the last one is the longest.
    beginnings: BTreeMap<String, Option<String>>,
}

/// What a crosswalk says of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// This topic or group.
    Code(&'a str),
    /// The line has no code: the category is a drawer for many things and teaches nothing.
    Nothing,
    /// There is no line for the category.
    Unknown,
}

const COLUMNS: [&str; 3] = ["category", "code", "reason"];

impl Crosswalk {
    /// The crosswalk written in `content`, a CSV with the columns `category`, `code` and `reason`.
    ///
    /// A `*` ends a category that stands for all that begin so; case and spaces do not count. A code is a topic or a group;
    /// without one the category is known and means nothing.
    ///
    /// # Errors
    /// Every mistake, by row.
    pub fn parse(file: &str, content: &str, codebook: &Codebook) -> Result<Crosswalk, Vec<CellFault>> {
        let sheet = Sheet::read(file, content, &COLUMNS)?;
        let mut crosswalk = Crosswalk::default();
        let mut faults = Vec::new();
        for row in sheet.rows.iter().filter(|row| !row.is_empty()) {
            if let Err((column, why)) = crosswalk.add(row, codebook) {
                faults.push(sheet.fault(row, column, why));
            }
        }
        if faults.is_empty() {
            Ok(crosswalk)
        } else {
            Err(faults)
        }
    }

    fn add(&mut self, row: &Row, codebook: &Codebook) -> Result<(), (&'static str, &'static str)> {
        let [category, code, reason] = COLUMNS.map(|column| row.cell(column));
        if category.is_empty() {
            return Err(("category", "the category is empty"));
        }
        if !code.is_empty() && !codebook.has(code) {
            return Err(("code", "is no topic or group of the codebook"));
        }
        if reason.is_empty() {
            return Err(("reason", "the reason is empty"));
        }
        let meaning = (!code.is_empty()).then(|| code.to_owned());
        let (lines, key) = match category.strip_suffix('*') {
            Some(beginning) => (&mut self.beginnings, fold(beginning)),
            None => (&mut self.whole, fold(category)),
        };
        match lines.insert(key, meaning) {
            Some(_) => Err(("category", "has a line already")),
            None => Ok(()),
        }
    }

    /// What `category` means: by the line for the whole of it, else by the one for its longest beginning.
    pub fn meaning(&self, category: &str) -> Meaning<'_> {
        let category = fold(category);
        let beginning = || {
            let mut lines = self.beginnings.iter().rev();
            lines
                .find(|(beginning, _)| category.starts_with(*beginning))
                .map(|(_, code)| code)
        };
        match self.whole.get(&category).or_else(beginning) {
            Some(Some(code)) => Meaning::Code(code),
            Some(None) => Meaning::Nothing,
            None => Meaning::Unknown,
        }
    }
}

fn fold(category: &str) -> String {
    let words: Vec<String> = category.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::small_codebook;
    use super::*;

    fn parse(content: &str) -> Result<Crosswalk, Vec<String>> {
        let tell = |faults: Vec<CellFault>| faults.iter().map(ToString::to_string).collect();
        Crosswalk::parse("c.csv", content, &small_codebook()).map_err(tell)
    }

    #[test]
    fn case_and_spaces_do_not_count_and_the_longest_beginning_wins() {
        let crosswalk = parse("category,code,reason\nДороги*,02,all of it\nДороги: ямы*,02.01,holes\nСвет,01.01,same\nДругое,,a drawer\n").unwrap();
        for (category, meaning) in [
            ("  дороги  в селе", Meaning::Code("02")),
            ("ДОРОГИ: ямы  на мосту", Meaning::Code("02.01")),
            ("свет", Meaning::Code("01.01")),
            ("светофор", Meaning::Unknown),
            ("другое", Meaning::Nothing),
        ] {
            assert_eq!(crosswalk.meaning(category), meaning, "{category}");
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_row_and_column() {
        let faults =
            parse("category,code,reason\nСвет,09.99,x\n,01.01,x\nВода,01,\nЯмы,02.01,x\nямы ,02.01,x\n")
                .unwrap_err();
        assert_eq!(
            faults,
            [
                "`c.csv`, row 2, column `code`: `09.99` is no topic or group of the codebook",
                "`c.csv`, row 3, column `category`: the category is empty",
                "`c.csv`, row 4, column `reason`: the reason is empty",
                "`c.csv`, row 6, column `category`: `ямы` has a line already"
            ]
        );
    }

    #[test]
    fn a_star_alone_is_for_whatever_is_left() {
        let crosswalk = parse("category,code,reason\n*,02,the rest\nСвет,01,light\n").unwrap();
        assert_eq!(crosswalk.meaning("свет"), Meaning::Code("01"));
        assert_eq!(crosswalk.meaning("что угодно"), Meaning::Code("02"));
    }

    proptest! {
        #[test]
        fn a_beginning_means_the_same_for_all_that_begin_so(beginning in "[а-яәі]{1,6}( [а-я]{1,4})?", rest in "[а-я ]{0,6}") {
            let crosswalk = parse(&format!("category,code,reason\n{beginning}*,02,x\n")).unwrap();
            prop_assert_eq!(crosswalk.meaning(&format!(" {}{rest}", beginning.to_uppercase())), Meaning::Code("02"));
        }
    }
}

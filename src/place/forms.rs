//! Words of names in their case forms: a name and a chain of Kazakh endings, or a name with its Russian ending changed.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::district::rows;
use super::gazetteer::Error;
use super::vocabulary::WordId;
use crate::text::letters::fold;

const ENDINGS: &str = include_str!("../../dictionaries/place/endings.csv");

/// The words of names, found from any of their forms.
#[derive(Debug)]
pub(super) struct Forms {
    ids: FxHashMap<String, WordId>,
    /// Words by what stays of them in their forms, with what they lose.
    beginnings: FxHashMap<String, Vec<(WordId, Loss)>>,
    kazakh: BTreeSet<String>,
    russian: BTreeSet<String>,
}

/// How a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// As listed, or in a Russian case.
    Plain,
    /// With Kazakh endings of where and whence: places have them far more often than things and people.
    Located,
    /// With other Kazakh endings. No head word can stand behind a name with endings, «Аралда қаламыз» is no town.
    Ended,
}

/// What a name loses before an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    Nothing,
    /// Its final к, which becomes г before a vowel: «Теректі», «Терегі».
    K,
    /// Its final п, which becomes б.
    P,
    /// Its Russian ending, which becomes another: «Михайловка», «в Михайловке».
    Russian,
}

#[derive(Deserialize)]
struct EndingRow {
    ending: String,
    language: String,
}

/// Letters of the shortest beginning of a name.
const SHORTEST: usize = 2;
/// Most Kazakh endings in a row: «Шымкент-тік-тер-ден-біз».
const LONGEST_CHAIN: usize = 4;
/// Beginnings of the locative and the ablative, folded.
const LOCATIVE: [&str; 6] = ["да", "де", "та", "те", "ан", "ен"];
/// What a Russian case changes at the end of a name, the longer first.
const CHANGED: [&str; 10] = ["ий", "ая", "ое", "а", "е", "и", "й", "о", "ь", "я"];

impl Forms {
    pub fn embedded() -> Result<Forms, Error> {
        let rows = rows::<EndingRow>("endings.csv", ENDINGS)?;
        let of = |language: &str| {
            let rows = rows.iter().filter(|row| row.language == language);
            rows.map(|row| fold(&row.ending)).collect()
        };
        Ok(Forms {
            ids: FxHashMap::default(),
            beginnings: FxHashMap::default(),
            kazakh: of("kk"),
            russian: of("ru"),
        })
    }

    /// The identity of a word of a name, given folded.
    pub fn add(&mut self, form: &str) -> WordId {
        if let Some(&id) = self.ids.get(form) {
            return id;
        }
        let id = self.ids.len() as WordId;
        self.ids.insert(form.to_owned(), id);
        self.begin(form, id, Loss::Nothing);
        let changed = CHANGED.iter().find_map(|ending| form.strip_suffix(ending));
        let losses = [
            (changed, Loss::Russian),
            (form.strip_suffix('к'), Loss::K),
            (form.strip_suffix('п'), Loss::P),
        ];
        for (beginning, loss) in losses {
            if let Some(beginning) = beginning.filter(|rest| rest.chars().count() >= SHORTEST) {
                self.begin(beginning, id, loss);
            }
        }
        id
    }

    fn begin(&mut self, beginning: &str, id: WordId, loss: Loss) {
        self.beginnings
            .entry(beginning.to_owned())
            .or_default()
            .push((id, loss));
    }

    /// Adds to `found` the words `form`, given folded, may be a form of.
    pub fn read(&self, form: &str, found: &mut Vec<(WordId, Form)>) {
        for (at, letter) in form.char_indices().skip(SHORTEST - 1) {
            let (beginning, ending) = form.split_at(at + letter.len_utf8());
            for &(id, loss) in self.beginnings.get(beginning).into_iter().flatten() {
                found.extend(self.form(loss, ending).map(|form| (id, form)));
            }
        }
    }

    fn form(&self, loss: Loss, ending: &str) -> Option<Form> {
        let plain = match loss {
            Loss::Nothing => ending.is_empty() || self.is_russian(ending),
            Loss::Russian => self.is_russian(ending),
            Loss::K | Loss::P => false,
        };
        let ended = || match loss {
            Loss::Nothing => self.is_chain(ending, LONGEST_CHAIN),
            Loss::K => ending.starts_with('г') && self.is_voiced(ending),
            Loss::P => ending.starts_with('б') && self.is_voiced(ending),
            Loss::Russian => false,
        };
        let located = || {
            LOCATIVE.iter().any(|begin| {
                ending
                    .trim_start_matches(['г', 'б', 'и', 'с', 'н'])
                    .starts_with(begin)
            })
        };
        match plain {
            true => Some(Form::Plain),
            false if !ended() => None,
            false if located() => Some(Form::Located),
            false => Some(Form::Ended),
        }
    }

    fn is_russian(&self, ending: &str) -> bool {
        self.russian.contains(ending)
    }

    /// A possessive behind the voiced consonant, and endings behind it: «Терегінде».
    fn is_voiced(&self, ending: &str) -> bool {
        let mut letters = ending.chars();
        letters.next();
        matches!(letters.next(), Some('и'))
            && (letters.as_str().is_empty() || self.is_chain(letters.as_str(), LONGEST_CHAIN))
    }

    fn is_chain(&self, letters: &str, most: usize) -> bool {
        self.kazakh.iter().any(|ending| {
            letters
                .strip_prefix(ending.as_str())
                .is_some_and(|rest| rest.is_empty() || (most > 1 && self.is_chain(rest, most - 1)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(name: &str, form: &str) -> bool {
        let mut forms = Forms::embedded().unwrap();
        let id = forms.add(&fold(name));
        let mut found = Vec::new();
        forms.read(&fold(form), &mut found);
        found.iter().any(|&(found, _)| found == id)
    }

    #[test]
    fn a_name_is_read_in_the_cases_of_either_language() {
        for (name, form) in [
            ("Қордай", "қордайда"),
            ("Зеренді", "Зерендідегі"),
            ("Шымкент", "шымкенттіктерденбіз"),
            ("Манкент", "Манкенттенмін"),
            ("Михайловка", "Михайловке"),
            ("Сайрамский", "Сайрамского"),
            ("Шелек", "Шелеке"),
            ("Павлодар", "Павлодара"),
        ] {
            assert!(reads(name, form), "{name} {form}");
        }
    }

    #[test]
    fn other_words_that_begin_alike_are_not_read() {
        for (name, form) in [
            ("Абай", "абайлаңыз"),
            ("Сайрам", "Сайрамский"),
            ("Торғай", "тұрамын"),
            ("Бөрлі", "берілді"),
        ] {
            assert!(!reads(name, form), "{name} {form}");
        }
    }
}

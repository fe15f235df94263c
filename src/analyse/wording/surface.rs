//! The form in which a word is shown.

use std::collections::BTreeMap;

use super::reading::Reading;
use super::spoken::each_spoken;
use super::writing::Writing;
use crate::text::letters::{fold, is_cyrillic, is_kazakh, lower};
use crate::text::passage::Passage;

/// A spelling with Kazakh letters met less often than once in so many is a slip.
const SLIP: usize = 10;

/// Texts in which the forms of a word are counted: so many tell the usual one.
const ENOUGH: u32 = 200;

/// The form in which each of `stems` is shown: the usual one in `texts`, read from the first on.
pub fn shown(stems: &[u32], texts: &[usize], writings: &[Writing], reading: &Reading) -> Vec<String> {
    let mut forms: BTreeMap<u32, (u32, Forms)> = stems.iter().map(|&stem| (stem, <_>::default())).collect();
    for &text in texts {
        let is_wanted = |(_, (met, _)): &(&u32, &(u32, Forms))| *met < ENOUGH;
        let mut wanted = forms.iter().filter(is_wanted).map(|(stem, _)| stem);
        if !wanted.any(|stem| reading.stems_of(text).binary_search(stem).is_ok()) {
            continue;
        }
        let passage = Passage::new(&writings[text].text);
        each_spoken(&passage, |word| {
            let stem = reading.number(word.tongue, word.key);
            if let Some((met, forms)) = stem.and_then(|stem| forms.get_mut(&stem)) {
                *met += 1;
                forms.add(&passage.text()[word.span]);
            }
        });
    }
    let form = |stem: &u32| match forms.get(stem).and_then(|(_, forms)| forms.shown()) {
        Some(form) => form.to_owned(),
        None => reading.stems[*stem as usize].key.clone(),
    };
    stems.iter().map(form).collect()
}

/// How often a word was met in each of its forms.
#[derive(Debug, Clone, Default)]
struct Forms(BTreeMap<String, BTreeMap<String, usize>>);

impl Forms {
    fn add(&mut self, written: &str) {
        let form = lower(written);
        *self.0.entry(fold(&form)).or_default().entry(form).or_default() += 1;
    }

    /// The most frequent form in lower case, spellings on a Russian keyboard counted with the proper one, which is shown
    /// unless it looks like a slip; Latin spellings only where there are no others. `None` before anything was added.
    fn shown(&self) -> Option<&str> {
        let is_plain = |folded: &&String| folded.chars().all(|letter| is_cyrillic(letter) || letter == '-');
        let most = |plain: bool| {
            let forms = self
                .0
                .iter()
                .filter(move |(folded, _)| !plain || is_plain(folded));
            // The first of equals: a maximum would take the last.
            forms
                .rev()
                .max_by_key(|(_, spellings)| spellings.values().sum::<usize>())
        };
        let (_, spellings) = most(true).or_else(|| most(false))?;
        let all: usize = spellings.values().sum();
        let proper = |form: &str, count: usize| form.chars().any(is_kazakh) && count * SLIP >= all;
        let best = spellings
            .iter()
            .rev()
            .max_by_key(|(form, count)| (proper(form, **count), **count));
        best.map(|(form, _)| form.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(forms: &[&str]) -> Option<String> {
        let mut found = Forms::default();
        for form in forms {
            found.add(form);
        }
        found.shown().map(str::to_owned)
    }

    #[test]
    fn the_most_frequent_form_is_shown_in_small_letters() {
        assert_eq!(shown(&["Ямы", "яма", "ямы"]).as_deref(), Some("ямы"));
        assert_eq!(shown(&["яма", "ямы"]).as_deref(), Some("яма"));
        assert_eq!(shown(&[]), None);
    }

    #[test]
    fn proper_letters_go_before_those_of_a_russian_keyboard() {
        assert_eq!(
            shown(&["кошеде", "кошеде", "көшеде", "көшеге", "көшеге"]).as_deref(),
            Some("көшеде")
        );
    }

    #[test]
    fn latin_is_shown_only_where_there_is_nothing_else() {
        assert_eq!(
            shown(&["koshede", "koshede", "көшеде"]).as_deref(),
            Some("көшеде")
        );
        assert_eq!(shown(&["koshede"]).as_deref(), Some("koshede"));
    }
}

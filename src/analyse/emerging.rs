//! Matters that repeat among the appeals no code was found for.

mod excerpt;
mod stars;

use std::collections::BTreeSet;

use rayon::prelude::*;

use self::excerpt::excerpt;
use self::stars::stars;
use super::UNKNOWN;
use super::wording::{Reading, SMALLEST_GROUP, Safety, Vector, Vectors, Writing, sample, shown};
use crate::corpus::HalfYear;
use crate::corpus::published::Emerging;
use crate::text::language::Tongue;

/// Texts as like as this are of one matter.
const SAME_MATTER: f64 = 0.3;
/// People a matter needs to be one.
pub const FEWEST_PEOPLE: usize = 10;
/// Days between the first and the last appeal of a matter: two weeks, both days counted.
const FEWEST_DAYS: i32 = 13;
/// Telling words a text needs to be compared.
const FEWEST_WORDS: usize = 3;
/// Texts of a language among which centres are looked for, a sample where there are more.
const MOST_TEXTS: usize = 20_000;
/// Words shown of a matter, and the share of its texts that have each.
const MOST_WORDS: usize = 8;
const SHARED: f64 = 1.0 / 3.0;

/// The matters of some uncoded appeals whose latest appeal is of `half_year`, those of the most people first.
///
/// Texts are vectors of their telling stems, each language apart (a mixed text goes with the language of more of its
/// stems), and grouped around centres they are 0.3 or more like (see [`stars`]); a matter is a group of ten people or more
/// over two weeks or more. Of more than 20 000 texts a language the centres are looked for in a sample, and all texts
/// then go to the nearest one.
pub fn emerging(writings: &[Writing], reading: &Reading, half_year: HalfYear) -> Vec<Emerging> {
    let mut matters: Vec<Emerging> = [Tongue::Kk, Tongue::Ru]
        .into_iter()
        .flat_map(|tongue| {
            let of_tongue = Uncoded::of(writings, reading, tongue);
            let groups = of_tongue.groups();
            groups
                .into_iter()
                .filter(|group| is_matter(group, writings, half_year))
                .map(|group| of_tongue.matter(&group, half_year))
                .collect::<Vec<_>>()
        })
        .collect();
    matters.sort_by(|a, b| (b.applicants, &a.id).cmp(&(a.applicants, &b.id)));
    matters
}

/// True for a group of enough people over enough days, the latest in the half-year.
fn is_matter(group: &[usize], writings: &[Writing], half_year: HalfYear) -> bool {
    let days = group.iter().map(|&text| writings[text].registered_on);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return false;
    };
    people(group, writings) >= FEWEST_PEOPLE
        && (last - first).get_days() >= FEWEST_DAYS
        && HalfYear::of(last) == half_year
}

fn people(group: &[usize], writings: &[Writing]) -> usize {
    let writers: BTreeSet<_> = group.iter().map(|&text| writings[text].writer()).collect();
    writers.len()
}

/// The appeals of one language.
struct Uncoded<'w> {
    writings: &'w [Writing],
    reading: &'w Reading,
    tongue: Tongue,
    /// Places among the writings, by register and number, with what they tell.
    texts: Vec<(usize, Vector)>,
}

impl<'w> Uncoded<'w> {
    fn of(writings: &'w [Writing], reading: &'w Reading, tongue: Tongue) -> Self {
        let mut order: Vec<usize> = (0..writings.len()).collect();
        order.sort_by_key(|&text| (&writings[text].register, &writings[text].number));
        let texts = order
            .into_par_iter()
            .filter(|&text| main_tongue(reading, text) == Some(tongue))
            .filter_map(|text| Some((text, told(reading, text)?)))
            .collect();
        Self {
            writings,
            reading,
            tongue,
            texts,
        }
    }

    /// The places of the texts of each group.
    fn groups(&self) -> Vec<Vec<usize>> {
        let drawn = sample((0..self.texts.len()).collect(), MOST_TEXTS, |&place| {
            let writing = &self.writings[self.texts[place].0];
            (writing.register.clone(), writing.number.clone())
        });
        let vector = |&place: &usize| self.texts[place].1.clone();
        let found = stars(&Vectors::new(drawn.iter().map(vector).collect()), SAME_MATTER);
        if drawn.len() == self.texts.len() {
            let text = |place: usize| self.texts[place].0;
            return found
                .into_iter()
                .map(|star| star.members.into_iter().map(text).collect())
                .collect();
        }
        let centres: Vec<usize> = found.iter().map(|star| drawn[star.centre]).collect();
        self.around(&Vectors::new(centres.iter().map(vector).collect()))
    }

    /// The texts nearest to each of `centres`, if they are near at all.
    fn around(&self, centres: &Vectors) -> Vec<Vec<usize>> {
        let nearest: Vec<Option<usize>> = self
            .texts
            .par_iter()
            .map(|(_, vector)| {
                let like = centres.like(vector, SAME_MATTER).into_iter().rev();
                like.max_by(|(_, a), (_, b)| a.total_cmp(b))
                    .map(|(centre, _)| centre)
            })
            .collect();
        let mut groups = vec![Vec::new(); centres.all().len()];
        for ((text, _), centre) in self.texts.iter().zip(nearest) {
            if let Some(centre) = centre {
                groups[centre].push(*text);
            }
        }
        groups
    }

    fn matter(&self, group: &[usize], half_year: HalfYear) -> Emerging {
        let members = || group.iter().map(|&text| &self.writings[text]);
        let key = |writing: &&Writing| {
            (
                writing.registered_on,
                writing.register.clone(),
                writing.number.clone(),
            )
        };
        let first = members().min_by_key(key);
        let districts: BTreeSet<&str> = members()
            .map(|writing| writing.district.as_str())
            .filter(|district| *district != UNKNOWN)
            .collect();
        let (typical, quote) = self.typical(group);
        Emerging {
            id: first.map(id).unwrap_or_default(),
            half_year: half_year.to_string(),
            first_day: first.map_or(half_year.first_day(), |writing| writing.registered_on),
            appeals: group.len() as i64,
            applicants: people(group, self.writings) as i64,
            districts: districts.len() as i64,
            language: self.tongue.as_str().to_owned(),
            words: self.words(group),
            register: typical.register.clone(),
            number: typical.number.clone(),
            quote,
        }
    }

    /// The words many of the texts share, the most telling first.
    fn words(&self, group: &[usize]) -> String {
        let letters = self.reading.tally(group, |text| self.writings[text].letter);
        let people = self.reading.tally(group, |text| self.writings[text].writer());
        let all: BTreeSet<u64> = group.iter().map(|&text| self.writings[text].letter).collect();
        let least = (SHARED * all.len() as f64).max(1.0);
        let worth = |stem: u32| f64::from(letters[stem as usize]) * self.reading.rarity(stem);
        let mut stems: Vec<u32> = (0..letters.len() as u32)
            .filter(|&stem| f64::from(letters[stem as usize]) >= least)
            .filter(|&stem| people[stem as usize] >= SMALLEST_GROUP)
            .filter(|&stem| self.reading.is_telling(stem))
            .collect();
        let key = |stem: u32| &self.reading.stems[stem as usize].key;
        stems.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)).then_with(|| key(a).cmp(key(b))));
        stems.truncate(MOST_WORDS);
        shown(&stems, group, self.writings, self.reading).join(", ")
    }

    /// The text most like all of the group of which something may be shown, with what is shown.
    fn typical(&self, group: &[usize]) -> (&'w Writing, String) {
        let told: Vec<(usize, Vector)> = group
            .iter()
            .filter_map(|&text| Some((text, told(self.reading, text)?)))
            .collect();
        let vectors = Vectors::new(told.iter().map(|(_, vector)| vector.clone()).collect());
        let middle = vectors.middle();
        let mut order: Vec<(f64, &Writing)> = told
            .iter()
            .map(|(text, vector)| (middle.likeness(vector), &self.writings[*text]))
            .collect();
        let key = |writing: &'w Writing| (&writing.register, &writing.number);
        order.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| key(one).cmp(&key(other))));
        let safety = Safety(self.reading);
        let excerpts = order
            .iter()
            .map(|(_, writing)| (*writing, excerpt(&writing.text, safety)));
        let first = order
            .first()
            .map_or(&self.writings[group[0]], |(_, writing)| writing);
        excerpts
            .into_iter()
            .find(|(_, excerpt)| !excerpt.is_empty())
            .unwrap_or((first, String::new()))
    }
}

/// What a text tells; `None` where it has too few telling words to be compared.
fn told(reading: &Reading, text: usize) -> Option<Vector> {
    let stems = reading.stems_of(text).iter().copied();
    let telling: Vec<u32> = stems.filter(|&stem| reading.is_telling(stem)).collect();
    (telling.len() >= FEWEST_WORDS).then(|| Vector::of(telling, reading))
}

/// The language of more stems of a text, Kazakh of as many; `None` for a text without words.
fn main_tongue(reading: &Reading, text: usize) -> Option<Tongue> {
    let stems = reading.stems_of(text);
    let kazakh = stems
        .iter()
        .filter(|&&stem| reading.stems[stem as usize].tongue == Tongue::Kk)
        .count();
    let tongue = if 2 * kazakh >= stems.len() {
        Tongue::Kk
    } else {
        Tongue::Ru
    };
    (!stems.is_empty()).then_some(tongue)
}

/// Twelve hexadecimal digits of the hash of an appeal's register and number.
fn id(earliest: &Writing) -> String {
    let key = format!("{}\n{}", earliest.register, earliest.number);
    blake3::hash(key.as_bytes()).to_hex()[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::sample_writings;

    const SCOOTERS: [&str; 3] = [
        "Электросамокаты бросают на тротуаре, прохожие спотыкаются.",
        "Прохожие спотыкаются: прокатные электросамокаты бросают на тротуаре.",
        "Бросают электросамокаты поперёк тротуара, прохожие спотыкаются вечером.",
    ];

    /// Twelve appeals on scooters among thirty on nothing in common, one a day.
    fn corpus() -> Vec<Writing> {
        let others: Vec<String> = (0..30).map(nonsense).collect();
        let texts: Vec<&str> = SCOOTERS
            .iter()
            .cycle()
            .take(14)
            .copied()
            .chain(others.iter().map(String::as_str))
            .collect();
        sample_writings(&texts)
    }

    /// Three Russian-looking words that no other number gives.
    fn nonsense(number: u32) -> String {
        let letter = |shift: u32| char::from_u32(u32::from('а') + (number * 7 + shift) % 30).unwrap();
        let word = |shift: u32| format!("{}{}зб{}", letter(shift), letter(shift + 3), number_word(number));
        format!("Опять {} и {} где {}", word(0), word(11), word(19))
    }

    fn number_word(number: u32) -> String {
        let digit = |digit: u32| ["ак", "ев", "ин", "ор", "уш", "яр", "эл", "юм", "ыт", "оп"][digit as usize];
        format!("{}{}", digit(number / 10), digit(number % 10))
    }

    fn found(writings: &[Writing]) -> Vec<Emerging> {
        emerging(writings, &Reading::of(writings), "2026H1".parse().unwrap())
    }

    #[test]
    fn what_ten_people_write_of_over_two_weeks_is_a_matter() {
        let found = found(&corpus());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].appeals, found[0].applicants, found[0].districts),
            (14, 14, 1)
        );
        assert!(found[0].words.contains("электросамокаты"), "{found:?}");
        assert!(found[0].quote.contains("прохожие спотыкаются"), "{found:?}");
    }

    #[test]
    fn one_busy_person_or_one_busy_week_is_none() {
        let mut writings = corpus();
        for writing in &mut writings[..6] {
            writing.applicant = "p0".to_owned();
        }
        assert_eq!(found(&writings), []);
        let mut writings = corpus();
        for writing in &mut writings {
            writing.registered_on = jiff::civil::date(2026, 3, 2);
        }
        assert_eq!(found(&writings), []);
    }

    #[test]
    fn a_matter_of_another_half_year_is_not_told_again() {
        let mut writings = corpus();
        for writing in &mut writings {
            writing.registered_on = writing.registered_on.saturating_sub(jiff::Span::new().days(90));
        }
        assert_eq!(found(&writings), []);
    }

    #[test]
    fn it_keeps_its_id_while_its_earliest_appeal_stays() {
        let writings = corpus();
        let mut fewer = writings.clone();
        fewer.swap_remove(5);
        fewer.reverse();
        assert_eq!(found(&fewer)[0].id, found(&writings)[0].id);
        assert_eq!(found(&fewer)[0].id.len(), 12);
    }

    #[test]
    fn the_order_of_the_appeals_does_not_matter() {
        let mut writings = corpus();
        let before = found(&writings);
        writings.reverse();
        assert_eq!(found(&writings), before);
    }
}

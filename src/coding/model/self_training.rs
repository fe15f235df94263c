//! Lessons out of texts nobody has coded: what a coder is sure of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::train::School;
use super::{Lesson, Plan, TrainError, Trained, Workers};
use crate::text::passage::Passage;

/// A text nobody has coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlabelled {
    pub text: String,
    /// Bytes of the text that are not read, ascending.
    pub hidden: Vec<Range<usize>>,
}

/// What a coder is sure a text is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Surely {
    /// The chief one first.
    pub labels: Vec<String>,
    /// Bytes that gave it away, in any order.
    pub because: Vec<Range<usize>>,
    /// How much it counts beside a lesson of a person.
    pub weight: f32,
}

/// Made lessons of a class at most: a frequent topic would draw everything to itself.
const MOST_OF_CLASS: usize = 1500;

/// Texts a thread codes at a time.
const AT_ONCE: usize = 256;

/// Fits a model to `seeds` and to what `coder` is sure of in `unlabelled`; from half of these the words that gave it away
/// are left out, so that the model learns what stands around them. `Memory` is what a coder keeps between texts.
///
/// Calibrated on those seeds that are asked: a coder agrees with itself more than with a person.
///
/// # Errors
/// Fewer than two classes, or more than anybody codes by.
pub fn train_on_codings<Memory: Default>(
    seeds: &[Lesson],
    unlabelled: &[Unlabelled],
    coder: &(impl Fn(&Passage, &[Range<usize>], &mut Memory) -> Option<Surely> + Sync),
    codebook: Option<&str>,
    plan: Plan,
    workers: &impl Workers,
) -> Result<Trained, TrainError> {
    let codings = in_order(unlabelled.len(), workers, |span| {
        let (texts, mut memory) = (unlabelled[span].iter(), Memory::default());
        texts
            .map(|text| coder(&Passage::new(&text.text), &text.hidden, &mut memory))
            .collect()
    });
    let coded = unlabelled.iter().zip(codings);
    let made = coded.filter_map(|(text, coding)| Some(taught(text, coding?)));
    let made = balanced(made.collect(), MOST_OF_CLASS);
    let school = School::new(seeds.iter().chain(&made).collect(), plan, workers)?;
    Ok(school.graduate(codebook, workers))
}

/// The answers of `work` for spans of [`AT_ONCE`], in order.
fn in_order<T: Send>(
    count: usize,
    workers: &impl Workers,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync + Send,
) -> Vec<T> {
    let parts = workers.each(count.div_ceil(AT_ONCE), |part| {
        work(part * AT_ONCE..count.min((part + 1) * AT_ONCE))
    });
    parts.into_iter().flatten().collect()
}

fn taught(text: &Unlabelled, coding: Surely) -> Lesson {
    let mut hidden = text.hidden.clone();
    if draw(&text.text)[0].is_multiple_of(2) {
        hidden.extend(coding.because);
        hidden.sort_by_key(|span| (span.start, span.end));
    }
    Lesson {
        text: text.text.clone(),
        hidden,
        labels: coding.labels,
        weight: coding.weight,
        asked: false,
    }
}

/// At most `most` lessons of each class, drawn by their text.
fn balanced(lessons: Vec<Lesson>, most: usize) -> Vec<Lesson> {
    let mut classes: BTreeMap<Option<String>, Vec<Lesson>> = BTreeMap::new();
    for lesson in lessons {
        classes
            .entry(lesson.labels.first().cloned())
            .or_default()
            .push(lesson);
    }
    let drawn = classes.into_values().flat_map(|mut lessons| {
        lessons.sort_by_cached_key(|lesson| draw(&lesson.text));
        lessons.truncate(most);
        lessons
    });
    drawn.collect()
}

fn draw(text: &str) -> [u8; 32] {
    *blake3::hash(format!("draw {text}").as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::{Alone, Scratch};
    use super::*;

    fn unlabelled(text: &str) -> Unlabelled {
        Unlabelled {
            text: text.to_owned(),
            hidden: Vec::new(),
        }
    }

    fn lesson(text: &str, label: &str) -> Lesson {
        Lesson {
            text: text.to_owned(),
            hidden: Vec::new(),
            labels: vec![label.to_owned()],
            weight: 1.0,
            asked: true,
        }
    }

    /// Sure of water wherever «кран» stands.
    fn tap(passage: &Passage, _: &[Range<usize>], (): &mut ()) -> Option<Surely> {
        let start = passage.text().find("кран")?;
        Some(Surely {
            labels: vec!["water".to_owned()],
            because: std::iter::once(start..start + "кран".len()).collect(),
            weight: 1.0,
        })
    }

    fn trained() -> Trained {
        let seeds = [
            lesson("нет воды в доме", "water"),
            lesson("яма на дороге", "roads"),
            lesson("разбитая дорога у школы", "roads"),
            lesson("вода ржавая и мутная", "water"),
        ];
        let texts: Vec<Unlabelled> = (0..24)
            .map(|number| unlabelled(&format!("кран {number} сухой, напор слабый, струйка течёт")))
            .collect();
        train_on_codings(&seeds, &texts, &tap, None, Plan::default(), &Alone).unwrap()
    }

    #[test]
    fn what_stands_around_the_words_of_a_coder_is_learned() {
        let model = trained().model;
        let judged = model.judge(
            &Passage::new("слабый напор, струйка"),
            &[],
            &mut Scratch::default(),
        );
        assert_eq!(judged[0].class, "water");
    }

    #[test]
    fn only_seeds_are_asked_for_the_calibration() {
        let report = trained().report;
        assert_eq!(report.asked, 4);
        assert_eq!(report.lessons.values().sum::<usize>(), 28);
    }

    #[test]
    fn half_of_the_codings_hide_the_words_that_gave_them_away() {
        let texts = (0..200).map(|number| unlabelled(&format!("кран {number}")));
        let lessons: Vec<Lesson> = texts
            .map(|text| taught(&text, tap(&Passage::new(&text.text), &[], &mut ()).unwrap()))
            .collect();
        let hiding = lessons.iter().filter(|lesson| !lesson.hidden.is_empty()).count();
        assert!((70..130).contains(&hiding), "{hiding}");
    }

    #[test]
    fn a_frequent_class_is_cut_and_its_order_does_not_matter() {
        let mut lessons: Vec<Lesson> = (0..9)
            .map(|number| lesson(&number.to_string(), "water"))
            .collect();
        lessons.push(lesson("яма", "roads"));
        let one = balanced(lessons.clone(), 3);
        lessons.reverse();
        assert_eq!(one.len(), 4);
        assert_eq!(one, balanced(lessons, 3));
    }
}

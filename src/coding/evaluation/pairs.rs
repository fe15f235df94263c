//! Gold and predictions brought together by id.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::records::{Gold, Predicted, UNTOLD};

/// Gold appeals by id, each with its prediction, and what does not fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pairs {
    /// A gold appeal without a prediction counts as left uncoded; one without a language has that of its prediction.
    pub pairs: Vec<(Gold, Predicted)>,
    /// Gold ids without a prediction.
    pub missing: Vec<String>,
    /// Ids that stand twice in the gold, once for each time too many; the first line counts.
    pub doubled_gold: Vec<String>,
    /// The same for predictions.
    pub doubled_predictions: Vec<String>,
    /// Predictions nobody asked for.
    pub surplus: usize,
}

impl Pairs {
    /// Pairs `gold` with `predictions`.
    pub fn new(gold: Vec<Gold>, predictions: Vec<Predicted>) -> Pairs {
        let (gold, doubled_gold) = by_id(gold, |gold| &gold.id);
        let (mut said, doubled_predictions) = by_id(predictions, |said| &said.id);
        let mut found = Pairs {
            doubled_gold,
            doubled_predictions,
            ..Pairs::default()
        };
        for (id, mut gold) in gold {
            let prediction = said.remove(&id).unwrap_or_else(|| {
                found.missing.push(id);
                Predicted::default()
            });
            if let Some(language) = prediction.language.as_ref().filter(|_| gold.language == UNTOLD) {
                gold.language.clone_from(language);
            }
            found.pairs.push((gold, prediction));
        }
        found.surplus = said.len();
        found
    }
}

fn by_id<T>(records: Vec<T>, id: impl Fn(&T) -> &String) -> (BTreeMap<String, T>, Vec<String>) {
    let mut first = BTreeMap::new();
    let mut doubled = Vec::new();
    for record in records {
        match first.entry(id(&record).clone()) {
            Entry::Vacant(place) => {
                place.insert(record);
            }
            Entry::Occupied(place) => doubled.push(place.key().clone()),
        }
    }
    doubled.sort_unstable();
    (first, doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_doubled_and_surplus_ids_are_told() {
        let gold = |id: &str| Gold {
            id: id.to_owned(),
            ..Gold::default()
        };
        let said = |id: &str, main: &str| Predicted {
            id: id.to_owned(),
            main: Some(main.to_owned()),
            ..Predicted::default()
        };
        let pairs = Pairs::new(
            vec![gold("b"), gold("a"), gold("a")],
            vec![said("c", "01"), said("b", "02"), said("b", "03")],
        );
        assert_eq!(pairs.missing, ["a"]);
        assert_eq!(
            (&pairs.doubled_gold[..], &pairs.doubled_predictions[..]),
            (&["a".to_owned()][..], &["b".to_owned()][..])
        );
        assert_eq!(pairs.surplus, 1);
        let mains: Vec<_> = pairs
            .pairs
            .iter()
            .map(|(gold, said)| (gold.id.as_str(), said.main.as_deref()))
            .collect();
        assert_eq!(mains, [("a", None), ("b", Some("02"))]);
    }
}

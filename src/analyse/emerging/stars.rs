//! Groups of texts around a text that is like all of them.

use rayon::prelude::*;

use crate::analyse::wording::Vectors;

/// A text and those that are like it; the centre is one of the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Star {
    pub centre: usize,
    /// Ascending.
    pub members: Vec<usize>,
}

/// The stars of the graph of texts `least` or more alike (Aslam, Pelekhov, Rus 2004, J. Graph Algorithms Appl. 8): the
/// text with the most neighbours is a centre with all of them that are free, then the next free one. By centre.
///
/// No text is further from its centre than `least`, so groups do not chain. Equals are taken by their place; a text
/// without neighbours is in no star.
pub fn stars(vectors: &Vectors, least: f64) -> Vec<Star> {
    let neighbours: Vec<Vec<u32>> = vectors
        .all()
        .par_iter()
        .map(|vector| {
            let like = vectors.like(vector, least);
            like.into_iter().map(|(place, _)| place as u32).collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..neighbours.len()).collect();
    order.sort_by(|&a, &b| neighbours[b].len().cmp(&neighbours[a].len()).then(a.cmp(&b)));
    let mut free = vec![true; neighbours.len()];
    let mut stars = Vec::new();
    for centre in order {
        if !free[centre] {
            continue;
        }
        let around = neighbours[centre].iter().map(|&place| place as usize);
        let members: Vec<usize> = around.filter(|&place| free[place]).collect();
        members.iter().for_each(|&place| free[place] = false);
        if members.len() > 1 {
            stars.push(Star { centre, members });
        }
    }
    stars.sort_by_key(|star| star.centre);
    stars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::{Reading, Vector, sample_writings};

    fn found(texts: &[&str]) -> Vec<Vec<usize>> {
        let reading = Reading::of(&sample_writings(texts));
        let vectors = (0..texts.len())
            .map(|text| Vector::of(reading.stems_of(text).iter().copied(), &reading))
            .collect();
        let stars = stars(&Vectors::new(vectors), 0.5);
        stars.into_iter().map(|star| star.members).collect()
    }

    #[test]
    fn texts_that_say_the_same_stand_around_one_of_them() {
        let texts = [
            "электросамокаты мешают пешеходам",
            "бродячие собаки кусают детей",
            "самокаты, электросамокаты мешают пешеходам",
            "собаки бродячие кусают детей дома",
            "шум стройки",
        ];
        assert_eq!(found(&texts), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn a_chain_of_likenesses_is_not_one_group() {
        let texts = [
            "вода газ",
            "газ свет",
            "свет дорога",
            "дорога школа",
            "школа больница",
        ];
        assert!(found(&texts).iter().all(|members| members.len() <= 3));
    }
}

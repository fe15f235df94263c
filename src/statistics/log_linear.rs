//! Counts explained by terms: the quasi-Poisson model with a logarithmic link (McCullagh, Nelder 1989, Generalized Linear
//! Models, chapter 6), fitted by iteratively re-weighted least squares.

/// A count with the terms that explain it and what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    pub count: f64,
    pub terms: Vec<f64>,
    pub weight: f64,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    coefficients: Vec<f64>,
    means: Vec<f64>,
    /// By observation, how far it draws the model to itself.
    leverages: Vec<f64>,
    /// Variance of the counts as a multiple of their mean.
    pub dispersion: f64,
}

/// Rounds of fitting, and the change of the deviance at which it has settled.
const MOST_ROUNDS: usize = 25;
const SETTLED: f64 = 1e-10;

impl Fit {
    /// The model of `observations`; `None` where it does not settle, or some term cannot be told from the others.
    pub fn of(observations: &[Observation]) -> Option<Self> {
        let size = observations.first()?.terms.len();
        if observations.len() <= size {
            return None;
        }
        let mut means: Vec<f64> = observations.iter().map(|one| one.count + 0.1).collect();
        let mut deviance = deviance(observations, &means);
        for _ in 0..MOST_ROUNDS {
            let factor = Factor::of(observations, &means)?;
            let coefficients = factor.solved(&right_side(observations, &means));
            let predicted = observations
                .iter()
                .map(|one| predicted(&coefficients, &one.terms))
                .collect();
            let weighed_by = std::mem::replace(&mut means, predicted);
            let before = std::mem::replace(&mut deviance, self::deviance(observations, &means));
            if !deviance.is_finite() {
                return None;
            }
            if (deviance - before).abs() < SETTLED * (deviance.abs() + 0.1) {
                return Some(Self {
                    leverages: leverages(observations, &weighed_by, &factor),
                    dispersion: dispersion(observations, &means, size),
                    coefficients,
                    means,
                });
            }
        }
        None
    }

    /// The count the model expects where these terms hold.
    pub fn expected(&self, terms: &[f64]) -> f64 {
        predicted(&self.coefficients, terms)
    }

    /// The standardised Anscombe residuals of the observations the model was fitted to, by a dispersion of 1 at least.
    pub fn anscombe(&self, observations: &[Observation]) -> Vec<f64> {
        let scale = self.dispersion.max(1.0);
        let parts = observations.iter().zip(&self.means).zip(&self.leverages);
        parts
            .map(|((one, mean), leverage)| {
                let raw = 1.5 * (one.count.powf(2.0 / 3.0) * mean.powf(-1.0 / 6.0) - mean.sqrt());
                raw / (scale * (1.0 - leverage)).sqrt()
            })
            .collect()
    }
}

fn predicted(coefficients: &[f64], terms: &[f64]) -> f64 {
    let sum: f64 = coefficients.iter().zip(terms).map(|(a, b)| a * b).sum();
    sum.exp()
}

fn deviance(observations: &[Observation], means: &[f64]) -> f64 {
    let parts = observations.iter().zip(means).map(|(one, mean)| {
        let of_count = match one.count > 0.0 {
            true => one.count * (one.count / mean).ln(),
            false => 0.0,
        };
        2.0 * one.weight * (of_count - (one.count - mean))
    });
    parts.sum()
}

/// Pearson's statistic by its degrees of freedom.
fn dispersion(observations: &[Observation], means: &[f64], size: usize) -> f64 {
    let squares: f64 = observations
        .iter()
        .zip(means)
        .map(|(one, mean)| one.weight * (one.count - mean).powi(2) / mean)
        .sum();
    squares / (observations.len() - size) as f64
}

fn right_side(observations: &[Observation], means: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; observations[0].terms.len()];
    for (one, mean) in observations.iter().zip(means) {
        let working = mean.ln() + (one.count - mean) / mean;
        for (sum, term) in sums.iter_mut().zip(&one.terms) {
            *sum += one.weight * mean * term * working;
        }
    }
    sums
}

fn leverages(observations: &[Observation], means: &[f64], factor: &Factor) -> Vec<f64> {
    let parts = observations.iter().zip(means);
    parts
        .map(|(one, mean)| {
            let solved = factor.solved(&one.terms);
            let product: f64 = solved.iter().zip(&one.terms).map(|(a, b)| a * b).sum();
            one.weight * mean * product
        })
        .collect()
}

/// The lower triangle L of a symmetric matrix that is L·Lᵀ (Cholesky), row by row.
struct Factor(Vec<Vec<f64>>);

impl Factor {
    /// That of the terms weighed by the means; `None` where the terms are not independent.
    fn of(observations: &[Observation], means: &[f64]) -> Option<Self> {
        let size = observations[0].terms.len();
        let mut rows = vec![vec![0.0; size]; size];
        for (one, mean) in observations.iter().zip(means) {
            let weight = one.weight * mean;
            for (row, term) in rows.iter_mut().zip(&one.terms) {
                for (sum, other) in row.iter_mut().zip(&one.terms) {
                    *sum += weight * term * other;
                }
            }
        }
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(size);
        for mut row in rows {
            let own = factor.len();
            for (column, above) in factor.iter().enumerate() {
                let known: f64 = (0..column).map(|at| row[at] * above[at]).sum();
                row[column] = (row[column] - known) / above[column];
            }
            let rest = row[own] - row[..own].iter().map(|known| known * known).sum::<f64>();
            if rest <= 0.0 {
                return None;
            }
            row[own] = rest.sqrt();
            factor.push(row);
        }
        Some(Self(factor))
    }

    /// x of L·Lᵀ·x = `right`.
    fn solved(&self, right: &[f64]) -> Vec<f64> {
        let rows = &self.0;
        let mut solved = right.to_vec();
        for row in 0..rows.len() {
            let known: f64 = (0..row).map(|at| rows[row][at] * solved[at]).sum();
            solved[row] = (solved[row] - known) / rows[row][row];
        }
        for row in (0..rows.len()).rev() {
            let known: f64 = (row + 1..rows.len()).map(|at| rows[at][row] * solved[at]).sum();
            solved[row] = (solved[row] - known) / rows[row][row];
        }
        solved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observations(counts: &[f64]) -> Vec<Observation> {
        let observation = |(at, count): (usize, &f64)| Observation {
            count: *count,
            terms: vec![1.0, (at % 2) as f64],
            weight: 1.0,
        };
        counts.iter().enumerate().map(observation).collect()
    }

    #[test]
    fn the_model_of_two_groups_expects_their_means() {
        let fit = Fit::of(&observations(&[2.0, 10.0, 4.0, 14.0, 3.0, 12.0])).unwrap();
        assert!((fit.expected(&[1.0, 0.0]) - 3.0).abs() < 1e-9);
        assert!((fit.expected(&[1.0, 1.0]) - 12.0).abs() < 1e-9);
        // Pearson: (1+1+0)/3 + (4+4+0)/12 = 1.333…, by 6 − 2 degrees of freedom.
        assert!((fit.dispersion - 1.0 / 3.0).abs() < 1e-9, "{fit:?}");
    }

    #[test]
    fn leverages_sum_to_the_number_of_terms() {
        let fit = Fit::of(&observations(&[2.0, 10.0, 4.0, 14.0, 3.0, 12.0])).unwrap();
        assert!((fit.leverages.iter().sum::<f64>() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn terms_that_cannot_be_told_apart_make_no_model() {
        let mut same = observations(&[2.0, 10.0, 4.0, 14.0]);
        same.iter_mut().for_each(|one| one.terms[1] = one.terms[0]);
        assert_eq!(Fit::of(&same), None);
    }
}

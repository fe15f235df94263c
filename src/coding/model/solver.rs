//! Fitting one class against all others.

/// Lessons as rows of a sparse matrix.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    /// The largest column and one more.
    width: usize,
}

/// A weight for each column, and what is added to every score.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Weights {
    pub columns: Vec<f32>,
    pub bias: f32,
}

/// Passes over the lessons after which a class is taken as it is.
const MOST_PASSES: usize = 40;

/// A pass that finds no lesson further than this from its margin is the last.
const TOLERANCE: f32 = 0.03;

impl Rows {
    pub fn push(&mut self, row: &[(u32, f32)]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        for &(column, value) in row {
            self.columns.push(column);
            self.values.push(value);
            self.width = self.width.max(column as usize + 1);
        }
        self.starts.push(self.columns.len());
    }

    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub fn row(&self, index: usize) -> impl Iterator<Item = (usize, f32)> {
        let span = self.starts[index]..self.starts[index + 1];
        let columns = self.columns[span.clone()].iter().map(|&column| column as usize);
        columns.zip(self.values[span].iter().copied())
    }

    fn dot(&self, index: usize, weights: &Weights) -> f32 {
        let span = self.starts[index]..self.starts[index + 1];
        let (columns, values) = (&self.columns[span.clone()], &self.values[span]);
        let product = |(&column, value): (&u32, &f32)| value * weights.columns[column as usize];
        let ((columns, last), (values, rest)) = (columns.as_chunks::<4>(), values.as_chunks::<4>());
        // Four sums side by side: a single one would wait for each addition before the next.
        let mut sums = [0.0_f32; 4];
        for (columns, values) in columns.iter().zip(values) {
            for lane in 0..4 {
                sums[lane] += product((&columns[lane], &values[lane]));
            }
        }
        let rest: f32 = last.iter().zip(rest).map(product).sum();
        sums.iter().sum::<f32>() + rest + weights.bias
    }

    fn add(&self, index: usize, step: f32, weights: &mut Weights) {
        for (column, value) in self.row(index) {
            weights.columns[column] += step * value;
        }
        weights.bias += step;
    }

    fn square(&self, index: usize) -> f32 {
        1.0 + self.row(index).map(|(_, value)| value * value).sum::<f32>()
    }
}

/// The weights that part the lessons `is` calls members from the rest, by squared hinge loss; `costs` of lessons, 0 for one
/// that is not read.
///
/// Dual coordinate descent with shrinking (Hsieh et al. 2008, ICML, algorithm 3), its order drawn from a fixed seed.
pub(super) fn part(rows: &Rows, is: impl Fn(usize) -> bool, costs: &[f32]) -> Weights {
    let mut weights = Weights {
        columns: vec![0.0; rows.width],
        bias: 0.0,
    };
    let mut duals = vec![0.0_f32; rows.len()];
    let squares: Vec<f32> = (0..rows.len()).map(|index| rows.square(index)).collect();
    let all: Vec<u32> = (0..rows.len() as u32)
        .filter(|&index| costs[index as usize] > 0.0)
        .collect();
    let mut active = all.clone();
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut bound = f32::INFINITY;
    for _ in 0..MOST_PASSES {
        draw.shuffle(&mut active);
        let mut furthest = 0.0_f32;
        active.retain(|&index| {
            let at = index as usize;
            let sign = if is(at) { 1.0 } else { -1.0 };
            let ease = 0.5 / costs[at];
            let slope = sign * rows.dot(at, &weights) - 1.0 + ease * duals[at];
            if duals[at] == 0.0 && slope > bound {
                return false;
            }
            let inward = if duals[at] == 0.0 { slope.min(0.0) } else { slope };
            furthest = furthest.max(inward.abs());
            if inward.abs() > 1e-6 {
                let dual = (duals[at] - slope / (squares[at] + ease)).max(0.0);
                rows.add(at, (dual - duals[at]) * sign, &mut weights);
                duals[at] = dual;
            }
            true
        });
        if furthest > TOLERANCE {
            bound = furthest;
        } else if active.len() == all.len() {
            break;
        } else {
            // What was set aside is looked at once more.
            active.clone_from(&all);
            bound = f32::INFINITY;
        }
    }
    weights
}

/// Marsaglia's xorshift.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, items: &mut [u32]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut rows = Rows::default();
        for row in [
            [(0, 1.0), (2, 0.5)],
            [(0, 0.8), (2, 0.1)],
            [(1, 1.0), (2, 0.4)],
            [(1, 0.7), (2, 0.2)],
        ] {
            rows.push(&row);
        }
        rows
    }

    #[test]
    fn what_can_be_parted_is_parted() {
        let rows = rows();
        let weights = part(&rows, |index| index < 2, &[1.0; 4]);
        let scores: Vec<bool> = (0..4).map(|index| rows.dot(index, &weights) > 0.0).collect();
        assert_eq!(scores, [true, true, false, false]);
    }

    #[test]
    fn the_optimum_is_reached() {
        // One column of ones: w and b are alike and minimise (w² + b²) / 2 + 2 (1 − w − b)², so w = b = 4 / 9.
        let mut rows = Rows::default();
        rows.push(&[(0, 1.0)]);
        rows.push(&[(0, 1.0)]);
        let weights = part(&rows, |_| true, &[1.0; 2]);
        assert!((weights.columns[0] - 4.0 / 9.0).abs() < 0.01, "{weights:?}");
    }

    #[test]
    fn a_lesson_that_costs_nothing_is_not_read() {
        let rows = rows();
        let weights = part(&rows, |index| index < 2, &[1.0, 1.0, 0.0, 0.0]);
        assert_eq!(weights.columns[1], 0.0);
    }
}

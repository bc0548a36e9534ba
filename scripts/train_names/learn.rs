//! A linear-chain conditional random field over runs, learnt by stochastic gradients whose steps
//! grow smaller with what a weight has seen (AdaGrad).

use std::collections::HashMap;

use dossier::internals::language::{LANES, NameModel, Row, SIDES, WordTable};

use crate::corpus::Example;

/// How it is learnt.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The number of rows is two to this.
    pub bits: u32,
    /// How often all examples are read.
    pub rounds: usize,
    /// The first step.
    pub rate: f32,
    /// What is seen less often than this is forgotten.
    pub seen: u32,
    /// One in how many features is hidden from each example, so that others learn as well; 0 for none.
    pub hide: u32,
    /// The seed of the order of the examples.
    pub seed: u64,
}

/// Numbers that look random, the same each time (xorshift).
pub struct Random(pub u64);

impl Random {
    /// The next.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Weights up to this small number are none: half of the file, and nothing is lost.
const LEAST: f32 = 2.0;

/// What is added to the log odds of every name. What is learnt is sure of what it finds and misses much;
/// with this both are alike.
const LEAN: f32 = 0.8;

/// Weights, and what each has seen.
struct Learner {
    weights: Vec<[f32; LANES]>,
    squares: Vec<[f32; LANES]>,
    sums: Vec<[f32; LANES]>,
    follows: [[f32; SIDES]; SIDES],
    follow_squares: [[f32; SIDES]; SIDES],
    settings: Settings,
}

/// The sums of all readings, as logarithms; see `Sums` of the tagger.
#[derive(Clone, Copy)]
struct Sums {
    closed: [f32; SIDES],
    open: [f32; SIDES],
}

const NEVER: f32 = -1e9;

fn log_sum(values: &[f32]) -> f32 {
    let most = values.iter().copied().fold(NEVER, f32::max);
    if most <= NEVER / 2.0 {
        return NEVER;
    }
    most + values.iter().map(|value| (value - most).exp()).sum::<f32>().ln()
}

/// Learns a model of examples.
pub fn learn(examples: &[Example], table: &WordTable, settings: Settings) -> NameModel {
    let numbers = NameModel::new(settings.bits, Vec::new(), [[0; SIDES]; SIDES], 1, WordTable::default());
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for hash in examples.iter().flat_map(|example| example.features.iter().flatten()) {
        *counts.entry(*hash).or_default() += 1;
    }
    let rows = 1usize << settings.bits;
    let row = |hash: &u32| (counts[hash] >= settings.seen).then(|| numbers.number(*hash));
    let prepared: Vec<(Vec<Vec<usize>>, &Example)> = examples
        .iter()
        .map(|example| {
            let of_token = |token: &Vec<u32>| {
                let own: Vec<usize> = token.iter().filter_map(row).collect();
                let also = own.iter().map(|number| number + rows).filter(|_| example.foreign);
                own.iter().copied().chain(also).collect()
            };
            (example.features.iter().map(of_token).collect(), example)
        })
        .collect();
    let mut learner = Learner {
        weights: vec![[0.0; LANES]; rows * 2],
        squares: vec![[1.0; LANES]; rows * 2],
        sums: vec![[0.0; LANES]; rows],
        follows: [[0.0; SIDES]; SIDES],
        follow_squares: [[1.0; SIDES]; SIDES],
        settings,
    };
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut random = Random(settings.seed | 1);
    let averaged = settings.rounds / 2;
    for round in 0..settings.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        for number in &order {
            let (features, example) = &prepared[*number];
            learner.step(features, &example.labels, &mut random);
        }
        if round >= averaged {
            for (sum, weight) in learner.sums.iter_mut().flatten().zip(learner.weights.iter().flatten()) {
                *sum += *weight / (settings.rounds - averaged) as f32;
            }
        }
    }
    learner.quantised(table)
}

impl Learner {
    /// Learns of one example.
    fn step(&mut self, features: &[Vec<usize>], labels: &[usize], random: &mut Random) {
        let hide = self.settings.hide;
        let kept: Vec<Vec<usize>> = features
            .iter()
            .map(|token| {
                let keep = |_: &&usize| hide == 0 || !random.next().is_multiple_of(u64::from(hide));
                token.iter().filter(keep).copied().collect()
            })
            .collect();
        let lanes: Vec<[f32; LANES]> = kept
            .iter()
            .map(|token| {
                let mut sums = [0.0; LANES];
                for number in token {
                    for (sum, weight) in sums.iter_mut().zip(&self.weights[*number]) {
                        *sum += weight;
                    }
                }
                sums
            })
            .collect();
        let (shares, mut follow_gradient) = self.expected(&lanes);
        for (token, (share, label)) in kept.iter().zip(shares.iter().zip(labels)) {
            let mut gradient = *share;
            if *label > 0 {
                gradient[label - 1] -= 1.0;
            }
            for number in token {
                let (weights, squares) = (&mut self.weights[*number], &mut self.squares[*number]);
                for lane in 0..LANES {
                    let full = gradient[lane];
                    squares[lane] += full * full;
                    weights[lane] -= self.settings.rate * full / squares[lane].sqrt();
                }
            }
        }
        // What the annotation has follow what: a step wherever nothing goes on.
        let mut before = 0;
        for label in labels {
            let (class, place) = if *label == 0 {
                (0, 3)
            } else {
                ((label - 1) / 4 + 1, (label - 1) % 4)
            };
            if class == 0 || place == 0 || place == 3 {
                follow_gradient[before][class] -= 1.0;
            }
            before = class;
        }
        for (first, row) in follow_gradient.iter().enumerate() {
            for (second, gradient) in row.iter().enumerate() {
                let full = gradient;
                let square = &mut self.follow_squares[first][second];
                *square += full * full;
                self.follows[first][second] -= self.settings.rate * 0.3 * full / square.sqrt();
            }
        }
    }

    /// How likely each lane of each token is, and how often one class is expected to follow another.
    fn expected(&self, lanes: &[[f32; LANES]]) -> (Vec<[f32; LANES]>, [[f32; SIDES]; SIDES]) {
        let count = lanes.len();
        let lane = |at: usize, class: usize, place: usize| lanes[at][(class - 1) * 4 + place];
        let start = Sums {
            closed: [0.0, NEVER, NEVER, NEVER, NEVER],
            open: [NEVER; SIDES],
        };
        let mut forward = vec![start];
        for at in 0..count {
            let before = forward[at];
            let mut now = Sums {
                closed: [NEVER; SIDES],
                open: [NEVER; SIDES],
            };
            for class in 0..SIDES {
                let from: [f32; SIDES] = std::array::from_fn(|side| before.closed[side] + self.follows[side][class]);
                let begin = log_sum(&from);
                if class == 0 {
                    now.closed[0] = begin;
                } else {
                    now.closed[class] = log_sum(&[begin + lane(at, class, 3), before.open[class] + lane(at, class, 2)]);
                    now.open[class] = log_sum(&[begin + lane(at, class, 0), before.open[class] + lane(at, class, 1)]);
                }
            }
            forward.push(now);
        }
        let total = log_sum(&forward[count].closed);
        let mut behind = Sums {
            closed: [0.0; SIDES],
            open: [NEVER; SIDES],
        };
        let mut shares = vec![[0.0; LANES]; count];
        let mut follow = [[0.0; SIDES]; SIDES];
        for at in (0..count).rev() {
            let before = forward[at];
            let mut entered = [behind.closed[0]; SIDES];
            let mut now = Sums {
                closed: [NEVER; SIDES],
                open: [NEVER; SIDES],
            };
            for class in 1..SIDES {
                let ends = [
                    lane(at, class, 3) + behind.closed[class],
                    lane(at, class, 0) + behind.open[class],
                ];
                entered[class] = log_sum(&ends);
                let goes = [
                    lane(at, class, 2) + behind.closed[class],
                    lane(at, class, 1) + behind.open[class],
                ];
                now.open[class] = log_sum(&goes);
                let from: [f32; SIDES] = std::array::from_fn(|side| before.closed[side] + self.follows[side][class]);
                let begin = log_sum(&from);
                let share = &mut shares[at][(class - 1) * 4..class * 4];
                share[3] = (begin + ends[0] - total).exp();
                share[0] = (begin + ends[1] - total).exp();
                share[2] = (before.open[class] + goes[0] - total).exp();
                share[1] = (before.open[class] + goes[1] - total).exp();
            }
            #[expect(clippy::needless_range_loop, reason = "several tables are read at one side")]
            for side in 0..SIDES {
                let sums: [f32; SIDES] = std::array::from_fn(|class| self.follows[side][class] + entered[class]);
                for (class, sum) in sums.iter().enumerate() {
                    follow[side][class] += (before.closed[side] + sum - total).exp();
                }
                now.closed[side] = log_sum(&sums);
            }
            behind = now;
        }
        (shares, follow)
    }

    /// The averaged weights as small numbers, the largest as 127.
    fn quantised(&self, table: &WordTable) -> NameModel {
        let most = self
            .sums
            .iter()
            .flatten()
            .fold(0.1f32, |most, weight| most.max(weight.abs()));
        let unit = (127.0 / most).floor().max(1.0);
        let small = |weight: &f32| {
            if (weight * unit).abs() <= LEAST {
                0
            } else {
                (weight * unit).round() as i8
            }
        };
        let rows: Vec<Row> = self
            .sums
            .iter()
            .map(|row| std::array::from_fn(|lane| small(&row[lane])))
            .collect();
        let mut to_names = self.follows;
        for row in &mut to_names {
            for weight in &mut row[1..] {
                *weight += LEAN;
            }
        }
        let follows = to_names.map(|row| row.map(|weight| (weight * unit).round() as i16));
        NameModel::new(self.settings.bits, rows, follows, unit as u16, table.clone())
    }
}

//! Finds the best labelling of a run.

use crate::language::{LANES, NameModel, SIDES};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Person,
    Organization,
    Place,
    /// A work, an event, a product, a people.
    Other,
}

impl Class {
    /// All classes, in the order of the weights.
    pub const ALL: [Class; 4] = [Class::Person, Class::Organization, Class::Place, Class::Other];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaggedName {
    pub tokens: (usize, usize),
    pub class: Class,
    /// The difference to the best labelling without a name of this class here, in hundredths of a nat.
    pub margin: i32,
}

/// The positions in a name, in the order of the lanes of a row.
const FIRST: usize = 0;
const INSIDE: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;

/// The log odds, in nats, that the context of a word can hardly compensate.
const HOPELESS: i32 = 6;

/// Whether a single word is not a name in any context.
pub fn is_hopeless(sums: &[i16; LANES], model: &NameModel) -> bool {
    let least = -HOPELESS * i32::from(model.unit);
    (1..SIDES).all(|class| i32::from(sums[(class - 1) * 4 + ONLY]) < least)
}

/// Less than any sum, without risk of overflow.
const NEVER: i32 = i32::MIN / 4;

/// The best sums of the labellings up to, or from, a token, by the class of the token (0: no name): `closed` if no name
/// continues after it, `open` if one does.
#[derive(Clone, Copy)]
struct Sums {
    closed: [i32; SIDES],
    open: [i32; SIDES],
}

#[derive(Default)]
pub struct Lattice {
    tokens: Vec<[i16; LANES]>,
    forward: Vec<Sums>,
    backward: Vec<Sums>,
}

impl Lattice {
    pub fn clear(&mut self) {
        self.tokens.clear();
    }

    /// Takes the weights of its next token.
    pub fn push(&mut self, sums: [i16; LANES]) {
        self.tokens.push(sums);
    }

    fn lane(&self, at: usize, class: usize, place: usize) -> i32 {
        i32::from(self.tokens[at][(class - 1) * 4 + place])
    }

    /// Adds the names of the best labelling.
    pub fn best(&mut self, model: &NameModel, offset: usize, out: &mut Vec<TaggedName>) {
        self.read_forward(model);
        let Some(end) = self.forward.last() else { return };
        let best = best_of(&end.closed);
        if best.1 == 0 && self.tokens.len() == 1 {
            return;
        }
        let from = out.len();
        self.trace(model, best.1, offset, out);
        if out.len() == from {
            return;
        }
        self.read_backward(model);
        for name in &mut out[from..] {
            let tokens = name.tokens.0 - offset..name.tokens.1 - offset;
            let class = name.class as usize + 1;
            let margin = tokens.map(|at| best.0 - self.without(at, class)).min().unwrap_or(0);
            name.margin = margin * 100 / i32::from(model.unit);
        }
    }

    fn read_forward(&mut self, model: &NameModel) {
        self.forward.clear();
        let mut before = Sums {
            closed: [0, NEVER, NEVER, NEVER, NEVER],
            open: [NEVER; SIDES],
        };
        for at in 0..self.tokens.len() {
            let begin = begins(&before, model);
            let mut now = Sums {
                closed: [begin[0]; SIDES],
                open: [NEVER; SIDES],
            };
            #[expect(clippy::needless_range_loop, reason = "several tables are read at one class")]
            for class in 1..SIDES {
                let lane = |place| self.lane(at, class, place);
                now.closed[class] = (begin[class] + lane(ONLY)).max(before.open[class] + lane(LAST));
                now.open[class] = (begin[class] + lane(FIRST)).max(before.open[class] + lane(INSIDE));
            }
            self.forward.push(now);
            before = now;
        }
    }

    /// `backward[at]` are the best sums of the tokens after `at`.
    fn read_backward(&mut self, model: &NameModel) {
        let count = self.tokens.len();
        let end = Sums {
            closed: [0; SIDES],
            open: [NEVER; SIDES],
        };
        self.backward.clear();
        self.backward.resize(count, end);
        for at in (1..count).rev() {
            let next = self.backward[at];
            let mut entered = [next.closed[0]; SIDES];
            let mut now = end;
            #[expect(clippy::needless_range_loop, reason = "several tables are read at one class")]
            for class in 1..SIDES {
                let lane = |place| self.lane(at, class, place);
                entered[class] = (lane(ONLY) + next.closed[class]).max(lane(FIRST) + next.open[class]);
                now.open[class] = (lane(LAST) + next.closed[class]).max(lane(INSIDE) + next.open[class]);
            }
            for before in 0..SIDES {
                let sums = (0..SIDES).map(|class| entered[class] + i32::from(model.follows[before][class]));
                now.closed[before] = sums.max().unwrap_or(NEVER);
            }
            self.backward[at - 1] = now;
        }
    }

    /// The best sum of the labellings in which a token does not have a class.
    fn without(&self, at: usize, class: usize) -> i32 {
        let (forward, backward) = (&self.forward[at], &self.backward[at]);
        let others = (0..SIDES).filter(|other| *other != class);
        let sum = |other: usize| {
            (forward.closed[other] + backward.closed[other]).max(forward.open[other] + backward.open[other])
        };
        others.map(sum).max().unwrap_or(NEVER)
    }

    /// Follows the best labelling backwards.
    fn trace(&self, model: &NameModel, last: usize, offset: usize, out: &mut Vec<TaggedName>) {
        let from = out.len();
        let mut side = last;
        let mut end = self.tokens.len();
        while end > 0 {
            let mut first = end - 1;
            if side > 0 {
                let mut inside = false;
                while first > 0 && self.begins_earlier(model, first, side, inside) {
                    inside = true;
                    first -= 1;
                }
                out.push(TaggedName {
                    tokens: (offset + first, offset + end),
                    class: Class::ALL[side - 1],
                    margin: 0,
                });
            }
            if first > 0 {
                let closed = &self.forward[first - 1].closed;
                let mut sums = [0; SIDES];
                for before in 0..SIDES {
                    sums[before] = closed[before] + i32::from(model.follows[before][side]);
                }
                side = best_of(&sums).1;
            }
            end = first;
        }
        out[from..].reverse();
    }

    /// Whether the name that ends at a token, or contains it, begins before it.
    fn begins_earlier(&self, model: &NameModel, at: usize, class: usize, inside: bool) -> bool {
        let (alone, longer) = if inside { (FIRST, INSIDE) } else { (ONLY, LAST) };
        let before = &self.forward[at - 1];
        let begin = begins(before, model)[class];
        begin + self.lane(at, class, alone) < before.open[class] + self.lane(at, class, longer)
    }
}

/// The best sums with which each class can begin after a token.
fn begins(before: &Sums, model: &NameModel) -> [i32; SIDES] {
    let mut sums = [NEVER; SIDES];
    for (closed, follows) in before.closed.iter().zip(&model.follows) {
        for (sum, weight) in sums.iter_mut().zip(follows) {
            *sum = (*sum).max(closed + i32::from(*weight));
        }
    }
    sums
}

/// The greatest sum, and its first index.
fn best_of(sums: &[i32; SIDES]) -> (i32, usize) {
    let mut best = (sums[0], 0);
    for (at, sum) in sums.iter().enumerate().skip(1) {
        if *sum > best.0 {
            best = (*sum, at);
        }
    }
    best
}

//! Which reports hold the same statement, in the same words or in others.
//!
//! Which reports may be the same is asked of an index of what is rare in them, runs of three words and pairs of their
//! rarest words; only those are compared word by word. Of many that share a run each is compared with the next only,
//! and what very many share says nothing, so that the time grows with the number of words and never with its square.

use std::cmp::Reverse;

use crate::model::fnv::{self, mix};
use crate::model::mention::Voice;
use crate::model::site::Report;

/// Of how many reports that share a run of words each is compared with each, and of how many with the next.
const MOST_SHARING: usize = 24;
const MOST_CHAINED: usize = 400;
/// How many words of a report are read.
pub const MOST_WORDS: usize = 150;
/// How many of its rarest words are paired.
const RAREST: usize = 6;
/// The percentage of the words of the shorter report, weighed by their rarity, that must stand in the other.
const SHARED: u64 = 70;
/// The percentage of them that must stand there in the same order.
const IN_ORDER: usize = 60;
/// How many of them must be rare words of four letters or more, and how many letters these must have together.
const LONG_WORDS: usize = 3;
const LETTERS: usize = 18;

#[derive(Debug)]
pub struct ReportedWords<'a> {
    pub report: Report,
    /// Who is said to have made the statement.
    pub voice: Option<Voice<'a>>,
    pub words: Vec<Word>,
}

/// A word: its hash, and how many letters it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    hash: u64,
    letters: u16,
}

/// The words of a text, in lower case.
pub fn words(text: &str) -> Vec<Word> {
    let all = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    all.map(|word| {
        let mut hash = fnv::START;
        let mut letters = 0;
        for letter in word.chars().flat_map(char::to_lowercase) {
            hash = mix(hash, u64::from(letter));
            letters += 1;
        }
        Word { hash, letters }
    })
    .collect()
}

/// Those that report the same statement: each group in order, the largest first.
pub fn groups(units: &[ReportedWords<'_>]) -> Vec<Vec<usize>> {
    let rarity = Rarity::new(units);
    let mut parents: Vec<usize> = (0..units.len()).collect();
    for (one, other) in candidates(units, &rarity) {
        let (a, b) = (root(&mut parents, one), root(&mut parents, other));
        if a != b && is_same(&units[one], &units[other], &rarity) {
            parents[a.max(b)] = a.min(b);
        }
    }
    let mut members: Vec<(usize, usize)> = (0..units.len()).map(|n| (root(&mut parents, n), n)).collect();
    members.sort_unstable();
    let runs = members.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1);
    let mut groups: Vec<Vec<usize>> = runs.map(|run| once_each(units, run.iter().map(|(_, n)| *n))).collect();
    groups.retain(|group| group.len() > 1);
    groups.sort_by_key(|group| (Reverse(group.len()), group[0]));
    groups
}

/// Without what an article says twice in the same words.
fn once_each(units: &[ReportedWords<'_>], members: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for member in members {
        let again = |other: &&usize| {
            let (one, two) = (&units[**other], &units[member]);
            one.report.first.article == two.report.first.article && one.words == two.words
        };
        // Members stand in the order of their articles: what is said again there is near.
        if kept.iter().rev().take(MOST_SHARING).find(again).is_none() {
            kept.push(member);
        }
    }
    kept
}

/// Who stands for a group.
fn root(parents: &mut [usize], mut number: usize) -> usize {
    while parents[number] != number {
        parents[number] = parents[parents[number]];
        number = parents[number];
    }
    number
}

/// How many reports hold each word.
pub struct Rarity {
    counts: Vec<(Word, u32)>,
    total: u32,
}

impl Rarity {
    pub fn new(units: &[ReportedWords<'_>]) -> Rarity {
        let mut all: Vec<Word> = units.iter().flat_map(|unit| distinct(&unit.words)).collect();
        all.sort_unstable();
        let counts = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32));
        Rarity {
            counts: counts.collect(),
            total: units.len() as u32,
        }
    }

    fn count(&self, word: Word) -> u32 {
        let found = self.counts.binary_search_by_key(&word, |(word, _)| *word);
        found.map_or(1, |at| self.counts[at].1)
    }

    /// How much it says that two reports share a word.
    fn weight(&self, word: Word) -> u64 {
        1 + u64::from((self.total / self.count(word)).max(1).ilog2())
    }
}

fn distinct(words: &[Word]) -> Vec<Word> {
    let mut all = words.to_vec();
    all.sort_unstable();
    all.dedup();
    all
}

/// Pairs that share something rare and may be the same.
pub fn candidates(units: &[ReportedWords<'_>], rarity: &Rarity) -> Vec<(usize, usize)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    let mut whole: Vec<(u64, u32)> = Vec::new();
    for (unit, number) in units.iter().zip(0..) {
        let runs = unit
            .words
            .windows(3)
            .map(|run| fnv::of(run.iter().map(|word| word.hash)));
        keys.extend(runs.map(|key| (key, number)));
        whole.push((fnv::of(unit.words.iter().map(|word| word.hash)), number));
        let mut rare = distinct(&unit.words);
        rare.retain(|word| word.letters > 3);
        rare.sort_by_cached_key(|word| (rarity.count(*word), *word));
        rare.truncate(RAREST);
        rare.sort_unstable();
        for (position, one) in rare.iter().enumerate() {
            let pairs = rare[position + 1..].iter().map(|other| mix(one.hash, other.hash));
            keys.extend(pairs.map(|key| (key, number)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for bucket in keys
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|bucket| bucket.len() <= MOST_CHAINED)
    {
        let reach = if bucket.len() <= MOST_SHARING { MOST_SHARING } else { 1 };
        for (position, (_, one)) in bucket.iter().enumerate() {
            let others = bucket[position + 1..].iter().take(reach);
            pairs.extend(others.map(|(_, other)| (*one, *other)));
        }
    }
    // The very same words are a sign however many repeat them.
    whole.sort_unstable();
    let same = whole.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    pairs.extend(same.map(|pair| (pair[0].1, pair[1].1)));
    pairs.sort_unstable();
    pairs.dedup();
    let pairs = pairs.into_iter().map(|(one, other)| (one as usize, other as usize));
    pairs
        .filter(|(one, other)| may_be_same(&units[*one], &units[*other]))
        .collect()
}

/// Different articles, and the same speaker as far as is known.
fn may_be_same(one: &ReportedWords<'_>, other: &ReportedWords<'_>) -> bool {
    let speakers = match (one.voice, other.voice) {
        (None, None) => false,
        (None, _) | (_, None) => true,
        (one, other) => one == other,
    };
    speakers && one.report.first.article != other.report.first.article
}

/// Whether two reports hold the same words, or the longer those of the shorter.
fn is_same(one: &ReportedWords<'_>, other: &ReportedWords<'_>, rarity: &Rarity) -> bool {
    let (short, long) = if one.words.len() <= other.words.len() {
        (&one.words, &other.words)
    } else {
        (&other.words, &one.words)
    };
    let held = distinct(long);
    let (mut all, mut shared) = (0, 0);
    for word in distinct(short) {
        let weight = rarity.weight(word);
        all += weight;
        if held.binary_search(&word).is_ok() {
            shared += weight;
        }
    }
    if shared * 100 < all * SHARED {
        return false;
    }
    let common = in_order(short, long);
    let words: Vec<Word> = common.iter().map(|(at, _)| short[*at]).collect();
    let long_words = words.iter().filter(|word| word.letters > 3).count();
    let letters: usize = words.iter().map(|word| usize::from(word.letters)).sum();
    // Words scattered over a long text are not the same statement.
    let spread = match (common.first(), common.last()) {
        (Some((_, first)), Some((_, last))) => last - first + 1,
        _ => 0,
    };
    words.len() * 100 >= short.len() * IN_ORDER
        && long_words >= LONG_WORDS
        && letters >= LETTERS
        && spread <= short.len() * 2 + 4
}

/// The longest common run of words in order: their positions in both.
fn in_order(short: &[Word], long: &[Word]) -> Vec<(usize, usize)> {
    let width = long.len() + 1;
    let mut lengths = vec![0_u16; (short.len() + 1) * width];
    for (i, one) in short.iter().enumerate().rev() {
        for (j, other) in long.iter().enumerate().rev() {
            lengths[i * width + j] = if one == other {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut common) = (0, 0, Vec::new());
    while i < short.len() && j < long.len() {
        if short[i] == long[j] {
            common.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}

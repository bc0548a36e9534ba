//! The features of tokens, as hashes that select rows of weights.

use super::attributes::{LOWER, SIGN, TokenAttributes};

/// The hash of a feature: its template (`question`) and value (`answer`).
fn mix(question: u32, answer: u32) -> u32 {
    let sum = answer ^ question.wrapping_mul(0x85EB_CA6B);
    (sum ^ sum >> 15).wrapping_mul(0x9E37_79B1)
}

/// Combines two values.
fn both(first: u32, second: u32) -> u32 {
    (first.rotate_left(13) ^ second).wrapping_mul(0xC2B2_AE35)
}

/// At most four bytes of a word as a number.
fn packed(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(bytes.len() as u32, |sum, byte| sum << 8 ^ u32::from(*byte))
}

/// Calls back with the features of the context of a token.
pub fn of_place(facts: &[TokenAttributes], at: usize, mut call: impl FnMut(u32)) {
    let outside = TokenAttributes::default();
    let here = &facts[at];
    let near = |offset: isize| {
        let other = at.checked_add_signed(offset).and_then(|at| facts.get(at));
        other.filter(|other| other.block == here.block).unwrap_or(&outside)
    };
    let (before2, before, after, after2) = (near(-2), near(-1), near(1), near(2));
    let mut ask = |question: u32, answer: u32| call(mix(question, answer));
    let class = |fact: &TokenAttributes| {
        if fact.class > 0 {
            u32::from(fact.class)
        } else {
            2000 + u32::from(fact.shape)
        }
    };
    let kinds = |fact: &TokenAttributes| u32::from(fact.kinds);
    let look =
        |fact: &TokenAttributes| u32::from(fact.shape) | u32::from(fact.start) << 4 | u32::from(fact.quoted) << 5;
    ask(40, before.lower);
    ask(41, after.lower);
    ask(42, before2.lower);
    ask(43, after2.lower);
    ask(44, class(before));
    ask(45, class(after));
    ask(46, class(before2));
    ask(47, class(after2));
    ask(48, both(class(before), class(here)));
    ask(49, both(class(here), class(after)));
    ask(50, both(before.lower, before2.lower));
    ask(51, both(after.lower, after2.lower));
    ask(52, both(kinds(before), kinds(here)));
    ask(53, both(kinds(after), kinds(here)));
    ask(54, both(kinds(before), kinds(before2)));
    ask(55, both(look(before), both(look(here), look(after))));
    ask(56, both(before.lower, look(here)));
    ask(57, both(after.lower, look(here)));
    ask(
        58,
        u32::from(before.known) | u32::from(here.known) << 8 | u32::from(after.known) << 16,
    );
    ask(59, both(class(before), class(after)));
    ask(60, both(kinds(before), class(here)));
    ask(61, both(kinds(after), class(here)));
    ask(62, both(before.path & 0xFF, before2.path & 0xFF));
    around(facts, at, &mut ask);
}

/// Calls back with the features of a token itself.
pub fn of_word(here: &TokenAttributes, mut call: impl FnMut(u32)) {
    let mut ask = |question: u32, answer: u32| call(mix(question, answer));
    let bytes = here.text.as_bytes();
    let length = bytes.len();
    let shape = u32::from(here.shape);
    let start = u32::from(here.start);
    ask(1, 0);
    ask(2, here.word);
    ask(3, here.lower);
    ask(4, both(shape, length.min(12) as u32));
    ask(5, both(shape, start));
    for count in 2..=4.min(length) {
        ask(5 + count as u32, packed(&bytes[..count]));
        ask(10 + count as u32, packed(&bytes[length - count..]));
    }
    if length > 6 {
        ask(16, both(packed(&bytes[length - 4..]), u32::from(bytes[length - 5])));
    }
    let class = u32::from(here.class);
    ask(20, class);
    ask(21, here.path & 0xF);
    ask(22, here.path & 0x3F);
    ask(23, here.path & 0x3FF);
    ask(24, both(class, start));
    ask(25, both(class, shape));
    ask(26, u32::from(here.kinds));
    ask(27, both(u32::from(here.marks), start));
    ask(28, u32::from(here.elsewhere) | start << 2 | shape << 3);
    ask(29, both(u32::from(here.part), class));
    ask(30, u32::from(here.known));
    ask(31, u32::from(here.quoted) | start << 1);
}

/// The features of the words before and after the run of capitalised words around a token.
fn around(facts: &[TokenAttributes], at: usize, ask: &mut impl FnMut(u32, u32)) {
    const FAR: usize = 4;
    let block = facts[at].block;
    let capital = |fact: &&TokenAttributes| fact.block == block && fact.capital;
    let left = facts[..at].iter().rev().take(FAR).take_while(capital).count();
    let right = facts[at + 1..].iter().take(FAR).take_while(capital).count();
    let same = |fact: &&TokenAttributes| fact.block == block;
    let before = (at - left).checked_sub(1).and_then(|at| facts.get(at)).filter(same);
    let after = facts.get(at + right + 1).filter(same);
    let place = (left as u32) | (right as u32) << 3;
    ask(70, place);
    ask(71, both(before.map_or(1, |fact| fact.lower), left as u32));
    ask(72, both(after.map_or(1, |fact| fact.lower), right as u32));
    ask(73, both(before.map_or(9, |fact| u32::from(fact.kinds)), place));
    let lower = facts[..at]
        .iter()
        .rev()
        .take(FAR)
        .take_while(same)
        .find(|fact| fact.shape == LOWER);
    ask(74, lower.map_or(1, |fact| fact.lower));
    let sign = facts[at + 1..]
        .iter()
        .take(FAR)
        .take_while(same)
        .find(|fact| fact.shape == SIGN);
    ask(75, both(sign.map_or(1, |fact| fact.word), right as u32));
}

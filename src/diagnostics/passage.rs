//! Finds the passage of a text that is most similar to an expected one.
//!
//! A corrected sentence keeps most of its words, so the passage that shares the most words with the expected one is
//! suggested, unless too few are shared.

use std::collections::BTreeMap;
use std::ops::Range;

use super::nearest;

/// The longest text that is searched, in bytes.
const LONGEST_TEXT: usize = 200_000;
/// The longest passage that is suggested, in characters.
const LONGEST_PASSAGE: usize = 300;

struct Word {
    span: Range<usize>,
    /// Its number among the expected words, ignoring case.
    number: Option<usize>,
}

/// The passage of `text` that most likely corresponds to `expected`.
pub fn nearest_passage<'a>(text: &'a str, expected: &str) -> Option<&'a str> {
    let wanted: Vec<String> = words(expected).map(|span| expected[span].to_lowercase()).collect();
    if text.len() > LONGEST_TEXT {
        return None;
    }
    let passage = match wanted.as_slice() {
        [] => return None,
        [word] => nearest(word, words(text).map(|span| &text[span]))?,
        _ => {
            let span = most_similar(text, &wanted)?;
            &text[span.start..including_punctuation(text, span.end, expected)]
        }
    };
    (passage.chars().count() <= LONGEST_PASSAGE).then_some(passage)
}

/// The words of a text: letters, digits, and hyphens and apostrophes between them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '’';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c| !joins(c)).unwrap_or(text.len() - start);
        rest = start + length;
        Some(start..rest)
    })
}

/// The most similar passage: the window of a paragraph that shares the most words, the first of equals.
fn most_similar(text: &str, wanted: &[String]) -> Option<Range<usize>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut expected_counts: Vec<usize> = Vec::new();
    for word in wanted {
        let number = *numbers.entry(word).or_insert(expected_counts.len());
        match expected_counts.get_mut(number) {
            Some(count) => *count += 1,
            None => expected_counts.push(1),
        }
    }
    let mut best: Option<(usize, Range<usize>)> = None;
    let mut begin = 0;
    for paragraph in text.split("\n\n") {
        let all: Vec<Word> = words(paragraph)
            .map(|span| Word {
                number: numbers.get(paragraph[span.clone()].to_lowercase().as_str()).copied(),
                span: begin + span.start..begin + span.end,
            })
            .collect();
        if let Some((shared, window)) = best_window(&all, wanted.len(), &expected_counts)
            && best.as_ref().is_none_or(|(most, _)| shared > *most)
        {
            let window = aligned(text, &all, window, wanted, &numbers);
            best = Some((shared, all[window.start].span.start..all[window.end - 1].span.end));
        }
        begin += paragraph.len() + 2;
    }
    let (shared, span) = best?;
    // Any two sentences share a few words: at least half, and two, are required.
    (shared * 2 >= wanted.len() && shared > 1).then_some(span)
}

/// The window of slightly more than `wanted` words that shares the most with `expected_counts`, and their number.
fn best_window(all: &[Word], wanted: usize, expected_counts: &[usize]) -> Option<(usize, Range<usize>)> {
    let size = (wanted + wanted / 4 + 1).min(all.len());
    let mut left = expected_counts.to_vec();
    let mut over = vec![0usize; expected_counts.len()];
    let mut shared = 0;
    let mut best: Option<(usize, Range<usize>)> = None;
    for end in 0..all.len() {
        if let Some(number) = all[end].number {
            match left[number] {
                0 => over[number] += 1,
                _ => {
                    left[number] -= 1;
                    shared += 1;
                }
            }
        }
        if let Some(number) = end.checked_sub(size).and_then(|gone| all[gone].number) {
            match over[number] {
                0 => {
                    left[number] += 1;
                    shared -= 1;
                }
                _ => over[number] -= 1,
            }
        }
        if shared > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((shared, (end + 1).saturating_sub(size)..end + 1));
        }
    }
    best
}

/// Shrinks a window to the first and last expected word, then extends it within the sentence by as many words as are
/// expected before and after them: those are the changed words.
fn aligned(
    text: &str,
    all: &[Word],
    window: Range<usize>,
    wanted: &[String],
    numbers: &BTreeMap<&str, usize>,
) -> Range<usize> {
    let known = |at: &usize| all[*at].number.is_some();
    let first = window.clone().find(known).unwrap_or(window.start);
    let last = window.clone().rev().find(known).unwrap_or(window.end - 1);
    let place = |at: usize, mut places: Box<dyn Iterator<Item = usize> + '_>| {
        places.find(|place| numbers.get(wanted[*place].as_str()).copied() == all[at].number)
    };
    let before = place(first, Box::new(0..wanted.len())).unwrap_or(0);
    let last_place = place(last, Box::new((0..wanted.len()).rev())).unwrap_or(wanted.len() - 1);
    let behind = wanted.len() - 1 - last_place;
    let together = |left: usize| {
        let between = &text[all[left].span.end..all[left + 1].span.start];
        between.chars().all(|c| c.is_whitespace() || c == ',')
    };
    let start = (first.saturating_sub(before)..first)
        .rev()
        .take_while(|at| together(*at));
    let end = (last + 1..(last + 1 + behind).min(all.len())).take_while(|at| together(*at - 1));
    start.last().unwrap_or(first)..end.last().unwrap_or(last) + 1
}

/// The end including the punctuation mark after it, if one is expected.
fn including_punctuation(text: &str, end: usize, expected: &str) -> usize {
    let stops = ['.', '!', '?', '…'];
    let next = text[end..].chars().next().filter(|c| stops.contains(c));
    let wanted = expected.trim_end().ends_with(stops);
    next.filter(|_| wanted).map_or(end, |stop| end + stop.len_utf8())
}

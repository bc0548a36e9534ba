//! Finds the end of the first sentence, to separate a title from a lead on the same line.

use unicode_normalization::UnicodeNormalization;

/// The number of characters after a punctuation mark in which the next word is sought.
const LOOKAHEAD: usize = 32;

/// The byte after the first sentence and its closing quotation marks; `None` if the text is one sentence.
///
/// A truncated title is worse than a long one, so in doubt the sentence continues.
pub fn first_end(text: &str, abbreviations: &[String]) -> Option<usize> {
    let mut seen_word = false;
    for (at, c) in text.char_indices() {
        seen_word |= c.is_alphanumeric();
        if !seen_word || !matches!(c, '.' | '?' | '!') {
            continue;
        }
        let rest = &text[at + 1..];
        let tail = rest.trim_start_matches(is_closing);
        if !tail.starts_with(' ') {
            continue;
        }
        if continues(tail) || (c == '.' && is_abbreviating(&text[..at], tail, abbreviations)) {
            continue;
        }
        return Some(text.len() - tail.len());
    }
    None
}

/// Whether a closing mark belongs to the sentence before it.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '»' | '«' | '›' | '‹' | ')' | ']'
    )
}

/// Whether the next word begins with a lower-case letter.
fn continues(tail: &str) -> bool {
    tail.chars()
        .take(LOOKAHEAD)
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

/// Whether a full stop belongs to the word before it (an ordinal, an initial, an abbreviation) or to an ellipsis.
fn is_abbreviating(before: &str, tail: &str, abbreviations: &[String]) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last();
    let Some((start, _)) = start else {
        return before.ends_with('.');
    };
    let word = &before[start..];
    let length = word.chars().count();
    let number = tail.trim_start().starts_with(|c: char| c.is_ascii_digit());
    word.chars().all(|c| c.is_ascii_digit())
        || length == 1
        || (length <= 4 && number)
        || (length <= 3 && is_unpronounceable(word))
        || abbreviations.contains(&word.to_lowercase())
}

/// Whether a word has only consonants and no capital but the first: an abbreviation.
fn is_unpronounceable(word: &str) -> bool {
    let vowel = |c: char| latin_base(c).is_none_or(|c| "aeiouy".contains(c));
    word.chars().skip(1).all(char::is_lowercase) && !word.to_lowercase().chars().any(vowel)
}

/// A Latin letter without diacritics, in lower case.
fn latin_base(c: char) -> Option<char> {
    let base = std::iter::once(c).nfd().next()?;
    base.is_ascii_alphabetic().then(|| base.to_ascii_lowercase())
}

//! Words in other spellings.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::language::NameWords;

/// Another spelling of a word, under which a name may be kept: capitals as small letters, letters
/// with marks as those without.
pub(super) fn folded<'w>(word: &'w str, language: &NameWords) -> Option<Cow<'w, str>> {
    if word.as_bytes().first().is_none_or(u8::is_ascii_lowercase) {
        return None;
    }
    if !word.is_ascii() {
        return Some(Cow::Owned(plain(
            &lowered(word).unwrap_or(Cow::Borrowed(word)),
            language,
        )));
    }
    lowered(word)
}

/// A word in capitals, in small letters behind the first.
fn lowered(word: &str) -> Option<Cow<'_, str>> {
    let mut letters = word.chars();
    let first = letters.next()?;
    if word.len() < 4
        || !word.bytes().all(|b| b.is_ascii_uppercase() || !b.is_ascii())
        || word.chars().any(char::is_lowercase)
    {
        return None;
    }
    Some(Cow::Owned(first.to_string() + &letters.as_str().to_lowercase()))
}

/// A text without letters that other alphabets lack.
pub(super) fn plain(text: &str, language: &NameWords) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            plain.push(c);
        } else if let Some((_, other)) = language.transliterations.iter().find(|(letter, _)| *letter == c) {
            plain.push_str(other);
        } else {
            plain.extend(c.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)));
        }
    }
    plain
}

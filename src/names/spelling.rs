//! Other spellings of words.

use unicode_normalization::UnicodeNormalization;

use crate::language::NameWords;

/// Writes another spelling of a word into `other`: upper case converted to title case, letters transliterated. Returns
/// whether there is one.
pub(super) fn fold(word: &str, language: &NameWords, other: &mut String) -> bool {
    let Some(first) = word.bytes().next().filter(|byte| !byte.is_ascii_lowercase()) else {
        return false;
    };
    let ascii = word.is_ascii();
    let capitals = word.len() > 3
        && first.is_ascii_uppercase() | !first.is_ascii()
        && word.as_bytes().get(1).is_none_or(|byte| !byte.is_ascii_lowercase())
        && word.chars().all(char::is_uppercase);
    if ascii && !capitals {
        return false;
    }
    other.clear();
    for (number, c) in word.chars().enumerate() {
        if number == 0 || !capitals {
            push_transliterated(c, language, other);
        } else {
            c.to_lowercase()
                .for_each(|small| push_transliterated(small, language, other));
        }
    }
    true
}

/// A text with letters transliterated, as in `ae` for `ä`.
pub(super) fn transliterated(text: &str, language: &NameWords) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|c| push_transliterated(c, language, &mut plain));
    plain
}

/// A text without diacritics, if the language omits them; `None` if [`transliterated`] gives the same.
pub(super) fn without_diacritics(text: &str, language: &NameWords) -> Option<String> {
    let stripped: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .collect();
    let stripped = transliterated(&stripped, language);
    (language.marks_dropped && stripped != transliterated(text, language)).then_some(stripped)
}

fn push_transliterated(c: char, language: &NameWords, plain: &mut String) {
    if c.is_ascii() {
        plain.push(c);
    } else if let Some((_, other)) = language.transliterations.iter().find(|(letter, _)| *letter == c) {
        plain.push_str(other);
    } else {
        plain.extend(c.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)));
    }
}

//! Words in other spellings.

use unicode_normalization::UnicodeNormalization;

use crate::language::NameWords;

/// Another spelling of a word, under which a name may be kept: capitals as small letters, letters
/// with marks as those without. Written into `other`; whether there is one.
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
            put(c, language, other);
        } else {
            c.to_lowercase().for_each(|small| put(small, language, other));
        }
    }
    true
}

/// A text without letters that other alphabets lack.
pub(super) fn plain(text: &str, language: &NameWords) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|c| put(c, language, &mut plain));
    plain
}

/// A text without any marks on its letters, where a language leaves them out; `None` where that is
/// what [`plain`] gives.
pub(super) fn bare(text: &str, language: &NameWords) -> Option<String> {
    let stripped: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .collect();
    let bare = plain(&stripped, language);
    (language.marks_dropped && bare != plain(text, language)).then_some(bare)
}

/// A letter, without what other alphabets lack.
fn put(c: char, language: &NameWords, plain: &mut String) {
    if c.is_ascii() {
        plain.push(c);
    } else if let Some((_, other)) = language.transliterations.iter().find(|(letter, _)| *letter == c) {
        plain.push_str(other);
    } else {
        plain.extend(c.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)));
    }
}

//! From a selected text to its position, and from a position to the shortest unambiguous anchor.

use crate::model::anchors::occurrences;
use crate::model::article::Anchor;
use crate::model::key_path::KeyPath;
use crate::model::span::Span;
use crate::yaml::EntryValue;

/// The maximum number of words in a prefix or suffix.
const MAX_WORDS: usize = 4;

/// A text that was selected on the page, with its context.
#[derive(Clone, Debug, Default)]
pub struct SelectedText {
    pub text: String,
    /// Text immediately before it.
    pub before: String,
    /// Text immediately after it.
    pub after: String,
}

/// The position of a selected text: of several matches the one with the most characters of the context. White space is
/// collapsed, as a page shows it. `None` if the text does not occur, or two matches are equally good.
pub fn find_selection(plain: &str, selected: &SelectedText) -> Option<Span> {
    let (page, offsets) = collapsed(plain);
    let text = collapsed(selected.text.trim()).0;
    if text.is_empty() {
        return None;
    }
    let before = collapsed(&selected.before).0;
    let after = collapsed(&selected.after).0;
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(at) = page[from..].find(&text).map(|at| at + from) {
        let end = at + text.len();
        let common_before = common(page[..at].chars().rev(), before.chars().rev());
        let common_after = common(page[end..].chars(), after.chars());
        places.push((common_before + common_after, at));
        from = at + page[at..].chars().next().map_or(1, char::len_utf8);
    }
    let best = places.iter().map(|(score, _)| *score).max()?;
    let mut good = places.iter().filter(|(score, _)| *score == best);
    let (Some((_, at)), None) = (good.next(), good.next()) else {
        return None;
    };
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let end = at + text.len() - last;
    Some(Span::new(offsets[*at], offsets[end] + last))
}

/// The text with each run of white space replaced by one space, and the original offset of each byte.
fn collapsed(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && out.ends_with(' ') {
            continue;
        }
        out.push(c);
        offsets.extend((0..c.len_utf8()).map(|byte| at + byte));
    }
    (out, offsets)
}

/// The length of the common prefix, in characters.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The keys of an anchor for this position: the text, and if it occurs more than once the shortest
/// unambiguous prefix or suffix, or else its number. `None` if no anchor has this position.
pub(super) fn shortest_anchor(plain: &str, span: Span) -> Option<Vec<(&'static str, EntryValue)>> {
    let whole = span.slice(plain);
    let text = whole.trim();
    let start = span.start as usize + (whole.len() - whole.trim_start().len());
    let span = Span::new(start, start + text.len());
    let anchor = |prefix: Option<&str>, suffix: Option<&str>, nth: Option<usize>| Anchor {
        text: text.to_owned(),
        prefix: prefix.map(str::to_owned),
        suffix: suffix.map(str::to_owned),
        nth,
        key: KeyPath::root(),
    };
    let places = |anchor: &Anchor| occurrences(plain, anchor).unwrap_or_default();
    let all = places(&anchor(None, None, None));
    let number = all.iter().position(|place| *place == span)? + 1;
    let mut keys = vec![("text", EntryValue::Text(text.to_owned()))];
    if all.len() == 1 {
        return Some(keys);
    }
    for words in 1..=MAX_WORDS {
        let before = words_before(plain, span, words);
        if !before.trim().is_empty() && places(&anchor(Some(before), None, None)) == [span] {
            keys.push(("prefix", EntryValue::Text(before.to_owned())));
            return Some(keys);
        }
        let after = words_after(plain, span, words);
        if !after.trim().is_empty() && places(&anchor(None, Some(after), None)) == [span] {
            keys.push(("suffix", EntryValue::Text(after.to_owned())));
            return Some(keys);
        }
    }
    keys.push(("nth", EntryValue::Number(number)));
    Some(keys)
}

/// This many words before a position, within its line.
fn words_before(plain: &str, span: Span, words: usize) -> &str {
    let before = &plain[..span.start as usize];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let mut rest = line;
    for _ in 0..words {
        rest = rest.trim_end();
        rest = rest.trim_end_matches(|c: char| !c.is_whitespace());
    }
    &line[rest.len()..]
}

/// This many words after a position, within its line.
fn words_after(plain: &str, span: Span, words: usize) -> &str {
    let after = &plain[span.end as usize..];
    let line = after.split('\n').next().unwrap_or_default();
    let mut rest = line;
    for _ in 0..words {
        rest = rest.trim_start();
        rest = rest.trim_start_matches(|c: char| !c.is_whitespace());
    }
    &line[..line.len() - rest.len()]
}

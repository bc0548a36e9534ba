//! Escapes text as Markdown that renders as exactly that text, with as few backslashes as possible.
//!
//! A paragraph is one line between blank lines, so it cannot be a table, a setext heading, an indented block or a hard
//! break. What remains is markup at the start of the line and inline markup.

/// Escapes a paragraph: one line with single spaces between words.
pub fn paragraph(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let context = Context::of(&chars);
    let start = misread_start(&chars);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in chars.iter().enumerate() {
        if start == Some(at) || is_misread(&chars, at, &context) {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

/// Escapes all characters that could be markup in a piece of a line, which it begins if `starts`.
pub(super) fn inline(text: &str, starts: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let start = starts.then(|| misread_start(&chars)).flatten();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied();
        let misread = match c {
            '*' | '`' | '~' | '[' | ']' | '\\' | '|' => true,
            '_' => !(at > 0 && chars[at - 1].is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
            '<' | '&' => next.is_none_or(|c| c != ' '),
            '!' => next.is_none(),
            _ => false,
        };
        if misread || start == Some(at) {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

/// The character to escape so that the line does not begin a block.
fn misread_start(chars: &[char]) -> Option<usize> {
    let first = *chars.first()?;
    let ends = |at: usize| chars.get(at).is_none_or(|c| *c == ' ');
    let run = chars.iter().take_while(|c| **c == first).count();
    let only = |c: char| chars.iter().all(|other| *other == c || *other == ' ');
    let misread = match first {
        // A colon makes the paragraph before it a term, even without a space after it.
        '>' | ':' => true,
        '-' | '+' | '*' => ends(1) || only(first),
        '_' | '=' => only(first),
        '#' => run <= 6 && ends(run),
        '~' | '`' => run >= 3,
        '[' => chars.windows(2).any(|pair| pair == [']', ':']),
        '0'..='9' => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            let marks = matches!(chars.get(digits), Some('.' | ')')) && ends(digits + 1);
            return (marks && digits <= 9).then_some(digits);
        }
        _ => false,
    };
    misread.then_some(0)
}

/// Characters that must be escaped because of others in the paragraph.
struct Context {
    /// Whether the character is a delimiter that has a partner.
    paired: Vec<bool>,
    /// Whether the paragraph may contain an email address in angle brackets.
    address: bool,
}

impl Context {
    fn of(chars: &[char]) -> Context {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let end = at + chars[at..].iter().take_while(|c| **c == chars[at]).count();
            if matches!(chars[at], '*' | '_' | '~' | '`') && is_delimiter(chars, at, end) {
                runs.push((at, end));
            }
            at = end;
        }
        let mut paired = vec![false; chars.len()];
        for mark in ['*', '_', '~', '`'] {
            let same = || runs.iter().filter(|(start, _)| chars[*start] == mark);
            if same().count() > 1 {
                same().for_each(|(start, end)| paired[*start..*end].fill(true));
            }
        }
        Context {
            paired,
            address: chars.contains(&'@') && chars.contains(&'>'),
        }
    }
}

/// Whether a run of marks could be a delimiter: not between spaces, and underscores not within a word.
fn is_delimiter(chars: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| chars.get(at));
    let after = chars.get(end);
    let blank = |c: Option<&char>| c.is_none_or(|c| *c == ' ');
    let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() && !is_enclosed(*c));
    match chars[start] {
        '`' => true,
        '_' if word(before) && word(after) => false,
        _ => !(blank(before) && blank(after)),
    }
}

/// Enclosed letters are alphanumeric in Unicode, but symbols in Markdown.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
}

/// Whether a character within the line would be read as markup.
fn is_misread(chars: &[char], at: usize, context: &Context) -> bool {
    let next = chars.get(at + 1).copied();
    match chars[at] {
        '*' | '_' | '~' | '`' => context.paired[at],
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        // Links need `](`, wiki links `[[`, footnotes `[^`; `[…]` alone is text.
        '[' => matches!(next, Some('[' | '^')) || at.checked_sub(1).is_some_and(|at| chars[at] == '['),
        ']' => next == Some('('),
        '&' => is_entity(&chars[at + 1..]),
        '<' => match next {
            Some('/' | '!' | '?') => true,
            Some(c) if c.is_ascii_alphabetic() => true,
            Some(' ') | None => false,
            Some(_) => context.address,
        },
        _ => false,
    }
}

/// Whether a character reference of any name follows the ampersand.
fn is_entity(rest: &[char]) -> bool {
    let skip = usize::from(rest.first() == Some(&'#'));
    let length = rest[skip..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    length > 0 && rest.get(skip + length) == Some(&';')
}

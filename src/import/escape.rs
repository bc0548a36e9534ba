//! Text as Markdown that renders as exactly that text, with as few backslashes as possible.
//!
//! A paragraph is always one line between blank lines. So nothing in it can be a table, a
//! heading by underline, an indented block or a hard break; what remains is what a line can
//! begin with, and what stands inside.

/// Escapes a paragraph: one line, with single spaces and none at its ends.
pub(super) fn paragraph(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let loose = Loose::of(&chars);
    let start = misread_start(&chars);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in chars.iter().enumerate() {
        if start == Some(at) || is_misread(&chars, at, loose) {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

/// Where a backslash keeps the line from beginning a block.
fn misread_start(chars: &[char]) -> Option<usize> {
    let first = *chars.first()?;
    let ends = |at: usize| chars.get(at).is_none_or(|c| *c == ' ');
    let run = chars.iter().take_while(|c| **c == first).count();
    let only = |c: char| chars.iter().all(|other| *other == c || *other == ' ');
    let misread = match first {
        // A colon makes the paragraph before it a term, with or without a space after it.
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

/// Marks that need a partner and have one in this paragraph.
#[derive(Clone, Copy)]
struct Loose {
    stars: bool,
    underscores: bool,
    tildes: bool,
    backticks: bool,
}

impl Loose {
    fn of(chars: &[char]) -> Loose {
        let mut counts = [0usize; 4];
        let mut at = 0;
        while at < chars.len() {
            let length = chars[at..].iter().take_while(|c| **c == chars[at]).count();
            let slot = match chars[at] {
                '*' => Some(0),
                '_' => Some(1),
                '~' => Some(2),
                '`' => Some(3),
                _ => None,
            };
            if let Some(slot) = slot.filter(|_| is_delimiter(chars, at, at + length)) {
                counts[slot] += 1;
            }
            at += length;
        }
        let [stars, underscores, tildes, backticks] = counts.map(|count| count > 1);
        Loose { stars, underscores, tildes, backticks }
    }
}

/// Whether a run of marks could open or close anything: not between spaces, and underscores not
/// inside of a word.
fn is_delimiter(chars: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| chars.get(at));
    let after = chars.get(end);
    let blank = |c: Option<&char>| c.is_none_or(|c| *c == ' ');
    let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    match chars[start] {
        '`' => true,
        '_' if word(before) && word(after) => false,
        _ => !(blank(before) && blank(after)),
    }
}

/// Whether a character inside of the line would be read as a mark.
fn is_misread(chars: &[char], at: usize, loose: Loose) -> bool {
    let next = chars.get(at + 1).copied();
    match chars[at] {
        '*' => loose.stars && run_is_delimiter(chars, at),
        '_' => loose.underscores && run_is_delimiter(chars, at),
        '~' => loose.tildes && run_is_delimiter(chars, at),
        '`' => loose.backticks,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        // Links need `](`; wiki links `[[`, footnotes `[^`. `[…]` alone is text.
        '[' => matches!(next, Some('[' | '^')) || at.checked_sub(1).is_some_and(|at| chars[at] == '['),
        ']' => next == Some('('),
        '&' => is_entity(&chars[at + 1..]),
        '<' => is_tag(&chars[at + 1..]),
        _ => false,
    }
}

fn run_is_delimiter(chars: &[char], at: usize) -> bool {
    let mark = chars[at];
    let start = at - chars[..at].iter().rev().take_while(|c| **c == mark).count();
    let end = at + chars[at..].iter().take_while(|c| **c == mark).count();
    is_delimiter(chars, start, end)
}

/// Whether what follows an ampersand makes it a character reference (of any name).
fn is_entity(rest: &[char]) -> bool {
    let skip = usize::from(rest.first() == Some(&'#'));
    let length = rest[skip..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    length > 0 && rest.get(skip + length) == Some(&';')
}

/// Whether what follows `<` could make it a tag, a comment or an address.
fn is_tag(rest: &[char]) -> bool {
    match rest.first() {
        Some('/' | '!' | '?') => true,
        Some(c) if c.is_ascii_alphabetic() => true,
        Some(' ') | None => false,
        Some(_) => rest.contains(&'@') && rest.contains(&'>'),
    }
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn what_begins_a_block_is_escaped() {
        for (text, markdown) in [
            ("24. Januar", "24\\. Januar"),
            ("1) eins", "1\\) eins"),
            ("2022.", "2022\\."),
            ("# Zeichen", "\\# Zeichen"),
            ("> Zitat", "\\> Zitat"),
            (">Zitat", "\\>Zitat"),
            ("- Punkt", "\\- Punkt"),
            ("+ Punkt", "\\+ Punkt"),
            ("* Punkt", "\\* Punkt"),
            ("-", "\\-"),
            (": Wort", "\\: Wort"),
            ("---", "\\---"),
            ("- - -", "\\- - -"),
            ("***", "\\***"),
            ("_ _ _", "\\_ _ _"),
            ("===", "\\==="),
            ("```rust", "\\```rust"),
            ("~~~", "\\~~~"),
            ("[a]: https://example.org", "\\[a]: https://example.org"),
            ("[^1]: Note", "\\[\\^1]: Note".replace("\\^", "^").as_str()),
        ] {
            assert_eq!(paragraph(text), markdown);
        }
    }

    #[test]
    fn what_marks_text_is_escaped() {
        for (text, markdown) in [
            ("ein *Wort* da", "ein \\*Wort\\* da"),
            ("Bürger*innen und Schüler*innen", "Bürger\\*innen und Schüler\\*innen"),
            ("_so_", "\\_so\\_"),
            ("~~weg~~", "\\~\\~weg\\~\\~"),
            ("`a` und `b`", "\\`a\\` und \\`b\\`"),
            ("[a](b)", "[a\\](b)"),
            ("![a](b)", "![a\\](b)"),
            ("[[a|b]]", "\\[\\[a|b]]"),
            ("Text[^1]", "Text\\[^1]"),
            ("&amp; &#x3a; &copy;", "\\&amp; \\&#x3a; \\&copy;"),
            ("<b>fett</b>", "\\<b>fett\\</b>"),
            ("<https://example.org>", "\\<https://example.org>"),
            ("<!-- x -->", "\\<!-- x -->"),
            ("<1@example.org>", "\\<1@example.org>"),
            ("C:\\*x", "C:\\\\*x"),
            ("am Ende \\", "am Ende \\\\"),
        ] {
            assert_eq!(paragraph(text), markdown);
        }
    }

    #[test]
    fn what_is_text_anyway_stays_as_it_is() {
        for text in [
            "„Ein Zitat“, sagte sie - und 'ging'.",
            "Liefer-Verträge kosten 3 < 5 & mehr; AT&T",
            "Bürger*innen",
            "ein_wort_mehr",
            "5 * 3 * 2",
            "[…] und [sic]",
            "#hashtag",
            "-5 Grad",
            "2022 war so",
            "3.5 Prozent",
            "~50 Leute",
            "C:\\Temp",
            "a | b",
            "1234567890. Zahl",
            "Ach! (Nein)",
        ] {
            assert_eq!(paragraph(text), text);
        }
    }
}

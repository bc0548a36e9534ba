//! Normalises pasted text: line ends, white space, invisible characters.

use unicode_normalization::UnicodeNormalization;

/// The lines of a paragraph, with single spaces between words.
pub type Paragraph = Vec<String>;

/// The paragraphs of a text, separated by blank lines.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut current = Paragraph::new();
    for line in readable(text).split('\n') {
        let line = single_spaced(line);
        if line.is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
        } else {
            current.push(line);
        }
    }
    if !current.is_empty() {
        paragraphs.push(current);
    }
    paragraphs
}

/// A text as one line.
pub fn one_line(text: &str) -> String {
    single_spaced(&readable(text))
}

/// Replaces each run of white space, including no-break spaces, by one space, as editors type it in anchors.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts line ends to `\n`, removes invisible characters, and composes (NFC): PDFs often have decomposed umlauts.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            // Word processors write U+000B for a line break in a paragraph.
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            '\n' | '\t' => out.push(c),
            c if is_invisible(c) => {}
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// Whether a character is removed: controls, soft hyphens, zero-width spaces, byte order marks, bidirectional controls,
/// noncharacters. Joiners stay, since Persian and emoji need them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || (c as u32) & 0xfffe == 0xfffe
}

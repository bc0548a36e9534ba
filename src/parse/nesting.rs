//! Measures the nesting of Markdown before it is parsed.
//!
//! Markdown parsers take quadratic time for deeply nested lists and quotations: 120 KB of `- - - …` take many seconds.

/// The deepest nesting that is parsed.
pub const LIMIT: usize = 40;

/// The start of the first line that is nested deeper than [`LIMIT`], in bytes.
pub fn too_deep(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if markers(line) > LIMIT || deep_item(line) || brackets(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The number of list and quotation markers at the start of a line.
fn markers(line: &str) -> usize {
    let mut count = 0;
    let mut rest = line.trim_start();
    loop {
        let first = rest.bytes().next();
        let length = match first {
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*' | b':') if rest[1..].starts_with([' ', '\t', '\n']) => 1,
            Some(b'0'..=b'9') => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let item = digits <= 9
                    && rest[digits..].starts_with(['.', ')'])
                    && rest[digits + 1..].starts_with([' ', '\t']);
                if item { digits + 1 } else { 0 }
            }
            _ => 0,
        };
        if length == 0 {
            return count;
        }
        count += 1;
        rest = rest[length..].trim_start();
    }
}

/// Whether a line is a list item whose indentation implies too deep a nesting.
fn deep_item(line: &str) -> bool {
    let indent: usize = line
        .bytes()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .map(|b| if b == b'\t' { 4 } else { 1 })
        .sum();
    indent > 2 * LIMIT && markers(line) > 0
}

fn brackets(line: &str) -> bool {
    let mut open = 0i32;
    let mut deepest = 0;
    for byte in line.bytes() {
        match byte {
            b'[' => open += 1,
            b']' => open -= 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest > 25 * LIMIT as i32
}

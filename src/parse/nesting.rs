//! How deep a text is nested, found before it is parsed.
//!
//! Markdown parsers take quadratic time over deeply nested lists and quotations: 120 KB of
//! `- - - …` take many seconds. No article needs more than a few levels.

/// The deepest nesting that is parsed.
pub const LIMIT: usize = 40;

/// The byte at which a text first nests deeper than [`LIMIT`].
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

/// How many marks of lists and quotations stand at the beginning of a line.
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

/// Whether a line is an item so far to the right that it must be nested too deep.
fn deep_item(line: &str) -> bool {
    let indent: usize = line
        .bytes()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .map(|b| if b == b'\t' { 4 } else { 1 })
        .sum();
    indent > 2 * LIMIT && markers(line) > 0
}

/// Whether a line opens very many brackets without closing them.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_nested_too_deep_is_refused() {
        assert_eq!(too_deep(&format!("text\n{}", "- ".repeat(41))), Some(5));
        assert_eq!(too_deep(&">".repeat(41)), Some(0));
        assert_eq!(too_deep(&"- ".repeat(40)), None);
        assert_eq!(too_deep("--- \n* * *\n2022. Ein Jahr\n- ein\n  - zwei\n"), None);
        let staircase: String = (0..60).map(|i| format!("{}- x\n", "  ".repeat(i))).collect();
        assert!(too_deep(&staircase).is_some());
    }
}

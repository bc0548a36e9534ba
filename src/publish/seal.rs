//! Text with a checksum, so that damage is detected.

/// A text whose first line names its format and whose last line holds its checksum.
pub(super) struct Sealed {
    pub text: String,
    /// The checksum in its last line.
    pub checksum: String,
}

const LAST: &str = "checksum ";

/// Adds the first and last line to `body`, which is empty or ends with a line break.
pub(super) fn seal(first: &str, body: &str) -> Sealed {
    let mut text = format!("{first}\n{body}");
    let checksum = blake3::hash(text.as_bytes()).to_hex().to_string();
    text.push_str(LAST);
    text.push_str(&checksum);
    text.push('\n');
    Sealed { text, checksum }
}

/// The body and the checksum of a sealed text; `None` if it is damaged or of another format.
pub(super) fn open<'a>(first: &str, bytes: &'a [u8]) -> Option<(&'a str, &'a str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let line = text.strip_suffix('\n')?.rsplit('\n').next()?;
    let checksum = line.strip_prefix(LAST)?;
    let sealed = &text[..text.len() - line.len() - 1];
    let whole = blake3::hash(sealed.as_bytes()).to_hex().as_str() == checksum;
    let body = sealed.strip_prefix(first)?.strip_prefix('\n')?;
    whole.then_some((body, checksum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_with_its_checksum() {
        for body in ["", "a\n", "a\nchecksum b\n"] {
            let sealed = seal("first", body);
            assert_eq!(
                open("first", sealed.text.as_bytes()),
                Some((body, sealed.checksum.as_str()))
            );
            assert_eq!(open("second", sealed.text.as_bytes()), None);
        }
    }

    #[test]
    fn no_damage_goes_unnoticed() {
        let whole = seal("first", "one\ntwo\n").text.into_bytes();
        for length in 0..whole.len() {
            assert_eq!(open("first", &whole[..length]), None, "cut at {length}");
        }
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open("first", &flipped), None, "bit {bit}");
        }
        let mut longer = whole.clone();
        longer.push(b'\n');
        assert_eq!(open("first", &longer), None);
    }
}

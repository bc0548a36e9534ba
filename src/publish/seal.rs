//! Text with a checksum, so that damage is detected.

/// A text whose first line names its format and whose last line holds its checksum.
pub struct Sealed {
    pub text: String,
    /// The checksum in its last line.
    pub checksum: String,
}

const LAST: &str = "checksum ";

/// Adds the first and last line to `body`, which is empty or ends with a line break.
pub fn seal(first: &str, body: &str) -> Sealed {
    let mut text = format!("{first}\n{body}");
    let checksum = blake3::hash(text.as_bytes()).to_hex().to_string();
    text.push_str(LAST);
    text.push_str(&checksum);
    text.push('\n');
    Sealed { text, checksum }
}

/// The body and the checksum of a sealed text; `None` if it is damaged or of another format.
pub fn open<'a>(first: &str, bytes: &'a [u8]) -> Option<(&'a str, &'a str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let line = text.strip_suffix('\n')?.rsplit('\n').next()?;
    let checksum = line.strip_prefix(LAST)?;
    let sealed = &text[..text.len() - line.len() - 1];
    let whole = blake3::hash(sealed.as_bytes()).to_hex().as_str() == checksum;
    let body = sealed.strip_prefix(first)?.strip_prefix('\n')?;
    whole.then_some((body, checksum))
}

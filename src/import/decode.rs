//! Decodes saved pages and feeds.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The part of a page in which its encoding may be declared, in bytes.
const DECLARED_WITHIN: usize = 4096;

/// The text, and its encoding: by the byte order mark, else as declared, else UTF-8 if that is valid, else Windows-1252.
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(bytes, encoding);
    }
    let declared = declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    match declared {
        Some(encoding) if encoding != UTF_8 => decoded(bytes, encoding),
        _ if std::str::from_utf8(bytes).is_ok() => decoded(bytes, UTF_8),
        _ => decoded(bytes, WINDOWS_1252),
    }
}

/// The text in the encoding of this label; as [`decode`] if the label is unknown.
pub(super) fn decode_as(bytes: &[u8], label: &str) -> String {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) => decoded(bytes, encoding).0,
        None => decode(bytes).0,
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, &'static str) {
    let (text, encoding, _) = encoding.decode(bytes);
    (text.into_owned(), encoding.name())
}

/// The encoding in `charset=` (HTML) or `encoding=` (XML). A declaration of UTF-16 in ASCII is wrong, and means UTF-8.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let (_, rest) = start.split_once(key)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(['"', '\'', ' ', '>', '/', ';', '?']).next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding.is_ascii_compatible() {
        encoding
    } else {
        UTF_8
    })
}

//! The bytes of a saved page as text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page its encoding may be declared, in bytes.
const DECLARED_WITHIN: usize = 4096;

/// The text of a page or a feed: as its byte order mark says, as it declares, as UTF-8 where it is that, else as
/// Windows-1252, which every byte sequence is. Also the name of the encoding.
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

/// The text of a page of which its envelope says the encoding; as [`decode`] where that is no encoding.
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

/// The encoding behind `charset=` of a page or `encoding=` of an XML declaration. What claims to be UTF-16 and
/// can be read so far is not.
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

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn marks_declarations_and_bytes_tell_the_encoding() {
        for (bytes, text) in [
            (&b"\xef\xbb\xbf\xc3\x9cber"[..], "Über"),
            (b"\xff\xfe\xdc\x00b\x00", "Üb"),
            (
                b"<meta charset=\"iso-8859-1\">\x84\xdcber\x93",
                "<meta charset=\"iso-8859-1\">„Über“",
            ),
            (
                b"<?xml version='1.0' encoding='ISO-8859-15'?>\xa4",
                "<?xml version='1.0' encoding='ISO-8859-15'?>€",
            ),
            (b"<meta charset=utf-8>\xdcber", "<meta charset=utf-8>Über"),
            (b"<meta charset=utf-16>\xc3\x9c", "<meta charset=utf-16>Ü"),
            (b"\xdcber", "Über"),
            ("Über".as_bytes(), "Über"),
        ] {
            assert_eq!(decode(bytes).0, text);
        }
    }
}

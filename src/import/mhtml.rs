//! Extracts the page from an MHTML file (RFC 2557), as browsers save it.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::decode::{decode, decode_as};

/// Takes base64 without padding, and with stray bits at its end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The deepest nesting of multipart bodies.
const DEEPEST: usize = 4;

/// Whether a file begins with the headers of MHTML.
pub fn is_mhtml(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let headers = Headers::read(&text).0;
    headers.is_multipart() && headers.get("mime-version").is_some()
}

/// The page as HTML, preceded by the comment `saved from url=…` that browsers write into saved HTML.
/// Errors: the file has no HTML part.
pub fn read_mhtml(bytes: &[u8]) -> Result<String, String> {
    // Headers are ASCII, bodies may be binary: each byte becomes one character, and a byte again in `bytes`.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let (headers, _) = Headers::read(&text);
    let address = headers.get("snapshot-content-location");
    let (page, part) =
        page(&text, 0).ok_or("the file contains no HTML page; save it as “web page, complete” or as HTML")?;
    let address = address.or_else(|| part.get("content-location"));
    let html = match part.parameter("content-type", "charset") {
        Some(label) => decode_as(&page, &label),
        None => decode(&page).0,
    };
    let address = address.filter(|address| !address.contains("--") && !address.contains(char::is_whitespace));
    Ok(match address {
        Some(address) => format!("<!-- saved from url=({:04}){address} -->\n{html}", address.len()),
        None => html,
    })
}

/// The first HTML part, decoded, and its headers.
fn page(text: &str, depth: usize) -> Option<(Vec<u8>, Headers)> {
    let (headers, body) = Headers::read(text);
    let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
        let encoding = headers.get("content-transfer-encoding").unwrap_or_default();
        let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => bytes(body),
        };
        return Some((bytes, headers));
    }
    if !headers.is_multipart() || depth == DEEPEST {
        return None;
    }
    let boundary = format!("--{}", headers.parameter("content-type", "boundary")?);
    let mut parts = body.split(boundary.as_str());
    // The preamble precedes the first boundary; two hyphens follow the last one.
    parts.next();
    parts
        .take_while(|part| !part.starts_with("--"))
        .filter_map(|part| part.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n'))
        .find_map(|part| page(part, depth + 1))
}

/// The headers of a part; names are in lower case.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn read(text: &str) -> (Headers, &str) {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            let line = line.trim_end_matches('\r');
            if line.is_empty() {
                break;
            }
            match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => value.push_str(&format!(" {}", line.trim())),
                (false, _, Some((name, value))) => {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => break,
            }
        }
        (Headers(headers), rest)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    fn is_multipart(&self) -> bool {
        let kind = self.get("content-type").map(str::to_ascii_lowercase);
        kind.is_some_and(|kind| kind.starts_with("multipart/"))
    }

    /// A parameter of a header, such as `boundary="x"`.
    fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let value = self.get(header)?;
        value.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            let value = value.trim().trim_matches('"');
            (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
        })
    }
}

/// The bytes of a text whose characters are bytes.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect()
}

/// Decodes quoted-printable (RFC 2045, section 6.7); invalid sequences stay as they are.
fn quoted_printable(text: &str) -> Vec<u8> {
    let source = bytes(text);
    let digit = |at: usize| source.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(byte) = source.get(at) {
        at += 1;
        if *byte != b'=' {
            out.push(*byte);
        } else if let (Some(high), Some(low)) = (digit(at), digit(at + 1)) {
            out.extend(u8::try_from(high * 16 + low));
            at += 2;
        } else if source[at..].starts_with(b"\r\n") {
            at += 2;
        } else if source.get(at) == Some(&b'\n') {
            at += 1;
        } else {
            out.push(b'=');
        }
    }
    out
}

/// Decodes base64, ignoring line ends, padding and anything else outside of the alphabet.
fn base64(text: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = text
        .bytes()
        .filter(|b| b.is_ascii_alphanumeric() || b"+/".contains(b))
        .collect();
    // A single digit at the end does not make a byte.
    digits.truncate(digits.len() - usize::from(digits.len() % 4 == 1));
    BASE64.decode(digits).unwrap_or_default()
}

//! Maps the address of a request to a file of the site, as GitHub Pages does.

use crate::model::url::percent_decode;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    File(String),
    /// A folder whose address lacked the final slash.
    Redirect(String),
    Nothing,
}

/// The path of a request without its first slash, percent-decoded once; `None` if it is malformed, or has an
/// encoded slash, a backslash or a control character.
pub fn decode(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let is_byte = |code: &str| code.bytes().all(|digit| digit.is_ascii_hexdigit());
    // An encoded slash is an attempt to bypass a check.
    let allowed = |code: &str| is_byte(code) && !code.eq_ignore_ascii_case("2f");
    let mut escapes = path.match_indices('%').map(|(at, _)| path.get(at + 1..at + 3));
    let valid = escapes.all(|code| code.is_some_and(allowed));
    let text = percent_decode(path).filter(|_| valid)?;
    let bad = |c: char| c.is_control() || c == '\\';
    (!text.contains(bad)).then_some(text)
}

/// The file of the site that a decoded address leads to; `has` tells which paths exist.
pub fn find(path: &str, has: impl Fn(&str) -> bool) -> Target {
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return if has(&index) {
            Target::File(index)
        } else {
            Target::Nothing
        };
    }
    if has(path) {
        return Target::File(path.to_owned());
    }
    let page = format!("{path}.html");
    if has(&page) {
        return Target::File(page);
    }
    if has(&format!("{path}/index.html")) {
        return Target::Redirect(format!("{path}/"));
    }
    Target::Nothing
}

/// The media type of a file, from its extension.
pub fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

//! From the address of a request to a file of the site, as GitHub Pages would answer it.

/// What lies at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This file.
    File(String),
    /// A folder, which ends with a slash.
    Moved(String),
    /// Nothing.
    Nothing,
}

/// The path of a request, decoded once; `None` where no file could ever be meant.
pub fn decode(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let decoded = match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
                let value = u8::try_from(high? * 16 + low?).ok()?;
                // A slash that was encoded is meant to slip past somebody.
                Some(value).filter(|value| *value != b'/')?
            }
            other => other,
        };
        bytes.push(decoded);
    }
    let text = String::from_utf8(bytes).ok()?;
    let bad = |c: char| c.is_control() || c == '\\';
    (!text.contains(bad)).then_some(text)
}

/// Looks an address up among the files of a site.
pub fn find(path: &str, has: impl Fn(&str) -> bool) -> Found {
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return if has(&index) {
            Found::File(index)
        } else {
            Found::Nothing
        };
    }
    if has(path) {
        return Found::File(path.to_owned());
    }
    let page = format!("{path}.html");
    if has(&page) {
        return Found::File(page);
    }
    if has(&format!("{path}/index.html")) {
        return Found::Moved(format!("{path}/"));
    }
    Found::Nothing
}

/// The media type of a file, by its name.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_once_and_what_hides_a_path_is_refused() {
        assert_eq!(decode("/a%20b.html").as_deref(), Some("a b.html"));
        assert_eq!(decode("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
        for bad in [
            "", "x", "/%", "/%4", "/%zz", "/a%2fb", "/a%5Cb", "/a\\b", "/a%00", "/%ff", "/a%0ab",
        ] {
            assert_eq!(decode(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn folders_lead_to_their_lists_and_pages_need_no_ending() {
        let has = |path: &str| ["index.html", "articles/index.html", "articles/x.html"].contains(&path);
        let file = |path: &str| Found::File(path.to_owned());
        assert_eq!(find("", has), file("index.html"));
        assert_eq!(find("articles/", has), file("articles/index.html"));
        assert_eq!(find("articles", has), Found::Moved("articles/".to_owned()));
        assert_eq!(find("articles/x", has), file("articles/x.html"));
        assert_eq!(find("../articles/x.html", has), Found::Nothing);
    }
}

//! Resolves the target of a redirect.

use crate::model::url::SafeUrl;

/// Resolves a `Location` header relative to `from`; `None` if the result is not a valid HTTP URL.
pub fn resolve(from: &SafeUrl, location: &str) -> Option<SafeUrl> {
    let base = from.as_str();
    let (scheme, rest) = base.split_once("://")?;
    let location = location.split('#').next().unwrap_or("").trim();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let path = rest[authority.len()..].split(['?', '#']).next().unwrap_or("");
    let whole = if location.is_empty() {
        base.to_owned()
    } else if location.contains("://") {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{path}{location}")
    } else {
        let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
        format!("{scheme}://{authority}{folder}{location}")
    };
    SafeUrl::parse(&whole).filter(|url| url.as_str().starts_with("http"))
}

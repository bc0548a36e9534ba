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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what a test builds on must be there")]
mod tests {
    use super::*;

    #[test]
    fn locations_are_resolved_relative_to_their_page() {
        let from = SafeUrl::parse("https://bote.example/a/b?c=1").unwrap();
        for (location, to) in [
            ("https://neu.example/x#y", "https://neu.example/x"),
            ("//neu.example/x", "https://neu.example/x"),
            ("/x?y", "https://bote.example/x?y"),
            ("x", "https://bote.example/a/x"),
            ("?d=2", "https://bote.example/a/b?d=2"),
        ] {
            assert_eq!(resolve(&from, location).unwrap().as_str(), to, "{location}");
        }
        assert_eq!(resolve(&from, "file:///etc/passwd"), None);
        let bare = SafeUrl::parse("https://bote.example").unwrap();
        assert_eq!(resolve(&bare, "x").unwrap().as_str(), "https://bote.example/x");
    }
}

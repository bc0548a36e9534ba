//! Addresses that may be printed into a page.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A URL that a page may link to: `http`, `https` or `mailto`, without control characters.
///
/// **Architecture invariant:** there is no way to make one but [`SafeUrl::parse`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeUrl(String);

/// Schemes that a page may link to.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// What a link destination is, once it is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An address outside of the site.
    External(SafeUrl),
    /// A place inside the site, still to be resolved: a path, perhaps with a fragment.
    Internal(String),
    /// A scheme that is not allowed (`javascript:`, `data:`, …), or a host without a scheme (`//host`).
    Refused(String),
}

impl SafeUrl {
    /// Reads an absolute address; `None` where its scheme is not allowed or missing.
    pub fn parse(text: &str) -> Option<SafeUrl> {
        match Destination::classify(text) {
            Destination::External(url) => Some(url),
            _ => None,
        }
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, lower-cased, without a leading `www.`; empty for `mailto`.
    pub fn host(&self) -> String {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        let host = authority.rsplit('@').next().unwrap_or("");
        let host = host.split(':').next().unwrap_or("").to_lowercase();
        host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Destination {
    /// Sorts a link destination, after entities and escapes were decoded.
    ///
    /// Browsers ignore control characters and surrounding white space when they look for a
    /// scheme, so those are dropped before the scheme is judged (goldmark CVE-2026-5160).
    pub fn classify(text: &str) -> Destination {
        let clean: String = text.chars().filter(|c| !c.is_control()).collect();
        let clean = clean.trim();
        if clean.starts_with("//") || clean.starts_with("\\\\") || clean.starts_with("/\\") || clean.starts_with("\\/")
        {
            return Destination::Refused(clean.to_owned());
        }
        match clean.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => {
                let lower = scheme.to_ascii_lowercase();
                let complete = match lower.as_str() {
                    "mailto" => !rest.is_empty(),
                    _ => rest.starts_with("//") && rest.len() > 2 && !rest[2..].starts_with(['/', '\\']),
                };
                if SCHEMES.contains(&lower.as_str()) && complete {
                    Destination::External(SafeUrl(format!("{lower}:{}", encode(rest))))
                } else {
                    Destination::Refused(clean.to_owned())
                }
            }
            // A colon before any slash that is no known scheme could still be read as one.
            Some((before, _)) if !before.contains(['/', '#', '?']) => Destination::Refused(clean.to_owned()),
            _ => Destination::Internal(clean.to_owned()),
        }
    }
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The bytes of a path that are percent-encoded: all but the unreserved characters of RFC 3986 and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path as part of an address.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// Decodes `%20` and the like; malformed escapes stay as they are. `None`: the result is not UTF-8.
pub fn percent_decode(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// Percent-encodes what may not stand in an address or in a quoted attribute.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => out.push_str(&format!("%{:02X}", c as u32)),
            c if c.is_whitespace() => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            c => out.push(c),
        }
    }
    out
}

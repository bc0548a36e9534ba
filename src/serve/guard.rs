//! Which requests are answered at all: those of this machine's own browser, for this site.
//!
//! Other pages in the same browser can send requests here too, and a name of theirs may lead to this
//! machine. They carry their own name as host or origin.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::routes::{Desk, OWN};

/// The longest address, in bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// The longest headers together, in bytes.
const LONGEST_HEADERS: usize = 32 * 1024;

/// The largest body, in bytes.
pub const LARGEST_BODY: usize = 64 * 1024;

/// What every answer says: keep nothing, guess no type, and be no part of another site's page.
const SAID: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (header::REFERRER_POLICY, "same-origin"),
];

/// Turns away what should not be answered.
pub async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match judge(&request, desk.port) {
        Ok(()) => next.run(request).await,
        Err((status, why)) => (status, format!("{why}\n")).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in SAID {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

type Refusal = (StatusCode, &'static str);

fn judge(request: &Request, port: u16) -> Result<(), Refusal> {
    let headers = request.headers();
    let uri = request.uri();
    let length = uri.path().len() + uri.query().map_or(0, str::len);
    if length > LONGEST_ADDRESS {
        return Err((StatusCode::URI_TOO_LONG, "this address is too long"));
    }
    let size: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > LONGEST_HEADERS {
        return Err((
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "these headers are too long",
        ));
    }
    let host = only(headers, &header::HOST)?.ok_or((StatusCode::BAD_REQUEST, "a request names its host"))?;
    let authority = uri.authority().map(|authority| authority.as_str());
    if !is_own(host, port) || authority.is_some_and(|authority| !is_own(authority, port)) {
        return Err((
            StatusCode::FORBIDDEN,
            "this preview answers at localhost and 127.0.0.1 only",
        ));
    }
    let origin = only(headers, &header::ORIGIN)?;
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own(host, port));
    if origin.is_some_and(|origin| !own(origin)) {
        return Err((StatusCode::FORBIDDEN, "this preview answers to its own pages only"));
    }
    let said = |name: &'static str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = matches!(said("sec-fetch-site"), Some("cross-site" | "same-site"));
    if foreign && said("sec-fetch-mode") != Some("navigate") {
        return Err((StatusCode::FORBIDDEN, "this preview is no part of other sites"));
    }
    let posts = request.method() == Method::POST && uri.path().starts_with(OWN);
    if ![Method::GET, Method::HEAD].contains(request.method()) && !posts {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "pages can only be read"));
    }
    let body = only(headers, &header::CONTENT_LENGTH)?.and_then(|length| length.parse::<usize>().ok());
    if body.is_some_and(|body| body > LARGEST_BODY) {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, "this is too much"));
    }
    Ok(())
}

/// A header that may be there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Refusal> {
    let mut all = headers.get_all(name).iter();
    let first = all.next().map(HeaderValue::to_str).transpose();
    match (first, all.next()) {
        (Ok(value), None) => Ok(value),
        _ => Err((StatusCode::BAD_REQUEST, "a header is there twice, or no text")),
    }
}

/// Whether a host with its port is this preview.
fn is_own(host: &str, port: u16) -> bool {
    let own = ["localhost", "127.0.0.1", "[::1]"];
    own.iter().any(|name| match host.get(..name.len()) {
        Some(start) if start.eq_ignore_ascii_case(name) => match host[name.len()..].strip_prefix(':') {
            Some(number) => number == port.to_string(),
            None => host.len() == name.len() && port == 80,
        },
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_with_the_right_port_are_its_own() {
        for host in ["localhost:4173", "LOCALHOST:4173", "127.0.0.1:4173", "[::1]:4173"] {
            assert!(is_own(host, 4173), "{host}");
        }
        for host in [
            "localhost",
            "localhost:4174",
            "localhost:04173",
            "localhost.evil.example:4173",
            "evil.example:4173",
            "127.0.0.1:4173.evil.example",
            "user@localhost:4173",
            "127.0.0.2:4173",
            "",
        ] {
            assert!(!is_own(host, 4173), "{host}");
        }
        assert!(is_own("localhost", 80));
    }
}

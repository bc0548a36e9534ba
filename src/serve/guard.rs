//! Rejects requests that do not come from this machine's own browser for this site.
//!
//! Pages of other sites in the same browser can send requests too (cross-site request forgery), and a foreign host name
//! may resolve to this machine (DNS rebinding). Such requests carry a foreign `Origin`, `Sec-Fetch-Site` or `Host`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::state::{OWN, PreviewState};

/// The maximum length of an address, in bytes.
const MAX_ADDRESS: usize = 8 * 1024;

/// The maximum size of all headers together, in bytes.
const MAX_HEADERS: usize = 32 * 1024;

/// The maximum size of a body, in bytes.
pub const MAX_BODY: usize = 64 * 1024;

/// The headers of every response: no caching, no guessing of types, no embedding in other sites.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (header::REFERRER_POLICY, "same-origin"),
];

/// Rejects forbidden requests, and adds security headers to every response.
pub async fn guard(State(state): State<Arc<PreviewState>>, request: Request, next: Next) -> Response {
    let mut response = match check(&request, state.port) {
        Ok(()) => next.run(request).await,
        Err((status, why)) => (status, format!("{why}\n")).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
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

type Rejection = (StatusCode, &'static str);

fn check(request: &Request, port: u16) -> Result<(), Rejection> {
    let headers = request.headers();
    let uri = request.uri();
    let length = uri.path().len() + uri.query().map_or(0, str::len);
    if length > MAX_ADDRESS {
        return Err((StatusCode::URI_TOO_LONG, "the address is too long"));
    }
    let size: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > MAX_HEADERS {
        return Err((StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large"));
    }
    let host = only(headers, &header::HOST)?.ok_or((StatusCode::BAD_REQUEST, "the Host header is missing"))?;
    let authority = uri.authority().map(|authority| authority.as_str());
    if !is_own(host, port) || authority.is_some_and(|authority| !is_own(authority, port)) {
        return Err((
            StatusCode::FORBIDDEN,
            "this preview only answers at localhost and 127.0.0.1",
        ));
    }
    let origin = only(headers, &header::ORIGIN)?;
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own(host, port));
    if origin.is_some_and(|origin| !own(origin)) {
        return Err((StatusCode::FORBIDDEN, "cross-origin requests are refused"));
    }
    let value_of = |name: &'static str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = matches!(value_of("sec-fetch-site"), Some("cross-site" | "same-site"));
    if foreign && value_of("sec-fetch-mode") != Some("navigate") {
        return Err((StatusCode::FORBIDDEN, "cross-site requests are refused"));
    }
    let posts = request.method() == Method::POST && uri.path().starts_with(OWN);
    if ![Method::GET, Method::HEAD].contains(request.method()) && !posts {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are allowed here"));
    }
    let body = only(headers, &header::CONTENT_LENGTH)?.and_then(|length| length.parse::<usize>().ok());
    if body.is_some_and(|body| body > MAX_BODY) {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, "the request body is too large"));
    }
    Ok(())
}

/// A header that may occur only once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Rejection> {
    let mut all = headers.get_all(name).iter();
    let first = all.next().map(HeaderValue::to_str).transpose();
    match (first, all.next()) {
        (Ok(value), None) => Ok(value),
        _ => Err((StatusCode::BAD_REQUEST, "a header is repeated or not plain text")),
    }
}

/// Whether a host with its port is this preview.
pub fn is_own(host: &str, port: u16) -> bool {
    let own = ["localhost", "127.0.0.1", "[::1]"];
    own.iter().any(|name| match host.get(..name.len()) {
        Some(start) if start.eq_ignore_ascii_case(name) => match host[name.len()..].strip_prefix(':') {
            Some(number) => number == port.to_string(),
            None => host.len() == name.len() && port == 80,
        },
        _ => false,
    })
}

//! Checks one URL with HEAD, or GET if necessary, and follows redirects.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};

use super::addresses::{NotPublic, PublicOnly};
use super::redirect::resolve;
use crate::model::link_state::LinkState;
use crate::model::url::SafeUrl;

const MAX_REDIRECTS: usize = 5;

const TIMEOUT: Duration = Duration::from_secs(20);

const RETRY_DELAY: Duration = Duration::from_millis(800);
/// The minimum time between two requests to one host.
const INTERVAL: Duration = Duration::from_millis(350);

const USER_AGENT: &str = concat!(
    "dossier/",
    env!("CARGO_PKG_VERSION"),
    " (checks whether links still work)"
);

pub struct LinkChecker {
    agent: Agent,
    throttle: Throttle,
}

enum ProbeResult {
    /// The status, and the `Location` of a redirect.
    Status(u16, Option<String>),
    NoHost,
    Failed(String),
}

impl LinkChecker {
    /// A checker that accesses private networks only with `allow_private`.
    pub fn new(allow_private: bool) -> LinkChecker {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        // A proxy would resolve names without the restriction to public addresses.
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .user_agent(USER_AGENT)
            .build();
        let resolver = PublicOnly::new(allow_private);
        LinkChecker {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            throttle: Throttle::default(),
        }
    }

    pub fn check(&self, url: &SafeUrl) -> LinkState {
        let mut at = url.clone();
        // The last URL that was reached through permanent redirects only.
        let mut moved: Option<SafeUrl> = None;
        let mut permanent = true;
        for _ in 0..=MAX_REDIRECTS {
            match self.probe(&at) {
                ProbeResult::Status(status @ (301 | 302 | 303 | 307 | 308), Some(location)) => {
                    let Some(next) = resolve(&at, &location) else {
                        return LinkState::Blocked(format!("it redirects to `{location}`, which is not a valid URL"));
                    };
                    permanent &= matches!(status, 301 | 308);
                    if permanent {
                        moved = Some(next.clone());
                    }
                    at = next;
                }
                ProbeResult::Status(200..=299 | 304 | 416, _) => {
                    let moved = moved.filter(|to| to != url);
                    return moved.map_or(LinkState::Alive, LinkState::Moved);
                }
                ProbeResult::Status(status @ (404 | 410), _) => {
                    return LinkState::Dead(format!("the server responds with {}", named(status)));
                }
                ProbeResult::Status(status, _) => {
                    return LinkState::Blocked(format!("the server responds with {}", named(status)));
                }
                ProbeResult::NoHost => return LinkState::Dead(format!("the host `{}` does not exist", at.host())),
                ProbeResult::Failed(why) => return LinkState::Blocked(why),
            }
        }
        LinkState::Blocked(format!("too many redirects (more than {MAX_REDIRECTS})"))
    }

    /// Requests a URL with HEAD, and with GET if that fails. A missing host is looked up a second time.
    fn probe(&self, url: &SafeUrl) -> ProbeResult {
        let first = self.send(url, true);
        match first {
            ProbeResult::Status(429, _) => first,
            ProbeResult::Status(400.., _) => self.send(url, false),
            ProbeResult::NoHost => {
                std::thread::sleep(RETRY_DELAY);
                self.send(url, true)
            }
            // Some servers close the connection on HEAD.
            ProbeResult::Failed(_) => match self.send(url, false) {
                ProbeResult::Failed(_) => first,
                other => other,
            },
            other => other,
        }
    }

    fn send(&self, url: &SafeUrl, head: bool) -> ProbeResult {
        self.throttle.wait(&url.host());
        let sent = if head {
            self.agent.head(url.as_str()).call()
        } else {
            let request = self.agent.get(url.as_str()).header("range", "bytes=0-1023");
            request.header("accept", "text/html,*/*;q=0.8").call()
        };
        match sent {
            Ok(response) => ProbeResult::Status(response.status().as_u16(), location(&response)),
            Err(Error::HostNotFound) => ProbeResult::NoHost,
            Err(error) => ProbeResult::Failed(reason(&error)),
        }
    }
}

fn location(response: &Response<Body>) -> Option<String> {
    let value = response.headers().get("location")?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// "404 (not found)".
fn named(status: u16) -> String {
    let known = ureq::http::StatusCode::from_u16(status).ok();
    match known.and_then(|status| status.canonical_reason()) {
        Some(reason) => format!("{status} ({})", reason.to_lowercase()),
        None => status.to_string(),
    }
}

fn reason(error: &Error) -> String {
    match error {
        Error::Other(other) if other.is::<NotPublic>() => {
            "its host is not on the public internet and was not accessed (allow it with `links: {allow_private: true}` in dossier.yaml)"
                .to_owned()
        }
        Error::Timeout(_) => format!("no response within {} seconds", TIMEOUT.as_secs()),
        Error::Rustls(inner) => format!("TLS error: {inner}"),
        Error::Tls(inner) => format!("TLS error: {inner}"),
        Error::Io(inner) => format!("connection failed: {inner}"),
        other => format!("request failed: {other}"),
    }
}

/// The time of the next permitted request to each host, across threads.
#[derive(Default)]
struct Throttle(Mutex<BTreeMap<String, Instant>>);

impl Throttle {
    /// Waits until a request to the host is permitted.
    fn wait(&self, host: &str) {
        let now = Instant::now();
        let turn = self.0.lock().map_or(now, |mut turns| {
            let turn = turns.get(host).copied().map_or(now, |next| next.max(now));
            turns.insert(host.to_owned(), turn + INTERVAL);
            turn
        });
        std::thread::sleep(turn.saturating_duration_since(now));
    }
}

//! One address: its headers, its first bytes if it must be, and where it leads.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};

use super::addresses::{NotPublic, PublicOnly};
use super::pace::Pace;
use super::target::join;
use crate::model::link_state::LinkState;
use crate::model::url::SafeUrl;

/// How often a server may send us on.
const REDIRECTIONS: usize = 5;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long to wait before a second try.
const BREATH: Duration = Duration::from_millis(800);

/// Who asks.
const AGENT: &str = concat!(
    "dossier/",
    env!("CARGO_PKG_VERSION"),
    " (checks whether links still work)"
);

/// Asks addresses.
pub struct Asker {
    agent: Agent,
    pace: Pace,
}

/// What a single request told.
enum Told {
    /// A status, and where a redirection leads.
    Status(u16, Option<String>),
    /// There is no such host.
    NoHost,
    /// Nothing, and why.
    Nothing(String),
}

impl Asker {
    /// Asks the public internet, or with `allow_private` anybody.
    pub fn new(allow_private: bool) -> Asker {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        // A proxy would look up names where nobody judges them.
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(AGENT)
            .build();
        let resolver = PublicOnly::new(allow_private);
        Asker {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            pace: Pace::default(),
        }
    }

    /// What became of an address.
    pub fn ask(&self, url: &SafeUrl) -> LinkState {
        let mut at = url.clone();
        // The last address that was reached over permanent redirections alone.
        let mut moved: Option<SafeUrl> = None;
        let mut permanent = true;
        for _ in 0..=REDIRECTIONS {
            match self.status(&at) {
                Told::Status(status @ (301 | 302 | 303 | 307 | 308), Some(location)) => {
                    let Some(next) = join(&at, &location) else {
                        return LinkState::Blocked(format!("it leads to `{location}`, which is no address of the web"));
                    };
                    permanent &= matches!(status, 301 | 308);
                    if permanent {
                        moved = Some(next.clone());
                    }
                    at = next;
                }
                Told::Status(200..=299 | 304 | 416, _) => {
                    let moved = moved.filter(|to| to != url);
                    return moved.map_or(LinkState::Alive, LinkState::Moved);
                }
                Told::Status(status @ (404 | 410), _) => {
                    return LinkState::Dead(format!("the server answers {}", named(status)));
                }
                Told::Status(status, _) => {
                    return LinkState::Blocked(format!("the server answers {}", named(status)));
                }
                Told::NoHost => return LinkState::Dead(format!("there is no host `{}` any more", at.host())),
                Told::Nothing(why) => return LinkState::Blocked(why),
            }
        }
        LinkState::Blocked(format!("it leads on and on, more than {REDIRECTIONS} times"))
    }

    /// The status of one address: asked for its headers, and for its first bytes where that says
    /// nothing good. What seems to be gone is asked for a second time.
    fn status(&self, url: &SafeUrl) -> Told {
        let first = self.send(url, true);
        match first {
            Told::Status(429, _) => first,
            Told::Status(400.., _) => self.send(url, false),
            Told::NoHost => {
                std::thread::sleep(BREATH);
                self.send(url, true)
            }
            // Some servers hang up on requests for headers.
            Told::Nothing(_) => match self.send(url, false) {
                Told::Nothing(_) => first,
                other => other,
            },
            other => other,
        }
    }

    fn send(&self, url: &SafeUrl, head: bool) -> Told {
        self.pace.wait(&url.host());
        let sent = if head {
            self.agent.head(url.as_str()).call()
        } else {
            let request = self.agent.get(url.as_str()).header("range", "bytes=0-1023");
            request.header("accept", "text/html,*/*;q=0.8").call()
        };
        match sent {
            Ok(response) => Told::Status(response.status().as_u16(), location(&response)),
            Err(Error::HostNotFound) => Told::NoHost,
            Err(error) => Told::Nothing(reason(&error)),
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

/// Why there is no answer.
fn reason(error: &Error) -> String {
    match error {
        Error::Other(other) if other.is::<NotPublic>() => {
            "its host is not on the public internet, and was not asked (`links: {allow_private: true}` in dossier.yaml)"
                .to_owned()
        }
        Error::Timeout(_) => format!("no answer within {} seconds", PATIENCE.as_secs()),
        Error::Rustls(inner) => format!("its certificate or encryption is refused: {inner}"),
        Error::Tls(inner) => format!("its certificate or encryption is refused: {inner}"),
        Error::Io(inner) => format!("no connection: {inner}"),
        other => format!("no answer: {other}"),
    }
}

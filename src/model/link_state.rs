//! What became of an address outside of the site.

use super::url::SafeUrl;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    Alive,
    /// It has moved for good, and answers at another address.
    Moved(SafeUrl),
    /// It is gone: the server says so, or there is no such host.
    Dead(String),
    /// It cannot be told: the server refuses programs, is down or too slow.
    Blocked(String),
}

impl LinkState {
    /// As a line of text, to be kept.
    pub fn write(&self) -> String {
        match self {
            LinkState::Alive => "alive".to_owned(),
            LinkState::Moved(url) => format!("moved {url}"),
            LinkState::Dead(why) => format!("dead {why}"),
            LinkState::Blocked(why) => format!("blocked {why}"),
        }
    }

    /// Reads what was kept.
    pub fn read(text: &str) -> Option<LinkState> {
        let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
        match name {
            "alive" => Some(LinkState::Alive),
            "moved" => SafeUrl::parse(rest).map(LinkState::Moved),
            "dead" => Some(LinkState::Dead(rest.to_owned())),
            "blocked" => Some(LinkState::Blocked(rest.to_owned())),
            _ => None,
        }
    }
}

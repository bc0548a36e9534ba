//! DNS resolution restricted to public addresses.
//!
//! Articles contain untrusted links. Checking them must not access routers, printers or databases of
//! the local network, nor the metadata service of a cloud (server-side request forgery). The address
//! that is actually connected to counts, so the restriction is part of resolution.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A resolver that drops addresses outside of the public internet.
#[derive(Debug)]
pub struct PublicOnly {
    system: DefaultResolver,
    allow_private: bool,
}

impl PublicOnly {
    pub fn new(allow_private: bool) -> PublicOnly {
        PublicOnly {
            system: DefaultResolver::default(),
            allow_private,
        }
    }
}

#[derive(Debug)]
pub struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not on the public internet")
    }
}

impl std::error::Error for NotPublic {}

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout).map_err(no_such_host)?;
        if self.allow_private {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address: &&SocketAddr| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(Error::Other(Box::new(NotPublic)));
        }
        Ok(public)
    }
}

/// Distinguishes a host that does not exist from a failed lookup: the system reports both as text.
fn no_such_host(error: Error) -> Error {
    let gone = |error: &io::Error| {
        let text = error.to_string();
        [
            "not known",
            "No such host",
            "nodename nor servname",
            "No address associated",
        ]
        .iter()
        .any(|known| text.contains(known))
    };
    match &error {
        Error::Io(inner) if gone(inner) => Error::HostNotFound,
        _ => error,
    }
}

pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let reserved = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation();
    let special = a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !reserved && !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Embedded IPv4 addresses: IPv4-mapped, NAT64, 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        [0x2002, high, low, ..] => inner(high, low),
        // Global unicast, except documentation and Teredo addresses.
        [first, second, ..] => {
            (0x2000..0x4000).contains(&first) && !(first == 0x2001 && (second == 0xdb8 || second == 0))
        }
    }
}

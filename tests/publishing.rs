//! Publishing: the site is always the old one or the new one, and nothing else is touched.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

#[path = "publishing/damage.rs"]
mod damage;
#[path = "publishing/dangers.rs"]
mod dangers;
#[path = "publishing/faults.rs"]
mod faults;
#[path = "publishing/foreign.rs"]
mod foreign;
#[path = "publishing/kills.rs"]
mod kills;
#[path = "publishing/locks.rs"]
mod locks;
#[path = "publishing/ordinary.rs"]
mod ordinary;
#[path = "publishing/sites.rs"]
mod sites;
#[path = "publishing/tree.rs"]
mod tree;

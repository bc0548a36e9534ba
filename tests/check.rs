//! What `dossier check` looks for beyond what a build needs: a small site for each code below `check/`,
//! the levels of `dossier.yaml`, `explain`, and how it is printed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

#[path = "check/codes.rs"]
mod codes;
#[path = "check/formats.rs"]
mod formats;
#[path = "check/levels.rs"]
mod levels;
#[path = "check/links.rs"]
mod links;
#[path = "sites/place.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod place;

//! `dossier serve`: the program itself, with the requests of strangers, the saves of editors and the signals
//! of terminals.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

#[path = "serve/changes.rs"]
mod changes;
#[path = "serve/ends.rs"]
mod ends;
#[path = "serve/hostile.rs"]
mod hostile;
#[path = "serve/pages.rs"]
mod pages;
#[path = "serve/server.rs"]
mod server;

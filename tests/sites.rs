//! Small sites, built as a user would build them: those below `sites_valid/` work, those below
//! `sites_invalid/` fail, and say why.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]
#![allow(clippy::expect_used, reason = "what a test builds on must be there")]

#[path = "sites/article.rs"]
mod article;
#[path = "sites/data.rs"]
mod data;
#[path = "sites/entities.rs"]
mod entities;
#[path = "sites/export.rs"]
mod export;
#[path = "sites/html.rs"]
mod html;
#[path = "sites/invalid.rs"]
mod invalid;
#[path = "sites/links.rs"]
mod links;
#[path = "sites/machines.rs"]
mod machines;
#[path = "sites/place.rs"]
mod place;
#[path = "sites/same_bytes.rs"]
mod same_bytes;
#[path = "sites/search.rs"]
mod search;
#[path = "sites/valid.rs"]
mod valid;

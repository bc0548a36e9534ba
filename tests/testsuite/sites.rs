//! Small sites, built as a user would build them: those below `sites_valid/` work, those below
//! `sites_invalid/` fail, and say why.

mod article;
mod data;
mod entities;
mod export;
mod html;
mod invalid;
mod links;
mod machines;
mod same_bytes;
mod search;
mod statements;
mod valid;

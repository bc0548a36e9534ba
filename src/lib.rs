//! `dossier`: a static site generator for annotated news dossiers.

pub mod diagnostics;
pub mod enrich;
pub mod language;
pub mod link;
pub mod model;
pub mod config;
pub mod discover;
pub mod parse;
pub mod publish;
pub mod yaml;

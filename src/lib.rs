//! `dossier`: a static site generator for annotated news dossiers.

pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod discover;
pub mod enrich;
pub mod import;
pub mod language;
pub mod link;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod yaml;

//! `dossier`: a static site generator for annotated news dossiers.

pub mod diagnostics;
pub mod model;
pub mod publish;
pub mod yaml;

//! `dossier`: a static site generator for annotated news dossiers. It makes pages of a folder of
//! articles, and of everybody who speaks or is named in them.
//!
//! ```text
//! discover → parse → enrich → link → render → publish
//!    │         │       │       │       │         └ OUTPUT, wholly or not at all
//!    │         │       │       │       └ one job a page: views → templates → bytes
//!    │         │       │       └ the only stage that sees all: names → entities, links → pages
//!    │         │       └ one text: sentences, quotations, the editor's decisions
//!    │         └ one file: front matter, plain text, structure, the way back to the source
//!    └ the site's folder, in one order on every machine
//! ```
//!
//! [`pipeline`] alone knows this order. What the stages hand on is [`model`]; what they have to say
//! is [`diagnostics`], and no stage stops at the first problem. [`config`], [`language`] and [`yaml`]
//! serve all of them. [`import`] stands beside the pipeline: it makes a source file of pasted text.
//! [`cli`] is the program.
//!
//! **Architecture invariants:** no stage imports another. Only `discover`, `publish` and `cli` touch
//! files, the clock or the environment. The enrichment of an article depends on nothing but its
//! bytes and the data of its language. The same site makes the same bytes on every machine. Held by
//! `tests/testsuite/architecture.rs` and told at length in `docs/architecture.md`.

pub mod cache;
pub mod cli;
pub mod config;
pub mod corrections;
pub mod diagnostics;
pub mod discover;
pub mod enrich;
pub mod import;
pub mod knowledge;
pub mod language;
pub mod link;
pub mod model;
pub mod names;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod review;
pub mod serve;
pub mod yaml;

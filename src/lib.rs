//! Makes a static site of annotated news articles: it finds who says what in them, and gives every article, every
//! dossier and everybody who speaks or is named a page.
//!
//! Most people use the `dossier` command. This is the library behind it:
//!
//! | to | call | and get |
//! |---|---|---|
//! | build a site | [`build`] | an [`Outcome`]: the files that were written, and every [`Diagnostic`] |
//! | find out what is wrong with one | [`check`] | the same, and nothing is written |
//! | read what its articles say | [`load`] | a [`LoadedSite`] with a [`Statement`] for each quotation |
//! | look into texts without a site | [`extract`] | an [`Extract`] for each, as JSON |
//! | the same, as data | [`enrich`] | an [`Enrichment`]: sentences, quotations, names, as spans of the text |
//!
//! # Who says what
//!
//! ```
//! let text = "“The quay is too short,” said Ada Lovell on Monday.";
//! let (plain, found) = dossier::enrich(text, "en");
//! let quotation = &found.quotations[0];
//! let speaker = quotation.speaker.as_ref().and_then(|speaker| speaker.written).unwrap();
//! assert_eq!(quotation.span.slice(&plain), "“The quay is too short,”");
//! assert_eq!(speaker.slice(&plain), "Ada Lovell");
//! ```
//!
//! # How it works
//!
//! ```text
//! discover → parse → enrich → link → render → publish
//!    │         │       │       │       │         └ OUTPUT, completely or not at all
//!    │         │       │       │       └ one job per page: views → templates → bytes
//!    │         │       │       └ the only stage that sees all articles: names → entities, links → pages
//!    │         │       └ one text: sentences, quotations, the editor's decisions
//!    │         └ one file: front matter, plain text, structure, the way back to the source
//!    └ the site's folder, in the same order on every machine
//! ```
//!
//! No stage stops at the first problem: each returns a value and a list of diagnostics. The enrichment of an article
//! depends only on its bytes and on the data of its language, and the same site gives the same bytes on every
//! machine. `docs/architecture.md` in the repository explains the modules, and `CONTRIBUTING.md` how to change them.
//!
//! The names listed on this page are what the crate promises. The feature `internals` opens more to the crate's own
//! tests and benchmarks, and may change at any time.
#![cfg_attr(
    feature = "internals",
    allow(
        missing_docs,
        reason = "held without the feature: only what the crate promises needs comments"
    )
)]
#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::too_many_lines,
        reason = "tests read files and keep no output"
    )
)]

mod api;
mod cache;
mod cli;
mod config;
mod corrections;
mod diagnostics;
mod discover;
mod enrich;
mod import;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod knowledge;
mod language;
mod link;
mod model;
mod names;
mod parse;
mod pipeline;
mod publish;
mod render;
mod review;
mod serve;
mod yaml;

pub use api::{LoadedSite, build, check, enrich, extract, load};
pub use cli::run as command;
pub use diagnostics::locate::{LocatedDiagnostic, Position};
pub use diagnostics::{Code, Diagnostic, Location, Place, Severity};
pub use model::date::PartialDate;
pub use model::enrichment::{
    DecidedMention, Enrichment, Evidence, KnownMention, NameForm, NameMention, NamedThing, Origin, Quotation,
    QuotationKind, Speaker, SpeechAct, Status,
};
pub use model::entity::EntityType;
pub use model::rule::Rule;
pub use model::span::Span;
pub use model::statement::Statement;
pub use model::url::SafeUrl;
pub use pipeline::{ExtractInput, Outcome, Request, Summary};
pub use publish::Report;
pub use render::Extract;

//! The integration tests, one program: it is linked once, and shares what its modules need. The README beside
//! this file says where what stands and how one test is run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what a test builds on must be there"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "the rules of the program do not bind its tests"
)]

mod architecture;
mod cache;
mod cases;
#[cfg(unix)]
mod check;
mod citation;
mod command_line;
mod configuration;
mod corrections;
mod diagnostics;
mod documentation;
mod entities;
mod extract;
mod import;
mod import_cli;
mod import_parts;
mod import_text;
mod init;
mod knowledge;
mod language;
mod language_data;
mod link_parts;
mod model;
mod names;
mod parse_parts;
#[cfg(unix)]
mod place;
mod preview_parts;
mod properties;
mod publish_branch;
mod published_files;
#[cfg(unix)]
mod publishing;
mod quotation_rules;
mod rebuilding;
mod render_parts;
mod schemas;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod sites;
mod tagger;
#[cfg(unix)]
mod terminal;
mod third_language;
mod tokens;
#[cfg(unix)]
mod tutorial;
#[cfg(unix)]
mod workflows;
mod yaml;

//! What tests, benchmarks, fuzz targets and the training of names reach of the inside. Unstable.

pub mod cache {
    pub use crate::cache::{Cache, FOLDER, Key, Pack};
}

pub mod cli {
    pub use crate::cli::links::{addresses::is_public, redirect::resolve};
    pub use crate::cli::new::{editor, skeleton::Skeleton};
    pub use crate::cli::publish::git::without_password;
    pub use crate::cli::{command_line, early_color, init, search_index};
}

pub mod config {
    pub use crate::config::{Config, EditUrl};
}

pub mod corrections {
    pub use crate::corrections::{EditRequest, Refusal, SelectedText, change, find_selection};
}

pub mod diagnostics {
    pub use crate::diagnostics::locate::locate;
    pub use crate::diagnostics::passage::nearest_passage;
    pub use crate::diagnostics::{Code, Diagnostic, Place, Severity, prefix_paths};
}

pub mod enrich {
    pub use crate::enrich::names::tagger::Class;
    pub use crate::enrich::names::tagger::training as tagger;
    pub use crate::enrich::{enrich_article, enrich_text};
}

pub mod import {
    pub use crate::import::front_matter::FrontMatter;
    pub use crate::import::{
        Duplicate, Field, GivenMetadata, ImportError, ImportWords, Imported, KnownTexts, ValueOrigin, clean, dates,
        decode, escape, import_text, is_mhtml, read_mhtml, sentence,
    };
}

pub mod knowledge {
    pub use crate::knowledge::{Knowledge, KnowledgeEntry, KnownKind, KnownName};
}

pub mod language {
    pub use crate::language::{LANES, Language, Languages, NameModel, Row, SIDES, WordEntry, WordTable, Words};
}

pub mod link {
    pub use crate::link::assets::output_of_asset;
    pub use crate::link::{ContentFile, Parts, Selection, link, similarity};
}

pub mod model {
    pub use crate::model::anchors;
    pub use crate::model::article::{Anchor, AnnotationKind, Article, Dossier, Lang};
    pub use crate::model::date::PartialDate;
    pub use crate::model::document::Document;
    pub use crate::model::enrichment::{Enrichment, Quotation, QuotationKind, SpeechAct};
    pub use crate::model::entity::{Entity, EntityType, Role};
    pub use crate::model::key_path::KeyPath;
    pub use crate::model::mention::Voice;
    pub use crate::model::output_path::OutputPath;
    pub use crate::model::rule::Rule;
    pub use crate::model::site::{ArticleId, QuotationId, Report};
    pub use crate::model::slug::Slug;
    pub use crate::model::source::{AssetContent, AssetFile, Companion, SourceFile, SourceKind};
    pub use crate::model::span::{CodePoints, Span};
    pub use crate::model::statement::without_marks;
    pub use crate::model::url::{Destination, SafeUrl};
}

pub mod names {
    pub use crate::names::{NameEntry, NameHit, NameKind, NameTable, Surnames};
}

pub mod parse {
    pub use crate::parse::nesting::too_deep;
    pub use crate::parse::{MarkdownSource, Parsed, parse, parse_markdown, plain_text, split};
}

pub mod pipeline {
    pub use crate::pipeline::{
        Answer, ExtractInput, Memory, Observer, Request, Stage, Step, Unobserved, build, extract, preview,
    };
}

pub mod publish {
    pub use crate::publish::io::{Fault, Io};
    pub use crate::publish::{Protected, Publication, Report, journal, layout, manifest, seal};
}

pub mod render {
    pub use crate::render::body::notes::letter as note_letter;
    pub use crate::render::pages::sitemap::files as sitemap_files;
    pub use crate::render::pages::table::csv::push as csv_cell;
    pub use crate::render::safe_html::SafeHtml;
    pub use crate::render::search::group as search_index;
    pub use crate::render::stub::Stub;
    pub use crate::render::{Engine, PageInputs, Renderer, WholeSite, citation, network, periods, plan, wordings};
}

pub mod serve {
    pub use crate::serve::address::{Target, decode, find};
    pub use crate::serve::guard::is_own;
    pub use crate::serve::inject::{inject, widened};
    pub use crate::serve::watch::relevant;
}

pub mod yaml {
    pub use crate::yaml::{Edit, EntryValue, edit, front_matter_span, locate, parse};
}

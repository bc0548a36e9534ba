//! `extract`: quotations and mentions of texts outside of a site.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::content::{located, parse_all};
use super::progress::Unobserved;
use super::request::Request;
use crate::config::{Config, FILE_NAME};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::locate::{LocatedDiagnostic, locate};
use crate::discover::{Discovered, discover};
use crate::enrich::enrich_article;
use crate::language::Languages;
use crate::link::{Selection, link};
use crate::model::article::{Article, Lang};
use crate::model::enrichment::Enrichment;
use crate::model::site::ArticleId;
use crate::model::source::{SourceFile, SourceKind};
use crate::parse::{MarkdownSource, Parsed, bare_article, parse, parse_markdown, plain_text, split};
use crate::render::Extract;
use crate::yaml;

/// A text to extract from.
#[derive(Clone, Debug)]
pub struct ExtractInput {
    /// The name to report.
    pub file: Utf8PathBuf,
    /// The text, in UTF-8.
    pub text: String,
    /// Whether it is Markdown with optional front matter; otherwise it is plain text.
    pub markdown: bool,
}

/// Finds quotations and mentions in texts. If there is a site under the root, its entities and its language are used.
pub fn extract(
    request: &Request,
    inputs: Vec<ExtractInput>,
    lang: Option<&Lang>,
) -> (Vec<Extract>, Vec<LocatedDiagnostic>) {
    let discovered = discover(&request.root, FILE_NAME);
    let languages = Languages::embedded();
    let site_config = discovered
        .config
        .and_then(Result::ok)
        .map(|text| Config::read(&text, languages.tags()).0);
    let entities = Discovered {
        sources: discovered
            .sources
            .into_iter()
            .filter(|file| matches!(file.kind, SourceKind::Entity | SourceKind::Entities))
            .collect(),
        ..Discovered::default()
    };
    let config = site_config.clone().unwrap_or_default();
    let mut parts = parse_all(entities, &config, None, None, &Unobserved, &mut Vec::new());
    let one = |input: &ExtractInput| extract_one(input, lang, site_config.as_ref());
    let all: Vec<ExtractedOne> = inputs.par_iter().map(one).collect();
    let mut diagnostics = Vec::new();
    for (input, (article, problems)) in inputs.iter().zip(all) {
        diagnostics.extend(problems);
        let article = article.map(|(value, found)| (located(input.file.clone(), [0; 32], value), found));
        parts.articles.extend(article);
    }
    let linked = link(
        parts,
        &config,
        Selection {
            drafts: true,
            now: request.now,
        },
        None,
    );
    let articles = linked.site.articles.iter().zip(0..);
    let by_file: BTreeMap<&Utf8Path, ArticleId> = articles
        .map(|(article, number)| (article.placement.file.as_path(), ArticleId(number)))
        .collect();
    let extracts = inputs.par_iter().filter_map(|input| {
        let article = *by_file.get(input.file.as_path())?;
        let start = if input.markdown {
            split(&input.text).ok()?.body.start as usize
        } else {
            0
        };
        Some(Extract::new(&linked.site, article, &input.text[start..], start))
    });
    (
        extracts.collect(),
        diagnostics
            .into_iter()
            .map(|diagnostic| place(diagnostic, &inputs))
            .collect(),
    )
}

/// Adds line and column to a diagnostic.
fn place(diagnostic: Diagnostic, inputs: &[ExtractInput]) -> LocatedDiagnostic {
    let file = diagnostic.location.as_ref().map(|location| location.file.clone());
    let text = inputs
        .iter()
        .find(|input| Some(&input.file) == file.as_ref())
        .map(|input| input.text.as_str());
    locate(diagnostic, text, yaml::locate)
}

/// An article with its enrichment, and the diagnostics.
type ExtractedOne = (Option<(Article, Enrichment)>, Vec<Diagnostic>);

/// Parses and enriches one text.
fn extract_one(input: &ExtractInput, lang: Option<&Lang>, config: Option<&Config>) -> ExtractedOne {
    let languages = Languages::embedded();
    let file = SourceFile {
        path: input.file.clone(),
        kind: SourceKind::Article,
        text: input.text.clone(),
        hash: [0; 32],
        companion: None,
    };
    let mut diagnostics = Vec::new();
    let article = if !input.markdown {
        Some(bare_article(&file, plain_text(&input.text)))
    } else if yaml::opening_fence(&input.text).is_none() {
        let source = MarkdownSource {
            text: &input.text,
            offset: 0,
            key: None,
        };
        let document = parse_markdown(&source, &mut diagnostics);
        Some(bare_article(&file, document))
    } else {
        let (parsed, problems) = parse(&file, languages.tags());
        diagnostics.extend(problems);
        parsed.and_then(|parsed| match parsed {
            Parsed::Article(article) => Some(*article),
            _ => None,
        })
    };
    let Some(mut article) = article else {
        return (None, diagnostics);
    };
    let own = lang
        .or(article.header.lang.as_ref())
        .or(config.map(|config| &config.lang))
        .cloned();
    let lang = own
        .or_else(|| languages.detect(&article.body.plain))
        .unwrap_or_else(|| Config::default().lang);
    let (enrichment, problems) = enrich_article(&article, &languages.get(&lang).words);
    article.header.lang = Some(lang);
    diagnostics.extend(problems);
    for diagnostic in &mut diagnostics {
        if let Some(location) = &mut diagnostic.location {
            location.file.clone_from(&input.file);
        }
    }
    (Some((article, enrichment)), diagnostics)
}

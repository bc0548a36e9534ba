//! Any file as an article: front matter, Markdown, decisions. No panic, and whoever is at fault is
//! told where.
#![no_main]

use dossier::internals::diagnostics::Place;
use dossier::internals::enrich::enrich_article;
use dossier::internals::language::Languages;
use dossier::internals::model::Lang;
use dossier::internals::model::{SourceFile, SourceKind};
use dossier::internals::parse::{Parsed, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let languages = Languages::embedded();
    let file = SourceFile {
        path: "content/articles/fuzz.md".into(),
        kind: SourceKind::Article,
        text: text.to_owned(),
        hash: [0; 32],
        companion: None,
    };
    let (parsed, mut diagnostics) = parse(&file, languages.tags());
    if let Some(Parsed::Article(article)) = parsed {
        let lang = article.header.lang.clone().unwrap_or_else(|| Lang("de".into()));
        let (_, problems) = enrich_article(&article, &languages.get(&lang).words);
        diagnostics.extend(problems);
    } else {
        assert!(!diagnostics.is_empty(), "an article is left out without a word");
    }
    for diagnostic in &diagnostics {
        if let Some(Place::Bytes(span)) = diagnostic.location.as_ref().map(|location| &location.place) {
            assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
        }
    }
});

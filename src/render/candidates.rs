//! Names without an entity in the registry: the data of `dossier candidates`.

use serde::Serialize;

use super::passage::{one_line, sentence_of};
use super::stub::Stub;
use crate::model::enrichment::Evidence;
use crate::model::site::{Candidate, Site};
use crate::model::span::Span;

/// The longest sentence that is shown, in bytes on each side of the name.
const CONTEXT: usize = 140;

#[derive(Clone, Debug, Serialize)]
pub struct CandidateReport {
    pub name: String,
    pub slug: String,
    /// What it is, as far as the articles tell.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub mentions: usize,
    pub articles: usize,
    pub evidence: Vec<&'static str>,
    /// How certain it is that it is such a name, from 0 to 1.
    pub confidence: f64,
    pub file: Option<String>,
    pub date: Option<String>,
    /// The first sentence there that names it.
    pub sentence: Option<String>,
    pub stub: String,
}

/// All of them, the most frequent first.
pub fn candidates(site: &Site) -> Vec<CandidateReport> {
    site.candidates
        .iter()
        .map(|candidate| report(site, candidate))
        .collect()
}

pub fn candidate_stub(candidate: &Candidate) -> String {
    let stub = Stub {
        slug: candidate.slug.as_str(),
        name: &candidate.name,
        entity_type: Some(candidate.entity_type),
        ..Stub::default()
    };
    stub.write()
}

fn report(site: &Site, candidate: &Candidate) -> CandidateReport {
    let newest = candidate
        .articles
        .first()
        .map(|named| (site.article(named.article), named.first));
    CandidateReport {
        name: candidate.name.clone(),
        slug: candidate.slug.to_string(),
        kind: candidate.entity_type.name(),
        mentions: candidate.mentions(),
        articles: candidate.articles.len(),
        evidence: candidate
            .evidence
            .iter()
            .map(|evidence| Evidence::name(*evidence))
            .collect(),
        confidence: f64::from(candidate.confidence) / 1000.0,
        file: newest.map(|(article, _)| article.placement.file.to_string()),
        date: newest.and_then(|(article, _)| Some(article.article.date?.to_string())),
        sentence: newest.map(|(article, span)| {
            let sentence = sentence_of(&article.sentences, span);
            around(&article.article.body.plain, sentence, span)
        }),
        stub: candidate_stub(candidate),
    }
}

/// A sentence in one line, cut to what stands around a span where it is long.
fn around(plain: &str, sentence: Span, span: Span) -> String {
    let boundary = |mut at: usize| {
        while !plain.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let from = boundary(start.max((span.start as usize).saturating_sub(CONTEXT)));
    let to = boundary(end.min(span.end as usize + CONTEXT));
    // No word is cut.
    let space = |text: &str| text.find(char::is_whitespace);
    let from = from
        + if from > start {
            space(&plain[from..span.start as usize]).unwrap_or(0)
        } else {
            0
        };
    let behind = &plain[span.end as usize..to];
    let kept = if to < end {
        behind.rfind(char::is_whitespace)
    } else {
        None
    };
    let text = one_line(&plain[from..span.end as usize + kept.unwrap_or(behind.len())]);
    let (before, after) = (if from > start { "…" } else { "" }, if to < end { "…" } else { "" });
    format!("{before}{text}{after}")
}

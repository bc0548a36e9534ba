//! Everything found in one text as a JSON document: the format of `dossier extract`.
//!
//! Offsets are Unicode code points into the body, end exclusive; `text` equals that slice.

use serde::Serialize;

use crate::model::confidence::Reason;
use crate::model::enrichment::{FIRM_NAME, SpeakerClass, SpeechAct, Status};
use crate::model::site::{ArticleId, CandidateMention, Mention, MentionRule, Site, SiteArticle};
use crate::model::span::{CodePoints, Span};
use crate::model::statement::Statement;

/// One text.
#[derive(Debug, Serialize)]
pub struct Extract {
    file: String,
    lang: String,
    quotes: Vec<ExtractedQuote>,
    mentions: Vec<ExtractedMention>,
}

#[derive(Debug, Serialize)]
struct ExtractedQuote {
    id: String,
    kind: &'static str,
    partial: bool,
    start: u32,
    end: u32,
    text: String,
    /// The parts of a quotation that its cue interrupts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<[u32; 2]>,
    speaker_text: Option<String>,
    speaker_start: Option<u32>,
    speaker_end: Option<u32>,
    speaker_resolved: Option<String>,
    speaker_entity: Option<String>,
    speaker_class: Option<&'static str>,
    cue: Option<String>,
    cue_start: Option<u32>,
    cue_end: Option<u32>,
    cue_kind: Option<&'static str>,
    asserted: bool,
    status: &'static str,
    frame_start: Option<u32>,
    frame_end: Option<u32>,
    occasion: Option<String>,
    occasion_start: Option<u32>,
    occasion_end: Option<u32>,
    confidence: f64,
    rule: String,
    /// What the confidence is made of, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<Explained>>,
}

#[derive(Debug, Serialize)]
struct Explained {
    feature: &'static str,
    /// What it adds to the logarithm of the odds.
    weight: f64,
}

#[derive(Debug, Serialize)]
struct ExtractedMention {
    start: u32,
    end: u32,
    text: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The slug of its page, else the one that its candidate would get.
    entity: Option<String>,
    wikidata: Option<String>,
    /// Whether it has a page of its own.
    linked: bool,
    form: &'static str,
    confidence: f64,
    rule: &'static str,
}

/// Turns spans of the plain text into slices and offsets of the body.
struct Body<'a> {
    article: &'a SiteArticle,
    text: &'a str,
    /// The byte of the file at which the body begins.
    start: u32,
    points: CodePoints<'a>,
}

impl Body<'_> {
    /// Start, end and text of a span.
    fn place(&self, span: Span) -> Option<(u32, u32, String)> {
        let file = self.article.article.body.map.to_file(span)?;
        let local = Span {
            start: file.start.checked_sub(self.start)?,
            end: file.end.checked_sub(self.start)?,
        };
        Some((
            self.points.at(local.start),
            self.points.at(local.end),
            local.slice(self.text).to_owned(),
        ))
    }
}

impl Extract {
    /// What was found in an article, whose body is `text` and begins at byte `start` of its file.
    pub fn new(site: &Site, id: ArticleId, text: &str, start: usize) -> Extract {
        let article = site.article(id);
        let body = Body {
            article,
            text,
            start: start as u32,
            points: CodePoints::new(text),
        };
        Extract {
            file: article.placement.file.to_string(),
            lang: article.placement.lang.0.clone(),
            quotes: site
                .statements_of(id)
                .filter_map(|statement| quote(&statement, &body))
                .collect(),
            mentions: mentions(site, &body),
        }
    }

    /// The name of the text.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The document without what each confidence is made of.
    #[must_use]
    pub fn without_explanations(mut self) -> Extract {
        self.quotes.iter_mut().for_each(|quote| quote.explain = None);
        self
    }

    /// The document on one line.
    pub fn to_json(&self) -> String {
        // Writing plain data as JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Explained {
    fn new(reason: &Reason) -> Explained {
        Explained {
            feature: reason.feature.name(),
            weight: f64::from(reason.weight) / 100.0,
        }
    }
}

fn quote(statement: &Statement<'_>, body: &Body<'_>) -> Option<ExtractedQuote> {
    let quotation = statement.quotation;
    let (start, end, text) = body.place(quotation.span)?;
    let place = |span: Option<Span>| span.and_then(|span| body.place(span));
    let written = place(statement.introduction());
    let (cue, occasion, frame) = (place(quotation.cue), place(quotation.occasion), place(quotation.frame));
    let parts = quotation.parts.iter().filter_map(|part| body.place(*part));
    Some(ExtractedQuote {
        id: statement.id.anchor(),
        kind: quotation.kind.name(),
        partial: quotation.partial,
        start,
        end,
        text,
        spans: parts.map(|(start, end, _)| [start, end]).collect(),
        speaker_start: written.as_ref().map(|w| w.0),
        speaker_end: written.as_ref().map(|w| w.1),
        speaker_text: written.map(|w| w.2),
        speaker_resolved: statement.name_in_text().map(str::to_owned),
        speaker_entity: statement.speaker_slug().map(str::to_owned),
        speaker_class: statement.speaker_class().map(SpeakerClass::name),
        cue_start: cue.as_ref().map(|c| c.0),
        cue_end: cue.as_ref().map(|c| c.1),
        cue: cue.map(|c| c.2),
        cue_kind: quotation.cue_kind.map(SpeechAct::name),
        asserted: statement.status == Status::Asserted,
        status: statement.status.name(),
        frame_start: frame.as_ref().map(|f| f.0),
        frame_end: frame.as_ref().map(|f| f.1),
        occasion_start: occasion.as_ref().map(|o| o.0),
        occasion_end: occasion.as_ref().map(|o| o.1),
        occasion: occasion.map(|o| o.2),
        confidence: f64::from(quotation.confidence) / 1000.0,
        rule: quotation.rule.name().to_owned(),
        explain: Some(quotation.reasons.iter().map(Explained::new).collect()),
    })
}

/// What the text names, by place: with a page, and without.
fn mentions(site: &Site, body: &Body<'_>) -> Vec<ExtractedMention> {
    let linked = body.article.mentions.iter();
    let linked = linked.filter_map(|mention| Some((mention.span, linked_mention(site, body, mention)?)));
    let candidates = body.article.candidates.iter();
    let candidates = candidates.filter_map(|mention| Some((mention.span, candidate_mention(site, body, mention)?)));
    let mut all: Vec<(Span, ExtractedMention)> = linked.chain(candidates).collect();
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, mention)| mention).collect()
}

fn linked_mention(site: &Site, body: &Body<'_>, mention: &Mention) -> Option<ExtractedMention> {
    let (start, end, text) = body.place(mention.span)?;
    let entity = &site.entity(mention.entity).entity;
    Some(ExtractedMention {
        start,
        end,
        text,
        kind: entity.entity_type.name(),
        entity: Some(entity.header.slug.to_string()),
        wikidata: entity.wikidata.clone(),
        linked: true,
        form: mention.form.name(),
        confidence: f64::from(mention.confidence) / 1000.0,
        rule: mention.rule.name(),
    })
}

fn candidate_mention(site: &Site, body: &Body<'_>, mention: &CandidateMention) -> Option<ExtractedMention> {
    let (start, end, text) = body.place(mention.span)?;
    let candidate = site.candidate(mention.candidate);
    Some(ExtractedMention {
        start,
        end,
        text,
        kind: candidate.entity_type.name(),
        entity: (mention.confidence >= FIRM_NAME).then(|| candidate.slug.to_string()),
        wikidata: None,
        linked: false,
        form: mention.form.name(),
        confidence: f64::from(mention.confidence) / 1000.0,
        rule: MentionRule::Candidate.name(),
    })
}

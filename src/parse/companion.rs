//! Reads `NAME.annotations.yaml`, the decisions beside an article. The front matter of the article takes precedence.

use super::decisions::Decisions;
use super::header::Context;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::anchors::{occurrences, single, with_marks};
use crate::model::article::{Anchor, Article};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;
use crate::yaml::{self, Fields, Problems};

/// Reads the file, if the article has one.
pub(super) fn read(context: &mut Context<'_>) -> Decisions {
    let Some(companion) = &context.file.companion else {
        return Decisions::default();
    };
    let mapping = match yaml::parse_up_to(&companion.text, yaml::LIMIT, "remove obsolete decisions") {
        Ok(mapping) => mapping,
        Err(mut diagnostic) => {
            if let Some(location) = &mut diagnostic.location {
                location.file.clone_from(&companion.path);
            }
            context.diagnostics.push(diagnostic);
            return Decisions::default();
        }
    };
    let mut problems = Problems::default();
    let mut notes = Vec::new();
    let mut fields = Fields::new(&mapping, KeyPath::companion(), &mut problems);
    let decisions = Decisions::read(&mut fields, &mut notes);
    fields.finish();
    context.diagnostics.extend(problems.0);
    context.diagnostics.extend(notes);
    decisions
}

/// Adds the decisions to those of the front matter, except those about the same text, which are reported.
pub(super) fn add(beside: Decisions, article: &mut Article, context: &mut Context<'_>) {
    let plain = article.body.plain.as_str();
    let mention_spans = |anchor: &Anchor| match anchor.is_narrowed() {
        true => single(plain, anchor).map(|span| vec![span]).unwrap_or_default(),
        false => occurrences(plain, anchor).unwrap_or_default(),
    };
    let decided = |own: &[(Vec<Span>, &Anchor)], spans: &[Span]| {
        let covers = |(own, _): &&(Vec<Span>, &Anchor)| !spans.is_empty() && spans.iter().all(|s| own.contains(s));
        own.iter().find(covers).map(|(_, anchor)| anchor.key.clone())
    };
    let quotation_spans = |anchor: &Anchor| {
        single(plain, anchor)
            .map(|span| vec![with_marks(span, plain)])
            .unwrap_or_default()
    };
    let mut duplicates: Vec<(KeyPath, KeyPath)> = Vec::new();
    let mut is_new = |own: &[(Vec<Span>, &Anchor)], spans: Vec<Span>, anchor: &Anchor| {
        let key = decided(own, &spans);
        let is_new = key.is_none();
        duplicates.extend(key.map(|key| (anchor.key.clone(), key)));
        is_new
    };
    let own: Vec<_> = article
        .mentions
        .iter()
        .map(|m| (mention_spans(&m.anchor), &m.anchor))
        .collect();
    let mut mentions = beside.mentions;
    mentions.retain(|m| is_new(&own, mention_spans(&m.anchor), &m.anchor));
    let own: Vec<_> = article
        .quotations
        .iter()
        .map(|q| (quotation_spans(&q.anchor), &q.anchor))
        .collect();
    let mut quotations = beside.quotations;
    quotations.retain(|q| is_new(&own, quotation_spans(&q.anchor), &q.anchor));
    article.mentions.extend(mentions);
    article.quotations.extend(quotations);
    article.annotations.extend(beside.annotations);
    let notes = duplicates
        .into_iter()
        .map(|(here, there)| decided_twice(&here, &there, context));
    let notes: Vec<Diagnostic> = notes.collect();
    context.diagnostics.extend(notes);
}

fn decided_twice(here: &KeyPath, there: &KeyPath, context: &Context<'_>) -> Diagnostic {
    let text = &context.file.text;
    let line = yaml::locate(text, there, false).map(|span| {
        let before = &text.as_bytes()[..span.start as usize];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    });
    let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
    let message = format!(
        "this decision is not used, because the front matter decides about the same text ({}{line})",
        context.file.path
    );
    Diagnostic::new(Code::DecidedTwice, message)
        .help("remove one of the two")
        .placed(Place::Value(here.clone()))
}

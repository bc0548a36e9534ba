//! The decisions in the file beside an article, `NAME.annotations.yaml`: the same keys as in its front
//! matter, which wins.

use super::decisions::Decisions;
use super::header::Context;
use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::anchors::{occurrences, single, with_marks};
use crate::model::article::{Anchor, Article};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;
use crate::yaml::{self, Fields, Problems};

/// Reads the file, where there is one.
pub(super) fn read(context: &mut Context<'_>) -> Decisions {
    let Some(companion) = &context.file.companion else {
        return Decisions::default();
    };
    let mapping = match yaml::parse_up_to(&companion.text, yaml::LIMIT, "remove decisions that no longer matter") {
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

/// Adds the decisions to those of the front matter. Where both decide about the same text, a note says
/// that the front matter's is used.
pub(super) fn add(beside: Decisions, article: &mut Article, context: &mut Context<'_>) {
    let plain = article.body.plain.as_str();
    let places = |anchor: &Anchor| match anchor.is_narrowed() {
        true => single(plain, anchor).map(|span| vec![span]).unwrap_or_default(),
        false => occurrences(plain, anchor).unwrap_or_default(),
    };
    let decided = |own: &[(Vec<Span>, &Anchor)], spans: &[Span]| {
        let covers = |(own, _): &&(Vec<Span>, &Anchor)| !spans.is_empty() && spans.iter().all(|s| own.contains(s));
        own.iter().find(covers).map(|(_, anchor)| anchor.key.clone())
    };
    let mut twice: Vec<(KeyPath, KeyPath)> = Vec::new();
    let own: Vec<_> = article
        .mentions
        .iter()
        .map(|m| (places(&m.anchor), &m.anchor))
        .collect();
    let mut mentions = beside.mentions;
    mentions.retain(|mention| match decided(&own, &places(&mention.anchor)) {
        Some(key) => {
            twice.push((mention.anchor.key.clone(), key));
            false
        }
        None => true,
    });
    let whole = |anchor: &Anchor| {
        single(plain, anchor)
            .map(|span| vec![with_marks(span, plain)])
            .unwrap_or_default()
    };
    let own: Vec<_> = article
        .quotations
        .iter()
        .map(|q| (whole(&q.anchor), &q.anchor))
        .collect();
    let mut quotations = beside.quotations;
    quotations.retain(|quotation| match decided(&own, &whole(&quotation.anchor)) {
        Some(key) => {
            twice.push((quotation.anchor.key.clone(), key));
            false
        }
        None => true,
    });
    article.mentions.extend(mentions);
    article.quotations.extend(quotations);
    article.annotations.extend(beside.annotations);
    let notes = twice
        .into_iter()
        .map(|(here, there)| decided_twice(&here, &there, context));
    let notes: Vec<Diagnostic> = notes.collect();
    context.diagnostics.extend(notes);
}

/// The note that a decision is not used.
fn decided_twice(here: &KeyPath, there: &KeyPath, context: &Context<'_>) -> Diagnostic {
    let text = &context.file.text;
    let line = yaml::locate(text, there, false).map(|span| {
        let before = &text.as_bytes()[..span.start as usize];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    });
    let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
    let message = format!(
        "this is not used: the front matter decides about the same text ({}{line})",
        context.file.path
    );
    let mut diagnostic = Diagnostic::new(Code::DecidedTwice, message).help("remove one of the two");
    diagnostic.location = Some(Location {
        file: Default::default(),
        place: Place::Value(here.clone()),
    });
    diagnostic
}

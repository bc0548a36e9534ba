//! Reads articles.

use super::companion;
use super::decisions::Decisions;
use super::header::{Context, keyed, read_header, read_note, read_summary_and_aliases, with_fields};
use crate::diagnostics::Diagnostic;
use crate::model::article::{Article, Correction, Header, Keyed, Provenance};
use crate::model::document::Document;
use crate::model::slug::Slug;
use crate::yaml::Fields;

pub(super) fn read(context: &mut Context<'_>) -> Option<Article> {
    let beside = companion::read(context);
    let (parts, mapping) = context.open()?;
    let mut article = with_fields(context, &mapping, read_fields)?;
    article.body = context.body(&parts);
    companion::add(beside, &mut article, context);
    Some(article)
}

/// An article with a title and a text, and nothing else.
pub(super) fn bare(title: &str, body: Document) -> Article {
    Article {
        header: Header {
            title: title.to_owned(),
            slug: Slug::of(title).unwrap_or_default(),
            lang: None,
            summary: None,
            draft: false,
            aliases: Vec::new(),
        },
        date: None,
        updated: None,
        publish_at: None,
        authors: Vec::new(),
        translation_of: None,
        dossiers: Vec::new(),
        tags: Vec::new(),
        provenance: None,
        mentions: Vec::new(),
        quotations: Vec::new(),
        annotations: Vec::new(),
        corrections: Vec::new(),
        body,
    }
}

fn read_fields(fields: &mut Fields<'_>, context: &mut Context<'_>) -> Option<Article> {
    let header = read_header(fields, context, "title");
    let mut notes = Vec::new();
    let date = fields.optional("date");
    let updated = fields.optional("updated");
    let publish_at = fields.optional("publish_at");
    let authors = fields.list("authors").into_iter().map(|(author, _)| author).collect();
    let translation_of = fields.optional("translation_of").map(|value| Keyed {
        value,
        key: fields.path("translation_of"),
    });
    let dossiers = keyed(fields.list("dossiers"));
    let tags = read_tags(fields);
    let provenance = fields.mapping("source", read_provenance);
    let decisions = Decisions::read(fields, &mut notes);
    let corrections = fields.mappings("corrections", |fields| read_correction(fields, &mut notes));
    let mut header = header;
    match &mut header {
        Some(header) => read_summary_and_aliases(header, fields),
        // Without a title, the keys are still checked.
        None => {
            let _: Option<String> = fields.optional("summary");
            let _ = fields.list::<String>("aliases");
        }
    }
    context.diagnostics.extend(notes);
    Some(Article {
        header: header?,
        date,
        updated,
        publish_at,
        authors,
        translation_of,
        dossiers,
        tags,
        provenance,
        mentions: decisions.mentions,
        quotations: decisions.quotations,
        annotations: decisions.annotations,
        corrections,
        body: Document::default(),
    })
}

/// The tags without duplicates, in the given order.
fn read_tags(fields: &mut Fields<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (tag, _) in fields.list::<String>("tags") {
        let tag = tag.trim().to_owned();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn read_provenance(fields: &mut Fields<'_>) -> Option<Provenance> {
    Some(Provenance {
        name: fields.optional("name"),
        url: fields.optional("url"),
        archive_url: fields.optional("archive_url"),
        accessed: fields.optional("accessed"),
        author: fields.optional("author"),
        licence: fields.optional("licence"),
    })
}

fn read_correction(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Option<Correction> {
    let date = fields.optional("date");
    let by = fields.optional("by");
    let _: Option<String> = fields.required("note");
    let note = read_note(fields, "note", notes)?;
    Some(Correction { date, note, by })
}

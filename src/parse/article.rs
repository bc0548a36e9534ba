//! Articles.

use super::header::{Context, keyed, read_header, read_note, read_summary_and_aliases, with_fields};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::{
    Anchor, Annotation, AnnotationKind, Article, Correction, Header, Keyed, MentionDecision, Provenance,
    QuotationDecision, QuotationVerdict,
};
use crate::model::document::Document;
use crate::model::enrichment::QuotationKind;
use crate::model::slug::Slug;
use crate::yaml::Fields;

/// Reads an article.
pub(super) fn read(context: &mut Context<'_>) -> Option<Article> {
    let (parts, mapping) = context.open()?;
    let mut article = with_fields(context, &mapping, read_fields)?;
    article.body = context.body(&parts);
    Some(article)
}

/// An article of which nothing but the text is known.
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
    let mentions = fields.mappings("mentions", read_mention);
    let quotations = fields.mappings("quotations", read_quotation);
    let annotations = fields.mappings("annotations", |fields| read_annotation(fields, &mut notes));
    let corrections = fields.mappings("corrections", |fields| read_correction(fields, &mut notes));
    let mut header = header;
    match &mut header {
        Some(header) => read_summary_and_aliases(header, fields),
        // The keys are still to be checked, even where there is no title.
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
        mentions,
        quotations,
        annotations,
        corrections,
        body: Document::default(),
    })
}

/// Tags, each once, in the order in which they are given.
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

/// Reads the keys that say which text is meant.
fn read_anchor(fields: &mut Fields<'_>) -> Option<Anchor> {
    let text: Option<String> = fields.required("text");
    let prefix = fields.optional("prefix");
    let suffix = fields.optional("suffix");
    let nth = fields.optional::<i64>("nth");
    let key = fields.path("text");
    let nth = match nth {
        Some(number) if number < 1 => {
            fields.problem(
                Code::InvalidValue,
                "nth",
                format!("there is no occurrence {number}"),
                Some("count from 1".to_owned()),
            );
            None
        }
        other => other.map(|n| n as usize),
    };
    let text = text?;
    if text.trim().is_empty() {
        fields.problem(
            Code::InvalidValue,
            "text",
            "`text` is empty".to_owned(),
            Some("copy the text from the article".to_owned()),
        );
        return None;
    }
    Some(Anchor {
        text,
        prefix,
        suffix,
        nth,
        key,
    })
}

fn read_mention(fields: &mut Fields<'_>) -> Option<MentionDecision> {
    let anchor = read_anchor(fields);
    let ignore = fields.flag("ignore").unwrap_or(false);
    let entity = fields.optional("entity").map(|value| Keyed {
        value,
        key: fields.path("entity"),
    });
    if ignore == entity.is_some() {
        let message = "a mention needs either `entity` or `ignore: true`".to_owned();
        let help = "add `entity: slug` or `ignore: true`".to_owned();
        fields.problem(Code::MissingKey, "text", message, Some(help));
        return None;
    }
    Some(MentionDecision {
        anchor: anchor?,
        entity,
    })
}

fn read_quotation(fields: &mut Fields<'_>) -> Option<QuotationDecision> {
    let anchor = read_anchor(fields);
    let ignore = fields.flag("ignore").unwrap_or(false);
    let kind = fields.choice("kind", &QuotationKind::ALL);
    let speaker = fields.optional("speaker").map(|value| Keyed {
        value,
        key: fields.path("speaker"),
    });
    if ignore && (kind.is_some() || speaker.is_some()) {
        let message = "what is ignored has neither `kind` nor `speaker`".to_owned();
        let help = "remove `ignore: true`, or the others".to_owned();
        fields.problem(Code::InvalidValue, "ignore", message, Some(help));
        return None;
    }
    let verdict = if ignore {
        QuotationVerdict::Ignore
    } else {
        QuotationVerdict::Quotation { kind, speaker }
    };
    Some(QuotationDecision {
        anchor: anchor?,
        verdict,
    })
}

fn read_annotation(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let anchor = read_anchor(fields);
    let kind = fields
        .choice("kind", &AnnotationKind::ALL)
        .unwrap_or(AnnotationKind::Context);
    let by = fields.optional("by");
    let date = fields.optional("date");
    let _: Option<String> = fields.required("note");
    let note = read_note(fields, "note", notes)?;
    Some(Annotation {
        anchor: anchor?,
        kind,
        note,
        by,
        date,
    })
}

fn read_correction(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Option<Correction> {
    let date = fields.optional("date");
    let by = fields.optional("by");
    let _: Option<String> = fields.required("note");
    let note = read_note(fields, "note", notes)?;
    Some(Correction { date, note, by })
}

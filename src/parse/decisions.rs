//! Reads the decisions of an editor about mentions and quotations, and the annotations: from front matter or from
//! the annotations file.

use super::header::read_note;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::{
    Anchor, Annotation, AnnotationKind, Contrary, Keyed, MentionDecision, QuotationDecision, QuotationVerdict,
};
use crate::model::enrichment::QuotationKind;
use crate::yaml::Fields;

#[derive(Default)]
pub(super) struct Decisions {
    pub mentions: Vec<MentionDecision>,
    pub quotations: Vec<QuotationDecision>,
    pub annotations: Vec<Annotation>,
}

impl Decisions {
    /// `notes` receives the problems in the Markdown of annotations.
    pub fn read(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Decisions {
        Decisions {
            mentions: fields.mappings("mentions", read_mention),
            quotations: fields.mappings("quotations", read_quotation),
            annotations: fields.mappings("annotations", |fields| read_annotation(fields, notes)),
        }
    }
}

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
                format!("`{number}` is not a valid occurrence"),
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
        let message = "a mention requires either `entity` or `ignore: true`".to_owned();
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
    let confirmed = fields.flag("confirmed").unwrap_or(false);
    let contradicts = fields.one_or_more("contradicts", read_contrary);
    if ignore && (kind.is_some() || speaker.is_some() || confirmed || !contradicts.is_empty()) {
        let message = "`ignore` cannot be combined with `kind`, `speaker`, `confirmed` or `contradicts`".to_owned();
        let help = "remove `ignore: true`, or the other keys".to_owned();
        fields.problem(Code::InvalidValue, "ignore", message, Some(help));
        return None;
    }
    let verdict = if ignore {
        QuotationVerdict::Ignore
    } else {
        QuotationVerdict::Quotation {
            kind,
            speaker,
            confirmed,
            contradicts,
        }
    };
    Some(QuotationDecision {
        anchor: anchor?,
        verdict,
    })
}

fn read_contrary(fields: &mut Fields<'_>) -> Option<Contrary> {
    let anchor = read_anchor(fields);
    let article = fields.optional("article").map(|value| Keyed {
        value,
        key: fields.path("article"),
    });
    Some(Contrary {
        article,
        anchor: anchor?,
    })
}

fn read_annotation(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let anchor = read_anchor(fields);
    let kind = fields
        .choice("kind", &AnnotationKind::ALL)
        .unwrap_or(AnnotationKind::Context);
    let by = fields.optional("by");
    let date = fields.optional("date");
    let review = fields.optional("review");
    let _: Option<String> = fields.required("note");
    let note = read_note(fields, "note", notes)?;
    Some(Annotation {
        anchor: anchor?,
        kind,
        note,
        by,
        date,
        review,
    })
}

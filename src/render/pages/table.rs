//! Everything of one kind as a table: RFC 4180, UTF-8, the names of the columns in the first line.

use crate::model::output_path::OutputPath;
use crate::model::site::{Mention, SiteArticle};
use crate::model::span::CodePoints;
use crate::render::Rendered;
use crate::render::company::{one_line, sentence_of};
use crate::render::context::Renderer;
use crate::render::twins::origin_name;

/// The columns of the mentions.
const COLUMNS: [&str; 13] = [
    "article",
    "date",
    "start",
    "end",
    "text",
    "entity",
    "type",
    "wikidata",
    "origin",
    "form",
    "confidence",
    "rule",
    "sentence",
];

/// Every mention of every article, the newest article first.
pub(super) fn mentions(renderer: &Renderer<'_>) -> Rendered {
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for article in &renderer.site.articles {
        let points = CodePoints::new(&article.article.body.plain);
        for mention in &article.mentions {
            row(renderer, article, mention, &points, &mut out);
        }
    }
    Rendered {
        files: vec![(OutputPath::fixed("data/mentions.csv"), out.into_bytes())],
        diagnostics: Vec::new(),
    }
}

fn row(renderer: &Renderer<'_>, article: &SiteArticle, mention: &Mention, points: &CodePoints<'_>, out: &mut String) {
    let plain = &article.article.body.plain;
    let entity = &renderer.site.entity(mention.entity).entity;
    let sentence = sentence_of(&article.enrichment.sentences, mention.span);
    let date = article.article.date.map(|date| date.to_string());
    let plain_cells = [
        article.article.header.slug.as_str(),
        date.as_deref().unwrap_or(""),
        &points.at(mention.span.start).to_string(),
        &points.at(mention.span.end).to_string(),
    ];
    plain_cells.iter().for_each(|cell| push(cell, ',', out));
    push(&one_line(mention.span.slice(plain)), ',', out);
    let confidence = format!("{}.{:03}", mention.confidence / 1000, mention.confidence % 1000);
    let more = [
        entity.header.slug.as_str(),
        entity.entity_type.name(),
        entity.wikidata.as_deref().unwrap_or(""),
        origin_name(mention.origin),
        mention.form.name(),
        &confidence,
        mention.rule,
    ];
    more.iter().for_each(|cell| push(cell, ',', out));
    push(&one_line(sentence.slice(plain)), '\r', out);
    out.push('\n');
}

/// Adds a cell and what ends it. Spreadsheets run what begins with one of these signs as a formula,
/// so an apostrophe stands before it, which they take for "this is text".
fn push(cell: &str, end: char, out: &mut String) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    if quoted {
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
    out.push(end);
}

#[cfg(test)]
mod tests {
    use super::push;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_a_formula() {
        for (cell, written) in [
            ("Moorkamp", "Moorkamp"),
            ("Moorkamp, Ilse", "\"Moorkamp, Ilse\""),
            ("der \"Rat\"", "\"der \"\"Rat\"\"\""),
            ("=1+1", "'=1+1"),
            ("@Moor", "'@Moor"),
            ("-2, sagte sie", "\"'-2, sagte sie\""),
            ("a\nb", "\"a\nb\""),
            ("", ""),
        ] {
            let mut out = String::new();
            push(cell, ',', &mut out);
            assert_eq!(out, format!("{written},"), "{cell:?}");
        }
    }
}

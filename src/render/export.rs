//! Exports articles in formats for other programs.

use super::pages::table;
use super::renderer::Renderer;
use super::{annotations, json_data, schema, tei};
use crate::model::site::ArticleId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Tei,
    Csv,
    Json,
    Annotations,
}

#[derive(Debug, PartialEq, Eq)]
pub struct ExportFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Exports articles as files, or `together` as one. `title` names the whole.
pub fn export(
    renderer: &Renderer<'_>,
    format: ExportFormat,
    articles: &[ArticleId],
    title: &str,
    together: bool,
) -> Vec<ExportFile> {
    let (whole, inputs) = (renderer.whole(), &renderer.whole().inputs());
    let name = |id: &ArticleId, ending: &str| format!("{}.{ending}", inputs.article(*id).article.header.slug);
    let file = |name: &str, bytes: Vec<u8>| ExportFile {
        name: name.to_owned(),
        bytes,
    };
    match (format, articles) {
        (ExportFormat::Tei, [one]) => vec![file(&name(one, "xml"), tei::document(inputs, *one))],
        (ExportFormat::Tei, all) if together => vec![file("corpus.xml", tei::corpus(inputs, title, all))],
        (ExportFormat::Tei, all) => {
            let document = |id: &ArticleId| file(&name(id, "xml"), tei::document(inputs, *id));
            all.iter().map(document).collect()
        }
        (ExportFormat::Csv, all) => {
            let mut tables = vec![table::quotes(whole, all)];
            if !together {
                tables.extend([table::mentions(whole, all), table::articles(whole, all)]);
            }
            let files = tables.into_iter().flat_map(|table| table.files);
            let named = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
            files.map(|(path, bytes)| file(&named(path.as_str()), bytes)).collect()
        }
        (ExportFormat::Json, all) if together => {
            let lines = all.iter().flat_map(|id| json_data::article(inputs, *id));
            vec![file("articles.jsonl", lines.collect())]
        }
        (ExportFormat::Json, all) => {
            let data = |id: &ArticleId| {
                file(
                    &format!("articles/{}", name(id, "json")),
                    json_data::article(inputs, *id),
                )
            };
            let (path, schema) = schema::of_articles();
            let schema = file(path.as_str(), schema);
            all.iter().map(data).chain([schema]).collect()
        }
        (ExportFormat::Annotations, all) => {
            vec![file("annotations.jsonld", annotations::of_articles(inputs, all))]
        }
    }
}

//! JSON Schemas (draft 2020-12) of the data, published beside it.

use super::rendered::Rendered;
use crate::model::output_path::OutputPath;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    Article,
    Entity,
    Dossier,
    Site,
}

impl Schema {
    fn path(self) -> OutputPath {
        OutputPath::fixed(match self {
            Schema::Article => "schema/article.json",
            Schema::Entity => "schema/entity.json",
            Schema::Dossier => "schema/dossier.json",
            Schema::Site => "schema/site.json",
        })
    }

    /// The way to it from the data that it describes.
    pub fn seen_from(self, data: &OutputPath) -> String {
        data.link_to(&self.path())
    }
}

const ARTICLE: &str = include_str!("schema/article.json");

pub(super) fn of_articles() -> (OutputPath, Vec<u8>) {
    (Schema::Article.path(), ARTICLE.as_bytes().to_vec())
}

pub(super) fn files() -> Rendered {
    let all = [
        (Schema::Article.path(), ARTICLE),
        (Schema::Entity.path(), include_str!("schema/entity.json")),
        (Schema::Dossier.path(), include_str!("schema/dossier.json")),
        (Schema::Site.path(), include_str!("schema/site.json")),
        (
            OutputPath::fixed("schema/annotations.json"),
            include_str!("schema/annotations.json"),
        ),
    ];
    let files = all.map(|(path, text)| (path, text.as_bytes().to_vec()));
    Rendered {
        files: files.into(),
        diagnostics: Vec::new(),
    }
}

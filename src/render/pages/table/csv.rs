//! Tables as CSV (RFC 4180).

use std::fmt::Write;

use rayon::prelude::*;

use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, SiteArticle};
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::rendered::Rendered;

const SEPARATOR: &str = "|";

/// How many articles a core takes at a time.
const ARTICLES_A_PART: usize = 64;

#[derive(Default)]
pub(super) struct Table {
    out: String,
    begun: bool,
}

impl Table {
    pub fn new(columns: &[&str]) -> Table {
        let mut table = Table::default();
        table.row(columns);
        table
    }

    /// A table of articles, made on all cores: `rows` adds those of one of them.
    pub fn of_articles(
        columns: &[&str],
        whole: WholeSite<'_>,
        articles: &[ArticleId],
        rows: impl Fn(&PageInputs<'_>, ArticleId, &mut Table) + Sync,
    ) -> Table {
        let part = |articles: &[ArticleId]| {
            let (mut part, inputs) = (Table::default(), whole.inputs());
            articles.iter().for_each(|id| rows(&inputs, *id, &mut part));
            part.out
        };
        let parts: Vec<String> = articles.par_chunks(ARTICLES_A_PART).map(part).collect();
        let mut table = Table::new(columns);
        table.out.reserve_exact(parts.iter().map(String::len).sum());
        parts.iter().for_each(|part| table.out.push_str(part));
        table
    }

    pub fn row(&mut self, cells: &[&str]) {
        cells.iter().for_each(|cell| self.cell(cell));
        self.end();
    }

    pub fn cell(&mut self, cell: &str) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
        push(cell, &mut self.out);
    }

    /// The next cell of the row; an empty one where there is nothing.
    pub fn maybe(&mut self, cell: Option<&str>) {
        self.cell(cell.unwrap_or(""));
    }

    /// The next cell of the row: a number or a boolean, which need no quotes.
    pub fn bare(&mut self, value: impl std::fmt::Display) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
        // Into a string nothing fails to be written.
        _ = write!(self.out, "{value}");
    }

    /// The next cell of the row: a confidence from 0 to 1, with three decimals.
    pub fn decimal(&mut self, confidence: u16) {
        self.bare(format_args!("{}.{:03}", confidence / 1000, confidence % 1000));
    }

    pub fn list<'c>(&mut self, values: impl Iterator<Item = &'c str>) {
        self.cell(&values.collect::<Vec<_>>().join(SEPARATOR));
    }

    pub fn end(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }

    pub fn file(self, path: &'static str) -> Rendered {
        Rendered::file(OutputPath::fixed(path), self.out.into_bytes())
    }
}

/// Adds a cell. Spreadsheets take a cell that begins with one of these characters for a formula, so an apostrophe
/// is put before it, which marks it as text.
pub fn push(cell: &str, out: &mut String) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = cell.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\r' | b'\n'))
        || cell.starts_with(' ')
        || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    if quoted {
        let mut parts = cell.split('"');
        out.push_str(parts.next().unwrap_or_default());
        parts.for_each(|part| {
            out.push_str("\"\"");
            out.push_str(part);
        });
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

pub(super) fn dossiers<'r>(inputs: &'r PageInputs<'_>, article: &'r SiteArticle) -> impl Iterator<Item = &'r str> {
    let dossiers = article.dossiers.iter().map(|id| inputs.dossier(*id));
    dossiers.map(|dossier| dossier.dossier.header.slug.as_str())
}

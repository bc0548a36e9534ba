//! Reads what all kinds of content files share.

use serde_yaml::Mapping;

use super::front_matter::{FrontMatter, split};
use super::markdown::parse_markdown;
use super::markdown_source::MarkdownSource;
use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::article::{Header, Keyed, Lang};
use crate::model::document::Document;
use crate::model::key_path::KeyPath;
use crate::model::slug::Slug;
use crate::model::source::SourceFile;
use crate::yaml::{self, Fields, Problems};

/// A file that is being read, with its diagnostics so far.
pub(super) struct Context<'a> {
    pub file: &'a SourceFile,
    pub languages: &'a [&'static str],
    /// The slug of the current entry in a file of many entities.
    pub entry: Option<Slug>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Context<'_> {
    /// Splits the file and reads its YAML; `None` if it has no valid front matter.
    pub fn open(&mut self) -> Option<(FrontMatter, Mapping)> {
        let text = &self.file.text;
        let parts = match split(text) {
            Ok(parts) => parts,
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                return None;
            }
        };
        if yaml::opening_fence(text).is_none() {
            let diagnostic =
                Diagnostic::new(Code::NoFrontMatter, "the file has no front matter").placed(Place::LineColumn(1, 1));
            let late = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
            let help = match yaml::opening_fence(late) {
                Some(_) => "`---` must be the first line",
                None => "begin it with a line of `---`, `title: …` and another line of `---`",
            };
            self.diagnostics.push(diagnostic.help(help));
            return None;
        }
        match yaml::parse(parts.yaml.slice(text)) {
            Ok(mapping) => Some((parts, mapping)),
            Err(mut diagnostic) => {
                shift(&mut diagnostic, parts.yaml.start, text);
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    pub fn body(&mut self, parts: &FrontMatter) -> Document {
        let source = MarkdownSource {
            text: parts.body.slice(&self.file.text),
            offset: parts.body.start as usize,
            key: None,
        };
        parse_markdown(&source, &mut self.diagnostics)
    }

    /// The slug that is made of the file name.
    pub fn file_slug(&self) -> Option<Slug> {
        self.file.path.file_stem().and_then(Slug::of)
    }
}

/// Converts the place of a diagnostic from the YAML block to the file.
fn shift(diagnostic: &mut Diagnostic, offset: u32, text: &str) {
    for span in &mut diagnostic.places {
        span.start += offset;
        span.end += offset;
    }
    let Some(Location { place, .. }) = &mut diagnostic.location else {
        return;
    };
    match place {
        Place::Bytes(span) => {
            span.start += offset;
            span.end += offset;
        }
        Place::LineColumn(line, _) => {
            *line += text[..offset as usize].bytes().filter(|b| *b == b'\n').count() as u32;
        }
        _ => {}
    }
}

/// Reads the common keys. `title_key` is `title`, or `name` for entities.
pub(super) fn read_header(fields: &mut Fields<'_>, context: &Context<'_>, title_key: &'static str) -> Option<Header> {
    let title: Option<String> = fields.required(title_key);
    if let Some(title) = &title
        && title.trim().is_empty()
    {
        let help = format!("add a text after `{title_key}:`");
        fields.problem(
            Code::InvalidValue,
            title_key,
            format!("`{title_key}` is empty"),
            Some(help),
        );
    }
    let lang = read_lang(fields, context.languages);
    let (slug, draft) = match &context.entry {
        Some(slug) => (Some(slug.clone()), false),
        None => {
            let slug = fields.optional::<Slug>("slug").or_else(|| context.file_slug());
            (slug, fields.flag("draft").unwrap_or(false))
        }
    };
    let title = title.filter(|t| !t.trim().is_empty())?;
    let slug = slug.or_else(|| Slug::of(&title));
    if slug.is_none() {
        let help = "add `slug:` with lower-case letters a to z, digits and hyphens".to_owned();
        fields.problem(
            Code::InvalidSlug,
            "slug",
            "neither the file name nor the title can be turned into a slug".to_owned(),
            Some(help),
        );
    }
    Some(Header {
        title: title.trim().to_owned(),
        slug: slug?,
        lang,
        summary: None,
        draft,
        aliases: Vec::new(),
    })
}

pub(super) fn read_summary_and_aliases(header: &mut Header, fields: &mut Fields<'_>) {
    header.summary = fields
        .optional::<String>("summary")
        .map(|s| s.trim().to_owned())
        .filter(|s| !s.is_empty());
    header.aliases = keyed(fields.list("aliases"));
}

fn read_lang(fields: &mut Fields<'_>, languages: &[&'static str]) -> Option<Lang> {
    let choices: Vec<(&'static str, &'static str)> = languages.iter().map(|l| (*l, *l)).collect();
    fields.choice("lang", &choices).map(|lang| Lang(lang.to_owned()))
}

pub(super) fn keyed(list: Vec<(String, KeyPath)>) -> Vec<Keyed<String>> {
    list.into_iter().map(|(value, key)| Keyed { value, key }).collect()
}

/// Reads a Markdown text in the front matter.
pub(super) fn read_note(fields: &mut Fields<'_>, key: &'static str, notes: &mut Vec<Diagnostic>) -> Option<Document> {
    let text: String = fields.optional(key)?;
    let source = MarkdownSource {
        text: &text,
        offset: 0,
        key: Some(fields.path(key)),
    };
    Some(parse_markdown(&source, notes))
}

/// Runs `read` over the front matter and collects its problems.
pub(super) fn with_fields<T>(
    context: &mut Context<'_>,
    mapping: &Mapping,
    read: impl FnOnce(&mut Fields<'_>, &mut Context<'_>) -> Option<T>,
) -> Option<T> {
    let mut problems = Problems::default();
    let mut fields = Fields::new(mapping, KeyPath::root(), &mut problems);
    let value = read(&mut fields, context);
    fields.finish();
    context.diagnostics.extend(problems.0);
    value
}

//! The configuration of a site, `dossier.yaml`.

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic, Level, Levels};
use crate::model::article::Lang;
use crate::model::key_path::KeyPath;
use crate::model::url::{SafeUrl, encode_path};
use crate::yaml::{self, Fields, Problems};

/// The name of the configuration file.
pub const FILE_NAME: &str = "dossier.yaml";

/// The configuration. docs/commands.md describes the keys.
#[derive(Clone, Debug)]
pub struct Config {
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// The URL of the published site; needed for feeds and the sitemap, not for links between pages.
    pub base_url: Option<SafeUrl>,
    /// The language of the interface, and the default language of texts.
    pub lang: Lang,
    pub author: Option<String>,
    /// Where the source files can be edited online.
    pub edit_url: Option<EditUrl>,
    /// The output folder, relative to the site's root.
    pub output: String,
    /// The number of articles or quotations on one page of a list.
    pub page_size: usize,
    /// Quotations with a lower confidence (0 to 1000) are not shown.
    pub min_confidence: u16,
    /// Quotations with a lower confidence (0 to 1000) are marked as uncertain.
    pub uncertain_below: u16,
    /// Which mentions of an entity become links.
    pub link_mentions: LinkMentions,
    /// Which pages have their own share image.
    pub share_images: ShareImages,
    /// Whether entities of the embedded knowledge base get pages when articles mention them.
    pub knowledge: bool,
    /// Whether `check --links` accesses private networks.
    pub private_links: bool,
    /// The configured severity of diagnostics.
    pub levels: Levels,
    /// Whether the search page uses a full-text index, which is built after the site.
    pub full_text: bool,
}

/// The URL at which a source file can be edited: prefix, path of the file, suffix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditUrl {
    before: String,
    after: String,
}

impl EditUrl {
    /// The placeholder for the path of a file.
    const PATH: &'static str = "{path}";

    /// Parses a URL with or without `{path}`; `None` if it is not a valid HTTP URL.
    fn read(text: &str) -> Option<EditUrl> {
        let (before, after) = match text.trim().split_once(Self::PATH) {
            Some((before, after)) => (before.to_owned(), after),
            None => (format!("{}/", text.trim().trim_end_matches('/')), ""),
        };
        // The placeholder may be in the path or query of the URL, never in its host.
        let host = SafeUrl::parse(&before).filter(|url| url.as_str().starts_with("http"))?;
        let rest = host.as_str().split_once("://").map_or("", |(_, rest)| rest);
        let whole = SafeUrl::parse(&format!("{before}x{after}"))?;
        let after = whole.as_str().strip_prefix(host.as_str())?.strip_prefix('x')?;
        rest.contains('/').then(|| EditUrl {
            before: host.as_str().to_owned(),
            after: after.to_owned(),
        })
    }

    /// The URL of a file, whose path is relative to the site's root.
    pub fn of(&self, file: &Utf8Path) -> String {
        [self.before.as_str(), &encode_path(file.as_str()), &self.after].concat()
    }
}

/// Which mentions of an entity become links; the others are still in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkMentions {
    All,
    /// The first one in each article.
    First,
    /// The first one under each heading.
    Section,
}

/// Which pages have their own share image; the others use that of their dossier or of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareImages {
    /// None.
    None,
    Dossiers,
    /// The site, its dossiers, articles and entities.
    All,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            title: "dossier".to_owned(),
            description: None,
            base_url: None,
            lang: Lang("de".to_owned()),
            author: None,
            edit_url: None,
            output: "public".to_owned(),
            page_size: 50,
            min_confidence: 500,
            uncertain_below: 900,
            link_mentions: LinkMentions::Section,
            share_images: ShareImages::Dossiers,
            knowledge: true,
            full_text: false,
            private_links: false,
            levels: Levels::default(),
        }
    }
}

impl Config {
    /// Reads the text of `dossier.yaml`. Invalid values are reported, and left at their defaults.
    pub fn read(text: &str, languages: &[&'static str]) -> (Config, Vec<Diagnostic>) {
        let file = Utf8Path::new(FILE_NAME);
        let mut config = Config::default();
        let mapping = match yaml::parse(text) {
            Ok(mapping) => mapping,
            Err(mut diagnostic) => {
                if let Some(location) = &mut diagnostic.location {
                    location.file = file.to_owned();
                }
                return (config, vec![diagnostic]);
            }
        };
        let mut problems = Problems::default();
        let mut fields = Fields::new(&mapping, KeyPath::root(), &mut problems);
        read_fields(&mut config, &mut fields, languages);
        fields.finish();
        let mut diagnostics = problems.0;
        for diagnostic in &mut diagnostics {
            if let Some(location) = &mut diagnostic.location {
                location.file = file.to_owned();
            }
        }
        (config, diagnostics)
    }

    /// The configuration with another base URL.
    #[must_use]
    pub fn with_base_url(mut self, url: SafeUrl) -> Config {
        self.base_url = Some(url);
        self
    }

    /// The base URL with exactly one `/` at its end.
    pub fn base(&self) -> Option<String> {
        self.base_url
            .as_ref()
            .map(|url| format!("{}/", url.as_str().trim_end_matches('/')))
    }

    /// The path of the base URL, with a slash at both ends: `/`, or `/repo/` of `https://user.example/repo/`.
    pub fn base_path(&self) -> String {
        let base = self.base().unwrap_or_default();
        let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        format!("/{}", path.map_or("", |(_, path)| path))
    }
}

fn read_edit_url(fields: &mut Fields<'_>) -> Option<EditUrl> {
    let text: String = fields.optional("edit_url")?;
    let url = EditUrl::read(&text);
    if url.is_none() {
        let help =
            "use an address such as `https://github.com/owner/repository/edit/main/`; `{path}` stands for the file";
        let message = format!("`{text}` is not a valid address for editing files");
        fields.problem(Code::InvalidValue, "edit_url", message, Some(help.to_owned()));
    }
    url
}

fn read_fields(config: &mut Config, fields: &mut Fields<'_>, languages: &[&'static str]) {
    if let Some(title) = fields.required("title") {
        config.title = title;
    }
    config.description = fields.optional("description");
    config.base_url = fields.optional("base_url");
    config.author = fields.optional("author");
    config.edit_url = read_edit_url(fields);
    let choices: Vec<(&'static str, &'static str)> = languages.iter().map(|l| (*l, *l)).collect();
    if let Some(lang) = fields.choice("lang", &choices) {
        config.lang = Lang(lang.to_owned());
    }
    if let Some(output) = fields.optional("output") {
        config.output = output;
    }
    if let Some(size) = fields.optional::<i64>("page_size") {
        match usize::try_from(size) {
            Ok(size @ 1..=1000) => config.page_size = size,
            _ => fields.problem(
                Code::InvalidValue,
                "page_size",
                format!("{size} is not a valid page size"),
                Some("use a number from 1 to 1000".to_owned()),
            ),
        }
    }
    read_choices(config, fields);
    config.private_links = fields
        .mapping("links", |fields| fields.flag("allow_private"))
        .unwrap_or(false);
    if let Some(levels) = fields.mapping("check", |fields| Some(read_levels(fields))) {
        config.levels = levels;
    }
    if let Some(knowledge) = fields.flag("knowledge") {
        config.knowledge = knowledge;
    }
    if let Some(full_text) = fields.flag("full_text") {
        config.full_text = full_text;
    }
    for (key, target) in [
        ("min_confidence", &mut config.min_confidence),
        ("uncertain_below", &mut config.uncertain_below),
    ] {
        if let Some(percent) = fields.optional::<i64>(key) {
            match u16::try_from(percent) {
                Ok(percent @ 0..=100) => *target = percent * 10,
                _ => fields.problem(
                    Code::InvalidValue,
                    key,
                    format!("{percent} is not a valid percentage"),
                    Some("use a number from 0 to 100".to_owned()),
                ),
            }
        }
    }
}

/// The configured severity of each code.
fn read_levels(fields: &mut Fields<'_>) -> Levels {
    let mut levels = Levels::default();
    fields.unlisted("`dossier explain` lists the codes");
    for code in Code::ALL {
        if let Some(level) = fields.choice(code.name(), &Level::ALL)
            && let Err((message, help)) = levels.set(*code, level)
        {
            fields.problem(Code::InvalidValue, code.name(), message, Some(help));
        }
    }
    levels
}

fn read_choices(config: &mut Config, fields: &mut Fields<'_>) {
    let choices = [
        ("all", LinkMentions::All),
        ("first", LinkMentions::First),
        ("section", LinkMentions::Section),
    ];
    if let Some(choice) = fields.choice("link_mentions", &choices) {
        config.link_mentions = choice;
    }
    let choices = [
        ("none", ShareImages::None),
        ("dossiers", ShareImages::Dossiers),
        ("all", ShareImages::All),
    ];
    if let Some(choice) = fields.choice("share_images", &choices) {
        config.share_images = choice;
    }
}

//! `dossier new`
//!
//! The templates of new files are data beside this file, in a folder for each language. A line that begins
//! with `+key ` is kept if the key has a value, one with `-key ` if it has none.

pub mod editor;
pub mod skeleton;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, Subcommand};

use super::args::{folder_name, now, parse_entity_type, parse_lang, parse_slug, parse_url, shown};
use super::report;
use super::write::{WriteError, write_new};
use crate::diagnostics::did_you_mean;
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;
use crate::pipeline::{self, Inventory};
use skeleton::Skeleton;

#[derive(Args)]
pub struct NewArgs {
    #[command(subcommand)]
    kind: Kind,
}

/// The kind of the new file.
#[derive(Subcommand)]
enum Kind {
    /// An article, in content/articles.
    #[command(
        after_help = "Examples:\n  dossier new article The bridge stays closed\n  dossier new article --edit --date 2031-03 --dossier hafen 'The bridge stays closed'"
    )]
    Article(ArticleArgs),
    /// A person, organization, place …, in content/entities.
    #[command(
        after_help = "Examples:\n  dossier new entity 'Wulf Tarrant'\n  dossier new entity --type organization 'Port authority'"
    )]
    Entity(EntityArgs),
    /// A dossier, in content/dossiers.
    #[command(after_help = "Examples:\n  dossier new dossier 'The quarrel about the bridge'")]
    Dossier(DossierArgs),
}

/// The arguments that all kinds share.
#[derive(Args)]
struct CommonArgs {
    /// The title, or the name of an entity.
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    /// The folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// The language of the text, if it is not that of the site.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The slug, which names the file and the page; by default from the title.
    #[arg(long, value_parser = parse_slug)]
    slug: Option<Slug>,
    /// Open the new file in the editor that VISUAL or EDITOR names.
    #[arg(long, short)]
    edit: bool,
}

#[derive(Args)]
struct ArticleArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// The publication date of the source, as precisely as it is known: 2031, 2031-03, 2031-03-20 or today.
    #[arg(long, value_parser = parse_date)]
    date: Option<PartialDate>,
    /// The slug of a dossier to which it belongs; repeatable.
    #[arg(long, value_name = "SLUG")]
    dossier: Vec<String>,
    /// The name of the source, such as a newspaper.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The URL of the source.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    url: Option<SafeUrl>,
    /// Mark it as a draft: it is left out of the site until the line `draft: true` is removed.
    #[arg(long)]
    draft: bool,
}

#[derive(Args)]
struct EntityArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// The type: person, organization, place, event, work, product or concept.
    #[arg(long = "type", value_name = "TYPE", default_value = "person", value_parser = parse_entity_type)]
    kind: EntityType,
}

#[derive(Args)]
struct DossierArgs {
    #[command(flatten)]
    common: CommonArgs,
}

pub fn run(args: &NewArgs) -> ExitCode {
    match create(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => report::failure(&message),
    }
}

fn create(args: &NewArgs) -> Result<(), String> {
    let common = args.kind.common();
    let editor = common.edit.then(editor::find).transpose()?;
    let Some(site) = pipeline::inventory(&common.root) else {
        return Err(format!(
            "{} is not a site: it contains no {}; run the command in the folder of a site, or create one with \
             `dossier init`",
            folder_name(&common.root),
            crate::config::FILE_NAME
        ));
    };
    let title = common.title.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = common.slug.clone().or_else(|| Slug::of(&title));
    let slug = slug.ok_or("no slug can be derived from the title; set one with --slug")?;
    if title.is_empty() {
        return Err("the title is empty".to_owned());
    }
    check_unused(&args.kind, &site, &slug)?;
    let path = common.root.join(args.kind.folder()).join(format!("{slug}.md"));
    let text = args.kind.skeleton(&title, &site)?;
    write_new(&path, &text).map_err(|error| match error {
        WriteError::Exists => taken(&slug, &shown(&path), |other| {
            common
                .root
                .join(args.kind.folder())
                .join(format!("{other}.md"))
                .exists()
        }),
        WriteError::Failed(message) => message,
    })?;
    report::line(&shown(&path));
    editor.map_or(Ok(()), |editor| editor.open(&path))
}

/// Fails if something of the same kind has this slug already, in whichever file.
fn check_unused(kind: &Kind, site: &Inventory, slug: &Slug) -> Result<(), String> {
    let names: Vec<(&Slug, &Utf8PathBuf)> = match kind {
        Kind::Article(_) => site
            .articles
            .iter()
            .map(|article| (&article.slug, &article.file))
            .collect(),
        Kind::Entity(_) => site.entities.iter().map(|(slug, file)| (slug, file)).collect(),
        Kind::Dossier(_) => site.dossiers.iter().map(|(slug, file)| (slug, file)).collect(),
    };
    let has = |slug: &Slug| names.iter().find(|(other, _)| *other == slug).map(|(_, file)| *file);
    let folder = &kind.common().root;
    match has(slug) {
        None => Ok(()),
        Some(file) => Err(taken(slug, &shown(&folder.join(file)), |other| {
            has(other).is_some() || folder.join(kind.folder()).join(format!("{other}.md")).exists()
        })),
    }
}

/// The message that a slug is in use, with a free one.
fn taken(slug: &Slug, file: &str, in_use: impl Fn(&Slug) -> bool) -> String {
    let free = super::write::numbered(slug).find(|other| !in_use(other));
    let proposal = free.map_or(String::new(), |free| format!(", such as `--slug {free}`"));
    format!("`{slug}` is already used by {file}; choose another title or slug{proposal}")
}

impl Kind {
    fn common(&self) -> &CommonArgs {
        self.parts().0
    }

    fn folder(&self) -> &'static str {
        self.parts().1
    }

    /// The shared arguments, the folder of the new file, and its template.
    fn parts(&self) -> (&CommonArgs, &'static str, &'static str) {
        match self {
            Kind::Article(args) => (&args.common, "content/articles", "article.md"),
            Kind::Entity(args) => (&args.common, "content/entities", "entity.md"),
            Kind::Dossier(args) => (&args.common, "content/dossiers", "dossier.md"),
        }
    }

    /// The text of the new file, with comments in the language of the site.
    fn skeleton(&self, title: &str, site: &Inventory) -> Result<String, String> {
        let (common, _, template) = self.parts();
        let site_lang = site
            .lang
            .clone()
            .unwrap_or_else(|| crate::config::Config::default().lang);
        let lang = common.lang.as_ref().filter(|lang| **lang != site_lang);
        let mut skeleton = Skeleton::default();
        skeleton.text("title", Some(title));
        skeleton.plain("lang", lang.map(|lang| lang.0.clone()));
        let schema = common.root.join(super::schema::FOLDER).is_dir();
        skeleton.plain("schema", schema.then(String::new));
        let today = today().map(|today| today.to_string());
        skeleton.plain("today", today);
        match self {
            Kind::Article(args) => {
                let dossiers = dossiers(&args.dossier, site)?;
                skeleton.plain("date", args.date.map(|date| date.to_string()));
                skeleton.plain("draft", args.draft.then(String::new));
                skeleton.plain("dossiers", dossiers);
                skeleton.plain(
                    "source",
                    (args.source.is_some() || args.url.is_some()).then(String::new),
                );
                skeleton.text("source.name", args.source.as_deref());
                skeleton.text("source.url", args.url.as_ref().map(SafeUrl::as_str));
            }
            Kind::Entity(args) => {
                skeleton.plain("type", Some(args.kind.name().to_owned()));
                skeleton.plain("person", (args.kind == EntityType::Person).then(String::new));
            }
            Kind::Dossier(_) => {}
        }
        Ok(skeleton.fill(&site_lang, template))
    }
}

/// The slugs as a YAML list, after checking that the site has these dossiers.
pub(super) fn dossiers(slugs: &[String], site: &Inventory) -> Result<Option<String>, String> {
    for slug in slugs {
        if !site.dossiers.iter().any(|(known, _)| known.as_str() == slug) {
            let known = site.dossiers.iter().map(|(known, _)| known.as_str());
            let help =
                did_you_mean(slug, known).unwrap_or_else(|| "create it with `dossier new dossier TITLE`".to_owned());
            return Err(format!("there is no dossier `{slug}`; {help}"));
        }
    }
    Ok((!slugs.is_empty()).then(|| format!("[{}]", slugs.join(", "))))
}

fn today() -> Option<PartialDate> {
    PartialDate::of_day(now())
}

fn parse_date(text: &str) -> Result<PartialDate, String> {
    match text {
        "today" => today().ok_or_else(|| "the system clock is wrong".to_owned()),
        text => PartialDate::parse(text),
    }
}

//! `dossier new`
//!
//! What a new file holds is data beside this file, one folder a language. There, a line that begins
//! with `+key ` is kept where the key has a value, one with `-key ` where it has none.

mod editor;
mod skeleton;

use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, Subcommand};

use super::write::{WriteError, write_new};
use super::{now, parse_lang, parse_slug, parse_url, report, shown};
use crate::diagnostics::did_you_mean;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;
use crate::pipeline::{self, Inventory};
use skeleton::Skeleton;

/// What `new` takes.
#[derive(Args)]
pub struct NewArgs {
    #[command(subcommand)]
    kind: Kind,
}

/// What is begun.
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

/// What everything new takes.
#[derive(Args)]
struct Every {
    /// The title; for an entity its name.
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    /// The site's folder.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// The language of the text, where it is not the site's.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The name of the file and in addresses; without it, made of the title.
    #[arg(long, value_parser = parse_slug)]
    slug: Option<Slug>,
    /// Open the new file in the editor that VISUAL or EDITOR names.
    #[arg(long, short)]
    edit: bool,
}

#[derive(Args)]
struct ArticleArgs {
    #[command(flatten)]
    every: Every,
    /// When the source appeared, as well as it is known: 2031, 2031-03, 2031-03-20, today.
    #[arg(long, value_parser = parse_date)]
    date: Option<PartialDate>,
    /// A dossier that it belongs to; may be given more than once.
    #[arg(long, value_name = "SLUG")]
    dossier: Vec<String>,
    /// The medium that the text comes from.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The address that the text comes from.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    url: Option<SafeUrl>,
    /// Keep it out of the site until the line `draft: true` is taken away.
    #[arg(long)]
    draft: bool,
}

#[derive(Args)]
struct EntityArgs {
    #[command(flatten)]
    every: Every,
    /// What it is: person, organization, place, event, work, product or concept.
    #[arg(long = "type", value_name = "TYPE", default_value = "person", value_parser = parse_type)]
    kind: EntityType,
}

#[derive(Args)]
struct DossierArgs {
    #[command(flatten)]
    every: Every,
}

/// Begins a file.
pub fn run(args: &NewArgs) -> ExitCode {
    match begin(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => report::failure(&message),
    }
}

fn begin(args: &NewArgs) -> Result<(), String> {
    let every = args.kind.every();
    let editor = every.edit.then(editor::find).transpose()?;
    let Some(site) = pipeline::inventory(&every.root) else {
        let place = match every.root.as_str() {
            "." => "this folder".to_owned(),
            root => root.to_owned(),
        };
        return Err(format!(
            "{place} is no site: it holds no {}; run it in the folder of a site, or make one with `dossier init`",
            crate::config::FILE_NAME
        ));
    };
    let title = every.title.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = every.slug.clone().or_else(|| Slug::of(&title));
    let slug = slug.ok_or("no letter or digit of the title can stand in a file name; give one with --slug")?;
    if title.is_empty() {
        return Err("the title is empty".to_owned());
    }
    is_free(&args.kind, &site, &slug)?;
    let path = every.root.join(args.kind.folder()).join(format!("{slug}.md"));
    let text = args.kind.skeleton(&title, &site)?;
    write_new(&path, &text).map_err(|error| match error {
        WriteError::Exists => taken(&slug, &shown(&path), |other| {
            every.root.join(args.kind.folder()).join(format!("{other}.md")).exists()
        }),
        WriteError::Failed(message) => message,
    })?;
    report::line(&shown(&path));
    editor.map_or(Ok(()), |editor| editor.open(&path))
}

/// Fails where the site has something of this name already, in whichever folder.
fn is_free(kind: &Kind, site: &Inventory, slug: &Slug) -> Result<(), String> {
    let names: Vec<(&Slug, &Utf8Path)> = match kind {
        Kind::Article(_) => site
            .articles
            .iter()
            .map(|article| (&article.slug, article.file.as_path()))
            .collect(),
        Kind::Entity(_) => site
            .entities
            .iter()
            .map(|(slug, file)| (slug, file.as_path()))
            .collect(),
        Kind::Dossier(_) => site
            .dossiers
            .iter()
            .map(|(slug, file)| (slug, file.as_path()))
            .collect(),
    };
    let has = |slug: &Slug| names.iter().find(|(other, _)| *other == slug).map(|(_, file)| *file);
    let folder = &kind.every().root;
    match has(slug) {
        None => Ok(()),
        Some(file) => Err(taken(slug, &shown(&folder.join(file)), |other| {
            has(other).is_some() || folder.join(kind.folder()).join(format!("{other}.md")).exists()
        })),
    }
}

/// The message that a name is in use, with one that is free.
fn taken(slug: &Slug, file: &str, in_use: impl Fn(&Slug) -> bool) -> String {
    let free = super::write::numbered(slug).find(|other| !in_use(other));
    let proposal = free.map_or(String::new(), |free| format!(" such as `--slug {free}`"));
    format!("`{slug}` is in use by {file}, which is left as it is; give another title or name{proposal}")
}

impl Kind {
    fn every(&self) -> &Every {
        match self {
            Kind::Article(args) => &args.every,
            Kind::Entity(args) => &args.every,
            Kind::Dossier(args) => &args.every,
        }
    }

    fn folder(&self) -> &'static str {
        match self {
            Kind::Article(_) => "content/articles",
            Kind::Entity(_) => "content/entities",
            Kind::Dossier(_) => "content/dossiers",
        }
    }

    /// The text of the new file, in the language of the site.
    fn skeleton(&self, title: &str, site: &Inventory) -> Result<String, String> {
        let every = self.every();
        let site_lang = site
            .lang
            .clone()
            .unwrap_or_else(|| crate::config::Config::default().lang);
        let lang = every.lang.as_ref().filter(|lang| **lang != site_lang);
        let mut skeleton = Skeleton::default();
        skeleton.text("title", Some(title));
        skeleton.plain("lang", lang.map(|lang| lang.0.clone()));
        let schema = every.root.join(super::schema::FOLDER).is_dir();
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
        let file = match self {
            Kind::Article(_) => "article.md",
            Kind::Entity(_) => "entity.md",
            Kind::Dossier(_) => "dossier.md",
        };
        Ok(skeleton.fill(&site_lang, file))
    }
}

/// The dossiers as a list in YAML, all of which the site must have.
pub(super) fn dossiers(slugs: &[String], site: &Inventory) -> Result<Option<String>, String> {
    for slug in slugs {
        if !site.dossiers.iter().any(|(known, _)| known.as_str() == slug) {
            let known = site.dossiers.iter().map(|(known, _)| known.as_str());
            let help = did_you_mean(slug, known).unwrap_or_else(|| "`dossier new dossier TITLE` begins one".to_owned());
            return Err(format!("there is no dossier `{slug}`; {help}"));
        }
    }
    Ok((!slugs.is_empty()).then(|| format!("[{}]", slugs.join(", "))))
}

/// The day of the clock, in UTC.
fn today() -> Option<PartialDate> {
    PartialDate::of_day(now())
}

fn parse_date(text: &str) -> Result<PartialDate, String> {
    match text {
        "today" => today().ok_or_else(|| "the clock is wrong".to_owned()),
        text => PartialDate::parse(text),
    }
}

fn parse_type(text: &str) -> Result<EntityType, String> {
    let names = EntityType::ALL.map(|(_, name, _)| name);
    let found = EntityType::ALL.iter().find(|(_, name, _)| *name == text);
    found
        .map(|(kind, _, _)| *kind)
        .ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

/// The tag of a language that there are skeletons for, else the first that there are any for.
fn folder_of(lang: &Lang) -> &str {
    let known = Languages::embedded().tags().contains(&lang.0.as_str());
    if known { &lang.0 } else { "en" }
}

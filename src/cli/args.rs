//! Arguments that several commands share, their parsers, and the environment.

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, ValueEnum};

use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::prefix_paths;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::entity::EntityType;
use crate::model::slug::Slug;
use crate::model::url::{Destination, SafeUrl};
use crate::pipeline::Request;

/// The arguments of every command that reads a site.
#[derive(Args, Clone)]
pub(super) struct SiteArgs {
    /// The folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) root: Utf8PathBuf,
    /// Include drafts, and articles whose `publish_at` is in the future.
    #[arg(long)]
    drafts: bool,
    /// The URL of the published site; overrides `base_url` in dossier.yaml.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    base_url: Option<SafeUrl>,
}

/// The output format of diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text for people.
    Human,
    /// One JSON object.
    Json,
    /// Annotations for GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// The output format of other results.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// Text for people.
    Human,
    /// One JSON object.
    Json,
}

pub(super) fn parse_url(text: &str) -> Result<SafeUrl, String> {
    match Destination::classify(text) {
        Destination::External(url) => Ok(url),
        _ => Err("expected a URL that begins with `https://` or `http://`".to_owned()),
    }
}

pub(super) fn parse_slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| {
        let proposal = Slug::of(text).map_or(String::new(), |slug| format!(", such as `{slug}`"));
        format!("expected lower-case letters a to z, digits and single hyphens{proposal}")
    })
}

pub(super) fn parse_lang(text: &str) -> Result<Lang, String> {
    let tags = Languages::embedded().tags();
    if tags.contains(&text) {
        Ok(Lang(text.to_owned()))
    } else {
        Err(format!("expected one of {}", tags.join(", ")))
    }
}

pub(super) fn parse_entity_type(text: &str) -> Result<EntityType, String> {
    let found = EntityType::ALL.iter().find(|(_, name, _)| *name == text);
    found.map(|(kind, _, _)| *kind).ok_or_else(|| {
        let names = EntityType::ALL.map(|(_, name, _)| name);
        format!("expected one of {}", names.join(", "))
    })
}

impl SiteArgs {
    pub(super) fn request(&self, output: Option<Utf8PathBuf>) -> Request {
        Request {
            root: self.root.clone(),
            output,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            now: now(),
            home: home(),
        }
    }

    /// Diagnostics with file names for their readers: relative to the current folder for people and programs, so
    /// that they can be opened from there; relative to the repository for code hosts.
    pub(super) fn with_paths_for(&self, format: Format, diagnostics: &[LocatedDiagnostic]) -> Vec<LocatedDiagnostic> {
        let mut diagnostics = diagnostics.to_vec();
        let base = match format {
            Format::Human | Format::Json => None,
            Format::Github | Format::Sarif => self.in_repository(),
        };
        let base = base.unwrap_or_else(|| self.root.clone());
        for located in &mut diagnostics {
            prefix_paths(&mut located.diagnostic, &base);
        }
        diagnostics
    }

    /// The site's folder relative to its Git repository; `None` if there is none.
    fn in_repository(&self) -> Option<Utf8PathBuf> {
        let root = self.root.canonicalize_utf8().ok()?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists())?;
        root.strip_prefix(repository).ok().map(Utf8Path::to_owned)
    }
}

/// The current time in seconds since 1970, or `SOURCE_DATE_EPOCH` if it is set, for reproducible builds.
pub(super) fn now() -> i64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.trim().parse().ok());
    fixed.unwrap_or_else(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    })
}

fn home() -> Option<Utf8PathBuf> {
    let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE")).ok()?;
    Some(Utf8PathBuf::from(home)).filter(|home| home.as_str().len() > 1 && home.is_absolute())
}

/// A path as people would type it.
pub(super) fn shown(path: &Utf8Path) -> String {
    let path = path.as_str();
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// The name of a site's folder in messages.
pub(super) fn folder_name(folder: &Utf8Path) -> String {
    match folder.as_str() {
        "." => "this folder".to_owned(),
        _ => shown(folder),
    }
}

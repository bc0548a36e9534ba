//! `dossier init`
//!
//! The files of a new site are data beside this file: `all/` for every language, and a folder for each
//! language. The prefix `dot.` of a file name stands for a dot.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::process::ExitCode;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use clap::Args;
use include_dir::{Dir, include_dir};

use super::args::{folder_name, parse_lang, shown};
use super::report::{self, plural};
use super::schema;
use crate::config::FILE_NAME;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::yaml;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init");

/// The folder of the files that are the same in every language.
const EVERY_LANGUAGE: &str = "all";
/// The variables with the locale; the first one that is set counts.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];
/// The language for locales without files of their own.
const DEFAULT_LANG: &str = crate::language::FALLBACK;
/// Files that a new repository often contains, and that are kept.
const KEPT: [&str; 5] = [".git", "readme", "license", "licence", "copying"];

#[derive(Args)]
pub struct InitArgs {
    /// The folder of the site; it may already contain .git, a README and a licence, but nothing else.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: Utf8PathBuf,
    /// The language of the site; by default from the environment (LC_ALL, LC_MESSAGES, LANG).
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The title of the site; by default from the name of the folder.
    #[arg(long)]
    title: Option<String>,
}

pub struct NewFile {
    pub path: Utf8PathBuf,
    pub text: String,
}

pub fn run(args: &InitArgs) -> ExitCode {
    match init(args) {
        Ok(written) => {
            describe(&args.folder, &written);
            ExitCode::SUCCESS
        }
        Err(message) => report::failure(&message),
    }
}

fn init(args: &InitArgs) -> Result<Vec<Utf8PathBuf>, String> {
    let kept = existing(&args.folder)?;
    let lang = args.lang.clone().unwrap_or_else(environment_lang);
    let title = args.title.clone().unwrap_or_else(|| title_of(&args.folder));
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err("the title is empty".to_owned());
    }
    let is_kept = |file: &NewFile| kept.iter().any(|name| is_same(name, file.path.as_str()));
    let files: Vec<NewFile> = files(&lang.0, &title)
        .into_iter()
        .filter(|file| !is_kept(file))
        .collect();
    write_all(&args.folder, &files)?;
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// A title from the name of a folder.
fn title_of(folder: &Utf8Path) -> String {
    let here = || Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok();
    let whole = here().map_or_else(|| folder.to_owned(), |here| here.join(folder));
    let name = whole.components().rev().find_map(|part| match part {
        Utf8Component::Normal(name) => Some(name.replace(['-', '_'], " ")),
        _ => None,
    });
    let name = name.unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned());
    let mut chars = name.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The files of the folder that are kept; fails if there are others.
fn existing(folder: &Utf8Path) -> Result<Vec<String>, String> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("cannot read {folder}: {error}")),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| format!("cannot read {folder}: {error}"))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let (kept, in_the_way): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| may_stay(name));
    if in_the_way.is_empty() {
        return Ok(kept);
    }
    if in_the_way.iter().any(|name| name == FILE_NAME) {
        return Err(format!(
            "{} is already a site; add an article with `dossier new article TITLE`",
            folder_name(folder)
        ));
    }
    let names: Vec<String> = in_the_way.iter().map(|name| format!("\n  {name}")).collect();
    Err(format!(
        "{} is not empty; it contains:{}\ncreate the site in a new folder: `dossier init NAME`",
        folder_name(folder),
        names.concat()
    ))
}

fn may_stay(name: &str) -> bool {
    KEPT.iter().any(|kept| is_same(name, kept))
}

/// Whether two names are equal apart from case and extension.
fn is_same(name: &str, other: &str) -> bool {
    let stem = |name: &str| {
        let end = name
            .get(1..)
            .and_then(|rest| rest.find(['.', '-']))
            .map_or(name.len(), |at| at + 1);
        name[..end].to_lowercase()
    };
    stem(name) == stem(other)
}

fn environment_lang() -> Lang {
    let locale = LOCALE
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let locale = locale.unwrap_or_default().to_lowercase();
    let tag = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    let known = Languages::embedded().tags().contains(&tag) && FILES.get_dir(tag).is_some();
    Lang(if known { tag } else { DEFAULT_LANG }.to_owned())
}

pub fn files(lang: &str, title: &str) -> Vec<NewFile> {
    let mut files = Vec::new();
    for folder in [EVERY_LANGUAGE, lang] {
        if let Some(dir) = FILES.get_dir(folder) {
            collect(dir, folder, title, &mut files);
        }
    }
    files.extend(schema::files().into_iter().map(|(path, text)| NewFile { path, text }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(dir: &Dir<'static>, top: &str, title: &str, files: &mut Vec<NewFile>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(top).ok().and_then(|path| path.to_str());
        if let (Some(path), Some(text)) = (path, file.contents_utf8()) {
            let parts = path.split(['/', '\\']).map(|part| match part.strip_prefix("dot.") {
                Some(rest) => format!(".{rest}"),
                None => part.to_owned(),
            });
            files.push(NewFile {
                path: parts.collect::<Vec<_>>().join("/").into(),
                text: filled(text, title),
            });
        }
    }
    dir.dirs().for_each(|dir| collect(dir, top, title, files));
}

/// The repository with the releases of this program, as `OWNER/NAME`: set by the release workflow at compile time,
/// or else `repository` in Cargo.toml. Empty if neither is set.
fn release_repository() -> &'static str {
    let home = option_env!("DOSSIER_REPOSITORY").unwrap_or(env!("CARGO_PKG_REPOSITORY"));
    let home = home.trim_end_matches('/').trim_end_matches(".git");
    home.strip_prefix("https://github.com/")
        .unwrap_or(match home.contains("://") {
            true => "",
            false => home,
        })
}

/// The text of a file with its placeholders replaced.
fn filled(text: &str, title: &str) -> String {
    let repository = release_repository();
    let program = match repository {
        "" => "dossier".to_owned(),
        repository => format!("[dossier](https://github.com/{repository})"),
    };
    text.replace("@@version@@", env!("CARGO_PKG_VERSION"))
        .replace("@@repository@@", repository)
        .replace("@@program@@", &program)
        .replace("@@title@@", &yaml::write_scalar(title, title.contains('&')))
}

/// Writes all files, or none: if one fails, those written before are removed.
pub fn write_all(folder: &Utf8Path, files: &[NewFile]) -> Result<(), String> {
    let mut created = Created::default();
    for file in files {
        let path = folder.join(&file.path);
        if let Err(error) = created.write(&path, &file.text) {
            created.undo();
            return Err(format!(
                "cannot write {}: {error}; all files were removed again",
                shown(&path)
            ));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Created {
    folders: Vec<Utf8PathBuf>,
    files: Vec<Utf8PathBuf>,
}

impl Created {
    fn write(&mut self, path: &Utf8Path, text: &str) -> io::Result<()> {
        let missing = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_str().is_empty() && !folder.exists());
        let missing: Vec<&Utf8Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    /// Removes the files, and folders that are empty then.
    fn undo(self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn describe(folder: &Utf8Path, written: &[Utf8PathBuf]) {
    let place = match folder.as_str() {
        "." => "here".to_owned(),
        _ => format!("in {}", shown(folder)),
    };
    report::line(&format!(
        "Created a site {place} with {}:",
        plural(written.len(), "file")
    ));
    written.iter().for_each(|path| report::line(&format!("  {path}")));
    report::line("\nNext:");
    if folder != "." {
        let name = folder.as_str();
        let quoted = name.contains(|c: char| !c.is_alphanumeric() && !"/\\._-:".contains(c));
        report::line(&match quoted {
            true => format!("  cd \"{name}\""),
            false => format!("  cd {name}"),
        });
    }
    report::line("  dossier serve --open                 preview while you write");
    report::line("  dossier new article \"The title\"      create an article");
    report::line("  dossier import FILE                  import a saved page, a text or a feed");
    if release_repository().is_empty() {
        report::line(
            "\nThis dossier was built from source, so the location of its releases is unknown. Before publishing with the\n\
             workflow, set DOSSIER_REPOSITORY in .github/workflows/pages.yml, or use `dossier publish` instead.",
        );
    }
}

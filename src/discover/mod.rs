//! Finds and reads the files of a site, in the same order on every machine.
//!
//! **Architecture invariant:** the only stage that reads the site's files.
#![expect(clippy::disallowed_methods, reason = "reads the files of the site")]

mod companions;
mod found;

pub use found::FILE_LIMIT;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::source::{AssetContent, AssetFile, Companion, SourceFile, SourceKind, companion_path};
use found::Found;

/// The folders of a site that are read.
pub const INPUT_FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// The folders under `content/`, and the kinds of their files.
const CONTENT: [(&str, SourceKind); 4] = [
    ("articles", SourceKind::Article),
    ("dossiers", SourceKind::Dossier),
    ("entities", SourceKind::Entity),
    ("pages", SourceKind::Page),
];

/// The file of short entities, and names that it is often given by mistake.
const ENTITIES: &str = "content/entities.yaml";
const NOT_ENTITIES: [&str; 3] = ["content/entities.yml", "content/entity.yaml", "content/Entities.yaml"];

/// The files of a site.
#[derive(Debug, Default)]
pub struct Discovered {
    /// The text of `dossier.yaml`, or why it cannot be read; `None` if it does not exist.
    pub config: Option<Result<String, Diagnostic>>,
    pub sources: Vec<SourceFile>,
    /// The files of `static/`, and other files beside content files, by path.
    pub assets: Vec<AssetFile>,
    /// The site's own templates: name (relative to `templates/`) and text.
    pub templates: Vec<(String, String)>,
    /// The problems of finding and reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the site under `root`. `config_name` is the name of its configuration file.
pub fn discover(root: &Utf8Path, config_name: &str) -> Discovered {
    let mut site = Discovered {
        config: read_config(root, config_name),
        ..Discovered::default()
    };
    let mut to_read = Vec::new();
    let mut companions = Vec::new();
    for found in walk(root, "content", &mut site.diagnostics) {
        let kind = content_kind(&found.path);
        if kind.is_some() && companions::is_companion(&found.path) {
            companions.push(found);
            continue;
        }
        let text = kind == Some(SourceKind::Entities) || has_extension(&found.path, &["md", "markdown"]);
        match (kind, text) {
            (Some(SourceKind::Entity), false) if has_extension(&found.path, &["yaml", "yml"]) => {
                site.diagnostics.push(misplaced(&found));
            }
            (Some(kind), true) if found.size <= FILE_LIMIT => to_read.push((found.path, kind)),
            (Some(_), true) => site.diagnostics.push(found.too_large()),
            (Some(_), false) => site.assets.push(asset(root, found)),
            (None, _) => site.diagnostics.push(misplaced(&found)),
        }
    }
    for found in walk(root, "static", &mut site.diagnostics) {
        site.assets.push(asset(root, found));
    }
    let mut companions = companions::of_articles(companions, &to_read, &mut site.diagnostics);
    let to_read: Vec<_> = to_read
        .into_iter()
        .map(|(path, kind)| (companions.remove(&path), path, kind))
        .collect();
    let read: Vec<(Option<SourceFile>, Option<Diagnostic>)> = to_read
        .into_par_iter()
        .map(|(companion, path, kind)| read_source(root, companion, path, kind))
        .collect();
    for (file, diagnostic) in read {
        site.sources.extend(file);
        site.diagnostics.extend(diagnostic);
    }
    for found in walk(root, "templates", &mut site.diagnostics) {
        if !has_extension(&found.path, &["html", "xml", "txt"]) {
            site.diagnostics.push(not_a_template(&found));
            continue;
        }
        match read_text(root, &found.path) {
            Ok((text, _)) => {
                let name = found.path.strip_prefix("templates").unwrap_or(&found.path);
                site.templates.push((name.to_string(), text));
            }
            Err(diagnostic) => site.diagnostics.push(diagnostic),
        }
    }
    site
}

/// The text of the configuration; `None` if it does not exist.
fn read_config(root: &Utf8Path, config_name: &str) -> Option<Result<String, Diagnostic>> {
    let path = Utf8Path::new(config_name);
    match std::fs::symlink_metadata(root.join(path)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Ok(metadata) if metadata.is_symlink() => Some(Err(symlink(path))),
        _ => Some(read_text(root, path).map(|(text, _)| text)),
    }
}

fn symlink(path: &Utf8Path) -> Diagnostic {
    Diagnostic::new(Code::Symlink, "symbolic links are not followed")
        .at(path, Place::File)
        .help("put the file itself here, or remove the link")
}

/// All files under a folder of the site, sorted by path. Hidden files and temporary files of editors are
/// skipped; symbolic links are refused, because they can point anywhere.
fn walk(root: &Utf8Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let start = root.join(folder);
    if !start.exists() {
        return Vec::new();
    }
    let mut files = Vec::new();
    let walker = walkdir::WalkDir::new(start.as_std_path()).follow_links(false);
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden_or_temporary(&entry.file_name().to_string_lossy());
    for entry in walker.into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(Diagnostic::new(Code::Unreadable, format!("cannot read: {error}")));
                continue;
            }
        };
        let Some(absolute) = Utf8Path::from_path(entry.path()) else {
            let message = format!("the path `{}` is not valid UTF-8", entry.path().display());
            diagnostics.push(Diagnostic::new(Code::NotUtf8, message).help("rename the file"));
            continue;
        };
        let path = relative(root, absolute);
        if entry.file_type().is_symlink() {
            diagnostics.push(symlink(&path));
        } else if entry.file_type().is_file() {
            files.push(Found {
                path,
                size: entry.metadata().map_or(0, |m| m.len()),
            });
        }
    }
    files.sort_by(|a, b| a.path.as_str().cmp(b.path.as_str()));
    files
}

fn is_hidden_or_temporary(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.starts_with("#") || name.ends_with(".swp")
}

/// The path relative to the root, with `/` as separator on every system.
fn relative(root: &Utf8Path, absolute: &Utf8Path) -> Utf8PathBuf {
    let path = absolute.strip_prefix(root).unwrap_or(absolute);
    Utf8PathBuf::from(path.components().map(|c| c.as_str()).collect::<Vec<_>>().join("/"))
}

/// The kind of a file under `content/`; `None` if it is in none of the content folders.
fn content_kind(path: &Utf8Path) -> Option<SourceKind> {
    if path == ENTITIES {
        return Some(SourceKind::Entities);
    }
    let mut parts = path.components().skip(1);
    let folder = parts.next()?;
    parts.next()?;
    CONTENT
        .iter()
        .find(|(name, _)| *name == folder.as_str())
        .map(|(_, kind)| *kind)
}

fn has_extension(path: &Utf8Path, extensions: &[&str]) -> bool {
    let own = path.extension().unwrap_or("");
    extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension))
}

fn asset(root: &Utf8Path, found: Found) -> AssetFile {
    let content = AssetContent::OnDisk {
        path: root.join(&found.path),
        size: found.size,
    };
    AssetFile {
        path: found.path,
        content,
    }
}

fn misplaced(found: &Found) -> Diagnostic {
    let in_a_folder = content_kind(&found.path).is_some();
    let (message, help) = if NOT_ENTITIES.contains(&found.path.as_str()) || in_a_folder {
        let message = "this file is ignored: short entities belong in content/entities.yaml";
        (message, "move its entities there")
    } else {
        let message = "this file is in none of the content folders and is ignored";
        let help = "move it to content/articles, content/dossiers, content/entities or content/pages";
        (message, help)
    };
    Diagnostic::new(Code::MisplacedFile, message)
        .at(&found.path, Place::File)
        .help(help)
}

/// A note only: other files among the templates are harmless.
fn not_a_template(found: &Found) -> Diagnostic {
    let message = "this file is not a template and is ignored";
    let mut diagnostic = Diagnostic::new(Code::MisplacedFile, message).at(&found.path, Place::File);
    diagnostic.severity = Severity::Note;
    diagnostic.help("templates end in `.html`, `.xml` or `.txt`; files that pages load belong in `static/`")
}

/// Reads one article and its annotations file, as [`discover`] does.
///
/// # Errors
/// One of the two cannot be read.
pub fn read_article(root: &Utf8Path, path: &Utf8Path) -> Result<SourceFile, Diagnostic> {
    let beside = companion_path(path);
    let companion = root.join(&beside).is_file().then_some(beside);
    match read_source(root, companion, path.to_owned(), SourceKind::Article) {
        (_, Some(problem)) => Err(problem),
        (Some(file), None) => Ok(file),
        (None, None) => Err(Diagnostic::new(Code::Unreadable, "cannot read the file").at(path, Place::File)),
    }
}

/// Reads a content file and its annotations file. A file whose annotations are unreadable is still returned.
fn read_source(
    root: &Utf8Path,
    companion: Option<Utf8PathBuf>,
    path: Utf8PathBuf,
    kind: SourceKind,
) -> (Option<SourceFile>, Option<Diagnostic>) {
    let (text, mut hash) = match read_text(root, &path) {
        Ok(read) => read,
        Err(diagnostic) => return (None, Some(diagnostic)),
    };
    let mut problem = None;
    let companion = companion.and_then(|beside| match read_text(root, &beside) {
        Ok((text, own)) => {
            hash = *blake3::hash(&[hash, own].concat()).as_bytes();
            Some(Companion { path: beside, text })
        }
        Err(diagnostic) => {
            problem = Some(diagnostic);
            None
        }
    });
    let file = SourceFile {
        path,
        kind,
        text,
        hash,
        companion,
    };
    (Some(file), problem)
}

/// Reads a file to show a line of it; invalid UTF-8 becomes `\u{fffd}`.
pub fn read_lossy(root: &Utf8Path, path: &Utf8Path) -> Option<String> {
    let bytes = std::fs::read(root.join(path)).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The texts of the templates and static files that may refer to other files, such as styles and scripts.
pub fn referring_texts(root: &Utf8Path) -> Vec<String> {
    #[rustfmt::skip]
    const KINDS: [&str; 10] = ["html", "xml", "txt", "css", "js", "mjs", "svg", "json", "webmanifest", "map"];
    const MAX_SIZE: u64 = 1024 * 1024;
    let mut ignored = Vec::new();
    let files = ["templates", "static"].map(|folder| walk(root, folder, &mut ignored));
    let texts = files
        .into_iter()
        .flatten()
        .filter(|found| found.size <= MAX_SIZE && has_extension(&found.path, &KINDS));
    texts.filter_map(|found| read_lossy(root, &found.path)).collect()
}

/// Reads a UTF-8 file, and hashes it.
///
/// # Errors
/// It cannot be read or is not UTF-8; the diagnostic is located at the first invalid byte.
pub fn read_text(root: &Utf8Path, path: &Utf8Path) -> Result<(String, [u8; 32]), Diagnostic> {
    let bytes = std::fs::read(root.join(path))
        .map_err(|error| Diagnostic::new(Code::Unreadable, format!("cannot read: {error}")).at(path, Place::File))?;
    let hash = *blake3::hash(&bytes).as_bytes();
    String::from_utf8(bytes).map(|text| (text, hash)).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
        let begin = valid.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&valid[begin..]).chars().count() + 1;
        Diagnostic::new(Code::NotUtf8, "this byte is not valid UTF-8")
            .at(path, Place::LineColumn(line as u32, column as u32))
            .help("save the file as UTF-8")
    })
}

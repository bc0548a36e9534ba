//! Reads and atomically writes the annotations file beside an article.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};

use axum::http::StatusCode;
use camino::Utf8Path;

use crate::pipeline;

/// A response that says why a request failed.
pub(super) type HttpError = (StatusCode, String);

/// An article as it is on disk now.
pub(super) struct OnDisk {
    /// The hash of the article and its annotations.
    pub hash: [u8; 32],
    /// The text of the annotations; `None` if there is no such file.
    pub companion: Option<String>,
}

/// Reads an article of the site and its annotations.
pub(super) fn read(root: &Utf8Path, article: &Utf8Path) -> Result<OnDisk, HttpError> {
    let source = pipeline::article_source(root, article);
    let source = source.map_err(|problem| (StatusCode::CONFLICT, problem.message))?;
    Ok(OnDisk {
        hash: source.hash,
        companion: source.companion.map(|companion| companion.text),
    })
}

/// The text of an annotations file; `None` if it does not exist.
pub(super) fn companion(root: &Utf8Path, file: &Utf8Path) -> Result<Option<String>, HttpError> {
    match fs::read_to_string(root.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(file, &error)),
    }
}

/// Atomically replaces an annotations file; without a text, or with an empty one, removes it.
pub(super) fn write(root: &Utf8Path, file: &Utf8Path, text: Option<&str>) -> Result<(), HttpError> {
    let target = root.join(file);
    let folder = target.parent().unwrap_or(root);
    let real = |path: &Utf8Path| path.canonicalize_utf8().map_err(|error| failed(file, &error));
    let inside = file.parent().unwrap_or(Utf8Path::new(""));
    if real(folder)? != real(root)?.join(inside) || target.is_symlink() {
        let why = format!("{file} is reached through a symbolic link and is not written");
        return Err((StatusCode::CONFLICT, why));
    }
    let written = match text.filter(|text| !text.is_empty()) {
        Some(text) => replace(&target, text),
        None => match fs::remove_file(&target) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        },
    };
    written.map_err(|error| failed(file, &error))?;
    // Best effort: syncs the folder, so that the rename survives a power cut.
    if let Ok(folder) = File::open(folder) {
        _ = folder.sync_all();
    }
    Ok(())
}

fn replace(target: &Utf8Path, text: &str) -> std::io::Result<()> {
    let name = target.file_name().unwrap_or_default();
    // Hidden files do not belong to the site.
    let beside = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let done = written.and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        _ = fs::remove_file(&beside);
    }
    done
}

fn failed(file: &Utf8Path, error: &std::io::Error) -> HttpError {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{file}: {error}"))
}

/// The lines between the common start and the common end of two texts: the old ones with `-`, the new ones with `+`.
pub(super) fn changed_lines(before: &str, after: &str) -> Vec<String> {
    let old: Vec<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().collect();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let gone = old[start..old.len() - end].iter().map(|line| format!("- {line}"));
    let come = new[start..new.len() - end].iter().map(|line| format!("+ {line}"));
    gone.chain(come).collect()
}

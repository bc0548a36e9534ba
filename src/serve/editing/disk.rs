//! The decisions beside an article on the disk: read as the site reads them, written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};

use axum::http::StatusCode;
use camino::Utf8Path;

use super::Refused;
use crate::pipeline;

/// An article as it lies there now.
pub(super) struct OnDisk {
    /// The hash of the article and the decisions.
    pub hash: [u8; 32],
    /// The text of the decisions; `None` where there is no such file.
    pub companion: Option<String>,
}

/// Reads an article of the site, and the decisions beside it.
pub(super) fn read(root: &Utf8Path, article: &Utf8Path) -> Result<OnDisk, Refused> {
    let source = pipeline::article_source(root, article);
    let source = source.map_err(|problem| (StatusCode::CONFLICT, problem.message))?;
    Ok(OnDisk {
        hash: source.hash,
        companion: source.companion.map(|companion| companion.text),
    })
}

/// The text of a file of decisions; `None` where there is none.
pub(super) fn companion(root: &Utf8Path, file: &Utf8Path) -> Result<Option<String>, Refused> {
    match fs::read_to_string(root.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(file, &error)),
    }
}

/// Writes a file of decisions beside its old self and puts it in its place; without a text, or with an empty
/// one, there is no such file afterwards.
pub(super) fn write(root: &Utf8Path, file: &Utf8Path, text: Option<&str>) -> Result<(), Refused> {
    let target = root.join(file);
    let folder = target.parent().unwrap_or(root);
    let real = |path: &Utf8Path| path.canonicalize_utf8().map_err(|error| failed(file, &error));
    let inside = file.parent().unwrap_or(Utf8Path::new(""));
    if real(folder)? != real(root)?.join(inside) || target.is_symlink() {
        let why = format!("{file} is reached through a symbolic link, and is not written");
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
    // The name, too, survives a power cut; where a system cannot promise it, the file is written all the same.
    if let Ok(folder) = File::open(folder) {
        _ = folder.sync_all();
    }
    Ok(())
}

fn replace(target: &Utf8Path, text: &str) -> std::io::Result<()> {
    let name = target.file_name().unwrap_or_default();
    // Hidden files are no part of a site.
    let beside = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let done = written.and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        _ = fs::remove_file(&beside);
    }
    done
}

fn failed(file: &Utf8Path, error: &std::io::Error) -> Refused {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{file}: {error}"))
}

/// The lines that two texts do not share at their begins and ends: with `-` those of the old one, with `+`
/// those of the new one.
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

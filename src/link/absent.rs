//! Content files that exist but are not part of this build.

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::site::LeftOut;
use crate::model::slug::Slug;

/// Content files that are left out or have errors of their own. What refers to them is not an error: the
/// reference works again once they are published or mended.
#[derive(Debug)]
pub(super) struct Absent {
    /// Drafts and what is under an embargo, by file.
    pub left_out: Vec<LeftOut>,
    pub unparsed: Vec<Utf8PathBuf>,
}

impl Absent {
    /// Whether a slug may mean one of them, in a folder of `content/`.
    pub fn has(&self, slug: &str, folder: &str) -> bool {
        let left_out = || self.left_out.iter().any(|item| is_at(&item.file, slug, Some(folder)));
        self.is_unparsed(slug, Some(folder)) || left_out()
    }

    /// Whether a slug may mean a file that is left out, in any folder.
    pub fn is_left_out(&self, slug: &str) -> bool {
        self.left_out.iter().any(|item| is_at(&item.file, slug, None))
    }

    /// Whether a slug may mean a file that could not be parsed, in a folder of `content/` or anywhere. The
    /// slug in its front matter is not known, and a false error would be worse than none.
    pub fn is_unparsed(&self, slug: &str, folder: Option<&str>) -> bool {
        self.unparsed.iter().any(|file| match file.as_str() {
            "content/entities.yaml" => folder.is_none_or(|folder| folder == "entities"),
            _ => is_at(file, slug, folder),
        })
    }
}

/// Whether the name of a file makes this slug.
fn is_at(file: &Utf8Path, slug: &str, folder: Option<&str>) -> bool {
    folder.is_none_or(|folder| file.starts_with(Utf8Path::new("content").join(folder)))
        && file
            .file_stem()
            .and_then(Slug::of)
            .is_some_and(|own| own.as_str() == slug)
}

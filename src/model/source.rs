//! Files as they were read.

use camino::{Utf8Path, Utf8PathBuf};

/// What a file of the site is for, by the folder it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// `content/articles/**/*.md`
    Article,
    /// `content/dossiers/*.md`
    Dossier,
    /// `content/entities/*.md`
    Entity,
    /// `content/entities.yaml`
    Entities,
    /// `content/pages/*.md`
    Page,
}

/// A content file: its place in the site, its text and the hash of its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the site's root, with `/` between its parts.
    pub path: Utf8PathBuf,
    pub kind: SourceKind,
    pub text: String,
    /// BLAKE3 of the bytes that it is made of: the file's own, and those of the decisions beside it.
    pub hash: [u8; 32],
    /// What an editor decided of it in a file of its own; articles alone have one.
    pub companion: Option<Companion>,
}

/// `NAME.annotations.yaml` beside an article: an editor's decisions outside of its front matter.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Relative to the site's root, with `/` between its parts.
    pub path: Utf8PathBuf,
    pub text: String,
}

/// How the name of a [`Companion`] ends.
pub const COMPANION: &str = ".annotations.yaml";

/// The path of the decisions that belong to an article.
pub fn companion_path(article: &Utf8Path) -> Utf8PathBuf {
    let stem = article.file_stem().unwrap_or_default();
    article.with_file_name(format!("{stem}{COMPANION}"))
}

/// A file that is copied as it is: from `static/`, or from beside an article.
#[derive(Clone, Debug)]
pub struct AssetFile {
    /// Relative to the site's root, with `/` between its parts; for the files of the embedded
    /// theme, where they would lie in a site.
    pub path: Utf8PathBuf,
    pub content: AssetContent,
}

/// The bytes of an [`AssetFile`].
#[derive(Clone, Debug)]
pub enum AssetContent {
    /// A file of the site, copied when the site is published.
    OnDisk {
        path: Utf8PathBuf,
        /// Its length in bytes.
        size: u64,
    },
    /// Bytes that are part of the program.
    Embedded(&'static [u8]),
}

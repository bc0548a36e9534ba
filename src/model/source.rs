//! Files as they were read.

use camino::Utf8PathBuf;

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
    /// What it is for.
    pub kind: SourceKind,
    /// The file's text.
    pub text: String,
    /// BLAKE3 of the file's bytes.
    pub hash: [u8; 32],
}

/// A file that is copied as it is: from `static/`, or from beside an article.
#[derive(Clone, Debug)]
pub struct AssetFile {
    /// Relative to the site's root, with `/` between its parts; for the files of the embedded
    /// theme, where they would lie in a site.
    pub path: Utf8PathBuf,
    /// Where the bytes are.
    pub content: AssetContent,
}

/// The bytes of an [`AssetFile`].
#[derive(Clone, Debug)]
pub enum AssetContent {
    /// A file of the site, to be copied when the site is published. Holds its size and when it
    /// was changed, in whole nanoseconds since 1970, where the file system tells.
    OnDisk {
        /// Where the file is.
        path: Utf8PathBuf,
        /// Its length in bytes.
        size: u64,
    },
    /// Bytes that are part of the program.
    Embedded(&'static [u8]),
}

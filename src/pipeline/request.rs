//! What to build.

use camino::Utf8PathBuf;

use crate::model::url::SafeUrl;

/// What to build.
#[derive(Clone, Debug)]
pub struct Request {
    /// The site's folder.
    pub root: Utf8PathBuf,
    /// The output folder; `None`: as configured.
    pub output: Option<Utf8PathBuf>,
    /// The URL at which the site is published; `None`: as configured.
    pub base_url: Option<SafeUrl>,
    /// Whether to include drafts and embargoed articles.
    pub drafts: bool,
    /// The time of the build, in seconds since 1970.
    pub now: i64,
    /// The user's home folder, which is never used as an output.
    pub home: Option<Utf8PathBuf>,
}

//! What the rules of `check` read.

use camino::Utf8Path;

use crate::language::Languages;
use crate::model::site::Site;

/// The input of the rules.
pub struct ReviewContext<'a> {
    /// The linked site.
    pub site: &'a Site,
    /// The data of the languages.
    pub languages: &'static Languages,
    /// The folder of the site.
    pub root: &'a Utf8Path,
    /// The contents of the templates, style sheets, scripts and other text files of the site.
    pub texts: &'a [String],
    /// The moment of the check, in seconds since 1970.
    pub now: i64,
}

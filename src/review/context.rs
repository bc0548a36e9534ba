//! What the rules of `check` read.

use camino::Utf8Path;

use crate::language::Languages;
use crate::model::site::Site;

pub struct ReviewContext<'a> {
    pub site: &'a Site,
    pub languages: &'static Languages,
    pub root: &'a Utf8Path,
    /// The contents of the templates, style sheets, scripts and other text files of the site.
    pub texts: &'a [String],
    /// The moment of the check, in seconds since 1970.
    pub now: i64,
}

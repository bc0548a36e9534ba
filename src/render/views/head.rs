//! What a page says in its head.

use serde::Serialize;

use super::shared::MenuItem;
use crate::render::safe_html::SafeHtml;

/// The page that is being rendered: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageFrame {
    pub title: String,
    pub description: Option<String>,
    /// What sort of page it is: `home`, `article`, `article_list`, `dossier` …
    pub kind: &'static str,
    pub lang: String,
    /// The path in the output, such as `articles/x.html`.
    pub path: String,
    /// The way to the site's root: empty, `../` … Put it before a path: `{{ page.root }}theme/site.css`.
    pub root: String,
    /// The full address; none where no base URL is configured.
    pub canonical: Option<String>,
    pub json: Option<String>,
    /// Where the file that the page is made of can be edited, as the configuration says.
    pub edit_url: Option<String>,
    /// What the page is about, for programs: a whole `<script>` element of JSON-LD, to be printed with
    /// `safe`; empty where there is nothing to say.
    pub json_ld: SafeHtml,
    /// The picture for previews of links; none where no base URL is configured.
    pub image: Option<ImageView>,
    /// The feeds of the page, then those of the site.
    pub feeds: Vec<FeedLink>,
    /// The page's text in all its languages, its own among them; empty where there is only one.
    pub translations: Vec<TranslationView>,
    pub meta: Vec<MetaView>,
    pub menu: Vec<MenuItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    pub url: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    pub title: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    pub title: String,
    pub lang: String,
    /// What a link to it says, in the page's language: "Auf Englisch lesen".
    pub label: String,
    pub url: String,
    /// Its page's full address; none where no base URL is configured.
    pub canonical: Option<String>,
    pub current: bool,
    /// Whether the others were made of it.
    pub original: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    /// `name`, or `property` for Open Graph.
    pub attribute: &'static str,
    pub name: &'static str,
    pub content: String,
}

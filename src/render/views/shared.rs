//! Views that many pages share.

use serde::Serialize;

/// The site, the same on every page: `site`.
#[derive(Clone, Debug, Serialize)]
pub struct SiteFrame {
    pub title: String,
    pub description: Option<String>,
    pub lang: String,
    pub author: Option<String>,
    /// Where it is published, with `/` at its end; none where that is not configured.
    pub base_url: Option<String>,
    pub generator: String,
    /// Whether the site has a full-text index, as `full_text` in `dossier.yaml` says.
    pub full_text: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    pub title: String,
    pub url: String,
    /// Whether it leads to the page or the part of the site that is being rendered.
    pub current: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For machines, as precise as it is known: `2022-06`.
    pub iso: String,
    /// For people, in the page's language: "Juni 2022".
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ArticleRow {
    pub title: String,
    pub url: String,
    pub lang: String,
    pub date: Option<DateView>,
    pub summary: Option<String>,
    pub source: Option<String>,
    pub quotations: usize,
    pub entities: usize,
    pub draft: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct SpeakerView {
    /// The name: the entity's, or else the fullest that the article gives.
    pub name: String,
    /// As the article writes it, where it names the speaker at this place.
    pub written: Option<String>,
    /// The speaker's page, relative; none where the speaker has none.
    pub url: Option<String>,
    /// Which colour the speaker has on this page, from 1; 0 where speakers have none.
    pub colour: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct QuoteView {
    /// Its `id` on the article's page, such as `q-3`.
    pub id: String,
    /// The words, without quotation marks around them.
    pub text: String,
    pub lang: String,
    /// `direct`, `indirect`, `indirect_free`, `free_indirect` or `reported`.
    pub kind: &'static str,
    pub kind_label: String,
    /// Whether only a few words are in the speaker's own.
    pub partial: bool,
    /// Whether the program is not sure; an editor's decision is never uncertain.
    pub uncertain: bool,
    /// How sure, in per cent.
    pub confidence: u16,
    /// The confidence in words, or that an editor decided.
    pub confidence_label: String,
    pub rule: String,
    pub cue: Option<String>,
    /// What the speaker does with the words, as the cue says: `neutral`, `warning`, `demand` …
    pub cue_kind: Option<&'static str>,
    /// The speech act as a verb in the page's language; none where it is neutral.
    pub cue_label: Option<String>,
    /// Where it was said, as far as the text tells.
    pub occasion: Option<String>,
    pub speaker: Option<SpeakerView>,
    /// The offices that the speaker held on the article's date, as far as both are known.
    pub role: Option<String>,
    pub url: String,
    /// Its card for other sites, with its citation, relative.
    pub embed: String,
    pub article: String,
    pub date: Option<DateView>,
    pub source: Option<String>,
    pub contradicts: Vec<SnippetView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SnippetView {
    /// The words, without quotation marks around them; shortened where they are many.
    pub text: String,
    pub lang: String,
    /// `direct`, `indirect` …
    pub kind: &'static str,
    pub speaker: Option<String>,
    pub url: String,
    pub date: Option<DateView>,
    /// The medium, or else the article's title.
    pub source: String,
}

/// The pages of a list: `pagination`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The pages to link: the first, the last, and those around this one.
    pub pages: Vec<LinkView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    pub title: String,
    pub url: String,
    pub articles: usize,
}

//! The head of a page: metadata for browsers, search engines and programs.

use camino::Utf8Path;
use serde_json::Value;

use super::feeds::Stream;
use super::json_ld;
use super::safe_html::SafeHtml;
use super::view_builder::{Builder, absolute};
use super::views::{FeedLink, ImageView, MetaView, PageFrame, TranslationView};
use crate::model::output_path::OutputPath;

/// The metadata of a page. A page sets what it has, and leaves the rest to `..Frame::default()`.
#[derive(Default)]
pub struct Frame<'f> {
    pub kind: &'static str,
    pub title: &'f str,
    pub description: Option<String>,
    pub json: Option<OutputPath>,
    /// The file of the site that the page is made of.
    pub file: Option<&'f Utf8Path>,
    /// What the page is about, as nodes of schema.org; the way to it is added.
    pub graph: Vec<Value>,
    /// The pages between the home page and this one, each with its title.
    pub parents: Vec<(String, OutputPath)>,
    /// The picture that stands for the page where it is shared.
    pub image: Option<ShareImage>,
    /// The feeds of this page; the site's own are added.
    pub feeds: Vec<FeedLink>,
    /// The versions of the page's text in other languages, this one included; empty where there are none.
    pub translations: Vec<TranslationView>,
    pub meta: Vec<MetaView>,
}

pub struct ShareImage {
    pub path: OutputPath,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

impl Builder<'_> {
    pub fn frame(&self, frame: Frame<'_>) -> PageFrame {
        let base = self.inputs.config.base();
        let image = frame.image.or_else(|| self.inputs.site_image());
        let image = image.zip(base.as_ref()).map(|(image, base)| ImageView {
            url: absolute(base, &image.path),
            alt: image.alt,
            width: image.width,
            height: image.height,
        });
        let json_ld = self.graph(frame.graph, &frame.parents, frame.title, image.as_ref());
        let mut feeds = frame.feeds;
        feeds.extend(self.feed_links(Stream::Site));
        PageFrame {
            title: frame.title.to_owned(),
            description: frame.description,
            kind: frame.kind,
            lang: self.language.tag.to_owned(),
            path: self.path.to_string(),
            root: self.path.to_root(),
            canonical: base.map(|base| absolute(&base, self.path)),
            json: frame
                .json
                .or_else(|| lists_the_site(frame.kind).then(|| OutputPath::fixed("data/site.json")))
                .map(|json| self.path.link_to(&json)),
            edit_url: self.edit_url(frame.file),
            json_ld,
            image,
            feeds,
            translations: frame.translations,
            meta: frame.meta,
            menu: self.menu(),
        }
    }

    /// Where the file that the page is made of can be edited.
    fn edit_url(&self, file: Option<&Utf8Path>) -> Option<String> {
        let url = self.inputs.config.edit_url.as_ref()?;
        Some(url.of(file.filter(|file| !file.as_str().is_empty())?))
    }

    /// The nodes as one data block, with the page's picture, and the way to the page from the home page.
    fn graph(
        &self,
        mut nodes: Vec<Value>,
        parents: &[(String, OutputPath)],
        title: &str,
        image: Option<&ImageView>,
    ) -> SafeHtml {
        let Some(first) = nodes.first_mut().and_then(Value::as_object_mut) else {
            return SafeHtml::new();
        };
        if let Some(image) = image {
            let (url, caption) = (image.url.as_str(), image.alt.as_str());
            let (width, height) = (image.width, image.height);
            let node = serde_json::json!({
                "@type": "ImageObject", "url": url, "caption": caption, "width": width, "height": height,
            });
            first.insert("image".to_owned(), node);
        }
        let home = OutputPath::fixed("index.html");
        if *self.path != home {
            let mut steps = vec![(self.inputs.config.title.as_str(), &home)];
            steps.extend(parents.iter().map(|(name, path)| (name.as_str(), path)));
            steps.push((title, self.path));
            nodes.extend(json_ld::breadcrumbs(self.inputs, &steps));
        }
        SafeHtml::json_ld(&serde_json::json!({"@context": "https://schema.org", "@graph": nodes}))
    }
}

/// Whether a page of this kind shows what the data of the site holds.
fn lists_the_site(kind: &str) -> bool {
    let lists = kind.ends_with("_list") && !matches!(kind, "quote_list" | "correction_list");
    lists || matches!(kind, "home" | "timeline" | "tag" | "source")
}

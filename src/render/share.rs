//! Open Graph images: which page has which, and their content.
//!
//! They take longer to make than all other files, so `pipeline` caches them; what is drawn
//! depends only on the card and [`VERSION`].

mod draw;

pub use draw::Card;

use std::sync::OnceLock;

use super::frame::ShareImage;
use super::inputs::PageInputs;
use super::renderer::Renderer;
use crate::config::ShareImages;
use crate::model::date::PartialDate;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId};
use draw::{Fonts, HEIGHT, WIDTH};

/// Increase this when the same card is drawn differently.
const VERSION: u32 = 1;

fn fonts() -> Option<&'static Fonts<'static>> {
    static FONTS: OnceLock<Option<Fonts<'static>>> = OnceLock::new();
    FONTS.get_or_init(Fonts::embedded).as_ref()
}

impl Card {
    pub fn input(&self) -> Vec<u8> {
        serde_json::to_vec(&(VERSION, WIDTH, HEIGHT, self)).unwrap_or_default()
    }

    /// The picture as PNG; `None` if it cannot be drawn.
    pub fn draw(&self) -> Option<Vec<u8>> {
        draw::draw(fonts()?, self)
    }

    /// Whether the embedded fonts have all its characters.
    fn can_be_drawn(&self) -> bool {
        let small = [&self.kicker, &self.about].into_iter().flatten();
        let mut texts = small.chain([&self.title, &self.site]);
        fonts().is_some_and(|fonts| texts.all(|text| fonts.can_write(text)))
    }
}

pub fn share_cards(renderer: &Renderer<'_>) -> Vec<(OutputPath, Card)> {
    let (site, inputs) = (renderer.site(), renderer.whole().inputs());
    let articles = (0..site.articles.len() as u32).map(|n| inputs.article_card(ArticleId(n)));
    let dossiers = (0..site.dossiers.len() as u32).map(|n| inputs.dossier_card(DossierId(n)));
    let entities = site.entity_ids().map(|id| inputs.entity_card(id));
    let all = dossiers.chain(articles).chain(entities).chain([inputs.site_card()]);
    all.flatten().collect()
}

impl PageInputs<'_> {
    /// The picture of an article's page: its own, else its dossier's.
    pub(super) fn article_image(&self, id: ArticleId) -> Option<ShareImage> {
        let mut dossiers = self.article(id).dossiers.iter();
        let own = self.article_card(id).map(image);
        own.or_else(|| dossiers.find_map(|dossier| self.dossier_image(*dossier)))
    }

    pub(super) fn dossier_image(&self, id: DossierId) -> Option<ShareImage> {
        self.dossier_card(id).map(image)
    }

    /// The picture of an entity's page, where it has its own.
    pub(super) fn entity_image(&self, id: EntityId) -> Option<ShareImage> {
        self.entity_card(id).map(image)
    }

    pub(super) fn site_image(&self) -> Option<ShareImage> {
        self.site_card().map(image)
    }

    fn article_card(&self, id: ArticleId) -> Option<(OutputPath, Card)> {
        if self.config.share_images != ShareImages::All {
            return None;
        }
        let site_article = self.article(id);
        let article = &site_article.article;
        let dates = &self.language(&site_article.placement.lang).dates;
        let source = article.provenance.as_ref().and_then(|source| source.name.clone());
        let date = article.date.as_ref().map(|date| dates.format(date));
        let about: Vec<String> = source.into_iter().chain(date).collect();
        let dossier = site_article.dossiers.first().map(|id| self.dossier(*id));
        let card = Card {
            kicker: dossier.map(|dossier| dossier.dossier.header.title.clone()),
            title: article.header.title.clone(),
            about: Some(about.join(" · ")).filter(|about| !about.is_empty()),
            site: self.config.title.clone(),
        };
        self.card(&site_article.placement.output, card)
    }

    fn entity_card(&self, id: EntityId) -> Option<(OutputPath, Card)> {
        if self.config.share_images != ShareImages::All {
            return None;
        }
        let entity = self.entity(id);
        let interface = &self.language(&entity.placement.lang).interface;
        let kind = format!("type_{}", entity.entity.entity_type.name());
        let card = Card {
            kicker: Some(interface.text(&kind).to_owned()),
            title: entity.entity.header.title.clone(),
            about: entity.entity.description.clone(),
            site: self.config.title.clone(),
        };
        self.card(&entity.placement.output, card)
    }

    fn dossier_card(&self, id: DossierId) -> Option<(OutputPath, Card)> {
        let dossier = self.dossier(id);
        let interface = &self.language(&dossier.placement.lang).interface;
        let card = Card {
            kicker: Some(interface.text("dossier").to_owned()),
            title: dossier.dossier.header.title.clone(),
            about: self.dates_of(id).map(years),
            site: self.config.title.clone(),
        };
        self.card(&dossier.placement.output, card)
    }

    fn site_card(&self) -> Option<(OutputPath, Card)> {
        let card = Card {
            kicker: None,
            title: self.config.title.clone(),
            about: self.config.author.clone(),
            site: self.config.base_url.as_ref().map_or_else(String::new, |url| url.host()),
        };
        self.card(&OutputPath::fixed("index.html"), card)
    }

    /// An image needs an absolute URL, and glyphs for all its text.
    fn card(&self, page: &OutputPath, card: Card) -> Option<(OutputPath, Card)> {
        let wanted = self.config.share_images != ShareImages::None && self.config.base_url.is_some();
        let path = OutputPath::new(&format!("share/{}", page.with_extension("png")))?;
        (wanted && card.can_be_drawn()).then_some((path, card))
    }
}

/// The years from the first to the last of some dates.
fn years((from, to): (PartialDate, PartialDate)) -> String {
    let (first, last) = (from.year(), to.year());
    match first == last {
        true => first.to_string(),
        false => format!("{first}\u{2013}{last}"),
    }
}

fn image((path, card): (OutputPath, Card)) -> ShareImage {
    ShareImage {
        path,
        alt: format!("{} · {}", card.title, card.site),
        width: WIDTH,
        height: HEIGHT,
    }
}

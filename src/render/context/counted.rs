//! What the renderer counted once for many pages. Whatever is asked is [noted](crate::render::trace).

use super::super::chronicle::{Chronicle, Entry};
use super::super::register::Register;
use super::super::search::{self, Said};
use super::super::trace::{Part, note, sum};
use super::Renderer;
use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, DossierId, EntityId, Quoted};

impl Renderer<'_> {
    /// Stands for all that every page depends on besides the site: the configuration and the templates.
    pub fn fingerprint(&self) -> u64 {
        sum((self.engine.fingerprint, format!("{:?}", self.config)))
    }

    /// Every quotation that is shown, newest article first.
    pub(in crate::render) fn quotations(&self) -> &[Quoted] {
        note(Part::Quotations);
        &self.quotations
    }

    /// How often an entity is named, and how many shown quotations it has.
    pub(in crate::render) fn counts(&self, id: EntityId) -> (usize, usize) {
        note(Part::Counts(id));
        self.counts[id.index()]
    }

    /// How many shown quotations an article holds, and how many entities it names.
    pub(in crate::render) fn article_counts(&self, id: ArticleId) -> (usize, usize) {
        note(Part::Article(id));
        self.article_counts[id.index()]
    }

    /// The year of each article.
    pub(in crate::render) fn years(&self) -> &[Option<i16>] {
        note(Part::Years);
        &self.years
    }

    /// How many annotations stand before each article and, last, on the whole site.
    pub(in crate::render) fn annotations_before(&self) -> &[usize] {
        note(Part::Annotations);
        &self.annotations_before
    }

    /// The entities that an article names, by number.
    pub(in crate::render) fn article_entities(&self, id: ArticleId) -> &[EntityId] {
        note(Part::Article(id));
        &self.article_entities[id.index()]
    }

    /// The shown quotations of others that name an entity, newest article first.
    pub(in crate::render) fn about(&self, id: EntityId) -> &[Quoted] {
        note(Part::About(id));
        &self.about[id.index()]
    }

    /// Everybody who speaks, most first.
    pub(in crate::render) fn speakers(&self) -> &[EntityId] {
        note(Part::All);
        &self.speakers
    }

    /// Entities of a type from A to Z.
    pub(in crate::render) fn register(&self, kind: EntityType) -> &[(EntityId, char)] {
        note(Part::Registers);
        self.register_of(kind)
    }

    fn register_of(&self, kind: EntityType) -> &[(EntityId, char)] {
        let at = EntityType::ALL.iter().position(|(other, _, _)| *other == kind);
        at.map_or(&[], |at| &self.registers[at])
    }

    /// The types of which there are entities.
    pub(in crate::render) fn entity_types(&self) -> impl Iterator<Item = EntityType> {
        note(Part::Types);
        let all = EntityType::ALL.iter().map(|(kind, _, _)| *kind);
        all.filter(|kind| !self.register_of(*kind).is_empty())
    }

    /// What a dossier holds in the order of time.
    pub(in crate::render) fn chronicle(&self, id: DossierId) -> &Chronicle {
        note(Part::Chronicle(id));
        &self.chronicles[id.index()]
    }

    /// The dates of the first and the last article of a dossier.
    pub(in crate::render) fn dates_of(&self, id: DossierId) -> Option<(PartialDate, PartialDate)> {
        note(Part::Dates(id));
        self.dates[id.index()]
    }

    /// Every dated article and every event, newest first.
    pub(in crate::render) fn timeline(&self) -> &[(PartialDate, Entry)] {
        note(Part::Timeline);
        &self.timeline
    }

    /// The quotations that the search may offer, the most telling first.
    pub(in crate::render) fn tellings(&self) -> &[Said] {
        note(Part::Search);
        self.tellings.get_or_init(|| search::tellings(self))
    }

    /// What contradicts a quotation, as editors say.
    pub(in crate::render) fn contraries(&self, quoted: Quoted) -> &[Quoted] {
        note(Part::Contraries(quoted.0));
        self.contraries.get(&quoted).map_or(&[], Vec::as_slice)
    }

    /// What contradicts each quotation.
    pub(in crate::render) fn all_contraries(&self) -> impl Iterator<Item = (&Quoted, &Vec<Quoted>)> {
        note(Part::All);
        self.contraries.iter()
    }

    /// The registers of all types, in the order of `EntityType::ALL`.
    pub(in crate::render) fn registers(&self) -> &[Register] {
        note(Part::Registers);
        &self.registers
    }
}

//! What a page reads, recorded as it reads.
//!
//! A page made from the same inputs as last time is the same page, and is not made again. No page declares its
//! inputs: it is given a [`PageInputs`], the only way to the site, which records every read. This is the
//! *verifying trace* of Andrey Mokhov, Neil Mitchell and Simon Peyton Jones, "Build Systems à la Carte" (2018).
//!
//! A record belongs to one thread. A job that works on several threads asks for [the whole site](PageInputs::whole),
//! which records that it depends on everything, and makes inputs for each thread:
//!
//! ```
//! use dossier::internals::render::{PageInputs, WholeSite};
//!
//! fn shared_between_threads<T: Sync>() {}
//! shared_between_threads::<WholeSite<'_>>();
//! # fn used(_: PageInputs<'_>) {}
//! ```
//!
//! To read from several threads through one record does not compile:
//!
//! ```compile_fail,E0277
//! use dossier::internals::render::{PageInputs, WholeSite};
//!
//! fn shared_between_threads<T: Sync>() {}
//! shared_between_threads::<PageInputs<'_>>();
//! # fn used(_: WholeSite<'_>) {}
//! ```

use std::cell::RefCell;

use super::chronicle::{Chronicle, Entry};
use super::dependency::Dependency;
use super::engine::{Engine, Shared};
use super::register::Register;
use super::renderer::Renderer;
use super::search::material::Material;
use super::site_index::SiteIndex;
use crate::config::Config;
use crate::language::{Language, Languages};
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::enrichment::Origin;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, DossierId, EntityId, Occurrences, QuotationId, RepeatedStatement, Site, SiteArticle, SiteDossier,
    SiteEntity, SitePage, SourceId, TagId, Topic,
};
use crate::model::statement::Statement;
use crate::model::table::Table;

pub struct PageInputs<'a> {
    site: &'a Site,
    index: &'a SiteIndex<'a>,
    pub(super) config: &'a Config,
    pub(super) engine: &'a Engine,
    pub(super) languages: &'static Languages,
    pub(super) frame: &'a Shared,
    renderer: &'a Renderer<'a>,
    /// What was read so far; `None` where a dependency on the whole site is recorded elsewhere.
    reads: Option<RefCell<Vec<Dependency>>>,
}

/// The whole site, on any thread: its user depends on everything.
#[derive(Clone, Copy)]
pub struct WholeSite<'a>(&'a Renderer<'a>);

impl<'a> WholeSite<'a> {
    pub fn site(self) -> &'a Site {
        self.0.site
    }

    /// Inputs for one thread. Their reads need no record: whoever has the whole site is recorded as depending on all of it.
    pub fn inputs(self) -> PageInputs<'a> {
        PageInputs::new(self.0, None)
    }

    /// What the search index is made from; `collect` finds it when it is first asked for.
    pub(super) fn search_material(self, collect: fn(WholeSite<'a>) -> Material) -> &'a Material {
        self.0.index.search.get_or_init(|| collect(self))
    }

    pub(super) fn contradicting(self) -> impl Iterator<Item = (&'a QuotationId, &'a Vec<QuotationId>)> {
        self.0.index.contradicting.iter()
    }
}

impl Renderer<'_> {
    /// The whole site, for what is not a page.
    pub(super) fn whole(&self) -> WholeSite<'_> {
        WholeSite(self)
    }

    /// Calls `make` with the inputs of a page, and returns what it read: sorted, each once.
    pub(super) fn record<T>(&self, make: impl FnOnce(&PageInputs<'_>) -> T) -> (T, Vec<Dependency>) {
        let inputs = PageInputs::new(self, Some(RefCell::default()));
        let made = make(&inputs);
        let mut reads = inputs.reads.map(RefCell::into_inner).unwrap_or_default();
        reads.sort_unstable();
        reads.dedup();
        if reads.contains(&Dependency::All) {
            reads = vec![Dependency::All];
        }
        (made, reads)
    }
}

impl<'a> PageInputs<'a> {
    fn new(renderer: &'a Renderer<'a>, reads: Option<RefCell<Vec<Dependency>>>) -> PageInputs<'a> {
        PageInputs {
            site: renderer.site,
            index: &renderer.index,
            config: renderer.config,
            engine: renderer.engine,
            languages: renderer.languages,
            frame: &renderer.frame,
            renderer,
            reads,
        }
    }

    fn note(&self, read: Dependency) {
        if let Some(reads) = &self.reads {
            let mut reads = reads.borrow_mut();
            if reads.last() != Some(&read) {
                reads.push(read);
            }
        }
    }

    pub fn whole(&self) -> WholeSite<'a> {
        self.note(Dependency::All);
        WholeSite(self.renderer)
    }

    /// What the search index is made from: all that it may read.
    pub(super) fn search_material(&self, collect: fn(WholeSite<'a>) -> Material) -> &'a Material {
        self.note(Dependency::Search);
        WholeSite(self.renderer).search_material(collect)
    }

    pub fn article(&self, id: ArticleId) -> &'a SiteArticle {
        self.note(Dependency::Article(id));
        self.site.article(id)
    }

    /// The article `step` places further down the list of articles, newest first.
    pub fn neighbour(&self, id: ArticleId, step: i32) -> Option<&'a SiteArticle> {
        self.note(Dependency::Neighbours(id));
        let other = ArticleId(id.0.checked_add_signed(step)?);
        self.site.articles.get(other.index())?;
        Some(self.article(other))
    }

    pub fn article_ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + ExactSizeIterator + Clone + use<> {
        self.note(Dependency::Articles);
        ArticleId::all(self.site.articles.len())
    }

    /// A quotation with its article and the entity that speaks.
    pub fn statement(&self, id: QuotationId) -> Statement<'a> {
        let statement = self.site.statement(id);
        self.note(Dependency::Article(id.article));
        if let Some((speaker, _)) = statement.entity {
            self.note(Dependency::Entity(speaker));
        }
        statement
    }

    pub fn entity(&self, id: EntityId) -> &'a SiteEntity {
        self.note(Dependency::Entity(id));
        self.site.entity(id)
    }

    pub fn occurrences(&self, id: EntityId) -> &'a Occurrences {
        self.note(Dependency::Occurrences(id));
        self.site.occurrences(id)
    }

    pub fn dossier(&self, id: DossierId) -> &'a SiteDossier {
        self.note(Dependency::Dossier(id));
        self.site.dossier(id)
    }

    pub fn dossier_ids(&self) -> impl ExactSizeIterator<Item = DossierId> + use<> {
        self.note(Dependency::Dossiers);
        DossierId::all(self.site.dossiers.len())
    }

    pub fn repeated_statements(&self, id: DossierId) -> &'a [RepeatedStatement] {
        self.note(Dependency::Statements(id));
        &self.site.dossier(id).statements
    }

    pub fn contradictions(&self) -> &'a [(QuotationId, QuotationId)] {
        self.note(Dependency::Contradictions);
        &self.site.contradictions
    }

    pub fn tag(&self, id: TagId) -> &'a Topic {
        self.note(Dependency::Tag(id));
        self.site.tag(id)
    }

    pub fn source(&self, id: SourceId) -> &'a Topic {
        self.note(Dependency::Source(id));
        self.site.source(id)
    }

    pub fn tags(&self) -> &'a [Topic] {
        self.note(Dependency::Tags);
        &self.site.tags
    }

    pub fn sources(&self) -> &'a [Topic] {
        self.note(Dependency::Sources);
        &self.site.sources
    }

    pub fn pages(&self) -> &'a [SitePage] {
        self.note(Dependency::Pages);
        &self.site.pages
    }
}

/// The [tables](SiteIndex) that were computed once for all pages.
impl<'a> PageInputs<'a> {
    /// Every shown quotation, newest article first.
    pub(super) fn quotations(&self) -> &'a [QuotationId] {
        self.note(Dependency::Quotations);
        &self.index.quotations
    }

    /// How often an entity is named, and how many shown quotations it has.
    pub(super) fn counts(&self, id: EntityId) -> (usize, usize) {
        self.note(Dependency::Counts(id));
        self.index.counts[id]
    }

    /// How many shown quotations an article holds, and how many entities it names.
    pub(super) fn article_counts(&self, id: ArticleId) -> (usize, usize) {
        self.note(Dependency::Article(id));
        self.index.article_counts[id]
    }

    pub(super) fn years(&self) -> &'a Table<ArticleId, Option<i16>> {
        self.note(Dependency::Years);
        &self.index.years
    }

    /// The number of annotations before each article and, last, on the whole site.
    pub(super) fn annotations_before(&self) -> &'a [usize] {
        self.note(Dependency::Annotations);
        &self.index.annotations_before
    }

    /// The entities that an article names, sorted.
    pub(super) fn article_entities(&self, id: ArticleId) -> &'a [EntityId] {
        self.note(Dependency::Article(id));
        &self.index.article_entities[id]
    }

    /// The shown quotations of others that name an entity, newest article first.
    pub(super) fn about(&self, id: EntityId) -> &'a [QuotationId] {
        self.note(Dependency::About(id));
        &self.index.about[id]
    }

    pub(super) fn speakers(&self) -> &'a [EntityId] {
        self.note(Dependency::All);
        &self.index.speakers
    }

    /// Entities of a type from A to Z, each with its letter.
    pub(super) fn register(&self, kind: EntityType) -> &'a [(EntityId, char)] {
        let registers = self.registers();
        let at = EntityType::ALL.iter().position(|(other, _, _)| *other == kind);
        at.map_or(&[], |at| &registers[at])
    }

    /// The registers of all types, in the order of `EntityType::ALL`.
    pub(super) fn registers(&self) -> &'a [Register] {
        self.note(Dependency::Registers);
        &self.index.registers
    }

    pub(super) fn entity_types(&self) -> impl Iterator<Item = EntityType> + use<'a> {
        self.note(Dependency::Types);
        let all = EntityType::ALL.iter().zip(&self.index.registers);
        all.filter(|(_, register)| !register.is_empty())
            .map(|((kind, _, _), _)| *kind)
    }

    pub(super) fn chronicle(&self, id: DossierId) -> &'a Chronicle {
        self.note(Dependency::Chronicle(id));
        &self.index.chronicles[id]
    }

    /// The dates of the first and the last article of a dossier.
    pub(super) fn dates_of(&self, id: DossierId) -> Option<(PartialDate, PartialDate)> {
        self.note(Dependency::Dates(id));
        self.index.dates[id]
    }

    /// Every dated article and every event, newest first.
    pub(super) fn timeline(&self) -> &'a [(PartialDate, Entry)] {
        self.note(Dependency::Timeline);
        &self.index.timeline
    }

    pub(super) fn contradicting(&self, id: QuotationId) -> &'a [QuotationId] {
        self.note(Dependency::Contradicting(id.article));
        self.index.contradicting.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The title of a page that an older address redirects to.
    pub(super) fn redirect_title(&self, to: &OutputPath) -> Option<&'a str> {
        self.note(Dependency::All);
        self.index.redirect_titles.get(to).copied()
    }
}

/// What follows from the configuration.
impl<'a> PageInputs<'a> {
    /// The statements of an article, shown or not, in the order of the text.
    pub(super) fn statements_of(&self, id: ArticleId) -> impl Iterator<Item = Statement<'a>> {
        let ids = self.article(id).quotation_ids(id);
        ids.map(|id| self.statement(id))
    }

    /// The statements of an article that its text marks, in order: those that are shown, and the words in marks that are
    /// too few for a statement.
    pub(super) fn marked_statements(&self, id: ArticleId) -> impl Iterator<Item = Statement<'a>> {
        let statements = self.statements_of(id);
        statements.filter(|statement| statement.is_marked(self.config.min_confidence))
    }

    /// The statements of an article that are certain enough to be shown, in the order of the text.
    pub(super) fn shown_statements(&self, id: ArticleId) -> impl Iterator<Item = Statement<'a>> {
        let statements = self.statements_of(id);
        statements.filter(|statement| statement.is_shown(self.config.min_confidence))
    }

    pub(super) fn statements(&self, ids: &[QuotationId]) -> impl Iterator<Item = Statement<'a>> {
        ids.iter().map(|id| self.statement(*id))
    }

    /// Whether the program is not sure of a quotation that no editor decided.
    pub(super) fn is_uncertain(&self, statement: &Statement<'_>) -> bool {
        let quotation = statement.quotation;
        quotation.origin == Origin::Found && quotation.confidence < self.config.uncertain_below
    }

    /// The language of the interface on a page whose text is in `lang`.
    pub(super) fn language(&self, lang: &Lang) -> &'static Language {
        self.languages.get(lang)
    }

    pub(super) fn site_language(&self) -> &'static Language {
        self.languages.get(&self.config.lang)
    }
}

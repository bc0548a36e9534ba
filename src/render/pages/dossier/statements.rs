//! Statements that several articles of a dossier report, and those that contradict each other.

use std::cmp::Reverse;

use crate::model::site::{DossierId, QuotationId, Report, SiteDossier};
use crate::render::passage::one_line;
use crate::render::view_builder::Builder;
use crate::render::views::{ContradictionView, PieceView, StatementView, WordingView};
use crate::render::wordings::{Piece, compare};

/// The most statements, reports of each, and contradictions that a dossier's page shows.
const STATEMENTS: usize = 20;
const REPORTS: usize = 6;
const CONTRADICTIONS: usize = 40;

pub(super) fn same(builder: &Builder<'_>, id: DossierId) -> Vec<StatementView> {
    let most = builder.inputs.repeated_statements(id).iter().take(STATEMENTS);
    most.map(|statement| view(builder, &statement.reports)).collect()
}

fn view(builder: &Builder<'_>, reports: &[Report]) -> StatementView {
    let first = reports
        .first()
        .map_or_else(String::new, |report| words(builder, report));
    let shown = reports.iter().take(REPORTS).enumerate();
    let wordings: Vec<WordingView> = shown
        .map(|(position, report)| {
            let pieces = match position {
                0 => vec![(Piece::Same, first.clone())],
                _ => compare(&first, &words(builder, report)),
            };
            wording(builder, report, pieces)
        })
        .collect();
    let speaker = |report: &Report| builder.speaker(&builder.inputs.statement(report.first), 0);
    let speakers = reports.iter().filter_map(speaker);
    StatementView {
        // Where one report does not say who it is, another does.
        speaker: speakers.min_by_key(|speaker| speaker.url.is_none()),
        differs: wordings
            .iter()
            .flat_map(|wording| &wording.pieces)
            .any(|piece| piece.kind != "same"),
        wordings,
        more: reports.len().saturating_sub(REPORTS),
    }
}

/// The words of a report, with an ellipsis where a cue divides them.
fn words(builder: &Builder<'_>, report: &Report) -> String {
    let parts = report.quotations().map(|id| builder.inputs.statement(id));
    let parts: Vec<String> = parts.map(|part| one_line(&part.bare_words())).collect();
    parts.join(" … ")
}

fn wording(builder: &Builder<'_>, report: &Report, pieces: Vec<(Piece, String)>) -> WordingView {
    let statement = builder.inputs.statement(report.first);
    let piece = |(piece, text): (Piece, String)| PieceView {
        text,
        kind: piece.name(),
    };
    WordingView {
        pieces: pieces.into_iter().map(piece).collect(),
        lang: statement.article.placement.lang.0.clone(),
        kind: statement.quotation.kind.name(),
        url: builder.quotation_url(&statement),
        article: statement.article.article.header.title.clone(),
        date: statement.date().map(|date| builder.date(date)),
        source: statement.source().map(str::to_owned),
    }
}

/// The contradictions of which one side at least belongs to the dossier.
pub(super) fn contradictions(builder: &Builder<'_>, dossier: &SiteDossier) -> (Vec<ContradictionView>, usize) {
    let quote = |id: QuotationId| builder.quote(&builder.inputs.statement(id), 0);
    // Articles stand newest first on the site, those of the dossier oldest first.
    let inside = |id: QuotationId| {
        let articles = &dossier.articles;
        let found = articles.binary_search_by_key(&Reverse(id.article), |id| Reverse(*id));
        found.is_ok()
    };
    let all = builder.inputs.contradictions().iter();
    let own: Vec<_> = all
        .filter(|(first, second)| inside(*first) || inside(*second))
        .collect();
    let view = |(first, second): &&(QuotationId, QuotationId)| ContradictionView {
        first: quote(*first),
        second: quote(*second),
    };
    let shown: Vec<ContradictionView> = own.iter().take(CONTRADICTIONS).map(view).collect();
    (shown, own.len().saturating_sub(CONTRADICTIONS))
}

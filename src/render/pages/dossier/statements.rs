//! Statements that several articles of a dossier report, and those that contradict each other.

use crate::model::site::{DossierId, Quoted, Report, SiteDossier};
use crate::render::view_builder::Builder;
use crate::render::views::{ContradictionView, PieceView, StatementView, WordingView};
use crate::render::wordings::{Piece, compare};

/// The most statements, reports of each, and contradictions that a dossier's page shows.
const STATEMENTS: usize = 20;
const REPORTS: usize = 6;
const CONTRADICTIONS: usize = 40;

/// The statements that most articles report.
pub(super) fn same(builder: &Builder<'_>, id: DossierId) -> Vec<StatementView> {
    let most = builder.inputs.statements(id).iter().take(STATEMENTS);
    most.map(|statement| view(builder, &statement.reports)).collect()
}

fn view(builder: &Builder<'_>, reports: &[Report]) -> StatementView {
    let inputs = builder.inputs;
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
    let speakers = reports.iter().filter_map(|report| {
        let article = inputs.article(report.article);
        builder.speaker(article, *report.quotations.first()? as usize, 0)
    });
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
    let parts = report
        .quotations
        .iter()
        .map(|number| builder.words(report.article, *number));
    parts.collect::<Vec<_>>().join(" … ")
}

fn wording(builder: &Builder<'_>, report: &Report, pieces: Vec<(Piece, String)>) -> WordingView {
    let article = builder.inputs.article(report.article);
    let number = report.quotations.first().map_or(0, |number| *number as usize);
    let url = builder.path.link_to(&article.placement.output);
    let piece = |(piece, text): (Piece, String)| PieceView {
        text,
        kind: piece.name(),
    };
    WordingView {
        pieces: pieces.into_iter().map(piece).collect(),
        lang: article.placement.lang.0.clone(),
        kind: article.enrichment.quotations[number].kind.name(),
        url: format!("{url}#q-{}", number + 1),
        article: article.article.header.title.clone(),
        date: article.article.date.as_ref().map(|date| builder.date(date)),
        source: article.article.provenance.as_ref().and_then(|p| p.name.clone()),
    }
}

/// The contradictions of which one side at least belongs to the dossier.
pub(super) fn contradictions(builder: &Builder<'_>, dossier: &SiteDossier) -> (Vec<ContradictionView>, usize) {
    let quote = |(id, number): Quoted| builder.quote(id, number, 0);
    // Articles stand newest first on the site, those of the dossier oldest first.
    let inside = |(id, _): Quoted| {
        dossier
            .articles
            .binary_search_by_key(&std::cmp::Reverse(id), |id| std::cmp::Reverse(*id))
            .is_ok()
    };
    let all = builder.inputs.contradictions().iter();
    let own: Vec<_> = all
        .filter(|(first, second)| inside(*first) || inside(*second))
        .collect();
    let view = |(first, second): &&(Quoted, Quoted)| ContradictionView {
        first: quote(*first),
        second: quote(*second),
    };
    let shown: Vec<ContradictionView> = own.iter().take(CONTRADICTIONS).map(view).collect();
    (shown, own.len().saturating_sub(CONTRADICTIONS))
}

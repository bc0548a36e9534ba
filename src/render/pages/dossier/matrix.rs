//! The matrix of the speakers of a dossier against time.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::statement::{Statement, Voice};
use crate::render::chronicle::Chronicle;
use crate::render::periods::{Period, Periods};
use crate::render::view_builder::Builder;
use crate::render::views::{MatrixCell, MatrixRow, MatrixView, PeriodView};

/// The most columns of equal length, the most rows, and the most quotations that a cell opens: together
/// they bound the size of the page.
const COLUMNS: usize = 12;
const ROWS: usize = 16;
const SNIPPETS: usize = 4;

/// From how many quotations on a cell has the second, third … strength of colour.
const LEVELS: [usize; 4] = [2, 4, 8, 16];

pub(super) struct Matrix {
    pub speakers: usize,
    /// None where nobody speaks.
    pub view: Option<MatrixView>,
}

pub(super) fn of(builder: &Builder<'_>, chronicle: &Chronicle) -> Matrix {
    let statements = || builder.inputs.statements(&chronicle.quotations);
    let mut by_speaker: BTreeMap<Voice<'_>, Vec<Statement<'_>>> = BTreeMap::new();
    let mut unknown = 0;
    for statement in statements() {
        match statement.voice() {
            Some(voice) => by_speaker.entry(voice).or_default().push(statement),
            None => unknown += 1,
        }
    }
    let speakers = by_speaker.len();
    if speakers == 0 {
        return Matrix { speakers, view: None };
    }
    let dates: Vec<Option<PartialDate>> = statements().map(|statement| statement.date().copied()).collect();
    let periods = Periods::of(&dates, COLUMNS);
    let mut totals = vec![0; periods.all.len()];
    for position in dates.iter().filter_map(|date| periods.position(date.as_ref())) {
        totals[position] += 1;
    }
    let mut order: Vec<(Voice<'_>, Vec<Statement<'_>>)> = by_speaker.into_iter().collect();
    order.sort_by_key(|(voice, statements)| (Reverse(statements.len()), *voice));
    let rows = order.into_iter().take(ROWS).enumerate();
    let rows = rows.map(|(number, (voice, statements))| row(builder, number, voice, &statements, &periods));
    let view = MatrixView {
        rows: rows.collect(),
        totals,
        total: chronicle.quotations.len(),
        more_speakers: speakers.saturating_sub(ROWS),
        unknown,
        periods: periods.all.iter().map(|period| builder.period(period)).collect(),
    };
    Matrix {
        speakers,
        view: Some(view),
    }
}

fn row(
    builder: &Builder<'_>,
    number: usize,
    voice: Voice<'_>,
    statements: &[Statement<'_>],
    periods: &Periods,
) -> MatrixRow {
    let mut cells: Vec<Vec<Statement<'_>>> = vec![Vec::new(); periods.all.len()];
    for statement in statements {
        if let Some(position) = periods.position(statement.date()) {
            cells[position].push(*statement);
        }
    }
    let cells = cells.into_iter().enumerate();
    MatrixRow {
        speaker: builder.voice(voice, 0),
        total: statements.len(),
        cells: cells
            .map(|(column, held)| cell(builder, format!("c-{}-{}", number + 1, column + 1), held))
            .collect(),
    }
}

fn cell(builder: &Builder<'_>, id: String, mut held: Vec<Statement<'_>>) -> MatrixCell {
    let count = held.len();
    if count > SNIPPETS {
        // Whole statements in the speaker's own words say most.
        held.sort_by_key(|statement| {
            let quotation = statement.quotation;
            (quotation.kind != QuotationKind::Direct, quotation.partial)
        });
        held.truncate(SNIPPETS);
        held.sort_by_key(|statement| {
            let id = statement.id;
            (statement.date().copied(), Reverse(id.article), id)
        });
    }
    MatrixCell {
        id,
        count,
        level: match count {
            0 => 0,
            _ => 1 + LEVELS.iter().filter(|level| count >= **level).count(),
        },
        more: count - held.len(),
        quotations: held.iter().map(|statement| builder.snippet(statement)).collect(),
    }
}

impl Builder<'_> {
    pub(in crate::render::pages) fn period(&self, period: &Period) -> PeriodView {
        let (label, year, title) = match period {
            Period::Undated => (self.t("undated"), None, self.t("undated")),
            Period::Vague(date) => {
                let key = if date.month().is_some() {
                    "vague_month"
                } else {
                    "vague_year"
                };
                let whole = self.date(date).text;
                (self.t(key), Some(whole.clone()), format!("{whole}, {}", self.t(key)))
            }
            Period::Span(from, to) => self.span_label(from, to),
        };
        PeriodView { label, year, title }
    }

    /// The head of a column, its year, and the whole in words.
    fn span_label(&self, from: &PartialDate, to: &PartialDate) -> (String, Option<String>, String) {
        let dates = &self.language.dates;
        let (first, last) = (self.date(from).text, self.date(to).text);
        let between = |from: &str, to: &str| format!("{from}–{to}");
        if from == to {
            let (label, year) = match from.month() {
                None => (first.clone(), None),
                Some(_) => (dates.short_day(from), Some(from.year().to_string())),
            };
            return (label, year, first);
        }
        let title = self.t("span").replace("{from}", &first).replace("{to}", &last);
        if from.month().is_none() {
            return (between(&first, &last), None, title);
        }
        let label = between(&dates.short_day(from), &dates.short_day(to));
        (label, Some(to.year().to_string()), title)
    }
}

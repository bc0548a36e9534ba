//! Statements that several articles of a dossier report.
#![expect(
    clippy::disallowed_types,
    reason = "its numbers are compared in one run of the program alone"
)]

use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::memory::KnownStatements;
use super::named::Named;
use super::similarity::{MOST_WORDS, ReportedWords, groups, words};
use crate::config::Config;
use crate::model::enrichment::{Quotation, QuotationKind};
use crate::model::site::{ArticleId, DossierId, QuotationId, RepeatedStatement, Report};
use crate::model::table::Table;

/// The longest gap between two parts of a statement that a cue divides, in bytes.
const LONGEST_CUE: u32 = 90;

/// What several articles of each dossier report.
pub(super) type StatementTable = Table<DossierId, Vec<RepeatedStatement>>;

/// For each dossier what several of its articles report. What is `known` is not found again.
pub(super) fn find(named: &Named, config: &Config, known: Option<&mut KnownStatements>) -> StatementTable {
    let dossiers = 0..named.content.dossiers.values().len();
    let dossiers = dossiers.into_par_iter().map(DossierId::new);
    let Some(known) = known else {
        let found = dossiers.map(|id| of_dossier(named, id, config));
        return found.collect::<Vec<Vec<RepeatedStatement>>>().into();
    };
    let of_one = |id| {
        let fingerprint = fingerprint(named, id, config);
        let found = known.get(&fingerprint).cloned();
        (fingerprint, found.unwrap_or_else(|| of_dossier(named, id, config)))
    };
    let found: Vec<(u64, Vec<RepeatedStatement>)> = dossiers.map(of_one).collect();
    *known = found.iter().cloned().collect();
    found.into_iter().map(|(_, statements)| statements).collect()
}

/// All that the statements of a dossier depend on, as one number; it holds for this run of the program.
fn fingerprint(named: &Named, dossier: DossierId, config: &Config) -> u64 {
    let mut hasher = DefaultHasher::new();
    config.min_confidence.hash(&mut hasher);
    for id in &named.content.memberships.articles[dossier] {
        let article = &named.articles[*id];
        (id, article.hash, &article.placement.lang).hash(&mut hasher);
        let speakers = named.articles[*id].quotations.iter().map(|quotation| quotation.speaker);
        speakers.for_each(|speaker| speaker.hash(&mut hasher));
    }
    hasher.finish()
}

fn of_dossier(named: &Named, dossier: DossierId, config: &Config) -> Vec<RepeatedStatement> {
    let articles = named.content.memberships.articles[dossier].iter();
    let all = articles.flat_map(|id| reports(named, *id, config.min_confidence));
    let all: Vec<ReportedWords<'_>> = all.collect();
    let report = |number: usize| all[number].report.clone();
    let statement = |group: Vec<usize>| RepeatedStatement {
        reports: group.into_iter().map(report).collect(),
    };
    groups(&all).into_iter().map(statement).collect()
}

/// The statements of an article, those that a cue divides in one piece.
fn reports(named: &Named, id: ArticleId, min_confidence: u16) -> Vec<ReportedWords<'_>> {
    let plain = named.articles[id].article.body.plain.as_str();
    let mut reports: Vec<ReportedWords<'_>> = Vec::new();
    let mut last: Option<&Quotation> = None;
    let all = &named.articles[id].quotations;
    for (id, quotation) in QuotationId::all(id, all.len()).zip(all) {
        let (own, voice) = (&quotation.found, quotation.voice());
        let own_words = matches!(own.kind, QuotationKind::Direct | QuotationKind::Indirect);
        if !own_words || !quotation.is_shown(min_confidence) {
            continue;
        }
        let words = words(own.span.slice(plain));
        let continued = last.is_some_and(|last| continues(plain, last, own));
        match reports.last_mut().filter(|report| continued && report.voice == voice) {
            Some(report) => {
                report.report.rest.push(id);
                report.words.extend(words);
            }
            None => reports.push(ReportedWords {
                report: Report {
                    first: id,
                    rest: Vec::new(),
                },
                voice,
                words,
            }),
        }
        last = Some(own);
    }
    reports.iter_mut().for_each(|report| report.words.truncate(MOST_WORDS));
    reports
}

/// Whether a quotation is the rest of the one before, behind a cue inside their sentence.
fn continues(plain: &str, last: &Quotation, next: &Quotation) -> bool {
    let both = [last.kind, next.kind] == [QuotationKind::Direct; 2];
    let (end, start) = (last.span.end, next.span.start);
    let near = start >= end && start - end <= LONGEST_CUE;
    let gap = || plain.get(end as usize..start as usize);
    both && near && gap().is_some_and(|gap| !gap.contains(['.', '!', '?', '\n']) && gap.contains(char::is_alphabetic))
}

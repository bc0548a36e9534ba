//! All quotations as data for the filters of their page: what they share once, then the words in parts
//! that a browser reads one after the other.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::model::output_path::OutputPath;
use crate::model::site::QuotationId;
use crate::model::statement::{Statement, Voice};
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::passage::one_line;
use crate::render::rendered::Rendered;
use crate::render::tally::tally;

/// How many quotations a part holds.
const PART: usize = 2000;

/// `data/quotes.js`, and its parts.
pub(in crate::render) fn quotations(whole: WholeSite<'_>) -> Rendered {
    let inputs = &whole.inputs();
    let voices = voices(inputs);
    let numbers: BTreeMap<Voice<'_>, usize> = voices.iter().enumerate().map(|(n, (voice, _))| (*voice, n)).collect();
    let parts: Vec<&[QuotationId]> = inputs.quotations().chunks(PART).collect();
    let mut files: Vec<(OutputPath, Vec<u8>)> = parts
        .par_iter()
        .enumerate()
        .map(|(number, part)| {
            let path = OutputPath::fixed("data/quotes.js").part(number + 1);
            (path, script(&part_of(&whole.inputs(), part, number, &numbers)))
        })
        .collect();
    let speaker = |(voice, count): &(Voice<'_>, usize)| match voice {
        Voice::Entity(id) => {
            let entity = inputs.entity(*id);
            json!([entity.entity.header.title, count, entity.placement.output.as_str()])
        }
        Voice::Name(name) => json!([name, count]),
    };
    let dossiers = whole.site().dossiers.iter();
    let shared = json!({
        "parts": parts.len(),
        "speakers": voices.iter().map(speaker).collect::<Vec<_>>(),
        "dossiers": dossiers.map(|dossier| dossier.dossier.header.slug.as_str()).collect::<Vec<_>>(),
        "sources": inputs.sources().iter().map(|source| source.slug.as_str()).collect::<Vec<_>>(),
    });
    files.push((OutputPath::fixed("data/quotes.js"), script(&shared)));
    Rendered::files(files)
}

pub(in crate::render) fn files(inputs: &PageInputs<'_>) -> Vec<OutputPath> {
    let shared = OutputPath::fixed("data/quotes.js");
    let parts = (1..=inputs.quotations().len().div_ceil(PART)).map(|number| shared.part(number));
    parts.chain([shared.clone()]).collect()
}

fn script(data: &Value) -> Vec<u8> {
    format!("dossier.quotes({data});\n").into_bytes()
}

/// Who speaks, most first.
fn voices<'a>(inputs: &PageInputs<'a>) -> Vec<(Voice<'a>, usize)> {
    let statements = inputs.statements(inputs.quotations());
    tally(statements.filter_map(|statement| voice(&statement)))
}

/// Who speaks, in the words of the text where no name is known.
fn voice<'a>(statement: &Statement<'a>) -> Option<Voice<'a>> {
    let written = || statement.speaker_text().map(Voice::Name);
    statement.voice().or_else(written)
}

/// A part: its articles, and of each quotation its article, its number there, who, how, and the words.
fn part_of(
    inputs: &PageInputs<'_>,
    part: &[QuotationId],
    number: usize,
    numbers: &BTreeMap<Voice<'_>, usize>,
) -> Value {
    let language = inputs.site_language();
    let mut articles: Vec<Value> = Vec::new();
    let mut last = None;
    let mut rows: Vec<Value> = Vec::with_capacity(part.len());
    for statement in inputs.statements(part) {
        let (article, quotation) = (statement.article, statement.quotation);
        if last != Some(statement.id.article) {
            last = Some(statement.id.article);
            let date = statement.date();
            articles.push(json!([
                article.article.header.slug.as_str(),
                article.article.header.title,
                article.placement.lang.0,
                date.map(ToString::to_string),
                date.map(|date| language.dates.format(date)),
                article.source,
                statement.source(),
                article.dossiers.iter().map(|id| id.0).collect::<Vec<_>>(),
            ]));
        }
        let who = voice(&statement).and_then(|voice| numbers.get(&voice));
        let act = quotation.cue_kind.filter(|act| act.is_telling());
        let flags = u8::from(quotation.partial) + 2 * u8::from(inputs.is_uncertain(&statement));
        rows.push(json!([
            articles.len() - 1,
            statement.id.number(),
            who,
            quotation.kind.name(),
            act.map(crate::model::enrichment::SpeechAct::name),
            flags,
            one_line(&statement.bare_words()),
        ]));
    }
    json!({"part": number + 1, "articles": articles, "quotes": rows})
}

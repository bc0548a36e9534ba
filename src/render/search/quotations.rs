//! All quotations as data for the filters of their page: what they share once, then the words in parts
//! that a browser reads one after the other.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId};
use crate::render::Rendered;
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::passage::{one_line, without_marks};

/// How many quotations a part holds.
const PART: usize = 2000;

/// Who speaks: an entity, or a name that only the articles know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice<'a> {
    Entity(EntityId),
    Name(&'a str),
}

/// `data/quotes.js`, and its parts.
pub(in crate::render) fn quotations(whole: WholeSite<'_>) -> Rendered {
    let inputs = &whole.inputs();
    let voices = voices(inputs);
    let numbers: BTreeMap<Voice<'_>, usize> = voices.iter().enumerate().map(|(n, (voice, _))| (*voice, n)).collect();
    let parts: Vec<&[(ArticleId, u32)]> = inputs.quotations().chunks(PART).collect();
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
    Rendered {
        files,
        diagnostics: Vec::new(),
    }
}

/// The paths of these files.
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
    let mut counts: BTreeMap<Voice<'a>, usize> = BTreeMap::new();
    for (id, number) in inputs.quotations() {
        if let Some(voice) = voice(inputs, *id, *number) {
            *counts.entry(voice).or_default() += 1;
        }
    }
    let mut all: Vec<(Voice<'a>, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(voice, count)| (std::cmp::Reverse(*count), *voice));
    all
}

fn voice<'a>(inputs: &PageInputs<'a>, id: ArticleId, number: u32) -> Option<Voice<'a>> {
    let article = inputs.article(id);
    if let Some(entity) = article.speakers[number as usize] {
        return Some(Voice::Entity(entity));
    }
    let speaker = article.enrichment.quotations[number as usize].speaker.as_ref()?;
    let written = || speaker.written.map(|span| span.slice(&article.article.body.plain));
    speaker.resolved.as_deref().or_else(written).map(Voice::Name)
}

/// A part: its articles, and of each quotation its article, its number there, who, how, and the words.
fn part_of(
    inputs: &PageInputs<'_>,
    part: &[(ArticleId, u32)],
    number: usize,
    numbers: &BTreeMap<Voice<'_>, usize>,
) -> Value {
    let language = inputs.site_language();
    let mut articles: Vec<Value> = Vec::new();
    let mut last = None;
    let mut rows: Vec<Value> = Vec::with_capacity(part.len());
    for (id, n) in part {
        let article = inputs.article(*id);
        if last != Some(*id) {
            last = Some(*id);
            let date = article.article.date.as_ref();
            articles.push(json!([
                article.article.header.slug.as_str(),
                article.article.header.title,
                article.placement.lang.0,
                date.map(ToString::to_string),
                date.map(|date| language.dates.format(date)),
                article.source,
                article.article.provenance.as_ref().and_then(|p| p.name.as_deref()),
                article.dossiers.iter().map(|id| id.0).collect::<Vec<_>>(),
            ]));
        }
        let quotation = &article.enrichment.quotations[*n as usize];
        let who = voice(inputs, *id, *n).and_then(|voice| numbers.get(&voice));
        let act = quotation.cue_kind.filter(|act| act.is_telling());
        let flags = u8::from(quotation.partial) + 2 * u8::from(inputs.is_uncertain(quotation));
        rows.push(json!([
            articles.len() - 1,
            n + 1,
            who,
            quotation.kind.name(),
            act.map(crate::model::enrichment::SpeechAct::name),
            flags,
            one_line(without_marks(&article.body().as_read(quotation.span))),
        ]));
    }
    json!({"part": number + 1, "articles": articles, "quotes": rows})
}

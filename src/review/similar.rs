//! Reports names that are probably misspelled: at Damerau–Levenshtein distance 1 from a better known name.
//!
//! Two words are at distance 1 only if they, or their variants with one letter deleted, share a string. So names are
//! indexed by all their deletion variants, and only names that share one are compared (as in SymSpell).

use std::collections::BTreeSet;

use super::context::ReviewContext;
use crate::diagnostics::{Code, Diagnostic, Place, distance};
use crate::model::entity::{EntityOrigin, EntityType};
use crate::model::fnv;
use crate::model::site::{ArticleId, Site};
use crate::model::span::Span;

/// The shortest name that is compared, in characters: shorter ones often differ by one letter.
const SHORTEST: usize = 7;
/// A deletion variant that more names share is ignored.
const MOST_SHARING: usize = 64;

/// A name and its owner.
struct Name<'a> {
    text: &'a str,
    entity_type: EntityType,
    /// The number of the entity, or, after all entities, of the candidate.
    owner: usize,
    /// The number of articles that name its owner.
    articles: usize,
    /// The only mention of its owner, if that may be a misspelling.
    suspect: Option<(ArticleId, Span)>,
    /// The `not` of its owner.
    not: &'a [String],
}

/// People and things that only one article names, one letter from another name.
pub fn names(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let names = all(context.site);
    let mut variants: Vec<(u64, u32)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let letters: Vec<char> = name.text.chars().flat_map(char::to_lowercase).collect();
        if letters.len() < SHORTEST {
            continue;
        }
        variants.push((hash(letters.iter()), number as u32));
        for gap in 0..letters.len() {
            let variant = letters[..gap].iter().chain(&letters[gap + 1..]);
            variants.push((hash(variant), number as u32));
        }
    }
    variants.sort_unstable();
    variants.dedup();
    let mut pairs = BTreeSet::new();
    for bucket in variants
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|bucket| bucket.len() <= MOST_SHARING)
    {
        for (_, one) in bucket
            .iter()
            .filter(|(_, number)| names[*number as usize].suspect.is_some())
        {
            pairs.extend(
                bucket
                    .iter()
                    .filter(|(_, other)| one != other)
                    .map(|(_, other)| (*one, *other)),
            );
        }
    }
    let mut reported = BTreeSet::new();
    let mut found = Vec::new();
    for (one, other) in pairs {
        let (one, other) = (&names[one as usize], &names[other as usize]);
        if is_misspelling(one, other) && reported.insert(one.owner) {
            found.extend(problem(context.site, one, other));
        }
    }
    found
}

fn all(site: &Site) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    for (owner, entity) in site.entities.iter().enumerate() {
        let (own, named) = (&entity.entity, &entity.occurrences);
        let first = match named.articles.as_slice() {
            [only] if own.origin == EntityOrigin::Found => only.mentions.first().map(|mention| {
                let mention = &site.article(only.article).mentions[mention.index()];
                (only.article, mention.span)
            }),
            _ => None,
        };
        let all = std::iter::once(&own.header.title).chain(&own.names);
        names.extend(all.map(|text| Name {
            text,
            entity_type: own.entity_type,
            owner,
            articles: named.articles.len(),
            suspect: first,
            not: &own.not,
        }));
    }
    for (number, candidate) in site.candidates.iter().enumerate() {
        let suspect = match candidate.articles.as_slice() {
            [only] => Some((only.article, only.first)),
            _ => None,
        };
        names.push(Name {
            text: &candidate.name,
            entity_type: candidate.entity_type,
            owner: site.entities.len() + number,
            articles: candidate.articles.len(),
            suspect,
            not: &[],
        });
    }
    names
}

/// The key of a spelling, stable across machines.
fn hash<'a>(letters: impl Iterator<Item = &'a char>) -> u64 {
    fnv::of(letters.map(|letter| u64::from(*letter)))
}

/// Whether a name may be a misspelling of a better known one.
fn is_misspelling(one: &Name<'_>, other: &Name<'_>) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let known = other.suspect.is_none() || (other.articles, other.owner) > (one.articles, one.owner);
    one.owner != other.owner
        && known
        && one.entity_type == other.entity_type
        && !other.not.iter().any(|never| never == one.text)
        && digits(one.text) == digits(other.text)
        && distance(&one.text.to_lowercase(), &other.text.to_lowercase()) == 1
}

fn problem(site: &Site, one: &Name<'_>, other: &Name<'_>) -> Option<Diagnostic> {
    let (article, span) = one.suspect?;
    let article = site.article(article);
    let message = format!(
        "only this article names {}, which differs by one letter from {} ({})",
        one.text,
        other.text,
        match other.articles {
            0 => "in the registry".to_owned(),
            1 => "in one article".to_owned(),
            count => format!("in {count} articles"),
        }
    );
    let help = format!(
        "if both are the same, correct it, or add it to the `aliases` of the other; if not, add `not: [{}]` to the other",
        one.text
    );
    let place = article.article.body.map.to_file(span).map_or(Place::File, Place::Bytes);
    let diagnostic = Diagnostic::new(Code::SimilarName, message).help(help);
    Some(diagnostic.at(&article.placement.file, place))
}

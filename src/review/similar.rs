//! Names that are one slip of the pen away from another.
//!
//! Two words differ in one letter, in one more or less, or in two that changed places, only if they are
//! the same after a letter is taken from one of them or from both. So every name is put down under
//! itself and under each such rest, and only names that share a rest are compared: no pass over all
//! pairs.

use std::collections::BTreeSet;

use super::Desk;
use crate::diagnostics::{Code, Diagnostic, Place, distance};
use crate::model::entity::{EntityOrigin, EntityType};
use crate::model::site::{ArticleId, Site};
use crate::model::span::Span;

/// Shorter names differ by a letter as a matter of course.
const SHORTEST: usize = 7;

/// A rest that so many names share tells nothing.
const MOST_SHARING: usize = 64;

/// A name, and whose it is.
struct Name<'a> {
    text: &'a str,
    entity_type: EntityType,
    /// Entities first, then candidates: what is the same has the same number.
    owner: usize,
    /// In how many articles its owner is named.
    articles: usize,
    /// Where it is named, if its owner may be nothing but a slip of the pen.
    doubtful: Option<(ArticleId, Span)>,
    /// What never means its owner.
    not: &'a [String],
}

/// Looks for people and things that one article alone names, by a name one letter from another.
pub fn names(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let names = all(desk.site);
    let mut rests: Vec<(u64, u32)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let letters: Vec<char> = name.text.chars().flat_map(char::to_lowercase).collect();
        if letters.len() < SHORTEST {
            continue;
        }
        rests.push((hash(letters.iter()), number as u32));
        for gap in 0..letters.len() {
            let rest = letters[..gap].iter().chain(&letters[gap + 1..]);
            rests.push((hash(rest), number as u32));
        }
    }
    rests.sort_unstable();
    rests.dedup();
    let mut pairs = BTreeSet::new();
    for bucket in rests
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|bucket| bucket.len() <= MOST_SHARING)
    {
        for (_, one) in bucket
            .iter()
            .filter(|(_, number)| names[*number as usize].doubtful.is_some())
        {
            pairs.extend(
                bucket
                    .iter()
                    .filter(|(_, other)| one != other)
                    .map(|(_, other)| (*one, *other)),
            );
        }
    }
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (one, other) in pairs {
        let (one, other) = (&names[one as usize], &names[other as usize]);
        if is_slip(one, other) && told.insert(one.owner) {
            found.extend(problem(desk.site, one, other));
        }
    }
    found
}

fn all(site: &Site) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    for (owner, (entity, named)) in site.entities.iter().zip(&site.occurrences).enumerate() {
        let own = &entity.entity;
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
            doubtful: first,
            not: &own.not,
        }));
    }
    for (number, candidate) in site.candidates.iter().enumerate() {
        let doubtful = match candidate.articles.as_slice() {
            [only] => Some((only.article, only.first)),
            _ => None,
        };
        names.push(Name {
            text: &candidate.name,
            entity_type: candidate.entity_type,
            owner: site.entities.len() + number,
            articles: candidate.articles.len(),
            doubtful,
            not: &[],
        });
    }
    names
}

/// FNV-1a: the same on every machine.
fn hash<'a>(letters: impl Iterator<Item = &'a char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Whether one name may be a slip of the pen for another that is better known.
fn is_slip(one: &Name<'_>, other: &Name<'_>) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let known = other.doubtful.is_none() || (other.articles, other.owner) > (one.articles, one.owner);
    one.owner != other.owner
        && known
        && one.entity_type == other.entity_type
        && !other.not.iter().any(|never| never == one.text)
        && digits(one.text) == digits(other.text)
        && distance(&one.text.to_lowercase(), &other.text.to_lowercase()) == 1
}

fn problem(site: &Site, one: &Name<'_>, other: &Name<'_>) -> Option<Diagnostic> {
    let (article, span) = one.doubtful?;
    let article = site.article(article);
    let message = format!(
        "only this article names {}, one letter from {}, which {}",
        one.text,
        other.text,
        match other.articles {
            0 => "the registry knows".to_owned(),
            1 => "one article names".to_owned(),
            count => format!("{count} articles name"),
        }
    );
    let help = format!(
        "if both are the same, correct it, or add it to the `aliases` of the other; if not, add `not: [{}]` there",
        one.text
    );
    let place = article.article.body.map.to_file(span).map_or(Place::File, Place::Bytes);
    let diagnostic = Diagnostic::new(Code::SimilarName, message).help(help);
    Some(diagnostic.at(&article.placement.file, place))
}

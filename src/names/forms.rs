//! From a name to the forms in which texts have it.
//!
//! What changes only at the end of a name, or by the letters of a word, is left to the scan.

use std::borrow::Cow;

use super::table::{NameKind, NewName, Surnames};
use super::{people, spelling, words};
use crate::language::{NameWords, Words};
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

/// A form of a name.
#[derive(Clone, Debug)]
pub(super) struct Form<'a> {
    /// The words; not used where `inflected` is there.
    pub text: Cow<'a, str>,
    pub form: NameForm,
    /// Whether it is a common word.
    pub doubtful: bool,
    /// The words in the forms that each can have.
    pub inflected: Option<Vec<Piece>>,
}

/// A word inside of a name that is declined.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What stands before it.
    pub gap: u64,
    /// What its forms have in common; nothing where there is only one.
    pub stem: Option<String>,
    pub forms: Vec<String>,
}

/// Every form of a name.
pub(super) fn of<'a>(name: &NewName<'a>, words: &Words, surnames: Surnames, forms: &mut Vec<Form<'a>>) {
    let language = &words.names;
    let text = name.text.trim();
    let mut add = |text: Cow<'a, str>, form: NameForm| push(forms, text, form, language);
    match name.kind {
        NameKind::Related => {
            related(text, language, forms);
            return;
        }
        NameKind::Never => {
            add(Cow::Borrowed(text), NameForm::Full);
            return;
        }
        NameKind::Name | NameKind::Doubtful => {}
    }
    let mut base = match acronym(text) {
        Some((base, short)) => {
            add(Cow::Borrowed(short), NameForm::Acronym);
            add(Cow::Borrowed(text), NameForm::Full);
            base
        }
        None => text,
    };
    // Of "Die Zeit" the article is part of the sentence as often as of the name.
    let behind = behind_article(base, language);
    if let Some(rest) = behind.filter(|rest| language.common.contains(rest)) {
        add(Cow::Borrowed(rest), NameForm::Full);
        base = rest;
    }
    add(Cow::Borrowed(base), NameForm::Full);
    if name.entity_type == EntityType::Person {
        people::forms(base, words, surnames, &mut |text, form| {
            push(forms, text, form, language)
        });
        return;
    }
    let first = base.chars().next();
    if first.is_some_and(char::is_lowercase) {
        add(Cow::Owned(capitalised(base)), NameForm::Full);
    }
    if base.bytes().any(|b| b.is_ascii_digit()) && base.bytes().any(|b| b.is_ascii_uppercase()) && !base.contains(' ') {
        add(Cow::Owned(base.to_lowercase()), NameForm::Spelling);
    }
    if let Some(rest) = behind.filter(|rest| *rest != base) {
        add(Cow::Borrowed(rest), NameForm::Short);
    }
    if name.entity_type == EntityType::Organization {
        let short = without_legal_form(base, language);
        if short.len() < base.len() && short.len() > 2 {
            add(Cow::Borrowed(short), NameForm::Short);
        }
    }
    for other in language.declined_names.get(base).into_iter().flatten() {
        add(Cow::Owned(other.clone()), NameForm::Declined);
    }
    declined(base, language, forms);
}

/// Adds a form, and how it is written where letters are lacking.
fn push<'a>(forms: &mut Vec<Form<'a>>, text: Cow<'a, str>, form: NameForm, language: &NameWords) {
    let doubtful = language.common.contains(text.as_ref());
    if !text.is_ascii() {
        let plain = Some(spelling::plain(&text, language)).filter(|other| *other != text);
        for other in plain.into_iter().chain(spelling::bare(&text, language)) {
            let spelled = if form == NameForm::Full {
                NameForm::Spelling
            } else {
                form
            };
            forms.push(Form {
                doubtful: language.common.contains(other.as_str()),
                text: Cow::Owned(other),
                form: spelled,
                inflected: None,
            });
        }
    }
    forms.push(Form {
        text,
        form,
        doubtful,
        inflected: None,
    });
}

/// What follows the article with which a name begins.
fn behind_article<'t>(text: &'t str, language: &NameWords) -> Option<&'t str> {
    let (article, rest) = text.split_once(' ')?;
    (language.articles.contains(article) && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// A name and the abbreviation in brackets behind it.
fn acronym(text: &str) -> Option<(&str, &str)> {
    let (base, rest) = text.split_once('(')?;
    let short = rest.strip_suffix(')')?.trim();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let fits = capitals > 1 && short.chars().count() < 9 && !short.contains(char::is_whitespace);
    let base = base.trim();
    (fits && !base.is_empty()).then_some((base, short))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The name of a company without what says how it is founded.
fn without_legal_form<'t>(text: &'t str, language: &NameWords) -> &'t str {
    let mut short = text;
    loop {
        let cut = language.legal_forms.iter().find_map(|form| {
            let rest = short.strip_suffix(form.as_str())?;
            let bare = rest.trim_end_matches([' ', ',', '\u{a0}']);
            (bare.len() < rest.len() && !bare.is_empty()).then_some(bare)
        });
        match cut {
            Some(rest) => short = rest,
            None => return short,
        }
    }
}

/// The forms of a name whose words are declined inside of it.
fn declined(text: &str, language: &NameWords, forms: &mut Vec<Form<'_>>) {
    if language.adjective_endings.is_empty() {
        return;
    }
    let Some(parts) = parts(text).filter(|parts| parts.len() > 1) else {
        return;
    };
    let head = head(&parts, language);
    // What the last word of a name has at its end is seen by the scan.
    let middle = head + 1 < parts.len();
    if !(middle || parts[..head].iter().any(|(_, word)| stem(word, language).is_some())) {
        return;
    }
    let mut adjectives = true;
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, (gap, word)) in parts.iter().enumerate() {
        let stem = (number < head && adjectives).then(|| stem(word, language)).flatten();
        adjectives &= number < head;
        let endings = match stem {
            Some(_) => language.adjective_endings.as_slice(),
            None if number == head => language.noun_endings.as_slice(),
            None => &[],
        };
        pieces.push(piece(
            *gap,
            word,
            stem.unwrap_or(word),
            endings,
            stem.is_none(),
            language,
        ));
    }
    let text = Cow::Borrowed("");
    // A small adjective is more often just an adjective.
    let first = parts[0].1;
    if pieces[0].stem.is_some() && head > 0 {
        let small = |word: &String| {
            word.chars()
                .next()
                .map(|c| c.to_lowercase().to_string() + &word[c.len_utf8()..])
        };
        let mut lower = pieces.clone();
        lower[0].stem = lower[0].stem.as_ref().and_then(small);
        lower[0].forms = lower[0].forms.iter().filter_map(small).collect();
        if first.starts_with(char::is_uppercase) {
            forms.push(Form {
                text: text.clone().into_owned().into(),
                form: NameForm::Declined,
                doubtful: true,
                inflected: Some(lower),
            });
        }
    }
    forms.push(Form {
        text: text.into_owned().into(),
        form: NameForm::Declined,
        doubtful: false,
        inflected: Some(pieces),
    });
}

/// The words of a name, each with what stands before it.
fn parts(text: &str) -> Option<Vec<(u64, &str)>> {
    let (mut parts, mut end) = (Vec::new(), 0);
    loop {
        let start = words::word_start(text, end);
        if start == text.len() {
            return Some(parts);
        }
        let gap = if end > 0 { words::gap(&text[end..start])? } else { 0 };
        end = words::word_end(text, start);
        parts.push((gap, &text[start..end]));
    }
}

/// The word of a name that is declined as a noun: the last before an attribute.
fn head(parts: &[(u64, &str)], language: &NameWords) -> usize {
    let attribute = parts
        .iter()
        .skip(1)
        .position(|(_, word)| language.attribute_words.contains(word));
    attribute.unwrap_or(parts.len() - 1)
}

/// The stem of a word that can be an adjective, by its ending.
fn stem<'w>(word: &'w str, language: &NameWords) -> Option<&'w str> {
    let mut endings = language.adjective_endings.iter();
    // The longest ending stands first.
    let stem = endings.find_map(|ending| word.strip_suffix(ending.as_str()))?;
    (stem.len() > 2).then_some(stem)
}

fn piece(gap: u64, word: &str, stem: &str, endings: &[String], whole: bool, language: &NameWords) -> Piece {
    let ends_in_vowel = word.ends_with(|c| language.vowels.contains(c));
    if endings.is_empty() || whole && (ends_in_vowel || !word.starts_with(char::is_uppercase)) {
        let mut forms = vec![word.to_owned()];
        respelled(&mut forms, language);
        return Piece {
            gap,
            stem: (forms.len() > 1).then(|| word.to_owned()),
            forms,
        };
    }
    let mut forms: Vec<String> = endings.iter().map(|ending| format!("{stem}{ending}")).collect();
    if whole {
        forms.push(word.to_owned());
    }
    respelled(&mut forms, language);
    Piece {
        gap,
        stem: Some(stem.to_owned()),
        forms,
    }
}

/// Adds how words are written where letters are lacking.
fn respelled(forms: &mut Vec<String>, language: &NameWords) {
    if !forms.iter().all(|form| form.is_ascii()) {
        let others: Vec<String> = forms.iter().map(|form| spelling::plain(form, language)).collect();
        forms.extend(others);
    }
}

/// The forms of an adjective or a demonym.
fn related(text: &str, language: &NameWords, forms: &mut Vec<Form<'_>>) {
    let stem = text.strip_suffix('e').filter(|stem| stem.len() > 2).unwrap_or(text);
    let endings = language.related_endings.iter().map(String::as_str).chain([""]);
    for ending in endings {
        let form = format!("{stem}{ending}");
        if form != text {
            forms.push(Form {
                text: Cow::Owned(capitalised(&form)),
                form: NameForm::Declined,
                doubtful: false,
                inflected: None,
            });
            forms.push(Form {
                text: Cow::Owned(form),
                form: NameForm::Declined,
                doubtful: false,
                inflected: None,
            });
        }
    }
    forms.push(Form {
        text: Cow::Owned(text.to_owned()),
        form: NameForm::Full,
        doubtful: false,
        inflected: None,
    });
}

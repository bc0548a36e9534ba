//! Derives the forms of a name.
//!
//! Endings of the last word and other spellings of words are handled by the scan.

use std::borrow::Cow;

use super::name::{NameEntry, NameKind, Surnames};
use super::{people, spelling, words};
use crate::language::{NameWords, Words};
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

#[derive(Clone, Debug)]
pub(super) struct Form<'a> {
    /// The words; not used if `inflected` is set.
    pub text: Cow<'a, str>,
    pub form: NameForm,
    /// Whether it is a common word.
    pub doubtful: bool,
    /// The words with the forms of each.
    pub inflected: Option<Vec<InflectedWord>>,
}

impl<'a> Form<'a> {
    fn exact(text: Cow<'a, str>, form: NameForm, doubtful: bool) -> Form<'a> {
        Form {
            text,
            form,
            doubtful,
            inflected: None,
        }
    }

    fn declined(words: Vec<InflectedWord>, doubtful: bool) -> Form<'a> {
        Form {
            inflected: Some(words),
            ..Form::exact(Cow::Borrowed(""), NameForm::Declined, doubtful)
        }
    }
}

/// A word of a name that is declined.
#[derive(Clone, Debug)]
pub(super) struct InflectedWord {
    /// The number of the gap before it.
    pub gap: u64,
    /// The common stem of its forms; `None` if there is only one.
    pub stem: Option<String>,
    pub forms: Vec<String>,
}

pub(super) fn forms_of<'a>(name: &NameEntry<'a>, words: &Words, surnames: Surnames, forms: &mut Vec<Form<'a>>) {
    let language = &words.names;
    let text = name.text.trim();
    let mut add = |text: Cow<'a, str>, form: NameForm| push(forms, text, form, language);
    match name.kind {
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
    // The article of "Die Zeit" may belong to the name or to the sentence.
    let short = without_article(base, language);
    if let Some(rest) = short.filter(|rest| language.common.contains(rest)) {
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
    if let Some(rest) = short.filter(|rest| *rest != base) {
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

fn push<'a>(forms: &mut Vec<Form<'a>>, text: Cow<'a, str>, form: NameForm, language: &NameWords) {
    let doubtful = language.common.contains(text.as_ref());
    if !text.is_ascii() {
        let plain = Some(spelling::transliterated(&text, language)).filter(|other| *other != text);
        for other in plain.into_iter().chain(spelling::without_diacritics(&text, language)) {
            let spelled = if form == NameForm::Full {
                NameForm::Spelling
            } else {
                form
            };
            let doubtful = language.common.contains(other.as_str());
            forms.push(Form::exact(Cow::Owned(other), spelled, doubtful));
        }
    }
    forms.push(Form::exact(text, form, doubtful));
}

fn without_article<'t>(text: &'t str, language: &NameWords) -> Option<&'t str> {
    let (article, rest) = text.split_once(' ')?;
    (language.articles.contains(article) && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// A name and the abbreviation in brackets after it.
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

/// The name of a company without its legal form.
fn without_legal_form<'t>(text: &'t str, language: &NameWords) -> &'t str {
    let mut short = text;
    loop {
        let cut = language.legal_forms.iter().find_map(|form| {
            let rest = short.strip_suffix(form.as_str())?;
            let base = rest.trim_end_matches([' ', ',', '\u{a0}']);
            (base.len() < rest.len() && !base.is_empty()).then_some(base)
        });
        match cut {
            Some(rest) => short = rest,
            None => return short,
        }
    }
}

/// Adds the forms of a name whose words are declined.
fn declined(text: &str, language: &NameWords, forms: &mut Vec<Form<'_>>) {
    if language.adjective_endings.is_empty() {
        return;
    }
    let Some(parts) = parts(text).filter(|parts| parts.len() > 1) else {
        return;
    };
    let head = head(&parts, language);
    // Endings of the last word are handled by the scan.
    let middle = head + 1 < parts.len();
    if !(middle || parts[..head].iter().any(|(_, word)| stem(word, language).is_some())) {
        return;
    }
    let mut adjectives = true;
    let mut pieces: Vec<InflectedWord> = Vec::new();
    for (number, (gap, word)) in parts.iter().enumerate() {
        let stem = (number < head && adjectives).then(|| stem(word, language)).flatten();
        adjectives &= number < head;
        let endings = match stem {
            Some(_) => language.adjective_endings.as_slice(),
            None if number == head => language.noun_endings.as_slice(),
            None => &[],
        };
        pieces.push(inflected_word(
            *gap,
            word,
            stem.unwrap_or(word),
            endings,
            stem.is_none(),
            language,
        ));
    }
    // In lower case the first adjective is probably not part of the name.
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
            forms.push(Form::declined(lower, true));
        }
    }
    forms.push(Form::declined(pieces, false));
}

/// The words of a name, each with the number of the gap before it; `None` if a gap cannot be in a name.
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

/// The head noun of a name: the last word before an attribute.
fn head(parts: &[(u64, &str)], language: &NameWords) -> usize {
    let attribute = parts
        .iter()
        .skip(1)
        .position(|(_, word)| language.attribute_words.contains(word));
    attribute.unwrap_or(parts.len() - 1)
}

/// The stem of a word with the ending of an adjective.
fn stem<'w>(word: &'w str, language: &NameWords) -> Option<&'w str> {
    let mut endings = language.adjective_endings.iter();
    // The longest ending comes first.
    let stem = endings.find_map(|ending| word.strip_suffix(ending.as_str()))?;
    (stem.len() > 2).then_some(stem)
}

fn inflected_word(
    gap: u64,
    word: &str,
    stem: &str,
    endings: &[String],
    whole: bool,
    language: &NameWords,
) -> InflectedWord {
    let ends_in_vowel = word.ends_with(|c| language.vowels.contains(c));
    if endings.is_empty() || whole && (ends_in_vowel || !word.starts_with(char::is_uppercase)) {
        let mut forms = vec![word.to_owned()];
        respelled(&mut forms, language);
        return InflectedWord {
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
    InflectedWord {
        gap,
        stem: Some(stem.to_owned()),
        forms,
    }
}

fn respelled(forms: &mut Vec<String>, language: &NameWords) {
    if !forms.iter().all(|form| form.is_ascii()) {
        let others: Vec<String> = forms
            .iter()
            .map(|form| spelling::transliterated(form, language))
            .collect();
        forms.extend(others);
    }
}

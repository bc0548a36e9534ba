//! Derives the forms of people's names.

use std::borrow::Cow;

use super::name::Surnames;
use crate::language::Words;
use crate::model::enrichment::NameForm;

/// Adds the forms of a person's name, except the name itself.
pub(super) fn forms<'a>(name: &'a str, words: &Words, surnames: Surnames, add: &mut dyn FnMut(Cow<'a, str>, NameForm)) {
    let Some((forenames, surname)) = split(name, words) else {
        return;
    };
    if !name.ends_with(surname) && !forenames.is_empty() {
        add(Cow::Owned(format!("{forenames} {surname}")), NameForm::Short);
    }
    if surnames == Surnames::Alone {
        alone(surname, words, add);
    }
    if forenames.is_empty() {
        return;
    }
    let all: Vec<&str> = forenames.split_whitespace().collect();
    let initials: Vec<String> = all.iter().map(|name| initial(name)).collect();
    let first = all[0];
    if all.len() > 1 {
        add(Cow::Owned(format!("{first} {surname}")), NameForm::Short);
        add(
            Cow::Owned(format!("{} {surname}", initials.join(" "))),
            NameForm::Initials,
        );
        add(
            Cow::Owned(format!("{} {surname}", initials.concat())),
            NameForm::Initials,
        );
        // Middle names are often abbreviated, with or without full stop.
        let middle = all[1..].iter().map(|name| initial(name));
        let middle: Vec<String> = middle.collect();
        add(
            Cow::Owned(format!("{first} {} {surname}", middle.join(" "))),
            NameForm::Initials,
        );
        let without_stops = middle.join(" ").replace('.', "");
        add(
            Cow::Owned(format!("{first} {without_stops} {surname}")),
            NameForm::Initials,
        );
    }
    add(Cow::Owned(format!("{} {surname}", initials[0])), NameForm::Initials);
}

/// Adds the forms of a surname without forenames.
fn alone<'a>(surname: &'a str, words: &Words, add: &mut dyn FnMut(Cow<'a, str>, NameForm)) {
    add(Cow::Borrowed(surname), NameForm::Surname);
    if let Some(first) = surname.chars().next().filter(|c| c.is_lowercase()) {
        let capital: String = first
            .to_uppercase()
            .chain(surname[first.len_utf8()..].chars())
            .collect();
        add(Cow::Owned(capital), NameForm::Surname);
    }
    if let Some((particle, rest)) = surname.split_once('-')
        && words.names.loose_particles.contains(particle.to_lowercase().as_str())
        && rest.starts_with(char::is_uppercase)
    {
        add(Cow::Borrowed(rest), NameForm::Surname);
    }
}

/// The initial of a forename; of a double name both initials.
fn initial(name: &str) -> String {
    let letters = name.split('-').filter_map(|part| part.chars().next());
    let letters: Vec<String> = letters.map(|letter| format!("{letter}.")).collect();
    letters.join("-")
}

fn split<'t>(name: &'t str, words: &Words) -> Option<(&'t str, &'t str)> {
    let language = &words.names;
    let mut end = name.len();
    let starts: Vec<usize> = word_starts(name);
    // Suffixes such as "Jr." are ignored.
    let mut count = starts.len();
    while count > 1
        && language
            .generations
            .contains(name[starts[count - 1]..end].trim_end_matches(['.', ' ']))
    {
        count -= 1;
        end = starts[count];
    }
    let name = name[..end].trim_end_matches([' ', ',']);
    if count < 2 {
        return None;
    }
    let word = |number: usize| {
        let end = starts.get(number + 1).copied().unwrap_or(name.len()).min(name.len());
        name[starts[number]..end].trim()
    };
    if language.leading_surnames.contains(word(0)) && (count == 2 || word(1).chars().count() < 7) {
        // The forename follows and is never abbreviated.
        return Some(("", word(0)));
    }
    // A particle belongs to the surname after it.
    let mut at = count - 1;
    let particle = |number: usize| language.particles.contains(word(number)) || is_lower_case(word(number));
    while at > 1 && particle(at - 1) {
        at -= 1;
    }
    if at == count - 1 && count > 2 && language.particles.contains(word(at)) {
        return None;
    }
    Some((name[..starts[at]].trim(), &name[starts[at]..]))
}

fn is_lower_case(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// The starts of the words of a name, in bytes.
fn word_starts(name: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut inside = false;
    for (at, c) in name.char_indices() {
        if !c.is_whitespace() && !inside {
            starts.push(at);
        }
        inside = !c.is_whitespace();
    }
    starts
}

//! Decides by the context whether a doubtful word is a name.
//!
//! Each rule is a function; the words that it looks for are data. The cases are in `tests/entities/*/doubtful*.md`.

use super::around::{self, Neighbour};
use super::trie::{NameIndex, Terminal};
use crate::language::{Flags, Lexicon, NameWords};
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

pub(super) const FORENAME: Flags = Flags::FORENAME_M.with(Flags::FORENAME_F).with(Flags::FORENAME_ANY);

/// Words before a surname.
const TITLE: Flags = Flags::OFFICE_M
    .with(Flags::OFFICE_F)
    .with(Flags::OFFICE_ANY)
    .with(Flags::HONORIFIC_M)
    .with(Flags::HONORIFIC_F)
    .with(Flags::HONORIFIC_ANY);

/// Function words, which are not nouns.
pub(super) const FUNCTION_WORD: Flags = Flags::SUBORDINATOR
    .with(Flags::PREPOSITION)
    .with(Flags::ADVERB)
    .with(Flags::CONJUNCTION);

pub(super) const ARTICLE: Flags = Flags::ARTICLE_NOMINATIVE
    .with(Flags::ARTICLE_OBLIQUE)
    .with(Flags::ARTICLE_GENITIVE)
    .with(Flags::ARTICLE_FEMININE_OBLIQUE);

struct NameInContext<'n, 't> {
    names: &'n NameIndex,
    language: &'n NameWords,
    text: &'t str,
    start: usize,
    end: usize,
    /// Whether it has the ending of a genitive.
    possessor: bool,
    /// The name without the ending of a genitive.
    base: &'t str,
    before: Option<Neighbour<'t>>,
    after: Option<Neighbour<'t>>,
}

pub(super) fn is_doubtful(
    names: &NameIndex,
    text: &str,
    (start, end): (usize, usize),
    possessor: bool,
    terminal: &Terminal,
) -> bool {
    let name = &text[start..end];
    let single = !name.contains(char::is_whitespace);
    if !single && (!terminal.doubtful || name.starts_with(char::is_lowercase)) {
        return terminal.doubtful;
    }
    let mut endings = names.words.names.possessive_endings.iter();
    let stem = endings.find_map(|ending| name.strip_suffix(ending.as_str()));
    let stem = stem.filter(|_| possessor).unwrap_or(name);
    let base = stem.trim_end_matches(['’', '\'']);
    let name = NameInContext {
        names,
        language: &names.words.names,
        text,
        start,
        end,
        possessor,
        base,
        before: around::before(text, start),
        after: around::after(text, end),
    };
    if single && name.is_part_of_a_person(terminal) {
        return true;
    }
    let common = terminal.doubtful || terminal.form == NameForm::Surname && name.is_occupation();
    common && !name.has_evidence(terminal)
}

impl<'t> NameInContext<'_, 't> {
    fn lexicon(&self) -> &Lexicon {
        &self.names.words.lexicon
    }

    fn flags(&self, word: &str) -> Flags {
        self.lexicon().word(word).flags
    }

    /// The word before, if only white space separates them.
    fn directly_before(&self) -> Option<Neighbour<'t>> {
        self.before.filter(Neighbour::is_adjacent)
    }

    fn directly_after(&self) -> Option<Neighbour<'t>> {
        self.after.filter(Neighbour::is_adjacent)
    }

    /// Whether it is also a word for an occupation: Koch.
    fn is_occupation(&self) -> bool {
        self.language.common.contains(self.base) || self.flags(self.base).any(TITLE)
    }

    /// Whether it is part of the name of another person: after a forename, or a forename before a surname.
    fn is_part_of_a_person(&self, terminal: &Terminal) -> bool {
        if terminal.form == NameForm::Acronym || self.base.chars().all(char::is_uppercase) {
            return false;
        }
        let forename = |word: &str| word.starts_with(char::is_uppercase) && self.flags(word).any(FORENAME);
        if let Some(before) = self.before {
            let alone = terminal.form == NameForm::Surname || terminal.entity_type != EntityType::Person;
            if alone && before.is_adjacent() && forename(before.word) {
                return true;
            }
            let initial = before.word.chars().count() == 1 && before.is_capital();
            if terminal.form == NameForm::Surname && initial && before.gap.starts_with('.') && before.gap.trim() == "."
            {
                return true;
            }
        }
        let next = self.directly_after().filter(Neighbour::is_capital);
        let surname = |next: &Neighbour<'_>| {
            let flags = self.flags(next.word);
            // German nouns are capitalised, too.
            if self.lexicon().grammar.nouns_have_capitals() {
                flags.any(Flags::SURNAME)
            } else {
                !flags.any(FORENAME)
            }
        };
        !self.possessor && next.is_some_and(|next| surname(&next)) && forename(self.base)
    }

    fn has_evidence(&self, terminal: &Terminal) -> bool {
        let capital = self.lexicon().grammar.capital_tells_name() && self.has_a_capital_of_its_own();
        capital
            || match terminal.entity_type {
                EntityType::Person => self.is_person(),
                EntityType::Place => self.is_place(),
                EntityType::Organization | EntityType::Work if self.language.parties.contains(self.base) => {
                    self.is_party()
                }
                EntityType::Organization | EntityType::Work => self.is_medium(),
                _ => around::is_quoted(self.text, self.start, self.end),
            }
    }

    /// Whether it is capitalised within a sentence, in a language that capitalises only names.
    fn has_a_capital_of_its_own(&self) -> bool {
        let opens = around::begins_sentence(self.text, self.start);
        let title = |near: Option<Neighbour<'_>>| {
            near.is_some_and(|near| near.is_adjacent() && near.is_capital() && !self.flags(near.word).any(TITLE))
        };
        self.base.starts_with(char::is_uppercase) && !opens && !title(self.before) && !title(self.after)
    }

    /// After a title, next to a reporting verb, or as a possessor; a function word only without an article.
    fn is_person(&self) -> bool {
        let titled = self
            .directly_before()
            .is_some_and(|before| self.flags(before.word).any(TITLE));
        let speaks = |near: Option<Neighbour<'_>>| near.is_some_and(|near| self.flags(near.word).any(Flags::VERB));
        let small = self.flags(&self.base.to_lowercase()).any(FUNCTION_WORD);
        let article = self
            .directly_before()
            .is_some_and(|before| self.flags(before.word).any(ARTICLE));
        titled
            || !article && self.possessor
            || !article && (speaks(self.directly_before()) || speaks(self.directly_after()))
            || small && !article && !around::begins_sentence(self.text, self.start)
    }

    /// After a preposition of place or a word for places, or next to other places.
    fn is_place(&self) -> bool {
        let language = self.language;
        let before = self.directly_before();
        let noun =
            |near: &Neighbour<'_>| language.contractions.contains(near.word) || self.flags(near.word).any(ARTICLE);
        if before.is_some_and(|near| noun(&near)) && self.lexicon().grammar.nouns_have_capitals() {
            return false;
        }
        before.is_some_and(|before| {
            language.place_prepositions.contains(&before.word.to_lowercase())
                || language.place_nouns.contains(before.word)
        }) || self.is_listed_with(&|word| {
            let known = self.names.single(word);
            known.is_some_and(|other| other.entity_type == EntityType::Place && !other.doubtful)
        })
    }

    /// Whether an adjacent item of an enumeration satisfies a condition.
    fn is_listed_with(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let joined = |near: &Neighbour<'_>| near.is_adjacent() && self.language.enumerators.contains(near.word);
        let before = self.before.is_some_and(|near| {
            near.is_listed() && is(near.word)
                || joined(&near)
                    && around::before(self.text, near.start).is_some_and(|other| other.is_near() && is(other.word))
        });
        before
            || self.after.is_some_and(|near| {
                near.is_listed() && is(near.word)
                    || joined(&near)
                        && around::after(self.text, near.end).is_some_and(|other| other.is_near() && is(other.word))
            })
    }

    /// Whether the second part of a compound begins with one of these.
    fn compound_begins(&self, beginnings: &[String]) -> bool {
        let head = self.text[self.end..].strip_prefix(['-', '‐', '‑']);
        head.is_some_and(|head| beginnings.iter().any(|beginning| head.starts_with(beginning.as_str())))
    }

    fn is_party(&self) -> bool {
        let language = self.language;
        let article = |near: &Neighbour<'_>| language.party_articles.contains(&near.word.to_lowercase());
        let by_article = language.parties_with_article.contains(self.base);
        let preposition = |near: &Neighbour<'_>| {
            self.flags(near.word).any(Flags::PREPOSITION) && !language.contractions.contains(near.word)
        };
        let party = |word: &str| language.parties.contains(word) || language.other_parties.contains(word);
        let bracketed =
            self.text[..self.start].ends_with(['(', '[']) && self.text[self.end..].starts_with([')', ',', ']']);
        let speaks = self
            .directly_after()
            .is_some_and(|next| self.flags(next.word).any(Flags::VERB));
        self.compound_begins(&language.party_heads)
            || around::is_quoted(self.text, self.start, self.end)
            || bracketed
            || self.is_listed_with(&party)
            || by_article
                && (self
                    .before
                    .is_some_and(|near| near.is_near() && (article(&near) || preposition(&near)))
                    || speaks)
    }

    fn is_medium(&self) -> bool {
        let language = self.language;
        if self.compound_begins(&language.medium_heads) || around::is_quoted(self.text, self.start, self.end) {
            return true;
        }
        let lower = |near: &Neighbour<'_>| near.word.to_lowercase();
        let reports = |near: &Neighbour<'_>| near.is_near() && language.medium_verbs.contains(near.word);
        if self.after.is_some_and(|next| {
            reports(&next)
                || next.is_near()
                    && (language.medium_nouns_behind.contains(next.word)
                        || self.flags(next.word).any(Flags::SOURCE_POSTPOSITION))
        }) {
            return true;
        }
        let Some(first) = self.before.filter(Neighbour::is_near) else {
            return false;
        };
        let article = self.flags(first.word).any(ARTICLE);
        // Die Zeit, within a sentence.
        if article && first.is_capital() && !around::begins_sentence(self.text, first.start) {
            return true;
        }
        let second = if article {
            around::before(self.text, first.start).filter(Neighbour::is_near)
        } else {
            Some(first)
        };
        second.is_some_and(|near| {
            let flags = self.flags(near.word);
            let kind = language
                .medium_nouns
                .iter()
                .any(|noun| lower(&near).ends_with(noun.as_str()));
            let source = language.source_prepositions.contains(&lower(&near));
            let subject = article && flags.any(Flags::VERB) && self.lexicon().grammar.nouns_have_capitals();
            kind || flags.any(Flags::MEDIUM) && !article || source || subject
        })
    }
}

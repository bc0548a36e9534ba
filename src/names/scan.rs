//! Scans a text: tests for every word whether a name begins with it.

use std::cell::Cell;

use super::name::NameHit;
use super::trie::{Edge, NameIndex, ROOT, Terminal};
use super::words::{self, Word};
use super::{context, spelling};
use crate::language::{Flags, NameWords, ends_in};
use crate::model::enrichment::NameForm;
use crate::model::span::Span;

/// Words that are not the genitive of a shorter name.
const OTHER_WORDS: Flags = context::FORENAME.with(context::FUNCTION_WORD).with(context::ARTICLE);

/// The longest name at a word so far.
#[derive(Clone, Copy)]
struct LongestMatch<'n> {
    end: usize,
    form: NameForm,
    /// Whether it has the ending of a genitive.
    possessor: bool,
    terminal: &'n Terminal,
}

/// Finds the names in `text`, from left to right; of those at one position the longest.
pub(super) fn find<'n>(names: &'n NameIndex, text: &str, base: u32, found: &mut Vec<NameHit<'n>>) {
    let bytes = text.as_bytes();
    let search = Search {
        names,
        text,
        respelled: Cell::default(),
    };
    let mut at = 0;
    loop {
        let start = words::word_start(text, at);
        if start >= text.len() {
            return;
        }
        let end = words::word_end(text, start);
        at = end;
        if bytes[start].is_ascii() && !names.trie.may_begin(bytes[start]) {
            continue;
        }
        let word = Word { start, end, gap: 0 };
        let Some(best) = search.longest(&word).filter(|_| begins(names, text, start, end)) else {
            continue;
        };
        at = best.end;
        let Some(best) = complete(names, text, start, best) else {
            continue;
        };
        at = best.end;
        found.push(NameHit {
            span: Span {
                start: base + start as u32,
                end: base + best.end as u32,
            },
            owners: names.owners(best.terminal),
            form: best.form,
            doubtful: context::is_doubtful(names, text, (start, best.end), best.possessor, best.terminal),
        });
    }
}

/// A search along the paths of the trie.
struct Search<'n, 't> {
    names: &'n NameIndex,
    text: &'t str,
    /// A reused buffer for another spelling of a word.
    respelled: Cell<String>,
}

impl<'n> Search<'n, '_> {
    fn longest(&self, word: &Word) -> Option<LongestMatch<'n>> {
        let mut best = None;
        self.from(ROOT, word, NameForm::Full, &mut best);
        best
    }

    /// Follows a word: as written, in another spelling, and without the ending of a genitive.
    fn from(&self, node: u32, word: &Word, form: NameForm, best: &mut Option<LongestMatch<'n>>) {
        let text = &self.text[word.start..word.end];
        self.word(node, word, words::hash(text.as_bytes()), form, best);
        let mut other = self.respelled.take();
        let hash = spelling::fold(text, &self.names.words.names, &mut other).then(|| words::hash(other.as_bytes()));
        self.respelled.set(other);
        if let Some(hash) = hash {
            self.word(node, word, hash, NameForm::Spelling, best);
        }
        self.genitives(node, word, text, form, best);
    }

    fn word(&self, node: u32, word: &Word, hash: u64, form: NameForm, best: &mut Option<LongestMatch<'n>>) {
        let trie = &self.names.trie;
        if node == ROOT && !trie.may_begin_with(hash) {
            return;
        }
        for edge in [Edge::Exact, Edge::Inflected] {
            if let Some(to) = trie.follow(node, word.gap, hash, edge) {
                self.visit(to, word, form, best);
            }
        }
    }

    fn visit(&self, node: u32, word: &Word, form: NameForm, best: &mut Option<LongestMatch<'n>>) {
        self.offer(node, word.end, form, false, best);
        if self.names.trie.has_tail(node) {
            let marks = self.text[word.end..].char_indices().map(|(at, c)| at + c.len_utf8());
            for length in marks.take(3) {
                let end = word.end + length;
                if let Some(to) = self.names.trie.tail(node, &self.text[word.end..end]) {
                    self.offer(to, end, form, false, best);
                }
            }
        }
        if self.names.trie.has_next(node)
            && let Some(next) = words::next(self.text, word.end)
        {
            self.from(node, &next, form, best);
        }
    }

    fn offer(&self, node: u32, end: usize, form: NameForm, possessor: bool, best: &mut Option<LongestMatch<'n>>) {
        let Some(terminal) = self.names.terminal(node) else {
            return;
        };
        let form = if terminal.form == NameForm::Full {
            form
        } else {
            terminal.form
        };
        if best.is_none_or(|best| (end, best.form) > (best.end, form)) {
            *best = Some(LongestMatch {
                end,
                form,
                possessor,
                terminal,
            });
        }
    }

    /// Names of which the word is the genitive.
    fn genitives(&self, node: u32, word: &Word, text: &str, form: NameForm, best: &mut Option<LongestMatch<'n>>) {
        let language = &self.names.words.names;
        let apostrophe = self.text[word.end..].starts_with(['’', '\'']);
        let endings = match apostrophe {
            true => &language.endings_before_apostrophe,
            false => &language.genitive_endings,
        };
        for ending in endings {
            let Some(stem) = text.strip_suffix(ending.as_str()) else {
                continue;
            };
            if !takes_genitive_ending(stem, language, ending.len() > 1) {
                continue;
            }
            let hash = words::hash(stem.as_bytes());
            if node == ROOT && !self.names.trie.may_begin_with(hash) {
                continue;
            }
            for edge in [Edge::Exact, Edge::Inflected] {
                // Hans is not the genitive of Han.
                if let Some(to) = self.names.trie.follow(node, word.gap, hash, edge)
                    && !self.names.words.lexicon.word(text).flags.any(OTHER_WORDS)
                {
                    self.offer(to, word.end, form.max(NameForm::Genitive), true, best);
                }
            }
        }
    }
}

/// Whether a name can have the ending of a genitive; `long`: one of several letters, which begins with a vowel.
fn takes_genitive_ending(stem: &str, language: &NameWords, long: bool) -> bool {
    let mut letters = stem.chars().rev();
    let last = letters.next();
    let ends_so = ends_in(stem, &language.apostrophe_after);
    if long {
        let vowel = last.is_none_or(|c| language.vowels.contains(c));
        stem.len() > 3 && !vowel && last.is_some_and(char::is_lowercase)
    } else {
        let long = stem.len() > 2 || last.is_some_and(char::is_lowercase) && stem.len() == 2;
        long && !ends_so && last.is_some_and(char::is_alphabetic)
    }
}

/// Whether a name can begin at a word: not after a hyphen or within a URL.
fn begins(names: &NameIndex, text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('-' | '‐' | '‑') => {
            let inside = before.next().is_some_and(char::is_alphanumeric);
            !inside || prefixed(names, text, start, end)
        }
        Some('.' | '\'' | '’') => !before.next().is_some_and(char::is_alphanumeric),
        Some('@') => false,
        _ => true,
    }
}

/// Whether the first part of a compound can precede a name: Ex-Audi-Chef.
fn prefixed(names: &NameIndex, text: &str, start: usize, end: usize) -> bool {
    let language = &names.words.names;
    let head = text[..start].trim_end_matches(['-', '‐', '‑']);
    let part = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    language.compound_prefixes.contains(part) && (language.prefixed_names || text[end..].starts_with('-'))
}

/// Completes a name by the text right after it (genitive, compound); `None` if it is part of another word.
fn complete<'n>(names: &NameIndex, text: &str, start: usize, best: LongestMatch<'n>) -> Option<LongestMatch<'n>> {
    let language = &names.words.names;
    let rest = &text[best.end..];
    let possessor = |end: usize| {
        let form = if best.form == NameForm::Full {
            NameForm::Genitive
        } else {
            best.form
        };
        LongestMatch {
            end,
            form,
            possessor: true,
            ..best
        }
    };
    if let Some(head) = rest.strip_prefix(['-', '‐', '‑']) {
        let form = compound(language, head, &best)?;
        return Some(LongestMatch { form, ..best });
    }
    if let Some(behind) = rest.strip_prefix(['’', '\'']) {
        let end = text.len() - behind.len();
        let mut endings = language.possessive_endings.iter();
        if let Some(rest) = endings.find_map(|ending| behind.strip_prefix(ending.as_str()))
            && !rest.starts_with(char::is_alphanumeric)
        {
            return Some(possessor(text.len() - rest.len()));
        }
        let name = &text[start..best.end];
        let bare = ends_in(name, &language.apostrophe_after);
        if bare && !behind.starts_with(char::is_alphanumeric) && !may_close_quotation(text, start) {
            return Some(possessor(end));
        }
        return Some(best);
    }
    let mut after = rest.chars();
    match after.next() {
        Some('.') if after.next().is_some_and(char::is_lowercase) => None,
        Some('@') => None,
        _ => Some(best),
    }
}

/// Whether an apostrophe after a name may close a quotation.
fn may_close_quotation(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev().take(200);
    let mark = before.find(|c| matches!(c, '‘' | '‚' | '’' | '\n'));
    mark.is_some_and(|c| c == '‘' || c == '‚') || text[..start].ends_with('\'')
}

/// The form of a name before a hyphen; `None` if the compound does not refer to it.
fn compound(language: &NameWords, behind: &str, best: &LongestMatch<'_>) -> Option<NameForm> {
    let head = &behind[..words::word_end(behind, 0)];
    let Some(first) = head.chars().next() else {
        return Some(NameForm::Compound);
    };
    let fits = first.is_uppercase() || first.is_numeric();
    let about = if best.terminal.form == NameForm::Surname {
        // Before another surname it is part of a double name.
        let mut heads = language.surname_heads.iter();
        heads.any(|beginning| head.starts_with(beginning.as_str())) || language.small_heads && !fits
    } else {
        language.small_heads || fits
    };
    (about && !best.possessor && !language.foreign_heads.contains(head)).then_some(NameForm::Compound)
}

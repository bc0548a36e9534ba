//! What a language does with names.

use ahash::AHashSet;
use serde::Deserialize;

/// A list of words, to be asked whether it holds one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet(AHashSet<Box<str>>);

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> WordSet {
        WordSet(words.into_iter().map(String::into_boxed_str).collect())
    }
}

impl WordSet {
    /// Whether it holds the word, as it is written.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// `names.yaml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Whether a name of a possessor ends in a bare s.
    pub genitive_s: bool,
    /// Endings after which an apostrophe alone makes a possessor.
    pub apostrophe_after: Vec<String>,
    /// Letters behind which a name has no long ending of a possessor.
    pub vowels: String,
    /// Endings of adjectives inside of names; none where they have none.
    pub adjective_endings: Vec<String>,
    /// Endings of nouns inside of names: those of the genitive, and an old dative.
    pub noun_endings: Vec<String>,
    /// Words behind the noun that is declined: Bund *der* Steuerzahler.
    pub attribute_words: WordSet,
    /// Names that are adjectives or plurals, with the other forms that they have.
    pub declined_names: std::collections::BTreeMap<String, Vec<String>>,
    /// Articles with which names begin.
    pub articles: WordSet,
    /// Small words inside of names of people that belong to the surname.
    pub particles: WordSet,
    /// Particles with a hyphen that a surname can do without.
    pub loose_particles: WordSet,
    /// What can stand behind a surname: Jr.
    pub generations: WordSet,
    /// Surnames that stand before the forename.
    pub leading_surnames: WordSet,
    /// What a company can be called without: AG.
    pub legal_forms: Vec<String>,
    /// Second parts of compounds that are no more about the name: Dollar, after US.
    pub foreign_heads: WordSet,
    /// Second parts of compounds that speak of a person, as beginnings of words: Vertraute.
    pub surname_heads: Vec<String>,
    /// Whether second parts of compounds may be small words: London-based.
    pub small_heads: bool,
    /// First parts of compounds behind which a name may stand: Ex-Audi-Chef.
    pub compound_prefixes: WordSet,
    /// Whether a name may also stand last behind such a part: pro-Russia.
    pub prefixed_names: bool,
    /// Names that are common words too.
    pub common: WordSet,
    /// Those of them that papers and broadcasters have.
    pub media: WordSet,
    /// Those of them that parties have.
    pub parties: WordSet,
    /// Those of parties that an article before them tells apart from the common word: die Grünen.
    pub parties_with_article: WordSet,
    /// Parties whose name is no common word.
    pub other_parties: WordSet,
    /// Second parts of compounds by which the first is a medium, as beginnings of words.
    pub medium_heads: Vec<String>,
    /// Second parts of compounds by which the first is a party, as beginnings of words.
    pub party_heads: Vec<String>,
    /// Articles before the plural of a party.
    pub party_articles: WordSet,
    /// Verbs of papers and broadcasters: berichtete.
    pub medium_verbs: WordSet,
    /// Nouns behind the name of a medium: Time *magazine*.
    pub medium_nouns_behind: WordSet,
    /// Endings of nouns, in lower case, that name what stands behind them: Nachrichtenmagazin.
    pub medium_nouns: Vec<String>,
    /// Prepositions before a place.
    pub place_prepositions: WordSet,
    /// Prepositions that hold an article, as names of places have none.
    pub contractions: WordSet,
    /// Nouns before the name of a place: Stadt.
    pub place_nouns: WordSet,
    /// Prepositions before a source of news.
    pub source_prepositions: WordSet,
    /// Words in an enumeration before the last.
    pub enumerators: WordSet,
    /// Letters that stand for others: ä, ae.
    pub transliterations: Vec<(char, String)>,
    /// Whether letters with such marks are also written as those without: Munchen.
    pub marks_dropped: bool,
    /// Endings of adjectives and demonyms: russische, Russinnen.
    pub related_endings: Vec<String>,
}

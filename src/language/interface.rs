//! The strings of the pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use super::files::{FALLBACK, Files};

const FILE: &str = "interface.yaml";

/// Strings that say what the language itself is: no other language can stand in for them.
const OWN: [&str; 3] = ["lang", "og_locale", "langid"];

/// How a link to a translation begins; the tag of its language follows.
const READ_IN: &str = "read_in_";

/// `interface.yaml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Interface {
    /// What stands between the thousands of a number.
    pub thousands: String,
    /// Plain strings, by key: once loaded, those of the fallback too where the language has none.
    pub strings: BTreeMap<String, String>,
    /// Strings with a number, by key.
    pub(super) counts: BTreeMap<String, Count>,
    /// The language, for its plural rules; `None` where its tag is not one of Unicode's.
    #[serde(skip)]
    locale: Option<Locale>,
    /// Where counts are found that the language does not have; `None` in the fallback itself.
    #[serde(skip)]
    fallback: Option<Arc<Interface>>,
}

/// A string with a number in it, for each cardinal category of Unicode's plural rules that the language
/// has; `{n}` stands for the number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl Count {
    /// The form of a category: `other` where the language does not tell it apart.
    fn form(&self, category: PluralCategory) -> &str {
        let form = match category {
            PluralCategory::Zero => &self.zero,
            PluralCategory::One => &self.one,
            PluralCategory::Two => &self.two,
            PluralCategory::Few => &self.few,
            PluralCategory::Many => &self.many,
            PluralCategory::Other => &None,
        };
        form.as_deref().unwrap_or(&self.other)
    }
}

/// Reads the interface of every language, and fills each with the strings of the fallback.
///
/// # Errors
/// A file that does not fit its type, a key that the fallback does not know, a missing key of [`OWN`].
pub(super) fn load(files: &Files, tags: &[&str]) -> Result<Vec<Arc<Interface>>, String> {
    let mut parsed: BTreeMap<&str, Interface> = BTreeMap::new();
    for tag in tags {
        parsed.insert(tag, files.read(tag, FILE)?);
    }
    // What a link to a translation says, in the language of that translation.
    let name = |(tag, interface): (&&str, &Interface)| {
        let key = format!("{READ_IN}{tag}");
        interface.strings.get(&key).map(|name| (key.clone(), name.clone()))
    };
    let names: Vec<(String, String)> = parsed.iter().filter_map(name).collect();
    for (tag, interface) in &mut parsed {
        interface.locale = tag.parse().ok();
        for (key, name) in &names {
            interface.strings.entry(key.clone()).or_insert_with(|| name.clone());
        }
    }
    let fallback = Arc::new(parsed.remove(FALLBACK).unwrap_or_default());
    let mut all = Vec::with_capacity(tags.len());
    for tag in tags {
        all.push(match parsed.remove(tag) {
            Some(interface) => interface
                .complete(&fallback)
                .map_err(|problem| format!("{tag}/{FILE}: {problem}"))?,
            None => Arc::clone(&fallback),
        });
    }
    Ok(all)
}

impl Interface {
    /// Takes what is missing from the fallback; an error names the key that is wrong.
    fn complete(mut self, fallback: &Arc<Interface>) -> Result<Arc<Interface>, String> {
        if let Some(key) = OWN.iter().find(|key| !self.strings.contains_key(**key)) {
            return Err(format!("`{key}` is missing"));
        }
        let unknown = |key: &&String| !fallback.strings.contains_key(*key) && !key.starts_with(READ_IN);
        let counts = self.counts.keys().find(|key| !fallback.counts.contains_key(*key));
        if let Some(key) = self.strings.keys().find(unknown).or(counts) {
            return Err(format!("`{key}` is not a key of the interface"));
        }
        for (key, text) in &fallback.strings {
            self.strings.entry(key.clone()).or_insert_with(|| text.clone());
        }
        self.fallback = Some(Arc::clone(fallback));
        Ok(Arc::new(self))
    }

    /// The string of a key; the key itself where there is none, so that the gap is seen.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }

    /// The string of a key for a number.
    pub fn count(&self, key: &str, n: usize) -> String {
        match (self.counts.get(key), &self.fallback) {
            (Some(count), _) => count.form(self.category(n)).replace("{n}", &self.number(n)),
            (None, Some(fallback)) => fallback.count(key, n),
            (None, None) => format!("{} {key}", self.number(n)),
        }
    }

    /// The cardinal category of a number, by the rules of Unicode (CLDR).
    fn category(&self, n: usize) -> PluralCategory {
        let rules = self
            .locale
            .as_ref()
            .map(|locale| PluralRules::try_new_cardinal(locale.into()));
        rules
            .and_then(Result::ok)
            .map_or(PluralCategory::Other, |rules| rules.category_for(n))
    }

    /// A number as people write it: 1.234 or 1,234.
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        out
    }
}

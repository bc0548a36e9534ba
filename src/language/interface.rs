//! What the pages say.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The strings of the interface.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interface {
    /// What stands between the thousands of a number.
    pub thousands: String,
    /// Plain strings, by key.
    pub strings: BTreeMap<String, String>,
    /// Strings with a number, by key.
    pub counts: BTreeMap<String, Count>,
}

/// A string with a number in it, for one and for any other number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// For 1; `{n}` stands for the number.
    pub one: String,
    /// For every other number.
    pub other: String,
}

impl Interface {
    /// The string of a key; the key itself where there is none, so that the gap is seen.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }

    /// The string of a key for a number.
    pub fn count(&self, key: &str, n: usize) -> String {
        match self.counts.get(key) {
            Some(count) if n == 1 => count.one.replace("{n}", "1"),
            Some(count) => count.other.replace("{n}", &self.number(n)),
            None => format!("{} {key}", self.number(n)),
        }
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

    /// Every key, for comparing languages.
    pub fn keys(&self) -> Vec<String> {
        self.strings.keys().chain(self.counts.keys()).cloned().collect()
    }
}

//! Types that are written as one YAML scalar: texts, dates, URLs, numbers.

use serde_yaml::Value;

use super::problems::{Problems, describe};
use crate::diagnostics::Code;
use crate::model::date::PartialDate;
use crate::model::key_path::KeyPath;
use crate::model::slug::Slug;
use crate::model::url::{Destination, SafeUrl};

/// A type that is written as one YAML scalar.
pub trait Scalar: Sized {
    /// What is expected, for messages: "a date such as `2022-06`".
    const EXPECTED: &'static str;
    /// The code for a scalar that [`Scalar::read`] rejects.
    const CODE: Code = Code::InvalidValue;

    /// Reads the scalar. Errors: the message for an invalid value.
    fn read(text: &str) -> Result<Self, String>;

    /// A suggestion for an invalid value; by default [`Scalar::EXPECTED`] is shown.
    fn remedy(_text: &str) -> Option<String> {
        None
    }
}

impl Scalar for String {
    const EXPECTED: &'static str = "a text";
    fn read(text: &str) -> Result<String, String> {
        Ok(text.to_owned())
    }
}

impl Scalar for PartialDate {
    const EXPECTED: &'static str = "a date: `2022`, `2022-06`, `2022-06-01` or `2022-06-01T14:30:00+02:00`";
    const CODE: Code = Code::InvalidDate;
    fn read(text: &str) -> Result<PartialDate, String> {
        PartialDate::parse(text).map_err(|message| missing_hour(text).unwrap_or(message))
    }
    fn remedy(text: &str) -> Option<String> {
        Some(format!("write `{}`", reordered_date(text)?))
    }
}

/// The message for an hour after 23.
fn missing_hour(text: &str) -> Option<String> {
    let hour = text.trim().get(10..13)?.strip_prefix(['T', 't', ' '])?;
    hour.parse::<u8>()
        .is_ok_and(|number| number > 23)
        .then(|| format!("`{hour}` is not a valid hour"))
}

/// The date that is meant by `24.1.2031` or `2031-1-5`.
fn reordered_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let mut parts: Vec<u32> = Vec::new();
    let dotted = text.contains('.');
    for part in text.split(if dotted { '.' } else { '-' }) {
        parts.push(part.trim().parse().ok()?);
    }
    if dotted {
        parts.reverse();
    }
    let iso = match parts.as_slice() {
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    };
    PartialDate::parse(&iso).ok()
}

impl Scalar for Slug {
    const EXPECTED: &'static str = "a slug: lower-case letters a to z, digits and single hyphens, at most 100";
    const CODE: Code = Code::InvalidSlug;
    fn read(text: &str) -> Result<Slug, String> {
        Slug::parse(text).ok_or_else(|| match Slug::of(text) {
            Some(slug) => format!("`{text}` is not a valid slug; write `{slug}`"),
            None => format!("`{text}` is not a valid slug"),
        })
    }
}

impl Scalar for SafeUrl {
    const EXPECTED: &'static str = "a URL that begins with `https://` or `http://`";
    const CODE: Code = Code::InvalidUrl;
    fn read(text: &str) -> Result<SafeUrl, String> {
        match Destination::classify(text) {
            Destination::External(url) => Ok(url),
            _ => Err(format!("`{text}` is not an allowed URL")),
        }
    }
}

impl Scalar for i64 {
    const EXPECTED: &'static str = "a whole number";
    fn read(text: &str) -> Result<i64, String> {
        text.parse().map_err(|_| format!("`{text}` is not a whole number"))
    }
}

/// Reads one scalar. Integers count as text (`title: 1984`); other numbers have lost their trailing zeros already.
pub(super) fn scalar<T: Scalar>(value: &Value, path: &KeyPath, problems: &mut Problems) -> Option<T> {
    let text = match value {
        Value::String(text) => text.chars().filter(|c| is_text(*c)).collect(),
        Value::Number(number) if !number.is_f64() => number.to_string(),
        other => {
            let help = match other {
                Value::Bool(_) | Value::Number(_) => Some("put it in quotation marks".to_owned()),
                _ => None,
            };
            problems.value(
                Code::WrongType,
                path,
                format!("this is {}, expected {}", describe(other), T::EXPECTED),
                help,
            );
            return None;
        }
    };
    match T::read(&text) {
        Ok(value) => Some(value),
        Err(message) => {
            let help = T::remedy(&text).unwrap_or_else(|| format!("expected {}", T::EXPECTED));
            problems.value(T::CODE, path, message, Some(help));
            None
        }
    }
}

/// Whether XML 1.0 allows a character; the others are invisible and are dropped.
fn is_text(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

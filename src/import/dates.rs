//! Reads dates as they are written above articles.

use super::words::ImportWords;
use crate::model::date::PartialDate;

/// The key of front matter is a label in every language.
const KEY: &str = "date";
/// The longest word between a label and its date, in characters.
const LONGEST_FILLER: usize = 3;

/// The form of a date, which decides what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Unambiguous: a day, or a month in ISO 8601.
    Exact,
    Month,
    /// Four digits, which may be any number.
    Year,
}

struct WrittenDate<'a> {
    date: PartialDate,
    form: Form,
    rest: &'a str,
    /// Whether its label ends with a colon; `None` if it has no label.
    label: Option<bool>,
}

/// The date of a line that contains nothing else except a label and a time, which is dropped because it has no zone.
pub fn whole_line(line: &str, words: &ImportWords) -> Option<PartialDate> {
    let written = read(line, words)?;
    let rest = written.rest.trim_matches([' ', '.', ',', ';', '(', ')']);
    (rest.is_empty() || is_time(rest)).then_some(written.date)
}

/// The date of such a line with a label.
pub fn labelled_line(line: &str, words: &ImportWords) -> Option<PartialDate> {
    read(line, words)?.label?;
    whole_line(line, words)
}

/// A date before a title on the same line, and the title.
pub fn prefix<'a>(line: &'a str, words: &ImportWords) -> Option<(PartialDate, &'a str)> {
    let written = read(line, words)?;
    let separators = [' ', '-', '–', '—', '|', ':', '·', '•', '/'];
    let title = written.rest.trim_start_matches(separators);
    let separated = written.rest.trim_start().starts_with(&separators[1..]);
    let first = title.chars().find(|c| c.is_alphanumeric())?;
    // After a date that begins a sentence, a lower-case letter follows.
    let header = match (written.label, written.form) {
        (Some(true), _) => true,
        (Some(false), _) | (None, Form::Exact) => separated || !first.is_lowercase(),
        (None, Form::Month) => separated,
        (None, Form::Year) => false,
    };
    header.then_some((written.date, title))
}

/// A date at the start of a line, with or without label.
fn read<'a>(line: &'a str, words: &ImportWords) -> Option<WrittenDate<'a>> {
    if let Some((rest, colon)) = after_label(line, words) {
        let without_filler = rest
            .split_once(' ')
            .filter(|(word, _)| word.chars().count() <= LONGEST_FILLER && word.chars().all(char::is_lowercase))
            .map(|(_, rest)| rest);
        let found = expression(rest, words).or_else(|| expression(without_filler?, words));
        return found.map(|(date, form, rest)| WrittenDate {
            date,
            form,
            rest,
            label: Some(colon),
        });
    }
    expression(line, words).map(|(date, form, rest)| WrittenDate {
        date,
        form,
        rest,
        label: None,
    })
}

/// What follows the label of a date, and whether the label ends with a colon.
fn after_label<'a>(line: &'a str, words: &ImportWords) -> Option<(&'a str, bool)> {
    let labels = words.date_labels.iter().map(String::as_str).chain([KEY]);
    labels
        .filter_map(|label| strip_label(line, label))
        .min_by_key(|rest| rest.len())
        .map(|rest| {
            let colon = rest.trim_start().strip_prefix(':');
            (colon.unwrap_or(rest).trim_start(), colon.is_some())
        })
}

/// What follows a label, ignoring case; `None` if the line begins with a longer word.
pub(super) fn strip_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let length: usize = line.chars().take(label.chars().count()).map(char::len_utf8).sum();
    let (start, rest) = line.split_at(length);
    let same = !label.is_empty() && start.to_lowercase() == label.to_lowercase();
    (same && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// A date in any form, and what follows it.
fn expression<'a>(text: &'a str, words: &ImportWords) -> Option<(PartialDate, Form, &'a str)> {
    let (date, form, rest) = iso(text)
        .or_else(|| day_first(text, words))
        .or_else(|| month_first(text, words))
        .or_else(|| month_in_digits(text))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((date, form, rest))
}

/// `2022`, `2022-06`, `2022-06-01`, or a date-time.
fn iso(text: &str) -> Option<(PartialDate, Form, &str)> {
    let token = text.split(' ').next()?.trim_end_matches([',', ';', ':', '.', ')']);
    if !token.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let day = token.split_once('T').map(|(day, _)| day).filter(|day| day.len() == 10);
    let date = PartialDate::parse(token)
        .ok()
        .or_else(|| PartialDate::parse(day?).ok())?;
    let form = if token.len() == 4 { Form::Year } else { Form::Exact };
    Some((date, form, &text[token.len()..]))
}

/// `1. Juni 2022`, `1 June 2022`, `1st June 2022`, `01.06.2022`, `1. 6. 2022`.
fn day_first<'a>(text: &'a str, words: &ImportWords) -> Option<(PartialDate, Form, &'a str)> {
    let (day, rest) = day_number(text)?;
    let dotted = rest.starts_with('.');
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let (month, rest) = match month_name(rest, words) {
        Some(named) => named,
        None if dotted => {
            let (month, rest) = number(rest, 2)?;
            (month, rest.strip_prefix('.')?)
        }
        None => return None,
    };
    let (year, rest) = year(rest.trim_start_matches([' ', ',']))?;
    Some((PartialDate::day(year, month as u8, day as u8)?, Form::Exact, rest))
}

/// `June 1, 2022`, `June 1st 2022`, `June 2022`.
fn month_first<'a>(text: &'a str, words: &ImportWords) -> Option<(PartialDate, Form, &'a str)> {
    let (month, rest) = month_name(text, words)?;
    let rest = rest.trim_start();
    if let Some((year, rest)) = year(rest) {
        return Some((month_of(year, month)?, Form::Month, rest));
    }
    let (day, rest) = day_number(rest)?;
    let (year, rest) = year(rest.trim_start_matches([' ', ',']))?;
    Some((PartialDate::day(year, month as u8, day as u8)?, Form::Exact, rest))
}

/// `06/2022`, `06.2022`. `06/01/2022` is ambiguous and not accepted.
fn month_in_digits(text: &str) -> Option<(PartialDate, Form, &str)> {
    let (month, rest) = number(text, 2)?;
    let (year, rest) = year(rest.strip_prefix(['/', '.'])?)?;
    Some((month_of(year, month)?, Form::Month, rest))
}

fn month_of(year: i16, month: u32) -> Option<PartialDate> {
    PartialDate::parse(&format!("{year:04}-{month:02}")).ok()
}

/// One or two digits, followed by at most two letters of an ordinal.
fn day_number(text: &str) -> Option<(u32, &str)> {
    let (day, rest) = number(text, 2)?;
    let letters = rest.chars().take_while(char::is_ascii_lowercase).count();
    (letters <= 2).then(|| (day, &rest[letters..]))
}

/// Exactly four digits.
fn year(text: &str) -> Option<(i16, &str)> {
    let (year, rest) = number(text, 4)?;
    (text.len() - rest.len() == 4).then_some((year as i16, rest))
}

/// At most `longest` digits.
fn number(text: &str, longest: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    (digits <= longest).then(|| number.parse().ok().map(|number| (number, rest)))?
}

/// The name of a month, or its abbreviation.
fn month_name<'a>(text: &'a str, words: &ImportWords) -> Option<(u32, &'a str)> {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    let name = name.to_lowercase();
    let (_, month) = words.months.iter().find(|(month, _)| *month == name)?;
    Some((u32::from(*month), rest.strip_prefix('.').unwrap_or(rest)))
}

/// Whether a text is a time of day with at most two short words (unit, zone).
fn is_time(text: &str) -> bool {
    let mut times = 0;
    let mut words = 0;
    for token in text.split([' ', ',', '|', '-', '–']).filter(|token| !token.is_empty()) {
        let parts: Vec<&str> = token.split([':', '.']).filter(|part| !part.is_empty()).collect();
        let digits = |part: &&str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        if matches!(parts.len(), 2 | 3) && parts.iter().all(digits) {
            times += 1;
        } else if token.chars().count() <= 4 && token.chars().all(|c| c.is_alphabetic() || c == '.') {
            words += 1;
        } else {
            return false;
        }
    }
    times == 1 && words <= 2
}

//! Separates the metadata of pasted text (date, title, lead, source) from its body.

use std::collections::VecDeque;

use super::clean::Paragraph;
use super::words::ImportWords;
use super::{dates, sentence};
use crate::model::date::PartialDate;
use crate::model::url::SafeUrl;

/// The key of front matter is a label in every language.
const SOURCE_KEY: &str = "source";
/// The longest name of a source, in characters.
const LONGEST_NAME: usize = 120;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 1000;
/// The most header lines above a title.
const LONGEST_HEADER: usize = 20;
/// The narrowest width of wrapped text, in characters.
const NARROWEST: usize = 40;

#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) title: Option<Title>,
    pub(super) date: Option<PartialDate>,
    pub(super) source_name: Option<String>,
    pub(super) source_url: Option<SafeUrl>,
    /// The rest of the paragraph of the title.
    pub(super) lead: String,
    /// The other paragraphs, each on one line.
    pub(super) body: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Title {
    pub(super) text: String,
    /// Whether it was split from the text that follows on its line.
    pub(super) cut: bool,
}

/// Splits a text. With a known title, the title of the text is removed only if it is the same, so that no text is lost.
pub(super) fn take_apart(paragraphs: Vec<Paragraph>, known_title: Option<&str>, words: &ImportWords) -> Parts {
    let width = wrap_width(&paragraphs);
    let mut reader = Reader {
        words,
        rest: paragraphs.into(),
        parts: Parts::default(),
        kept: Vec::new(),
    };
    reader.before_title();
    reader.title(known_title, width);
    reader.tail();
    let mut parts = reader.parts;
    parts.body = reader.kept;
    parts.body.extend(reader.rest.iter().map(|lines| lines.join(" ")));
    parts
}

struct Reader<'a> {
    words: &'a ImportWords,
    rest: VecDeque<Paragraph>,
    parts: Parts,
    /// Lines above the title that belong to the body.
    kept: Vec<String>,
}

enum Meta {
    Date(PartialDate),
    Source { name: Option<String>, url: Option<SafeUrl> },
}

impl Reader<'_> {
    /// Removes header lines; rulers and other URLs are kept for the body.
    fn before_title(&mut self) {
        for _ in 0..LONGEST_HEADER {
            let Some(line) = self.first_line() else { return };
            let meta = dates::whole_line(&line, self.words)
                .map(Meta::Date)
                .or_else(|| source(&line, self.words));
            let is_other = is_address(&line) || !line.contains(char::is_alphanumeric);
            if meta.is_none() && !is_other {
                break;
            }
            if !meta.is_some_and(|meta| self.accept(meta)) {
                self.kept.push(line);
            }
            self.drop_first_line();
        }
        let Some(line) = self.first_line().filter(|_| self.parts.date.is_none()) else {
            return;
        };
        if let Some((date, title)) = dates::prefix(&line, self.words) {
            self.parts.date = Some(date);
            if let Some(first) = self.rest.front_mut().and_then(|lines| lines.first_mut()) {
                *first = title.to_owned();
            }
        }
    }

    /// Removes the title, and the header lines or lead after it.
    fn title(&mut self, known: Option<&str>, width: Option<usize>) {
        let Some(lines) = self.rest.front() else { return };
        let goes_on = |pair: &[String]| is_wrapped(&pair[0], &pair[1], width) && !self.is_header(&pair[1]);
        let unbroken = lines.windows(2).take_while(|pair| goes_on(pair)).count() + 1;
        let text = lines[..unbroken].join(" ");
        let end = match known {
            Some(known) => text
                .strip_prefix(known)
                .filter(|rest| rest.is_empty() || rest.starts_with(' '))
                .map(|_| known.len()),
            None => Some(sentence::first_end(&text, &self.words.abbreviations).unwrap_or(text.len())),
        };
        let is_title = |title: &str| title.chars().count() <= LONGEST_TITLE && title.contains(char::is_alphanumeric);
        let Some(end) = end.filter(|end| is_title(&text[..*end])) else {
            return;
        };
        let (title, rest) = text.split_at(end);
        let mut lead: Vec<String> = Some(rest.trim().to_owned())
            .filter(|rest| !rest.is_empty())
            .into_iter()
            .collect();
        let ends_line = lead.is_empty();
        if let Some(mut lines) = self.rest.pop_front() {
            lines.drain(..unbroken);
            if ends_line {
                self.rest.push_front(lines);
                let below = self.after_title();
                lead = if below {
                    self.rest.pop_front().unwrap_or_default()
                } else {
                    Vec::new()
                };
            } else {
                lead.extend(lines);
            }
        }
        self.parts.lead = lead.join(" ");
        self.parts.title = Some(Title {
            text: title.to_owned(),
            cut: !ends_line,
        });
    }

    /// Removes header lines after the title; returns whether the next line is in the paragraph of the title.
    fn after_title(&mut self) -> bool {
        let mut same = true;
        loop {
            if self.rest.front().is_some_and(Vec::is_empty) {
                self.rest.pop_front();
                same = false;
            }
            let Some(line) = self.first_line() else { return false };
            let is_year = line.len() == 4;
            let date = dates::whole_line(&line, self.words)
                .filter(|_| !is_year)
                .map(Meta::Date);
            let accepted = date
                .or_else(|| source(&line, self.words))
                .is_some_and(|meta| self.accept(meta));
            if !accepted {
                return same;
            }
            if let Some(lines) = self.rest.front_mut() {
                lines.remove(0);
            }
        }
    }

    /// Removes lines below the text that name the source, or the date with a label.
    fn tail(&mut self) {
        while let Some(lines) = self.rest.back() {
            let metas: Vec<bool> = lines.iter().map(|line| self.is_tail(line)).collect();
            let mut start = metas.iter().rposition(|is_meta| !is_meta).map_or(0, |at| at + 1);
            // A URL can be the last line of a wrapped sentence; a label cannot.
            while start > 0 && lines.get(start).is_some_and(|line| is_address(line)) {
                start += 1;
            }
            let tail: Vec<String> = lines[start..].to_vec();
            let mut kept = 0;
            for line in tail {
                let meta = dates::labelled_line(&line, self.words)
                    .map(Meta::Date)
                    .or_else(|| source(&line, self.words));
                let accepted = meta.is_some_and(|meta| self.accept(meta));
                let Some(lines) = self.rest.back_mut() else { return };
                if accepted {
                    lines.remove(start + kept);
                } else {
                    kept += 1;
                }
            }
            match self.rest.back() {
                Some(lines) if lines.is_empty() => self.rest.pop_back(),
                _ => return,
            };
        }
    }

    fn is_header(&self, line: &str) -> bool {
        dates::whole_line(line, self.words).is_some() || source(line, self.words).is_some()
    }

    fn is_tail(&self, line: &str) -> bool {
        dates::labelled_line(line, self.words).is_some() || source(line, self.words).is_some()
    }

    /// Stores a finding, unless there is already one of its kind.
    fn accept(&mut self, meta: Meta) -> bool {
        let parts = &mut self.parts;
        match meta {
            Meta::Date(date) if parts.date.is_none() => parts.date = Some(date),
            Meta::Source { name, url }
                if !(name.is_some() && parts.source_name.is_some() || url.is_some() && parts.source_url.is_some()) =>
            {
                parts.source_name = parts.source_name.take().or(name);
                parts.source_url = parts.source_url.take().or(url);
            }
            _ => return false,
        }
        true
    }

    fn first_line(&self) -> Option<String> {
        self.rest.front().and_then(|lines| lines.first()).cloned()
    }

    fn drop_first_line(&mut self) {
        let Some(lines) = self.rest.front_mut() else { return };
        lines.remove(0);
        if lines.is_empty() {
            self.rest.pop_front();
        }
    }
}

/// A source: a label with a name, a URL or both; or a URL alone.
fn source(line: &str, words: &ImportWords) -> Option<Meta> {
    if let Some(url) = web_address(line) {
        return Some(Meta::Source {
            name: None,
            url: Some(url),
        });
    }
    let labels = words.source_labels.iter().map(String::as_str).chain([SOURCE_KEY]);
    let value = labels
        .filter_map(|label| dates::strip_label(line, label)?.trim_start().strip_prefix(':'))
        .next()?;
    let url = value
        .split(' ')
        .find_map(|token| Some((token, web_address(trim_punctuation(token))?)));
    let name = match &url {
        Some((token, _)) => value.replacen(token, "", 1),
        None => value.to_owned(),
    };
    let name = name
        .trim_matches([' ', ',', ';', '|', '-', '–', '—', '(', ')'])
        .to_owned();
    let url = url.map(|(_, url)| url);
    if name.chars().count() > LONGEST_NAME || (name.is_empty() && url.is_none()) {
        return None;
    }
    Some(Meta::Source {
        name: Some(name).filter(|name| !name.is_empty()),
        url,
    })
}

/// A URL without surrounding punctuation; balanced parentheses belong to it.
fn trim_punctuation(token: &str) -> &str {
    let token = token.trim_matches([',', ';']);
    match (token.strip_prefix('('), token.strip_suffix(')')) {
        (Some(rest), _) => rest.strip_suffix(')').unwrap_or(rest),
        (None, Some(rest)) if !token.contains('(') => rest,
        _ => token,
    }
}

fn web_address(text: &str) -> Option<SafeUrl> {
    let text = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .unwrap_or(text);
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let web = matches!(scheme.as_str(), "http" | "https") && !text.contains(' ');
    SafeUrl::parse(text).filter(|_| web)
}

/// Whether a line is a URL of any scheme.
fn is_address(line: &str) -> bool {
    let Some((scheme, rest)) = line.trim_start_matches('<').split_once(':') else {
        return false;
    };
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_lowercase()) && scheme.chars().all(|c| c.is_ascii_alphanumeric());
    !line.contains(' ') && !rest.is_empty() && (is_scheme || rest.starts_with("//"))
}

/// The width at which a text was wrapped: its longest line within a paragraph, except the first, which is the title.
/// `None` if the lines are too short to be wrapped text.
fn wrap_width(paragraphs: &[Paragraph]) -> Option<usize> {
    let broken = paragraphs
        .iter()
        .flat_map(|lines| &lines[..lines.len().saturating_sub(1)]);
    let first = usize::from(paragraphs.first().is_some_and(|lines| lines.len() > 1));
    broken
        .skip(first)
        .map(|line| line.chars().count())
        .max()
        .filter(|width| *width >= NARROWEST)
}

/// Whether a line end results from wrapping: a lower-case letter follows, or the next word did not fit.
fn is_wrapped(line: &str, next: &str, width: Option<usize>) -> bool {
    let word = next.split(' ').next().map_or(0, |word| word.chars().count());
    let length = line.chars().count();
    let full = |width: usize| length <= width + width / 8 && length + 1 + word > width;
    next.starts_with(char::is_lowercase) || width.is_some_and(full)
}

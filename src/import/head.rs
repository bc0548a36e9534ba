//! What stands around the text of an article: date, title, lead and source.

use std::collections::VecDeque;

use super::clean::Paragraph;
use super::{ImportWords, dates, sentence};
use crate::model::date::PartialDate;
use crate::model::url::SafeUrl;

/// The key of the front matter, which works as a label in every language.
const SOURCE_KEY: &str = "source";

/// The longest name of a source, in characters; what is longer is a sentence.
const LONGEST_NAME: usize = 120;

/// The longest title, in characters; what is longer is a text without a title.
const LONGEST_TITLE: usize = 1000;

/// The longest header above a title, in lines.
const LONGEST_HEADER: usize = 20;

/// The narrowest lines that text is wrapped to, in characters.
const NARROWEST: usize = 40;

/// A text, taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) title: Option<Title>,
    pub(super) date: Option<PartialDate>,
    pub(super) source_name: Option<String>,
    pub(super) source_url: Option<SafeUrl>,
    /// What follows the title in its paragraph.
    pub(super) lead: String,
    /// The rest, a line a paragraph.
    pub(super) body: Vec<String>,
}

/// A title that was found.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) text: String,
    /// Whether it was cut off from what follows in its paragraph.
    pub(super) cut: bool,
}

/// Takes a text apart. Where the title is known already, the text's own one is taken off only if
/// it is the same: nothing of a text may be lost.
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
    /// Lines before the title that are neither title nor header.
    kept: Vec<String>,
}

/// What a line of a header says.
enum Meta {
    Date(PartialDate),
    Source { name: Option<String>, url: Option<SafeUrl> },
}

impl Reader<'_> {
    /// Takes header lines off; keeps rules and foreign addresses for the body.
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

    /// Takes the title off, and header lines or a lead after it.
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

    /// Takes off header lines that follow the title. Whether what now comes first stands in the
    /// title's own paragraph.
    fn after_title(&mut self) -> bool {
        let mut same = true;
        loop {
            if self.rest.front().is_some_and(Vec::is_empty) {
                self.rest.pop_front();
                same = false;
            }
            let Some(line) = self.first_line() else { return false };
            let bare_year = line.len() == 4;
            let date = dates::whole_line(&line, self.words)
                .filter(|_| !bare_year)
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

    /// Takes off what names the source, or by a label the date, below the text.
    fn tail(&mut self) {
        while let Some(lines) = self.rest.back() {
            let metas: Vec<bool> = lines.iter().map(|line| self.is_tail(line)).collect();
            let mut start = metas.iter().rposition(|is_meta| !is_meta).map_or(0, |at| at + 1);
            // An address can be the last line of a wrapped sentence; a label cannot.
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

    /// Takes a finding, unless there is one of its kind already.
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

/// A source: a label with a name, an address or both; or an address alone.
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
        .find_map(|token| Some((token, web_address(bare(token))?)));
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

/// An address without the punctuation around it; parentheses in pairs are its own.
fn bare(token: &str) -> &str {
    let token = token.trim_matches([',', ';']);
    match (token.strip_prefix('('), token.strip_suffix(')')) {
        (Some(rest), _) => rest.strip_suffix(')').unwrap_or(rest),
        (None, Some(rest)) if !token.contains('(') => rest,
        _ => token,
    }
}

/// An address of the web that is all of a text.
fn web_address(text: &str) -> Option<SafeUrl> {
    let text = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .unwrap_or(text);
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let web = matches!(scheme.as_str(), "http" | "https") && !text.contains(' ');
    SafeUrl::parse(text).filter(|_| web)
}

/// Whether a line is an address, of any scheme.
fn is_address(line: &str) -> bool {
    let Some((scheme, rest)) = line.trim_start_matches('<').split_once(':') else {
        return false;
    };
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_lowercase()) && scheme.chars().all(|c| c.is_ascii_alphanumeric());
    !line.contains(' ') && !rest.is_empty() && (is_scheme || rest.starts_with("//"))
}

/// The width at which the lines of a text were wrapped, from those that go on in the next one. The
/// first line does not count: it is the title's. Short lines are no wrapping.
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

/// Whether a line end is none of the text: a small letter follows, or the next word had no room.
fn is_wrapped(line: &str, next: &str, width: Option<usize>) -> bool {
    let word = next.split(' ').next().map_or(0, |word| word.chars().count());
    let length = line.chars().count();
    let full = |width: usize| length <= width + width / 8 && length + 1 + word > width;
    next.starts_with(char::is_lowercase) || width.is_some_and(full)
}

//! Where the entries of a list stand in a text.

use serde_yaml::{Mapping, Value};

use crate::model::key_path::KeyPath;
use crate::yaml::locate::locate;

/// An entry of a list.
pub(super) struct Item {
    /// The begin of its first line; in brackets the same as `content`.
    pub start: usize,
    /// Where its own text begins, behind the dash.
    pub content: usize,
    /// Behind its last line; in brackets behind its closing brace.
    pub end: usize,
    /// How far its dash is indented.
    pub indent: usize,
    /// Whether it is written in braces.
    pub braces: bool,
}

/// A list in a text.
pub(super) struct Places<'t> {
    text: &'t str,
    path: KeyPath,
    /// Where the key of the list begins.
    pub key: Option<usize>,
    /// Whether the list is written in brackets.
    pub in_brackets: bool,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str, list: &str) -> Places<'t> {
        let path = KeyPath::root().key(list);
        let key = locate(text, &path, true).map(|span| span.start as usize);
        let in_brackets = locate(text, &path, false).is_some_and(|span| text[span.start as usize..].starts_with('['));
        Places {
            text,
            path,
            key,
            in_brackets,
        }
    }

    /// Every entry; `None` where one is not where entries are.
    pub fn items(&self, count: usize) -> Option<Vec<Item>> {
        (0..count).map(|number| self.item(number)).collect()
    }

    fn item(&self, number: usize) -> Option<Item> {
        let content = locate(self.text, &self.path.index(number), false)?.start as usize;
        let braces = self.text[content..].starts_with('{');
        if self.in_brackets {
            let end = content + closing(self.text.get(content..)?)?;
            return braces.then_some(Item {
                start: content,
                content,
                end,
                indent: 0,
                braces,
            });
        }
        let before = self.text[..content].trim_end();
        let dash = before.strip_suffix('-')?.len();
        let start = line_start(self.text, dash);
        let indent = dash - start;
        if !self.text[start..dash].trim().is_empty() {
            return None;
        }
        let end = self.deeper(content, indent);
        Some(Item {
            start,
            content,
            end,
            indent,
            braces,
        })
    }

    /// The end of what is indented more than `indent`, from the line of `at` on. Empty lines at its end are not
    /// part of it.
    fn deeper(&self, at: usize, indent: usize) -> usize {
        let mut end = line_end(self.text, at);
        let mut next = end;
        while next < self.text.len() {
            let stop = line_end(self.text, next);
            let line = &self.text[next..stop];
            let own = line.len() - line.trim_start_matches(' ').len();
            let blank = line.trim().is_empty();
            if !blank && own <= indent {
                break;
            }
            next = stop;
            if !blank {
                end = stop;
            }
        }
        end
    }

    /// How far the entries of this list, or of another one, are indented.
    pub fn indent(&self, before: &Mapping) -> usize {
        let lists = before.iter().filter_map(|(key, value)| match (key.as_str(), value) {
            (Some(name), Value::Sequence(items)) if !items.is_empty() => Some(name),
            _ => None,
        });
        let places = lists.map(|name| Places::new(self.text, name));
        let mut items = places
            .filter(|places| !places.in_brackets)
            .filter_map(|places| places.item(0));
        items.next().map_or(2, |item| item.indent)
    }

    /// Where a key of an entry begins.
    pub fn key_of(&self, number: usize, key: &str) -> Option<usize> {
        let span = locate(self.text, &self.path.index(number).key(key), true)?;
        Some(span.start as usize)
    }

    /// Where a value begins and ends that stands on one line.
    pub fn value(&self, number: usize, key: &str) -> Option<(usize, usize)> {
        let span = locate(self.text, &self.path.index(number).key(key), false)?;
        Some((span.start as usize, span.end as usize))
    }

    /// From a key to the end of the lines of its value.
    pub fn pair(&self, number: usize, key: &str) -> Option<(usize, usize)> {
        let start = self.key_of(number, key)?;
        Some((start, self.deeper(start, self.column(start))))
    }

    /// The column of a place, from 0.
    pub fn column(&self, at: usize) -> usize {
        at - line_start(self.text, at)
    }
}

/// The begin of the line of `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// Behind the end of the line of `at`.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The length of the line end that a text ends with.
pub(super) fn tail(text: &str) -> usize {
    text.len() - text.trim_end_matches(['\r', '\n']).len()
}

/// The length of what stands in braces at the begin of a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut open: Option<char> = None;
    let mut escaped = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let previous = std::mem::replace(&mut before, c);
        match open {
            Some(mark) => {
                if c == mark && !escaped {
                    open = None;
                }
                escaped = mark == '"' && c == '\\' && !escaped;
            }
            None => match c {
                '"' | '\'' if matches!(previous, ' ' | '{' | '[' | ',') => open = Some(c),
                '{' | '[' => depth += 1,
                '}' | ']' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            },
        }
    }
    None
}

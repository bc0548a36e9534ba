//! The layout of a list of mappings in YAML: the position and style of each item.

use serde_yaml::{Mapping, Value};

use crate::model::key_path::KeyPath;
use crate::yaml::locate::{locate_in_yaml, unquoted};

/// The position of an item of a list, in bytes of the text.
pub(super) struct ListItem {
    /// The start of the mapping, after the dash.
    pub content: usize,
    /// The end of its last line; in a flow sequence after its closing brace.
    pub end: usize,
    /// The indentation of its dash, in spaces.
    pub indent: usize,
    /// Whether it is a flow mapping: `{…}`.
    pub flow: bool,
}

pub(super) struct ListLayout<'t> {
    text: &'t str,
    path: KeyPath,
    /// The start of the key of the list; `None` if the text has no such key.
    pub key: Option<usize>,
    /// Whether it is a flow sequence: `[…]`.
    pub in_brackets: bool,
}

impl<'t> ListLayout<'t> {
    pub fn new(text: &'t str, list: &str) -> ListLayout<'t> {
        let path = KeyPath::root().key(list);
        let key = locate_in_yaml(text, &path, true).map(|span| span.start as usize);
        let in_brackets =
            locate_in_yaml(text, &path, false).is_some_and(|span| text[span.start as usize..].starts_with('['));
        ListLayout {
            text,
            path,
            key,
            in_brackets,
        }
    }

    /// All items; `None` if one has an unsupported layout.
    pub fn items(&self, count: usize) -> Option<Vec<ListItem>> {
        (0..count).map(|number| self.item(number)).collect()
    }

    fn item(&self, number: usize) -> Option<ListItem> {
        let content = locate_in_yaml(self.text, &self.path.index(number), false)?.start as usize;
        let flow = self.text[content..].starts_with('{');
        if self.in_brackets {
            let end = content + flow_length(self.text.get(content..)?)?;
            return flow.then_some(ListItem {
                content,
                end,
                indent: 0,
                flow,
            });
        }
        let before = self.text[..content].trim_end();
        let dash = before.strip_suffix('-')?.len();
        let start = line_start(self.text, dash);
        let indent = dash - start;
        if !self.text[start..dash].trim().is_empty() {
            return None;
        }
        let end = self.block_end(content, indent);
        Some(ListItem {
            content,
            end,
            indent,
            flow,
        })
    }

    /// The end of the block from the line of `at` that is indented by more than `indent`, without trailing blank lines.
    fn block_end(&self, at: usize, indent: usize) -> usize {
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

    /// The indentation of the items of the first block sequence in the text; 2 if there is none.
    pub fn indent(&self, before: &Mapping) -> usize {
        let lists = before.iter().filter_map(|(key, value)| match (key.as_str(), value) {
            (Some(name), Value::Sequence(items)) if !items.is_empty() => Some(name),
            _ => None,
        });
        let layouts = lists.map(|name| ListLayout::new(self.text, name));
        let mut items = layouts
            .filter(|layout| !layout.in_brackets)
            .filter_map(|layout| layout.item(0));
        items.next().map_or(2, |item| item.indent)
    }

    pub fn key_of(&self, number: usize, key: &str) -> Option<usize> {
        let span = locate_in_yaml(self.text, &self.path.index(number).key(key), true)?;
        Some(span.start as usize)
    }

    /// The start and end of a value that is on one line.
    pub fn value(&self, number: usize, key: &str) -> Option<(usize, usize)> {
        let span = locate_in_yaml(self.text, &self.path.index(number).key(key), false)?;
        Some((span.start as usize, span.end as usize))
    }

    /// From a key to the end of the last line of its value.
    pub fn pair(&self, number: usize, key: &str) -> Option<(usize, usize)> {
        let start = self.key_of(number, key)?;
        Some((start, self.block_end(start, self.column(start))))
    }

    /// The column of a position, from 0.
    pub fn column(&self, at: usize) -> usize {
        at - line_start(self.text, at)
    }
}

/// The start of the line of `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// The end of the line of `at`, after the line feed.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The length of the line end at the end of a text, in bytes.
pub(super) fn line_end_length(text: &str) -> usize {
    text.len() - text.trim_end_matches(['\r', '\n']).len()
}

/// The length of the flow collection at the start of a text.
fn flow_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in unquoted(text) {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

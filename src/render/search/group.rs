//! Titles and addresses of one kind of page, in columns.

use serde::Serialize;

use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::render::passage::one_line;

/// Pages of one kind, in the order in which they are offered.
#[derive(Serialize, Hash)]
pub(super) struct Group {
    /// The key of what the kind is called.
    k: &'static str,
    f: &'static str,
    t: String,
    /// Their addresses, a line each: empty where the title says it, else how many characters of what it
    /// says are right, and the rest.
    s: String,
    /// The months of articles, a line each.
    #[serde(skip_serializing_if = "String::is_empty")]
    d: String,
    #[serde(skip)]
    longest: usize,
}

impl Group {
    pub fn new(key: &'static str, folder: &'static str, longest: usize) -> Group {
        Group {
            k: key,
            f: folder,
            t: String::new(),
            s: String::new(),
            d: String::new(),
            longest,
        }
    }

    pub fn of_type(kind: EntityType) -> Group {
        let (key, folder) = match kind {
            EntityType::Person => ("types_person", "people/"),
            EntityType::Organization => ("types_organization", "organizations/"),
            EntityType::Place => ("types_place", "places/"),
            EntityType::Event => ("types_event", "events/"),
            EntityType::Work => ("types_work", "works/"),
            EntityType::Product => ("types_product", "products/"),
            EntityType::Concept => ("types_concept", "concepts/"),
        };
        Group::new(key, folder, 160)
    }

    pub fn add(&mut self, title: &str, output: &OutputPath) {
        let title = shortened(&one_line(title), self.longest);
        let path = output.as_str();
        let name = path.strip_prefix(self.f).unwrap_or(path);
        let name = name.strip_suffix(".html").unwrap_or(name);
        if !self.t.is_empty() {
            self.t.push('\n');
            self.s.push('\n');
        }
        self.s.push_str(&correction(&expected(&title), name));
        self.t.push_str(&title);
    }

    /// The month of the article that was added last; the year where no more is known.
    pub fn add_month(&mut self, date: Option<&PartialDate>) {
        let text = date.map(ToString::to_string).unwrap_or_default();
        if self.t.contains('\n') {
            self.d.push('\n');
        }
        self.d.extend(text.chars().take(7));
    }
}

/// What `search.js` makes of a title where nothing corrects it; the two must say the same.
pub fn expected(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'ä' | 'Ä' => out.push_str("ae"),
            'ö' | 'Ö' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            '\'' | '’' => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Nothing where the name is as expected; else the length of what both begin with, and the rest.
pub fn correction(expected: &str, name: &str) -> String {
    if expected == name {
        return String::new();
    }
    let same = expected.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    format!("{same} {}", &name[same..])
}

/// A text of at most `most` characters, cut between words.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let cut = &text[..end];
    let cut = cut.rfind(' ').filter(|at| *at > end / 2).map_or(cut, |at| &cut[..at]);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ', '–', '-']))
}

/// How many bytes a server sends of a text. Servers compress with about this effort.
pub(super) fn compressed(text: &str) -> usize {
    miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6).len()
}

//! Titles and addresses of one kind of page, in columns.

use serde::Serialize;

use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::render::passage::one_line;

/// Titles and addresses of pages of one kind, in the order in which they are offered.
#[derive(Hash)]
pub struct Titles {
    /// The key of what the kind is called.
    key: &'static str,
    folder: &'static str,
    rows: Vec<(String, OutputPath)>,
    /// The dates of articles, a row each; empty for other kinds.
    dates: Vec<Option<PartialDate>>,
}

/// The same in columns, as the browser reads them.
#[derive(Serialize)]
pub(super) struct Group {
    /// The key of what the kind is called.
    k: &'static str,
    /// The folder of the pages.
    f: &'static str,
    /// The titles, a line each.
    t: String,
    /// Their addresses, a line each: empty where the title says it, else how many characters of what it
    /// says are right, and the rest.
    s: String,
    /// The months of articles, a line each.
    #[serde(skip_serializing_if = "String::is_empty")]
    d: String,
}

impl Titles {
    pub fn new(key: &'static str, folder: &'static str) -> Titles {
        Titles {
            key,
            folder,
            rows: Vec::new(),
            dates: Vec::new(),
        }
    }

    pub fn of_type(kind: EntityType) -> Titles {
        let (key, folder) = match kind {
            EntityType::Person => ("types_person", "people/"),
            EntityType::Organization => ("types_organization", "organizations/"),
            EntityType::Place => ("types_place", "places/"),
            EntityType::Event => ("types_event", "events/"),
            EntityType::Work => ("types_work", "works/"),
            EntityType::Product => ("types_product", "products/"),
            EntityType::Concept => ("types_concept", "concepts/"),
        };
        Titles::new(key, folder)
    }

    pub fn add(&mut self, title: &str, output: &OutputPath) {
        self.rows.push((title.to_owned(), output.clone()));
    }

    pub fn add_dated(&mut self, title: &str, output: &OutputPath, date: Option<PartialDate>) {
        self.add(title, output);
        self.dates.push(date);
    }

    /// The columns, with titles of at most `longest` characters.
    pub(in crate::render::search) fn cut_at(&self, longest: usize) -> Group {
        let (mut titles, mut addresses) = (Vec::new(), Vec::new());
        for (title, output) in &self.rows {
            let title = shortened(&one_line(title), longest);
            let path = output.as_str();
            let name = path.strip_prefix(self.folder).unwrap_or(path);
            let name = name.strip_suffix(".html").unwrap_or(name);
            addresses.push(correction(&expected(&title), name));
            titles.push(title);
        }
        // The month of each article; the year where no more is known.
        let month = |date: &Option<PartialDate>| {
            let text = date.map(|date| date.to_string()).unwrap_or_default();
            text.chars().take(7).collect::<String>()
        };
        Group {
            k: self.key,
            f: self.folder,
            t: titles.join("\n"),
            s: addresses.join("\n"),
            d: self.dates.iter().map(month).collect::<Vec<_>>().join("\n"),
        }
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

//! Citations of an article or a quotation: as text, BibTeX, CSL-JSON and RIS.
//!
//! The citation is of the source given in the front matter; of the article itself only where it gives
//! none. The date of access is the one given there, never that of the build.

use serde_json::{Value, json};

use super::view_builder::{Builder, absolute};
use super::views::CitationView;
use crate::language::Language;
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::site::{ArticleId, SiteArticle};
use crate::model::statement::Statement;

pub struct Work<'a> {
    pub key: String,
    pub title: &'a str,
    pub authors: Vec<&'a str>,
    pub container: &'a str,
    /// Whether it appeared in a medium of its own.
    pub news: bool,
    pub date: Option<PartialDate>,
    pub url: Option<String>,
    pub accessed: Option<PartialDate>,
    pub archive: Option<&'a str>,
    pub lang: &'a str,
    pub said: Option<Said>,
}

pub struct Said {
    /// Words and speaker, in the language of the page.
    pub text: String,
    pub permalink: Option<String>,
}

impl Builder<'_> {
    pub fn citation(&self, id: ArticleId) -> CitationView {
        self.work(self.inputs.article(id)).citation(self.language)
    }

    pub fn quotation_citation(&self, statement: &Statement<'_>) -> CitationView {
        let mut work = self.work(statement.article);
        let anchor = statement.id.anchor();
        let verbatim = statement.quotation.kind == QuotationKind::Direct;
        let (words, speaker) = (statement.bare_words(), statement.speaker_label());
        let base = self.inputs.config.base();
        let page = base.map(|base| absolute(&base, &statement.article.placement.output));
        work.key = format!("{}-{anchor}", work.key);
        work.said = Some(Said {
            text: said(self.language, speaker, &words, verbatim),
            permalink: page.map(|page| format!("{page}#{anchor}")),
        });
        work.citation(self.language)
    }

    fn work<'s>(&'s self, article: &'s SiteArticle) -> Work<'s> {
        let own = &article.article;
        let source = own.provenance.as_ref();
        let author = source.and_then(|source| source.author.as_deref());
        let name = source.and_then(|source| source.name.as_deref());
        let base = self.inputs.config.base();
        let original = source
            .and_then(|source| source.url.as_ref())
            .map(|url| url.as_str().to_owned());
        Work {
            key: own.header.slug.to_string(),
            title: &own.header.title,
            authors: match author {
                Some(author) => vec![author],
                None if name.is_none() => own.authors.iter().map(String::as_str).collect(),
                None => Vec::new(),
            },
            container: name.unwrap_or(&self.inputs.config.title),
            news: name.is_some(),
            date: own.date,
            url: original.or_else(|| base.map(|base| absolute(&base, &article.placement.output))),
            accessed: source.and_then(|source| source.accessed),
            archive: source
                .and_then(|source| source.archive_url.as_ref())
                .map(|url| url.as_str()),
            lang: &article.placement.lang.0,
            said: None,
        }
    }
}

/// A quotation in words: who says what, `verbatim` where the words are the speaker's own.
pub fn said(language: &Language, speaker: Option<&str>, words: &str, verbatim: bool) -> String {
    let interface = &language.interface;
    let speaker = speaker.unwrap_or(interface.text("unknown_speaker"));
    let (key, text) = if verbatim {
        ("cite_said", inner_marks(&field_text(words)))
    } else {
        ("cite_said_indirect", field_text(words))
    };
    fill(interface.text(key), &[("{speaker}", speaker), ("{text}", &text)])
}

impl Work<'_> {
    fn citation(&self, language: &Language) -> CitationView {
        CitationView {
            plain: self.plain(language),
            bibtex: self.bibtex(language),
            csl_json: self.csl_json(language),
            ris: self.ris(language),
        }
    }

    /// In words, as the language of the page writes it.
    pub fn plain(&self, language: &Language) -> String {
        let interface = &language.interface;
        let mut out = String::new();
        let mut add = |key: &str, name: &str| out.push_str(&fill(interface.text(key), &[("{name}", name)]));
        if !self.authors.is_empty() {
            add("cite_by", &self.authors.join("; "));
        }
        add("cite_title", &inner_marks(&field_text(self.title)));
        add("cite_in", self.container);
        if let Some(date) = &self.date {
            add("cite_more", &language.dates.format(date));
        }
        if let Some(url) = &self.url {
            add("cite_more", url);
        }
        if let Some(accessed) = &self.accessed {
            add("cite_accessed", &language.dates.format(accessed));
        }
        if let Some(archive) = self.archive {
            add("cite_archive", archive);
        }
        let Some(said) = &self.said else {
            return out;
        };
        if let Some(permalink) = &said.permalink {
            add("cite_permalink", permalink);
        }
        fill(
            interface.text("cite_after"),
            &[("{said}", &said.text), ("{citation}", &out)],
        )
    }

    /// What no format has a field for: the quotation, where it stands, the archived copy.
    fn note(&self, language: &Language) -> String {
        let said = self.said.as_ref();
        let archive = self.archive.map(|url| {
            let text = fill(language.interface.text("cite_archive"), &[("{name}", url)]);
            text.trim_start_matches([',', '.', ';', ' ']).to_owned()
        });
        let parts = [
            said.map(|said| said.text.clone()),
            said.and_then(|said| said.permalink.clone()),
            archive,
        ];
        parts.into_iter().flatten().collect::<Vec<String>>().join("; ")
    }

    /// For biblatex; `year` is for the older styles, which do not know `date`.
    pub fn bibtex(&self, language: &Language) -> String {
        let mut out = format!("@online{{{}", self.key);
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!(",\n  {name} = {{{value}}}"));
            }
        };
        let authors: Vec<String> = self.authors.iter().map(|author| bibtex_name(author)).collect();
        field("author", &authors.join(" and "));
        field("title", &format!("{{{}}}", bibtex_text(self.title)));
        field(
            if self.news { "journaltitle" } else { "organization" },
            &bibtex_text(self.container),
        );
        if let Some(date) = &self.date {
            field("date", &day(date));
            field("year", &format!("{:04}", date.year()));
        }
        field("url", &self.url.as_deref().map_or_else(String::new, bibtex_url));
        field("urldate", &self.accessed.as_ref().map_or_else(String::new, day));
        field("langid", language.interface.text("langid"));
        field("note", &bibtex_text(&self.note(language)));
        out.push_str("\n}");
        out
    }

    /// For Zotero, pandoc and whatever else reads the Citation Style Language.
    pub fn csl_json(&self, language: &Language) -> String {
        let authors: Vec<Value> = self.authors.iter().map(|author| csl_name(author)).collect();
        let note = self.note(language);
        let fields = [
            ("id", json!(self.key)),
            ("type", json!(if self.news { "article-newspaper" } else { "webpage" })),
            ("title", json!(field_text(self.title))),
            ("author", json!(authors)),
            ("container-title", json!(self.container)),
            ("issued", self.date.as_ref().map_or(Value::Null, csl_date)),
            ("URL", json!(self.url)),
            ("accessed", self.accessed.as_ref().map_or(Value::Null, csl_date)),
            ("language", json!(self.lang)),
            ("note", json!(note)),
        ];
        let empty = |value: &Value| value.is_null() || *value == json!([]) || *value == json!("");
        let lines = fields.iter().filter(|(_, value)| !empty(value));
        let lines: Vec<String> = lines.map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        format!("[{{\n{}\n}}]", lines.join(",\n"))
    }

    pub fn ris(&self, language: &Language) -> String {
        let mut out = String::new();
        let mut line = |tag: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!("{tag}  - {}\n", field_text(value)));
            }
        };
        line("TY", if self.news { "NEWS" } else { "ELEC" });
        line("ID", &self.key);
        self.authors.iter().for_each(|author| line("AU", author));
        line("TI", self.title);
        line("T2", self.container);
        if let Some(date) = &self.date {
            line("PY", &format!("{:04}", date.year()));
            line("DA", &ris_date(date));
        }
        line("UR", self.url.as_deref().unwrap_or(""));
        line("Y2", &self.accessed.as_ref().map_or_else(String::new, ris_date));
        line("LA", self.lang);
        line("N1", &self.note(language));
        out.push_str("ER  - ");
        out
    }
}

/// A pattern with its blanks filled in, each once: what is filled in is never read again.
fn fill(pattern: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((at, (blank, value))) = blanks
        .iter()
        .filter_map(|entry| Some((rest.find(entry.0)?, entry)))
        .min_by_key(|(at, _)| *at)
    {
        out.push_str(&rest[..at]);
        out.push_str(value);
        rest = &rest[at + blank.len()..];
    }
    out + rest
}

/// White space as single spaces, and no control characters: a line of its own would begin a field.
pub fn field_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Quotation marks as they are set inside of others.
fn inner_marks(text: &str) -> String {
    let inner = |c| match c {
        '„' => '‚',
        '“' => '‘',
        '”' => '’',
        '»' => '›',
        '«' => '‹',
        '"' => '\'',
        other => other,
    };
    text.chars().map(inner).collect()
}

fn day(date: &PartialDate) -> String {
    let parts = [date.month(), date.day_of_month()];
    let parts = parts.into_iter().flatten().map(|part| format!("-{part:02}"));
    format!("{:04}{}", date.year(), parts.collect::<String>())
}

/// Year, month and day between slashes, as far as they are known.
fn ris_date(date: &PartialDate) -> String {
    day(date).replace('-', "/")
}

fn csl_date(date: &PartialDate) -> Value {
    let known = [date.month(), date.day_of_month()];
    let mut parts = vec![i64::from(date.year())];
    parts.extend(known.into_iter().flatten().map(i64::from));
    json!({"date-parts": [parts]})
}

/// A name as it is written: only a comma tells which part is the surname.
fn csl_name(name: &str) -> Value {
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => {
            json!({"family": field_text(family), "given": field_text(given)})
        }
        _ => json!({"literal": field_text(name)}),
    }
}

/// A name for BibTeX, which would split one that contains "and", its separator of names.
fn bibtex_name(name: &str) -> String {
    let text = bibtex_text(name);
    if text.split(' ').any(|word| word.eq_ignore_ascii_case("and")) {
        format!("{{{text}}}")
    } else {
        text
    }
}

/// Text in a field of BibTeX. Braces are left out of it where they cannot be written: one without its
/// partner would end the entry.
fn bibtex_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in field_text(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}

/// An address stands as it is; only braces could end the field.
fn bibtex_url(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

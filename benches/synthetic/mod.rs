//! Synthetic sites of any size: the same number of articles makes the same bytes, everywhere.
//!
//! Every person, place, company and sentence is invented for this purpose, and every sentence is put
//! together anew, so that no two articles are alike. What a real site holds is there in about the
//! same measure: quotations with the cue before, after and between, names of the registry in full
//! and short form, decisions and notes of an editor, footnotes, tables, lists, links, partial dates.
//! A site of any size builds without an error or a warning.
#![allow(dead_code, reason = "each bench uses its part of this module")]

mod prose;
mod rng;

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use prose::{Cast, Tongue};
use rng::Rng;

/// How many articles lie in one dossier.
const DOSSIER: usize = 60;

/// How many tags a site has at most.
const TAGS: usize = 80;

/// One file of a site.
pub struct File {
    /// Relative to the site's root, with `/` between its parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// A site of `articles` articles, as files in the order of their paths.
pub fn site(articles: usize) -> Vec<File> {
    let mut rng = Rng::new(articles as u64);
    let cast = Cast::new(24 + (articles / 20).min(376));
    let dossiers = articles.div_ceil(DOSSIER);
    let mut files = vec![
        File {
            path: "dossier.yaml".to_owned(),
            text: "title: Das erfundene Archiv\nbase_url: https://example.org/archiv/\nlang: de\n".to_owned(),
        },
        File {
            path: "static/karte.svg".to_owned(),
            text:
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 9 5 1 10 9z\"/></svg>\n"
                    .to_owned(),
        },
    ];
    files.extend((0..dossiers).map(|number| dossier(number, &mut rng, &cast)));
    files.extend(cast.entities().map(|(slug, text)| File {
        path: format!("content/entities/{slug}.md"),
        text,
    }));
    files.extend((0..articles).map(|number| article(number, dossiers, &mut rng, &cast)));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Writes a site below `folder`, which must not exist or be empty.
///
/// # Errors
/// The folder holds something, or the disk refuses.
pub fn write(files: &[File], folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    if std::fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is not empty", folder.display()),
        ));
    }
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, &file.text)?;
    }
    Ok(())
}

fn dossier(number: usize, rng: &mut Rng, cast: &Cast) -> File {
    let place = cast.place(number);
    let mut text = format!("---\ntitle: Der Streit um {place} {number}\norder: {number}\nevents:\n");
    for year in 2029..2033 {
        let month = rng.below(12) + 1;
        let _ = writeln!(text, "  - {{date: {year}-{month:02}, title: \"Sitzung in {place}\"}}");
    }
    text.push_str("---\n");
    for _ in 0..3 {
        text.push_str(&cast.narration(Tongue::German, rng));
        text.push(' ');
    }
    text.push('\n');
    File {
        path: format!("content/dossiers/streit-{number:04}.md"),
        text,
    }
}

/// Where an article lies. Its name is its address, and is the same in no other folder.
fn article_path(number: usize) -> String {
    format!("content/articles/{}/meldung-{number:06}.md", 2029 + number % 5)
}

fn article(number: usize, dossiers: usize, rng: &mut Rng, cast: &Cast) -> File {
    let tongue = if number % 5 == 4 {
        Tongue::English
    } else {
        Tongue::German
    };
    let mut text = front_matter(number, dossiers, tongue, rng, cast);
    let speakers = cast.choose(rng, 3);
    let paragraphs = 7 + rng.below(8);
    for paragraph in 0..paragraphs {
        if paragraph > 0 && paragraph.is_multiple_of(4) {
            let _ = write!(text, "## {} {paragraph}\n\n", cast.place(rng.below(usize::MAX)));
        }
        let sentences = 3 + rng.below(4);
        for _ in 0..sentences {
            let sentence = match rng.below(20) {
                0..3 => cast.quotation(tongue, *rng.pick(&speakers), rng),
                3..5 => cast.indirect(tongue, *rng.pick(&speakers), rng),
                _ => cast.narration(tongue, rng),
            };
            text.push_str(&sentence);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    extras(number, tongue, rng, cast, &mut text);
    File {
        path: article_path(number),
        text,
    }
}

/// The words that a decision or a note of the editor's is tied to, once in each article.
fn file_number(number: usize) -> String {
    format!("Az. {number:06}/{}", 2029 + number % 5)
}

fn front_matter(number: usize, dossiers: usize, tongue: Tongue, rng: &mut Rng, cast: &Cast) -> String {
    let (year, month, day) = (2029 + number % 5, rng.below(12) + 1, rng.below(28) + 1);
    let date = match rng.below(20) {
        0 => format!("{year}"),
        1..4 => format!("{year}-{month:02}"),
        4 => format!("{year}-{month:02}-{day:02}T{:02}:30:00+01:00", rng.below(24)),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let lang = match tongue {
        Tongue::German => "de",
        Tongue::English => "en",
    };
    let mut text = format!(
        "---\ntitle: \"{} ({number})\"\ndate: {date}\nlang: {lang}\nsummary: \"{}\"\n",
        cast.title(tongue, rng),
        cast.narration(tongue, rng),
    );
    let _ = writeln!(text, "dossiers: [streit-{:04}]", number % dossiers);
    let tags: Vec<String> = (0..3).map(|_| format!("Thema {}", rng.below(TAGS))).collect();
    let _ = writeln!(text, "tags: [{}]", tags.join(", "));
    let source = cast.medium(rng);
    let _ = writeln!(
        text,
        "source:\n  name: {source}\n  url: https://example.org/{number}\n  accessed: 2034-01-05\n  licence: CC0"
    );
    if number.is_multiple_of(4) {
        let note = cast.narration(tongue, rng);
        let anchor = file_number(number);
        let _ = writeln!(
            text,
            "annotations:\n  - {{text: \"{anchor}\", kind: context, note: \"*Red.:* {note}\", by: Red.}}"
        );
    }
    if number.is_multiple_of(10) {
        let _ = writeln!(
            text,
            "corrections:\n  - {{date: {year}-12-31, note: \"{}\"}}",
            cast.narration(tongue, rng)
        );
    }
    text.push_str("---\n");
    text
}

/// What stands below the running text of some articles.
fn extras(number: usize, tongue: Tongue, rng: &mut Rng, cast: &Cast, text: &mut String) {
    let (slug, name) = cast.link(rng);
    let other = rng.below(number + 1);
    let other_folder = article_path(other);
    let other_path = other_folder.trim_start_matches("content/articles/");
    let words = match tongue {
        Tongue::German => ["Akten", "Dazu", "ein früherer Bericht", "Jahr", "Kosten", "Vermerk"],
        Tongue::English => ["Files", "See", "an earlier report", "Year", "Cost", "Remark"],
    };
    let _ = write!(
        text,
        "{}: {}[^1]. {}: [[{slug}|{name}]], [{}](../{other_path}).\n\n",
        words[0],
        file_number(number),
        words[1],
        words[2]
    );
    if number.is_multiple_of(5) {
        let _ = write!(text, "| {} | {} |\n|---|---:|\n", words[3], words[4]);
        for year in 2029..2034 {
            let _ = writeln!(text, "| {year} | {},{} |", rng.below(400), rng.below(10));
        }
        text.push('\n');
    }
    if number.is_multiple_of(6) {
        for _ in 0..4 {
            let _ = writeln!(text, "- {}", cast.narration(tongue, rng));
        }
        text.push('\n');
    }
    if number.is_multiple_of(10) {
        let _ = write!(text, "![{}](/karte.svg)\n\n", cast.place(number));
    }
    if number.is_multiple_of(50) {
        let _ = write!(
            text,
            "```json\n{{\"pegel\": [{}, {}]}}\n```\n\n",
            rng.below(900),
            rng.below(900)
        );
    }
    let _ = writeln!(text, "[^1]: {}: {}", words[5], cast.narration(tongue, rng));
}

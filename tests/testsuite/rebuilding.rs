//! A build that makes use of what former builds kept has the bytes of one that knows nothing, whatever was
//! edited in between, and whatever happened to the cache.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use dossier::internals::pipeline::{Answer, Memory, Observer, Request, Stage, Step, build, preview};

/// How many edits the suite makes; `REBUILDS=500` makes more.
const EDITS: usize = 60;

/// Invented people, things and sentences.
const PEOPLE: [&str; 6] = [
    "Almut Reethwisch",
    "Arved Husemeyer",
    "Berta Kolk",
    "Carsten Deichmann",
    "Dörte Siel",
    "Enno Priel",
];
const OFFICES: [&str; 4] = ["Bürgermeisterin", "Hafenmeister", "Sprecherin", "Minister"];
const WORDS: [&str; 6] = [
    "Der Kai wird im Herbst gebaut",
    "Wir haben keine Zeit zu verlieren",
    "Das Geld reicht nicht",
    "Die Flut kommt jedes Jahr höher",
    "Niemand hat uns gefragt",
    "Ich stehe zu meinem Wort",
];
const PLAIN: [&str; 4] = [
    "Der Rat von Haffelde tagt am Montag.",
    "In Berlin wurde darüber nicht gesprochen.",
    "Die Vereinten Nationen und die EU-Kommission äußerten sich nicht.",
    "Mehr dazu steht in [[hafen]].",
];

/// Numbers without a pattern, the same in every run (SplitMix64, Guy Steele and others, 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }

    fn sentence(&mut self) -> String {
        let (who, words) = (self.pick(&PEOPLE), self.pick(&WORDS));
        let surname = who.split(' ').next_back().unwrap();
        match self.roll(6) {
            0 => format!("„{words}“, sagte {} {who}.", self.pick(&OFFICES)),
            1 => format!("{surname} sagte, {} sei damit einverstanden.", self.pick(&PEOPLE)),
            2 => format!("„{words}“, so {surname}."),
            3 => format!("„{words}“, sagte er."),
            _ => self.pick(&PLAIN).to_owned(),
        }
    }

    fn article(&mut self) -> String {
        let mut text = String::from("---\n");
        let _ = writeln!(text, "title: {} {}", self.pick(&WORDS), self.roll(100));
        let _ = writeln!(
            text,
            "date: 20{}-0{}-1{}",
            10 + self.roll(4),
            1 + self.roll(9),
            self.roll(10)
        );
        if self.roll(3) > 0 {
            let _ = writeln!(text, "dossiers: [{}]", self.pick(&["hafen", "wahl"]));
        }
        if self.roll(3) > 0 {
            let _ = writeln!(text, "tags: [{}]", self.pick(&["Hafen", "Wahl", "Geld"]));
        }
        if self.roll(3) > 0 {
            let _ = writeln!(text, "source: {{name: {}}}", self.pick(&["Bote", "Blatt"]));
        }
        if self.roll(5) == 0 {
            text.push_str("draft: true\n");
        }
        if self.roll(4) == 0 {
            text.push_str("corrections:\n  - {date: 2014-01-02, note: Ein Name war falsch.}\n");
        }
        text.push_str("---\n\n");
        for _ in 0..2 + self.roll(6) {
            text.push_str(&self.sentence());
            text.push_str(if self.roll(3) == 0 { "\n\n" } else { " " });
        }
        text.push('\n');
        text
    }
}

/// A site that is edited.
struct Site {
    folder: tempfile::TempDir,
    dice: Dice,
    made: usize,
}

impl Site {
    fn new(seed: u64) -> Site {
        let mut site = Site {
            folder: tempfile::tempdir().unwrap(),
            dice: Dice(seed),
            made: 0,
        };
        site.write(
            "dossier.yaml",
            "title: Probe\nlang: de\nbase_url: https://example.org/\npage_size: 10\n",
        );
        site.write(
            "content/dossiers/hafen.md",
            "---\ntitle: Hafen\n---\n\nDer Streit um den Kai.\n",
        );
        site.write(
            "content/dossiers/wahl.md",
            "---\ntitle: Wahl\nevents:\n  - {date: 2012-05-01, title: Wahltag}\n---\n\nWer [[almut-reethwisch]] wählt.\n",
        );
        site.write(
            "content/pages/ueber.md",
            "---\ntitle: Über\nmenu: 1\n---\n\nDiese Stadt ist erfunden.\n",
        );
        site.write(
            "content/entities.yaml",
            "almut-reethwisch: {name: Almut Reethwisch, type: person}\n",
        );
        (0..12).for_each(|_| site.add_article());
        site
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join("site").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn add_article(&mut self) {
        let text = self.dice.article();
        self.made += 1;
        self.write(&format!("content/articles/a{}.md", self.made), &text);
    }

    fn an_article(&mut self) -> Utf8PathBuf {
        let mut all = files(&self.root().join("site/content/articles"));
        let at = self.dice.roll(all.len());
        let name = all.keys().nth(at).unwrap().clone();
        all.clear();
        self.root().join("site/content/articles").join(name)
    }

    /// Changes something that an editor, an owner or an accident may change.
    fn edit(&mut self) -> &'static str {
        let article = self.an_article();
        let text = fs::read_to_string(&article).unwrap();
        match self.dice.roll(17) {
            0..=3 => {
                let more = self.dice.sentence();
                fs::write(article, format!("{text}\n{more}\n")).unwrap();
                "a sentence more"
            }
            4 => {
                fs::write(article, self.dice.article()).unwrap();
                "another article"
            }
            5 => {
                self.add_article();
                "a new article"
            }
            6 if self.made > 8 => {
                fs::remove_file(article).unwrap();
                "an article less"
            }
            7 => {
                let title = self.dice.pick(&WORDS);
                fs::write(article, text.replacen("title: ", &format!("title: {title} "), 1)).unwrap();
                "a title"
            }
            8 => {
                let entry = "almut-reethwisch: {name: Almut Reethwisch, type: person";
                let more = self.dice.pick(&["", ", description: Erfunden", ", aliases: [Siel]"]);
                let second = self.dice.pick(&["", "kolk: {name: Berta Kolk, type: person}\n"]);
                self.write("content/entities.yaml", &format!("{entry}{more}}}\n{second}"));
                "the entities"
            }
            9 => {
                let words = self.dice.pick(&WORDS);
                self.write(
                    "content/dossiers/hafen.md",
                    &format!("---\ntitle: {words}\n---\n\n{words}.\n"),
                );
                "a dossier"
            }
            10 => {
                let more = self.dice.pick(&[
                    "page_size: 10",
                    "page_size: 5",
                    "link_mentions: all",
                    "min_confidence: 60",
                ]);
                let text = format!("title: Probe\nlang: de\nbase_url: https://example.org/\n{more}\n");
                self.write("dossier.yaml", &text);
                "the configuration"
            }
            11 => {
                let words = self.dice.pick(&WORDS);
                self.write("templates/404.html", &format!("<p>{words}</p>\n"));
                "a template"
            }
            12 => {
                let words = self.dice.pick(&WORDS);
                self.write(
                    "content/pages/ueber.md",
                    &format!("---\ntitle: {words}\nmenu: 1\n---\n\n{words}\n"),
                );
                "a page of the menu"
            }
            13 => {
                self.spoil("site/.dossier-cache");
                "a damaged cache"
            }
            14 => {
                self.spoil("warm");
                "a damaged output"
            }
            15 => {
                let _ = fs::remove_dir_all(self.root().join("site/.dossier-cache"));
                "no cache"
            }
            _ => "nothing",
        }
    }

    /// Changes a byte of some file of a folder, or its end.
    fn spoil(&mut self, folder: &str) {
        let folder = self.root().join(folder);
        let all: Vec<Utf8PathBuf> = files(&folder)
            .into_keys()
            .filter(|name| !name.starts_with(".dossier"))
            .collect();
        if all.is_empty() {
            return;
        }
        for _ in 0..4 {
            let path = folder.join(&all[self.dice.roll(all.len())]);
            let mut bytes = fs::read(&path).unwrap();
            match bytes.len() {
                0 => bytes.push(b'x'),
                length if self.dice.roll(2) == 0 => bytes[self.dice.roll(length)] ^= 0x11,
                length => bytes.truncate(length / 2),
            }
            fs::write(path, bytes).unwrap();
        }
    }

    /// Builds with what is kept, and again with nothing, and compares.
    fn compare(&self, after: &[&str]) -> Counts {
        let counts = self.build("site", "warm");
        let (site, cold) = (self.root().join("cold-site"), self.root().join("cold"));
        let _ = fs::remove_dir_all(&site);
        let _ = fs::remove_dir_all(&cold);
        for (name, bytes) in files(&self.root().join("site")) {
            if !name.starts_with(".dossier-cache") {
                let path = site.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        self.build("cold-site", "cold");
        let (warm, cold) = (files(&self.root().join("warm")), files(&cold));
        let names = |site: &BTreeMap<Utf8PathBuf, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&warm), names(&cold), "after {after:?}");
        let differing: Vec<_> = warm
            .iter()
            .filter(|(name, bytes)| cold[*name] != **bytes)
            .map(|(name, _)| name)
            .collect();
        assert!(differing.is_empty(), "after {after:?}: {differing:?} differ");
        counts
    }

    fn request(&self, site: &str, output: &str) -> Request {
        Request {
            root: self.root().join(site),
            output: Some(self.root().join(output)),
            base_url: None,
            drafts: false,
            now: 1_900_000_000,
            home: None,
        }
    }

    fn build(&self, site: &str, output: &str) -> Counts {
        let counts = Counts::default();
        let outcome = build(&self.request(site, output), &counts);
        assert!(!outcome.failed(), "{:?}", outcome.diagnostics);
        counts
    }
}

/// Every file below a folder.
fn files(folder: &Utf8Path) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    collect(folder, folder.as_std_path(), &mut all);
    all
}

fn collect(root: &Utf8Path, folder: &Path, all: &mut BTreeMap<Utf8PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, all);
        } else {
            let name = Utf8Path::from_path(&path)
                .unwrap()
                .strip_prefix(root)
                .unwrap()
                .to_owned();
            all.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// What a build did.
#[derive(Default)]
struct Counts {
    enriched: AtomicUsize,
    made: AtomicUsize,
    kept: AtomicUsize,
}

impl Observer for Counts {
    fn begin(&self, _: Stage, _: usize) {}

    fn step(&self, step: Step) {
        let count = match step {
            Step::Enriched => &self.enriched,
            Step::Made => &self.made,
            Step::Kept => &self.kept,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_warm_build_has_the_bytes_of_a_cold_one() {
    let edits = std::env::var("REBUILDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(EDITS);
    let mut site = Site::new(7);
    site.compare(&[]);
    let mut done = Vec::new();
    while done.len() < edits {
        for _ in 0..1 + site.dice.roll(2) {
            done.push(site.edit());
        }
        site.compare(&done[done.len().saturating_sub(4)..]);
    }
}

/// The preview keeps in memory what it read and linked; its pages are those of a build all the same.
#[test]
fn a_preview_that_remembers_has_the_pages_of_a_cold_build() {
    let mut site = Site::new(23);
    let mut memory = Memory::default();
    let mut done = Vec::new();
    for _ in 0..EDITS {
        done.push(site.edit());
        site.compare(&[]);
        let seen = preview(&site.request("site", "warm"), &mut memory);
        for (name, bytes) in files(&site.root().join("cold")) {
            if let Some(Answer::Bytes(page)) = seen.page(name.as_str()) {
                assert!(*page == *bytes, "{name} differs after {done:?}");
            }
        }
        assert!(seen.has("index.html"));
    }
}

#[test]
fn an_edit_of_one_article_enriches_one_and_leaves_most_pages() {
    let mut site = Site::new(11);
    let first = site.build("site", "warm");
    let again = site.build("site", "warm");
    let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
    assert_eq!(count(&first.enriched), count(&again.kept) - count(&first.made));
    assert_eq!((count(&again.enriched), count(&again.made)), (0, 0));
    let article = site.an_article();
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, format!("{text}\nEin Satz ohne Namen.\n")).unwrap();
    let edited = site.build("site", "warm");
    assert_eq!(count(&edited.enriched), 1);
    assert!(
        count(&edited.made) > 0 && count(&edited.made) < count(&first.made),
        "{}",
        count(&edited.made)
    );
}

#[test]
fn a_cache_that_cannot_be_written_is_no_error() {
    let site = Site::new(3);
    // A file where the folder belongs: nothing can be kept there.
    site.write(".dossier-cache", "von Hand");
    let first = site.compare(&[]);
    let again = site.build("site", "warm");
    assert_eq!(
        first.enriched.load(Ordering::Relaxed),
        again.enriched.load(Ordering::Relaxed)
    );
    assert_eq!(
        fs::read_to_string(site.root().join("site/.dossier-cache")).unwrap(),
        "von Hand"
    );
}

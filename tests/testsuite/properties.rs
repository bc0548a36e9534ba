//! What holds of every text, however odd: quotations are found without a panic, stand inside the
//! text, and are the same again, whatever the line ends.

use std::sync::LazyLock;

use camino::Utf8PathBuf;
use dossier::internals::enrich::enrich_text;
use dossier::internals::language::Languages;
use dossier::internals::model::Document;
use dossier::internals::model::Lang;
use dossier::internals::model::Span;
use dossier::internals::model::{Enrichment, Quotation};
use dossier::internals::parse::{MarkdownSource, parse_markdown, plain_text};
use dossier::internals::pipeline::{ExtractInput, Request, extract};
use proptest::prelude::*;
use serde_json::Value;

/// What news texts are made of, and what breaks scanners.
const PIECES: [&str; 96] = [
    "„",
    "“",
    "”",
    "\"",
    "»",
    "«",
    "‚",
    "‘",
    "’",
    "'",
    "''",
    "‹",
    "›",
    "`",
    "(",
    ")",
    "[",
    "]",
    "…",
    "...",
    ". ",
    ", ",
    ": ",
    "; ",
    "! ",
    "? ",
    " – ",
    " — ",
    " - ",
    "-",
    "/",
    "&",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{301}",
    "ß",
    "🐝",
    "ﬁ",
    "İ",
    " ",
    " ",
    "Anna",
    "Meer",
    "Dr. ",
    "z. B. ",
    "24. ",
    "Mr. ",
    "er",
    "sie",
    "he ",
    "they ",
    "der ",
    "die ",
    "dem ",
    "des ",
    "Minister",
    "minister",
    "Behörde",
    "ministry",
    "laut ",
    "according to ",
    "so ",
    "zufolge",
    "sagte ",
    "said ",
    "teilte ",
    " mit",
    "warnte ",
    "warned ",
    "dass ",
    "that ",
    "ob ",
    "whether ",
    "sei ",
    "habe ",
    "soll ",
    "würde ",
    "wird ",
    "zitiert",
    "zu ",
    "to ",
    "kommen",
    "Vorwurf",
    "claim",
    "hieß es",
    "nach Angaben ",
    "# ",
    "> ",
    "- ",
    "*",
    "_",
    "`x`",
    "[^1]",
];

fn composed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => proptest::sample::select(&PIECES[..]).prop_map(|piece| format!("{piece} ")),
        1 => "\\PC{0,3}",
    ];
    proptest::collection::vec(word, 0..90).prop_map(|words| words.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![6 => composed(), 1 => any::<String>(), 1 => "[\\PC\r\n\t]{0,200}"]
}

fn documents(text: &str) -> [Document; 2] {
    let source = MarkdownSource {
        text,
        offset: 0,
        key: None,
    };
    [plain_text(text), parse_markdown(&source, &mut Vec::new())]
}

fn enrich(document: &Document, lang: &str) -> Enrichment {
    enrich_text(document, &Languages::embedded().get(&Lang(lang.into())).words)
}

/// Every span of a quotation.
fn spans(quotation: &Quotation) -> Vec<Span> {
    let speaker = quotation.speaker.iter();
    let named = speaker.flat_map(|speaker| [speaker.written, speaker.antecedent]);
    let own = [Some(quotation.span), quotation.cue, quotation.frame].into_iter();
    let parts = quotation.parts.iter().copied().map(Some);
    own.chain(named).chain(parts).flatten().collect()
}

fn check(document: &Document, found: &Enrichment) -> Result<(), TestCaseError> {
    let plain = document.plain.as_str();
    for sentence in &found.sentences {
        prop_assert!(plain.get(sentence.range()).is_some_and(|text| !text.is_empty()));
    }
    for quotation in &found.quotations {
        for span in spans(quotation) {
            let text = plain.get(span.range());
            prop_assert!(
                text.is_some_and(|text| !text.trim().is_empty()),
                "{span:?} of {quotation:?}"
            );
        }
        let parts = &quotation.parts;
        prop_assert!(parts.windows(2).all(|two| two[0].end <= two[1].start), "{parts:?}");
        prop_assert!(parts.iter().all(|part| quotation.span.contains(*part)), "{quotation:?}");
        prop_assert!(parts.len() != 1);
        prop_assert!(quotation.confidence <= 1000);
        prop_assert!(!quotation.rule.name().is_empty());
    }
    let starts = found.quotations.iter().map(|quotation| quotation.span.start);
    prop_assert!(starts.is_sorted());
    Ok(())
}

static EMPTY: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// What `dossier extract` says of a text: kind, words, speaker as written and resolved, cue.
fn extracted(text: &str, lang: &str, markdown: bool) -> Vec<String> {
    let request = Request {
        root: Utf8PathBuf::try_from(EMPTY.path().to_path_buf()).unwrap(),
        output: None,
        base_url: None,
        drafts: true,
        now: 0,
        home: None,
    };
    let input = ExtractInput {
        file: "text.txt".into(),
        text: text.to_owned(),
        markdown,
    };
    let (documents, _) = extract(&request, vec![input], Some(&Lang(lang.into())));
    let document: Option<Value> = documents.first().map(|d| serde_json::from_str(&d.to_json()).unwrap());
    let body: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    for quote in document
        .iter()
        .flat_map(|document| document["quotes"].as_array().unwrap())
    {
        let at = |key: &str| usize::try_from(quote[key].as_u64().unwrap()).unwrap();
        let slice: String = body[at("start")..at("end")].iter().collect();
        assert_eq!(quote["text"], slice);
        let keys = [
            "kind",
            "text",
            "speaker_text",
            "speaker_resolved",
            "cue",
            "rule",
            "confidence",
        ];
        let values: Vec<String> = keys
            .iter()
            .map(|key| quote[*key].to_string().replace("\\r\\n", "\\n"))
            .collect();
        lines.push(values.join(" "));
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotations_stand_inside_the_text(text in any_text()) {
        for document in documents(&text) {
            for lang in Languages::embedded().tags().iter().copied() {
                let found = enrich(&document, lang);
                check(&document, &found)?;
                prop_assert_eq!(&found, &enrich(&document, lang));
            }
        }
    }

    /// The Markdown parser makes two spaces of a line end of two characters inside inline code: so
    /// there is none here.
    #[test]
    fn line_ends_make_no_difference(text in composed()) {
        let unix = text.replace('`', "");
        let windows = unix.replace('\n', "\r\n");
        for lang in Languages::embedded().tags().iter().copied() {
            for markdown in [false, true] {
                prop_assert_eq!(extracted(&unix, lang, markdown), extracted(&windows, lang, markdown));
            }
        }
    }
}

#[test]
fn a_text_of_nothing_holds_nothing() {
    for text in ["", " ", "\n\n", "\u{feff}", "„", "“”", "''", ":", "\r\n\r\n"] {
        for lang in Languages::embedded().tags().iter().copied() {
            for markdown in [false, true] {
                assert_eq!(extracted(text, lang, markdown), [""; 0], "{text:?}");
            }
        }
    }
}

/// How long the quotations of a text take that repeats a piece, in seconds.
fn seconds(piece: &str, bytes: usize) -> f64 {
    let document = plain_text(&piece.repeat(bytes / piece.len()));
    let begin = std::time::Instant::now();
    enrich(&document, "de");
    begin.elapsed().as_secs_f64()
}

/// Eight times the text takes about eight times as long, where a scan for each mark or cue would
/// take sixty times as long. Measured again before it is held against anybody: machines are busy.
#[test]
fn the_time_grows_with_the_text_and_no_faster() {
    seconds("a", 1);
    for piece in [
        "„a ",
        "'a ",
        "Anna Meer sagte: „Ja.“ ",
        "er sagte, dass ",
        "Er sagte, sie sei da. ",
    ] {
        let ratio = || seconds(piece, 160_000) / seconds(piece, 20_000);
        assert!((0..4).any(|_| ratio() < 24.0), "{piece}");
    }
}

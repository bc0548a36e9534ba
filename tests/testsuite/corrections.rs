//! Changes of the decisions beside an article: whatever people wrote stays, and what is written reads as it
//! was meant.

use dossier::internals::corrections::{EditRequest, Refusal, SelectedText, change, find_selection};
use dossier::internals::model::Span;
use dossier::internals::model::{AnnotationKind, Article};
use dossier::internals::model::{Companion, SourceFile, SourceKind};
use dossier::internals::parse::Parsed;
use dossier::internals::yaml::{Edit, EntryValue, edit, parse};
use proptest::prelude::*;
use serde_yaml::{Mapping, Value};

/// The keys of an entry, in their order.
type Entry = Vec<(&'static str, EntryValue)>;

fn text(value: &str) -> EntryValue {
    EntryValue::Text(value.to_owned())
}

fn insert(list: &'static str, at: usize, entry: Entry) -> Edit {
    Edit::Insert { list, at, entry }
}

/// As somebody writes it who has never thought about it.
const BY_HAND: &str = "# Hafen, 2. Fassung\n\
quotations:   # alle geprüft\n\
\x20   # vom Rat\n\
\x20   - {text: \"Öl ins Feuer\",   speaker: rat}   # stimmt\n\
\n\
\x20   - speaker: 'ohrt'   # Fischerin\n\
\x20     text: >-\n\
\x20       Wir warten\n\
\x20       noch ein Jahr\n\
\x20     # noch offen\n\
\n\
mentions: [{text: Rat, ignore: true}, {text: \"a, b}\", entity: x}]\n\
# Ende\n";

#[track_caller]
fn changed(change: &Edit, from: &str, to: &str) {
    assert!(BY_HAND.contains(from));
    assert_eq!(edit(BY_HAND, change).unwrap(), BY_HAND.replacen(from, to, 1));
}

#[test]
fn a_change_touches_nothing_else() {
    let entry = || {
        vec![
            ("text", text("Nein: nie")),
            ("speaker", text("rat")),
            ("confirmed", EntryValue::True),
        ]
    };
    changed(
        &insert("quotations", 1, entry()),
        "# stimmt\n",
        "# stimmt\n    - {text: \"Nein: nie\", speaker: rat, confirmed: true}\n",
    );
    changed(
        &insert("quotations", 9, entry()),
        "# noch offen\n",
        "# noch offen\n    - text: \"Nein: nie\"\n      speaker: rat\n      confirmed: true\n",
    );
    changed(
        &insert("mentions", 1, vec![("text", text("c"))]),
        "true}, ",
        "true}, {text: c}, ",
    );
    changed(
        &insert(
            "annotations",
            0,
            vec![("text", text("c")), ("note", text("eins\n\nzwei"))],
        ),
        "# Ende\n",
        "# Ende\nannotations:\n    - text: c\n      note: |-\n        eins\n\n        zwei\n",
    );
    let set = |at, key, value| Edit::Set {
        list: "quotations",
        at,
        keys: vec![(key, value)],
    };
    changed(&set(0, "speaker", Some(text("ohrt"))), "speaker: rat", "speaker: ohrt");
    changed(&set(0, "speaker", None), ",   speaker: rat}", "}");
    changed(&set(0, "kind", Some(text("direct"))), "rat}", "rat, kind: direct}");
    changed(&set(1, "speaker", Some(text("rat"))), "'ohrt'   #", "rat   #");
    changed(&set(1, "speaker", None), "speaker: 'ohrt'   # Fischerin\n      ", "");
    changed(
        &set(1, "text", Some(text("Wir warten"))),
        ">-\n        Wir warten\n        noch ein Jahr\n",
        "Wir warten\n",
    );
}

#[test]
fn what_is_written_too_oddly_is_refused() {
    for odd in [
        "{quotations: [{text: a}]}",
        "quotations:\n  -\n   # x\n    text: a\n  - {text: b}",
        "- a",
        "a: *b\nc: &b d",
    ] {
        let change = Edit::Set {
            list: "quotations",
            at: 0,
            keys: vec![("text", None)],
        };
        if let Ok(after) = edit(odd, &change) {
            assert!(parse(&after).is_ok(), "{odd}: {after}");
        }
    }
}

const ARTICLE: &str = "---\ntitle: Rat\nmentions:\n  - {text: Kai, ignore: true}\n---\n\n\
„Der *Hafen* wartet“, sagte Ohrt. Der Hafen schwieg, der Hafen blieb\nstill am Kai. Nein, nein, nein.\n\n\
„Wir warten“, sagte sie. Er sagte: „Wir warten“.\n";

fn article(beside: &str) -> Article {
    let file = SourceFile {
        path: "content/articles/rat.md".into(),
        kind: SourceKind::Article,
        text: ARTICLE.to_owned(),
        hash: [0; 32],
        companion: Some(Companion {
            path: "content/articles/rat.annotations.yaml".into(),
            text: beside.to_owned(),
        }),
    };
    let (parsed, problems) = dossier::internals::parse::parse(&file, &["de"]);
    assert!(problems.is_empty(), "{problems:?}");
    let Some(Parsed::Article(article)) = parsed else {
        panic!("no article")
    };
    *article
}

/// A text as somebody selects it on the page.
#[track_caller]
fn place(text: &str, before: &str, after: &str) -> Span {
    let pointed = SelectedText {
        text: text.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    find_selection(&article("").body.plain, &pointed).unwrap()
}

#[test]
fn wishes_become_entries_by_place_with_the_shortest_clear_anchor() {
    let mut beside = String::new();
    let mut wish = |span: Span, wish: EditRequest| {
        let change = change(&article(&beside), span, &wish).unwrap();
        beside = edit(&beside, &change).unwrap();
    };
    let by = |speaker: &str| EditRequest::Quotation {
        speaker: Some(speaker.to_owned()),
        kind: None,
    };
    let second = place("„Wir warten“", "Er sagte: ", ".");
    let note = EditRequest::Note {
        kind: AnnotationKind::Question,
        note: "Wer?\nWann?".to_owned(),
        by: Some("Red.".to_owned()),
        date: None,
    };
    wish(second, by("rat"));
    wish(place("„Der Hafen wartet“", "", ", sagte"), by("ohrt"));
    wish(place("blieb still", "der Hafen ", " am"), note);
    wish(
        place("Hafen", "schwieg, der ", " blieb"),
        EditRequest::Mention("hafen".to_owned()),
    );
    wish(place("nein", "Nein, nein, ", "."), EditRequest::NoMention);
    wish(place("nein", "Nein, ", ", nein."), EditRequest::NoMention);
    // Whoever decides again changes what stands there.
    wish(second, EditRequest::NoQuotation);
    wish(place("Der Hafen wartet", "„", "“"), by("rat"));
    let expected = "quotations:\n  - {text: \"„Der Hafen wartet“\", speaker: rat, confirmed: true}\n  \
        - {text: \"„Wir warten“\", prefix: \"sagte: \", ignore: true}\n\
        annotations:\n  - text: blieb still\n    kind: question\n    note: |-\n      Wer?\n      Wann?\n    by: Red.\n\
        mentions:\n  - {text: Hafen, prefix: \"der \", entity: hafen}\n  \
        - {text: nein, prefix: \"Nein, \", ignore: true}\n  - {text: nein, prefix: \"nein, \", ignore: true}\n";
    assert_eq!(beside, expected);
    let refused = change(&article(""), place("Kai", "", ""), &EditRequest::NoMention);
    assert!(matches!(refused, Err(Refusal::FrontMatter(_))), "{refused:?}");
    // Of two places that look alike to a page, none is guessed.
    let vague = SelectedText {
        text: "nein".to_owned(),
        ..SelectedText::default()
    };
    assert_eq!(find_selection(&article("").body.plain, &vague), None);
}

/// Texts as articles have them, and such as are hard to write as YAML.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäß„“ ]{1,20}",
        "[-:#,{}\\[\\]&*!|>'\"%@`?~ a-c\n\\\\\t]{1,12}",
        "\\PC{1,12}",
        Just("yes".to_owned()),
        Just("&b *b".to_owned()),
        Just("12".to_owned()),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let list = (any_text(), proptest::option::of(any_text()), any::<bool>());
    list.prop_map(|(words, speaker, confirmed)| {
        let mut entry = vec![("text", text(&words))];
        entry.extend(speaker.map(|speaker| ("speaker", text(&speaker))));
        entry.extend(confirmed.then_some(("confirmed", EntryValue::True)));
        entry
    })
}

fn any_change() -> impl Strategy<Value = Edit> {
    let list = || prop_oneof![Just("mentions"), Just("quotations"), Just("annotations")];
    prop_oneof![
        4 => (list(), 0..5_usize, entry()).prop_map(|(list, at, entry)| Edit::Insert { list, at, entry }),
        2 => (list(), 0..5_usize, any_text()).prop_map(|(list, at, value)| Edit::Set {
            list,
            at,
            keys: vec![("speaker", Some(text(&value))), ("confirmed", None)],
        }),
    ]
}

/// What a file says once an entry is inserted, or appended to a shorter list.
fn with_entry(mut file: Mapping, list: &str, at: usize, entry: &Entry) -> Mapping {
    let value = |value: &EntryValue| match value {
        EntryValue::Text(text) => Value::from(text.as_str()),
        EntryValue::True => Value::from(true),
        other => panic!("no test inserts {other:?}"),
    };
    let entry: Mapping = entry.iter().map(|(key, own)| (Value::from(*key), value(own))).collect();
    let all = file.entry(list.into()).or_insert_with(|| Value::Sequence(Vec::new()));
    let all = all.as_sequence_mut().unwrap();
    all.insert(at.min(all.len()), Value::Mapping(entry));
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// `edit` never gives up, what it inserts reads as it was meant, and what was there stays as it was written.
    #[test]
    fn any_changes_read_as_they_were_meant(
        start in prop_oneof![Just(""), Just(BY_HAND), Just("mentions:\n- text: a\n  entity: b"), Just("# nichts\r\n")],
        changes in proptest::collection::vec(any_change(), 1..8),
    ) {
        let mut now = start.to_owned();
        for change in changes {
            let count = |list: &str| parse(&now).unwrap().get(list).and_then(|l| l.as_sequence().map(Vec::len)).unwrap_or(0);
            match &change {
                Edit::Insert { list, at, entry } => {
                    let after = edit(&now, &change).map_err(|e| TestCaseError::fail(format!("{e:?}\n{now}")))?;
                    prop_assert!(after.len() > now.len(), "{}\n{}", now, after);
                    // What was there stands, byte for byte, around one piece of new text.
                    let same = now.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
                    let behind = after.len() - (now.len() - same);
                    let cut = [&after.as_bytes()[..same], &after.as_bytes()[behind..]].concat();
                    prop_assert_eq!(&cut, now.as_bytes(), "{}\n{}", now, after);
                    // It reads as it did, with the entry in its place.
                    let meant = with_entry(parse(&now).unwrap(), list, *at, entry);
                    prop_assert_eq!(parse(&after).unwrap(), meant, "{}\n{}", now, after);
                    now = after;
                }
                Edit::Set { list, at, .. } if *at < count(list) => {
                    now = edit(&now, &change).map_err(|e| TestCaseError::fail(format!("{change:?} {e:?}\n{now}")))?;
                }
                _ => prop_assert!(edit(&now, &change).is_err()),
            }
        }
    }
}

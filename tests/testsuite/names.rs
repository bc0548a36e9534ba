//! Names in all their forms, straight from the table; the cases in `tests/entities` go through the
//! whole program.

use dossier::internals::language::Languages;
use dossier::internals::model::EntityType::{self, Organization, Person, Place, Product, Work};
use dossier::internals::model::Lang;
use dossier::internals::names::{NameEntry, NameHit, NameKind, NameTable, Surnames};

fn table(lang: &str, names: &[(&str, EntityType)]) -> NameTable {
    let words = &Languages::embedded().get(&Lang(lang.to_owned())).words;
    let names = names.iter().enumerate().map(|(number, (text, entity_type))| {
        let kinds = [("!", NameKind::Never), ("?", NameKind::Doubtful)];
        let marked = kinds
            .iter()
            .find_map(|(mark, kind)| Some((text.strip_prefix(mark)?, *kind)));
        let (text, kind) = marked.unwrap_or((text, NameKind::Name));
        // What never means somebody is said of the one before.
        let number = number - usize::from(kind == NameKind::Never);
        let owner = number as u32;
        NameEntry {
            owner,
            text,
            entity_type: *entity_type,
            kind,
        }
    });
    NameTable::new(names, words, Surnames::Alone)
}

/// What is found: the words, the form, `?` where it is doubtful, `!` where it means nobody.
fn found(lang: &str, names: &[(&str, EntityType)], text: &str) -> Vec<String> {
    let table = table(lang, names);
    let mut hits = Vec::new();
    table.find(text, 0, &mut hits);
    let show = |hit: &NameHit<'_>| {
        let mark = if hit.owners.is_empty() {
            "!"
        } else if hit.doubtful {
            "?"
        } else {
            ""
        };
        format!("{}:{}{mark}", hit.span.slice(text), hit.form.name())
    };
    hits.iter().map(show).collect()
}

fn de(names: &[(&str, EntityType)], text: &str) -> String {
    found("de", names, text).join(" | ")
}

fn en(names: &[(&str, EntityType)], text: &str) -> String {
    found("en", names, text).join(" | ")
}

#[test]
fn the_longest_name_counts_and_only_whole_words() {
    let names = [
        ("Lindau", Place),
        ("Lindau Nord", Place),
        ("Lindau Nord Bank", Organization),
    ];
    assert_eq!(
        de(&names, "Lindau Nord\nBank, Lindau  Nord, Lindau."),
        "Lindau Nord\nBank:full | Lindau  Nord:full | Lindau:full"
    );
    assert_eq!(
        de(&names, "Lindaus Lindauer Neulindau lindau LindauNord"),
        "Lindaus:genitive"
    );
    assert_eq!(de(&names, "Lindau\n\nNord"), "Lindau:full");
    assert_eq!(de(&[("A", Place), ("", Place), (" ", Place)], "A a Aa"), "A:full");
}

#[test]
fn owners_of_one_name_stand_together_and_what_nobody_bears_hides_what_it_holds() {
    let people = [
        ("Karla Busch", Person),
        ("Enno Busch", Person),
        ("!Busch-Trommel", Person),
    ];
    let table = table("de", &people);
    let text = "Busch und Karla Busch mit der Busch-Trommel";
    let mut hits = Vec::new();
    table.find(text, 100, &mut hits);
    let owners: Vec<&[u32]> = hits.iter().map(|hit| hit.owners).collect();
    assert_eq!(owners, [&[0, 1][..], &[0], &[]]);
    assert_eq!(hits[0].span, dossier::internals::model::Span { start: 100, end: 105 });
    assert_eq!(
        de(
            &[("Karla Berger", Person), ("!Berger", Person)],
            "Berger und Karla Berger"
        ),
        "Berger:full! | Karla Berger:full"
    );
}

#[test]
fn possessors_in_german() {
    let names = [
        ("Merkenthal", Person),
        ("Grass", Person),
        ("Marx", Person),
        ("Rotes Kreuz", Organization),
    ];
    assert_eq!(
        de(&names, "Merkenthals Rede, Grass’ Buch, Grass' Buch, Marx’ Werk"),
        "Merkenthals:genitive | Grass’:genitive | Grass':genitive | Marx’:genitive"
    );
    assert_eq!(
        de(&names, "Merkenthal’s Auto, ‚Grass‘, ‚Grass’ und"),
        "Merkenthal’s:genitive | Grass:full | Grass:full"
    );
    assert_eq!(de(&names, "des Roten Kreuzes"), "Roten Kreuzes:declined");
    // The s of Paris is no ending, and Hans is a forename.
    assert_eq!(
        de(&[("Pari", Place), ("Ilse Han", Person)], "Paris, Hans"),
        "Paris:genitive"
    );
    assert_eq!(de(&[("Paris", Place), ("Pari", Place)], "Paris"), "Paris:full");
    assert_eq!(de(&[("Grass", Person)], "Grasss"), "");
}

#[test]
fn possessors_in_english() {
    let names = [("London", Place), ("Ada Jones", Person), ("Myanmar", Place)];
    assert_eq!(
        en(&names, "London’s and London's, Londons, the Joneses’ house"),
        "London’s:genitive | London's:genitive | Joneses’:surname"
    );
    assert_eq!(
        en(&names, "Jones’ and Jones's and ‘Jones’"),
        "Jones’:surname | Jones's:surname | Jones:surname"
    );
}

#[test]
fn names_are_declined_inside() {
    let names = [
        ("Weißes Haus", Organization),
        ("Vereinigte Staaten", Place),
        ("Deutscher Gewerkschaftsbund", Organization),
        ("Bund der Steuerzahler", Organization),
        ("Neue Nordbank", Organization),
    ];
    assert_eq!(
        de(
            &names,
            "im Weißen Haus, des Weißen Hauses, dem Weißen Hause, Weißes Haus"
        ),
        "Weißen Haus:declined | Weißen Hauses:declined | Weißen Hause:declined | Weißes Haus:full"
    );
    assert_eq!(
        de(&names, "den Vereinigten Staaten, Vereinigte\nStaaten"),
        "Vereinigten Staaten:declined | Vereinigte\nStaaten:full"
    );
    assert_eq!(
        de(&names, "des Deutschen Gewerkschaftsbundes, des Bundes der Steuerzahler"),
        "Deutschen Gewerkschaftsbundes:declined | Bundes der Steuerzahler:declined"
    );
    assert_eq!(
        de(&names, "ein weißes Haus, der Neuen Nordbank"),
        "weißes Haus:declined? | Neuen Nordbank:declined"
    );
    assert_eq!(de(&names, "des WEISSEN HAUSES"), "WEISSEN HAUSES:declined");
    assert_eq!(
        de(
            &[("Deutsche Bank", Organization), ("Deutscher Bundestag", Organization)],
            "im Deutschen Bundestag, der Deutschen Bank"
        ),
        "Deutschen Bundestag:declined | Deutschen Bank:declined"
    );
}

#[test]
fn people_stand_by_surname_and_with_initials() {
    let names = [
        ("Ursula von der Aue", Person),
        ("Georg W. Buchner", Person),
        ("Baschar al-Numan", Person),
        ("Otto Brandis Jr.", Person),
    ];
    assert_eq!(
        de(&names, "von der Aue, Von der Aue, der Aue"),
        "von der Aue:surname | Von der Aue:surname"
    );
    assert_eq!(
        de(
            &names,
            "G. W. Buchner, G.W. Buchner, Georg Buchner, Georg W Buchner, G. Buchner"
        ),
        "G. W. Buchner:initials | G.W. Buchner:initials | Georg Buchner:short | Georg W Buchner:initials | G. Buchner:initials"
    );
    assert_eq!(
        de(&names, "al-Numan, Al-Numan, Numan"),
        "al-Numan:surname | Al-Numan:surname | Numan:surname"
    );
    assert_eq!(
        de(&names, "Otto Brandis, Brandis"),
        "Otto Brandis:short | Brandis:surname"
    );
    // Somebody else of that name.
    assert_eq!(
        de(&names, "Peter Buchner und K. Buchner"),
        "Buchner:surname? | Buchner:surname?"
    );
    assert_eq!(
        de(&[("Kim Jong-su", Person)], "Kim und Kims"),
        "Kim:surname | Kims:surname"
    );
}

#[test]
fn companies_and_abbreviations() {
    let names = [
        ("Nordwerk GmbH & Co. KG", Organization),
        ("Bund Freier Wirte (BFW)", Organization),
        ("Halmar Inc.", Organization),
        ("ver.di", Organization),
    ];
    assert_eq!(
        de(&names, "Nordwerk, Nordwerk GmbH & Co. KG, der BFW"),
        "Nordwerk:short | Nordwerk GmbH & Co. KG:full | BFW:acronym"
    );
    assert_eq!(
        de(&names, "Halmar Inc. und Halmar Inc, Halmar."),
        "Halmar Inc.:full | Halmar Inc:full | Halmar:short"
    );
    assert_eq!(
        de(&names, "Ver.di, ver.di-Chef, ver.di."),
        "Ver.di:full | ver.di:compound | ver.di:full"
    );
    assert_eq!(de(&[("Bund (BFW)", Organization)], "(BFW)"), "BFW:acronym");
}

#[test]
fn other_spellings() {
    let names = [
        ("Köln", Place),
        ("Muenster", Place),
        ("Recep Erdoğan", Person),
        ("São Tomé", Place),
        ("Lange Straße", Place),
    ];
    assert_eq!(
        de(&names, "Koeln, KÖLN, Münster, Erdogan, Sao Tome, Langen Strasse"),
        "Koeln:spelling | KÖLN:spelling | Münster:spelling | Erdogan:surname | Sao Tome:spelling | Langen Strasse:declined"
    );
    assert_eq!(
        de(&[("Recep Erdogan", Person)], "Erdoğan, ERDOGAN"),
        "Erdoğan:surname | ERDOGAN:surname"
    );
    assert_eq!(de(&[("N24", Organization)], "n24, N24"), "n24:spelling | N24:full");
}

#[test]
fn compounds() {
    let names = [
        ("US", Place),
        ("EU", Organization),
        ("EU-Kommission", Organization),
        ("Berlin", Place),
        ("Al-Kaida", Organization),
        ("Audi", Organization),
    ];
    assert_eq!(
        de(
            &names,
            "US-Minister, EU-Kommission, EU-Gipfel, Berlin-Besuch, Al-Kaida-Führer"
        ),
        "US:compound | EU-Kommission:full | EU:compound | Berlin:compound | Al-Kaida:compound"
    );
    assert_eq!(
        de(
            &names,
            "US-Dollar, EU-weit, Nicht-EU, Ost-Berlin, Ex-Audi-Chef, EU- und US-Recht"
        ),
        "Audi:compound | EU:compound | US:compound"
    );
    assert_eq!(
        de(&names, "EU/US, EU–US, www.audi.de, Audi.de, info@Audi"),
        "EU:full | US:full | EU:full | US:full"
    );
    assert_eq!(
        en(&names, "US-led, pro-EU, Berlin-based"),
        "US:compound | EU:full | Berlin:compound"
    );
}

#[test]
fn common_words_are_doubtful_unless_something_speaks_for_them() {
    let names = [
        ("Die Grünen", Organization),
        ("Bild", Work),
        ("Die Zeit", Work),
        ("Der Spiegel", Work),
        ("Essen", Place),
        ("Halle", Place),
        ("Linke", Organization),
        ("Gelsenau", Place),
    ];
    assert_eq!(
        de(&names, "im „Spiegel“, laut „Bild“, Bild-Zeitung"),
        "Spiegel:full | Bild:full | Bild:compound"
    );
    assert_eq!(
        de(&names, "die Grünen, Grünen-Politiker, SPD, Grüne und Linke"),
        "Grünen:full | Grünen:compound | Grüne:declined | Linke:full"
    );
    assert_eq!(
        de(&names, "viel Zeit, ein Bild, im Spiegel, das Essen, die Halle"),
        "Zeit:full? | Bild:full? | Spiegel:full? | Essen:full? | Halle:full?"
    );
    assert_eq!(
        de(&names, "in Essen, nach Halle, beim Essen, Gelsenau, Essen und"),
        "Essen:full | Halle:full | Essen:full? | Gelsenau:full | Essen:full"
    );
}

#[test]
fn things_with_names_of_their_own() {
    assert_eq!(
        de(
            &[("Yahoo!", Organization), ("A400M", Product), ("T-90", Product)],
            "Yahoo! Yahoo A400M T-90 T-90-Panzer"
        ),
        "Yahoo!:full | A400M:full | T-90:full | T-90:compound"
    );
}

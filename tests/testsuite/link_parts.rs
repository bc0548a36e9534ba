//! Which reports hold the same statement, and where files beside articles are published.

use camino::Utf8Path;
use dossier::internals::link::output_of_asset;
use dossier::internals::link::similarity::{Rarity, ReportedWords, candidates, groups, words};
use dossier::internals::model::{ArticleId, QuotationId, Report, Voice};

fn unit<'a>(article: ArticleId, name: Option<&'a str>, text: &str) -> ReportedWords<'a> {
    ReportedWords {
        report: Report {
            first: QuotationId::new(article, 0),
            rest: Vec::new(),
        },
        voice: name.map(Voice::Name),
        words: words(text),
    }
}

/// Groups of reports, each `article speaker text`; a speaker `-` is unknown.
fn grouped(reports: &[&'static str]) -> Vec<Vec<usize>> {
    let read = |report: &&'static str| {
        let mut parts = report.splitn(3, ' ');
        let article = ArticleId(parts.next().unwrap().parse().unwrap());
        let voice = Some(parts.next().unwrap()).filter(|name| *name != "-");
        unit(article, voice, parts.next().unwrap())
    };
    groups(&reports.iter().map(read).collect::<Vec<_>>())
}

#[test]
fn the_same_statement_is_found_in_other_wordings() {
    let reports = [
        "1 Sandholt Wir bauen nicht gegen das Watt, wir bauen mit ihm, oder wir bauen gar nicht.",
        "2 Sandholt Wir bauen mit dem Watt oder gar nicht.",
        "2 Sandholt Gelacht hat darüber am Ende niemand mehr.",
        "3 - Der Haushalt trägt das Vorhaben. Er trägt dann aber nichts anderes mehr.",
        "4 Petersen Der Haushalt trägt das Vorhaben, aber er trägt dann nichts anderes mehr",
        "5 Okonjo We never promised that the quay would open before the spring.",
        "6 Okonjo The quay, she said, nobody promised it.",
        "7 Okonjo We never promised the quay would open before spring, and we never will.",
    ];
    assert_eq!(grouped(&reports), [vec![0, 1], vec![3, 4], vec![5, 7]]);
}

#[test]
fn a_short_quotation_is_found_in_a_longer_one() {
    let reports = [
        "1 Tamm Für den Hafen werde kein Kredit über 60 Millionen Euro aufgenommen, der Wiek werde kein Liegeplatz verloren gehen, und nachts werde nicht gerammt.",
        "2 Tamm Für den Hafen werde kein Kredit über 60 Millionen Euro aufgenommen.",
        "3 Tamm kein Kredit über 60 Millionen Euro",
    ];
    assert_eq!(grouped(&reports), [vec![0, 1, 2]]);
}

#[test]
fn what_only_sounds_alike_stays_apart() {
    let reports = [
        // Others say it.
        "1 Brandt Die Klage wird am Ende keinen Erfolg haben.",
        "2 Lüders Die Klage wird am Ende keinen Erfolg haben.",
        // The words of every day.
        "3 Brandt Das ist nicht so.",
        "4 Brandt Das ist nicht so einfach, wie es aussieht.",
        // The same subject, another statement.
        "5 Brandt Der Kai kostet die Stadt im ersten Jahr 148 Millionen Euro.",
        "6 Brandt Der Kai wird der Stadt am Ende 340 neue Stellen bringen.",
        // Scattered over a long text.
        "7 Okonjo The harbour needs a bridge, and it needs one now.",
        "8 Okonjo The town has a harbour and wants it quiet. What it really needs, as anybody who came by train can tell, is a station, not another bridge over the river, and it certainly needs nothing of the kind now.",
        // Twice in one article.
        "9 Lüders Wir zählen die Gänse im August und nicht im Januar.",
        "9 Lüders Wir zählen die Gänse im August und nicht im Januar.",
    ];
    assert!(grouped(&reports).is_empty(), "{:?}", grouped(&reports));
}

#[test]
fn what_everybody_repeats_costs_no_more_than_it_is_long() {
    let report = "Der Sprecher wollte sich zu dem laufenden Verfahren nicht äußern.";
    let one = |number: u32| unit(ArticleId(number), Some("Sprecher"), report);
    let many: Vec<ReportedWords<'_>> = (0..20_000).map(one).collect();
    assert_eq!(candidates(&many, &Rarity::new(&many)).len(), many.len() - 1);
    assert_eq!(groups(&many), [(0..many.len()).collect::<Vec<_>>()]);
}

#[test]
fn files_keep_their_names_where_an_address_can_hold_them() {
    for (path, output) in [
        ("static/img/a.png", "img/a.png"),
        ("content/articles/hafen/Karte_1.svg", "articles/hafen/Karte_1.svg"),
        ("static/Foto vom Rathaus.JPG", "foto-vom-rathaus.jpg"),
        ("static/Größe/ä.b.png", "groesse/ae-b.png"),
    ] {
        assert_eq!(output_of_asset(Utf8Path::new(path)).unwrap().as_str(), output);
    }
}

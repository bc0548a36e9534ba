//! What programs read: JSON-LD, what a link's preview says, feeds, citations, translations.

use serde_json::{Value, json};

use crate::html::{Piece, pieces};
use crate::place::Built;
use crate::valid::build;

const BASE: &str = "https://example.org/haffelde/";

/// The nodes that a page tells of, each with its type.
fn graph(built: &Built, path: &str) -> Vec<Value> {
    let page = built.text(path);
    let mark = "<script type=\"application/ld+json\">";
    let (_, rest) = page.split_once(mark).unwrap_or_else(|| panic!("{path} has no JSON-LD"));
    assert!(!rest.contains(mark), "{path} has more than one block");
    let data = rest.split_once("</script>").unwrap().0;
    assert!(!data.contains(['<', '>', '&']), "{path}: {data}");
    let value: Value = serde_json::from_str(data).unwrap();
    assert_eq!(value["@context"], "https://schema.org", "{path}");
    value["@graph"].as_array().unwrap().clone()
}

#[track_caller]
fn node(built: &Built, path: &str, kind: &str) -> Value {
    let graph = graph(built, path);
    let found = graph.iter().find(|node| node["@type"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {graph:#?}")).clone()
}

/// Fails with every field that is not as it is told.
#[track_caller]
fn holds(node: &Value, told: &Value) {
    for (key, value) in told.as_object().unwrap() {
        assert_eq!(&node[key], value, "{key} of {node:#}");
    }
}

#[test]
fn an_article_says_where_it_comes_from_whom_it_quotes_and_what_was_corrected() {
    let built = build("machines");
    let url = format!("{BASE}articles/der-kai.html");
    let moorkamp = json!({
        "@type": "Person",
        "@id": format!("{BASE}people/ilse-moorkamp.html#entity"),
        "name": "Ilse Moorkamp",
        "url": format!("{BASE}people/ilse-moorkamp.html"),
    });
    let article = node(&built, "articles/der-kai.html", "NewsArticle");
    let told = json!({
        "@id": format!("{url}#article"),
        "url": url,
        "mainEntityOfPage": url,
        "headline": "Der Kai wird \"teuer\" <b>",
        "description": "Die Stadt baut, und Hamburg sieht zu.",
        "inLanguage": "de",
        "datePublished": "2031-06-01",
        "dateModified": "2031-06-05",
        "author": [{"@type": "Person", "name": "Erla Quist"}, {"@type": "Organization", "name": "Redaktion"}],
        "publisher": {
            "@type": "Organization", "@id": format!("{BASE}#publisher"), "name": "Redaktion Haffelde", "url": BASE,
        },
        "keywords": ["Hafen", "Geld"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "https://bote.example/kai?a=1&b=2",
            "archivedAt": "https://archiv.example/kai",
            "publisher": {"@type": "Organization", "name": "Haffelder Bote"},
            "author": {"@type": "Person", "name": "Jan Brack"},
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
        "correction": {
            "@type": "CorrectionComment",
            "text": "Der Kai ist 189 Meter lang, nicht 198.",
            "datePublished": "2031-06-05",
            "author": {"@type": "Person", "name": "Erla Quist"},
        },
    });
    holds(&article, &told);
    // The third is in the writer's words: nobody said exactly that.
    let quotations = article["hasPart"].as_array().unwrap();
    assert_eq!(quotations.len(), 2, "{quotations:#?}");
    let told = json!({
        "@type": "Quotation",
        "@id": format!("{url}#q-1"),
        "url": format!("{url}#q-1"),
        "text": "Wir bauen diesen Kai, und wir bauen ihn jetzt",
        "inLanguage": "de",
        "spokenByCharacter": moorkamp,
        "isPartOf": {"@id": format!("{url}#article")},
    });
    holds(&quotations[0], &told);
    let about = article["about"].as_array().unwrap();
    assert!(about.contains(&moorkamp), "{about:#?}");
    let hamburg = about.iter().find(|node| node["name"] == "Hamburg").unwrap();
    assert_eq!(
        hamburg["sameAs"],
        json!([
            "https://www.wikidata.org/wiki/Q1055",
            "https://de.wikipedia.org/wiki/Hamburg"
        ])
    );
    assert_eq!(article["mentions"]["name"], "Hafenverein Haffelde");

    let poor = node(&built, "articles/die-mole.html", "NewsArticle");
    for key in [
        "datePublished",
        "dateModified",
        "author",
        "isBasedOn",
        "license",
        "correction",
        "hasPart",
    ] {
        assert!(poor.get(key).is_none(), "{key} of {poor:#}");
    }
    // As well as it is known, and no better.
    assert_eq!(
        node(&built, "articles/der-schlick.html", "NewsArticle")["datePublished"],
        "2031-05"
    );
}

#[test]
fn people_places_dossiers_and_lists_say_what_they_are() {
    let built = build("machines");
    let told = json!({
        "name": "Ilse Moorkamp",
        "alternateName": "Frau Moorkamp",
        "description": "Bürgermeisterin von Haffelde (erfunden)",
        "jobTitle": "Bürgermeisterin",
        "hasOccupation": [
            {
                "@type": "Role", "roleName": "Ratsfrau", "startDate": "2024", "endDate": "2027-10",
                "hasOccupation": {"@type": "Occupation", "name": "Ratsfrau"},
            },
            {
                "@type": "Role", "roleName": "Bürgermeisterin", "startDate": "2027-11",
                "hasOccupation": {"@type": "Occupation", "name": "Bürgermeisterin"},
            },
        ],
    });
    holds(&node(&built, "people/ilse-moorkamp.html", "Person"), &told);
    assert_eq!(
        node(&built, "people/ilse-moorkamp.html", "Person")["subjectOf"][0]["url"],
        format!("{BASE}articles/der-kai.html")
    );
    node(&built, "places/hamburg.html", "Place");
    node(&built, "organizations/hafenverein.html", "Organization");

    let dossier = node(&built, "dossiers/hafen.html", "CollectionPage");
    let told = json!({
        "name": "Der Hafen </script>",
        "description": "Alles über den Hafen & seinen Schlick.",
        "temporalCoverage": "2031-05/2031-06-01",
    });
    holds(&dossier, &told);
    let parts = dossier["hasPart"].as_array().unwrap();
    let urls: Vec<&str> = parts.iter().map(|part| part["url"].as_str().unwrap()).collect();
    assert_eq!(
        urls,
        [
            format!("{BASE}articles/der-kai.html"),
            format!("{BASE}articles/der-schlick.html")
        ]
    );
    assert_eq!(dossier["about"].as_array().unwrap().len(), 3, "{dossier:#}");

    let list = node(&built, "articles/index.2.html", "CollectionPage");
    let items = json!({
        "@type": "ItemList",
        "numberOfItems": 3,
        "itemListElement": {
            "@type": "ListItem", "position": 1, "name": "Die Mole", "url": format!("{BASE}articles/die-mole.html"),
        },
    });
    holds(&list, &json!({"mainEntity": items, "inLanguage": "de"}));
    let home = json!({"@id": format!("{BASE}#website"), "url": BASE, "name": "Der Haffelder Spiegel"});
    holds(&node(&built, "index.html", "WebSite"), &home);
    holds(&node(&built, "ueber.html", "WebPage"), &json!({"name": "Über uns"}));
}

/// Every page but the home page says how to come to it, by pages that there are.
#[test]
fn every_page_knows_the_way_to_it() {
    let built = build("machines");
    let mut count = 0;
    for path in built.files.keys().filter(|path| path.ends_with(".html")) {
        // Cards stand in frames of other sites, and no search engine lists them.
        if ["index.html", "404.html"].contains(&path.as_str()) || path.starts_with("embed/") {
            continue;
        }
        let crumbs = node(&built, path, "BreadcrumbList");
        let steps = crumbs["itemListElement"].as_array().unwrap();
        assert!(steps.len() >= 2, "{path}: {crumbs:#}");
        for (at, step) in steps.iter().enumerate() {
            assert_eq!(step["position"], at + 1, "{path}");
            assert!(!step["name"].as_str().unwrap().is_empty(), "{path}");
            let target = step["item"].as_str().unwrap().strip_prefix(BASE).unwrap();
            let file = match target {
                "" => "index.html".to_owned(),
                folder if folder.ends_with('/') => format!("{folder}index.html"),
                file => file.to_owned(),
            };
            assert!(built.files.contains_key(&file), "{path}: {file}");
            assert_eq!(at + 1 == steps.len(), file == *path, "{path}: {crumbs:#}");
        }
        count += 1;
    }
    assert!(count > 15, "{count}");
    let crumbs = node(&built, "articles/der-kai.html", "BreadcrumbList");
    assert_eq!(crumbs["itemListElement"][1]["name"], "Artikel");
}

/// Without a base URL nobody knows a full address: what is told stays true without it.
#[test]
fn without_a_base_url_nothing_names_an_address() {
    let built = build("own_template");
    for path in built.files.keys().filter(|path| path.ends_with(".html")) {
        if !built.text(path).contains("ld+json") {
            continue;
        }
        let text = serde_json::to_string(&graph(&built, path)).unwrap();
        for key in ["\"@id\"", "BreadcrumbList", "\"mainEntityOfPage\""] {
            assert!(!text.contains(key), "{path}: {text}");
        }
    }
}

/// The `<meta>` and `<link>` elements of a page's head, as attributes.
fn head(built: &Built, path: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let page = built.text(path);
    let found = pieces(page).into_iter().filter_map(|piece| match piece {
        Piece::Open(name, attributes) if name == "meta" || name == "link" => Some(attributes),
        _ => None,
    });
    found.collect()
}

/// What a page says under a name, every time that it says it.
pub fn meta(built: &Built, path: &str, name: &str) -> Vec<String> {
    let all = head(built, path).into_iter();
    let named =
        all.filter(|attributes| [attributes.get("name"), attributes.get("property")].contains(&Some(&name.to_owned())));
    named.map(|attributes| attributes["content"].clone()).collect()
}

#[test]
fn a_shared_link_says_what_is_behind_it() {
    let built = build("machines");
    for (path, name, told) in [
        ("articles/der-kai.html", "og:type", vec!["article"]),
        ("articles/der-kai.html", "og:title", vec!["Der Kai wird \"teuer\" <b>"]),
        ("articles/der-kai.html", "og:site_name", vec!["Der Haffelder Spiegel"]),
        ("articles/der-kai.html", "og:locale", vec!["de_DE"]),
        (
            "articles/der-kai.html",
            "og:url",
            vec!["https://example.org/haffelde/articles/der-kai.html"],
        ),
        (
            "people/ilse-moorkamp.html",
            "og:description",
            vec!["Bürgermeisterin von Haffelde (erfunden)"],
        ),
        ("index.html", "og:type", vec!["website"]),
    ] {
        assert_eq!(meta(&built, path, name), told, "{path} {name}");
    }
}

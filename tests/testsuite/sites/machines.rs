//! What programs read: JSON-LD, what a link's preview says, feeds, citations, translations.

use serde_json::{Value, json};

use super::html::{Piece, pieces};
use super::valid::build;
use crate::place::Built;

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
pub fn node(built: &Built, path: &str, kind: &str) -> Value {
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
        "alternateName": ["Frau Moorkamp", "Mayor Ilse Moorkamp"],
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
    // An alias that holds her office does not make two of her.
    assert!(!built.files.contains_key("people/ilse-moorkamp-2.html"));
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
    let told = ["der-kai", "the-silt", "der-schlick"].map(|slug| format!("{BASE}articles/{slug}.html"));
    assert_eq!(urls, told);
    assert_eq!(dossier["about"].as_array().unwrap().len(), 3, "{dossier:#}");

    let list = node(&built, "articles/index.2.html", "CollectionPage");
    let items = json!({
        "@type": "ItemList",
        "numberOfItems": 4,
        "itemListElement": [
            {
                "@type": "ListItem", "position": 1, "name": "Der Schlick",
                "url": format!("{BASE}articles/der-schlick.html"),
            },
            {
                "@type": "ListItem", "position": 2, "name": "Die Mole",
                "url": format!("{BASE}articles/die-mole.html"),
            },
        ],
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

#[test]
fn reference_managers_are_told_the_source() {
    let built = build("machines");
    let url = format!("{BASE}articles/der-kai.html");
    for (path, name, told) in [
        ("der-kai", "citation_title", vec!["Der Kai wird \"teuer\" <b>"]),
        ("der-kai", "citation_author", vec!["Jan Brack"]),
        ("der-kai", "citation_publication_date", vec!["2031/06/01"]),
        ("der-kai", "citation_journal_title", vec!["Haffelder Bote"]),
        ("der-kai", "citation_language", vec!["de"]),
        ("der-kai", "citation_public_url", vec![url.as_str()]),
        ("der-kai", "citation_keywords", vec!["Hafen", "Geld"]),
        ("der-kai", "article:published_time", vec!["2031-06-01"]),
        ("der-kai", "article:modified_time", vec!["2031-06-05"]),
        ("der-kai", "article:author", vec!["Erla Quist", "Redaktion"]),
        ("der-kai", "article:section", vec!["Der Hafen </script>"]),
        ("der-kai", "article:tag", vec!["Hafen", "Geld"]),
        ("der-schlick", "citation_publication_date", vec!["2031/05"]),
        ("der-schlick", "article:published_time", vec![]),
        ("die-mole", "citation_publication_date", vec![]),
        ("die-mole", "citation_journal_title", vec!["Der Haffelder Spiegel"]),
    ] {
        let found = meta(&built, &format!("articles/{path}.html"), name);
        assert_eq!(found, told, "{path} {name}");
    }
}

/// Every version of a text leads to all of them, for readers and for search engines.
#[test]
fn translations_lead_to_each_other() {
    let built = build("machines");
    let alternates = |path: &str| -> Vec<(String, String)> {
        let links = head(&built, path)
            .into_iter()
            .filter(|link| link.contains_key("hreflang"));
        links
            .map(|link| (link["hreflang"].clone(), link["href"].clone()))
            .collect()
    };
    let url = |slug: &str| format!("{BASE}articles/{slug}.html");
    let told = [
        ("de".to_owned(), url("der-schlick")),
        ("x-default".to_owned(), url("der-schlick")),
        ("en".to_owned(), url("the-silt")),
    ];
    assert_eq!(alternates("articles/der-schlick.html"), told);
    assert_eq!(alternates("articles/the-silt.html"), told);
    assert_eq!(alternates("articles/der-kai.html"), []);
    assert!(built.main("articles/der-schlick.html").contains("Auf Englisch lesen"));
    assert!(built.main("articles/the-silt.html").contains("Read in German"));
    assert_eq!(meta(&built, "articles/the-silt.html", "og:locale:alternate"), ["de_DE"]);
    let original = node(&built, "articles/der-schlick.html", "NewsArticle");
    assert_eq!(original["workTranslation"]["url"], url("the-silt"));
    let translation = node(&built, "articles/the-silt.html", "NewsArticle");
    assert_eq!(translation["translationOfWork"]["url"], url("der-schlick"));
    // The sitemap says the same.
    let map = roxmltree::Document::parse(built.text("sitemap.xml")).unwrap();
    for page in map.root_element().children().filter(|node| node.has_tag_name("url")) {
        let loc = page.children().find(|node| node.has_tag_name("loc")).unwrap();
        let links = page.children().filter(|node| node.tag_name().name() == "link");
        let links: Vec<(String, String)> = links
            .map(|link| {
                assert_eq!(link.tag_name().namespace(), Some("http://www.w3.org/1999/xhtml"));
                (
                    link.attribute("hreflang").unwrap().to_owned(),
                    link.attribute("href").unwrap().to_owned(),
                )
            })
            .collect();
        let loc = loc.text().unwrap();
        let several = loc == url("der-schlick") || loc == url("the-silt");
        assert_eq!(links, if several { told.to_vec() } else { Vec::new() }, "{loc}");
    }
}

#[test]
fn the_sitemap_knows_when_a_page_changed_as_far_as_anybody_does() {
    let built = build("machines");
    let map = roxmltree::Document::parse(built.text("sitemap.xml")).unwrap();
    let changed = |path: &str| {
        let pages = map.root_element().children().filter(|node| node.has_tag_name("url"));
        let text = |node: roxmltree::Node<'_, '_>, name: &str| {
            let child = node.children().find(|child| child.tag_name().name() == name)?;
            child.text().map(str::to_owned)
        };
        let page = pages
            .into_iter()
            .find(|page| text(*page, "loc") == Some(format!("{BASE}{path}")));
        text(page.unwrap_or_else(|| panic!("no {path}")), "lastmod")
    };
    assert_eq!(changed("articles/der-kai.html").as_deref(), Some("2031-06-05"));
    assert_eq!(
        changed("articles/the-silt.html").as_deref(),
        Some("2031-07-01"),
        "a correction"
    );
    assert_eq!(changed("articles/der-schlick.html"), None, "a month is no day");
    assert_eq!(changed("dossiers/hafen.html").as_deref(), Some("2031-07-01"));
    assert_eq!(changed(""), None);
}

/// An Atom feed, read strictly, and the JSON feed beside it tell the same.
#[test]
fn feeds_of_the_site_of_dossiers_of_entities_and_of_corrections() {
    let built = build("machines");
    for (feed, home, entries) in [
        ("feed", "", vec!["der-kai", "the-silt", "der-schlick", "die-mole"]),
        (
            "dossiers/hafen.feed",
            "dossiers/hafen.html",
            vec!["der-kai", "the-silt", "der-schlick"],
        ),
        (
            "people/ilse-moorkamp.feed",
            "people/ilse-moorkamp.html",
            vec!["der-kai", "the-silt", "der-schlick", "die-mole"],
        ),
        (
            "places/hamburg.feed",
            "places/hamburg.html",
            vec!["der-kai", "the-silt", "der-schlick"],
        ),
        ("corrections.feed", "corrections.html", vec!["the-silt", "der-kai"]),
    ] {
        let atom = roxmltree::Document::parse(built.text(&format!("{feed}.xml"))).unwrap();
        let root = atom.root_element();
        assert_eq!(
            root.tag_name().namespace(),
            Some("http://www.w3.org/2005/Atom"),
            "{feed}"
        );
        let child = |node: roxmltree::Node<'_, '_>, name: &str| {
            let child = node.children().find(|child| child.tag_name().name() == name);
            let child = child.unwrap_or_else(|| panic!("{feed}: no {name}"));
            child.text().unwrap_or_default().to_owned()
        };
        assert_eq!(child(root, "id"), format!("{BASE}{home}"), "{feed}");
        let found: Vec<_> = root.children().filter(|node| node.has_tag_name("entry")).collect();
        let json = built.json(&format!("{feed}.json"));
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(json["feed_url"], format!("{BASE}{feed}.json"));
        assert_eq!(json["home_page_url"], format!("{BASE}{home}"));
        let items = json["items"].as_array().unwrap();
        assert_eq!((found.len(), items.len()), (entries.len(), entries.len()), "{feed}");
        for ((entry, item), slug) in found.iter().zip(items).zip(entries) {
            let id = child(*entry, "id");
            assert!(id.starts_with(&format!("{BASE}articles/{slug}.html")), "{feed}: {id}");
            for (atom, json) in [
                ("id", "id"),
                ("title", "title"),
                ("updated", "date_modified"),
                ("summary", "content_text"),
            ] {
                assert_eq!(item[json], child(*entry, atom), "{feed}: {atom} of {id}");
            }
            assert_eq!(child(*entry, "updated").len(), 20, "{feed}");
        }
        // The page names both, and shows one.
        let page = if home.is_empty() { "index.html" } else { home };
        for ending in ["xml", "json"] {
            let name = feed.rsplit('/').next().unwrap();
            let named = |link: &std::collections::BTreeMap<String, String>| {
                link.get("rel").is_some_and(|rel| rel == "alternate")
                    && link.get("href").is_some_and(|href| *href == format!("{name}.{ending}"))
            };
            assert!(
                head(&built, page).iter().any(named),
                "{page} does not name {feed}.{ending}"
            );
        }
        assert!(
            built
                .text(page)
                .contains(&format!("<a href=\"{}.xml\"", feed.rsplit('/').next().unwrap())),
            "{page}"
        );
    }
    // Without a summary it begins as the article does; without a date it is as old as the oldest.
    let items = built.json("feed.json")["items"].clone();
    assert_eq!(
        items[3]["content_text"],
        "Ohne Datum, ohne Herkunft. Aber Ilse Moorkamp kennt die Mole."
    );
    assert_eq!(items[3]["date_modified"], "2031-05-01T00:00:00Z");
    assert_eq!(items[3].get("date_published"), None);
}

#[test]
fn the_log_of_corrections_names_article_date_and_editor() {
    let built = build("machines");
    let log = built.main("corrections.html");
    for part in [
        "The Silt",
        "silt</em>, not mud & <slime>.",
        "1. Juli 2031",
        "Ed.",
        "Der Kai wird",
        "nicht 198",
    ] {
        assert!(log.contains(part), "{part} in {log}");
    }
    assert!(
        built
            .text("corrections.html")
            .contains("href=\"articles/the-silt.html#correction-1\"")
    );
    assert!(built.text("articles/the-silt.html").contains("id=\"correction-1\""));
    assert!(
        build("dates")
            .main("corrections.html")
            .contains("Noch wurde nichts berichtigt.")
    );
}

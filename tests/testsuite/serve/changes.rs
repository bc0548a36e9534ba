//! What editors do while the site is served.

use std::fs;

use serde_json::Value;

use super::server::{Server, Site, Told, article};

const BROKEN: &str = "---\ntitle: Der Kai\ndate: 2031-13-45\n---\n\nText.\n";

fn errors(told: &Value) -> Vec<&Value> {
    let problems = told["problems"].as_array().into_iter().flatten();
    problems.filter(|problem| problem["severity"] == "error").collect()
}

/// A server and a browser that has learnt how things stand.
fn opened(site: &Site) -> (Server, Told, Value) {
    let server = Server::of(site);
    let mut told = server.listen();
    let first = told.next().1;
    (server, told, first)
}

/// Waits until a page holds a text: every change of the site is told, so the page is read after each.
fn until(server: &Server, told: &mut Told, path: &str, is: impl Fn(u16, &str) -> bool) {
    loop {
        let answer = server.get(path);
        if is(answer.status(), &answer.text()) {
            return;
        }
        told.next();
    }
}

#[test]
fn a_save_is_told_and_shown_also_when_it_is_a_rename() {
    let site = Site::new();
    let (server, mut told, first) = opened(&site);
    site.save("content/articles/kai.md", &article("Der Kai", "Der Kai steht."));
    let next = told.until(|now| now["state"] != first["state"]);
    assert!(server.get("/articles/kai.html").text().contains("Der Kai steht."));
    site.write(
        "site/content/articles/kai.md",
        &article("Der neue Kai", "Der Kai steht."),
    );
    told.until(|now| now["state"] != next["state"]);
    until(&server, &mut told, "/articles/", |_, text| {
        text.contains("Der neue Kai")
    });
}

#[test]
fn an_error_is_told_with_its_place_while_the_last_good_site_stays() {
    let site = Site::new();
    let (server, mut told, first) = opened(&site);
    site.save("content/articles/kai.md", BROKEN);
    let now = told.until(|now| !errors(now).is_empty());
    assert_eq!(now["state"], first["state"], "no reload");
    let error = errors(&now)[0];
    assert_eq!(error["file"], "content/articles/kai.md");
    assert_eq!(error["line"], 3);
    assert_eq!(error["source_line"], "date: 2031-13-45");
    assert!(error["help"].is_string() || error["message"].is_string());
    assert!(server.get("/articles/kai.html").text().contains("Der Kai wird gebaut."));
    // A browser that comes now learns of it at once.
    assert_eq!(server.listen().next().1, now);
    site.save("content/articles/kai.md", &article("Der Kai", "Geheilt."));
    told.until(|now| errors(now).is_empty() && now["state"] != first["state"]);
    assert!(server.get("/articles/kai.html").text().contains("Geheilt."));
}

#[test]
fn a_site_that_is_broken_at_the_start_is_served_and_recovers() {
    let site = Site::new();
    site.write("site/content/articles/kai.md", BROKEN);
    let (server, mut told, first) = opened(&site);
    assert_eq!(errors(&first).len(), 1);
    assert!(server.get("/articles/deich.html").text().contains("Der Deich hält."));
    assert!(server.get("/").text().contains("/_dossier/live.js"));
    site.save("content/articles/kai.md", &article("Der Kai", "Geheilt."));
    told.until(|now| errors(now).is_empty());
    until(&server, &mut told, "/articles/kai.html", |_, text| {
        text.contains("Geheilt.")
    });
}

#[test]
fn templates_styles_data_and_the_configuration_are_read_again() {
    let site = Site::new();
    let (server, mut told, _) = opened(&site);
    site.write("site/templates/404.html", "{{ nothing.at.all | unknown }}");
    let now = told.until(|now| !errors(now).is_empty());
    assert_eq!(errors(&now)[0]["file"], "templates/404.html");
    fs::remove_dir_all(site.root().join("templates")).unwrap();
    told.until(|now| errors(now).is_empty());
    site.save("dossier.yaml", "title: Neuer Name\nlang: de\n");
    until(&server, &mut told, "/", |_, text| text.contains("Neuer Name"));
    site.save("dossier.yaml", "title: [\n");
    let now = told.until(|now| !errors(now).is_empty());
    assert_eq!(errors(&now)[0]["file"], "dossier.yaml");
    site.save("dossier.yaml", "title: Dritter Name\nlang: de\n");
    until(&server, &mut told, "/", |_, text| text.contains("Dritter Name"));
    site.write(
        "site/content/entities.yaml",
        "almut-reethwisch:\n  type: person\n  name: Almut Reethwisch\n",
    );
    site.save(
        "content/articles/kai.md",
        &article("Der Kai", "Almut Reethwisch schwieg."),
    );
    until(&server, &mut told, "/articles/kai.html", |_, text| {
        text.contains("almut-reethwisch.html")
    });
    site.write("site/static/eigenes.css", "p { color: red }");
    until(&server, &mut told, "/eigenes.css", |status, _| status == 200);
    site.write("site/static/eigenes.css", "p { color: blue }");
    assert_eq!(told.next().0, "styles", "style sheets are exchanged without a reload");
}

#[test]
fn folders_come_go_and_are_renamed() {
    let site = Site::new();
    let (server, mut told, _) = opened(&site);
    let articles = site.root().join("content/articles");
    site.write(
        "site/content/articles/2031/mai/boot.md",
        &article("Das Boot", "Es fährt."),
    );
    until(&server, &mut told, "/articles/boot.html", |status, _| status == 200);
    fs::rename(articles.join("2031"), articles.join("2032")).unwrap();
    told.next();
    site.save("content/articles/2032/mai/boot.md", &article("Das Boot", "Es liegt."));
    until(&server, &mut told, "/articles/boot.html", |_, text| {
        text.contains("Es liegt.")
    });
    fs::remove_dir_all(articles.join("2032")).unwrap();
    until(&server, &mut told, "/articles/boot.html", |status, _| status == 404);
    // All that is watched goes away, and comes back under its name.
    fs::rename(site.root().join("content"), site.root().join("aside")).unwrap();
    let is_empty = |now: &Value| now["problems"].to_string().contains("empty-site");
    told.until(is_empty);
    fs::rename(site.root().join("aside"), site.root().join("content")).unwrap();
    told.until(|now| !is_empty(now));
    site.save("content/articles/kai.md", &article("Der Kai", "Wieder da."));
    until(&server, &mut told, "/articles/kai.html", |_, text| {
        text.contains("Wieder da.")
    });
}

#[test]
fn of_a_flood_of_changes_the_last_is_shown() {
    let site = Site::new();
    let (server, mut told, first) = opened(&site);
    for number in 0..300 {
        site.write(
            &format!("site/content/articles/flut-{number}.md"),
            &article(&format!("Flut {number}"), "Sie steigt."),
        );
    }
    for number in 0..300 {
        site.save(
            "content/articles/kai.md",
            &article("Der Kai", &format!("Stand {number}.")),
        );
    }
    until(&server, &mut told, "/articles/kai.html", |_, text| {
        text.contains("Stand 299.")
    });
    until(&server, &mut told, "/articles/flut-299.html", |status, _| status == 200);
    let version = |state: &Value| -> u32 { state.as_str().unwrap().rsplit('-').next().unwrap().parse().unwrap() };
    let last = server.listen().next().1;
    let builds = version(&last["state"]) - version(&first["state"]);
    assert!(builds < 100, "{builds} builds for 600 changes");
}

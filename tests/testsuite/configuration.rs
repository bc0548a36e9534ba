//! Values of `dossier.yaml`: the base URL, and where files are edited.

use camino::Utf8Path;
use dossier::internals::config::{Config, EditUrl};
use dossier::internals::diagnostics::Code;
use dossier::internals::model::SafeUrl;

/// `edit_url` as a configuration file has it; `None` where it is refused.
fn edit_url(url: &str) -> Option<EditUrl> {
    let text = format!("title: x\nedit_url: \"{url}\"\n");
    let (config, problems) = Config::read(&text, &["de"]);
    assert_eq!(
        config.edit_url.is_none(),
        problems.iter().any(|problem| problem.code == Code::InvalidValue)
    );
    config.edit_url
}

#[test]
fn the_base_path_begins_and_ends_with_a_slash() {
    assert_eq!(Config::default().base_path(), "/");
    for (url, path) in [("https://a.example/repo/", "/repo/"), ("https://a.example", "/")] {
        let config = Config::default().with_base_url(SafeUrl::parse(url).unwrap());
        assert_eq!(config.base_path(), path);
    }
}

#[test]
fn a_file_is_edited_where_its_path_leads() {
    let file = Utf8Path::new("content/articles/größe 1.md");
    let path = "content/articles/gr%C3%B6%C3%9Fe%201.md";
    for (given, before, after) in [
        (
            "https://host.example/o/r/edit/main/",
            "https://host.example/o/r/edit/main/",
            "",
        ),
        ("https://host.example/edit", "https://host.example/edit/", ""),
        (
            "https://host.example/?file={path}&mode=edit",
            "https://host.example/?file=",
            "&mode=edit",
        ),
    ] {
        assert_eq!(edit_url(given).unwrap().of(file), format!("{before}{path}{after}"));
    }
    for bad in "javascript:alert(1) https://{path} /edit/{path} mailto:a@b.example".split(' ') {
        assert_eq!(edit_url(bad), None, "{bad}");
    }
}

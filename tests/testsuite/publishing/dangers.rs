//! Folders that must not be written to: refused, with not one byte changed.

use std::fs;
use std::os::unix::fs::symlink;

use camino::{Utf8Path, Utf8PathBuf};
use dossier::internals::diagnostics::Code;
use dossier::internals::publish::{Protected, Publication};

use super::tree::{Place, code, everything, expected, path_of, site, visible};

/// Asserts that an output is refused, and that the message names it and why.
fn refused(place: &Place, output: &Utf8Path, why: &str) {
    let before = everything(&place.top);
    let problem = match Publication::begin(output, &place.protected()) {
        Ok(_) => panic!("{output} was let pass"),
        Err(problem) => problem,
    };
    assert_eq!(problem.code, Code::OutputRefused, "{output}: {problem:?}");
    assert!(problem.message.contains(why), "{output}: {}", problem.message);
    assert!(problem.help.is_some(), "{output}");
    assert_eq!(everything(&place.top), before, "{output}");
}

#[test]
fn what_is_or_holds_the_sources_is_refused() {
    let place = Place::new();
    let root = &place.root;
    refused(&place, "".into(), "is empty");
    refused(&place, "/".into(), "contains the site's root");
    refused(&place, root, "is the site's root");
    refused(&place, &root.join("."), "is the site's root");
    refused(&place, &root.join("content/.."), "is the site's root");
    refused(&place, &root.join("static/../../site"), "is the site's root");
    refused(&place, &place.home, "contains the site's root");
    refused(&place, &root.join(".."), "contains the site's root");
    refused(&place, &place.top, "contains the site's root");
    refused(&place, &root.join("content"), "is the input");
    refused(&place, &root.join("templates"), "is the input");
    refused(&place, &root.join("static/"), "is the input");
    refused(&place, &root.join("dossier.yaml"), "is the input");
    refused(&place, &root.join("content/articles"), "is inside the input");
    refused(&place, &root.join("content/out/deep"), "is inside the input");
    refused(&place, &root.join("templates/out"), "is inside the input");
    refused(&place, &root.join("static/public"), "is inside the input");
}

#[test]
fn inputs_and_homes_elsewhere_are_kept_from_too() {
    let mut place = Place::new();
    fs::create_dir_all(place.top.join("shared/theme/templates")).unwrap();
    place.inputs.push(place.top.join("shared/theme/templates"));
    refused(&place, &place.top.join("shared"), "contains the input");
    refused(&place, &place.top.join("shared/theme"), "contains the input");
    refused(
        &place,
        &place.top.join("shared/theme/templates/x"),
        "is inside the input",
    );

    let other = place.top.join("people/anna");
    fs::create_dir_all(&other).unwrap();
    for (output, why) in [
        (other.clone(), "is the home folder"),
        (place.top.join("people"), "contains the home folder"),
    ] {
        let protected = Protected {
            home: Some(&other),
            ..place.protected()
        };
        let problem = Publication::begin(&output, &protected).err().unwrap();
        assert_eq!(problem.code, Code::OutputRefused);
        assert!(problem.message.contains(why), "{}", problem.message);
        assert_eq!(everything(&output.join("x")).len(), 0);
    }
}

#[test]
fn repositories_and_our_own_folders_are_refused() {
    let place = Place::new();
    let out = place.output();
    fs::create_dir_all(out.join(".git")).unwrap();
    refused(&place, &out, "Git repository");
    fs::remove_dir(out.join(".git")).unwrap();
    fs::write(out.join(".git"), "gitdir: elsewhere").unwrap();
    refused(&place, &out, "Git repository");
    fs::remove_file(out.join(".git")).unwrap();
    symlink("/nowhere", out.join(".git")).unwrap();
    refused(&place, &out, "Git repository");
    fs::create_dir(place.root.join(".git")).unwrap();
    refused(&place, &place.root.join(".git"), "is inside a folder `.git`");
    refused(&place, &place.root.join(".git/pages"), "is inside a folder `.git`");
    refused(
        &place,
        &place.root.join("other/.dossier"),
        "is inside a folder `.dossier`",
    );
    refused(
        &place,
        &place.root.join("other/.dossier/staging"),
        "is inside a folder `.dossier`",
    );
}

#[test]
fn what_is_not_ours_is_refused() {
    let place = Place::new();
    let out = place.output();
    fs::write(&out, "a file").unwrap();
    refused(&place, &out, "is not a folder");
    refused(&place, &out.join("below"), "passes through");
    refused(&place, "/dev/null".into(), "is not a folder");
    fs::remove_file(&out).unwrap();

    for name in ["thesis.txt", ".hidden", "index.html", "manifest"] {
        fs::create_dir(&out).unwrap();
        fs::write(out.join(name), "mine").unwrap();
        refused(&place, &out, "contains files that dossier did not create");
        // Not even with an own folder, as long as it holds no manifest.
        for own in ["", "staging", "other"] {
            fs::create_dir_all(out.join(".dossier").join(own)).unwrap();
            refused(&place, &out, "contains files that dossier did not create");
        }
        fs::write(out.join(".dossier/lock"), "").unwrap();
        fs::write(out.join(".dossier/staging/0"), "staged").unwrap();
        refused(&place, &out, "contains files that dossier did not create");
        fs::remove_dir_all(&out).unwrap();
    }
    fs::create_dir_all(out.join("empty")).unwrap();
    refused(&place, &out, "contains files that dossier did not create");
}

#[test]
fn symbolic_links_are_seen_through() {
    let place = Place::new();
    let link = place.top.join("link");
    let relink = |to: &str| {
        let _ = fs::remove_file(&link);
        symlink(to, &link).unwrap();
    };
    relink(place.root.as_str());
    refused(&place, &link, "is the site's root");
    refused(&place, &link.join("content"), "is the input");
    refused(&place, &link.join("content/new"), "is inside the input");
    refused(&place, &link.join("public/../static"), "has `..` after");
    relink("home");
    refused(&place, &link, "contains the site's root");
    relink("/");
    refused(&place, &link, "contains the site's root");
    relink("nowhere");
    refused(&place, &link, "whose target does not exist");
    refused(&place, &link.join("below"), "whose target does not exist");
    // Back into an input by way of a folder that does not exist.
    refused(&place, &place.root.join("none/../content"), "has `..` after");

    // Sources that are links themselves: neither the link nor what it leads to may be lost.
    let real = place.top.join("real");
    fs::create_dir_all(real.join("articles")).unwrap();
    fs::create_dir(place.root.join("public")).unwrap();
    symlink(&real, place.root.join("public/content")).unwrap();
    let mut place = place;
    place.inputs.push(place.root.join("public/content"));
    refused(&place, &place.root.join("public"), "contains the input");
    refused(&place, &real, "is the input");
    refused(&place, &real.join("articles"), "is inside the input");
    refused(&place, &place.root.join("public/content/x"), "is inside the input");
}

#[test]
fn own_folders_that_lead_elsewhere_are_refused() {
    let place = Place::new();
    let out = place.output();
    let other = place.top.join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("1"), "mine").unwrap();
    fs::write(other.join("file"), "mine").unwrap();
    place.publish(&site(&[("a.html", "a")])).unwrap();
    let own = out.join(".dossier");
    symlink(&other, own.join("staging")).unwrap();
    refused(&place, &out, "is not a folder");
    fs::remove_file(own.join("staging")).unwrap();
    for name in ["lock", "manifest", "journal", "journal.next", "manifest.next"] {
        let kept = fs::read(own.join(name)).ok();
        let _ = fs::remove_file(own.join(name));
        symlink(other.join("file"), own.join(name)).unwrap();
        refused(&place, &out, "is not a file");
        fs::remove_file(own.join(name)).unwrap();
        fs::create_dir(own.join(name)).unwrap();
        refused(&place, &out, "is not a file");
        fs::remove_dir(own.join(name)).unwrap();
        if let Some(kept) = kept {
            fs::write(own.join(name), kept).unwrap();
        }
    }
    fs::rename(&own, place.top.join("moved")).unwrap();
    symlink(place.top.join("moved"), &own).unwrap();
    refused(&place, &out, "is not a folder");
}

#[test]
fn good_outputs_are_let_pass() {
    let place = Place::new();
    let pages = site(&[("a/b.html", "b")]);
    symlink(&place.top, place.top.join("up")).unwrap();
    fs::create_dir(place.root.join("empty")).unwrap();
    symlink(place.root.join("empty"), place.root.join("to-empty")).unwrap();
    for output in [
        place.output(),
        place.root.join("deep/down/public"),
        place.top.join("elsewhere"),
        place.home.join("pages"),
        place.root.join("content-of-old"),
        place.root.join("content/../public-2"),
        place.top.join("up/up/linked"),
        place.root.join("to-empty"),
    ] {
        let publication = Publication::begin(&output, &place.protected()).unwrap_or_else(|e| panic!("{output}: {e:?}"));
        for (path, text) in &pages {
            publication.write(&path_of(path), text.as_bytes()).unwrap();
        }
        publication.commit().unwrap();
        assert_eq!(visible(&output), expected(&pages), "{output}");
    }
}

#[test]
fn relative_paths_are_taken_from_the_working_folder() {
    // The tests' working folder is the package: it is a site's root that holds `src`.
    let here = Utf8PathBuf::from(".");
    let inputs = ["src".into(), "Cargo.toml".into()];
    let protected = Protected {
        site_root: &here,
        inputs: &inputs,
        home: None,
    };
    for (output, why) in [
        (".", "is the site's root"),
        ("..", "contains the site's root"),
        ("src", "is the input"),
        ("./src/publish/x", "is inside the input"),
        ("tests", "did not create"),
        ("Cargo.toml", "is the input"),
        ("Cargo.lock", "is not a folder"),
    ] {
        let problem = Publication::begin(output.into(), &protected).err().unwrap();
        assert_eq!(problem.code, Code::OutputRefused);
        assert!(problem.message.contains(why), "{output}: {}", problem.message);
    }
    assert!(!Utf8Path::new("src/publish/x").exists() && !Utf8Path::new("tests/.dossier").exists());
}

#[test]
fn a_folder_where_nothing_can_be_made_is_reported() {
    let place = Place::new();
    // Works for root too: no folder can be made in /proc.
    let problem = Publication::begin("/proc/nothing/public".into(), &place.protected());
    assert_eq!(code(problem), Code::OutputFailed);
}

//! Two builds at once.

use std::fs;

use dossier::internals::diagnostics::Code;

use super::tree::{Place, code, everything, expected, path_of, site};

#[test]
fn a_second_build_is_turned_away_until_the_first_is_done() {
    let place = Place::new();
    let pages = site(&[("a.html", "a")]);
    for round in 0..2 {
        let first = place.begin().unwrap();
        let before = everything(&place.top);
        assert_eq!(code(place.begin()), Code::OutputLocked, "round {round}");
        assert_eq!(everything(&place.top), before);
        first.write(&path_of("a.html"), b"a").unwrap();
        assert_eq!(code(place.begin()), Code::OutputLocked);
        first.commit().unwrap();
        assert_eq!(place.shown(), expected(&pages));
    }
}

#[test]
fn the_message_names_the_output_and_the_remedy() {
    let place = Place::new();
    let _first = place.begin().unwrap();
    let problem = place.begin().err().unwrap();
    assert_eq!(
        problem.message,
        format!("another build is writing to `{}`", place.output())
    );
    assert_eq!(
        problem.help.unwrap(),
        "wait until it finishes, or stop it; or choose another folder with `--output`"
    );
}

#[test]
fn the_file_of_a_lock_that_nobody_holds_is_no_obstacle() {
    let place = Place::new();
    place.put(".dossier/lock", "");
    let pages = site(&[("a.html", "a")]);
    place.publish(&pages).unwrap();
    fs::remove_file(place.output().join(".dossier/lock")).unwrap();
    place.publish(&pages).unwrap();
    place.put(".dossier/lock", "4711");
    place.publish(&site(&[])).unwrap();
}

/// Many builds of different sites, some of which give up: each site that was published was whole.
#[test]
fn builds_that_race_take_turns() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let place = &place;
            scope.spawn(move || {
                let text = format!("site {number}");
                let pages = site(&[("a.html", &text), ("b/c.html", &text), ("d/e.html", &text)]);
                let mut published = 0;
                let mut tries = 0;
                while published < 15 {
                    tries += 1;
                    match place.begin() {
                        Ok(publication) => {
                            for (path, text) in &pages {
                                publication.write(&path_of(path), text.as_bytes()).unwrap();
                            }
                            if tries % 3 == 0 {
                                continue;
                            }
                            publication.commit().unwrap();
                            published += 1;
                        }
                        Err(problem) => assert_eq!(problem.code, Code::OutputLocked, "{problem:?}"),
                    }
                }
            });
        }
    });
    let shown = place.shown();
    let whole = (0..4).any(|number| {
        let text = format!("site {number}");
        shown == expected(&site(&[("a.html", &text), ("b/c.html", &text), ("d/e.html", &text)]))
    });
    assert!(whole, "{shown:#?}");
}

/// As long as nothing is published, every build removes the folder that it made.
#[test]
fn builds_that_give_up_at_the_same_time_leave_nothing() {
    let place = Place::new();
    let before = everything(&place.top);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    if let Err(problem) = place.begin() {
                        assert_eq!(problem.code, Code::OutputLocked, "{problem:?}");
                    }
                }
            });
        }
    });
    place.settle();
    let mut after = everything(&place.top);
    // A build that found the folder there leaves it.
    after.remove("home/site/public");
    assert_eq!(after, before);
}

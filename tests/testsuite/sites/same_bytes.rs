//! The same input makes the same bytes, whatever machine, folder, clock, language or number of
//! threads it is built with.

use std::fs;
use std::path::Path;

use crate::place::{Place, Tree, tree};

/// What the environment says.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// Builds a site under given circumstances.
fn build(fixture: &str, from: &str, arguments: &[&str], variables: Variables<'_>) -> Tree {
    let place = Place::copy_of(fixture);
    let folder = place.site().join(from);
    fs::create_dir_all(&folder).unwrap();
    let mut command = place.command(arguments);
    command
        .current_dir(folder)
        .envs(variables.iter().copied())
        .assert()
        .success();
    tree(&place.out())
}

fn same(first: &Tree, other: &Tree, what: &str) {
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>(),
        "{what}"
    );
    let changed: Vec<_> = first
        .iter()
        .filter(|(path, bytes)| other[*path] != **bytes)
        .map(|(path, _)| path)
        .collect();
    assert!(changed.is_empty(), "{what}: {changed:?}");
}

#[test]
fn neither_threads_nor_time_zone_nor_locale_nor_folder_change_a_byte() {
    let here = ["build", "--output", "../out"];
    let below = ["build", "--root", "..", "--output", "../../out"];
    for name in ["pages_of_lists", "links", "decisions", "dates"] {
        let fixture = format!("sites_valid/{name}");
        let first = build(
            &fixture,
            ".",
            &here,
            &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LANG", "C")],
        );
        let variants: [(&str, &[&str], Variables<'_>); 3] = [
            (
                ".",
                &here,
                &[
                    ("RAYON_NUM_THREADS", "2"),
                    ("TZ", "Pacific/Auckland"),
                    ("LANG", "tr_TR.UTF-8"),
                ],
            ),
            (
                "notizen",
                &below,
                &[
                    ("RAYON_NUM_THREADS", "2"),
                    ("TZ", "America/St_Johns"),
                    ("LC_ALL", "de_DE.UTF-8"),
                ],
            ),
            (
                ".",
                &here,
                &[("RAYON_NUM_THREADS", "2"), ("SOURCE_DATE_EPOCH", "1956528000")],
            ),
        ];
        for (from, arguments, variables) in variants {
            let other = build(&fixture, from, arguments, variables);
            same(&first, &other, &format!("{name} with {variables:?}"));
        }
    }
}

#[test]
fn files_written_in_another_order_make_the_same_site() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites_valid/pages_of_lists");
    let files = tree(&from);
    let build = |order: &mut dyn Iterator<Item = (&String, &Vec<u8>)>| {
        let place = Place::empty();
        order.for_each(|(path, bytes)| place.write(path, bytes));
        place.build(&[]).files
    };
    same(
        &build(&mut files.iter()),
        &build(&mut files.iter().rev()),
        "the order of creation",
    );
}

/// A second build has nothing to write.
#[test]
fn building_again_changes_nothing() {
    let place = Place::copy_of("sites_valid/links");
    let first = place.build(&[]);
    let again = place.run(&["build", "--output", "../out"]);
    assert!(
        again.stdout.contains(": 0 written,") && again.stdout.contains(" 0 removed."),
        "{}",
        again.stdout
    );
    same(&first.files, &tree(&place.out()), "the second build");
}

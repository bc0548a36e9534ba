//! Any two sites, any files of somebody else, any moment to die.

use std::collections::BTreeMap;

use dossier::internals::publish::Publication;
use dossier::internals::publish::{Fault, Io};
use proptest::prelude::*;
use std::sync::Arc;

use super::tree::{Node, Place, Tree, path_of};

type Files = BTreeMap<String, String>;

/// Few names, so that files and folders meet.
fn files(most: usize) -> impl Strategy<Value = Files> {
    let path = proptest::collection::vec("[ab]", 1..4).prop_map(|parts| parts.join("/"));
    proptest::collection::btree_map(path, "[xy]{0,2}", 0..most).prop_map(|mut files| {
        let paths: Vec<String> = files.keys().cloned().collect();
        files.retain(|path, _| !paths.iter().any(|other| other.starts_with(&format!("{path}/"))));
        files
    })
}

fn publish(place: &Place, files: &Files, io: Arc<Io>) -> bool {
    let Ok(publication) = Publication::begin_with(&place.output(), &place.protected(), io) else {
        return false;
    };
    files
        .iter()
        .all(|(path, text)| publication.write(&path_of(path), text.as_bytes()).is_ok())
        && publication.commit().is_ok()
}

fn only_files(tree: Tree) -> Files {
    let text = |node| if let Node::File(text) = node { Some(text) } else { None };
    tree.into_iter()
        .filter_map(|(path, node)| Some((path, text(node)?)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_site_is_published_or_nothing_changes(
        old in files(6), new in files(6), foreign in files(3), kind in 0_usize..3, step in 0_u64..60,
    ) {
        let place = Place::new();
        prop_assert!(publish(&place, &old, Arc::default()));
        let mut others = Files::new();
        for (path, text) in foreign {
            let full = place.output().join(&path);
            if !full.exists() && std::fs::create_dir_all(full.parent().unwrap()).is_ok() {
                std::fs::write(&full, &text).unwrap();
                others.insert(path, text);
            }
        }
        let with_others = |files: &Files| files.clone().into_iter().chain(others.clone()).collect::<Files>();
        let before = place.shown();
        let fault = [Fault::Die(step), Fault::FailOnce(step), Fault::FailFrom(step)][kind];
        let io = Arc::new(Io::faulty(fault));
        let done = publish(&place, &new, Arc::clone(&io));
        place.settle();
        let after = only_files(place.shown());
        if after == with_others(&new) && (done || io.fired()) {
            // No empty folder of ours is left.
            for (path, node) in place.shown() {
                let used = after.keys().any(|file| file.starts_with(&format!("{path}/")));
                prop_assert!(node != Node::Folder || used || before.get(&path) == Some(&Node::Folder), "{}", path);
            }
        } else {
            prop_assert!(!done);
            prop_assert_eq!(place.shown(), before);
        }
    }
}

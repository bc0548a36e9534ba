//! What a cache keeps between builds, and that damage costs time only.

use std::fs;

use camino::Utf8Path;
use dossier::internals::cache::{Cache, FOLDER, Key, Pack};

#[test]
fn a_damaged_entry_is_computed_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let get = |input: &str| {
        let mut made = false;
        let bytes = Cache::of_site(root).get("picture", input.as_bytes(), || {
            made = true;
            Some(input.repeat(3).into_bytes())
        });
        (String::from_utf8(bytes.unwrap()).unwrap(), made)
    };
    assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true));
    assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), false));
    let kind = root.join(FOLDER).join("picture");
    let entry = kind.read_dir_utf8().unwrap().next().unwrap().unwrap().into_path();
    let whole = fs::read(&entry).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        fs::write(&entry, &damaged).unwrap();
        assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true), "byte {at}");
        fs::write(&entry, &whole[..at]).unwrap();
        assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true), "cut at {at}");
    }
    // An entry with another's name is ignored, and so is a folder.
    let other = kind.join(blake3::hash(b"Moor").to_hex().as_str());
    fs::copy(&entry, &other).unwrap();
    assert_eq!(get("Moor"), ("MoorMoorMoor".to_owned(), true));
    fs::remove_file(&other).unwrap();
    fs::create_dir(&other).unwrap();
    assert_eq!(get("Moor"), ("MoorMoorMoor".to_owned(), true));
    // Where the cache folder cannot be created, nothing is cached.
    let cache = Cache::of_site(&entry);
    assert_eq!(cache.get("picture", b"x", || Some(vec![1])), Some(vec![1]));
    // Unused entries are removed, and nothing else.
    fs::write(kind.join("notizen"), "von Hand").unwrap();
    Cache::of_site(root).remove_unused("picture");
    assert!(!entry.exists() && kind.join("notizen").exists());
}

const SALT: Key = [7; 32];

fn key(number: u8) -> Key {
    *blake3::hash(&[number]).as_bytes()
}

/// The values after a round trip through files that `spoil` may change.
fn kept(spoil: impl Fn(&Utf8Path), salt: Key) -> Vec<Option<(String, u16)>> {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let pack = Pack::open(root, "test", SALT);
    (0..100).for_each(|n| pack.put(key(n), &(format!("Deich {n}"), u16::from(n))));
    pack.store();
    for file in root.join(FOLDER).join("test").read_dir_utf8().unwrap() {
        spoil(file.unwrap().path());
    }
    let pack = Pack::open(root, "test", salt);
    (0..100).map(|n| pack.get(&key(n))).collect()
}

#[test]
fn damaged_values_and_those_of_another_program_are_ignored() {
    let all = |values: &[Option<(String, u16)>]| {
        (0..100).all(|n: u16| values[n as usize].as_ref() == Some(&(format!("Deich {n}"), n)))
    };
    assert!(all(&kept(|_| (), SALT)));
    assert!(kept(|_| (), [8; 32]).iter().all(Option::is_none));
    for at in [0, 7, 8, 60, 72, 100, 140] {
        let flip = |path: &Utf8Path| {
            let mut bytes = fs::read(path).unwrap();
            let at = at.min(bytes.len() - 1);
            bytes[at] ^= 0x10;
            fs::write(path, bytes).unwrap();
        };
        assert!(kept(flip, SALT).iter().all(Option::is_none), "byte {at}");
        let cut = |path: &Utf8Path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..at.min(bytes.len() - 1)]).unwrap();
        };
        assert!(kept(cut, SALT).iter().all(Option::is_none), "cut at {at}");
    }
}

#[test]
fn unused_values_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let pack = Pack::open(root, "test", SALT);
    (0..50).for_each(|n| pack.put(key(n), &n));
    pack.store();
    let pack = Pack::open(root, "test", SALT);
    (0..25).for_each(|n| assert_eq!(pack.get::<u8>(&key(n)), Some(n)));
    pack.put(key(99), &99_u8);
    pack.store();
    let pack = Pack::open(root, "test", SALT);
    let there = (0..100).filter(|n| pack.get::<u8>(&key(*n)).is_some());
    assert_eq!(there.collect::<Vec<u8>>(), (0..25).chain([99]).collect::<Vec<u8>>());
    // A value of another type is ignored.
    assert_eq!(pack.get::<String>(&key(1)), None);
}

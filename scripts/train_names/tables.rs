//! The list of words: those that are written with a capital most often, and frequent words in lower
//! case, each with its class and marks.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use dossier::internals::enrich::tagger::word_hash;
use dossier::internals::language::{WordEntry, WordTable};
use serde::de::DeserializeOwned;

/// What the trainer asks of a file of GeoNames.
#[derive(serde::Deserialize)]
struct City {
    name: String,
    population: u64,
    countrycode: String,
}

/// How many words there are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// With a capital.
    pub capital: usize,
    /// Without.
    pub small: usize,
    /// The fewest inhabitants of a town that is marked.
    pub inhabitants: u64,
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_reader(BufReader::new(file))?)
}

/// Makes the list for a language of the files in a folder.
pub fn words(folder: &Path, lang: &str, sizes: Sizes) -> Result<WordTable, Box<dyn Error>> {
    let paths: BTreeMap<String, u32> = json(&folder.join(format!("{lang}_lexeme_cluster.json")))?;
    let shares: BTreeMap<String, f32> = json(&folder.join(format!("{lang}_lexeme_prob.json")))?;
    let share = |word: &str| shares.get(word).copied().unwrap_or(-25.0);
    let mut ranked: Vec<(&String, u32)> = paths.iter().map(|(word, path)| (word, *path)).collect();
    ranked.retain(|(word, path)| *path > 0 && !word.contains(char::is_whitespace));
    ranked.sort_by(|a, b| share(b.0).total_cmp(&share(a.0)).then(a.0.cmp(b.0)));
    let upper = |word: &str| word.contains(char::is_uppercase);
    let capital = ranked.iter().filter(|(word, _)| upper(word)).take(sizes.capital);
    let small = ranked.iter().filter(|(word, _)| !upper(word)).take(sizes.small);
    let chosen: Vec<(&String, u32)> = capital.chain(small).copied().collect();
    let classes: BTreeSet<u32> = chosen.iter().map(|(_, path)| *path).collect();
    let classes: Vec<u32> = classes.into_iter().collect();
    let mut entries: BTreeMap<&str, WordEntry> = BTreeMap::new();
    for (word, path) in chosen {
        let class = classes.binary_search(&path).map_or(0, |at| at as u16 + 1);
        entries.insert(
            word,
            WordEntry {
                class,
                marks: case(word, &share) | frequency(share(word)) << 2,
            },
        );
    }
    let cities: BTreeMap<String, City> = json(&folder.join("cities15000.json"))?;
    for city in cities.values() {
        let near = ["DE", "AT", "CH"].contains(&city.countrycode.as_str());
        let common = case(&city.name, &share) >= 2;
        if (city.population >= sizes.inhabitants || near) && !city.name.contains([' ', '-']) && !common {
            entries.entry(&city.name).or_default().marks |= 0x10;
        }
    }
    let entries = entries.into_iter().map(|(word, entry)| (word_hash(word), entry));
    Ok(WordTable::new(classes, entries.collect()))
}

/// How much more often a word is written in lower case: 0 never, 1 seldom, 2 as often, 3 more often.
fn case(word: &str, share: &impl Fn(&str) -> f32) -> u8 {
    let lower = word.to_lowercase();
    if lower == word {
        return 3;
    }
    match share(&lower) - share(word) {
        more if share(&lower) <= -24.0 || more < -6.0 => 0,
        more if more < -2.0 => 1,
        more if more < 1.0 => 2,
        _ => 3,
    }
}

fn frequency(share: f32) -> u8 {
    match share {
        share if share > -10.0 => 3,
        share if share > -12.0 => 2,
        share if share > -14.0 => 1,
        _ => 0,
    }
}

//! Noun phrases: who or what a stretch of words names, and whether it can be the subject.

mod noun_group;
mod parser;

pub use noun_group::{Case, Gender, Phrase, gender_of, is_acronym, is_name, is_sentence_start, pronoun};
pub use parser::parse;

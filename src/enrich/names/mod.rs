//! Names of people and things that the text itself tells.

pub mod tokens;

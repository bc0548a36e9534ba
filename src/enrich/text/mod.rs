//! What one text consists of: quotation marks, sentences, tokens, clauses, noun phrases.

pub mod clauses;
pub mod phrases;
pub mod quotation_marks;
mod sentences;
pub mod tokens;

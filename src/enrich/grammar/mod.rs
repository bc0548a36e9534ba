//! What the values of [`Grammar`](crate::language::Grammar) cannot say of a language and code finds: finite verbs,
//! where endings tell little. Passes ask the grammar a named question, never which language a text is in.

pub mod finite_verbs;

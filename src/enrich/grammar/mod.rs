//! What languages do differently: their finite verbs.

pub mod finite_verbs;

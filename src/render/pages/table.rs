//! Tables as CSV (RFC 4180) in UTF-8, with the names of the columns in the first line.

mod articles;
pub mod csv;
mod mentions;
mod quotes;

pub(in crate::render) use articles::articles;
pub(in crate::render) use mentions::mentions;
pub(in crate::render) use quotes::quotes;

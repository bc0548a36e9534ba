//! Everything of one kind as a table: RFC 4180, UTF-8, the names of the columns in the first line.

mod articles;
mod csv;
mod mentions;
mod quotes;

pub(in crate::render) use articles::articles;
pub(in crate::render) use mentions::mentions;
pub(in crate::render) use quotes::quotes;

//! `dossier serve`: the program itself, with the requests of strangers, the saves of editors and the signals
//! of terminals.

mod changes;
mod ends;
mod hostile;
mod pages;
mod server;

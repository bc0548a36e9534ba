//! What `dossier check` looks for beyond what a build needs: a small site for each code below `check/`,
//! the levels of `dossier.yaml`, `explain`, and how it is printed.

mod codes;
mod formats;
mod levels;
mod links;

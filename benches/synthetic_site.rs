//! Writes a synthetic site to disk: `cargo bench --bench synthetic_site -- 10000 DIR`.
#![allow(missing_docs, reason = "a program, not a library")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "it writes files and says so"
)]

mod synthetic;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo adds options of its own, such as `--bench`.
    let given: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let (articles, folder) = match given.as_slice() {
        [articles, folder] => (articles.parse::<usize>(), Path::new(folder)),
        // As one of all benches it has nothing to measure.
        _ => {
            println!("usage: cargo bench --bench synthetic_site -- ARTICLES DIR");
            return ExitCode::SUCCESS;
        }
    };
    let Ok(articles) = articles else {
        eprintln!("error: `{}` is not a number of articles", given[0]);
        return ExitCode::from(2);
    };
    let files = synthetic::site(articles);
    if let Err(error) = synthetic::write(&files, folder) {
        eprintln!("error: cannot write the site: {error}");
        return ExitCode::FAILURE;
    }
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    println!(
        "{}: {articles} articles, {} files, {:.1} MB",
        folder.display(),
        files.len(),
        bytes as f64 / 1e6
    );
    ExitCode::SUCCESS
}

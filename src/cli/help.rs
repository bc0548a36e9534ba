//! Sections of `--help` that are the same in the man pages.

/// The exit status in `--help`, the man pages and docs/commands.md (checked by a test).
pub(super) const EXIT_STATUS: &str = "  0    success, possibly with warnings
  1    an error in the site or a file; the previously built site is unchanged
  2    invalid command line
  130  interrupted by Ctrl-C (SIGINT); the previously built site is unchanged
  143  terminated by SIGTERM; the previously built site is unchanged";

pub(super) const ENVIRONMENT: &str = "  SOURCE_DATE_EPOCH           the time of the build, in seconds since 1970
  NO_COLOR                    if set, no colours in messages
  VISUAL, EDITOR              the editor of `dossier new --edit`
  PAGEFIND                    the Pagefind program for `dossier search-index`
  LC_ALL, LC_MESSAGES, LANG   the language of a site that `dossier init` creates";

pub(super) fn general() -> String {
    let examples = "Examples:\n  dossier init --lang en my-site\n  dossier serve --root my-site --open\n  \
                    dossier check --root my-site\n  dossier build --root my-site";
    format!("{examples}\n\nExit status:\n{EXIT_STATUS}\n\nEnvironment:\n{ENVIRONMENT}")
}

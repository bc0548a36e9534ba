//! The codes of the problems and their severities. `explanations.md` explains each.

use serde::Serialize;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built.
    Warning,
    /// Information, such as that a draft was skipped.
    Note,
}

macro_rules! codes {
    ($($variant:ident = $name:literal $severity:ident,)*) => {
        /// The code of a problem. Its name is stable across versions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("See `dossier explain ", $name, "`.")] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The printed name, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The default severity.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Unreadable = "unreadable" Error,
    NotUtf8 = "not-utf8" Error,
    Symlink = "symlink" Error,
    FileTooLarge = "file-too-large" Error,
    MisplacedFile = "misplaced-file" Warning,
    NoFrontMatter = "no-front-matter" Error,
    FrontMatterOpen = "front-matter-open" Error,
    FrontMatterTooLarge = "front-matter-too-large" Error,
    YamlSyntax = "yaml-syntax" Error,
    YamlAlias = "yaml-alias" Error,
    UnknownKey = "unknown-key" Error,
    DuplicateKey = "duplicate-key" Error,
    MissingKey = "missing-key" Error,
    WrongType = "wrong-type" Error,
    InvalidValue = "invalid-value" Error,
    InvalidDate = "invalid-date" Error,
    InvalidUrl = "invalid-url" Error,
    InvalidSlug = "invalid-slug" Error,
    NestingTooDeep = "nesting-too-deep" Error,
    RefusedLink = "refused-link" Warning,
    RawHtml = "raw-html" Warning,
    MissingFootnote = "missing-footnote" Error,
    UnusedFootnote = "unused-footnote" Warning,
    BidiControl = "bidi-control" Warning,
    OrphanAnnotations = "orphan-annotations" Error,
    DecidedTwice = "decided-twice" Note,
    AnchorNotFound = "anchor-not-found" Error,
    AnchorAmbiguous = "anchor-ambiguous" Error,
    QuotationChanged = "quotation-changed" Error,
    UnknownDossier = "unknown-dossier" Error,
    UnknownArticle = "unknown-article" Error,
    Translation = "translation" Error,
    UnknownEntity = "unknown-entity" Error,
    DuplicateEntity = "duplicate-entity" Error,
    MergedEntity = "merged-entity" Note,
    Candidate = "candidate" Note,
    SharedName = "shared-name" Warning,
    BrokenLink = "broken-link" Error,
    BrokenAnchor = "broken-anchor" Error,
    AmbiguousLink = "ambiguous-link" Error,
    MissingImage = "missing-image" Error,
    DuplicateUrl = "duplicate-url" Error,
    HighlightLimit = "highlight-limit" Warning,
    MissingSource = "missing-source" Note,
    MissingArchiveUrl = "missing-archive-url" Note,
    MissingDossier = "missing-dossier" Note,
    PersonWithoutOffice = "person-without-office" Note,
    ImageWithoutAlt = "image-without-alt" Warning,
    HeadingJump = "heading-jump" Warning,
    EmptyLink = "empty-link" Warning,
    VagueLink = "vague-link" Note,
    SimilarName = "similar-name" Warning,
    ReviewDue = "review-due" Warning,
    OrphanFile = "orphan-file" Warning,
    DeadLink = "dead-link" Warning,
    BlockedLink = "blocked-link" Note,
    MovedLink = "moved-link" Note,
    SkippedDraft = "skipped-draft" Note,
    SkippedEmbargo = "skipped-embargo" Note,
    Template = "template" Error,
    EmptySite = "empty-site" Warning,
    NotASite = "not-a-site" Error,
    OutputRefused = "output-refused" Error,
    OutputForeignFile = "output-foreign-file" Error,
    OutputLocked = "output-locked" Error,
    OutputFailed = "output-failed" Error,
    FullText = "full-text" Error,
    PublishFailed = "publish-failed" Error,
}

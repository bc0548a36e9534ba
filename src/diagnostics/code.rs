//! The names of the problems, and how bad each is.

use serde::Serialize;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, but something deserves a look.
    Warning,
    /// For information, such as what was left out and why.
    Note,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $severity:ident,)*) => {
        /// The name of a problem. It stays the same from version to version.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name that is printed, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file could not be read.
    Unreadable = "unreadable" Error,
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// A symbolic link in the site.
    Symlink = "symlink" Error,
    /// A file is larger than the program takes.
    FileTooLarge = "file-too-large" Error,
    /// A content file where none is expected.
    MisplacedFile = "misplaced-file" Warning,
    /// A content file without front matter.
    NoFrontMatter = "no-front-matter" Error,
    /// Front matter that is never closed.
    FrontMatterOpen = "front-matter-open" Error,
    /// Front matter larger than 64 KiB.
    FrontMatterTooLarge = "front-matter-too-large" Error,
    /// YAML that cannot be read.
    YamlSyntax = "yaml-syntax" Error,
    /// YAML aliases.
    YamlAlias = "yaml-alias" Error,
    /// A key that means nothing here.
    UnknownKey = "unknown-key" Error,
    /// A key that is given twice.
    DuplicateKey = "duplicate-key" Error,
    /// A key that must be given.
    MissingKey = "missing-key" Error,
    /// A value of another type than expected.
    WrongType = "wrong-type" Error,
    /// A value of the right type that cannot be.
    InvalidValue = "invalid-value" Error,
    /// A date that is none.
    InvalidDate = "invalid-date" Error,
    /// A URL that is none, or has a scheme that is not allowed.
    InvalidUrl = "invalid-url" Error,
    /// A slug that is none.
    InvalidSlug = "invalid-slug" Error,
    /// Nested deeper than the program takes.
    NestingTooDeep = "nesting-too-deep" Error,
    /// A link with a scheme that no page may have.
    RefusedLink = "refused-link" Warning,
    /// Raw HTML, which is shown as text.
    RawHtml = "raw-html" Warning,
    /// A footnote without its text.
    MissingFootnote = "missing-footnote" Error,
    /// A footnote that nothing refers to.
    UnusedFootnote = "unused-footnote" Warning,
    /// Characters that turn the direction of text.
    BidiControl = "bidi-control" Warning,
    /// Decisions of an editor beside no article.
    OrphanAnnotations = "orphan-annotations" Error,
    /// A decision beside an article that its front matter takes otherwise.
    DecidedTwice = "decided-twice" Note,
    /// Text of an editor's decision that the article does not hold.
    AnchorNotFound = "anchor-not-found" Error,
    /// Text of an editor's decision that the article holds more than once.
    AnchorAmbiguous = "anchor-ambiguous" Error,
    /// A confirmed quotation whose text the article does not hold any more.
    QuotationChanged = "quotation-changed" Error,
    /// A dossier that does not exist.
    UnknownDossier = "unknown-dossier" Error,
    /// An article that does not exist.
    UnknownArticle = "unknown-article" Error,
    /// A translation of what it cannot be a translation of.
    Translation = "translation" Error,
    /// An entity that does not exist.
    UnknownEntity = "unknown-entity" Error,
    /// Two entities of one slug.
    DuplicateEntity = "duplicate-entity" Error,
    /// An entity that was merged into another and still has its own place.
    MergedEntity = "merged-entity" Note,
    /// Names that nobody has registered.
    Candidate = "candidate" Note,
    /// A name that two entities share.
    SharedName = "shared-name" Warning,
    /// A link that leads nowhere.
    BrokenLink = "broken-link" Error,
    /// A link to an anchor that the page does not have.
    BrokenAnchor = "broken-anchor" Error,
    /// A `[[…]]` that more than one page answers to.
    AmbiguousLink = "ambiguous-link" Error,
    /// An image that does not exist.
    MissingImage = "missing-image" Error,
    /// Two files for one address.
    DuplicateUrl = "duplicate-url" Error,
    /// Code that is too large to be coloured.
    HighlightLimit = "highlight-limit" Warning,
    /// An article that does not say where it comes from.
    MissingSource = "missing-source" Note,
    /// A source of which no archived copy is named.
    MissingArchiveUrl = "missing-archive-url" Note,
    /// An article of no dossier.
    MissingDossier = "missing-dossier" Note,
    /// Somebody of whom nothing is told but the name.
    PersonWithoutOffice = "person-without-office" Note,
    /// An image without a text for those who do not see it.
    ImageWithoutAlt = "image-without-alt" Warning,
    /// A heading that leaves out a level.
    HeadingJump = "heading-jump" Warning,
    /// A link without a text.
    EmptyLink = "empty-link" Warning,
    /// A link whose text does not say where it leads.
    VagueLink = "vague-link" Note,
    /// A name that one article alone has, one letter from another.
    SimilarName = "similar-name" Warning,
    /// A note that was to be looked at again.
    ReviewDue = "review-due" Warning,
    /// A file that is copied and that nothing leads to.
    OrphanFile = "orphan-file" Warning,
    /// An address outside of the site that is gone.
    DeadLink = "dead-link" Warning,
    /// An address outside of the site of which nothing can be told.
    BlockedLink = "blocked-link" Note,
    /// An address outside of the site that has moved for good.
    MovedLink = "moved-link" Note,
    /// A draft was left out.
    SkippedDraft = "skipped-draft" Note,
    /// An article was left out until its time.
    SkippedEmbargo = "skipped-embargo" Note,
    /// A template that cannot be read or rendered.
    Template = "template" Error,
    /// The site has no content.
    EmptySite = "empty-site" Warning,
    /// The folder is not a site.
    NotASite = "not-a-site" Error,
    /// An output folder that must not be written to.
    OutputRefused = "output-refused" Error,
    /// A file in the output that the program did not make.
    OutputForeignFile = "output-foreign-file" Error,
    /// Another build is writing to the output.
    OutputLocked = "output-locked" Error,
    /// The output could not be written.
    OutputFailed = "output-failed" Error,
    /// The full text could not be indexed.
    FullText = "full-text" Error,
    /// The site could not be brought into a branch.
    PublishFailed = "publish-failed" Error,
}

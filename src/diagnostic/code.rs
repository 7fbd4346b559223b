//! The codes of all findings: their names, how bad each is, and what kind of finding it is.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::Severity;

/// Declares [`Code`] from lines `Variant = "name", Severity;`.
macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident;)+) => {
        /// What a finding is, whatever file it is about. It is printed by its name, in JSON and SARIF too; `fluentpress explain NAME`
        /// prints its page (`src/explain/`).
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
            /// A rule of the PDF preflight.
            Preflight(preflight::Rule),
        }

        impl Code {
            /// All codes but those of the preflight, in the order of their pages.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name: lower case, words joined by hyphens. Names are part of the interface: they stay as they are.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Preflight(rule) => rule.code(),
                }
            }

            /// How bad a finding with this code is, if nothing lowers it, such as a draft.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                    Self::Preflight(_) => Severity::Error,
                }
            }
        }
    };
}

// In the order of the pages in `src/explain/`.
codes! {
    // explain/project.md
    NoProject = "no-project", Error;
    NoArticle = "no-article", Error;
    NameClash = "name-clash", Error;
    LocaleNotBegun = "locale-not-begun", Error;
    SettingsSyntax = "settings-syntax", Error;
    SettingsValue = "settings-value", Error;
    SettingsKey = "settings-key", Error;
    LowContrast = "low-contrast", Warning;
    UnknownLocale = "unknown-locale", Error;
    LayoutMissing = "layout-missing", Error;
    LayoutYamlMissing = "layout-yaml-missing", Error;
    LayoutYamlSyntax = "layout-yaml-syntax", Error;
    LayoutYamlValue = "layout-yaml-value", Error;
    LayoutYamlKey = "layout-yaml-key", Error;
    YamlComment = "yaml-comment", Warning;
    FileNotFound = "file-not-found", Error;
    FileUnreadable = "file-unreadable", Error;
    FileOutside = "file-outside", Error;
    InvalidUtf8 = "invalid-utf8", Error;
    MergeConflict = "merge-conflict", Error;
    LockSyntax = "lock-syntax", Error;
    GlossarySyntax = "glossary-syntax", Error;
    SourceLanguage = "source-language", Warning;
    // explain/article.md
    FrontMatterSyntax = "front-matter-syntax", Error;
    FrontMatterTitle = "front-matter-title", Error;
    FrontMatterDate = "front-matter-date", Error;
    FrontMatterValue = "front-matter-value", Error;
    FrontMatterKey = "front-matter-key", Error;
    ArticleLang = "article-lang", Error;
    ArticleName = "article-name", Error;
    BadId = "bad-id", Error;
    DuplicateId = "duplicate-id", Error;
    EmptyHeading = "empty-heading", Error;
    HeadingNumber = "heading-number", Warning;
    TitleRepeated = "title-repeated", Warning;
    UnknownSection = "unknown-section", Error;
    UnknownAudience = "unknown-audience", Error;
    MissingRole = "missing-role", Error;
    NothingToPrint = "nothing-to-print", Warning;
    UnknownAttribute = "unknown-attribute", Error;
    CaptionRepeated = "caption-repeated", Error;
    FenceUnclosed = "fence-unclosed", Error;
    FenceNested = "fence-nested", Error;
    FenceContent = "fence-content", Error;
    FenceUnknown = "fence-unknown", Error;
    FenceRepeated = "fence-repeated", Error;
    UnknownFootnote = "unknown-footnote", Error;
    CircularFootnote = "circular-footnote", Error;
    UnusedFootnote = "unused-footnote", Error;
    EmptyFootnote = "empty-footnote", Error;
    DuplicateFootnote = "duplicate-footnote", Error;
    BrokenCitation = "broken-citation", Error;
    UnknownWork = "unknown-work", Error;
    NoBibliography = "no-bibliography", Error;
    BibliographySyntax = "bibliography-syntax", Error;
    UncitedWork = "uncited-work", Note;
    CitationStyle = "citation-style", Error;
    UnusedReference = "unused-reference", Error;
    DuplicateReference = "duplicate-reference", Error;
    UnusedAbbreviation = "unused-abbreviation", Warning;
    ListNumber = "list-number", Warning;
    SurplusCells = "surplus-cells", Error;
    LineInTable = "line-in-table", Error;
    CellNotation = "cell-notation", Note;
    CodeUnclosed = "code-unclosed", Error;
    Equation = "equation", Error;
    UnsupportedMarkdown = "unsupported-markdown", Error;
    PassageLanguage = "passage-language", Error;
    NotBuilt = "not-built", Error;
    LeftoverMarkup = "leftover-markup", Warning;
    LostSigns = "lost-signs", Warning;
    LineStart = "line-start", Warning;
    SplitWord = "split-word", Warning;
    LinesJoined = "lines-joined", Warning;
    UnknownReference = "unknown-reference", Error;
    DeadLink = "dead-link", Error;
    ReferenceElsewhere = "reference-elsewhere", Error;
    InvisibleCharacter = "invisible-character", Error;
    MissingImage = "missing-image", Error;
    ImageFormat = "image-format", Error;
    ImageDamaged = "image-damaged", Error;
    ImageProfile = "image-profile", Error;
    ImageCmyk = "image-cmyk", Error;
    MissingAlt = "missing-alt", Error;
    DrawingText = "drawing-text", Error;
    DrawingGlyph = "drawing-glyph", Error;
    DrawingFont = "drawing-font", Warning;
    DrawingOverflow = "drawing-overflow", Error;
    DrawingColor = "drawing-color", Error;
    DrawingUnsupported = "drawing-unsupported", Error;
    ChartType = "chart-type", Error;
    ChartColumn = "chart-column", Error;
    ChartData = "chart-data", Error;
    ChartShape = "chart-shape", Error;
    ChartValue = "chart-value", Error;
    ChartTotal = "chart-total", Warning;
    // explain/translations.md
    FtlSyntax = "ftl-syntax", Error;
    SelectorDefault = "selector-default", Error;
    DuplicateMessage = "duplicate-message", Error;
    DuplicateAttribute = "duplicate-attribute", Error;
    DuplicateVariant = "duplicate-variant", Error;
    MissingTranslation = "missing-translation", Error;
    MissingPart = "missing-part", Error;
    ExtraPart = "extra-part", Error;
    StaleTranslation = "stale-translation", Error;
    UnconfirmedTranslation = "unconfirmed-translation", Error;
    ObsoleteMessage = "obsolete-message", Error;
    ObsoleteFile = "obsolete-file", Warning;
    MissingFile = "missing-file", Error;
    VariablesDiffer = "variables-differ", Error;
    UnknownVariable = "unknown-variable", Error;
    CyclicReference = "cyclic-reference", Error;
    MissingArgument = "missing-argument", Error;
    WrongArgument = "wrong-argument", Error;
    WrongSelector = "wrong-selector", Error;
    WrongFunction = "wrong-function", Error;
    MessageTooLong = "message-too-long", Error;
    UnknownMessage = "unknown-message", Error;
    MissingLabel = "missing-label", Error;
    LabelVariables = "label-variables", Error;
    LabelSelector = "label-selector", Error;
    CommentMissing = "comment-missing", Warning;
    PluralCategory = "plural-category", Error;
    EmptyTranslation = "empty-translation", Error;
    SourceCatalogue = "source-catalogue", Error;
    SourceEdited = "source-edited", Error;
    EmptyCatalogue = "empty-catalogue", Error;
    UnknownTypography = "unknown-typography", Note;
    // explain/wording.md
    FootnoteDiffers = "footnote-differs", Error;
    CitationDiffers = "citation-differs", Error;
    LinkDiffers = "link-differs", Error;
    CodeDiffers = "code-differs", Error;
    PassageDiffers = "passage-differs", Warning;
    EmphasisLost = "emphasis-lost", Warning;
    EmphasisMoved = "emphasis-moved", Note;
    AddressDiffers = "address-differs", Note;
    TermArgument = "term-argument", Note;
    BlankLine = "blank-line", Note;
    CommentLine = "comment-line", Warning;
    NumberDiffers = "number-differs", Warning;
    PercentSign = "percent-sign", Warning;
    UnitDiffers = "unit-differs", Note;
    DateDiffers = "date-differs", Note;
    NameDiffers = "name-differs", Note;
    NegationLost = "negation-lost", Note;
    EndPunctuation = "end-punctuation", Warning;
    UnbalancedSigns = "unbalanced-signs", Warning;
    DoubledSign = "doubled-sign", Warning;
    SignSpacing = "sign-spacing", Warning;
    DoubleSpace = "double-space", Warning;
    StraightQuotes = "straight-quotes", Warning;
    FrenchSpace = "french-space", Note;
    MixedScripts = "mixed-scripts", Warning;
    GarbledText = "garbled-text", Warning;
    FirstLetter = "first-letter", Warning;
    DoubledWord = "doubled-word", Warning;
    PlaceholderText = "placeholder-text", Warning;
    IdenticalToSource = "identical-to-source", Warning;
    UntranslatedWords = "untranslated-words", Warning;
    ExchangedTranslations = "exchanged-translations", Note;
    RepeatedTranslation = "repeated-translation", Note;
    VaryingTranslation = "varying-translation", Note;
    GlossaryTerm = "glossary-term", Warning;
    Length = "length", Warning;
    AllowReason = "allow-reason", Error;
    AllowCode = "allow-code", Error;
    UnusedAllow = "unused-allow", Warning;
    // explain/pages.md
    MissingGlyph = "missing-glyph", Error;
    CodeFont = "code-font", Warning;
    MissingFont = "missing-font", Error;
    TextLost = "text-lost", Error;
    Overflow = "overflow", Error;
    OffPage = "off-page", Error;
    TableTooWide = "table-too-wide", Error;
    Overlap = "overlap", Error;
    NearTrim = "near-trim", Warning;
    FootnoteApart = "footnote-apart", Warning;
    OverBudget = "over-budget", Error;
    UnderBudget = "under-budget", Error;
    HardCodedText = "hard-coded-text", Error;
    LayoutError = "layout-error", Error;
    LayoutWarning = "layout-warning", Warning;
    LayoutPackage = "layout-package", Error;
    LayoutOutside = "layout-outside", Error;
    Pdf = "pdf", Error;
    // explain/proofreading.md
    Widow = "widow", Warning;
    Orphan = "orphan", Warning;
    Runt = "runt", Warning;
    HyphenLadder = "hyphen-ladder", Warning;
    HyphenOverPage = "hyphen-over-page", Warning;
    LooseLine = "loose-line", Warning;
    River = "river", Warning;
    HeadingAtFoot = "heading-at-foot", Warning;
    ShortPage = "short-page", Warning;
    ShortLastPage = "short-last-page", Warning;
    SparseSlide = "sparse-slide", Warning;
    DisplayBreak = "display-break", Warning;
    // explain/press.md
    DraftPress = "draft-press", Error;
    PressFormat = "press-format", Error;
    PressColor = "press-color", Error;
    PressInkOfText = "press-ink-of-text", Warning;
    Press = "press", Error;
    PressUndecided = "press-undecided", Warning;
    PreflightOptions = "preflight-options", Error;
    // explain/commands.md
    Usage = "usage", Error;
    UnknownName = "unknown-name", Error;
    AmbiguousText = "ambiguous-text", Error;
    NotEmpty = "not-empty", Error;
    Output = "output", Error;
    Thumbnail = "thumbnail", Error;
    ForeignFile = "foreign-file", Error;
    ManifestBroken = "manifest-broken", Warning;
    OrphanedFile = "orphaned-file", Warning;
    VerifyDifferent = "verify-different", Error;
    VerifyMissing = "verify-missing", Error;
    VerifyUnknown = "verify-unknown", Error;
    VerifyFolder = "verify-folder", Error;
    PartManifest = "part-manifest", Error;
    PartFile = "part-file", Error;
    PartMissing = "part-missing", Error;
    PartUnexpected = "part-unexpected", Error;
    PartConflict = "part-conflict", Error;
    MatrixSize = "matrix-size", Error;
    UnnamableFile = "unnamable-file", Error;
    Import = "import", Error;
    SourceDateEpoch = "source-date-epoch", Error;
    Watch = "watch", Error;
    Desk = "desk", Error;
    // explain/limits.md
    TooDeep = "too-deep", Error;
    TooLarge = "too-large", Error;
    TooSlow = "too-slow", Error;
}

impl Code {
    /// Whether it is the state of one message: missing, stale or unconfirmed. Such findings keep a build back until a translator
    /// has worked; a draft is built all the same.
    pub const fn is_about_translation(self) -> bool {
        matches!(
            self,
            Self::MissingTranslation | Self::StaleTranslation | Self::UnconfirmedTranslation
        )
    }

    /// Whether a translator may silence it for a message, with `# fluentpress: allow CODE reason`: rules about wording, which may be
    /// wrong, and about typesetting, where a fault may be meant. A message that is missing, stale or broken cannot be silenced.
    pub const fn may_be_silenced(self) -> bool {
        self.is_about_typesetting()
            || matches!(
                self,
                Self::AddressDiffers
                    | Self::BlankLine
                    | Self::CommentLine
                    | Self::CitationDiffers
                    | Self::CodeDiffers
                    | Self::CommentMissing
                    | Self::DateDiffers
                    | Self::DoubleSpace
                    | Self::DoubledSign
                    | Self::DoubledWord
                    | Self::EmphasisLost
                    | Self::EmphasisMoved
                    | Self::EmptyTranslation
                    | Self::EndPunctuation
                    | Self::ExchangedTranslations
                    | Self::FirstLetter
                    | Self::FootnoteDiffers
                    | Self::FrenchSpace
                    | Self::GarbledText
                    | Self::GlossaryTerm
                    | Self::IdenticalToSource
                    | Self::InvisibleCharacter
                    | Self::Length
                    | Self::LinkDiffers
                    | Self::MixedScripts
                    | Self::NameDiffers
                    | Self::NegationLost
                    | Self::NumberDiffers
                    | Self::PassageDiffers
                    | Self::PercentSign
                    | Self::PlaceholderText
                    | Self::PluralCategory
                    | Self::RepeatedTranslation
                    | Self::SignSpacing
                    | Self::StraightQuotes
                    | Self::TermArgument
                    | Self::UnbalancedSigns
                    | Self::UnitDiffers
                    | Self::UntranslatedWords
                    | Self::VaryingTranslation
            )
    }

    /// Whether a file could not be read from the disk, or as text.
    pub const fn is_unreadable_file(self) -> bool {
        matches!(
            self,
            Self::FileNotFound
                | Self::FileUnreadable
                | Self::FileOutside
                | Self::InvalidUtf8
                | Self::TooLarge
        )
    }

    /// Whether a file, or a part of it, could not be parsed, so that what it holds is unknown.
    pub const fn is_syntax(self) -> bool {
        matches!(
            self,
            Self::SettingsSyntax
                | Self::LayoutYamlSyntax
                | Self::FrontMatterSyntax
                | Self::GlossarySyntax
                | Self::LockSyntax
                | Self::FtlSyntax
                | Self::MergeConflict
        )
    }

    /// Whether a layout's code is wrong, as the engine found it.
    pub const fn is_about_layout(self) -> bool {
        matches!(
            self,
            Self::LayoutError
                | Self::LayoutWarning
                | Self::LayoutPackage
                | Self::LayoutOutside
                | Self::LayoutMissing
                | Self::LayoutYamlMissing
                | Self::LayoutYamlSyntax
                | Self::LayoutYamlValue
                | Self::LayoutYamlKey
        )
    }

    /// Whether it is what a proofreader sees on finished pages. The settings decide how bad that is.
    pub const fn is_about_typesetting(self) -> bool {
        matches!(
            self,
            Self::Widow
                | Self::Orphan
                | Self::Runt
                | Self::HyphenLadder
                | Self::HyphenOverPage
                | Self::LooseLine
                | Self::River
                | Self::HeadingAtFoot
                | Self::ShortPage
                | Self::ShortLastPage
                | Self::SparseSlide
                | Self::DisplayBreak
        )
    }

    /// Whether an artifact has too many or too few pages.
    pub const fn is_about_budget(self) -> bool {
        matches!(self, Self::OverBudget | Self::UnderBudget)
    }
}

/// By name: lists of codes are read by people.
impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

//! Citation styles: those that are built in, and files in the Citation Style Language.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale, LocaleCode, Style as AnyStyle, StyleCategory,
    StyleClass,
};
use std::sync::OnceLock;

use crate::diagnostic::{Code, Diagnostic};
use crate::locale;
use crate::yaml::nearest;

/// The style of articles that name none: authors and years, as Pandoc has it.
pub const DEFAULT: &str = "chicago-author-date";

/// A citation style.
#[derive(Clone, Debug)]
pub struct Style(IndependentStyle);

impl Style {
    /// A style that is built in.
    ///
    /// # Errors
    ///
    /// Where none has the name.
    pub fn named(name: &str) -> Result<Self, Diagnostic> {
        let unknown = || {
            let error = format!("`{name}` is not the name of a citation style that is built in");
            let names = ArchivedStyle::all().iter().flat_map(|style| style.names());
            let error = Diagnostic::new(Code::CitationStyle, error);
            match nearest(name, names.copied()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(
                    "such as `apa`, `ieee`, `mla`, `chicago-notes`, `chicago-author-date` or `harvard-cite-them-right`; \
                     other styles are files: `citation-style: my-style.csl`",
                ),
            }
        };
        match ArchivedStyle::by_name(name).map(ArchivedStyle::get) {
            Some(AnyStyle::Independent(style)) => Ok(Self(style)),
            Some(AnyStyle::Dependent(_)) | None => Err(unknown()),
        }
    }

    /// A style in the Citation Style Language.
    ///
    /// # Errors
    ///
    /// Where the text is none.
    pub fn of_csl(text: &str) -> Result<Self, Diagnostic> {
        let error = |message: String| Diagnostic::new(Code::CitationStyle, message);
        match AnyStyle::from_xml(text) {
            Ok(AnyStyle::Independent(style)) => Ok(Self(style)),
            Ok(AnyStyle::Dependent(_)) => {
                let message = "this style only refers to another one, which it is the same as";
                Err(error(message.to_owned()).hint("take the file of that one: the link with `rel=\"independent-parent\"` names it"))
            }
            Err(why) => Err(error(format!(
                "this is no style in the Citation Style Language: {}",
                why.source
            ))),
        }
    }

    /// The style for hayagriva.
    pub fn get(&self) -> &IndependentStyle {
        &self.0
    }

    /// Whether it cites in notes.
    pub fn is_notes(&self) -> bool {
        self.0.settings.class == StyleClass::Note
    }

    /// Whether it cites by numbers or marks, which stand for the authors.
    pub fn is_marks(&self) -> bool {
        let marks = [CitationFormat::Numeric, CitationFormat::Label];
        let mut categories = self.0.info.category.iter();
        categories.any(
            |one| matches!(one, StyleCategory::CitationFormat { format } if marks.contains(format)),
        )
    }
}

/// The terms of all languages.
pub fn terms() -> &'static [Locale] {
    static ALL: OnceLock<Vec<Locale>> = OnceLock::new();
    ALL.get_or_init(locales)
}

/// The terms of a language, and those of English, which stand in for what it lacks.
pub fn terms_of(code: &LocaleCode) -> Vec<Locale> {
    let codes = [
        Some(code.clone()),
        code.fallback(),
        Some(LocaleCode::en_us()),
    ];
    let is_one = |locale: &&Locale| {
        codes
            .iter()
            .any(|code| code.is_some() && *code == locale.lang)
    };
    terms().iter().filter(is_one).cloned().collect()
}

/// A language for hayagriva.
pub fn code(locale: &locale::Locale) -> LocaleCode {
    let region = locale.typographic_region();
    let region = region.map(|region| format!("-{region}"));
    LocaleCode(format!(
        "{}{}",
        locale.language(),
        region.unwrap_or_default()
    ))
}

//! Citation styles: those that are built in, and files in the Citation Style Language.

use std::ops::Range;

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale, LocaleCode, Style as AnyStyle, StyleCategory,
    StyleClass,
};
use typst::utils::LazyHash;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{XML_DEPTH, too_deep, xml_depth};
use crate::locale;
use crate::origin::{FileId, LineIndex, Origin};
use crate::yaml::nearest;

/// The style of articles that name none: authors and years, and one that hayagriva does whole.
pub const DEFAULT: &str = "apa";

/// A citation style.
#[derive(Clone, Hash, Debug)]
pub struct Style(LazyHash<IndependentStyle>);

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
            Some(AnyStyle::Independent(style)) => Self::new(style),
            Some(AnyStyle::Dependent(_)) | None => Err(unknown()),
        }
    }

    /// A style in the Citation Style Language: the content of a file.
    ///
    /// # Errors
    ///
    /// Where the text is none, at the place.
    pub fn of_csl(file: &FileId, text: &str) -> Result<Self, Diagnostic> {
        let error = |message: String| Diagnostic::new(Code::CitationStyle, message);
        // What is no XML is left to the reader of styles, which stops there.
        let depth = roxmltree::Document::parse(text).map_or(0, |style| xml_depth(&style));
        if depth > XML_DEPTH {
            return Err(too_deep("elements of this style", XML_DEPTH).hint("take out some groups"));
        }
        match AnyStyle::from_xml(text) {
            Ok(AnyStyle::Independent(style)) => {
                Self::new(style).map_err(|error| error.at(Origin::file(file)))
            }
            Ok(AnyStyle::Dependent(_)) => {
                let message = "this style only refers to another one, which it is the same as";
                Err(error(message.to_owned())
                    .at(Origin::file(file))
                    .hint("take the file of that one: the link with `rel=\"independent-parent\"` names it"))
            }
            Err(why) => {
                let why = why.source.to_string();
                let (range, why) = fault(text, why);
                let message = format!("this is no style in the Citation Style Language: {why}");
                Err(error(message).at(Origin::new(file, range)))
            }
        }
    }

    /// A style that lists works, or says all of them in notes.
    fn new(mut style: IndependentStyle) -> Result<Self, Diagnostic> {
        // With given names, hayagriva tells namesakes apart by leaving these out, in the list too; so they have `2004a` and `2004b`.
        style.citation.disambiguate_add_givenname = false;
        if style.bibliography.is_none() && style.settings.class != StyleClass::Note {
            let message =
                "this citation style has no list of works, so readers would not know what is cited";
            let error = Diagnostic::new(Code::CitationStyle, message);
            return Err(error.hint(
                "choose another: `chicago-author-date`, `apa`, `ieee`, or a style of notes",
            ));
        }
        Ok(Self(LazyHash::new(style)))
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

/// The place and the words of a fault in a style. What reads styles has no places: they are those of the XML, if that is broken, or of the
/// first name that it quotes.
fn fault(text: &str, why: String) -> (Range<usize>, String) {
    if let Err(error) = roxmltree::Document::parse(text) {
        let pos = error.pos();
        let at = LineIndex::new(text).offset(text, pos.row as usize, pos.col as usize);
        let message = error.to_string();
        let message = message.split(" at ").next().unwrap_or_default();
        return (at..at, message.to_owned());
    }
    let names = why.split('`').skip(1).step_by(2);
    let names = names.map(|name| name.trim_start_matches('@').trim_start_matches("cs:"));
    let mut places = names.filter(|name| !name.is_empty()).filter_map(|name| {
        let written = [
            format!("<{name}"),
            format!("\"{name}\""),
            format!(" {name}="),
        ];
        let at = written
            .iter()
            .filter_map(|written| text.find(written.as_str()));
        at.min().map(|at| at + 1..at + 1 + name.len())
    });
    let at = places.next();
    (at.unwrap_or(0..0), why)
}

/// The terms of a language, and those of English, which stand in for what it lacks.
pub fn terms_of(code: &LocaleCode) -> Vec<Locale> {
    let codes = [
        Some(code.clone()),
        code.fallback(),
        Some(LocaleCode::en_us()),
    ];
    let mut known: Vec<LocaleCode> = codes.into_iter().flatten().collect();
    known.dedup();
    known.iter().filter_map(terms).collect()
}

/// The terms of exactly one language. To read those of all languages takes longer than to put a bibliography in words.
fn terms(code: &LocaleCode) -> Option<Locale> {
    /// A file begins with its language.
    const HEAD: usize = 32;
    let name = code.0.as_bytes();
    let is_of = |file: &&&[u8]| {
        let head = &file[..file.len().min(HEAD)];
        !name.is_empty() && head.windows(name.len()).any(|part| part == name)
    };
    let mut files = LOCALES.iter().filter(is_of);
    files.find_map(|file| {
        let read: Option<Locale> = ciborium::from_reader(*file).ok();
        read.filter(|locale| locale.lang.as_ref() == Some(code))
    })
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

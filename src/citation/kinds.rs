//! Kinds of works, such as doctoral dissertations: BibTeX and BibLaTeX name them by keys, and lists print them in their language.

use hayagriva::Entry;

use crate::article::ast::Inline;
use crate::l10n::typography::common::capitalized;
use crate::locale::Locale;

/// A kind: its key in BibLaTeX, the English words that hayagriva gives for BibTeX's type of entry, and its name by language.
struct Kind {
    keys: [&'static str; 2],
    names: [(&'static str, &'static str); 12],
}

#[rustfmt::skip]
static KINDS: [Kind; 5] = [
    Kind {
        keys: ["phdthesis", "doctoral dissertation"],
        names: [
            ("en", "doctoral dissertation"), ("fr", "thèse de doctorat"), ("de", "Dissertation"), ("es", "tesis doctoral"),
            ("it", "tesi di dottorato"), ("nl", "proefschrift"), ("pl", "rozprawa doktorska"), ("pt", "tese de doutorado"),
            ("uk", "докторська дисертація"), ("ar", "أطروحة دكتوراه"), ("ja", "博士論文"), ("zh", "博士学位论文"),
        ],
    },
    Kind {
        keys: ["mathesis", "master's thesis"],
        names: [
            ("en", "master’s thesis"), ("fr", "mémoire de master"), ("de", "Masterarbeit"), ("es", "trabajo de fin de máster"),
            ("it", "tesi di laurea magistrale"), ("nl", "masterscriptie"), ("pl", "praca magisterska"), ("pt", "dissertação de mestrado"),
            ("uk", "магістерська робота"), ("ar", "رسالة ماجستير"), ("ja", "修士論文"), ("zh", "硕士学位论文"),
        ],
    },
    Kind {
        keys: ["bathesis", "bachelor's thesis"],
        names: [
            ("en", "bachelor’s thesis"), ("fr", "mémoire de licence"), ("de", "Bachelorarbeit"), ("es", "trabajo de fin de grado"),
            ("it", "tesi di laurea triennale"), ("nl", "bachelorscriptie"), ("pl", "praca licencjacka"), ("pt", "trabalho de conclusão de curso"),
            ("uk", "бакалаврська робота"), ("ar", "رسالة بكالوريوس"), ("ja", "卒業論文"), ("zh", "学士学位论文"),
        ],
    },
    Kind {
        keys: ["techreport", "technical report"],
        names: [
            ("en", "technical report"), ("fr", "rapport technique"), ("de", "technischer Bericht"), ("es", "informe técnico"),
            ("it", "rapporto tecnico"), ("nl", "technisch rapport"), ("pl", "raport techniczny"), ("pt", "relatório técnico"),
            ("uk", "технічний звіт"), ("ar", "تقرير تقني"), ("ja", "技術報告書"), ("zh", "技术报告"),
        ],
    },
    Kind {
        keys: ["resreport", "research report"],
        names: [
            ("en", "research report"), ("fr", "rapport de recherche"), ("de", "Forschungsbericht"), ("es", "informe de investigación"),
            ("it", "rapporto di ricerca"), ("nl", "onderzoeksrapport"), ("pl", "raport badawczy"), ("pt", "relatório de pesquisa"),
            ("uk", "звіт про дослідження"), ("ar", "تقرير بحثي"), ("ja", "研究報告書"), ("zh", "研究报告"),
        ],
    },
];

/// A work with the name of its kind in a language; none if its kind is the author's own words. Languages without names have the English ones.
pub fn named(work: &Entry, language: &Locale) -> Option<Entry> {
    let written = work.genre()?.to_string().to_lowercase();
    let kind = KINDS
        .iter()
        .find(|kind| kind.keys.contains(&written.as_str()))?;
    let name = |language: &str| kind.names.iter().find(|(known, _)| *known == language);
    let (_, name) = name(language.language()).or_else(|| name("en"))?;
    let mut work = work.clone();
    work.set_genre((*name).to_owned().into());
    Some(work)
}

/// What stands before the year of a patent. Some styles have it in English in all languages.
const ISSUED: [(&str, &str); 7] = [
    ("fr", "délivré en"),
    ("de", "erteilt"),
    ("es", "expedida en"),
    ("it", "rilasciato nel"),
    ("nl", "verleend in"),
    ("pl", "udzielony w"),
    ("pt", "concedida em"),
];

/// Begins the name of a kind with a capital where it stands behind a full stop, and puts words that a style has in English only in the language.
pub fn begin(inlines: &mut [Inline], language: &Locale) {
    for inline in inlines {
        let Inline::Text(text) = inline else { continue };
        let issued = ISSUED
            .iter()
            .find(|(known, _)| *known == language.language());
        if let (Some((_, word)), Some((before, year))) = (issued, text.rsplit_once(", issued "))
            && year.starts_with(|c: char| c.is_ascii_digit())
            && year.len() <= "2000.".len()
        {
            *text = format!("{before}, {word} {year}");
        }
        for kind in &KINDS {
            let names = kind.names.iter();
            let names = names.filter(|(known, _)| *known == language.language());
            for (_, name) in names {
                let begun = format!(". {name}");
                if text.contains(&begun) {
                    *text = text.replace(&begun, &format!(". {}", capitalized(name)));
                }
            }
        }
    }
}

//! Typography of German, Spanish, Italian, Dutch, Polish, Portuguese and Swedish. What these languages have in common is in the
//! rules; where they differ, in a table.

use std::sync::LazyLock;

use crate::l10n::typography::common::{
    ellipses, glue_after, numbers, thousands, tighten, with_months,
};
use crate::l10n::typography::dashes;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::quotes;
use crate::l10n::typography::signs::{NARROW, is_space};
use crate::locale::Locale;

/// What a language has of its own.
#[derive(Clone)]
pub struct Style {
    /// Language subtags, or tags with a region, which come first.
    tags: Vec<&'static str>,
    /// Signs that are separated from their number. From the patterns of percentages and amounts in CLDR 48.
    signs: &'static [char],
    /// Words that keep to the number before them: amounts, months, years.
    after_number: Vec<&'static str>,
    /// Months, which keep to an ordinal before them, as in `1. November`; empty where days are written without a full
    /// stop.
    after_ordinal: Vec<&'static str>,
    /// Abbreviations and short words that keep to the word after them.
    before_word: Vec<&'static str>,
    /// Words before a sign that is mentioned, not used: `Taste ? drücken`.
    mentions: Vec<&'static str>,
}

/// Signs and codes of currencies, and of sections, that keep to the number after them.
const BEFORE_NUMBER: [&str; 12] = [
    "€", "$", "£", "¥", "US$", "R$", "CHF", "EUR", "USD", "GBP", "§", "§§",
];

/// Split once, as each text is set by them.
static STYLES: LazyLock<[Style; 9]> = LazyLock::new(|| {
    let (german, portuguese) = (german(), portuguese());
    [
        // Schreibweisungen of the Bundeskanzlei; percent signs as in CLDR.
        Style {
            tags: words("de-CH de-LI"),
            signs: &[],
            ..german.clone()
        },
        german,
        // Real Academia Española, Ortografía (2010): abbreviations, symbols and the groups of digits.
        Style {
            tags: words("es"),
            signs: &['%', '‰', '€'],
            after_number: with_months(
                "% de mil millón millones billón billones euros dólares años",
                "es",
            ),
            after_ordinal: Vec::new(),
            before_word: words(
                "n.º núm. art. arts. pág. págs. p. pp. vol. cap. fig. Sr. Sra. Sres. D. Dña. Dr. Dra. Prof. EE. EE",
            ),
            mentions: words(
                "el la los las un una con de en o y signo signos símbolo tecla carácter",
            ),
        },
        // Accademia della Crusca, Consulenza linguistica; ISO 80000-1 for groups of digits.
        Style {
            tags: words("it"),
            signs: &['€'],
            after_number: with_months(
                "% mila milione milioni miliardo miliardi euro dollari anni",
                "it",
            ),
            after_ordinal: Vec::new(),
            before_word: words(
                "n. nn. art. artt. p. pp. pag. pagg. vol. cap. fig. sig. sig.ra dott. dott.ssa prof. prof.ssa on.",
            ),
            mentions: words(
                "il lo la i gli le un una con di in o e segno segni simbolo tasto carattere",
            ),
        },
        // Taaladvies of the Taalunie; currencies stand before their amount.
        Style {
            tags: words("nl"),
            signs: &[],
            after_number: with_months("% € duizend miljoen miljard euro dollar jaar procent", "nl"),
            after_ordinal: Vec::new(),
            before_word: words("nr. nrs. art. blz. p. pp. fig. dhr. mevr. mw. dr. prof. ir. mr."),
            mentions: words("de het een met van in of en teken tekens toets symbool"),
        },
        // Zasady pisowni i interpunkcji (PWN): words of one letter do not end a line.
        Style {
            tags: words("pl"),
            signs: &['€'],
            after_number: with_months(
                "% r w tys mln mld tysięcy milion miliony milionów miliard miliardy miliardów zł euro dolarów roku lat",
                "pl",
            ),
            after_ordinal: Vec::new(),
            before_word: words(
                "a i o u w z A I O U W Z nr art. s. ust. pkt rys. ul. pl. al. dr prof. mgr inż. św. mln mld tys.",
            ),
            mentions: words("znak znaki symbol klawisz przycisk lub i z ze w"),
        },
        // Formulário Ortográfico (1943, 1990); the groups of digits of the metre convention. Brazil writes `R$ 12`.
        Style {
            tags: words("pt-PT pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-ST pt-TL"),
            signs: &['€'],
            ..portuguese.clone()
        },
        portuguese,
        // Svenska skrivregler (Språkrådet).
        Style {
            tags: words("sv"),
            signs: &['%', '‰', '€'],
            after_number: with_months(
                "% tusen miljon miljoner miljard miljarder kr kronor euro dollar år procent",
                "sv",
            ),
            after_ordinal: Vec::new(),
            before_word: words("nr art. s. sid. kap. fig. kl. dr prof. ca"),
            mentions: words("en ett med av i eller och tecken tecknet tangenten symbolen"),
        },
    ]
});

/// Duden, Textverarbeitung; DIN 5008: spaces before percent signs and inside abbreviations.
fn german() -> Style {
    Style {
        tags: words("de"),
        signs: &['%', '‰', '€'],
        after_number: words(
            "% € Tsd Mio Mrd Millionen Million Milliarden Milliarde Euro Dollar Franken Jahre Jahren Prozent",
        ),
        after_ordinal: with_months("Jänner Jahrhundert Jahrhunderts", "de"),
        before_word: words("Nr. Nrn. Art. Abs. Bd. Kap. Abb. Tab. S. Hr. Fr. Dr. Prof. St."),
        mentions: words("der die das ein eine mit von in oder und zeichen taste symbol"),
    }
}

fn portuguese() -> Style {
    Style {
        tags: words("pt"),
        signs: &[],
        after_number: with_months(
            "% € de mil milhão milhões bilhão bilhões euros reais dólares anos",
            "pt",
        ),
        after_ordinal: Vec::new(),
        before_word: words(
            "n.º núm. art. arts. pág. págs. p. pp. vol. cap. fig. Sr. Sra. Srs. D. Dr. Dra. Prof.",
        ),
        mentions: words(
            "o a os as um uma com de em ou e sinal sinais símbolo tecla carácter caractere",
        ),
    }
}

/// German abbreviations of several words, with a narrow space inside (Duden, „Abkürzungen“).
const PARTED: [&str; 14] = [
    "z. B.", "d. h.", "u. a.", "v. a.", "i. d. R.", "z. T.", "s. o.", "s. u.", "o. ä.", "u. U.",
    "i. A.", "m. E.", "v. Chr.", "n. Chr.",
];

fn words(list: &'static str) -> Vec<&'static str> {
    list.split(' ').collect()
}

/// The style of a locale: that of its region, else that of its language. `None` for other languages.
pub fn style(locale: &Locale) -> Option<&'static Style> {
    let region = locale.region().unwrap_or_default();
    let region = format!("{}-{region}", locale.language());
    let of = |tag: &str| STYLES.iter().find(|style| style.tags.contains(&tag));
    of(&region).or_else(|| of(locale.language()))
}

/// Applies all rules of a style to a line in its language.
pub fn set(line: &mut Line, locale: &Locale, style: &Style) {
    ellipses(line);
    dashes::set(line, locale);
    quotes::set(line, locale);
    inverted(line);
    tighten(line, &style.mentions, false);
    thousands(line);
    numbers(line, &style.after_number, style.signs);
    ordinals(line, &style.after_ordinal);
    glue_after(line, &style.before_word);
    glue_after(line, &BEFORE_NUMBER);
    if locale.language() == "de" {
        parted(line);
    }
}

/// Removes spaces after the `¿` and `¡` that open a sentence.
fn inverted(line: &mut Line) {
    if !line.may_hold(&['¿', '¡']) {
        return;
    }
    for at in 0..line.chars.len() {
        if matches!(line.sign(at), Some('¿' | '¡')) {
            let end = (at + 1..line.chars.len()).find(|at| !line.at(*at).is_some_and(is_space));
            if let Some(end) = end {
                line.set_space(at + 1, end, None);
            }
        }
    }
}

/// Keeps an ordinal number, `1.`, on one line with one of `words`.
fn ordinals(line: &mut Line, words: &[&str]) {
    if !line.may_hold_digits() {
        return;
    }
    for at in 2..line.chars.len() {
        let is_ordinal = line.at(at) == Some(' ')
            && line.before(at) == Some('.')
            && line.at(at - 2).is_some_and(|c| c.is_ascii_digit());
        if is_ordinal {
            let token = line.token(at + 1);
            if words.contains(&token.trim_end_matches(|c: char| !c.is_alphanumeric())) {
                line.glue(at);
            }
        }
    }
}

/// Sets narrow no-break spaces inside abbreviations of several words.
fn parted(line: &mut Line) {
    for at in 0..line.chars.len() {
        // Each begins with one letter and a full stop.
        if line.at(at + 1) != Some('.') || line.before(at).is_some_and(char::is_alphanumeric) {
            continue;
        }
        let is_same = |(i, c): (usize, char)| match line.at(at + i) {
            Some(typed) if c == ' ' => is_space(typed),
            typed => typed == Some(c),
        };
        let is_here = |abbreviation: &&&str| abbreviation.chars().enumerate().all(is_same);
        if let Some(found) = PARTED.iter().find(is_here) {
            for (i, _) in found.chars().enumerate().filter(|(_, c)| *c == ' ') {
                line.replace(at + i, NARROW);
            }
        }
    }
}

//! Final punctuation: a translation ends with the same kind of sign as its source text.

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::OPAQUE;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides};

/// The final sign of a text, ignoring quotes and brackets after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    Nothing,
    Stop,
    /// A full stop that may belong to the last word: `U.S.`
    Abbreviation,
    Ellipsis,
    Question,
    Exclamation,
    Colon,
    Semicolon,
    Comma,
    /// A question without a question mark, or a statement.
    AskedOrStop,
    /// A colon in Armenian, where it is also typed for the full stop.
    StopOrColon,
    /// An expression whose value is unknown, so anything.
    Unknown,
}

/// Reports a part whose final sign differs from that of its source text.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let has_letters = |words: &str| words.chars().any(char::is_alphabetic);
    if !has_letters(&sides.here.words) || !has_letters(&there.words) {
        return;
    }
    let (source, here) = (
        end(&there.words, pair.source.name()),
        end(&sides.here.words, pair.language.name()),
    );
    let no_stop = pair.language.has_no_stop() || pair.source.has_no_stop();
    // A sentence stands for a phrase in languages whose phrases end in a verb.
    let is_sentence = matches!(pair.language.name(), "ja" | "ko" | "zh");
    let is_added =
        is_sentence && source == End::Nothing && matches!(here, End::Stop | End::AskedOrStop);
    if are_equal(source, here) || is_added || no_stop && [source, here].contains(&End::Nothing) {
        return;
    }
    let message = format!(
        "`{}` ends in {}, and its source text in {}",
        pair.name(sides.part),
        name(here),
        name(source)
    );
    let at = sides.part.range.end;
    let last = pair
        .text
        .get(sides.part.range.clone())
        .and_then(|text| text.chars().next_back());
    let warning = Diagnostic::new(Code::EndPunctuation, message)
        .at(pair.at(at - last.map_or(0, char::len_utf8)..at))
        .hint("let both end in the same way");
    out.push(Finding::new(warning));
}

fn end(words: &str, language: &str) -> End {
    let closes = |c: char| c.is_whitespace() || "»”’\"')]}›“‘„」』）】》〉".contains(c);
    let words = words.trim_end_matches(closes);
    let mut chars = words.chars().rev();
    let (last, before) = (chars.next(), chars.next());
    match last {
        Some(OPAQUE) => End::Unknown,
        Some('…' | '⋯') => End::Ellipsis,
        Some('.') if words.ends_with("...") => End::Ellipsis,
        Some('。') if words.ends_with("。。。") => End::Ellipsis,
        Some('.') => {
            let word = words
                .trim_end_matches('.')
                .rsplit(|c: char| c.is_whitespace() || "(«“".contains(c))
                .next();
            let word = word.unwrap_or_default();
            // `U.S.`, `etc.`, `M.`; a letter alone is a word in few languages, and the last one in none: `2027 r.`, `s.`
            let is_short = word.contains('.')
                || word.chars().count() == 1 && before.is_some_and(char::is_alphabetic);
            let mut known = ABBREVIATIONS
                .iter()
                .filter(|(of, _)| of.is_empty() || *of == language);
            if is_short || known.any(|(_, words)| words.split(' ').any(|known| known == word)) {
                End::Abbreviation
            } else {
                End::Stop
            }
        }
        Some(sign @ ('։' | ':')) if language == "hy" => armenian(words, sign),
        // A Japanese question may end in the particle か and a full stop; Burmese below is similar.
        Some('。') if language == "ja" && before == Some('か') => End::AskedOrStop,
        Some('か') if language == "ja" => End::AskedOrStop,
        Some('။') if language == "my" && matches!(before, Some('း' | '်')) => {
            End::AskedOrStop
        }
        Some('|') if DANDA.contains(&language) => End::Stop,
        Some(c) if STOPS.contains(c) => End::Stop,
        Some(';' | '\u{37E}') if language == "el" => End::Question,
        Some('·' | '\u{387}') if language == "el" => End::Semicolon,
        Some('?' | '？' | '؟' | '՞' | '፧' | '‽' | '⁇' | '⁉' | '⁈') => End::Question,
        Some('!' | '！') if is_question(before, language) => End::Question,
        Some('!' | '！' | '՜' | '‼') => End::Exclamation,
        Some(':' | '：' | '፦' | '፥' | '៖' | '՝') => End::Colon,
        Some(';' | '；' | '؛' | '፤') => End::Semicolon,
        Some(',' | '，' | '、' | '،' | '፣' | '၊' | '､') => End::Comma,
        _ => End::Nothing,
    }
}

/// Words that end in an abbreviation point, by language; those of many languages first.
#[rustfmt::skip]
const ABBREVIATIONS: [(&str, &str); 22] = [
    ("", "etc cf Inc Ltd Co Jr Sr al ca Chr approx Corp Bros Dept Nr nr vol Vol"),
    ("bg", "гр др лв млн млрд хил"),
    ("ca", "pàg pàgs núm art cap"),
    ("cs", "atd apod např tzv mj tis mil mld Kč odst písm čl str min hod"),
    ("da", "osv kl kr ca bl mio mia stk nr kap"),
    ("de", "usw bzw Abs Mio Mrd Tsd Jh Jhd Bd Hrsg Aufl Std Min Sek Art Ziff Kap ff vgl evtl ggf inkl exkl zzgl Str Tel"),
    ("es", "pág págs núm art cap vol ed Cía aprox apdo"),
    ("fi", "jne esim ym mm milj mrd"),
    ("fr", "av apr env éd art chap coll dir ill max min réf tél trad suiv"),
    ("hr", "itd npr god st br str tzv čl"),
    ("hu", "stb kb pl ún évf old sz"),
    ("it", "ecc pag pagg sec art cap ed dott sig"),
    ("lt", "pan žr kt tūkst mln mlrd"),
    ("nl", "enz jl bijv blz mln mld resp art ong max min"),
    ("nb", "osv kl kr ca mill mrd nr kap"),
    ("pl", "itp itd tys mln mld ok np ww ub br bm art ust lit pkt poz proc godz min sek ul św in zob str rozdz"),
    ("pt", "pág págs núm art cap séc ed aprox Ltda"),
    ("ro", "str sec art alin lit pag mil mld"),
    ("ru", "г гг в вв др пр руб тыс стр ст ул мин сек им рис табл"),
    ("sk", "atď napr tzv roč odst písm čl str tis mil mld hod"),
    ("sv", "osv kl kr ca bl mfl milj mdr kap"),
    ("uk", "р рр ст стст грн тис ін вул рис табл хв млн млрд коп"),
];
/// The full stops of other scripts.
const STOPS: &str = "。．｡।॥۔։።။។៕།᠃꓿";
/// Languages in which the danda is also typed as a vertical bar.
const DANDA: [&str; 8] = ["as", "bn", "hi", "mr", "ne", "or", "pa", "sa"];

/// Whether the sign before an exclamation mark is a question mark: `?!`.
fn is_question(before: Option<char>, language: &str) -> bool {
    matches!(before, Some('?' | '？' | '؟'))
        || language == "el" && matches!(before, Some(';' | '\u{37E}'))
}

/// Armenian sets question and exclamation marks on a word of the sentence, and its full stop is also typed as a colon.
fn armenian(words: &str, sign: char) -> End {
    let sentence = words.trim_end_matches(['։', ':']);
    let sentence = sentence.rsplit(['։', ':']).next().unwrap_or_default();
    match sentence.chars().find(|c| matches!(c, '՞' | '՜')) {
        Some('՞') => End::Question,
        Some(_) => End::Exclamation,
        None if sign == ':' => End::StopOrColon,
        None => End::Stop,
    }
}

fn are_equal(a: End, b: End) -> bool {
    let either = |end| a == end || b == end;
    let other = if a == End::Abbreviation { b } else { a };
    a == b
        || either(End::Unknown)
        || either(End::Abbreviation) && matches!(other, End::Stop | End::Nothing)
        || either(End::AskedOrStop) && (either(End::Question) || either(End::Stop))
        || either(End::StopOrColon) && (either(End::Stop) || either(End::Colon))
        // List items end in `;` in one language, and in a comma or without a sign in another.
        || either(End::Semicolon) && (either(End::Nothing) || either(End::Comma))
}

fn name(end: End) -> &'static str {
    match end {
        End::Nothing => "no sign",
        End::Stop | End::Abbreviation | End::AskedOrStop => "a full stop",
        End::Ellipsis => "an ellipsis",
        End::Question => "a question mark",
        End::Exclamation => "an exclamation mark",
        End::Colon | End::StopOrColon => "a colon",
        End::Semicolon => "a semicolon",
        End::Comma => "a comma",
        End::Unknown => "an expression",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_abbreviations_are_seen_through() {
        let same = |fr: &str, en: &str| are_equal(end(fr, "fr"), end(en, "en"));
        assert!(same("avec les États-Unis ».", "with the United States.”"));
        assert!(same("fera-t-on le choix ?", "choose?"));
        assert!(same("aux États-Unis", "in the U.S."));
        assert!(same("Suite…", "Continued..."));
        assert!(same("(fin.)", "(end.)"));
        assert!(same("Oui !", "{yes}!"));
        assert!(same("mot\u{FFFC}", "word."));
        assert!(!same("Fin.", "End"));
        assert!(!same("Fin :", "End."));
        assert!(!same("Quoi ?", "What."));
        assert!(are_equal(end("Τι;", "el"), end("What?", "en")));
    }

    /// For each language, correct translations of the texts in `SOURCE`.
    const RIGHT: [(&str, [&str; 5]); 16] = [
        (
            "am",
            ["ዛሬ ይሄዳል።", "ዛሬ ይሄዳል?", "ዛሬ ይሄዳል፧", "ማስታወሻ፦", "ይሄዳል!"],
        ),
        (
            "ar",
            ["يبحر اليوم.", "هل يبحر؟", "هل يبحر؟!", "ملاحظة:", "يبحر!"],
        ),
        ("bn", ["আজ চলে।", "চলে কি?", "চলে কি?!", "দ্রষ্টব্য:", "চলে!"]),
        (
            "el",
            ["Φεύγει.", "Φεύγει;", "Φεύγει;!", "Σημείωση:", "Φεύγει!"],
        ),
        ("es", ["Zarpa.", "¿Zarpa?", "¡¿Zarpa?!", "Nota:", "¡Zarpa!"]),
        (
            "fr",
            ["Il part.", "Part-il ?", "Part-il ?!", "Note :", "Il part !"],
        ),
        ("hi", ["चलती है।", "चलती है?", "चलती है?!", "नोट:", "चलती है!"]),
        (
            "hy",
            [
                "Մեկնում է։",
                "Մեկնո՞ւմ է։",
                "Մեկնո՞ւմ է։",
                "Նշում՝",
                "Մեկնո՜ւմ է։",
            ],
        ),
        (
            "ja",
            ["出ます。", "出ますか。", "出ますか！？", "注：", "出ます！"],
        ),
        ("km", ["ចេញ។", "ចេញ?", "ចេញ?!", "ចំណាំ៖", "ចេញ!"]),
        (
            "ko",
            ["떠난다.", "떠나는가?", "떠나는가?!", "참고:", "떠난다!"],
        ),
        ("my", ["ထွက်သည်။", "ထွက်သလား။", "ထွက်သလား?!", "မှတ်ချက်:", "ထွက်သည်!"]),
        (
            "ru",
            [
                "Отходит в 2025 г.",
                "Отходит?",
                "Отходит?!",
                "Примечание:",
                "Отходит!",
            ],
        ),
        (
            "th",
            ["ออกวันนี้", "ออกวันนี้ไหม", "ออกไหม?!", "หมายเหตุ:", "ออก!"],
        ),
        (
            "ur",
            ["چلتی ہے۔", "کیا چلتی ہے؟", "کیا؟!", "نوٹ:", "چلتی ہے!"],
        ),
        ("zh", ["开船。", "开船吗？", "开船吗？！", "注：", "开船！"]),
    ];
    const SOURCE: [&str; 5] = [
        "It sails.",
        "Does it sail?",
        "Does it sail?!",
        "Note:",
        "It sails!",
    ];

    #[test]
    fn right_ends_of_other_scripts_are_no_faults_and_wrong_ones_are() {
        for (tag, texts) in RIGHT {
            let locale = crate::locale::Locale::parse(tag).expect("a tag");
            let no_stop = crate::translate::check::language::Language::new(&locale).has_no_stop();
            let is_right = |source: &str, text: &str| {
                let (source, here) = (end(source, "en"), end(text, tag));
                are_equal(source, here) || no_stop && here == End::Nothing
            };
            for (source, text) in SOURCE.into_iter().zip(texts) {
                assert!(is_right(source, text), "{tag}: {text}");
            }
            // Statement, colon and exclamation for each other; colon and exclamation for a question.
            for (from, to) in [(0, 3), (3, 4), (4, 3), (1, 3), (1, 4)] {
                let text = texts[to];
                assert!(
                    !is_right(SOURCE[from], text),
                    "{tag}: {text} for {}",
                    SOURCE[from]
                );
            }
        }
    }

    #[test]
    fn items_of_lists_and_abbreviations() {
        let same = |from: &str, to: &str, tag: &str| are_equal(end(from, "en"), end(to, tag));
        assert!(same("one", "un ;", "fr"));
        assert!(same("one,", "un ;", "fr"));
        assert!(same("in 2025", "в 2025 г.", "ru"));
        assert!(same("Note:", "Նշում:", "hy"));
        assert!(!same("One.", "Un ;", "fr"));
        assert!(!same("One", "Un.", "fr"));
        assert!(!same("What?", "何。", "ja"));
    }
}

//! Words that deny, by language: the sure ones for source texts, and all that may deny for translations.

/// Words that deny a sentence. In French, they need `ne` or `n’` before them.
const SURE: [(&str, &str); 9] = [
    ("en", "not cannot never neither nobody"),
    ("fr", "pas jamais rien aucun aucune ni guère personne"),
    (
        "de",
        "nicht kein keine keinen keinem keiner keines nie niemals",
    ),
    ("es", "no nunca jamás"),
    ("it", "non mai"),
    ("pt", "não nunca jamais"),
    ("nl", "niet geen nooit"),
    ("sv", "inte aldrig"),
    ("ru", "не нет нельзя никогда"),
];
/// Words and beginnings of words that may deny, or say the same without a negation.
const ANY: [(&str, &str); 9] = [
    (
        "en",
        "no non none nor without fail lack refus avoid unless hardly rarely scarce less prevent den reject neither nothing nobody nowhere never cannot only instead miss absent invalid un in im dis ir il free far too stop ban forbid un",
    ),
    (
        "fr",
        "ne n non sans in im ir il dé dés mé ni aucun faute échou manqu refus évit seul interdi peu sauf hors trop rien pas jamais absen nul",
    ),
    (
        "de",
        "nicht kein nie un unterl unterb ohne miss fehl verweiger weder verbot verhinder vermei kaum nur schei ander in ab statt nichts leer lehn veralt raten rät erst höchstens mindestens",
    ),
    (
        "es",
        "no nunca jamás sin in im des dis ni ningún ningun nad falt evit rechaz tampoco apenas solo prohib inv ir",
    ),
    (
        "it",
        "non mai senza in im dis s né nessun nulla niente manc evit rifiut solo viet ir",
    ),
    (
        "pt",
        "não nunca jamais sem in im des dis nem nenhum nada falt evit recus apenas só proib ir",
    ),
    (
        "nl",
        "niet geen nooit on zonder mis noch niets ontbre weiger alleen nergens niemand verb in uit tot eventueel ver",
    ),
    (
        "sv",
        "inte aldrig ej icke o utan ing miss varken sakn vägr endast förb in fel",
    ),
    ("ru", "не ни нет без нельзя отсутств запре лиш только не"),
];
/// Beginnings of words that look as if they denied something.
const LIKE_DENIALS: [&str; 44] = [
    "unter",
    "univers",
    "union",
    "unión",
    "unione",
    "união",
    "uniqu",
    "unific",
    "united",
    "ungar",
    "ungef",
    "until",
    "undert",
    "ungdom",
    "inter",
    "intér",
    "intro",
    "indus",
    "indús",
    "infor",
    "instit",
    "instal",
    "insiem",
    "indic",
    "invest",
    "inten",
    "inclu",
    "incre",
    "inici",
    "inizi",
    "inaug",
    "import",
    "imag",
    "immed",
    "immé",
    "inmed",
    "inges",
    "ingén",
    "ingeg",
    "innov",
    "inwon",
    "inkom",
    "irland",
    "desarroll",
];
/// Sentences that deny nothing with a word that denies.
const NOT_ONLY: [&str; 25] = [
    "n’t forget",
    "n't forget",
    "not forget",
    "never forget",
    "oubli",
    "nicht verg",
    "no olvid",
    "non dimentic",
    "não esque",
    "niet verge",
    "or not",
    "not yet",
    "not sure",
    "not only",
    "not just",
    "non seulement",
    "pas seulement",
    "nicht nur",
    "no solo",
    "no sólo",
    "non solo",
    "não só",
    "não apenas",
    "niet alleen",
    "inte bara",
];

/// Whether a source text surely denies something.
pub fn denies(text: &str, language: &str) -> bool {
    let Some((_, sure)) = SURE.iter().find(|(known, _)| *known == language) else {
        return false;
    };
    let lower = text.to_lowercase();
    let mut words = words(&lower);
    let has = |word: &str| sure.split(' ').any(|known| known == word);
    let denies = match language {
        "fr" => loop {
            match words.next() {
                Some("ne" | "n") if words.clone().take(4).any(has) => break true,
                Some(_) => {}
                None => break false,
            }
        },
        "en" => words.any(has) || lower.contains("n't ") || lower.contains("n’t "),
        _ => words.any(has),
    };
    denies && !NOT_ONLY.iter().any(|phrase| lower.contains(phrase))
}

/// Whether a translation has any word that may deny. `None` for languages without data.
pub fn mentions_denial(text: &str, language: &str) -> Option<bool> {
    let (_, all) = ANY.iter().find(|(known, _)| *known == language)?;
    let lower = text.to_lowercase().replace('’', "'");
    if lower.contains("n't") || lower.contains("less") && language == "en" {
        return Some(true);
    }
    let lower = lower
        .replace("pas-de-calais", "")
        .replace("pas de calais", "");
    let begins_otherwise = |word: &str| LIKE_DENIALS.iter().any(|start| word.starts_with(start));
    // `in` alone is a preposition.
    let may_deny = |word: &str| {
        all.split(' ').any(|known| match known.chars().count() {
            ..=2 if word == known => !matches!(
                known,
                "in" | "im" | "il" | "un" | "on" | "o" | "s" | "ab" | "des"
            ),
            1 => known == "o" && word.starts_with('o') && word.chars().count() > 4,
            2 => word.starts_with(known) && word.chars().count() > 5 && !begins_otherwise(word),
            _ => word.starts_with(known),
        })
    };
    Some(words(&lower).any(may_deny) || language == "de" && lower.contains("los"))
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_are_known() {
        assert!(denies("Le ministre n’a pas signé l’accord.", "fr"));
        assert!(!denies("Un pas de plus.", "fr"));
        assert!(!denies(
            "Non seulement il ne dort pas, mais il mange.",
            "fr"
        ));
        assert!(denies("He does not sleep.", "en"));
        assert_eq!(
            mentions_denial("The minister has signed the agreement.", "en"),
            Some(false)
        );
        assert_eq!(
            mentions_denial("The minister didn’t sign.", "en"),
            Some(true)
        );
        assert_eq!(mentions_denial("It is impossible.", "en"), Some(true));
        assert_eq!(mentions_denial("…", "xx"), None);
    }
}

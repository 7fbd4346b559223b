//! Spacing, quotes and apostrophes as the printers of each language set them, on text only. Languages
//! without rules here are left as their translators wrote them.

use crate::article::ast::Inline;
use crate::l10n::typography::english;
use crate::l10n::typography::french;
use crate::l10n::typography::line::{Line, Rule};
use crate::locale::Locale;

/// Sets the spaces, quotes, apostrophes and ellipses of a text as its language wants them.
pub fn apply(inlines: &mut [Inline], locale: &Locale) {
    let rules = rules(locale);
    if rules.is_empty() {
        return;
    }
    let mut line = Line::default();
    line.read(inlines);
    rules.iter().for_each(|rule| rule(&mut line));
    line.write(inlines);
}

/// The same for a line of characters, each with a name; a character that is added has the name of its neighbour. What
/// is not text is an `OPAQUE` named `usize::MAX`.
pub fn set(chars: Vec<(char, usize)>, locale: &Locale) -> Vec<(char, usize)> {
    let mut line = Line::default();
    line.chars = chars;
    rules(locale).iter().for_each(|rule| rule(&mut line));
    line.chars
}

fn rules(locale: &Locale) -> &'static [Rule] {
    match locale.language() {
        "fr" => &french::RULES,
        "en" => &english::RULES,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::typography::line::{NARROW, NBSP};

    /// Applies the rules; no-break spaces show as `~` (wide) and `_` (narrow).
    fn check(locale: &str, typed: &str, set: &str) {
        let locale = Locale::parse(locale).expect("a tag");
        let shown = |inlines: &[Inline]| {
            let plain = crate::article::ast::plain(inlines);
            plain.replace(NBSP, "~").replace(NARROW, "_")
        };
        let mut inlines = vec![Inline::Text(typed.to_owned())];
        apply(&mut inlines, &locale);
        assert_eq!(shown(&inlines), set);
        apply(&mut inlines, &locale);
        assert_eq!(shown(&inlines), set, "a second time");
    }

    #[test]
    fn french() {
        for (typed, set) in [
            ("Quoi ? Non! Oui; si : là", "Quoi_? Non_! Oui_; si~: là"),
            (
                "« mot » et «mot» et \"mot\"",
                "«_mot_» et «_mot_» et «_mot_»",
            ),
            ("l'IA d'ici... fin", "l’IA d’ici… fin"),
            ("à 10:30, ratio 16:9", "à 10:30, ratio 16:9"),
            ("https://a.b/c?d=e;f:g fin", "https://a.b/c?d=e;f:g fin"),
            ("Quoi ?! (?) [!]", "Quoi_?! (?) [!]"),
            (
                "12 500 et 2025 300 et 1 234 567",
                "12_500 et 2025 300 et 1_234_567",
            ),
            (
                "12% ou 12 %, 3€, 5 km, 2 milliards",
                "12~% ou 12~%, 3~€, 5~km, 2~milliards",
            ),
            ("n° 1, M. Xi, 1er novembre", "n°~1, M.~Xi, 1er~novembre"),
            ("a — b — c — d", "a —~b~— c —~d"),
            ("« Quoi ? » dit-il", "«_Quoi_?_» dit-il"),
            ("fin»;", "fin_»_;"),
            ("", ""),
            (":", ":"),
            ("»", "»"),
            ("«", "«"),
            (" : ", "~: "),
        ] {
            check("fr", typed, set);
        }
    }

    #[test]
    fn english() {
        for (typed, set) in [
            ("What ? No ! « so » \"it\" 'is'", "What? No! “so” “it” ‘is’"),
            ("it's the '90s...", "it’s the ’90s…"),
            (
                "12 % of 5 km on November 1, 2025",
                "12% of 5~km on November~1, 2025",
            ),
            (
                "Mr. Xi, No. 1, a 1 : 3 ratio",
                "Mr.~Xi, No.~1, a 1 : 3 ratio",
            ),
            ("two\u{202F}words", "two words"),
        ] {
            check("en", typed, set);
        }
    }

    #[test]
    fn other_languages_are_left_alone() {
        check("de", "Was ? \"so\"...", "Was ? \"so\"...");
    }

    #[test]
    fn marks_at_the_edges_of_markup() {
        let locale = Locale::parse("fr").expect("a tag");
        let text = |t: &str| Inline::Text(t.to_owned());
        let mut inlines = vec![
            Inline::Strong(vec![text("Oui")]),
            text(" : "),
            Inline::Code("a ? b".to_owned()),
            text("?"),
        ];
        apply(&mut inlines, &locale);
        let expected = vec![
            Inline::Strong(vec![text("Oui")]),
            text("\u{A0}: "),
            Inline::Code("a ? b".to_owned()),
            text("\u{202F}?"),
        ];
        assert_eq!(inlines, expected);
    }
}

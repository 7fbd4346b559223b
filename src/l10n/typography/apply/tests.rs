//! What the rules of each language make of typed text.

use super::*;
use crate::l10n::typography::signs::{NARROW, NBSP};
use proptest::prelude::*;

/// A locale by its tag. One that ends in `'` has single quotes.
fn locale(tag: &str) -> Locale {
    Locale {
        has_single_quotes: tag.ends_with('\''),
        ..Locale::parse(tag.trim_end_matches('\'')).expect("a tag")
    }
}

/// Compares the result; no-break spaces are shown as `~` (full width) and `_` (narrow).
fn check(tag: &str, typed: &str, set: &str) {
    let locale = locale(tag);
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
        (
            "50%-60%; 3 %/an; https://a.org/b; a@b.fr: fin",
            "50~%-60~%_; 3~%/an_; https://a.org/b_; a@b.fr~: fin",
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
            "the U.K.'s law, (it)'s, 51°30'N, 0°07'W, f'(x)",
            "the U.K.’s law, (it)’s, 51°30′N, 0°07′W, f′(x)",
        ),
        (
            "12 % of 5 km on November 1, 2025",
            "12% of 5~km on November~1, 2025",
        ),
        (
            "Mr. Xi, No. 1, a 1 : 3 ratio",
            "Mr.~Xi, No.~1, a 1 : 3 ratio",
        ),
        ("two\u{202F}words", "two words"),
        (
            "10 000 000 people in 2025 300 times, 1 1/2 or 2 ½ cups, 3/4 1/2",
            "10~000~000 people in 2025 300 times, 1~1/2 or 2~½ cups, 3/4~1/2",
        ),
        (
            "Art. 5, (Fig. 3), € 5, US$ 5, ± 3, J. S. Bach, 12 March, 5 p.m. and 5 km/h",
            "Art.~5, (Fig.~3), €~5, US$~5, ±~3, J.~S.~Bach, 12~March, 5~p.m. and 5~km/h",
        ),
    ] {
        check("en", typed, set);
    }
}

#[test]
fn quotes_and_dashes_of_other_languages() {
    for (locale, typed, set) in [
        ("de", "Was ? \"so 'und' so\"...", "Was? „so ‚und‘ so“…"),
        ("es", "¿\"qué\"? --flag a -- b", "¿“qué”? --flag a — b"),
        (
            "de",
            "in den '90ern 'so' rock 'n' roll",
            "in den ’90ern ‚so‘ rock ’n’ roll",
        ),
        (
            "it",
            "nel '900: \"È 'vero'?\" Po' di",
            "nel ’900: «È “vero”?» Po’ di",
        ),
        ("ru", "\"Это \"да\"\", -- об'єкт", "«Это „да“»,~— об’єкт"),
        ("zh", "他说：\"你'好'\"，\"走\"。", "他说：“你‘好’”，“走”。"),
        ("zh-TW", "他說\"好\"", "他說「好」"),
        ("he", "צה\"ל אמר \"כן\"", "צה\"ל אמר ”כן”"),
        (
            "he",
            "ו\"השיעור\" וב\"הארץ\", ש\"ח, ב\"כ אמר \"כן\"",
            "ו”השיעור” וב”הארץ”, ש\"ח, ב\"כ אמר ”כן”",
        ),
        ("ar", "و\"لا\" وبـ\"قوة\".", "و”لا“ وبـ”قوة“."),
        ("nl", "'s avonds \"foto's\"", "’s avonds “foto’s”"),
        ("uk", "12 500 рейсів, 5 km", "12_500 рейсів, 5~km"),
        (
            "cs",
            "\"Ne\": 12%, 12 %, 3 €, 12 500",
            "„Ne“: 12~%, 12~%, 3~€, 12_500",
        ),
        ("hu", "\"a 'b'\" 5 %", "„a »b«” 5~%"),
        ("pt-AO", "\"a 'b'\"", "«a “b”»"),
        ("ga", "\"a 'b'\"", "“a ‘b’”"),
        ("ug", "\"ا\"", "»ا«"),
        ("tn", "\"a\" 'b' o’c", "‘a’ “b” o’c"),
        ("xx", "\"a\" -- 'b'... 12 500", "\"a\" – 'b'... 12~500"),
    ] {
        check(locale, typed, set);
    }
}

#[test]
fn european() {
    for (locale, typed, set) in [
        (
            "de",
            "Am 1. November, z. B. 12% oder 12 %, 5 km, 3€",
            "Am 1.~November, z._B. 12~% oder 12~%, 5~km, 3~€",
        ),
        (
            "de",
            "Nr. 5, § 3 Abs. 2, Dr. Xi, 12%-Klausel, 12%ig, S. 12",
            "Nr.~5, §~3 Abs.~2, Dr.~Xi, 12%-Klausel, 12%ig, S.~12",
        ),
        (
            "de",
            "12 500 Euro; \"Wirklich ?\" Taste ? drücken, 1 : 3",
            "12_500~Euro; „Wirklich?“ Taste ? drücken, 1 : 3",
        ),
        ("de-CH", "12%, \"so\", 3 Mio.", "12%, «so», 3~Mio."),
        (
            "es",
            "¿ Qué ? El 10 de mayo, 12%, n.º 1, EE. UU., Sr. Xi",
            "¿Qué? El 10~de mayo, 12~%, n.º~1, EE.~UU., Sr.~Xi",
        ),
        ("es", "12 500 y pág. 3...", "12_500 y pág.~3…"),
        (
            "it",
            "Il 1 novembre, 12%, 12 %, l'art. 5, n. 1, sig. Xi, un po'",
            "Il 1~novembre, 12%, 12~%, l’art.~5, n.~1, sig.~Xi, un po’",
        ),
        (
            "pt",
            "12%, n.º 1, R$ 12, 10 de maio",
            "12%, n.º~1, R$~12, 10~de maio",
        ),
        (
            "pt-PT",
            "\"a\", 12 500 euros, art. 5",
            "«a», 12_500~euros, art.~5",
        ),
        (
            "nl",
            "€ 12, 1 november, blz. 3, dhr. Xi, 's avonds, 12%",
            "€~12, 1~november, blz.~3, dhr.~Xi, ’s avonds, 12%",
        ),
        (
            "pl",
            "w Polsce i o tym, 1 listopada 2025 r., ul. Nowa, 12%, 5 mln zł",
            "w~Polsce i~o~tym, 1~listopada 2025~r., ul.~Nowa, 12%, 5~mln~zł",
        ),
        (
            "sv",
            "Den 1 november kl. 10, 12%, 3 kr, s. 5, 12 500",
            "Den 1~november kl.~10, 12~%, 3~kr, s.~5, 12_500",
        ),
    ] {
        check(locale, typed, set);
    }
}

#[test]
fn what_is_no_prose_stays_as_it_was_typed() {
    for locale in ["fr", "fr-CA", "en", "en-GB", "de", "es", "pl", "ru", "sv"] {
        for typed in ATOMS {
            check(locale, typed, typed);
            for (before, after) in [("mot ", " mot"), ("(", ")"), ("mot ", "."), ("", ", mot")] {
                // A bracket that closes an open one is no emoticon.
                if !(before == "(" && typed.ends_with(')')) {
                    let line = format!("{before}{typed}{after}");
                    check(locale, &line, &line);
                }
            }
        }
    }
}

#[test]
fn a_sign_right_behind_an_atom_may_belong_to_it() {
    for (locale, typed, set) in [
        ("fr", "voir a.org/b?c: mot", "voir a.org/b?c: mot"),
        ("fr", "voir a.org/b : mot", "voir a.org/b~: mot"),
        ("fr", "à 10:30: mot; 2.0!", "à 10:30~: mot_; 2.0_!"),
        ("en", "see a.org/b ? So ?", "see a.org/b ? So?"),
        ("fr", "d'info@a.fr", "d’info@a.fr"),
    ] {
        check(locale, typed, set);
    }
}

#[test]
fn quotes() {
    for (locale, typed, set) in [
        (
            "fr",
            "L'\"eau\", qu'\"on\" (l'\"été\")",
            "L’«_eau_», qu’«_on_» (l’«_été_»)",
        ),
        (
            "fr",
            "\"Je n'ai pas dit 'non'.\"",
            "«_Je n’ai pas dit “non”._»",
        ),
        (
            "fr",
            "\"dit \"oui\" hier\" et « a \"ri\" »",
            "«_dit “oui” hier_» et «_a “ri”_»",
        ),
        (
            "fr",
            "\" mot \" : 48° 51' 24\" N",
            "«_mot_»~: 48° 51′ 24″ N",
        ),
        ("fr", "Oui, etc.; non", "Oui, etc._; non"),
        ("fr-CH", "\"a 'b'\"", "«_a ‹_b_›_»"),
        (
            "en",
            "'Tis the '90s, rock 'n' roll, 'em 'em'",
            "’Tis the ’90s, rock ’n’ roll, ’em ‘em’",
        ),
        (
            "en",
            "the dogs' bones, O'Neil's 'house'",
            "the dogs’ bones, O’Neil’s ‘house’",
        ),
        (
            "en",
            "\"He said 'I don't' and \"no\"\"",
            "“He said ‘I don’t’ and ‘no’”",
        ),
        (
            "en",
            "5' 10\", a 5\" disk, \"a 5\" disk\"",
            "5′ 10″, a 5″ disk, “a 5″ disk”",
        ),
        (
            "en",
            "\"in 1990\", \"in 1991\" 24\"N",
            "“in 1990”, “in 1991” 24″N",
        ),
        ("en", "the 1990's, a\"b", "the 1990’s, a\"b"),
        (
            "en",
            "\"a 'b \"c\" d' e\" and \"'f' g\"",
            "“a ‘b “c” d’ e” and “‘f’ g”",
        ),
    ] {
        check(locale, typed, set);
    }
}

#[test]
fn single_quotes() {
    for (typed, set) in [
        (
            "\"It's 'so',\" he said; 'tis the '90s",
            "‘It’s “so”,’ he said; ’tis the ’90s",
        ),
        ("'He said \"no\"', \"yes\"", "‘He said “no”’, ‘yes’"),
        // Double quotes that were typed for the other English are exchanged.
        ("“It’s ‘so’” and “yes”", "‘It’s “so”’ and ‘yes’"),
        ("‘It’s “so”’ and ‘yes’", "‘It’s “so”’ and ‘yes’"),
        ("«a» and “b”", "‘a’ and ‘b’"),
        (
            "‘the states’ “own” aims’, the dogs’ tails",
            "‘the states’ “own” aims’, the dogs’ tails",
        ),
        ("the 5\" disk, 5' 10\"", "the 5″ disk, 5′ 10″"),
        ("a ’90s “hit”", "a ’90s ‘hit’"),
    ] {
        check("en-GB'", typed, set);
    }
}

#[test]
fn dashes() {
    for (locale, typed, set) in [
        ("fr", "a -- b -- c---d", "a –~b~– c —~d"),
        ("fr", "Paris--Lyon, 1990--2000", "Paris–Lyon, 1990–2000"),
        (
            "en",
            "a -- b---c, 8:00--12:00, Mon--Fri",
            "a—b—c, 8:00–12:00, Mon–Fri",
        ),
        ("en-GB", "a -- b, c--d, e --- f", "a – b, c – d, e—f"),
        (
            "en",
            "A -- b, x --flag i-- a --> b ---- c",
            "A—b, x --flag i-- a --> b ---- c",
        ),
        ("en", "-- A --> b --he said", "— A --> b—he said"),
        ("en", "a -- https://b.c", "a — https://b.c"),
        (
            "en",
            "€5--€6, 5%--6%, 5m--6m, p5--now",
            "€5–€6, 5%–6%, 5m–6m, p5—now",
        ),
        (
            "en",
            "Jan.--Feb. 3, Mon.--Fri., 2 Jan.--3 May, we ran.--Then:--No",
            "Jan.–Feb. 3, Mon.–Fri., 2 Jan.–3~May, we ran.—Then:—No",
        ),
        (
            "de",
            "5,-- und 7,-- Euro, 8,--€, 5.--",
            "5,– und 7,–~Euro, 8,–~€, 5.–",
        ),
        (
            "en",
            "iv--x, 1990--, --2000, 5 %--7 %, B.C. 30--A.D. 20, p. 5--p. 7",
            "iv–x, 1990–, –2000, 5%–7%, B.C. 30–A.D. 20, p.~5–p. 7",
        ),
        (
            "en",
            "\"a\"--b, a --he said--. He-- b, said--. (use \"--all\")",
            "“a”—b, a—he said—. He—b, said—. (use “--all”)",
        ),
        (
            "de",
            "Das -- so --sagte er-- war, ja-- nein --all.",
            "Das – so – sagte er – war, ja – nein --all.",
        ),
        (
            "es",
            "-- Sí --dijo ella--. Mañana. --No.",
            "— Sí —dijo ella—. Mañana. —No.",
        ),
        ("es", "a --dijo-- b --all", "a —dijo— b --all"),
        ("de", "--", "–"),
        ("de", "1.000,-- €, 12,-- Euro", "1.000,–~€, 12,–~Euro"),
        (
            "es",
            "los pueblos --340 en total-- y --el 33 %-- los --12 de 30--",
            "los pueblos —340 en total— y —el 33~%— los —12~de 30—",
        ),
        (
            "pt",
            "as mulheres --12 em 30-- votaram (--5), --2000",
            "as mulheres —12 em 30— votaram (–5), –2000",
        ),
        (
            "en",
            "Four --2024 was worse-- it fell, 1990--, --2000",
            "Four—2024 was worse—it fell, 1990–, –2000",
        ),
        (
            "fr",
            "Les années --1,3 million de morts -- et",
            "Les années –~1,3~million de morts~– et",
        ),
        ("tr", "%50'si, %9,4'tür", "%50’si, %9,4’tür"),
        ("en", "50%'s and 5'-10\"", "50%’s and 5′-10″"),
        ("en", "'50%' and '80s", "‘50%’ and ’80s"),
        ("tr", "'%50' ve", "‘%50’ ve"),
        (
            "es",
            "Eran muchos --340 en total--. Y --12 de 30--, sí",
            "Eran muchos —340 en total—. Y —12~de 30—, sí",
        ),
        (
            "en",
            "A word --of 3--; more --5--? Born 1990--, left",
            "A word—of 3—; more—5—? Born 1990–, left",
        ),
        ("en", "-€5", "−€5"),
        ("en", "-5 %", "−5%"),
        ("fr", "-3,5 pts", "−3,5 pts"),
        ("en", "-5 to 3 degrees", "-5 to 3 degrees"),
        ("en-GB", "1(a)--(c)", "1(a)–(c)"),
        ("vi", "a -- b--c", "a – b–c"),
        ("ja", "本当 -- はい", "本当——はい"),
        ("zh", "\"引用\"--真的。--然后", "“引用”——真的。——然后"),
        ("zh", "1990--2000年", "1990–2000年"),
        ("de-CH", "1'000.-- und 5,--.", "1’000.– und 5,–."),
    ] {
        check(locale, typed, set);
    }
}

/// Atoms in any language.
const ATOMS: [&str; 46] = [
    "https://a.org/b%20c?d=e&f=%C3%A9;g:h",
    "http://a.org/b_(c)",
    "www.a.org/?q='b'",
    "a.b@c-d.org",
    "mailto:a@b.org?subject=c",
    "doi:10.1000/182;3:4",
    "10.1002/(SICI)1097:3;2-#",
    "/usr/bin:/bin",
    "~/x",
    "C:\\x",
    "../a.rs",
    "src/main.rs:12:5",
    "main.rs",
    "1.2.3",
    "v2.0-rc.1",
    "10:30",
    "8:00–12:00",
    "16:9",
    "1:50",
    ":q",
    ":w!",
    "%s",
    "%d",
    "%C3%A9",
    "#tag",
    "@name",
    ":)",
    ";-)",
    ":(",
    ":D",
    "!important",
    "?debug",
    "--flag",
    "-f",
    "$HOME",
    "${x}",
    "key=value",
    "class=\"a b\"",
    "::before",
    "a::b",
    "C++",
    "!=",
    "=>",
    "f('x')()",
    "ISBN 978 2 070 36822 8",
    "FR76 3000 6000 0112 3456 7890 189",
];

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

/// Whether typography may replace, insert or remove a character.
fn is_free(c: char) -> bool {
    c.is_whitespace() || "\"'«»“”„‘’‚‹›「」『』′″-–—….".contains(c)
}

proptest! {
    #[test]
    fn letters_stay_and_a_second_time_changes_nothing(
        words in proptest::collection::vec(piece(), 0..14),
        tag in "fr|fr-CA|fr-CH|en|en-GB|en-GB'|de|de-CH|es|it|pl|pt|pt-PT|ru|zh|ja|ar|he|nl|sv|cs|tn|xx",
    ) {
        let locale = locale(&tag);
        let typed: String = words.concat();
        let set = |text: &str| {
            let mut inlines = vec![Inline::Text(text.to_owned())];
            apply(&mut inlines, &locale);
            crate::article::ast::plain(&inlines)
        };
        let letters = |text: &str| text.chars().filter(|c| !is_free(*c)).collect::<String>();
        let once = set(&typed);
        prop_assert_eq!(letters(&once), letters(&typed));
        prop_assert_eq!(set(&once), once);
    }

    #[test]
    fn atoms_stay_as_they_are_wherever_they_stand(
        words in proptest::collection::vec("mot|l'|« a »|\"b\"|'c'|d|,|12|Paris|--|:|\\?", 0..5),
        more in proptest::collection::vec("mot|« a »|\"b\"|'c'|d|12|Paris|--|:|\\?", 0..5),
        atom in proptest::sample::select(&ATOMS[..]),
        tag in "fr|fr-CA|en|en-GB|en-GB'|de|ru|es|it|nl|pl|pt|sv|cs",
    ) {
        let locale = locale(&tag);
        let typed = format!("{} {atom} {}", words.join(" "), more.join(" "));
        let mut inlines = vec![Inline::Text(typed)];
        apply(&mut inlines, &locale);
        let set = crate::article::ast::plain(&inlines);
        prop_assert!(set.contains(atom), "{}", set);
    }
}

/// A word, a sign, a space, or an atom.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "mot|l|Paris|90s|12|5|2025|n|tis|500|h|%|€|km|p\\.|M\\.|字|かな|צה|нет|é",
        4 => " |\u{A0}|\u{202F}",
        4 => "[:;!?.,()«»“”‘’…/\\[\\]]|\"|'|--|---|-|—|–",
        1 => proptest::sample::select(&ATOMS[..]).prop_map(str::to_owned),
    ]
}

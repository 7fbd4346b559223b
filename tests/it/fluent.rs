//! Fluent as translators know it: small projects are built, and the text of their PDFs is read.

use crate::support::document::part;
use crate::support::fluent::{VARS, project};
use crate::support::repository;

/// What patterns say in a language, each a paragraph of its own between bars; `more` holds what they
/// refer to.
fn say_with(locale: &str, vars: &str, patterns: &[&str], more: &str) -> Vec<String> {
    let silent = "### fluentpress: allow plural-category Variants are tried in languages that lack them.\n\n";
    let mut ftl = format!("{silent}meta-title = Title\n{more}");
    for (at, pattern) in patterns.iter().enumerate() {
        ftl.push_str(&format!("\nlede-phrase{} = | {pattern} |\n", at + 1));
    }
    let source = if locale == "fr" { "en" } else { "fr" };
    let project = project(source, locale, vars, patterns.len(), &ftl);
    if !["en", "fr"].contains(&locale) {
        let labels = repository().join("i18n/en/labels.ftl");
        let labels = std::fs::read_to_string(labels).expect("labels");
        project.write(
            &format!("i18n/{locale}/labels.ftl"),
            format!("{silent}{labels}"),
        );
    }
    project.ok(&["build", "--format", "brief", "--locale", locale]);
    let body = project
        .pdf(&format!("a-full-analysis-brief-{locale}.pdf"))
        .body();
    let said: Vec<_> = body.split('|').skip(1).step_by(2).collect();
    assert_eq!(said.len(), patterns.len(), "{body}");
    let isolation = ['\u{2068}', '\u{2069}', ' '];
    said.iter()
        .map(|text| text.trim_matches(isolation).to_owned())
        .collect()
}

fn say(locale: &str, patterns: &[&str]) -> Vec<String> {
    say_with(locale, VARS, patterns, "")
}

#[test]
fn numbers() {
    let patterns = [
        "{ $trains }",
        "{ NUMBER($trains, useGrouping: \"false\") }",
        "{ NUMBER($place, minimumIntegerDigits: 2) }",
        "{ NUMBER($price, minimumFractionDigits: 2) }",
        "{ NUMBER($price, maximumFractionDigits: 0) }",
        "{ NUMBER($trains, maximumSignificantDigits: 2) }",
        "{ NUMBER($place, minimumSignificantDigits: 3) }",
        "{ NUMBER($share, style: \"percent\") }",
        "{ NUMBER($share, style: \"percent\", maximumFractionDigits: 0) }",
        "{ NUMBER(-0.5, style: \"percent\") }",
        "{ NUMBER(NUMBER($share, maximumFractionDigits: 2), minimumFractionDigits: 2) }",
        "{ NUMBER(2.50) } { 2.50 } { NUMBER(2.504, maximumFractionDigits: 2) }",
        "{ 12345678901234567890.10 }",
        "{ NUMBER(1234, useGrouping: \"min2\") } { NUMBER(12345, useGrouping: \"min2\") }",
    ];
    assert_eq!(
        say("fr", &patterns),
        [
            "1\u{202f}234\u{202f}567",
            "1234567",
            "03",
            "1\u{202f}234,50",
            // Halves are rounded away from zero, as in Intl.
            "1\u{202f}235",
            "1\u{202f}200\u{202f}000",
            "3,00",
            "12,5\u{a0}%",
            "13\u{a0}%",
            "-50\u{a0}%",
            "0,13",
            "2,50 2,50 2,5",
            "12\u{202f}345\u{202f}678\u{202f}901\u{202f}234\u{202f}567\u{202f}890,10",
            "1234 12\u{202f}345",
        ]
    );
    assert_eq!(
        say("en", &patterns),
        [
            "1,234,567",
            "1234567",
            "03",
            "1,234.50",
            "1,235",
            "1,200,000",
            "3.00",
            "12.5%",
            "13%",
            "-50%",
            "0.13",
            "2.50 2.50 2.5",
            "12,345,678,901,234,567,890.10",
            "1234 12,345",
        ]
    );
}

#[test]
fn money() {
    let money = |options: &str| format!("{{ NUMBER($price, style: \"currency\", {options}) }}");
    let patterns = [
        "currency: \"EUR\"",
        "currency: \"USD\"",
        "currency: \"USD\", currencyDisplay: \"narrowSymbol\"",
        "currency: \"USD\", currencyDisplay: \"code\"",
        "currency: \"USD\", currencyDisplay: \"name\"",
        "currency: \"JPY\"",
        "currency: \"EUR\", maximumFractionDigits: 0",
        "currency: \"EUR\", minimumFractionDigits: 3",
        "currency: \"EUR\", useGrouping: \"false\"",
    ];
    let mut patterns: Vec<_> = patterns.map(money).into();
    for number in ["-2", "1", "2"] {
        patterns.push(format!("{{ NUMBER({number}, style: \"currency\", currency: \"EUR\", currencyDisplay: \"name\", maximumFractionDigits: 0) }}"));
    }
    patterns.push("{ NUMBER(-2, style: \"currency\", currency: \"EUR\") }".to_owned());
    let patterns: Vec<_> = patterns.iter().map(String::as_str).collect();
    assert_eq!(
        say("fr", &patterns),
        [
            "1\u{202f}234,50\u{a0}€",
            "1\u{202f}234,50\u{a0}$US",
            "1\u{202f}234,50\u{a0}$",
            "1\u{202f}234,50\u{a0}USD",
            "1\u{202f}234,50\u{a0}dollars des États-Unis",
            "1\u{202f}235\u{a0}JP¥",
            "1\u{202f}235\u{a0}€",
            "1\u{202f}234,500\u{a0}€",
            "1234,50\u{a0}€",
            "-2\u{a0}euros",
            "1\u{a0}euro",
            "2\u{a0}euros",
            "-2,00\u{a0}€",
        ]
    );
    assert_eq!(
        say("en", &patterns),
        [
            "€1,234.50",
            "$1,234.50",
            "$1,234.50",
            "USD\u{a0}1,234.50",
            "1,234.50\u{a0}US dollars",
            "¥1,235",
            "€1,235",
            "€1,234.500",
            "€1234.50",
            "-2\u{a0}euros",
            "1\u{a0}euro",
            "2\u{a0}euros",
            "-€2.00",
        ]
    );
}

#[test]
fn days_and_times() {
    let patterns = [
        "{ $date }",
        "{ DATETIME($date) }",
        "{ DATETIME($date, dateStyle: \"full\") }",
        "{ DATETIME($date, dateStyle: \"medium\") }",
        "{ DATETIME($date, dateStyle: \"short\") }",
        "{ DATETIME($date, month: \"long\", year: \"numeric\") }",
        "{ DATETIME($date, month: \"numeric\", day: \"numeric\", year: \"numeric\") }",
        "{ DATETIME($date, weekday: \"long\") }",
        "{ DATETIME($date, day: \"2-digit\", month: \"long\") }",
        "{ $deadline }",
        "{ DATETIME($deadline, dateStyle: \"long\") }",
        "{ DATETIME($deadline, timeStyle: \"short\") }",
        "{ DATETIME($deadline, timeStyle: \"medium\") }",
        "{ DATETIME($deadline, timeStyle: \"full\") }",
        "{ DATETIME($deadline, dateStyle: \"full\", timeStyle: \"short\") }",
        "{ DATETIME($deadline, hour: \"numeric\", minute: \"numeric\", hour12: \"false\") }",
        "{ DATETIME($deadline, hour: \"numeric\", minute: \"numeric\", hourCycle: \"h12\") }",
        "{ DATETIME(DATETIME($deadline, dateStyle: \"short\"), timeStyle: \"short\") }",
    ];
    assert_eq!(
        say("fr", &patterns),
        [
            "1er\u{a0}novembre 2025",
            "1er\u{a0}novembre 2025",
            "samedi 1er\u{a0}novembre 2025",
            "1er\u{a0}nov. 2025",
            "01/11/2025",
            "novembre 2025",
            "01/11/2025",
            "samedi",
            "01\u{a0}novembre",
            "1er\u{a0}novembre 2025 à 14:30",
            "1er\u{a0}novembre 2025",
            "14:30",
            "14:30:00",
            "14:30:00",
            "samedi 1er\u{a0}novembre 2025 à 14:30",
            "14:30",
            "2:30\u{a0}PM",
            "01/11/2025 14:30",
        ]
    );
    assert_eq!(
        say("en", &patterns),
        [
            "November\u{a0}1, 2025",
            "November\u{a0}1, 2025",
            "Saturday, November\u{a0}1, 2025",
            "Nov 1, 2025",
            "11/1/25",
            "November\u{a0}2025",
            "11/1/2025",
            "Saturday",
            "November\u{a0}01",
            "November\u{a0}1, 2025 at 2:30\u{a0}PM",
            "November\u{a0}1, 2025",
            "2:30\u{a0}PM",
            "2:30:00\u{a0}PM",
            "2:30:00\u{a0}PM",
            "Saturday, November\u{a0}1, 2025 at 2:30\u{a0}PM",
            "14:30",
            "2:30\u{a0}PM",
            "11/1/25, 2:30\u{a0}PM",
        ]
    );
}

/// Patterns that say the plural category of numbers.
fn categories(locale: &str, kind: &str, numbers: &[&str]) -> Vec<String> {
    let names = ["zero", "one", "two", "few", "many"];
    let variants: Vec<_> = names
        .iter()
        .map(|name| format!("\n    [{name}] {name}"))
        .collect();
    let select = |number: &&str| {
        format!(
            "{{ NUMBER({number}, type: \"{kind}\") ->{}\n   *[other] other\n}}",
            variants.join("")
        )
    };
    let patterns: Vec<_> = numbers.iter().map(select).collect();
    let patterns: Vec<_> = patterns.iter().map(String::as_str).collect();
    say_with(locale, "", &patterns, "")
}

#[test]
fn plural_categories() {
    let cardinal = |locale, numbers| categories(locale, "cardinal", numbers).join(" ");
    assert_eq!(
        cardinal("en", &["0", "1", "2", "1.0"]),
        "other one other other"
    );
    // `many` came to French with CLDR 38: "un million de trains".
    assert_eq!(
        cardinal("fr", &["0", "1", "1.5", "2", "1000000", "1000001"]),
        "one one one other many other"
    );
    assert_eq!(
        cardinal("ar", &["0", "1", "2", "3", "11", "100"]),
        "zero one two few many other"
    );
    assert_eq!(
        cardinal("pl", &["1", "2", "5", "22", "1.5"]),
        "one few many few other"
    );
    let ordinal = |locale, numbers| categories(locale, "ordinal", numbers).join(" ");
    assert_eq!(
        ordinal("en", &["1", "2", "3", "4", "11", "21", "22"]),
        "one two few other other one two"
    );
    assert_eq!(ordinal("fr", &["1", "2"]), "one other");
}

#[test]
fn exact_numbers_come_before_categories() {
    let patterns = [
        // The examples of the Fluent guide.
        "{ NUMBER($place, type: \"ordinal\") ->\n    [1] first\n    [3] bronze\n    [few] { $place }rd\n   *[other] { $place }th\n}",
        "{ NUMBER(0, minimumFractionDigits: 1) ->\n    [0.0] nothing\n   *[other] something\n}",
        "{ NUMBER(1.0) ->\n    [one] one\n    [1] exactly\n   *[other] other\n}",
        "{ NUMBER(0.6, maximumFractionDigits: 0) ->\n    [one] one\n   *[other] other\n}",
        "{ NUMBER(1, style: \"percent\") ->\n    [one] one\n   *[other] other\n}",
        "{ $name ->\n    [AB] no\n   *[other] { $name }\n}",
        // Places of variants are not words that a value can be.
        "{ \"v1\" ->\n    [v0] no\n    [v2] no\n   *[other] other\n}",
        "{ \"1\" ->\n    [1] number\n   *[other] words\n}",
        // An option of the number changes nothing: it is 1.
        "{ NUMBER(1, minimumFractionDigits: 2) ->\n    [1] exactly\n   *[other] other\n}",
        "{ \"x\" ->\n    [x] word\n   *[other] other\n}",
    ];
    assert_eq!(
        say("en", &patterns),
        [
            "bronze", "nothing", "exactly", "one", "other", "A*B_c", "other", "words", "exactly",
            "word"
        ]
    );
}

/// Terms and what refers to them.
const TERMS: &str = "
-brand =
    { $case ->
       *[nominative] Kolej
        [genitive] Kolei
    }
    .gender = feminine
-full = { -brand(case: \"genitive\") } { $size ->
       *[short] SA
        [long] spółka
    }
-outer = { -brand(case: \"genitive\") } { $n ->
        [1] eins
       *[other] { $n }
    } { $n } { deep } { -brand.gender ->
       *[masculine] er
        [feminine] sie
    }
deep = { -brand }
-link = https://{ $host }/{ $path }
-count = { $n } { $n ->
        [0] none
        [one] train
       *[other] trains
    }
motto = always on *time*
    .long = { motto }, { -brand }
";

#[test]
fn terms_messages_and_attributes() {
    let patterns = [
        "{ -brand } { -brand(case: \"genitive\") } { -brand(case: \"other\") }",
        // A term inside a term takes nothing away from what was passed to the outer one.
        "{ -full } { -full(size: \"long\") }",
        // Nor does one inside a message.
        "{ -outer(n: 1) }, { -outer(n: 1.50) }",
        "{ -link(host: \"example.com\", path: \"a\") }",
        "{ -count(n: 1) }, { -count(n: 0) }, { -count(n: 2000) }",
        "{ -brand.gender ->\n    [masculine] gotowy\n    [feminine] gotowa\n   *[other] gotowe\n}",
        "{ motto } { motto.long }",
        "{ \"{\" } { \"\\\"\" } { \"\\\\\" } { \"\\u00E9\\U01F682\" } { { { $place } } }",
        "{ $title } { $name }",
    ];
    assert_eq!(
        say_with("en", VARS, &patterns[..7], TERMS),
        [
            "Kolej Kolei Kolej",
            "Kolei SA Kolei spółka",
            "Kolei eins 1 Kolej sie, Kolei 1.50 1.50 Kolej sie",
            "https://example.com/a",
            "1 train, 0 none, 2,000 trains",
            "gotowa",
            "always on\u{A0}time always on\u{A0}time, Kolej",
        ]
    );
    let literals = [
        patterns[8],
        "{ \"{\" } { \"\\u00E9\\U000041\" } { { { $place } } }",
    ];
    assert_eq!(say("en", &literals), ["Title A*B_c", "{ éA 3"]);
}

#[test]
fn values_of_the_front_matter_keep_their_digits() {
    let vars = "vars:\n  a: 12.50\n  b: -0.120 # comment\n  c: 0x10\n  d: 12345678901234567890\n  e: 2025-03-02 09:05:07\n";
    let patterns = [
        "{ $a }",
        "{ NUMBER($b, style: \"percent\") }",
        "{ $c }",
        "{ $d }",
        "{ DATETIME($e, timeStyle: \"medium\") }",
    ];
    assert_eq!(
        say_with("en", vars, &patterns, ""),
        [
            "12.50",
            "-12.0%",
            "16",
            "12,345,678,901,234,567,890",
            "9:05:07\u{a0}AM"
        ]
    );
}

/// The page on values and functions.
const PAGE: &str = "docs/fluent.md";

#[test]
fn the_examples_of_the_page_are_true() {
    let vars = part(PAGE, "vars:", "```");
    assert!(vars.contains("deadline"), "{vars}");
    let table = part(PAGE, "| in a message | in English | in French |", "");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(2)
        .map(|row| {
            row.trim_matches(['|', ' '])
                .split(" | ")
                .map(str::trim)
                .collect()
        })
        .collect();
    assert!(rows.len() > 20, "{table}");
    let patterns: Vec<_> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    for (column, locale) in [(1, "en"), (2, "fr")] {
        let said = say_with(locale, &vars, &patterns, "");
        for (row, said) in rows.iter().zip(said) {
            let said = said.replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(said, row[column], "{}", row[0]);
        }
    }
}

#[test]
fn the_messages_of_the_page_can_be_built() {
    let messages =
        part(PAGE, "carriages = { $trains ->", "```") + &part(PAGE, "-brand = { $case ->", "```");
    let patterns = ["{ carriages }", "{ rank }", "{ about }", "{ ready }"];
    assert_eq!(
        say_with("en", VARS, &patterns, &messages),
        ["1,234,567 carriages", "3rd", "O Kolei", "Kolej gotowa"]
    );
}

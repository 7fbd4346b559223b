//! What is wrong in messages is said with its place, and nothing is built. `INSTA_UPDATE=always cargo
//! test` writes the reports anew; they are read before they are committed.

use crate::support::document::part;
use crate::support::fluent::{VARS, project};
use crate::support::{Run, repository};

/// Messages in English that must not be built, and what is said of them.
fn refuse(ftl: &str) -> Run {
    let ftl = format!("meta-title = Title\n{ftl}");
    let project = project("fr", "en", VARS, 1, &ftl);
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1, "{ftl}");
    assert!(!project.path("dist").exists(), "an error writes nothing");
    run
}

/// Compares what is said of wrong messages.
fn refused(name: &str, ftl: &str) {
    let run = refuse(ftl);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("fluent-{name}"), run.stderr);
    });
}

#[test]
fn a_message_cannot_use_what_only_labels_are_given() {
    refused(
        "layout-values",
        "lede-phrase1 = { page-of } { reading-time }\n",
    );
}

#[test]
fn references_that_lead_nowhere() {
    refused(
        "references",
        "lede-phrase1 = { -brnad } { lede-phrase } { lede-phrase1.labl } { TIME($date) }
    .label = { $plce } { meta }
-brand = Kolej
    .gender = feminine
meta =
    .title = x
-other = { -brand.case ->
    [x] x
   *[y] y
}
unused = { $date ->
    [one] { $nowhere }
   *[other] { -brand(\"genitive\") }
}
",
    );
}

#[test]
fn a_variable_that_is_not_passed_to_a_term() {
    refused(
        "missing-argument",
        "lede-phrase1 = { -count } { -count(n: 1) } { -outer(n: 2) } { -case(case: \"b\") } { -case }
-count = { $n } trains
-outer = { -count } { $n }
-case = { $case ->
   *[a] a
    [b] { $x }
}
-uncalled = { $anything } { NUMBER($anything) } { -nobody }
",
    );
}

#[test]
fn references_in_a_circle() {
    refused(
        "cycles",
        "lede-phrase1 = { b }\n    .label = { lede-phrase1 }\nb = { c.x }\nc = c\n    .x = { lede-phrase1 }\n-t = { -t }\nd = { lede-phrase1 }\n",
    );
}

/// What the grammar itself refuses: an attribute of a term that is printed, a message as a selector, no
/// default, an option that is computed.
#[test]
fn syntax_that_is_none() {
    for (wrong, code) in [
        (
            "a = { -brand.gender }",
            "ftl-syntax]: a term's attribute can only be compared in a selector",
        ),
        ("a = { b ->\n   *[other] x\n}", "ftl-syntax]: "),
        (
            "a = { $place ->\n    [one] no default\n}",
            "selector-default]: ",
        ),
        (
            "a = { NUMBER($place, minimumFractionDigits: $place) }",
            "ftl-syntax]: ",
        ),
        (
            "a = { NUMBER($place, type: \"ordinal\", type: \"cardinal\") }",
            "ftl-syntax]: ",
        ),
        ("a = { \"\\x\" }", "ftl-syntax]: "),
    ] {
        let said = refuse(&format!(
            "lede-phrase1 = x\n-brand = y\n    .gender = f\nb = z\n{wrong}\n"
        ));
        let said = said.stderr;
        assert!(
            said.contains(&format!("error[{code}")) && said.ends_with("\n1 error\n"),
            "{said}"
        );
    }
}

#[test]
fn options_that_mean_nothing() {
    refused(
        "number-options",
        "lede-phrase1 = { NUMBER($price, minimumFractionDigit: 2) } { NUMBER($price, minimumFractionDigits: 21) }
a = { NUMBER($price, minimumFractionDigits: \"2\") } { NUMBER($price, maximumFractionDigits: 1.5) }
b = { NUMBER($price, minimumFractionDigits: 3, maximumFractionDigits: 2) }
c = { NUMBER($price, maximumSignificantDigits: 3, maximumFractionDigits: 2) }
d = { NUMBER($price, style: \"currency\") } { NUMBER($price, currency: \"EUR\") }
e = { NUMBER($price, style: \"currency\", currency: \"ERU\") } { NUMBER($price, style: \"percnt\") }
f = { NUMBER($price, style: \"currency\", currency: \"EUR\", currencyDisplay: \"sign\") }
g = { NUMBER($price, useGrouping: \"yes\", type: \"ordinals\", notation: \"compact\") }
h = { NUMBER($date) } { NUMBER() } { NUMBER($price, 2) } { NUMBER($name) }
",
    );
    refused(
        "datetime-options",
        "lede-phrase1 = { DATETIME($date, datestyle: \"long\") } { DATETIME($date, dateStyle: \"longer\") }
a = { DATETIME($date, timeStyle: \"short\") } { DATETIME($date, hour: \"numeric\") }
b = { DATETIME($deadline, timeZone: \"UTC\") } { DATETIME($deadline, timeZoneName: \"short\") }
c = { DATETIME($date, dateStyle: \"long\", month: \"long\") } { DATETIME($date, year: \"numeric\", day: \"numeric\") }
d = { DATETIME($date, weekday: \"long\", month: \"numeric\", day: \"numeric\") }
e = { DATETIME($deadline, minute: \"numeric\") } { DATETIME($deadline, month: \"long\", hour: \"numeric\") }
f = { DATETIME($date, era: \"short\", year: \"numeric\") }
g = { DATETIME($deadline, day: \"numeric\", hour: \"2-digit\") } { DATETIME($date, hour12: \"true\") }
h = { DATETIME($price) } { DATETIME(1) } { DATETIME($name) } { DATETIME($date, weekday: \"narrow\") }
i = { DATETIME($date, year: \"2-digit\") } { DATETIME($date, hour12: 1) }
",
    );
}

/// Fluent's parser takes words without quotes for the values of arguments, and the call would go without them.
#[test]
fn arguments_without_quotes() {
    refused(
        "unquoted",
        "lede-phrase1 = { NUMBER($share, style: percent) } { NUMBER($trains, useGrouping: false) }
a = { DATETIME($date, month: long, year: \"numeric\") } { NUMBER($trains, style: lede-phrase1.label) }
b = { -case(case: gen) } { $place ->
    [one] { NUMBER($share, style: NUMBER(1)) }
   *[other] { -case(case: gen, n: \"1\") }
}
-case = { $case ->
    [gen] Terms
   *[nom] Term
}
",
    );
}

/// Keys of a selector on a number are values and categories. A default variant may have any name.
#[test]
fn categories_that_are_translated() {
    refused(
        "categories",
        "lede-phrase1 = { $place ->
    [eins] x
    [1] y
   *[andere] z
}
a = { NUMBER($place, type: \"ordinal\") ->
    [one] { $name ->
        [eins] x
       *[andere] z
    }
    [zweite] x
   *[other] z
}
",
    );
}

#[test]
fn variables_without_braces() {
    let ftl = "meta-title = T\nlede-phrase1 = Of $place and more, \\$place, `a $place`, [b](https://c.org/?d=$place), $5 and $placed: { $place ->\n   *[other] $place-wise\n}.\n";
    let project = project("fr", "en", VARS, 1, ftl);
    let said = project.run(&["check", "--locale", "en"]).stderr;
    for at in ["2:19", "3:13"] {
        let warning = format!(
            "warning[leftover-markup]: `$place` stands without braces, and is printed as it is typed\n --> i18n/en/a.ftl:{at}\n"
        );
        assert!(said.contains(&warning), "{said}");
    }
    assert_eq!(said.matches("without braces").count(), 2, "{said}");
}

#[test]
fn hostile_messages_end() {
    let mut doubling = String::from("lede-phrase1 = { m0 }\n");
    for n in 0..30 {
        doubling.push_str(&format!("m{n} = {{ m{} }}{{ m{} }}\n", n + 1, n + 1));
    }
    doubling.push_str("m30 = x\n");
    let said = refuse(&doubling).stderr;
    assert!(
        said.contains("error[message-too-long]: `lede-phrase1` shows more than 100 placeables"),
        "{said}"
    );
    let doubling = doubling
        .replace("m0 }", "-m0 }")
        .replace("{ m", "{ -m")
        .replace("\nm", "\n-m");
    let said = refuse(&doubling.replace("lede-phrase1 = { --", "lede-phrase1 = { -")).stderr;
    assert!(said.contains("message-too-long"), "{said}");
    let mut chain = String::from("lede-phrase1 = { -m0 }\n");
    for n in 0..3000 {
        chain.push_str(&format!("-m{n} = {{ -m{} }}\n", n + 1));
    }
    chain.push_str("-m3000 = x\n");
    let said = refuse(&chain).stderr;
    assert!(said.contains("message-too-long"), "{said}");
    // Braces inside of braces, around what is too long.
    let said = refuse(&format!(
        "lede-phrase1 = {{ {{ {{ m }} }} }} {{ {{ NUMBER(m) }} }}\nm = {}\n",
        "{ $place }".repeat(101)
    ));
    assert!(said.stderr.contains("message-too-long"), "{}", said.stderr);
    // Every message, for each of many values of a term.
    let mut copies = String::from("lede-phrase1 = x\n");
    for n in 0..300 {
        copies.push_str(&format!("m{n} = {{ m{} }}\n", n + 1));
        copies.push_str(&format!("n{n} = {{ -t(n: {n}) }}\n"));
    }
    let said = refuse(&(copies + "m300 = x\n-t = { m0 }\n")).stderr;
    let error = "error[message-too-long]: too many messages are shown by terms";
    assert!(said.starts_with(error), "{said}");
    let digits = format!("lede-phrase1 = {{ 0.{} }}\n", "1".repeat(40_000));
    refuse(&format!(
        "{digits}a = {{ NUMBER(1, minimumFractionDigits: 99999999999999999999) }}\n"
    ));
}

/// A file that would take more stack than there is ends no program, and is not written over.
#[test]
fn nesting_deeper_than_anybody_writes() {
    for level in ["{ ", "{ NUMBER(", "{ $place ->\n *[a] ", "{ F(\"}\", "] {
        let ftl = format!("lede-phrase1 = {}\n", level.repeat(100_000));
        let said = refuse(&ftl).stderr;
        let start: String = said.chars().take(200).collect();
        let error = "error[ftl-syntax]: more than 100 braces and calls stand inside each other";
        assert!(start.starts_with(error), "{start}");
        assert!(
            start.contains(" --> i18n/en/a.ftl:2:") || level.contains('\n'),
            "{start}"
        );
    }
    let ftl = format!(
        "meta-title = Titre\nlede-phrase1 = {}\n",
        "{".repeat(100_000)
    );
    let fine = "meta-title = Titre\nlede-phrase1 = Phrase1.\n";
    let project = project("fr", "en", VARS, 1, fine);
    for (locale, code, command) in [
        ("fr", 1, &["sync"][..]),
        ("en", 0, &["sync"]),
        ("en", 1, &["status"]),
        ("en", 0, &["ack", "--all-unconfirmed", "en"]),
        ("en", 1, &["where", "en", "lede-phrase1"]),
    ] {
        let file = format!("i18n/{locale}/a.ftl");
        project.write(&file, &ftl);
        let run = project.run(command);
        assert_eq!(run.code, code, "{command:?}: {}", run.stderr);
        let kept = std::fs::read_to_string(project.path(&file)).expect("it is there");
        assert!(kept.contains(&ftl), "{command:?}");
        // Of the source language, there was none.
        match locale {
            "fr" => std::fs::remove_file(project.path(&file)).expect("removed"),
            _ => drop(project.write(&file, fine)),
        }
    }
}

#[test]
fn a_month_that_a_language_does_not_shorten() {
    let project = project(
        "fr",
        "de",
        "",
        1,
        "meta-title = T\nlede-phrase1 = { DATETIME($date, day: \"numeric\", month: \"short\", year: \"numeric\") }\n",
    );
    let labels = std::fs::read_to_string(repository().join("i18n/en/labels.ftl")).expect("labels");
    project.write("i18n/de/labels.ftl", labels);
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    let message = "the month of this date is always a number in this language";
    assert!(run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn every_option_is_in_the_page() {
    let page = "docs/fluent.md";
    let options =
        part(page, "| option | values | without it |", "") + &part(page, "| option | values |", "");
    let said = refuse("lede-phrase1 = { NUMBER(1, x: 1) } { DATETIME($date, x: 1) }\n").stderr;
    let known: Vec<_> = said
        .lines()
        .filter_map(|line| line.split_once("its options are "))
        .collect();
    assert_eq!(known.len(), 2, "{said}");
    for name in known.iter().flat_map(|(_, names)| names.split(", ")) {
        assert!(options.contains(name), "{name}");
    }
}

#[test]
fn labels_are_checked_and_formatted_too() {
    let project = project(
        "fr",
        "en",
        VARS,
        1,
        "meta-title = T\nlede-phrase1 = { -brand } { contents }\n",
    );
    project.write("i18n/en/labels.ftl", "-brand = Rail\ncontents = { -brand } { NUMBER($price, style: \"currency\", currency: \"EUR\") }\n");
    project.ok(&["build"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").body();
    assert!(text.contains("Rail Rail €1,234.50"), "{text}");
    project.write(
        "i18n/en/labels.ftl",
        "-brand = { $who }\ncontents = { -brand } { -band } { $words } { $wrods }\n",
    );
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("fluent-labels", run.stderr);
    });
}

/// Usual faults of translators, each placed where it was made: at the `¤`.
#[test]
fn faults_of_syntax_are_said_in_plain_words() {
    for (ftl, said) in [
        ("a = Text\n¤\tmore", "this line begins with a tab"),
        ("a =\n¤\tText", "this line begins with a tab"),
        ("a = Text\n¤\t.label = Label", "this line begins with a tab"),
        ("a¤: Text", "there is no `=` behind `a`"),
        ("a = Text\nand ¤more", "there is no `=` behind `and`"),
        ("a = Text ¤{ $place\nb = More", "this brace is not closed"),
        ("a = Text ¤{\nb = More", "this brace is not closed"),
        ("a = Text ¤{ more.", "this brace is not closed"),
        ("a = Text { more.¤ } x", "a name is missing behind `.`"),
        (
            "a = Text { $place -> ¤[one] a *[other] b } x.",
            "the variants of a selector stand on lines of their own",
        ),
        (
            "a = ¤{ $place >\n   *[other] x\n}",
            "this brace is not closed",
        ),
        ("a = Text { ¤\"more }\nb = More", "this quote is not closed"),
        ("a = Text ¤}", "this brace closes nothing"),
        ("¤a =\nb = More", "`a` has no text"),
        ("a = { ¤}", "these braces are empty"),
        ("a = { ¤“x” }", "`“` cannot stand in braces"),
        ("a = { ¤? }", "this cannot stand in braces"),
        ("a = { $¤ place }", "a name is missing behind `$`"),
        (
            "a = Text\n    ¤*more",
            "a line of text cannot begin with `*`",
        ),
        (
            "a = Text\n    ¤[more]",
            "a line of text cannot begin with `[`",
        ),
        // The parser would end the program.
        ("a = { \"¤\\u00نص\" }", "`\\u00` lacks digits"),
        ("a = { \"¤\\U1F6é\" }", "`\\U1F6` lacks digits"),
        ("¤1a = Text", "`1a` is no id"),
        ("#¤comment\na = Text", "a space is missing behind `#`"),
    ] {
        let before = "meta-title = Title\nlede-phrase1 = x\n";
        let marked = format!("{before}{ftl}\n");
        let at = marked.find('¤').expect("a mark");
        let line = marked[..at].matches('\n').count() + 1;
        let column = marked[..at]
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let project = project("fr", "en", VARS, 1, &marked.replace('¤', ""));
        let run = project.run(&["check", "--message-format", "json"]);
        let all = run.messages("diagnostic").into_iter();
        let found: Vec<_> = all.filter(|d| d["code"] == "ftl-syntax").collect();
        let [finding] = &found[..] else {
            panic!("{ftl}: {found:?}");
        };
        assert_eq!(finding["message"], said, "{ftl}");
        assert_eq!(
            (&finding["line"], &finding["column"]),
            (&line.into(), &column.into()),
            "{ftl}"
        );
    }
}

/// The parser takes it for one, and the message would be empty.
#[test]
fn a_star_without_a_variant_is_no_default() {
    let said = refuse("lede-phrase1 = { $place ->\n    [one] x\n   *    }\n").stderr;
    let place = "error[selector-default]: no variant is the default\n --> i18n/en/a.ftl:4:4";
    assert!(said.contains(place), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

/// A byte of Windows-1252 in a translation is one finding, whatever else the text would be.
#[test]
fn a_wrong_byte_is_one_finding() {
    let project = project(
        "fr",
        "en",
        VARS,
        1,
        "meta-title = Title\nlede-phrase1 = Phrase1.\n",
    );
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    for (typed, column, meant) in [
        (&b"Phrase\x921."[..], 22, "’"),
        (b"Caf\xe91.", 19, "é"),
        (b"\x93Phrase1.\x94", 16, "“"),
    ] {
        project.write(
            "i18n/en/a.ftl",
            [b"meta-title = Title\nlede-phrase1 = ", typed, b"\n"].concat(),
        );
        let run = project.run(&["check", "--message-format", "json"]);
        let found = run.messages("diagnostic");
        let [finding] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(finding["code"], "invalid-utf8");
        assert_eq!(
            (&finding["line"], &finding["column"]),
            (&2.into(), &column.into())
        );
        assert!(
            finding["hints"][0]
                .as_str()
                .is_some_and(|hint| hint.contains(meant)),
            "{finding}"
        );
    }
}

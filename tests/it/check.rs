//! `fluentpress check`: every fault is found where it was planted, nothing else is, and what is mechanical is repaired.

use std::fs;

use fluentpress::diagnostic::Code;

use crate::support::{Made, Project, Run, repository};
use serde_json::Value;

const ARTICLE: &str = "seeds/a.md";
const EN: &str = "i18n/en/a.ftl";
const LABELS: &str = "i18n/en/labels.ftl";
const LABELS_FR: &str = "i18n/fr/labels.ftl";

/// A project in French with a translation into English that has nothing wrong.
fn clean() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: fr\naudiences: [full-analysis]\n",
    )]);
    for (path, fixture) in [
        (ARTICLE, "article.md"),
        (EN, "en.ftl"),
        (LABELS, "labels.en.ftl"),
        (LABELS_FR, "labels.fr.ftl"),
    ] {
        let text = fs::read(repository().join("tests/fixtures/check").join(fixture));
        project.write(path, text.expect("a fixture"));
    }
    project.write(
        "i18n/en/glossary.yaml",
        "puissance de calcul: [computing power, compute]\nsommaire: contents\n",
    );
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    project
}

/// A project in English with a translation into French.
fn french() -> Project {
    Project::example()
}

/// Code, file and line of every finding.
fn findings(run: &Run) -> Vec<(String, String, usize)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = run.messages("diagnostic").into_iter().map(|value| {
        let line = value["line"].as_u64().unwrap_or_default();
        (text(&value["code"]), text(&value["file"]), line as usize)
    });
    lines.collect()
}

fn check(project: &Project, arguments: &[&str]) -> Vec<(String, String, usize)> {
    let mut all = vec!["check", "--message-format", "json"];
    all.extend(arguments);
    findings(&project.run(&all))
}

/// The line of a file that holds a text.
fn line(project: &Project, file: &str, text: &str) -> usize {
    let whole = project.read(file);
    let at = whole
        .find(text)
        .unwrap_or_else(|| panic!("{file} does not hold {text:?}"));
    whole[..at].matches('\n').count() + 1
}

/// A file, a text in it, and what is planted in its place: the fault is at the `¤`, or at the start.
type Fault = (&'static str, &'static str, &'static str);

/// Plants faults of one kind; all must be found where they are, and nothing else.
fn planted(project: &Project, code: &str, faults: &[Fault]) -> Result<(), String> {
    for (file, old, new) in faults {
        project.edit(file, old, &new.replace('¤', ""));
    }
    let place = |(file, _, new): &Fault| {
        let whole = project.read(file);
        let at = whole.find(&new.replace('¤', "")).expect("it was planted");
        let line = whole[..at + new.find('¤').unwrap_or(0)]
            .matches('\n')
            .count()
            + 1;
        (code.to_owned(), (*file).to_owned(), line)
    };
    let mut expected: Vec<_> = faults.iter().map(place).collect();
    let mut found = check(project, &[]);
    expected.sort();
    found.sort();
    match found == expected {
        true => Ok(()),
        false => Err(format!(
            "{code}\n  found    {found:?}\n  expected {expected:?}"
        )),
    }
}

#[test]
fn a_clean_project_has_no_finding() {
    for project in [clean(), french(), Project::article()] {
        let run = project.ok(&["check", "--deny-warnings"]);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str()),
            ("nothing found\n", "")
        );
    }
}

/// Every fault that one edit of a file plants, twice, in different kinds of message.
#[test]
fn every_fault_is_found_where_it_is() {
    let title = "meta-title = The night trains";
    let label = "    .label = Label of the first point";
    let cases: &[(&str, &[Fault])] = &[
        (
            "ftl-syntax",
            &[
                (EN, "fn-etude = A", "fn-etude ¤A"),
                (
                    LABELS,
                    "contents = Contents",
                    "¤= Contents\ncontents = Contents",
                ),
            ],
        ),
        (
            "selector-default",
            &[
                (
                    EN,
                    "-speed = { $unit ->\n        [km] kilometers\n       *[mi] miles\n    }",
                    "-speed = { $unit ->\n        [km] kilometers\n        [mi] miles\n    ¤}\n\n## The front matter",
                ),
                (
                    LABELS,
                    "continued =",
                    "other = { $minutes ->\n    [one] x\n¤}\ncontinued =",
                ),
            ],
        ),
        (
            "duplicate-message",
            &[
                (
                    EN,
                    title,
                    "meta-title = The night trains\n¤meta-title = The trains",
                ),
                (
                    LABELS,
                    "contents = Contents",
                    "contents = Contents\n¤contents = Table",
                ),
            ],
        ),
        (
            "duplicate-attribute",
            &[
                (
                    EN,
                    label,
                    "    .label = Label of the first point\n    .¤label = Another label",
                ),
                (
                    LABELS,
                    "contents = Contents",
                    "contents = Contents\n    .a = b\n    .¤a = c",
                ),
            ],
        ),
        (
            "duplicate-variant",
            &[
                (
                    EN,
                    "        [km] kilometers",
                    "        [km] kilometers\n        [¤km] km",
                ),
                (
                    LABELS,
                    "[one] { $minutes }-minute read",
                    "[one] { $minutes }-minute read\n        [¤one] a minute",
                ),
            ],
        ),
        (
            "obsolete-message",
            &[
                (
                    EN,
                    title,
                    "meta-title = The night trains\n¤meta-titel = The trains",
                ),
                (
                    EN,
                    "faits-pays = Country",
                    "faits-pays = Country\n¤faits-land = Country",
                ),
            ],
        ),
        (
            "extra-part",
            &[
                (
                    EN,
                    title,
                    "meta-title = The night trains\n    .label = ¤Night",
                ),
                (
                    EN,
                    label,
                    "    .label = Label of the first point\n    .alt = ¤Another",
                ),
            ],
        ),
        (
            "empty-translation",
            &[
                (EN, "faits-pays = Country", "faits-pays = ¤{ \"\" }"),
                (EN, label, "    .label = ¤{ \" \" }"),
            ],
        ),
        (
            "footnote-differs",
            &[
                (EN, "says the study[^etude]:", "says the study:"),
                (EN, "faits-chine = China", "faits-chine = China[^etude]"),
            ],
        ),
        (
            "link-differs",
            &[
                (
                    EN,
                    "See [the report](https://example.org/en)",
                    "See the report",
                ),
                (
                    EN,
                    "faits-chine = China",
                    "faits-chine = [China](https://example.org/c)",
                ),
            ],
        ),
        (
            "code-differs",
            &[
                (EN, "in `fluentpress.yaml`[", "in the settings["),
                (EN, "faits-pays = Country", "faits-pays = `Country`"),
            ],
        ),
        (
            "leftover-markup",
            &[
                (EN, "faits-part = Share", "faits-part = **Share"),
                (EN, label, "    .label = Label `of the first point"),
            ],
        ),
        (
            "emphasis-lost",
            &[
                (EN, "in *three* parts", "in three parts"),
                (EN, "with **force** and", "with force and"),
            ],
        ),
        (
            "plural-category",
            &[
                (
                    EN,
                    "        [one] The train has { $wagons } car,",
                    "        [¤few] Few cars, and computing power grows.\n        [one] The train has { $wagons } car,",
                ),
                (
                    LABELS,
                    "        [one] { $minutes }-minute read\n       *[other]",
                    "       *[¤other]",
                ),
            ],
        ),
        (
            "identical-to-source",
            &[
                (EN, title, "meta-title = Les trains de nuit"),
                (
                    LABELS,
                    "continued = Continued from the page",
                    "continued = Suite de la page",
                ),
            ],
        ),
        (
            "number-differs",
            &[
                (EN, "A study in 12 pages", "A study in 13 pages"),
                (
                    EN,
                    "faits-1-234-5-env = ≈ 1,234.5 or so",
                    "faits-1-234-5-env = ≈ 12,345 or so",
                ),
            ],
        ),
        (
            "end-punctuation",
            &[
                (EN, "really necessary?", "really necessary."),
                (EN, label, "    .label = Label of the first point:"),
            ],
        ),
        (
            "double-space",
            &[
                (EN, title, "meta-title = The  night trains"),
                (
                    LABELS,
                    "Continued from the page",
                    "Continued from  the page",
                ),
            ],
        ),
        (
            "doubled-word",
            &[
                (EN, title, "meta-title = The the night trains"),
                (
                    LABELS,
                    "Continued from the page",
                    "Continued from the the page",
                ),
            ],
        ),
        (
            "straight-quotes",
            &[
                (EN, title, "meta-title = The \"night\" trains"),
                (
                    LABELS,
                    "Continued from the page",
                    "Continued from the page’s \"end\"",
                ),
            ],
        ),
        (
            "glossary-term",
            &[
                (
                    EN,
                    "{ $wagons ->\n        [one] The train has { $wagons } car, and computing power grows.\n       *[other] The train has { $wagons } cars, and computing power grows.",
                    "{ $wagons ->\n        [one] The train has one car, and the force grows.\n       *[other] The train has { $wagons } cars, and the force grows.",
                ),
                (LABELS, "= Contents", "= ¤Table"),
            ],
        ),
        (
            "length",
            &[
                (
                    EN,
                    title,
                    "meta-title = The night trains, which travel while their passengers sleep, and what is to be said of them in all the cities of the continent today",
                ),
                (EN, "Is a second point really necessary?", "Is it?"),
            ],
        ),
        (
            "comment-missing",
            &[
                (LABELS_FR, "contents =", "own = { $page }\n\ncontents ="),
                (LABELS, "contents =", "own = { $page }\n\ncontents ="),
            ],
        ),
        (
            "allow-reason",
            &[
                (
                    EN,
                    title,
                    "# fluentpress: allow length\nmeta-title = The night trains",
                ),
                (
                    LABELS,
                    "contents = Contents",
                    "# fluentpress: allow length  \ncontents = Contents",
                ),
            ],
        ),
        (
            "allow-code",
            &[
                (
                    EN,
                    title,
                    "# fluentpress: allow stale-translation It is fine.\nmeta-title = The night trains",
                ),
                (
                    LABELS,
                    "contents = Contents",
                    "# fluentpress: permit length It is fine.\ncontents = Contents",
                ),
            ],
        ),
        (
            "unused-allow",
            &[
                (
                    EN,
                    title,
                    "# fluentpress: allow length It is fine.\nmeta-title = The night trains",
                ),
                (
                    LABELS,
                    "contents = Contents",
                    "# fluentpress: allow length It stands alone.\n\ncontents = Contents",
                ),
            ],
        ),
        (
            "missing-glyph",
            &[
                (EN, "faits-chine = China", "faits-chine = ¤\u{1F0A1}China"),
                (
                    LABELS,
                    "contents = Contents",
                    "contents = ¤\u{10400} Contents",
                ),
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (code, faults) in cases {
        let project = clean();
        wrong.extend(planted(&project, code, faults).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What depends on the article and its history.
#[test]
fn leftover_markup_of_the_source_text_is_reported_once() {
    let project = clean();
    project.edit(ARTICLE, "avec **force** et 3", "avec ==force== et 3");
    project.edit(EN, "with **force** and", "with ==force== and");
    project.ok(&["sync"]);
    project.ok(&["ack", "en", "faits-un-premier-point-avec"]);
    let found = check(&project, &[]);
    let place = line(&project, ARTICLE, "==force==");
    let expected = ("leftover-markup".to_owned(), ARTICLE.to_owned(), place);
    assert_eq!(found, std::slice::from_ref(&expected));
    // Elsewhere, the translator's own is another one.
    project.edit(EN, "Is a second point", "Is a ==second== point");
    let own = (
        "leftover-markup".to_owned(),
        EN.to_owned(),
        line(&project, EN, "==second=="),
    );
    let mut found = check(&project, &[]);
    found.sort();
    assert_eq!(found, [own, expected]);
}

#[test]
fn states_are_found_where_they_are() {
    let project = clean();
    project.edit(ARTICLE, "Un premier point, avec", "Le premier point, avec");
    project.edit(
        ARTICLE,
        "dans `fluentpress.yaml`[",
        "et dans `fluentpress.yaml`[",
    );
    let found = check(&project, &[]);
    let stale = |text| {
        (
            "stale-translation".to_owned(),
            EN.to_owned(),
            line(&project, EN, text),
        )
    };
    assert_eq!(found, [stale("faits-un-premier"), stale("faits-etiquette")]);

    let project = clean();
    project.edit("i18n/en/a.lock.yaml", "faits-pays:", "faits-land:");
    project.edit("i18n/en/a.lock.yaml", "fn-etude:", "fn-study:");
    let unconfirmed = |text| {
        (
            "unconfirmed-translation".to_owned(),
            EN.to_owned(),
            line(&project, EN, text),
        )
    };
    assert_eq!(
        check(&project, &[]),
        [unconfirmed("faits-pays"), unconfirmed("fn-etude")]
    );

    let project = clean();
    project.edit(EN, "faits-chine = China\n", "");
    project.edit(EN, "    .label = Label of the first point\n", "");
    project.edit(EN, "fn-etude = A study of 2024, in *three* parts.\n", "");
    let missing = |text| {
        (
            "missing-translation".to_owned(),
            ARTICLE.to_owned(),
            line(&project, ARTICLE, text),
        )
    };
    let expected = [
        missing("Une étude de 2024"),
        missing("Étiquette"),
        missing("| Chine"),
    ];
    assert_eq!(check(&project, &[]), expected);
    assert_eq!(
        check(&project, &["--locale", "fr"]),
        [],
        "the article itself is whole"
    );
}

#[test]
fn a_file_that_git_could_not_merge_has_one_finding() {
    let project = clean();
    let ours = "faits-pays = Country\n";
    let both = format!("<<<<<<< ours\n{ours}=======\nfaits-pays = Land\n>>>>>>> theirs\n");
    project.edit(EN, ours, &both);
    let place = line(&project, EN, "<<<<<<<");
    let expected = ("merge-conflict".to_owned(), EN.to_owned(), place);
    assert_eq!(check(&project, &[]), [expected]);
}

/// What a message refers to, and what a label needs.
#[test]
fn references_and_labels() {
    for (code, faults) in [
        (
            "unknown-variable",
            [
                (EN, "faits-part = Share", "faits-part = Share{ $wagon }"),
                (LABELS, "= Contents", "= Contents{ $wagon }"),
            ],
        ),
        (
            "unknown-reference",
            [
                (EN, "faits-part = Share", "faits-part = { -share }"),
                (EN, "faits-chine = China", "faits-chine = { china }"),
            ],
        ),
    ] {
        let project = clean();
        for (file, old, new) in faults {
            project.edit(file, old, new);
        }
        let found: Vec<_> = check(&project, &[])
            .into_iter()
            .filter(|(found, _, _)| found == code)
            .collect();
        let first = (
            code.to_owned(),
            EN.to_owned(),
            line(&project, EN, faults[0].2),
        );
        assert!(found.contains(&first), "{code}: {found:?}");
    }
    let project = clean();
    project.edit(LABELS, "Page { $page } of { $total }", "Page { $page }");
    project.edit(
        LABELS,
        "continued =",
        "slide-of = Slide { $number }\n\ncontinued =",
    );
    project.edit(
        LABELS_FR,
        "contents = Sommaire",
        "contents = Sommaire\nours = À nous\ntheirs = À eux",
    );
    let found = check(&project, &["--locale", "en"]);
    let codes: Vec<_> = found.iter().map(|(code, _, _)| code.as_str()).collect();
    let expected = [
        "missing-label",
        "missing-label",
        "label-variables",
        "label-variables",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn folders_and_files_of_nothing() {
    let project = clean();
    project.write("i18n/xx-y-z!/a.ftl", "");
    project.write("i18n/en/old.ftl", "a = b\n");
    project.write("i18n/fr/old.ftl", "a = b\n");
    let codes: Vec<_> = check(&project, &[])
        .into_iter()
        .map(|(code, file, _)| (code, file))
        .collect();
    let of = |code: &str, file: &str| (code.to_owned(), file.to_owned());
    assert_eq!(
        codes,
        [
            of("obsolete-file", "i18n/en/old.ftl"),
            of("obsolete-file", "i18n/fr/old.ftl"),
            of("unknown-locale", "i18n/xx-y-z!")
        ]
    );
    let project = clean();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [en]\naudiences: [full-analysis]\n",
    );
    project.write("i18n/de/a.ftl", "");
    // These are built in, and change nothing.
    let labels = std::fs::read(repository().join("i18n/pl/labels.ftl")).expect("labels");
    project.write("i18n/pl/labels.ftl", labels);
    assert_eq!(
        check(&project, &[]),
        [("unknown-locale".to_owned(), "i18n/de".to_owned(), 0)]
    );
    project.write("i18n/en/glossary.yaml", "- a\n");
    assert!(
        check(&project, &[])
            .iter()
            .any(|(code, _, _)| code == "glossary-syntax")
    );
}

#[test]
fn a_wrong_line_of_a_glossary_hides_no_other() {
    for (wrong, line) in [
        ("puissance: { a: b }", 1),
        ("puissance: [a", 1),
        ("pile: \"a", 1),
    ] {
        let project = clean();
        let terms = format!("{wrong}\nsommaire: overview\n");
        project.write("i18n/en/glossary.yaml", terms);
        let found: Vec<_> = check(&project, &[])
            .into_iter()
            .map(|(code, _, line)| (code, line))
            .filter(|(code, _)| code.starts_with("glossary"))
            .collect();
        assert_eq!(found[0], ("glossary-syntax".to_owned(), line), "{wrong}");
        assert_eq!(found.len(), 2, "{wrong}: {found:?}");
    }
}

#[test]
fn french_spaces_are_found_in_translations_labels_and_articles() {
    let project = french();
    let file = "i18n/fr/night-trains.ftl";
    let faults: [Fault; 2] = [
        (file, "**Les voies :** saturées", "**Les voies¤:** saturées"),
        (file, "étranglement ; des", "étranglement¤; des"),
    ];
    planted(&project, "french-space", &faults).expect("found");
    let project = clean();
    let faults: [Fault; 2] = [
        (ARTICLE, "vraiment nécessaire ?", "vraiment nécessaire¤?"),
        (LABELS_FR, "Suite de la page", "Suite de «la page»"),
    ];
    project.edit(ARTICLE, "vraiment nécessaire ?", "vraiment nécessaire?");
    project.edit(LABELS_FR, "Suite de la page", "Suite de «la page»");
    let found = check(&project, &["--locale", "fr"]);
    let of = |(file, _, new): &Fault| {
        let new = new.replace('¤', "");
        (
            "french-space".to_owned(),
            (*file).to_owned(),
            line(&project, file, &new),
        )
    };
    assert_eq!(found, [of(&faults[1]), of(&faults[0])]);
}

#[test]
fn what_is_mechanical_is_repaired_and_nothing_else_changes() {
    let project = french();
    let file = "i18n/fr/night-trains.ftl";
    let lock = project.read("i18n/fr/night-trains.lock.yaml");
    let text = project.read(file).replace('\n', "\r\n");
    let text = text.replace("Plaidoyer pour le train", "Plaidoyer  pour  le train");
    let text = text.replace(
        "choice-title = Ce qu’il faut",
        "choice-title = `a \"b\"` [c](d \"e\") { \"f  g\" } \"Ce\" qu'il faut",
    );
    let text = text.replace("étranglement ; des", "étranglement; des");
    project.write(file, format!("\u{FEFF}{text}"));
    let run = project.run(&["check", "--fix", "--color", "never"]);
    assert!(
        run.stdout
            .contains("repaired 6 places in i18n/fr/night-trains.ftl"),
        "{}",
        run.stdout
    );
    let fixed = text.replace("Plaidoyer  pour  le", "Plaidoyer pour le");
    let fixed = fixed.replace("\"Ce\" qu'il", "«\u{202F}Ce\u{202F}» qu’il");
    let fixed = fixed.replace("étranglement; des", "étranglement\u{202F}; des");
    assert_eq!(project.read(file), format!("\u{FEFF}{fixed}"));
    assert_eq!(project.read("i18n/fr/night-trains.lock.yaml"), lock);
    let again = project.run(&["check", "--fix", "--color", "never"]);
    assert!(!again.stdout.contains("repaired"), "{}", again.stdout);
    assert_eq!(project.read(file), format!("\u{FEFF}{fixed}"));
    let codes: Vec<_> = check(&project, &[])
        .into_iter()
        .map(|(code, _, _)| code)
        .collect();
    assert!(
        !codes
            .iter()
            .any(|c| c.contains("space") || c.contains("stale") || c.contains("quotes")),
        "{codes:?}"
    );
}

#[test]
fn a_repair_does_not_make_a_stale_translation_look_new() {
    let project = clean();
    project.edit(EN, "really necessary", "really  necessary");
    project.edit(ARTICLE, "Un second point", "Le second point");
    project.ok(&["sync"]);
    project.run(&["check", "--fix"]);
    project.ok(&["sync"]);
    let codes: Vec<_> = check(&project, &[])
        .into_iter()
        .map(|(code, _, _)| code)
        .collect();
    assert_eq!(codes, ["stale-translation", "double-space"]);
}

#[test]
fn a_comment_with_a_reason_silences_one_finding_on_one_message() {
    let project = clean();
    project.edit(
        EN,
        "meta-subtitle = A study in 12",
        "meta-subtitle = A study in 13",
    );
    project.edit(
        EN,
        "faits-1-234-5-env = ≈ 1,234.5 or so",
        "faits-1-234-5-env = ≈ 12,345 or so",
    );
    project.edit(
        EN,
        "meta-subtitle",
        "# fluentpress: allow number-differs One page more.\nmeta-subtitle",
    );
    let found = check(&project, &[]);
    assert_eq!(
        found,
        [(
            "number-differs".to_owned(),
            EN.to_owned(),
            line(&project, EN, "faits-1-234-5-env")
        )]
    );
    project.edit(
        EN,
        "### a in English.",
        "### a in English.\n### fluentpress: allow number-differs A test.",
    );
    assert_eq!(check(&project, &[]), []);
    // `sync` keeps what translators wrote.
    project.ok(&["sync"]);
    assert_eq!(check(&project, &[]), []);
}

#[test]
fn a_comment_in_an_article_silences_one_finding_up_to_the_next_empty_line() {
    let project = clean();
    let first = "- Un premier point, avec";
    project.edit(ARTICLE, first, "- Un premier premier point, avec");
    project.edit(
        ARTICLE,
        "point est-il vraiment",
        "point est-il vraiment vraiment",
    );
    project.ok(&["sync"]);
    let own = |arguments: &[&str]| -> Vec<String> {
        let found = check(&project, arguments).into_iter();
        let own = found.filter(|(_, file, _)| file == ARTICLE);
        own.map(|(code, _, line)| format!("{code} {line}"))
            .collect()
    };
    let at = line(
        &project,
        ARTICLE,
        first.split(' ').next().unwrap_or_default(),
    );
    assert_eq!(own(&[]).len(), 2, "{at}");
    let allowed = "<!-- fluentpress: allow doubled-word Both are meant. -->\n- Un premier premier";
    project.edit(ARTICLE, "- Un premier premier", allowed);
    assert!(own(&[]).is_empty(), "{:?}", own(&[]));
    for (comment, expected) in [
        ("<!-- fluentpress: allow doubled-word -->", "allow-reason"),
        (
            "<!-- fluentpress: allow stale-translation So it is. -->",
            "allow-code",
        ),
        (
            "<!-- fluentpress: allow mixed-scripts So it is. -->",
            "unused-allow",
        ),
    ] {
        project.edit(
            ARTICLE,
            "<!-- fluentpress: allow doubled-word Both are meant. -->",
            comment,
        );
        let found = own(&[]);
        let place = line(&project, ARTICLE, comment);
        assert!(
            found.contains(&format!("{expected} {place}")),
            "{comment}: {found:?}"
        );
        assert_eq!(found.len(), 3, "{comment}: {found:?}");
        project.edit(
            ARTICLE,
            comment,
            "<!-- fluentpress: allow doubled-word Both are meant. -->",
        );
    }
    // An example of such a comment is none.
    project.edit(
        ARTICLE,
        "# Les faits",
        "```\n<!-- fluentpress: allow length So it is. -->\n```\n\n# Les faits",
    );
    assert!(own(&[]).is_empty(), "{:?}", own(&[]));
}

#[test]
fn exit_codes() {
    let project = clean();
    assert_eq!(project.run(&["check"]).code, 0);
    project.edit(EN, "The night trains", "The  night trains");
    let run = project.run(&["check", "--color", "never"]);
    assert_eq!(run.code, 0, "warnings only");
    assert!(
        run.stderr
            .contains("warning[double-space]: `meta-title` has two spaces in a row"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("--> i18n/en/a.ftl:11:17"),
        "{}",
        run.stderr
    );
    assert_eq!(project.run(&["check", "--deny-warnings"]).code, 1);
    project.edit(EN, "faits-chine = China\n", "");
    assert_eq!(project.run(&["check"]).code, 1);
    assert_eq!(project.run(&["check", "--locale", "fr"]).code, 0);
    for wrong in [
        ["--locale", "de"],
        ["--article", "b"],
        ["--bundles", "i18n"],
        ["--message-format", "x"],
    ] {
        assert_eq!(
            project.run(&["check", wrong[0], wrong[1]]).code,
            2,
            "{wrong:?}"
        );
    }
    assert_eq!(
        project
            .run(&["check", "--bundles", "i18n/en", "nowhere"])
            .code,
        2
    );
}

#[test]
fn two_folders_of_an_application_are_compared() {
    let project = Project::new(&[
        (
            "en/a.ftl",
            "-brand = B\nsame = S\nplain = Two words\n    .title = T\ncount = { $n } { $m }\nvalue = V\n",
        ),
        ("en/deep/b.ftl", "b = B\nc = C\n"),
        (
            "pl/a.ftl",
            "same = S\nsame = Z\nplain = Dwa  słowa\n    .tooltip = T\ncount = { $n ->\n    [one] x { $k }\n   *[other] y\n}\nvalue =\n    .v = V\nmore = M\n",
        ),
        ("pl/c.ftl", "d = D\n"),
    ]);
    let found = check(&project, &["--bundles", "en", "pl"]);
    let of = |code: &str, file: &str, line| (code.to_owned(), file.to_owned(), line);
    let mut expected = vec![
        of("missing-translation", "pl/a.ftl", 1),
        of("duplicate-message", "pl/a.ftl", 2),
        of("missing-part", "pl/a.ftl", 3),
        of("extra-part", "pl/a.ftl", 4),
        of("variables-differ", "pl/a.ftl", 5),
        of("variables-differ", "pl/a.ftl", 5),
        // `[few]`; the default stands for `[many]`.
        of("plural-category", "pl/a.ftl", 6),
        of("missing-part", "pl/a.ftl", 9),
        of("extra-part", "pl/a.ftl", 10),
        of("obsolete-message", "pl/a.ftl", 11),
        of("obsolete-file", "pl/c.ftl", 1),
        of("missing-file", "pl/deep/b.ftl", 0),
    ];
    let mut sorted = found.clone();
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
    assert_eq!(check(&project, &["--bundles", "en", "en"]), []);
    assert_eq!(
        project.run(&["check", "--bundles", "en", "en"]).stdout,
        "nothing found\n"
    );
}

#[test]
fn every_code_is_used_and_has_a_page() {
    let project = Project::new(&[]);
    let list = project.ok(&["explain"]).stdout;
    let mut sources = String::new();
    let mut folders = vec![repository().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                sources += text.split("#[cfg(test)]").next().unwrap_or_default();
            }
        }
    }
    for code in Code::ALL {
        // `Code::Name`, and no other name that begins so.
        let name = format!("Code::{code:?}");
        let mut uses = sources.match_indices(&name);
        let is_used = uses.any(|(at, _)| {
            let next = sources[at + name.len()..].chars().next();
            !next.is_some_and(char::is_alphanumeric)
        });
        assert!(is_used, "no finding has the code `{code}`");
        let code = code.name();
        assert!(
            list.contains(&format!("  {code} ")),
            "`fluentpress explain` does not list `{code}`"
        );
        let page = project.ok(&["explain", code]).stdout;
        assert!(
            page.contains("To repair") && page.contains("\n    "),
            "{page}"
        );
    }
    let run = project.run(&["explain", "mising-label"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean `missing-label`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn numbers_in_the_notation_of_the_source_are_found() {
    let table = [
        ("It grew by 3.5% then.", "Es wuchs um 3.5 %.", "3.5 %"),
        ("It grew 3.5 times.", "Es wuchs um das 3.5fache.", ""),
        (
            "It grew 3.5 times.",
            "Es wuchs auf das Doppelte mal 3.5 hier.",
            "3.5 hier",
        ),
        ("Some 1,234 were there.", "Etwa 1,234 waren da.", "1,234"),
        (
            "Some 1,234.5 t are there.",
            "Etwa 1,234.5 t sind da.",
            "1,234.5",
        ),
        ("Some 2.125 were there.", "Etwa 2.125 waren da.", "2.125"),
        ("It cost €3.50 then.", "Es kostete 3.50 €.", "3.50"),
        ("About 3.5% and 1,234.", "Etwa 3,5 % und 1.234.", ""),
        ("Some 12,500.50 came.", "Etwa 12'500.50 kamen.", ""),
        ("Read section 3.5 of it.", "Abschnitt 3.5 lesen.", ""),
        (
            "With Firefox 3.5 and version 4.25 it works.",
            "Mit Firefox 3.5 und Version 4.25 geht es.",
            "",
        ),
        (
            "At 10.30 a.m. it ends, 1.2.3 too.",
            "Um 10.30 Uhr endet es, 1.2.3 auch.",
            "",
        ),
        (
            "See 2024-04-01 and 10:30, in 2024.",
            "Siehe 2024-04-01 und 10:30, in 2024.",
            "",
        ),
    ];
    let mut body = String::new();
    for (source, _, _) in table {
        body.push_str(&format!("{source}\n\n"));
    }
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [en, de]\naudiences: [full-analysis]\n",
    )]);
    let head = "---\ntitle: A trial\ndate: 2025-03-01\n---\n\n";
    project.write("seeds/a.md", format!("{head}{body}"));
    project.ok(&["sync"]);
    let source = project.read("i18n/en/a.ftl");
    let mut target = "meta-title = Ein Versuch\n".to_owned();
    let mut ids = source.lines().filter_map(|line| line.split_once(" = "));
    let mut wanted = Vec::new();
    ids.next();
    for ((id, _), (_, words, at)) in ids.zip(table) {
        let line = format!("{id} = {words}");
        if !at.is_empty() {
            let column = line.find(at).map_or(0, |at| line[..at].chars().count() + 1);
            wanted.push(format!(
                "number-differs {}:{column}",
                target.lines().count() + 1
            ));
        }
        target.push_str(&format!("{line}\n"));
    }
    project.write("i18n/de/a.ftl", target);
    project.confirm("de");
    let run = project.run(&["check", "--message-format", "json"]);
    let found: Vec<String> = run
        .messages("diagnostic")
        .iter()
        .filter(|d| d["code"] == "number-differs")
        .map(|d| format!("number-differs {}:{}", d["line"], d["column"]))
        .collect();
    assert_eq!(found, wanted);
}

/// Any variant of a selector may be the one that is printed.
#[test]
fn every_variant_is_compared_with_the_source_text() {
    let project = clean();
    let variant = |fault: &str| {
        format!(
            "{{ $wagons ->\n        [one] Is a second point\n        {fault}\n       *[other] Is a second point\n    }} really necessary?"
        )
    };
    let before = "Is a second point really necessary?";
    for (right, wrong, code) in [
        (
            "[2] Are second points",
            "[2] Are 4 second points",
            "number-differs",
        ),
        (
            "[2] Are (two) points",
            "[2] Are (two points",
            "unbalanced-signs",
        ),
        (
            "[2] Are points",
            "[2] Are points[^etude]",
            "footnote-differs",
        ),
        (
            "[2] Are points",
            "[2] Are [points](https://example.org)",
            "link-differs",
        ),
        ("[2] Are points", "[2] Are `points`", "code-differs"),
    ] {
        project.edit(EN, before, &variant(right));
        let silent = ["confirmed", "stale", "plural-category"];
        let all = || {
            let mut all = check(&project, &[]);
            all.retain(|(code, ..)| !silent.iter().any(|one| code.contains(one)));
            all
        };
        assert_eq!(all(), [], "{right}");
        project.edit(EN, right, wrong);
        let line = line(&project, EN, wrong);
        assert_eq!(all(), [(code.to_owned(), EN.to_owned(), line)], "{wrong}");
        project.edit(EN, &variant(wrong), before);
    }
}

/// A plural that lacks its number in the variant for most numbers is printed without it.
#[test]
fn a_label_prints_its_number_in_every_variant_for_many() {
    let project = clean();
    project.edit(
        LABELS,
        "*[other] { $minutes }-minute",
        "*[¤other] A few minutes",
    );
    let place = line(&project, LABELS, "[¤other]");
    project.edit(LABELS, "¤", "");
    let mut all = check(&project, &[]);
    all.retain(|(code, ..)| code == "label-variables");
    assert_eq!(
        all,
        [("label-variables".to_owned(), LABELS.to_owned(), place)]
    );
}

/// An abbreviation that the texts of a translation do not have would be in no list of it.
#[test]
fn abbreviations_of_a_translation_are_those_of_its_texts() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: de\nlocales: [de, fr]\naudiences: []\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: Titel\ndate: 2025-11-01\nlang: de\n---\n\nDas EVU zahlt.\n\n*[EVU]: Eisenbahnunternehmen\n",
        ),
    ]);
    project.ok(&["sync"]);
    let text = "meta-title = Titre\nlede-evu-zahlt = L’EF paie.\nabbr-evu = Entreprise ferroviaire\n    .label = EVU\n";
    let source = project.read("i18n/de/a.ftl");
    let line = source
        .lines()
        .find(|line| line.ends_with("= Das EVU zahlt."));
    let (id, _) = line
        .and_then(|line| line.split_once(" = "))
        .expect("a text");
    project.write("i18n/fr/a.ftl", text.replace("lede-evu-zahlt", id));
    project.confirm("fr");
    let of_french = || {
        let mut all = check(&project, &[]);
        all.retain(|(code, ..)| code == "unused-abbreviation");
        all
    };
    let found = (
        "unused-abbreviation".to_owned(),
        "i18n/fr/a.ftl".to_owned(),
        3,
    );
    assert_eq!(of_french(), [found]);
    project.edit("i18n/fr/a.ftl", ".label = EVU", ".label = EF");
    assert_eq!(of_french(), []);
}

//! Passages in another language and in small capitals, and abbreviations: what becomes of them on pages, in catalogues and in files of
//! translators.

use crate::support::Project;

/// A project in English and French whose article has this body.
fn project(body: &str) -> Project {
    let article =
        format!("---\ntitle: A trial\ndate: 2025-03-01\n---\n\n# First {{#first}}\n\n{body}\n");
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\nproofread: off\n",
        ),
        ("seeds/a.md", &article),
    ])
}

/// The message of the source catalogue that has these words: its id, and its value.
fn message(project: &Project, words: &str) -> (String, String) {
    let catalogue = project.read("i18n/en/a.ftl");
    let line = catalogue.lines().find(|line| line.contains(words));
    let line = line.unwrap_or_else(|| panic!("{words} in {catalogue}"));
    let (id, value) = line.split_once(" = ").expect("a message");
    (id.to_owned(), value.to_owned())
}

/// What the source of a brief has between two texts.
fn between(project: &Project, from: &str, to: &str) -> String {
    project.ok(&["emit", "typst"]);
    let source = project.read("typst/a-full-analysis-brief-en.typ");
    let (_, rest) = source.split_once(from).expect("the first text");
    rest.split_once(to).expect("the second text").0.to_owned()
}

/// The letters of a brief, without spaces.
fn words(project: &Project, locale: &str) -> String {
    let pdf = project.pdf(&format!("a-full-analysis-brief-{locale}.pdf"));
    let text = pdf.text();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_passage_is_set_in_its_language() {
    let body = "Word [*Grundgesetz* und \"**mehr**\"]{lang=de}, [\"Non!\"]{lang=fr} [XIV]{.smallcaps} [قانون]{lang=ar}, \
        [a [b] *c*]{.smallcaps lang=\"pt-br\"}, [*حق* مدني]{lang=ar}, *and [حق]{lang=ar}* end \\[d\\]{lang=de}.";
    let project = project(body);
    project.edit("fluentpress.yaml", "locales: [en, fr]", "locales: [en]");
    let found = between(&project, "\"Word \"", "end");
    for part in [
        "text(lang: \"de\", region: none)[#[#emph[#\"Grundgesetz\"]#\" und „\"#strong[#\"mehr\"]#\"“\"]]",
        "text(lang: \"fr\", region: none)[#[#\"«\u{202F}Non\u{202F}!\u{202F}»\"]]",
        "smallcaps[#\"XIV\"]",
        "text(lang: \"ar\", region: none, dir: rtl)[#[#\"قانون\"]]",
        // Fonts of its script have no italics.
        "text(lang: \"ar\", region: none, dir: rtl)[#show emph: set text(weight: \"bold\", style: \"italic\");#[#emph[#\"حق\"]#\" مدني\"]]",
        "text(lang: \"ar\", region: none, dir: rtl, weight: \"bold\")[#[#\"حق\"]]]",
        "text(lang: \"pt\", region: \"BR\")[#smallcaps[#\"a [b] \"#emph[#\"c\"]]]",
    ] {
        assert!(found.contains(part), "{part} in {found}");
    }
}

#[test]
fn a_title_that_is_repeated_keeps_its_passages() {
    let point =
        "- A point that is long enough to need its room on a slide, with more words than others.\n"
            .repeat(12);
    let project = project(&format!(
        "Words[^n].\n\n# On [حق!]{{lang=ar}} as law[^n]\n\n{point}\n[^n]: A note."
    ));
    project.edit("fluentpress.yaml", "locales: [en, fr]", "locales: [en]");
    project.ok(&["build", "--format", "slides"]);
    let pages = project.pdf("a-full-analysis-slides-en.pdf").pages();
    // All runs of the line of the title.
    let titles = pages.iter().filter_map(|page| {
        let runs = || page.runs.iter().zip(&page.baselines);
        let (_, line) = runs().find(|((_, words), _)| words.contains("law"))?;
        let title = runs().filter(|(_, baseline)| *baseline == line);
        // What follows is the note on the first slide, and the number of the part.
        let title = title.map(|((x, words), _)| (*x, words.trim_end().to_owned()));
        Some(title.take(4).collect::<Vec<_>>())
    });
    let titles: Vec<_> = titles.collect();
    assert!(titles.len() > 1 && titles[0] == titles[1], "{titles:?}");
}

#[test]
fn definitions_before_the_first_heading_are_no_opening() {
    let project = project("Words about the EU.");
    project.edit("fluentpress.yaml", "locales: [en, fr]", "locales: [en]");
    project.edit(
        "seeds/a.md",
        "# First",
        "*[EU]: European Union\n\n<!-- A comment. -->\n\n# First",
    );
    project.ok(&["build", "--format", "slides", "--deny-warnings"]);
    assert_eq!(
        project.pdf("a-full-analysis-slides-en.pdf").pages().len(),
        2
    );
}

#[test]
fn a_passage_is_kept_by_translations() {
    let project = project("The [Grundgesetz]{lang=de} of [1949]{.smallcaps} is law.");
    project.ok(&["sync"]);
    let (id, value) = message(&project, "is law");
    assert_eq!(
        value,
        r#"The [Grundgesetz]{"{"}lang=de{"}"} of [1949]{"{"}.smallcaps{"}"} is law."#
    );
    let codes = |value: &str| {
        let all = format!("meta-title = Un essai\nfirst-title = Premier\n{id} = {value}\n");
        project.write("i18n/fr/a.ftl", all).confirm("fr");
        let run = project.run(&["check", "--message-format", "json"]);
        let said = run.messages("diagnostic").into_iter();
        let codes = said.map(|d| d["code"].as_str().unwrap_or_default().to_owned());
        codes.collect::<Vec<_>>()
    };
    for (value, expected) in [
        (
            r#"La [Grundgesetz]{"{"}lang=de{"}"} de [1949]{"{"}.smallcaps{"}"} est une loi."#,
            &[][..],
        ),
        (
            r#"La Grundgesetz de [1949]{"{"}.smallcaps{"}"} est une loi."#,
            &["passage-differs"],
        ),
        (
            r#"La [Grundgesetz]{"{"}lang=de{"}"} de 1949 est une loi."#,
            &["emphasis-lost"],
        ),
        (
            r#"La [Grundgesetz]{"{"}lang=nl{"}"} de [1949]{"{"}.smallcaps{"}"} est une loi."#,
            &["passage-differs", "passage-differs"],
        ),
        (
            r#"La [Grundgesetz]{"{"}lang=german{"}"} de [1949]{"{"}.smallcaps{"}"} est une loi."#,
            &["passage-differs", "passage-language"],
        ),
    ] {
        let mut found = codes(value);
        found.sort();
        assert_eq!(found, expected, "{value}");
    }
}

#[test]
fn a_passage_is_an_inline_code_of_translators() {
    let project = project("The [*Grundgesetz*]{lang=de} is law.");
    project.ok(&["sync"]);
    project.ok(&["export", "fr", "--format", "xliff2", "out.xlf"]);
    let file = project.read("out.xlf");
    assert!(file.contains("]{lang=de}"), "{file}");
}

#[test]
fn a_pseudo_locale_leaves_other_languages_alone() {
    let project = project("Word [Grundgesetz]{lang=de} law.");
    for locale in ["en-XA", "en-XB"] {
        project.ok(&["build", "--format", "brief", "--locale", locale]);
        let text = words(&project, locale);
        assert!(text.contains("Grundgesetz"), "{text}");
    }
}

#[test]
fn abbreviations_are_listed_where_they_occur() {
    let body = "The EU and the WTO, not the EURATOM.\n*[WTO]: World *Trade* Organization\n\n\
        *[EU]: European Union\n*[ÉA]: Not here\n\n# Second {#second}\n\nThe ÉA.\n\n::: full-analysis brief\nNothing.\n:::\n";
    let project = project(body);
    project.ok(&["sync"]);
    let (id, value) = message(&project, "European Union");
    assert_eq!((id.as_str(), value.as_str()), ("abbr-eu", "European Union"));
    project.ok(&["build", "--locale", "en"]);
    let text = words(&project, "en");
    assert!(
        text.contains("AbbreviationsEUEuropeanUnionWTOWorldTradeOrganization"),
        "{text}"
    );
    assert!(text.contains("TheEUandtheWTO,nottheEURATOM."), "{text}");
    assert!(!text.contains("Nothere"), "{text}");
    // Another language abbreviates other words.
    let (paragraph, _) = message(&project, "not the EURATOM");
    let (second, _) = message(&project, "The ÉA");
    let (nothing, _) = message(&project, "Nothing");
    project.write(
        "i18n/fr/a.ftl",
        format!(
            "meta-title = Un essai\nfirst-title = Premier\n{paragraph} = L’UE et l’OMC, pas EURATOM.\nsecond-title = Second\n\
            {second} = L’ÉA.\n{nothing} = Rien.\nabbr-eu = Union européenne\n    .label = UE\n\
            abbr-wto = Organisation mondiale du *commerce*\n    .label = OMC\nabbr-ea = Pas ici\n    .label = ÉA\n"
        ),
    );
    project.confirm("fr").ok(&["build", "--locale", "fr"]);
    let text = words(&project, "fr");
    let list = "AbréviationsOMCOrganisationmondialeducommerceUEUnioneuropéenne";
    assert!(text.contains(list), "{text}");
}

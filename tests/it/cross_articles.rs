//! Links and references from one article to another: the title in each language, the file beside it, and what is stale or missing there.

use crate::support::Project;

/// Two articles in English with a translation into French; the first leads to the second.
fn project(link: &str) -> Project {
    let article = |title: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: 2025-11-01\n---\n\n# One\n\n{body}\n")
    };
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\npress: { bleed: 3 }\nbrand: { accent: { screen: \"#0a4b6e\", press: [90, 50, 20, 20] } }\n",
        ),
        (
            "seeds/a.md",
            &article("First", &format!("More is in {link}.")),
        ),
        (
            "seeds/night trains.md",
            &article("Night trains are back", "Words."),
        ),
        (
            "i18n/fr/night trains.ftl",
            "meta-title = Les trains de nuit reviennent\none-title = Un\none-words = Des mots.\n",
        ),
    ]);
    project.ok(&["sync"]);
    // The id follows the words of the link.
    let source = project.read("i18n/en/a.ftl");
    let line = source.lines().find(|line| line.contains(" = More is in"));
    let (id, _) = line
        .and_then(|line| line.split_once(" = "))
        .expect("the message");
    project.write(
        "i18n/fr/a.ftl",
        format!("meta-title = Premier\none-title = Un\n{id} = Plus dans {link}.\n"),
    );
    project.ok(&["sync"]);
    project.confirm("fr");
    project
}

fn body(project: &Project, name: &str) -> String {
    let spaces = ['\u{A0}', '\u{202F}'];
    project.pdf(name).body().replace(spaces, " ")
}

/// The bytes of a file as text, for the addresses of its links.
fn addresses(project: &Project, name: &str) -> String {
    let bytes = std::fs::read(project.path(&format!("dist/{name}"))).expect("a file");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_reference_to_another_article_is_its_title() {
    let project = project("[](night%20trains.md)");
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build"]);
    for (locale, printed) in [
        ("en", "More is in “Night trains are back”."),
        ("fr", "Plus dans « Les trains de nuit reviennent »."),
    ] {
        for format in ["brief", "slides"] {
            let name = format!("a-full-analysis-{format}-{locale}.pdf");
            let body = body(&project, &name);
            assert!(body.contains(printed), "{name}: {body}");
            let file = format!("night trains-full-analysis-{format}-{locale}.pdf");
            let addresses = addresses(&project, &name);
            assert!(addresses.contains(&file), "{name} does not lead to {file}");
        }
    }
    let manifest = project.read("dist/manifest.json");
    assert!(manifest.contains("i18n/fr/night trains.ftl"), "{manifest}");
    // A title that changed is printed by both articles.
    project.edit("seeds/night trains.md", "are back", "come back");
    project.ok(&["build", "--locale", "en"]);
    assert!(body(&project, "a-full-analysis-brief-en.pdf").contains("“Night trains come back”"));
    let run = project.run(&["build", "--locale", "fr", "--article", "a"]);
    assert!(
        run.stderr.contains("error[stale-translation]")
            && run.stderr.contains("i18n/fr/night trains.ftl")
            && run.stderr.contains("a-full-analysis-brief-fr.pdf"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_link_to_another_article_has_its_own_words() {
    let project = project("[the other brief](./night%20trains.md)");
    project.ok(&["build"]);
    let name = "a-full-analysis-brief-en.pdf";
    assert!(body(&project, name).contains("More is in the other brief."));
    assert!(addresses(&project, name).contains("night trains-full-analysis-brief-en.pdf"));
    // Paper has no links.
    project.ok(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(project.pdf("a-full-analysis-brief-en-press.pdf").links(), 0);
}

#[test]
fn what_leads_to_no_article_is_an_error_at_its_place() {
    for (link, found) in [
        ("[](night%20train.md)", "did you mean `night trains.md`?"),
        ("[words](nothing.md)", "there is no article `nothing.md`"),
        (
            "[words](night%20trains.md#one)",
            "link to the whole article",
        ),
        (
            "[words](../elsewhere/b.md)",
            "no address that readers of a PDF can follow",
        ),
    ] {
        let project = project("[](night%20trains.md)");
        project.edit("seeds/a.md", "[](night%20trains.md)", link);
        let run = project.run(&["check"]);
        assert!(
            run.stderr.contains(found)
                && run.stderr.contains("error[dead-link]")
                && run.stderr.contains("seeds/a.md:8:"),
            "{link}: {}",
            run.stderr
        );
    }
}

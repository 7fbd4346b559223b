//! Briefs: one page where one is promised, last pages that are worth turning to, the narrow column, covers, end matter.

use crate::support::Project;

/// The article of the repository, with `more` points in the French executive summary, of two lines each.
fn summary(more: usize) -> Project {
    let project = Project::article();
    let last = "- La bataille des règles et des standards deviendra cruciale.\n:::";
    let point = "- La bataille des règles sera longue, et personne ne peut dire aujourd’hui lequel des deux pays l’emportera, ni à quel prix.\n";
    let points = last.replace(":::", &format!("{}:::", point.repeat(more)));
    project.edit("seeds/trump-xi-ia.md", last, &points);
    project
}

/// Builds French briefs of an audience.
fn build(project: &Project, audience: &str) {
    project.ok(&[
        "build",
        "--locale",
        "fr",
        "--format",
        "brief",
        "--audience",
        audience,
    ]);
}

#[test]
fn an_executive_summary_that_is_a_little_too_long_keeps_to_one_page() {
    // Each point takes 10 mm.
    for (more, pages) in [(0, 1), (3, 1), (12, 2)] {
        let project = summary(more);
        build(&project, "executive-summary");
        let pdf = project.pdf("trump-xi-ia-executive-summary-brief-fr.pdf");
        assert_eq!(pdf.pages().len(), pages, "{more} more points");
    }
}

/// An article of some paragraphs in sections, and takeaways at the end.
fn article(paragraphs: usize) -> String {
    let texts = [
        "Night services cross three or four national networks, each with its own timetable process, access charges and safety certificates.",
        "Demand has been strong since 2021, and most lines report occupancy above 80 percent. Yet few of them earn their full cost, as a berth can be sold once a night and a seat several times a day.",
        "A carriage that may run in Austria needs a separate authorisation for Italy. The rolling stock is old: half of the couchettes in service were built before 1990, and leasing companies hesitate to order new ones.",
        "Opponents argue that infrastructure managers would lose control. In fact, the corridors would use less than two percent of the night capacity of their networks, and more of what lies idle at night today.",
    ];
    let mut article =
        "---\ntitle: Night trains\ndate: 2026-03-01\nlang: en\n---\n\nA short beginning.\n"
            .to_owned();
    for rank in 0..paragraphs {
        if rank % 5 == 0 {
            article.push_str(&format!("\n# Section {}\n", rank / 5 + 1));
        }
        article.push_str(&format!(
            "\n{} {}\n",
            texts[rank % 4],
            texts[(rank + 1) % 4]
        ));
    }
    article + "\n# Key points {#key .takeaways}\n\n- Trains run at night.\n- They cross borders.\n"
}

#[test]
fn last_pages_are_a_third_full_and_no_page_has_a_fault() {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\naudiences: [full-analysis]\nproofread: error\n",
    )]);
    // From one page to six, by a third of a page.
    for paragraphs in (4..40).step_by(3) {
        project.write(&format!("seeds/a{paragraphs}.md"), article(paragraphs));
    }
    let run = project.run(&["build", "--format", "brief"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn the_end_matter_has_room_beside_the_notes_of_the_last_page() {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\naudiences: [full-analysis]\nproofread: error\ncontact: desk@example.org\nimprint: Example Press, 1 Example Street\n",
    )]);
    let authors = "authors:\n- { name: Ada Example, affiliation: Example University }\nlicence: CC BY 4.0\n---\n";
    for paragraphs in (9..24).step_by(3) {
        let article = article(paragraphs)
            .replacen("---\n\nA", &format!("{authors}\nA"), 1)
            .replace("They cross borders.", "They cross borders[^all].");
        let note = "\n[^all]: All of them do, save two.\n";
        project.write(&format!("seeds/a{paragraphs}.md"), article + note);
    }
    let run = project.run(&["build", "--format", "brief"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_page_with_few_lines_settles_at_any_height() {
    let article = "---\ntitle: Money\ndate: 2025-12-03\nauthors: [Ada Example]\n---\n\nHalf of it.\n\n\
                   | City | Amount |\n| --- | ---: |\n| Rome | $12 |\n| Bern | €15 |\n| Oslo | $40 |\n";
    let project = Project::new(&[("seeds/a.md", article)]);
    for height in (200..260).step_by(10) {
        let settings =
            format!("source: en\naudiences: [full-analysis]\npaper: 170mm × {height}mm\n");
        project.write("fluentpress.yaml", settings);
        let run = project.run(&["build", "--format", "brief"]);
        assert!(!run.stderr.contains("layout-warning"), "{}", run.stderr);
    }
}

#[test]
fn type_follows_the_paper() {
    let project = Project::article();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [en]\npaper: a5\ncontact: desk@example.org\n",
    );
    let audiences = [
        "--audience",
        "executive-summary",
        "--audience",
        "key-points",
    ];
    let build = ["build", "--locale", "fr", "--format", "brief"];
    project.ok(&[&build[..], &audiences].concat());
    for (audience, most) in [("executive-summary", 2), ("key-points", 1)] {
        let pages = project
            .pdf(&format!("trump-xi-ia-{audience}-brief-fr.pdf"))
            .pages();
        assert!(pages.len() <= most, "{audience}: {} pages", pages.len());
    }
    // A poster says at its foot whom to ask.
    let poster = project.pdf("trump-xi-ia-key-points-brief-fr.pdf");
    assert!(poster.body().contains("desk@example.org"));
}

#[test]
fn every_text_is_printed_once_and_in_order() {
    let project = Project::everything();
    build(&project, "full-analysis");
    let text = project.pdf("everything-full-analysis-brief-fr.pdf").body();
    let text = text.replace(['\n', '\u{A0}', '\u{202F}'], " ");
    let mut from = 0;
    for words in [
        "Une épreuve pour les mises en page",
        "Ce que dit l’étiquette.",
        "Une citation dans un point.",
        "Une autre étiquette",
        "Une citation qui tient en une phrase.",
        "Son auteur, dans son livre",
        "Une figure sans texte",
        "Un point clé.",
    ] {
        assert_eq!(text.matches(words).count(), 1, "{words}: {text}");
        let at = text.find(words).expect("the words");
        assert!(at >= from, "{words} stands too early");
        from = at;
    }
    // The authors stand beside the opening, and in the end matter under its labels.
    let cited = text.find("Comment citer").expect("the end matter");
    assert!(cited > from, "the end matter stands last");
}

#[test]
fn ordinals_are_raised() {
    let project = Project::small();
    project.ok(&["emit", "out"]);
    let source = project.read("out/a-full-analysis-brief-fr.typ");
    assert!(
        source.contains("#box[#\"1\"#super[#\"er\"]]#\"\u{A0}novembre"),
        "{source}"
    );
}

#[test]
fn a_cover_is_a_page_of_its_own_with_the_title() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\naudiences: [covered]\npress: {}\n",
        ),
        ("layouts/covered/layout.yaml", "press: [brief]\n"),
        (
            "layouts/covered/brief.typ",
            "#import \"/layouts/full-analysis/brief.typ\"\n#let layout(doc) = brief.layout(doc + (cover: true))\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: Les trains de nuit\ndate: 2025-11-01\nauthors: [Ada Exemple]\n---\n\nUn début.\n\n# Une section\n\nUn mot.\n",
        ),
    ]);
    project.ok(&["build", "--format", "brief"]);
    let pages = project.pdf("a-covered-brief-fr.pdf").pages();
    assert_eq!(pages.len(), 2);
    assert!(pages[0].body.contains("Les trains de nuit"));
    assert!(pages[0].body.contains("Ada Exemple"));
    assert!(
        pages[0].artifacts.is_empty(),
        "no page number: {}",
        pages[0].artifacts
    );
    // Only the sentence that says how to cite the article names it again.
    assert_eq!(pages[1].body.matches("Les trains de nuit").count(), 1);
    assert!(
        pages[1].artifacts.contains("Page 2 sur 2"),
        "{}",
        pages[1].artifacts
    );
    project.ok(&["build", "--format", "brief", "--edition", "press"]);
}

//! Text that does not fit is an error that names its message, its line, its page, and by how much.

use crate::support::Project;

/// Builds the article after an edit, which must fail without touching what is there.
fn fails(project: &Project, options: &[&str]) -> String {
    let arguments = [&["build", "--color", "never"], options].concat();
    let run = project.run(&arguments);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!project.path("dist").exists());
    run.stderr
}

#[test]
fn a_slide_message_ten_times_longer() {
    let project = Project::article();
    let file = "i18n/en/trump-xi-ia.ftl";
    let line = "lede-slides-la-chine-rattrape-rapidement = China is catching up fast";
    let long = format!(
        "{line}{}",
        " and it is catching up faster every single year".repeat(24)
    );
    project.edit(file, line, &long);
    let said = fails(
        &project,
        &["--audience", "executive-summary", "--locale", "en"],
    );
    assert!(
        said.contains(
            "error[overflow]: `lede-slides-la-chine-rattrape-rapidement` does not fit its place"
        ),
        "{said}"
    );
    let number = project
        .read(file)
        .lines()
        .position(|l| l == long)
        .expect("the line")
        + 1;
    assert!(said.contains(&format!("--> {file}:{number}:1")), "{said}");
    let page = "in trump-xi-ia-executive-summary-slides-en.pdf, page ";
    let place = said
        .lines()
        .find(|line| line.contains(page))
        .expect("a place");
    assert!(place.contains(", by ") && place.ends_with(" mm"), "{place}");
}

#[test]
fn a_word_wider_than_its_line_makes_a_title_smaller() {
    let project = Project::article();
    let point = "- Une suprématie désormais multidimensionnelle";
    let long = "- Une suprématie désormais hyperanticonstitutionnellement multidimensionnelle";
    project.edit("seeds/trump-xi-ia.md", point, long);
    let options = [
        "--locale",
        "fr",
        "--audience",
        "key-points",
        "--format",
        "slides",
    ];
    project.ok(&[&["build"], &options[..]].concat());
    let pages = project.pdf("trump-xi-ia-key-points-slides-fr.pdf").pages();
    assert!(
        pages[3].body.contains("hyperanticonstitutionnellement"),
        "not hyphenated"
    );
}

#[test]
fn a_body_that_is_too_long_is_split_at_its_blocks() {
    let project = Project::article();
    let bullet = "- La Chine rattrape rapidement son retard\n";
    let more: String = (1..12)
        .map(|n| format!("- Et voici encore une raison, la numéro {n}, de le croire\n"))
        .collect();
    project.edit("seeds/trump-xi-ia.md", bullet, &format!("{bullet}{more}"));
    project.ok(&[
        "build",
        "--audience",
        "executive-summary",
        "--locale",
        "fr",
        "--format",
        "slides",
    ]);
    let pages = project
        .pdf("trump-xi-ia-executive-summary-slides-fr.pdf")
        .pages();
    assert_eq!(pages.len(), 7, "one slide more");
    assert!(
        pages[1].body.starts_with("En bref (1/2)"),
        "{}",
        pages[1].body
    );
    assert!(
        pages[2].body.starts_with("En bref (2/2)"),
        "{}",
        pages[2].body
    );
    assert!(pages[1].body.contains("La Chine rattrape") && pages[2].body.contains("numéro 11"));
}

#[test]
fn a_character_that_no_font_has() {
    let project = Project::article();
    project.edit(
        "i18n/en/trump-xi-ia.ftl",
        "What the evidence shows",
        "What the evidence shows \u{1F600}",
    );
    let said = fails(&project, &["--locale", "en"]);
    let error = "error[missing-glyph]: no font has emoji, such as `\u{1F600}`";
    assert!(said.contains(error), "{said}");
    assert!(said.contains("--> i18n/en/trump-xi-ia.ftl:"), "{said}");
    assert!(
        said.contains("in trump-xi-ia-executive-summary-brief-en.pdf"),
        "{said}"
    );
}

#[test]
fn an_executive_summary_of_three_pages() {
    let project = Project::article();
    let long = "L’écart se réduit, et la phrase s’allonge encore. ".repeat(180);
    let short = "L’écart se réduit : l’enjeu se déplace vers « qui fera adopter ses standards et sa pile d’IA ». À moyen terme";
    project.edit(
        "seeds/trump-xi-ia.md",
        short,
        &format!("{long}\n\n{long}\n\n{long}\n\n{short}"),
    );
    let said = fails(
        &project,
        &[
            "--locale",
            "fr",
            "--audience",
            "executive-summary",
            "--format",
            "brief",
        ],
    );
    assert!(said.contains("error[over-budget]: "), "{said}");
    assert!(said.contains("where the layout allows 2"), "{said}");
    assert!(said.contains("mm too long"), "{said}");
    assert!(
        said.contains("`perspective-"),
        "names the longest texts: {said}"
    );
}

#[test]
fn the_texts_that_grew_most_are_named() {
    let project = Project::article();
    let file = "i18n/en/trump-xi-ia.ftl";
    let text = "The gap is narrowing: the contest is shifting to";
    let long = format!(
        "{}{text}",
        "The gap is narrowing, and narrowing again. ".repeat(300)
    );
    project.edit(
        file,
        &format!("ecart-se-reduit-enjeu = {text}"),
        &format!("ecart-se-reduit-enjeu = {long}"),
    );
    let said = fails(
        &project,
        &[
            "--locale",
            "en",
            "--audience",
            "executive-summary",
            "--format",
            "brief",
        ],
    );
    assert!(
        said.contains(
            "the texts that grew most are `perspective-executive-summary-ecart-se-reduit-enjeu` (+"
        ),
        "{said}"
    );
}

#[test]
fn text_that_a_layout_pushes_off_the_page() {
    let project = Project::small();
    project.write("fluentpress.yaml", "source: fr\naudiences: [mine]\n");
    project.write("layouts/mine/layout.yaml", "");
    let layout = "#let layout(doc) = {\n  set page(numbering: \"1\")\n  place(dx: 560pt, doc.title)\n  heading(doc.title)\n}\n";
    project.write("layouts/mine/brief.typ", layout);
    let said = fails(&project, &[]);
    assert!(
        said.contains("error[off-page]: `meta-title` does not fit its page"),
        "{said}"
    );
    assert!(said.contains("--> seeds/a.md:2:8"), "{said}");
    // One more page follows from it.
    project.write("layouts/mine/layout.yaml", "pages: { max: 1 }\n");
    let longer = layout.replace(
        "doc.title)\n}",
        "doc.title)\n  pagebreak()\n  heading(doc.title)\n}",
    );
    project.write("layouts/mine/brief.typ", longer);
    let said = fails(&project, &[]);
    assert!(!said.contains("over-budget"), "{said}");
    // What is too high moves all that stands in it: one finding, at a text of the article.
    let layout = "#let layout(doc) = {\n  place(dx: 560pt, stack(spacing: 1em, doc.labels.contents, doc.title, doc.labels.read-more, ..doc.sections.first().blocks))\n  heading(doc.title)\n}\n";
    project.write("layouts/mine/brief.typ", layout);
    let said = fails(&project, &[]);
    assert_eq!(said.matches("error[off-page]").count(), 1, "{said}");
    assert!(
        said.contains("of this page: something on it is too high or too wide"),
        "{said}"
    );
}

//! A language, an audience and an article are added by files alone.

use std::fs;

use crate::support::proved::{files, proved};
use crate::support::{Project, repository};

fn fixture(name: &str) -> String {
    fs::read_to_string(repository().join("tests/fixtures").join(name)).expect("a fixture")
}

#[test]
fn a_third_language_by_a_folder() {
    let project = Project::small();
    project.write("i18n/sv/labels.ftl", fixture("labels.sv.ftl"));
    project.write(
        "i18n/sv/a.ftl",
        "meta-title = Titel\nlede-un-mot = Ett ord: \"så\".\n",
    );
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\n",
    );
    project.confirm("sv").confirm("en").ok(&["build"]);
    assert_eq!(project.pdfs().len(), 6);
    let pdf = project.pdf("a-full-analysis-brief-sv.pdf");
    assert_eq!(pdf.lang().as_deref(), Some("sv"));
    let text = pdf.text();
    for words in [
        "Ett ord: ”så”.",
        "1\u{a0}november 2025",
        "Sida 1 av 1",
        "1 minuts läsning",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_language_from_right_to_left() {
    let project = Project::small();
    // Hebrew has a dual.
    let labels =
        fixture("labels.sv.ftl").replace("[one]", "[two] två minuters läsning\n        [one]");
    project.write("i18n/he/labels.ftl", labels);
    project.write(
        "i18n/he/a.ftl",
        "meta-title = Titel\nlede-un-mot = Ein Wort.\n",
    );
    project.confirm("he").ok(&["build", "--locale", "he"]);
    project.ok(&["emit", "typst"]);
    let main = project.read("typst/a-full-analysis-brief-he.typ");
    assert!(main.contains("dir: rtl"), "{main}");
    assert_eq!(
        project
            .pdf("a-full-analysis-brief-he.pdf")
            .lang()
            .as_deref(),
        Some("he")
    );
}

#[test]
fn a_fourth_audience_by_a_folder() {
    let project = Project::article().plain();
    project.write(
        "layouts/minister/layout.yaml",
        "roles: [outlook]\npages: { max: 1 }\n",
    );
    project.write(
        "layouts/minister/brief.typ",
        "#import \"/layouts/theme/scale.typ\": *\n#let layout(doc) = {\n  set page(numbering: \"1\")\n  set text(font: doc.fonts.serif)\n  title(doc.title)\n  for section in doc.sections.filter(s => s.roles.contains(\"outlook\")) {\n    heading(section.title)\n    section.blocks.join()\n  }\n}\n",
    );
    project.edit(
        "seeds/trump-xi-ia.md",
        "  key-points: [lede",
        "  minister: [outlook]\n  key-points: [lede",
    );
    project.edit(
        "seeds/trump-xi-ia.md",
        "# Facteurs internes",
        "::: minister\nUne phrase pour le ministre.\n:::\n\n# Facteurs internes",
    );
    project.ok(&["sync"]);
    project.write(
        "i18n/en/trump-xi-ia.ftl",
        project.read("i18n/en/trump-xi-ia.ftl")
            + "outlook-minister-une-phrase-pour-le = One sentence for the minister.\n",
    );
    project.ok(&["build"]);
    assert_eq!(project.pdfs().len(), 14);
    let text = project.pdf("trump-xi-ia-minister-brief-en.pdf").body();
    assert!(text.contains("One sentence for the minister."), "{text}");
    assert!(!text.contains("compute"), "{text}");
}

#[test]
fn several_articles() {
    let project = Project::small();
    project.write(
        "seeds/b.md",
        "---\ntitle: Autre\ndate: 2025-01-02\n---\n\nEncore un mot.\n",
    );
    project.ok(&["build"]);
    assert_eq!(project.pdfs().len(), 4);
    project.ok(&[
        "build",
        "--article",
        "b",
        "--format",
        "brief",
        "--output-dir",
        "only",
    ]);
    assert_eq!(files(&proved(&project.path("only"))).len(), 1);
}

#[test]
fn everything_an_article_may_hold() {
    let project = Project::everything();
    project.ok(&["build", "--audience", "full-analysis", "--format", "brief"]);
    let text = project.pdf("everything-full-analysis-brief-fr.pdf").body();
    for words in [
        "Ada Exemple",
        "un accent fort",
        "du code",
        "Le texte de la note",
        "avec un sous-point",
        "avec un second paragraphe",
        "Un cinquième niveau",
        "Son auteur, dans son livre",
        "États-Unis",
        "61\u{A0}%",
        "Figure\u{A0}1\u{A0}: Une figure sans texte",
        "println!(\"Bonjour #world \\\"$x\\\" @y <z>\");",
        "coupée",
    ] {
        assert!(text.contains(words), "{words:?}: {text}");
    }
    let info = project.pdf("everything-full-analysis-brief-fr.pdf");
    assert_eq!(
        info.info(b"Keywords").as_deref(),
        Some("essai, mise en page, typographie")
    );
}

#[test]
fn an_image_for_each_language() {
    let project = Project::small();
    let words = |word: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><text y=\"20\">{word}</text></svg>"
        )
    };
    project.write("seeds/f.svg", words("mot"));
    project.write("seeds/f.en.svg", words("word"));
    project.write(
        "seeds/a.md",
        "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot.\n\n![Un dessin](f.svg)\n",
    );
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\nlede-un-dessin =\n    .alt = A drawing\n",
    );
    project.confirm("en").ok(&["emit", "typst"]);
    assert!(
        project
            .read("typst/a-full-analysis-brief-fr.typ")
            .contains("image(\"/seeds/f.svg\", alt: \"Un dessin\")")
    );
    assert!(
        project
            .read("typst/a-full-analysis-brief-en.typ")
            .contains("image(\"/seeds/f.en.svg\", alt: \"A drawing\")")
    );
    assert!(project.path("typst/seeds/f.en.svg").is_file());
}

#[test]
fn a_projects_own_files_come_before_the_defaults_one_by_one() {
    let project = Project::small();
    project.write("i18n/fr/labels.ftl", "full-analysis = Dossier\n");
    project.ok(&["build"]);
    let text = project.pdf("a-full-analysis-brief-fr.pdf").text();
    assert!(
        text.contains("Page 1 sur 1") && !text.contains("Analyse complète"),
        "{text}"
    );
}

//! Every error of the inputs, with its exact message. `INSTA_UPDATE=always cargo test` writes the
//! messages anew; they are read before they are committed.

use crate::support::Project;

/// Builds a small project after some edits, which must fail, and compares what it says.
fn check(name: &str, edit: impl FnOnce(&Project)) {
    let project = Project::small();
    edit(&project);
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stdout, "");
    assert!(!project.path("dist").exists(), "an error writes nothing");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, run.stderr);
    });
}

/// An article with this front matter.
fn front_matter(project: &Project, lines: &str) {
    project.write("seeds/a.md", format!("---\n{lines}\n---\n\nUn mot.\n"));
}

/// An article with this body.
fn body(project: &Project, text: &str) {
    project.write(
        "seeds/a.md",
        format!("---\ntitle: Titre\ndate: 2025-11-01\n---\n\n{text}\n"),
    );
}

/// A project with a translation into English.
fn translation(project: &Project, text: &str) {
    project.write("i18n/en/a.ftl", text).confirm("en");
}

#[test]
fn front_matter_syntax() {
    check("front-matter-syntax", |p| {
        front_matter(p, "title: a: b\ndate: 2025-11-01")
    });
}

#[test]
fn front_matter_unclosed() {
    check("front-matter-unclosed", |p| {
        p.write("seeds/a.md", "---\ntitle: Titre\n\nUn mot.\n");
    });
}

#[test]
fn front_matter_all_at_once() {
    check("front-matter-values", |p| {
        front_matter(
            p,
            "title: [a]\ndate: 2025-02-30\nlang: en\ntilte: x\nauthors: me\nvars:\n  x: [1]",
        );
    });
}

#[test]
fn front_matter_without_title_and_date() {
    check("front-matter-empty", |p| front_matter(p, "subtitle: x"));
}

#[test]
fn audiences_and_sections() {
    check("audiences", |p| {
        p.write(
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-11-01\naudiences:\n  ful-analysis: [facts]\n  full-analysis: [fact, facts, other]\n---\n\n# Un {#facts}\n\nmot\n",
        );
    });
}

#[test]
fn ids() {
    check("ids", |p| {
        body(
            p,
            "# Un {#a}\n\nx\n\n# Deux {#a}\n\ny\n\n# Trois {#B}\n\nz\n\n# {#c}\n",
        )
    });
}

#[test]
fn fences() {
    check("fences", |p| {
        body(
            p,
            "a\n\n::: slide\n- x\n:::\n\n::: brief\ny\n:::\n\n::: brief\nz\n:::\n\n> ::: notes\n> q\n> :::\n\n::: slides\n\n# Titre dedans\n\n:::\n\n:::\n\nfin\n\n:::\n",
        );
    });
}

#[test]
fn fence_unclosed() {
    check("fence-unclosed", |p| {
        body(
            p,
            "a\n\n::: slides\n- x\n\n# Autre {#o}\n\n::: brrief\nb\n:::",
        )
    });
}

#[test]
fn fence_nested() {
    check("fence-nested", |p| {
        body(p, ":::: slides\n- x\n\n::: brief\ny\n:::\n\n::::")
    });
}

#[test]
fn unsupported_markdown() {
    check("unsupported", |p| {
        body(
            p,
            "Un <b>mot</b> et ![image](x.png) dedans, [lien](x \"titre\").\n\n<div>bloc</div>\n\n> # Titre\n\n# Avec {#a k=v}\n\nun\u{7}mot",
        );
    });
}

#[test]
fn footnotes() {
    check("footnotes", |p| {
        body(
            p,
            "Un[^a] deux[^b].\n\n[^a]: note\n\n[^a]: encore\n\n[^c]: jamais",
        )
    });
}

#[test]
fn images() {
    check("images", |p| {
        p.write("seeds/x.gif", "GIF89a");
        body(
            p,
            "![](no.png)\n\n![alt](x.gif)\n\n![alt](../../../etc/passwd.png)",
        );
    });
}

#[test]
fn drawings_with_words() {
    check("drawing-text", |p| {
        p.write("seeds/f.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><text y=\"20\">mot</text></svg>");
        p.write(
            "i18n/en/a.ftl",
            "meta-title = T\nlede-dessin =\n    .alt = D\n",
        );
        body(p, "![dessin](f.svg)");
        p.confirm("en");
    });
}

#[test]
fn missing_role() {
    check("missing-role", |p| {
        p.write(
            "fluentpress.yaml",
            "source: fr\naudiences: [executive-summary]\n",
        );
        body(p, "# Un {#un}\n\nmot");
    });
}

#[test]
fn ftl_syntax() {
    check("ftl-syntax", |p| {
        translation(p, "meta-title = T\nlede-un-mot = a { $x\nfoo = b\n}bar\n");
    });
}

#[test]
fn ftl_references() {
    check("ftl-references", |p| {
        translation(
            p,
            "meta-title = { $titel } { -term } { NOW() } { meta-titel } { DATETIME(\"x\") } { NUMBER(1, foo: 2) }\nlede-un-mot = A word.\nlede-un-mot = Again.\n    .x = 1\n",
        );
    });
}

#[test]
fn missing_messages() {
    check("missing-messages", |p| {
        translation(p, "meta-title =\n    .alt = only an attribute\n");
    });
}

#[test]
fn missing_labels() {
    check("missing-labels", |p| {
        p.write("i18n/sv/labels.ftl", "contents = Innehåll\npage-of = Sida { $page }\ncontinued = { $page ->\n   *[other] mer\n}\n");
        p.write("i18n/sv/a.ftl", "meta-title = T\nlede-un-mot = Ett ord.\n");
        p.confirm("sv");
    });
}

#[test]
fn settings() {
    check("settings", |p| {
        p.write("fluentpress.yaml", "source: fr\naudiences: [full-analyse]\nlocale: [fr]\nlocales: [\"!\"]\nbrand:\n  accent: red\n  akcent: \"#112233\"\n  logo: no.svg\noutput: [x]\n");
    });
}

#[test]
fn settings_syntax() {
    check("settings-syntax", |p| {
        p.write(
            "fluentpress.yaml",
            "source: fr\nbrand: {accent: \"#112233\"\naudiences: [full-analysis]\n",
        );
    });
}

#[test]
fn layout_folder_without_yaml() {
    check("layout-yaml-missing", |p| {
        p.write("fluentpress.yaml", "source: fr\naudiences: [mine, empty]\n");
        p.write("layouts/mine/brief.typ", "#let layout(doc) = doc.title");
        p.write("layouts/empty/layout.yaml", "role: [x]\npages: 3\n");
    });
}

#[test]
fn layout_errors() {
    check("layout-errors", |p| {
        p.write("fluentpress.yaml", "source: fr\naudiences: [mine]\n");
        p.write("layouts/mine/layout.yaml", "");
        p.write(
            "layouts/mine/brief.typ",
            "#let layout(doc) = {\n  doc.titel\n}\n",
        );
        p.write("layouts/mine/slides.typ", "#let layout(doc) = [\n");
    });
}

#[test]
fn layout_words_fonts_and_packages() {
    check("layout-words", |p| {
        p.write(
            "fluentpress.yaml",
            "source: fr\naudiences: [fonts, package, words]\n",
        );
        for audience in ["fonts", "package", "words"] {
            p.write(&format!("layouts/{audience}/layout.yaml"), "");
        }
        p.write("layouts/fonts/brief.typ", "#let layout(doc) = {\n  set page(numbering: \"1\")\n  text(font: \"Nowhere\", doc.title)\n}\n");
        p.write(
            "layouts/package/brief.typ",
            "#import \"@preview/cetz:0.4.0\"\n#let layout(doc) = doc.title\n",
        );
        p.write(
            "layouts/words/brief.typ",
            "#let layout(doc) = [Dear reader, #doc.title]\n",
        );
    });
}

#[test]
fn errors_in_lowered_text_lead_to_the_message() {
    check("lowered-text", |p| {
        // An address that Typst refuses.
        body(p, "Un [mot]() fort.");
    });
}

#[test]
fn invalid_utf8() {
    check("invalid-utf8", |p| {
        p.write("seeds/a.md", b"---\ntitle: T\xe9\n---\n".as_slice());
        p.write("i18n/en/a.ftl", b"meta-title = \xff\n".as_slice());
    });
}

#[test]
fn an_article_in_another_language() {
    check("article-lang", |p| {
        front_matter(p, "title: T\ndate: 2025-11-01\nlang: en")
    });
}

#[test]
fn no_article() {
    check("no-article", |p| {
        std::fs::remove_file(p.path("seeds/a.md")).expect("it is there");
    });
}

#[test]
fn a_locale_folder_that_is_none() {
    check("unknown-locale", |p| {
        p.write("i18n/french!/labels.ftl", "a = b\n");
    });
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project() {
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.txt"), "secret").expect("a file");
    check("links", |p| {
        let link = |from: &str| {
            std::os::unix::fs::symlink(outside.path().join("secret.txt"), p.path(from))
                .expect("a link");
        };
        p.write("fluentpress.yaml", "source: fr\naudiences: [mine]\n");
        p.write("layouts/mine/layout.yaml", "");
        p.write(
            "layouts/mine/brief.typ",
            "#let layout(doc) = {\n  read(\"secret.txt\")\n}\n",
        );
        link("layouts/mine/secret.txt");
        link("seeds/b.md");
    });
}

#[test]
fn layouts_read_inside_the_project_only() {
    check("layout-outside", |p| {
        p.write("fluentpress.yaml", "source: fr\naudiences: [mine]\n");
        p.write("layouts/mine/layout.yaml", "");
        p.write(
            "layouts/mine/brief.typ",
            "#let layout(doc) = read(\"../../../secret.txt\")\n",
        );
    });
}

#[test]
fn a_bom_and_crlf_are_accepted() {
    let project = Project::small();
    project.write("seeds/a.md", "\u{feff}---\r\ntitle: Titre\r\ndate: 2025-11-01\r\n---\r\n\r\nUn mot.\r\n\r\n::: slides\r\n- Un\r\n:::\r\n");
    project.write("i18n/en/a.ftl", "\u{feff}meta-title = Title\r\nlede-un-mot = A word\r\n    on two lines.\r\nlede-slides-un = One\r\n");
    project.write(
        "fluentpress.yaml",
        "\u{feff}source: fr\r\naudiences: [full-analysis]\r\n",
    );
    project.confirm("en").ok(&["build"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").body();
    assert!(text.contains("A word on two lines."), "{text}");
}

#[cfg(unix)]
#[test]
fn files_and_folders_that_cannot_be_used() {
    let project = Project::small();
    project.write("dist", "a file where the folder should be");
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[output]: "), "{}", run.stderr);
    std::fs::remove_file(project.path("dist")).expect("it is there");
    std::fs::remove_file(project.path("seeds/a.md")).expect("it is there");
    std::fs::create_dir(project.path("seeds/a.md")).expect("a folder");
    std::os::unix::fs::symlink("loop.md", project.path("seeds/loop.md")).expect("a link");
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[file-unreadable]: "),
        "{}",
        run.stderr
    );
}

//! A region shows its language's texts, and only what differs is written.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::Project;

const ARTICLE: &str = "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot[^n].\n\n# La couleur {#couleur}\n\nLa couleur du centre.\n\n![Un dessin](fig.svg)\n\n[^n]: Une note.\n";
const ENGLISH: &str = "meta-title = Title\nlede-un-mot = One word[^n].\ncouleur-title = The color\ncouleur-la-couleur-du-centre = The color of the center.\ncouleur-un-dessin =\n    .alt = A drawing\nfn-n = A note.\n";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\"><text y=\"20\" font-family=\"Noto Sans\">Mot</text></svg>";

/// An article in French, in English, and in two regions of English.
fn project() -> Project {
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [en, en-GB, en-AU]\naudiences: [full-analysis]\n",
    );
    project.write("seeds/a.md", ARTICLE);
    project.write("seeds/fig.svg", DRAWING);
    project.write("seeds/fig.en.svg", DRAWING.replace("Mot", "Word"));
    project.write("i18n/en/a.ftl", ENGLISH).ok(&["sync"]);
    project.confirm("en");
    project
}

#[test]
fn only_what_differs_is_written() {
    let project = project();
    // Nothing is asked for, and no file is made.
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    assert!(!project.path("i18n/en-GB").exists() && !project.path("i18n/en-AU").exists());
    project.write(
        "i18n/en-GB/a.ftl",
        "couleur-title = The colour\ncouleur-la-couleur-du-centre = The colour of the centre.\n",
    );
    project.write(
        "i18n/en-GB/labels.ftl",
        "page-of = Sheet { $page } of { $total }\n",
    );
    project.ok(&["sync"]);
    project.confirm("en-GB");
    let file = project.read("i18n/en-GB/a.ftl");
    assert!(!file.contains("missing:"), "{file}");
    let lock = project.read("i18n/en-GB/a.lock.yaml");
    assert!(!lock.contains("meta-title"), "{lock}");
    project.ok(&["check"]);
    project.ok(&["build"]);
    let text = |locale: &str| {
        project
            .pdf(&format!("a-full-analysis-brief-{locale}.pdf"))
            .text()
    };
    for (locale, words) in [
        ("en", ["The color of the center.", "Page 1 of"]),
        ("en-GB", ["The colour of the centre.", "Sheet 1 of"]),
        ("en-AU", ["The color of the center.", "Page 1 of"]),
    ] {
        let text = text(locale);
        for words in words.into_iter().chain(["Title", "One word", "A note."]) {
            assert!(text.contains(words), "{locale}: {words}: {text}");
        }
    }
    let status = project.ok(&["status"]).stdout;
    assert!(
        status.contains("8 of 8 artifacts can be built today"),
        "{status}"
    );
}

#[test]
fn a_region_is_made_from_the_files_of_its_language_too() {
    let project = project();
    project.write("i18n/en-GB/a.ftl", "couleur-title = The colour\n");
    project.write(
        "i18n/en/labels.ftl",
        "page-of = Page { $page } of { $total }\n",
    );
    project.write("i18n/en-AU/labels.ftl", "contents = Inside\n");
    project.ok(&["sync"]);
    project.confirm("en-GB");
    // What is built, and what it is made from: artifact, digest, files.
    let built = || -> BTreeMap<String, (String, Vec<String>)> {
        project.ok(&["build", "--format", "brief"]);
        let manifest = project.read("dist/manifest.json");
        let manifest: Value = serde_json::from_str(&manifest).expect("a manifest");
        let text = |value: &Value| value.as_str().expect("words").to_owned();
        let artifacts = manifest["artifacts"].as_array().expect("artifacts");
        let files = |artifact: &Value| -> Vec<String> {
            let paths = artifact["inputs"].as_array().expect("paths");
            paths.iter().map(text).collect()
        };
        let own = |a: &Value| (text(&a["file"]), (text(&a["sha256"]), files(a)));
        artifacts.iter().map(own).collect()
    };
    let before = built();
    for (file, old, new, regions) in [
        (
            "i18n/en/a.ftl",
            "One word",
            "A word",
            &["en", "en-GB", "en-AU"][..],
        ),
        (
            "i18n/en/labels.ftl",
            "Page {",
            "Leaf {",
            &["en", "en-GB", "en-AU"],
        ),
        ("i18n/en-GB/a.ftl", "The colour", "Colour", &["en-GB"]),
        ("i18n/en-AU/labels.ftl", "Inside", "Within", &["en-AU"]),
        (
            "seeds/fig.en.svg",
            "Word",
            "Ward",
            &["en", "en-GB", "en-AU"],
        ),
    ] {
        project.edit(file, old, new);
        let after = built();
        project.edit(file, new, old);
        for (name, (digest, files)) in &before {
            let is_listed = files.iter().any(|listed| listed == file);
            let is_region = regions.iter().any(|r| name.ends_with(&format!("-{r}.pdf")));
            assert_eq!(is_listed, is_region, "{name}: {file}");
            assert!(is_listed || after[name].0 == *digest, "{name}: {file}");
        }
    }
}

#[test]
fn what_no_parent_has_is_missing_and_what_is_stale_there_is_stale() {
    let project = project();
    project.write("i18n/en-GB/a.ftl", "couleur-title = The colour\n");
    project.edit("i18n/en/a.ftl", "lede-un-mot = One word[^n].\n", "");
    project.ok(&["sync"]);
    project.confirm("en-GB");
    assert!(
        project
            .read("i18n/en-GB/a.ftl")
            .contains("# missing: lede-un-mot ")
    );
    let run = project.run(&["check", "--locale", "en-GB"]);
    assert!(
        run.stderr
            .contains("`lede-un-mot` is not translated into en-GB"),
        "{}",
        run.stderr
    );
    // Once the parent has it, it is asked for no more.
    project.write("i18n/en/a.ftl", ENGLISH);
    project.ok(&["sync"]);
    project.confirm("en");
    let file = project.read("i18n/en-GB/a.ftl");
    assert!(
        file.contains("couleur-title = The colour\n") && !file.contains("missing:"),
        "{file}"
    );
    project.ok(&["check"]);
    project.edit("seeds/a.md", "Une note.", "Une longue note.");
    project.ok(&["sync"]);
    let run = project.run(&["build", "--locale", "en-GB"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("i18n/en/a.ftl:"), "{}", run.stderr);
    let run = project.run(&["ack", "en-GB", "fn-n"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("fluentpress ack en fn-n"),
        "{}",
        run.stderr
    );
    project.ok(&["ack", "en", "fn-n"]);
    project.ok(&["build", "--locale", "en-GB"]);
}

#[test]
fn a_region_of_the_source_language_needs_no_translation() {
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [fr-CA]\naudiences: [full-analysis]\n",
    );
    project.write("seeds/a.md", ARTICLE);
    project.write("seeds/fig.svg", DRAWING);
    project.ok(&["sync"]);
    project.ok(&["check"]);
    project.ok(&["build"]);
    assert!(
        project
            .pdf("a-full-analysis-brief-fr-CA.pdf")
            .body()
            .contains("La couleur du centre.")
    );
    project
        .write("i18n/fr-CA/a.ftl", "couleur-title = La teinte\n")
        .ok(&["sync"]);
    project.confirm("fr-CA").ok(&["build"]);
    let body = project.pdf("a-full-analysis-brief-fr-CA.pdf").body();
    assert!(
        body.contains("La teinte") && body.contains("La couleur du centre."),
        "{body}"
    );
}

#[test]
fn a_source_in_a_region_has_the_labels_of_its_language() {
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: en-GB\naudiences: [full-analysis]\n",
    );
    project.write("i18n/en/labels.ftl", "contents = What is in it\n");
    project.ok(&["build", "--locale", "en-GB"]);
    let text = project.pdf("a-full-analysis-brief-en-GB.pdf").text();
    assert!(text.contains("Page 1 of 1"), "{text}");
    let said = project
        .ok(&["where", "en-GB", "contents", "page-of"])
        .stdout;
    assert!(
        said.contains("i18n/en/labels.ftl:1") && said.contains("default"),
        "{said}"
    );
}

#[test]
fn scripts_are_not_mixed() {
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [zh, zh-Hant, zh-Hant-TW]\naudiences: [full-analysis]\n",
    );
    project.write(
        "i18n/zh/a.ftl",
        "meta-title = 标题\nlede-un-mot = 一个字。\n",
    );
    project.write("i18n/zh-Hant/a.ftl", "meta-title = 標題\n");
    project.ok(&["sync"]);
    let asked = |locale: &str| {
        let file = format!("i18n/{locale}/a.ftl");
        project.read(&file).matches("# missing: ").count()
    };
    assert_eq!(
        (asked("zh"), asked("zh-Hant"), asked("zh-Hant-TW")),
        (0, 1, 1)
    );
}

/// The label around the title of a section is inherited, and its quotes are those of the region.
#[test]
fn references_have_the_quotes_of_the_region() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, de, de-CH, pt, pt-PT]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-12-03\nlang: en\n---\n\nSee [](#x).\n\n# Part {#x}\n\nHere.\n",
        ),
    ]);
    project.ok(&["sync"]);
    let text = "meta-title = T\nlede-see = A [](#x).\nx-title = Part\nx-here = B.\n";
    for locale in ["de", "pt"] {
        project.write(&format!("i18n/{locale}/a.ftl"), text);
    }
    project.ok(&["build", "--draft", "--format", "brief"]);
    for (locale, quoted) in [
        ("de", "„Part“"),
        ("de-CH", "«Part»"),
        ("pt", "“Part”"),
        ("pt-PT", "«Part»"),
    ] {
        let body = project
            .pdf(&format!("a-full-analysis-brief-{locale}.pdf"))
            .body();
        assert!(body.contains(quoted), "{locale}: {body}");
    }
}

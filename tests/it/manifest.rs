//! What proves the artifacts of a folder: `manifest.json`, by its published schema, and `SHA256SUMS`.

use std::fs;

use fluentpress::output::manifest::{Conflict, Manifest, Unread};
use serde_json::{Value, json};

use crate::support::proved::{files, list, proved, schema, sha256};
use crate::support::schema::faults;
use crate::support::{Made, Project, Run};

/// Two articles in two languages; the second has no date.
fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\nlocales: [en]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: Un\ndate: 2025-11-01\n---\n\nUn mot.\n",
        ),
        ("seeds/b.md", "---\ntitle: Deux\n---\n\nDeux mots.\n"),
        ("i18n/en/a.ftl", "meta-title = One\nlede-un-mot = A word.\n"),
        (
            "i18n/en/b.ftl",
            "meta-title = Two\nlede-deux-mots = Two words.\n",
        ),
    ]);
    build(&project, &["sync"]);
    project.confirm("en");
    project.plain()
}

/// The same, with the default layout of slides, which handouts show.
fn with_handouts() -> Project {
    let project = project();
    let slides = project.path("layouts/full-analysis/slides.typ");
    fs::remove_file(slides).expect("a layout");
    project
}

/// Runs a command with a date for what has none; it must succeed.
fn build(project: &Project, arguments: &[&str]) -> Run {
    let run = dated(project, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run
}

fn dated(project: &Project, arguments: &[&str]) -> Run {
    let mut command = project.command(arguments);
    let output = command.env("SOURCE_DATE_EPOCH", "1761955200").output();
    Run::of(output.expect("the command starts"))
}

fn entry<'m>(manifest: &'m Value, file: &str) -> &'m Value {
    let mut all = list(manifest, "artifacts").iter();
    let found = all.find(|entry| entry["file"] == file);
    found.unwrap_or_else(|| panic!("{file} is not listed"))
}

#[test]
fn a_manifest_tells_what_artifacts_are_and_what_they_are_made_from() {
    let project = Project::built();
    let manifest = proved(&project.path("dist"));
    assert_eq!(files(&manifest), project.pdfs());
    assert_eq!(project.dist().len(), 14);
    let brief = entry(&manifest, "trump-xi-ia-key-points-brief-en.pdf");
    for (key, value) in [
        ("article", json!("trump-xi-ia")),
        ("audience", json!("key-points")),
        ("format", json!("brief")),
        ("locale", json!("en")),
        ("edition", json!("screen")),
        ("handout", json!(false)),
        ("date", json!("2025-11-01")),
        ("pages", json!(1)),
        ("standards", json!(["PDF/UA-1", "PDF/A-2a"])),
    ] {
        assert_eq!(brief[key], value, "{key}");
    }
    let title = brief["title"].as_str().expect("a title");
    assert!(
        title.starts_with("Trump, Xi") && title.contains("artificial"),
        "{title}"
    );
    assert_eq!(manifest["epoch"], Value::Null);
    assert_eq!(manifest["draft"], false);
    assert_eq!(manifest["typst"], "0.15.1");
    let inputs = list(&manifest, "inputs");
    assert!(inputs.len() >= 4);
    for input in inputs {
        let path = input["path"].as_str().expect("a path");
        let bytes = fs::read(project.path(path)).expect("an input");
        assert_eq!(input["sha256"], sha256(&bytes), "{path}");
        assert_eq!(input["bytes"], bytes.len(), "{path}");
    }
    // The layouts are inside the program here, and so are the fonts.
    for input in list(&manifest, "built_in") {
        let path = input["path"].as_str().expect("a path");
        let bytes = fs::read(crate::support::repository().join(path)).expect("an input");
        assert_eq!(input["sha256"], sha256(&bytes), "{path}");
    }
    let noto = list(&manifest, "fonts").iter();
    let noto = noto.filter(|font| font["id"] == "NotoSans-Regular.ttf");
    let noto: Vec<_> = noto.collect();
    assert_eq!(noto.len(), 1);
    assert_eq!(noto[0]["sha256"], sha256(ttf_noto_sans::REGULAR));
    assert_eq!(noto[0]["built_in"], true);
    // Nothing of this machine.
    let root = project.root().canonicalize().expect("a folder");
    let root = root.to_str().expect("UTF-8");
    let text = project.read("dist/manifest.json");
    assert!(!text.contains(root) && !text.contains("\"/"));
}

#[test]
fn editions_handouts_drafts_and_epochs_are_told() {
    let project = with_handouts();
    let arguments = ["build", "--edition", "all", "--notes"];
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [en]\naudiences: [full-analysis]\nbrand:\n  accent: { screen: \"#8a1c2b\", press: [20, 95, 70, 30] }\n  ink: { screen: \"#000000\", press: [0, 0, 0, 100] }\n  muted: { screen: \"#555555\", press: [0, 0, 0, 100] }\n  tint: { screen: \"#eeeeee\", press: [0, 0, 0, 8] }\n  paper: { screen: \"#ffffff\", press: [0, 0, 0, 0] }\n",
    );
    build(&project, &arguments);
    let manifest = proved(&project.path("dist"));
    assert_eq!(files(&manifest).len(), 16);
    assert_eq!(manifest["epoch"], 1_761_955_200);
    let press = entry(&manifest, "b-full-analysis-brief-en-press.pdf");
    assert_eq!(press["edition"], "press");
    assert_eq!(press["standards"], json!(["PDF/X-4"]));
    assert_eq!(press["date"], Value::Null);
    let profile = "press/fogra39l_coated.icc";
    assert!(list(press, "built_in").contains(&json!(profile)));
    let handout = entry(&manifest, "a-full-analysis-slides-fr-notes.pdf");
    assert_eq!(
        (&handout["handout"], &handout["format"]),
        (&json!(true), &json!("slides"))
    );

    build(&project, &["build", "--draft"]);
    let manifest = proved(&project.path("dist"));
    assert_eq!(files(&manifest).len(), 8);
    assert_eq!(manifest["draft"], true);
    assert_eq!(list(&manifest, "artifacts")[0]["standards"], json!([]));

    // No artifact needs the epoch.
    build(&project, &["build", "--article", "a", "--output-dir", "a"]);
    assert_eq!(proved(&project.path("a"))["epoch"], Value::Null);
}

#[test]
fn the_schema_explains_itself_and_leaves_nothing_open() {
    fn walk(schema: &Value, at: &str, seen: &mut usize) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            assert_eq!(schema["additionalProperties"], false, "{at}");
            // Where there are no orphans, there is no list of them.
            let optional = properties.keys().filter(|name| *name == "orphans").count();
            let required = list(schema, "required").len();
            assert_eq!(required + optional, properties.len(), "{at}");
            for (name, inner) in properties {
                let words = inner["description"].as_str().unwrap_or_default();
                assert!(words.len() > 10 && words.ends_with('.'), "{at}/{name}");
                *seen += 1;
            }
        }
        for (name, inner) in schema.as_object().into_iter().flatten() {
            walk(inner, &format!("{at}/{name}"), seen);
        }
    }
    let mut seen = 0;
    walk(&schema(), "", &mut seen);
    assert_eq!(seen, 11 + 3 + 7 + 6 + 17 + 7);
}

#[test]
fn what_is_not_as_the_schema_says_is_found() {
    let project = project();
    build(&project, &["build", "--article", "a"]);
    let manifest = proved(&project.path("dist"));
    let plant = |pointer: &str, value: Value| {
        let mut planted = manifest.clone();
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let parent = planted.pointer_mut(parent).expect("a place");
        match parent {
            Value::Object(fields) if value.is_null() && name != "epoch" => {
                fields.remove(name);
            }
            Value::Object(fields) => {
                fields.insert(name.to_owned(), value);
            }
            Value::Array(items) => items.push(value),
            _ => panic!("{pointer}"),
        }
        faults(&schema(), &planted)
    };
    assert!(plant("/epoch", json!(12)).is_empty());
    assert!(plant("/epoch", Value::Null).is_empty());
    let first = manifest["inputs"][0].clone();
    for (pointer, value) in [
        ("/schema", json!(2)),
        ("/schema", json!("1")),
        ("/draft", json!("no")),
        ("/epoch", json!("2025")),
        ("/more", json!(1)),
        ("/fonts", Value::Null),
        ("/typst", json!("")),
        ("/inputs/-", first),
        ("/inputs/0/path", json!("/etc/passwd")),
        ("/inputs/0/bytes", json!(-1)),
        ("/inputs/0/bytes", json!(1.5)),
        ("/inputs/0/sha256", json!("0".repeat(63))),
        ("/inputs/0/sha256", json!("A".repeat(64))),
        ("/inputs/0/built_in", json!(true)),
        ("/built_in/0/path", Value::Null),
        ("/fonts/0/style", json!("bold")),
        ("/fonts/0/weight", json!(1001)),
        ("/artifacts/0/file", json!("a.txt")),
        ("/artifacts/0/file", json!("b/a.pdf")),
        ("/artifacts/0/format", json!("poster")),
        ("/artifacts/0/locale", json!("fr_FR")),
        ("/artifacts/0/date", json!("1 November")),
        ("/artifacts/0/pages", json!(0)),
        ("/artifacts/0/standards", json!(["PDF/A-4"])),
        ("/artifacts/0/inputs/-", json!("fluentpress.yaml")),
        ("/artifacts/0/time", json!("12:00")),
    ] {
        let found = plant(pointer, value);
        assert_eq!(found.len(), 1, "{pointer}: {found:?}");
    }
}

#[test]
fn parts_put_together_are_the_whole() {
    let project = with_handouts();
    build(&project, &["build", "--notes", "--output-dir", "whole"]);
    let whole = fs::read(project.path("whole/manifest.json")).expect("a manifest");
    let mut parts = Vec::new();
    for article in ["a", "b"] {
        for locale in ["en", "fr"] {
            let folder = format!("{article}-{locale}");
            let part = [
                "--article",
                article,
                "--locale",
                locale,
                "--output-dir",
                &folder,
            ];
            build(&project, &[&["build", "--notes"], &part[..]].concat());
            let bytes = fs::read(project.path(&folder).join("manifest.json")).expect("a part");
            parts.push(Manifest::read(&bytes).expect("a manifest"));
        }
    }
    for turn in 0..parts.len() {
        parts.rotate_left(turn);
        let mut all = parts[0].clone();
        for part in &parts[1..] {
            all.merge(part.clone()).expect("parts of one whole");
        }
        assert!(all.write() == whole);
        // Again is no news.
        all.merge(parts[0].clone()).expect("the same");
        assert!(all.write() == whole);
    }
    // One after the other in one folder, too.
    for locale in ["fr", "en"] {
        build(&project, &["build", "--notes", "--locale", locale]);
    }
    assert!(fs::read(project.path("dist/manifest.json")).expect("a manifest") == whole);
    proved(&project.path("dist"));
}

#[test]
fn parts_of_different_sources_cannot_be_put_together() {
    let project = project();
    build(&project, &["build"]);
    let bytes = fs::read(project.path("dist/manifest.json")).expect("a manifest");
    let whole = Manifest::read(&bytes).expect("a manifest");
    let conflict = |change: &dyn Fn(&mut Manifest)| {
        let (mut one, mut other) = (whole.clone(), whole.clone());
        change(&mut other);
        let conflict = one.merge(other).expect_err("a conflict");
        assert_eq!(one, whole);
        assert!(!conflict.to_string().is_empty());
        conflict
    };
    assert_eq!(
        conflict(&|m| m.typst = "0.1".to_owned()),
        Conflict::Versions
    );
    assert_eq!(
        conflict(&|m| m.fluentpress = "9".to_owned()),
        Conflict::Versions
    );
    assert_eq!(conflict(&|m| m.draft = true), Conflict::Draft);
    assert_eq!(conflict(&|m| m.epoch = Some(1)), Conflict::Epoch);
    let settings = Conflict::Input("fluentpress.yaml".to_owned());
    assert_eq!(conflict(&|m| m.inputs[0].sha256.clear()), settings);
    let labels = Conflict::BuiltIn("i18n/en/labels.ftl".to_owned());
    assert_eq!(conflict(&|m| m.built_in[0].bytes = 1), labels);
    let face = Conflict::BuiltIn(whole.fonts[0].id.clone());
    assert_eq!(conflict(&|m| m.fonts[0].sha256.clear()), face);
    let pdf = Conflict::Artifact(whole.artifacts[0].file.clone());
    assert_eq!(conflict(&|m| m.artifacts[0].sha256.clear()), pdf);
}

#[test]
fn the_build_of_a_part_keeps_what_is_told_of_the_others() {
    let project = project();
    build(&project, &["build"]);
    let before = proved(&project.path("dist"));
    project.edit("i18n/en/a.ftl", "A word.", "One word.");
    build(&project, &["build", "--locale", "en"]);
    let after = proved(&project.path("dist"));
    assert_eq!(files(&after), files(&before));
    for entry_before in list(&before, "artifacts") {
        let file = entry_before["file"].as_str().expect("a name");
        let is_same = entry(&after, file) == entry_before;
        assert_eq!(
            is_same,
            !file.starts_with("a-") || file.contains("-fr"),
            "{file}"
        );
    }
    for part in [
        &["build", "--article", "a"][..],
        &["build", "--audience", "full-analysis"],
        &["build", "--format", "brief"],
        &["build", "--locale", "fr", "--locale", "en"],
    ] {
        build(&project, part);
        let again = project.read("dist/manifest.json");
        assert_eq!(after, serde_json::from_str::<Value>(&again).expect("JSON"));
    }
    // Files that went, or that somebody changed, are not kept.
    fs::remove_file(project.path("dist/b-full-analysis-brief-fr.pdf")).expect("a file");
    let longer = [project.path("dist/b-full-analysis-slides-fr.pdf")].map(|path| {
        let mut bytes = fs::read(&path).expect("a file");
        *bytes.last_mut().expect("a byte") ^= 1;
        fs::write(path, bytes)
    });
    assert!(longer.iter().all(Result::is_ok));
    build(&project, &["build", "--article", "a"]);
    let less = proved_but(&project, "b-full-analysis-slides-fr.pdf");
    assert_eq!(files(&less).len(), 6);
}

/// The manifest, which must not list a file that is there.
fn proved_but(project: &Project, file: &str) -> Value {
    assert!(project.path("dist").join(file).is_file());
    let manifest = proved(&project.path("dist"));
    assert!(!files(&manifest).contains(&file));
    manifest
}

#[test]
fn a_manifest_is_of_one_state_of_the_sources() {
    let project = project();
    build(&project, &["build"]);
    // The article is an input of the English files too: they are of another state now.
    project.edit("seeds/a.md", "title: Un\n", "title: Un\nauthors: [Ada]\n");
    build(&project, &["build", "--article", "a", "--locale", "fr"]);
    let manifest = proved_but(&project, "a-full-analysis-brief-en.pdf");
    assert_eq!(files(&manifest).len(), 6);
    // Drafts, other epochs.
    build(&project, &["build"]);
    build(&project, &["build", "--draft", "--article", "a"]);
    assert_eq!(
        files(&proved_but(&project, "b-full-analysis-brief-en.pdf")).len(),
        4
    );
    build(&project, &["build"]);
    let mut other = project.command(&["build", "--article", "b", "--locale", "fr"]);
    let status = other.env("SOURCE_DATE_EPOCH", "0").status();
    assert!(status.expect("it starts").success());
    let manifest = proved_but(&project, "b-full-analysis-brief-en.pdf");
    assert_eq!(manifest["epoch"], 0);
    assert_eq!(files(&manifest).len(), 6);
}

#[test]
fn a_whole_build_tells_of_its_own_files_alone() {
    let project = with_handouts();
    build(&project, &["build", "--notes"]);
    assert_eq!(files(&proved(&project.path("dist"))).len(), 12);
    build(&project, &["build"]);
    assert_eq!(project.pdfs().len(), 12);
    assert_eq!(files(&proved(&project.path("dist"))).len(), 8);
    // An error, and all stays.
    let before = project.read("dist/manifest.json");
    project.edit("seeds/a.md", "Un mot.", "Un <b>mot</b>.");
    assert_eq!(dated(&project, &["build"]).code, 1);
    assert_eq!(project.read("dist/manifest.json"), before);
}

#[test]
fn a_broken_manifest_is_written_anew() {
    let project = project();
    project.edit("fluentpress.yaml", "[en]", "[fr]");
    build(&project, &["build"]);
    let good = project.read("dist/manifest.json");
    let value: Value = serde_json::from_str(&good).expect("JSON");
    let with = |pointer: &str, new: Value| {
        let mut value = value.clone();
        *value.pointer_mut(pointer).expect("a place") = new;
        value.to_string()
    };
    let broken = [
        good[..good.len() / 2].to_owned(),
        String::new(),
        "\0".repeat(300),
        with("/schema", json!(2)),
        with("/schema", json!("one")),
        with("/artifacts", json!("none")),
        with("/artifacts/0/file", json!("../b.pdf")),
        with("/artifacts/0/file", json!("b")),
        with("/artifacts/1/file", value["artifacts"][0]["file"].clone()),
        with("/artifacts/0/inputs", json!(["nowhere"])),
        with("/inputs/1/path", value["inputs"][0]["path"].clone()),
        format!("<<<<<<< ours\n{good}"),
    ];
    for text in broken {
        assert!(
            matches!(Manifest::read(text.as_bytes()), Err(Unread::Broken(_))),
            "{text:.100}"
        );
        project.write("dist/manifest.json", &text);
        let run = build(&project, &["build", "--article", "a"]);
        assert!(
            run.stderr.contains("warning[manifest-broken]"),
            "{}",
            run.stderr
        );
        assert_eq!(files(&proved(&project.path("dist"))).len(), 2);
        project.write("dist/manifest.json", &text);
        assert_eq!(build(&project, &["build"]).stderr, "");
        assert_eq!(project.read("dist/manifest.json"), good);
    }
}

#[test]
fn what_others_wrote_is_left_alone() {
    let project = project();
    let warned = |run: &Run, file: &str| {
        assert!(
            run.stderr.contains("warning[foreign-file]"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains(&format!("`dist/{file}`")),
            "{}",
            run.stderr
        );
    };
    for text in ["{\"name\":\"A page\",\"icons\":[]}", "notes\n", "[1]", "7"] {
        project.write("dist/manifest.json", text);
        for arguments in [&["build"][..], &["build", "--article", "a"]] {
            warned(&build(&project, arguments), "manifest.json");
            assert_eq!(project.read("dist/manifest.json"), text);
            assert!(!project.read("dist/SHA256SUMS").contains("manifest.json"));
        }
    }
    fs::remove_file(project.path("dist/manifest.json")).expect("a file");
    for text in [
        format!("{}  tool.tar.gz\n", "0".repeat(64)),
        "sums\n".to_owned(),
    ] {
        project.write("dist/SHA256SUMS", &text);
        warned(&build(&project, &["build"]), "SHA256SUMS");
        assert_eq!(project.read("dist/SHA256SUMS"), text);
    }
    let run = dated(&project, &["build", "--deny-warnings"]);
    assert_eq!(run.code, 1);
    fs::remove_file(project.path("dist/SHA256SUMS")).expect("a file");
    build(&project, &["build"]);
    proved(&project.path("dist"));
    // A folder of that name.
    fs::remove_file(project.path("dist/manifest.json")).expect("a file");
    project.write("dist/manifest.json/x", "");
    warned(&build(&project, &["build"]), "manifest.json");
}

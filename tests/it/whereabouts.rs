//! `fluentpress where`: from an id or a piece of text to lines, states and pages.

use serde_json::Value;

use crate::support::Project;

fn objects(said: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).expect("an object a line");
    said.lines().map(parse).collect()
}

fn found(project: &Project, arguments: &[&str]) -> Vec<Value> {
    let all = [&["where"], arguments, &["--message-format", "json"]].concat();
    objects(&project.ok(&all).stdout)
}

/// The line of a file that holds a place.
fn line(project: &Project, place: &Value) -> String {
    let text = project.read(place["file"].as_str().expect("a file"));
    let line = place["line"].as_u64().expect("a line") as usize;
    text.lines().nth(line - 1).expect("the line").to_owned()
}

#[test]
fn an_id_leads_to_its_lines_and_its_pages() {
    let project = Project::article();
    let id = "balance-innovation-technique";
    let all = found(&project, &["en", id]);
    let [message] = &all[..] else {
        panic!("{all:?}");
    };
    assert_eq!(
        (&message["state"], &message["changed"]),
        (&"current".into(), &Value::Null)
    );
    assert!(line(&project, &message["place"]).starts_with(&format!("{id} = The United States")));
    assert!(line(&project, &message["source_place"]).contains("Innovation technique"));
    assert_eq!(message["kind"], "labelled point");
    let words = message["words"].as_str().expect("words");
    assert!(
        words.ends_with("\n.label = Technical innovation"),
        "{words}"
    );
    // The PDFs say the same.
    project.ok(&["build", "--locale", "en"]);
    let mut pages = 0;
    for shown in message["artifacts"].as_array().expect("a list") {
        let name = shown["artifact"].as_str().expect("a name");
        if shown["speaker_note"] == true {
            assert!(
                name.ends_with("-notes.pdf") && shown["pages"].is_null(),
                "{shown}"
            );
            continue;
        }
        let all = project.pdf(name).pages();
        for spot in shown["pages"].as_array().expect("pages") {
            let page = spot["page"].as_u64().expect("a number") as usize;
            assert!(
                all[page - 1].body.contains("Technical innovation"),
                "{name}: {spot}"
            );
            let inside = |key: &str, most| (1.0..most).contains(&spot[key].as_f64().unwrap_or(0.0));
            assert!(inside("x_mm", 210.0) && inside("y_mm", 297.0), "{spot}");
            pages += 1;
        }
    }
    assert_eq!(pages, 1);
    // For people.
    let said = project.ok(&["where", "en", id]).stdout;
    assert!(
        said.starts_with(&format!(
            "{id} (labelled point) is current\n  i18n/en/trump-xi-ia.ftl:"
        )),
        "{said}"
    );
    assert!(
        said.contains("  trump-xi-ia-full-analysis-brief-en.pdf         page "),
        "{said}"
    );
}

#[test]
fn places_are_millimetres_from_the_top_left() {
    let project = Project::new(&[
        ("fluentpress.yaml", "source: fr\naudiences: [mine]\n"),
        (
            "seeds/a.md",
            "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot.\n\n# Suite {#suite}\n\nFin.\n",
        ),
        (
            "layouts/mine/brief.typ",
            "#let layout(doc) = {\n  set page(width: 100mm, height: 80mm, margin: 0pt)\n  set text(size: 10pt, top-edge: \"baseline\")\n  title(place(dx: 1mm, dy: 2mm, doc.title))\n  for (n, section) in doc.sections.enumerate() {\n    if n > 0 { pagebreak() }\n    place(dx: 30mm, dy: 40mm, rotate(90deg, origin: top + left, reflow: false, section.blocks.join()))\n  }\n}\n",
        ),
    ]);
    let all = found(&project, &["fr", "lede-un-mot", "suite-fin"]);
    let spot = |at: usize| all[at]["artifacts"][0]["pages"].clone();
    assert_eq!(
        spot(0),
        serde_json::json!([{ "page": 1, "x_mm": 30.0, "y_mm": 40.0 }]),
        "{all:?}"
    );
    assert_eq!(
        spot(1),
        serde_json::json!([{ "page": 2, "x_mm": 30.0, "y_mm": 40.0 }])
    );
    // A heading that the layout leaves out.
    let said = project.ok(&["where", "fr", "suite-title"]).stdout;
    assert!(
        said.contains("a-mine-brief-fr.pdf  in the file's data, on no page"),
        "{said}"
    );
}

#[test]
fn text_is_found_as_it_is_printed_and_as_it_is_written() {
    let project = Project::article().plain();
    for words in [
        "norm-setter",
        "“NORM-setter,”   notably",
        "faiseur de normes",
    ] {
        let said = project.ok(&["where", "en", words]).stdout;
        assert!(said.contains("evidence-"), "{words}: {said}");
    }
    // No-break spaces, guillemets and markup do not hide it; nor do several arguments.
    let all = found(
        &project,
        &[
            "fr",
            "Gouvernance\u{202F}:",
            "la",
            "Chine,",
            "«\u{202F}faiseur",
            "de",
            "normes\u{202F}»",
        ],
    );
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["id"], "evidence-slides-gouvernance-la-chine-faiseur");
    // In the source language the article says it, and the registry repeats it.
    assert_eq!(all[0]["source_place"]["file"], "seeds/trump-xi-ia.md");
    assert_eq!(all[0]["place"]["file"], "i18n/fr/trump-xi-ia.ftl");
    // A part of a message is named as findings name it.
    let all = found(&project, &["en", "balance-innovation-technique.label"]);
    assert_eq!(all[0]["id"], "balance-innovation-technique");
}

#[test]
fn a_stale_or_missing_message_has_its_pages_too() {
    let project = Project::article();
    project.edit(
        "seeds/trump-xi-ia.md",
        "mais la marge se resserre.",
        "mais la marge fond.",
    );
    project.edit("i18n/en/trump-xi-ia.ftl", "meta-title =", "removed =");
    project.ok(&["sync"]);
    assert_eq!(project.run(&["build", "--locale", "en"]).code, 1);
    let all = found(
        &project,
        &["en", "balance-innovation-technique", "meta-title"],
    );
    let by_id = |id: &str| all.iter().find(|m| m["id"] == id).expect("found");
    let stale = by_id("balance-innovation-technique");
    assert_eq!(stale["state"], "stale");
    let changed = stale["changed"].as_str().expect("a diff");
    assert!(changed.contains("[-se resserre.-]{+fond.+}"), "{changed}");
    assert!(
        stale["artifacts"][0]["pages"][0]["page"].is_u64(),
        "{stale}"
    );
    let missing = by_id("meta-title");
    assert_eq!(
        (&missing["state"], &missing["words"]),
        (&"missing".into(), &Value::Null)
    );
    // `sync` left a comment to fill in.
    assert!(
        line(&project, &missing["place"]).starts_with("# missing: meta-title"),
        "{missing}"
    );
    let shown = missing["artifacts"].as_array().expect("a list");
    assert_eq!(shown.len(), 6);
    // It stands at the foot of each slide: one run of pages.
    let said = project.ok(&["where", "en", "meta-title"]).stdout;
    assert!(
        said.contains("page 1 at ") && said.contains(", pages 2–"),
        "{said}"
    );
    assert!(
        project.path("dist").read_dir().is_err(),
        "nothing is written"
    );
}

#[test]
fn labels_are_found_in_the_project_and_in_the_defaults() {
    let project = Project::article();
    let own = &found(&project, &["fr", "contents"])[0];
    assert_eq!(
        (&own["kind"], &own["words"]),
        (&"label".into(), &"Sommaire".into())
    );
    assert_eq!(own["place"]["default"], false);
    assert!(line(&project, &own["place"]).starts_with("contents = Sommaire"));
    let names = own["artifacts"].as_array().expect("a list").iter();
    let names: Vec<_> = names
        .map(|shown| shown["artifact"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        names,
        [
            "trump-xi-ia-full-analysis-brief-fr.pdf",
            "trump-xi-ia-full-analysis-slides-fr.pdf"
        ]
    );
    let small = Project::small();
    let default = &found(&small, &["fr", "contents"])[0];
    assert_eq!(default["place"]["default"], true);
    // A project's own file holds some, and the defaults the others.
    small.write("i18n/fr/labels.ftl", "draft = ÉBAUCHE\n");
    let all = found(&small, &["fr", "contents", "draft"]);
    let is_default = |at: usize| &all[at]["place"]["default"];
    assert_eq!(
        (is_default(0), is_default(1)),
        (&true.into(), &false.into())
    );
    assert!(line(&small, &all[1]["place"]).starts_with("draft = ÉBAUCHE"));
    small.write("i18n/sv/labels.ftl", "draft = Entwurf\n");
    let missing = &found(&small, &["sv", "contents"])[0];
    assert_eq!(
        (&missing["state"], &missing["place"]["line"]),
        (&"missing".into(), &Value::Null)
    );
    let said = small.ok(&["where", "sv", "contents"]).stdout;
    assert!(
        said.contains("i18n/sv/labels.ftl (not there yet)"),
        "{said}"
    );
}

#[test]
fn articles_may_share_ids() {
    let project = Project::small();
    project.write(
        "seeds/b.md",
        project.read("seeds/a.md").replace("Titre", "Autre"),
    );
    let all = found(&project, &["fr", "meta-title"]);
    assert_eq!(
        (&all[0]["words"], &all[1]["words"]),
        (&"Titre".into(), &"Autre".into())
    );
    for (message, brief) in all.iter().zip([
        "a-full-analysis-brief-fr.pdf",
        "b-full-analysis-brief-fr.pdf",
    ]) {
        assert_eq!(
            message["artifacts"].as_array().map(Vec::len),
            Some(2),
            "{message}"
        );
        assert_eq!(message["artifacts"][0]["artifact"], brief);
    }
    let all = found(&project, &["fr", "meta-title", "--article", "b"]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["article"], "b");
    assert_eq!(
        project
            .run(&["where", "fr", "meta-title", "--article", "c"])
            .code,
        2
    );
}

#[test]
fn what_is_not_there_and_what_cannot_be_read_is_said() {
    let project = Project::article().plain();
    for (arguments, code, said) in [
        (
            &["where", "xx", "meta-title"][..],
            2,
            "the project has no locale `xx`",
        ),
        (&["where", "en"], 2, "required"),
        (
            &["where", "en", "meta-titel"],
            1,
            "did you mean `meta-title`?",
        ),
        (
            &["where", "en", "meta-title", "contets"],
            1,
            "did you mean `contents`?",
        ),
        (
            &["where", "en", "innovation-technique"],
            1,
            "ids that hold this are `balance-innovation-technique`",
        ),
        (&["where", "en", "zeppelin"], 1, "error[unknown-message]"),
        (&["where", "en", "*"], 1, "error[unknown-message]"),
        (&["where", "en", "the"], 1, "error[ambiguous-text]"),
    ] {
        let run = project.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (code, ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    // What can be answered is, with what stands against the rest.
    project.write(
        "layouts/key-points/brief.typ",
        "#let layout(doc) = panic(\"no\")\n",
    );
    let run = project.run(&["where", "en", "meta-title"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout
            .contains("trump-xi-ia-key-points-brief-en.pdf          cannot be typeset"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("trump-xi-ia-full-analysis-brief-en.pdf       page 1 at"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("error[layout-error]"), "{}", run.stderr);
    let lock = project.read("i18n/en/trump-xi-ia.lock.yaml");
    project.write("i18n/en/trump-xi-ia.lock.yaml", format!("{lock}\n\t- x"));
    let run = project.run(&["where", "en", "evidence-title"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout
            .contains("evidence-title (heading) is unconfirmed"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("error[lock-syntax]"), "{}", run.stderr);
    // Of a message that is broken, its line.
    let project = Project::article().plain();
    project.edit(
        "i18n/en/trump-xi-ia.ftl",
        "evidence-title = ",
        "evidence-title = { ",
    );
    let run = project.run(&["where", "en", "evidence-title"]);
    assert!(
        run.stdout
            .contains("evidence-title (heading) is missing\n  i18n/en/trump-xi-ia.ftl:"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("not there yet"), "{}", run.stdout);
    assert!(run.stderr.contains("error[ftl-syntax]"), "{}", run.stderr);
}

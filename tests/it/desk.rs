//! The desk: what is typed shows on the pages, and is saved as it was typed, without another byte.

use serde_json::{Value, json};

use crate::support::Project;
use crate::support::desk::Desk;

const ARTICLE: &str = "\
---
title: The title
date: 2025-03-01
---

Opening words of the article.

# A section {#section}

Words with *emphasis* and a note.[^n]

![A square](square.svg)

[^n]: What the note says.
";
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><rect width=\"9\" height=\"9\"/></svg>\n";
const FRENCH: &str = "\
### Traductions

# Un commentaire
meta-title = Le titre
lede-opening-words-of-the = Premiers mots.
section-title = Une section
section-words-with-emphasis-and =
    Des mots *soulignés*
    et une note.[^n]
section-square =
    .alt = Un carré
fn-n = Ce que dit la note.
";
const KEY: &str = "lede-opening-words-of-the";

/// An article with a French translation that is confirmed.
fn project() -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", ARTICLE),
        ("seeds/square.svg", PICTURE),
    ]);
    let project = project.plain();
    project.ok(&["sync"]);
    let ids: Vec<String> = project
        .read("i18n/en/a.ftl")
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()))
        .filter(|id| !id.starts_with([' ', '#']))
        .collect();
    let known = |id: &str| {
        FRENCH
            .lines()
            .any(|line| line.starts_with(&format!("{id} =")))
    };
    let unknown: Vec<_> = ids.iter().filter(|id| !known(id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    project.write("i18n/fr/a.ftl", FRENCH);
    project.ok(&["sync"]);
    project.confirm("fr");
    assert_eq!(project.read("i18n/fr/a.ftl"), FRENCH);
    project
}

fn save(desk: &Desk, id: &str, confirm: bool) -> Value {
    let body = json!({ "locale": "fr", "article": "a", "id": id, "confirm": confirm });
    let answer = desk.ask("POST", "/save", body);
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

fn id_of_first_page(desk: &Desk) -> Value {
    desk.get("/pages/a-full-analysis-brief-fr.pdf")["pages"][0]["id"].clone()
}

#[test]
fn what_is_typed_shows_before_it_is_saved() {
    let project = project();
    let desk = Desk::start(&project, &[]);
    let before = id_of_first_page(&desk);
    let message = desk.message("fr", "a", KEY);
    assert_eq!(
        message["parts"],
        json!([{ "name": "", "text": "Premiers mots." }])
    );
    assert_eq!(message["state"], "current");
    let typed = "Les premiers mots, *enfin*.";
    assert_eq!(
        desk.draft("fr", "a", KEY, typed, &message["base"]).status,
        200
    );
    let now = desk.until("/pages/a-full-analysis-brief-fr.pdf", |pages| {
        pages["pages"][0]["id"] != before
    });
    let id = now["pages"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(project.read("i18n/fr/a.ftl"), FRENCH, "nothing is written");
    let areas = desk.get(&format!("/page/{id}"))["areas"].take();
    let area = areas
        .as_array()
        .expect("areas")
        .iter()
        .find(|area| area["id"] == KEY);
    let area = area.expect("the text is on the page");
    // A click on its last letter.
    let x = area["x"].as_f64().expect("a number") + area["width"].as_f64().expect("a number") - 6.0;
    let y =
        area["y"].as_f64().expect("a number") + area["height"].as_f64().expect("a number") / 2.0;
    let body = json!({ "artifact": "a-full-analysis-brief-fr.pdf", "page": 1, "x": x, "y": y });
    let at = desk.ask("POST", "/at", body).json();
    assert_eq!(
        (&at["id"], &at["locale"], &at["article"]),
        (&json!(KEY), &json!("fr"), &json!("a"))
    );
    let offset = at["offset"].as_u64().expect("a place");
    assert!((21..=25).contains(&offset), "{at}: {typed}");
    assert_eq!(save(&desk, KEY, true)["outcome"], "saved");
    let wanted = FRENCH.replace("Premiers mots.", typed);
    assert_eq!(project.read("i18n/fr/a.ftl"), wanted);
    assert_eq!(project.ok(&["sync", "--check"]).code, 0);
    assert_eq!(desk.message("fr", "a", KEY)["state"], "current");
    assert_eq!(desk.get("/state")["unsaved"], json!([]));
    project.ok(&["build"]);
}

#[test]
fn a_picture_leads_to_its_alternative_text() {
    let project = project();
    let desk = Desk::start(&project, &[]);
    let name = "a-full-analysis-brief-fr.pdf";
    let id = id_of_first_page(&desk);
    let areas = desk.get(&format!("/page/{}", id.as_str().expect("an id")))["areas"].take();
    let mut areas = areas.as_array().expect("areas").iter();
    let area = areas
        .find(|area| area["id"] == "section-square")
        .expect("the picture is on the page");
    let middle = |from: &str, size: &str| {
        area[from].as_f64().expect("a number") + area[size].as_f64().expect("a number") / 2.0
    };
    let body = json!({ "artifact": name, "page": 1, "x": middle("x", "width"), "y": middle("y", "height") });
    let at = desk.ask("POST", "/at", body).json();
    assert_eq!(
        (&at["id"], &at["part"]),
        (&json!("section-square"), &json!("alt")),
        "{at}"
    );
    let shown = desk.message("fr", "a", "section-square")["shown"].take();
    assert!(
        shown
            .as_array()
            .is_some_and(|all| all.iter().any(|at| at["artifact"] == name)),
        "{shown}"
    );
}

#[test]
fn a_label_that_the_project_has_not_written_is_written_into_its_own_file() {
    let project = project();
    project.edit("fluentpress.yaml", "[fr]", "[fr, fr-CA]");
    project.ok(&["sync"]);
    let desk = Desk::start(&project, &[]);
    // One of the program, and one that a region has from its language.
    for (locale, id, shown, typed, now) in [
        (
            "fr",
            "contents",
            "Sommaire",
            "Table des matières",
            "contents = Table des matières\n",
        ),
        (
            "fr-CA",
            "contents",
            "Table des matières",
            "Contenu",
            "contents = Contenu\n",
        ),
        (
            "fr",
            "page-of",
            "Page { $page } sur { $total }",
            "P. { $page } de { $total }",
            "contents = Table des matières\n\npage-of = P. { $page } de { $total }\n",
        ),
    ] {
        let file = format!("i18n/{locale}/labels.ftl");
        let message = desk.message(locale, "labels", id);
        assert_eq!(message["newIn"], json!(file), "{message}");
        assert_eq!(message["parts"][0]["text"], shown);
        let draft = |text: &str| {
            desk.draft(locale, "labels", id, text, &message["base"])
                .status
        };
        assert_eq!(draft(typed), 200);
        assert_eq!(
            desk.message(locale, "labels", id)["parts"][0]["text"],
            typed
        );
        assert_eq!(draft(shown), 200);
        assert_eq!(desk.get("/state")["unsaved"], json!([]), "it is as it was");
        assert_eq!(draft(typed), 200);
        let body = json!({ "locale": locale, "article": "labels", "id": id, "confirm": false });
        let answer = desk.ask("POST", "/save", body).json();
        assert_eq!(answer["outcome"], "saved", "{answer}");
        assert_eq!(project.read(&file), now);
        let message = desk.message(locale, "labels", id);
        assert_eq!(message["newIn"], Value::Null, "{message}");
        assert_eq!(message["before"], Value::Null, "{message}");
    }
    project.ok(&["check"]);
}

#[test]
fn of_two_windows_neither_loses_what_is_typed() {
    let project = project();
    let desk = Desk::start(&project, &[]);
    let base = desk.message("fr", "a", KEY)["base"].clone();
    let parts = |text: &str| json!([{ "name": "", "text": text }]);
    let put = |text: &str, known: &[&str]| {
        let known: Vec<Value> = known.iter().map(|text| parts(text)).collect();
        let body = json!({
            "locale": "fr", "article": "a", "id": KEY, "parts": parts(text), "base": base, "known": known,
        });
        desk.ask("PUT", "/draft", body).status
    };
    let saved = "Premiers mots.";
    for (text, known, status, kept) in [
        ("Un", &[saved][..], 200, "Un"),
        // The other window has not heard of it.
        ("Deux", &[saved], 409, "Un"),
        ("Un", &[saved], 200, "Un"),
        // An answer was lost: the text may have been taken.
        ("Un et demi", &[saved, "Un"], 200, "Un et demi"),
        // Somebody has chosen.
        ("Deux", &[], 200, "Deux"),
    ] {
        assert_eq!(put(text, known), status, "{text} {known:?}");
        let now = desk.message("fr", "a", KEY);
        assert_eq!(now["parts"], parts(kept), "{text} {known:?}");
    }
}

#[test]
fn lines_attributes_and_braces_are_written_as_fluent_wants_them() {
    let project = project();
    let desk = Desk::start(&project, &[]);
    let cases = [
        (
            "section-words-with-emphasis-and",
            "",
            "Une ligne\net une *autre*.[^n]",
            "=\n    Une ligne\n    et une *autre*.[^n]\n",
        ),
        (
            "section-square",
            "alt",
            "Un *carré*\n.noir",
            "=\n    .alt = Un *carré*\n    {\".\"}noir\n",
        ),
        (
            "meta-title",
            "",
            "Le {\"{\"}titre{\"}\"}",
            "= Le {\"{\"}titre{\"}\"}\n",
        ),
    ];
    for (id, part, text, wanted) in cases {
        let message = desk.message("fr", "a", id);
        let parts = json!([{ "name": part, "text": text }]);
        let body = json!({ "locale": "fr", "article": "a", "id": id, "parts": parts, "base": message["base"] });
        assert_eq!(desk.ask("PUT", "/draft", body).status, 200);
        assert_eq!(save(&desk, id, true)["outcome"], "saved", "{id}");
        let file = project.read("i18n/fr/a.ftl");
        assert!(file.contains(wanted), "{id}: {file}");
        assert_eq!(
            desk.message("fr", "a", id)["parts"][0]["text"]
                .as_str()
                .map(|t| t.replace("{\".\"}", ".")),
            Some(text.to_owned())
        );
    }
    // Calls, braces in braces, and several lines in a file of Windows, saved twice.
    for text in [
        "{ $date }{ { $date } }",
        "{{ $date }}",
        "Le { { \"mot\" } }",
        "{ DATETIME($date) }",
        "Un\ndeux",
    ] {
        let crlf = project
            .read("i18n/fr/a.ftl")
            .replace("\r\n", "\n")
            .replace('\n', "\r\n");
        project.write("i18n/fr/a.ftl", &crlf);
        desk.until(&format!("/message/fr/a/{KEY}"), |message| {
            message["isUnsaved"] == false
        });
        for twice in [text.to_owned(), format!("{text} encore")] {
            let message = desk.message("fr", "a", KEY);
            assert_eq!(
                desk.draft("fr", "a", KEY, &twice, &message["base"]).status,
                200
            );
            assert_eq!(save(&desk, KEY, false)["outcome"], "saved", "{twice:?}");
            assert_eq!(
                desk.message("fr", "a", KEY)["parts"][0]["text"],
                twice.as_str()
            );
        }
        let file = project.read("i18n/fr/a.ftl");
        assert!(
            !file.contains("\r\r") && file.lines().count() == file.matches("\r\n").count(),
            "{file:?}"
        );
    }
    let parts = json!([{ "name": "x\n.y", "text": "mot" }]);
    let body = json!({ "locale": "fr", "article": "a", "id": KEY, "parts": parts, "base": "" });
    assert_eq!(desk.ask("PUT", "/draft", body).status, 400, "no such text");
    project.write("i18n/fr/a.ftl", FRENCH);
    desk.until(&format!("/message/fr/a/{KEY}"), |message| {
        message["parts"][0]["text"] == "Premiers mots."
    });
    for broken in ["Un { mot", "Un } mot", "{ $x ->\n[a] b\n}", "", "  \n "] {
        let message = desk.message("fr", "a", KEY);
        assert_eq!(
            desk.draft("fr", "a", KEY, broken, &message["base"]).status,
            200
        );
        let refused = save(&desk, KEY, true);
        assert_eq!(refused["outcome"], "refused", "{broken:?}");
        assert!(
            !refused["findings"].as_array().expect("findings").is_empty(),
            "{broken:?}"
        );
        assert_eq!(
            desk.message("fr", "a", KEY)["parts"][0]["text"],
            broken,
            "what is typed stays"
        );
    }
    assert!(project.read("i18n/fr/a.ftl").contains("= Premiers mots.\n"));
}

#[test]
fn an_edit_by_hand_is_merged_or_shown() {
    let project = project();
    let desk = Desk::start(&project, &[]);
    let base = desk.message("fr", "a", KEY)["base"].clone();
    desk.draft("fr", "a", KEY, "Mes mots.", &base);
    // Another message: both stay.
    project.edit("i18n/fr/a.ftl", "Une section", "La section");
    assert_eq!(save(&desk, KEY, false)["outcome"], "saved");
    let file = project.read("i18n/fr/a.ftl");
    assert!(
        file.contains("Mes mots.") && file.contains("La section"),
        "{file}"
    );
    // The same one: a person decides.
    let base = desk.message("fr", "a", KEY)["base"].clone();
    desk.draft("fr", "a", KEY, "Encore mes mots.", &base);
    project.edit("i18n/fr/a.ftl", "Mes mots.", "Ses mots.");
    let conflict = save(&desk, KEY, false);
    assert_eq!(conflict["outcome"], "conflict");
    assert_eq!(
        conflict["theirs"],
        json!([{ "name": "", "text": "Ses mots." }])
    );
    assert!(project.read("i18n/fr/a.ftl").contains("Ses mots."));
    let message = desk.message("fr", "a", KEY);
    assert_eq!(message["conflict"]["theirs"][0]["text"], "Ses mots.");
    assert_eq!(message["parts"][0]["text"], "Encore mes mots.");
    desk.draft("fr", "a", KEY, "Encore mes mots.", &message["base"]);
    assert_eq!(save(&desk, KEY, false)["outcome"], "saved");
    assert!(project.read("i18n/fr/a.ftl").contains("Encore mes mots."));
}

#[test]
fn settings_that_are_repaired_beside_a_save_are_read() {
    let project = project();
    let settings = project.read("fluentpress.yaml");
    let desk = Desk::start(&project, &[]);
    let is_said = |state: &Value| state["findings"].to_string().contains("nonsense");
    desk.until("/state", |state| state["isBusy"] == false);
    let base = desk.message("fr", "a", KEY)["base"].clone();
    desk.draft("fr", "a", KEY, "Mes mots.", &base);
    // A value that is wrong, in a file that can be read.
    project.write("fluentpress.yaml", format!("{settings}nonsense: 1\n"));
    desk.until("/state", is_said);
    let body = json!({ "locale": "fr", "article": "a", "id": KEY });
    desk.ask("POST", "/save", body);
    project.write("fluentpress.yaml", settings);
    desk.until("/state", |state| !is_said(state));
}

#[test]
fn a_stale_translation_is_stale_until_somebody_confirms_it() {
    let project = project();
    project.edit("seeds/a.md", "Opening words of", "The first words of");
    project.ok(&["sync"]);
    let desk = Desk::start(&project, &[]);
    let id = KEY;
    let message = desk.message("fr", "a", id);
    assert_eq!(message["state"], "stale");
    let ops = message["changed"].as_array().expect("what changed");
    assert!(
        ops.iter()
            .any(|op| op["op"] == "removed" && op["text"] == "Opening"),
        "{ops:?}"
    );
    desk.draft("fr", "a", id, "Mots du début.", &message["base"]);
    assert_eq!(save(&desk, id, false)["outcome"], "saved");
    assert_eq!(desk.message("fr", "a", id)["state"], "stale");
    let next = desk.message("fr", "a", "meta-title")["next"]["stale"].clone();
    assert_eq!(next["id"], id);
    let confirmed = desk.ask(
        "POST",
        "/confirm",
        json!({ "locale": "fr", "article": "a", "id": id }),
    );
    assert_eq!(confirmed.json()["outcome"], "saved");
    assert_eq!(desk.message("fr", "a", id)["state"], "current");
    assert!(!project.read("i18n/fr/a.ftl").contains("# stale"));
    project.ok(&["sync", "--check"]);
}

#[test]
fn the_source_is_for_its_editor_and_findings_lead_to_their_messages() {
    let project = project();
    project.edit(
        "i18n/fr/a.ftl",
        "Ce que dit la note.",
        "Ce que dit la note 12.",
    );
    let desk = Desk::start(&project, &[]);
    let source = desk.message("en", "a", KEY);
    assert_eq!(
        (&source["cannotEdit"], &source["source"]["line"]),
        (&json!("source"), &json!(6))
    );
    assert_eq!(desk.draft("en", "a", KEY, "Words", &json!("")).status, 404);
    let state = desk.until("/state", |state| {
        !state["findings"].as_array().expect("a list").is_empty() && state["isBusy"] == false
    });
    let findings = state["findings"].as_array().expect("a list");
    let note = findings.iter().find(|one| one["of"]["id"] == "fn-n");
    assert!(note.is_some(), "{findings:?}");
    let found = desk.message("fr", "a", "fn-n")["findings"].clone();
    assert!(
        found[0]["from"].is_number() || found[0]["from"].is_null(),
        "{found}"
    );
    assert!(!found.as_array().expect("a list").is_empty(), "{found}");
}

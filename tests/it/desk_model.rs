//! Random texts, saves, edits by hand and kills of a desk, against a model: no text is lost, and no byte changes that nobody edited.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::desk::Desk;
use crate::support::{Project, cases};

/// The messages of the article, with their first translations.
const MESSAGES: [(&str, &str); 5] = [
    ("meta-title", "Le titre"),
    ("lede-the-first-words", "Les premiers mots."),
    ("lede-the-second-words", "Les deuxièmes mots."),
    ("lede-the-third-words", "Les troisièmes mots."),
    ("lede-the-fourth-words", "Les quatrièmes mots."),
];

const ARTICLE: &str = "\
---
title: The title
date: 2025-03-01
---

The first words.

The second words.

The third words.

The fourth words.
";

/// What is typed, and what the catalogue had when typing began.
type Drafts = BTreeMap<usize, (String, String)>;

/// The catalogue and the unsaved texts as they should be.
struct Model {
    /// The text of each message, with a comment above it that nobody but an editor by hand touches.
    texts: Vec<(String, String)>,
    drafts: Drafts,
}

impl Model {
    fn file(&self) -> String {
        let entry = |((id, _), (comment, text)): (&(&str, &str), &(String, String))| {
            format!("# {comment}\n{id} = {text}\n\n")
        };
        let all = MESSAGES.iter().zip(&self.texts).map(entry);
        all.collect()
    }
}

fn message(desk: &Desk, at: usize) -> Value {
    desk.message("fr", "a", MESSAGES[at].0)
}

fn key(at: usize) -> Value {
    json!({ "locale": "fr", "article": "a", "id": MESSAGES[at].0 })
}

/// What the page holds of the unsaved texts, as it gets them after a start.
fn unsaved(desk: &Desk) -> BTreeMap<usize, String> {
    let state = desk.get("/state");
    let all = state["unsaved"].as_array().expect("a list");
    let draft = |entry: &Value| {
        let at = MESSAGES.iter().position(|(id, _)| entry["id"] == *id);
        let at = at.expect("a message");
        let text = message(desk, at)["parts"][0]["text"]
            .as_str()
            .map(str::to_owned);
        (at, text.expect("a text"))
    };
    all.iter().map(draft).collect()
}

#[test]
fn nothing_is_lost_whatever_happens() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", ARTICLE),
    ]);
    let project = project.plain();
    let mut model = Model {
        texts: MESSAGES
            .iter()
            .map(|(_, text)| ("Note".to_owned(), (*text).to_owned()))
            .collect(),
        drafts: Drafts::new(),
    };
    project.ok(&["sync"]);
    project.write("i18n/fr/a.ftl", model.file());
    project.ok(&["sync"]);
    project.confirm("fr");
    assert_eq!(project.read("i18n/fr/a.ftl"), model.file());
    let mut desk = Desk::start(&project, &[]);
    let seed = std::env::var("DESK_SEED");
    let mut random: u64 = seed.map_or(1, |seed| seed.parse().expect("a number"));
    for step in 0..cases(300) {
        // Any generator would do (the constants are Knuth's).
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (what, at) = (
            (random >> 33) % 16,
            (random >> 45) as usize % MESSAGES.len(),
        );
        let label = format!("step {step}: {what} at {at}");
        match what {
            // Typing; at times what is on the disk again.
            0..=5 => {
                let text = match random >> 60 {
                    0 => model.texts[at].1.clone(),
                    1 => format!("Un {{ texte {step}"),
                    _ => format!("Texte *typé* {step}."),
                };
                let base = message(&desk, at)["base"].clone();
                let base = match model.drafts.get(&at) {
                    // As a page that has not seen what was edited by hand meanwhile.
                    Some((_, old)) => (old.clone(), base),
                    None => (model.texts[at].1.clone(), base),
                };
                let is_seen = base.0 == model.texts[at].1;
                let sent = match is_seen {
                    true => base.1,
                    false => json!("0000000000000000"),
                };
                assert_eq!(
                    desk.draft("fr", "a", MESSAGES[at].0, &text, &sent).status,
                    200,
                    "{label}"
                );
                match text == model.texts[at].1 {
                    true => drop(model.drafts.remove(&at)),
                    false => drop(model.drafts.insert(at, (text, base.0))),
                }
            }
            6..=9 => {
                let mut body = key(at);
                body["confirm"] = json!(random >> 62 == 0);
                let answer = desk.ask("POST", "/save", body).json();
                let outcome = match model.drafts.get(&at) {
                    Some((text, _)) if text.contains('{') => "refused",
                    Some((text, base))
                        if *base != model.texts[at].1 && *text != model.texts[at].1 =>
                    {
                        "conflict"
                    }
                    _ => "saved",
                };
                assert_eq!(answer["outcome"], outcome, "{label}: {answer}");
                if outcome == "saved"
                    && let Some((text, _)) = model.drafts.remove(&at)
                {
                    model.texts[at].1 = text;
                }
            }
            10 => {
                assert_eq!(desk.ask("DELETE", "/draft", key(at)).status, 200, "{label}");
                model.drafts.remove(&at);
            }
            // An editor by hand.
            11 | 12 => {
                model.texts[at].1 = format!("À la main {step}.");
                project.write("i18n/fr/a.ftl", model.file());
            }
            13 => {
                model.texts[at].0 = format!("Note {step}");
                project.write("i18n/fr/a.ftl", model.file());
            }
            // A person says that a text by hand is what was typed too.
            14 => {
                if let Some((text, base)) = model
                    .drafts
                    .get_mut(&at)
                    .filter(|(text, _)| !text.contains('{'))
                {
                    let now = message(&desk, at)["base"].clone();
                    *base = model.texts[at].1.clone();
                    assert_eq!(
                        desk.draft("fr", "a", MESSAGES[at].0, text, &now).status,
                        200,
                        "{label}"
                    );
                    if *text == *base {
                        model.drafts.remove(&at);
                    }
                }
            }
            _ => {
                desk.kill();
                desk = Desk::start(&project, &[]);
            }
        }
        assert_eq!(project.read("i18n/fr/a.ftl"), model.file(), "{label}");
        // What is typed and is on the disk already is not unsaved any more.
        let open = model
            .drafts
            .iter()
            .filter(|(at, (text, _))| *text != model.texts[**at].1);
        let open: BTreeMap<usize, String> =
            open.map(|(at, (text, _))| (*at, text.clone())).collect();
        let kept: BTreeMap<usize, String> = unsaved(&desk);
        for (at, text) in &open {
            assert_eq!(kept.get(at), Some(text), "{label}");
        }
    }
}

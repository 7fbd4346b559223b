//! Generated articles, each set in one of the layouts: every word of the selection stands on the pages, in
//! order and once, as another reader of PDFs sees them, and nothing lies on anything; or an error says why.

use std::collections::HashMap;

use fluentpress::diagnostic::{Diagnostic, Severity};
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use fluentpress::project::Format;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::support::generated::{Article, HEBREW, LATIN, Letters};
use crate::support::grammar::sections;
use crate::support::reader::{Letter, in_reading_order, letters, overlap};
use crate::support::{Project, cases, repository};

/// How many articles are set in CI. A 24th, as elsewhere, is two for each layout and three for each language.
const ARTICLES: u32 = 300;
/// The layouts, of which each article gets the next.
const LAYOUTS: [(&str, Format); 6] = [
    ("full-analysis", Format::Brief),
    ("full-analysis", Format::Slides),
    ("executive-summary", Format::Brief),
    ("key-points", Format::Brief),
    ("executive-summary", Format::Slides),
    ("key-points", Format::Slides),
];
/// The languages, of which each article gets the next: one from right to left.
const LANGUAGES: [&str; 4] = ["en", "fr", "de", "he"];
/// What may be said of an article with words that are too wide: they leave their place.
const TOO_WIDE: [&str; 4] = ["table-too-wide", "overflow", "off-page", "overlap"];
/// What may be said of any article: it is too long, or too short.
const TOO_LONG: [&str; 2] = ["over-budget", "under-budget"];

/// A word on a page.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// How many words stand before it.
    at: usize,
    is_turned: bool,
}

/// The words of a file.
struct Words<'l> {
    letters: Vec<&'l Letter>,
    places: HashMap<String, Vec<Place>>,
}

impl<'l> Words<'l> {
    /// What stands between two letters that are used for nothing else.
    fn new(letters: Vec<&'l Letter>, ends: &Letters) -> Self {
        let mut places: HashMap<String, Vec<Place>> = HashMap::new();
        let mut open: Option<String> = None;
        let mut at = 0;
        for letter in &letters {
            for c in letter.text.chars().filter(|c| c.is_alphabetic()) {
                if c == ends.first {
                    open = Some(String::new());
                }
                let Some(word) = &mut open else { continue };
                word.push(c);
                if c == ends.last {
                    let is_turned = letter.is_turned();
                    let word = open.take().expect("a word");
                    places
                        .entry(word)
                        .or_default()
                        .push(Place { at, is_turned });
                    at += 1;
                }
            }
        }
        Self { letters, places }
    }

    fn get(&self, word: &str) -> &[Place] {
        self.places.get(word).map_or(&[], Vec::as_slice)
    }

    fn is_there(&self, word: &str) -> bool {
        self.places.contains_key(word) || self.is_cut(word)
    }

    /// Whether a word begins on a page and ends on the next one: the notes of the first stand in between.
    fn is_cut(&self, word: &str) -> bool {
        let page = |letters: &[&Letter]| -> String {
            let letters = letters.iter().flat_map(|letter| letter.text.chars());
            letters.filter(|c| c.is_alphabetic()).collect()
        };
        let pages = self.letters.chunk_by(|a, b| a.page == b.page);
        let pages: Vec<String> = pages.map(page).collect();
        let mut cuts = word.char_indices().skip(2);
        cuts.any(|(at, _)| {
            let (before, after) = word.split_at(at);
            pages.windows(2).any(|two| {
                let is_end = two[0].match_indices(before).any(|(at, _)| {
                    let next = word[before.len()..].chars().next();
                    two[0][at + before.len()..].chars().next() != next
                });
                is_end && two[1].contains(after)
            })
        })
    }
}

/// What is wrong with the pages of an article; `is_fitting` is whether nothing is said to leave its place.
fn faults(
    article: &Article,
    found: &[Letter],
    layout: (&str, Format),
    is_fitting: bool,
) -> Vec<String> {
    let body: Vec<Letter> = found.iter().filter(|l| !l.is_artifact).cloned().collect();
    let latin = Words::new(body.iter().collect(), &LATIN);
    let own = Words::new(
        in_reading_order(&body, article.is_rtl),
        if article.is_rtl { &HEBREW } else { &LATIN },
    );
    let of = |word: &str| match word.starts_with(LATIN.first) {
        true => &latin,
        false => &own,
    };
    let mut faults = Vec::new();
    // Points are shown one by one, and then all.
    let is_repeated = layout == ("key-points", Format::Slides);
    let mut last: HashMap<usize, usize> = HashMap::new();
    for text in &article.once {
        let mut at = None;
        for word in &text.words {
            match own.get(word) {
                [] if own.is_cut(word) => {}
                // Words of a table that was refused for its width may lie on each other: no reader tells them apart.
                [] if text.is_cell && !is_fitting => {}
                [] => faults.push(format!("`{word}` is lost")),
                _ if is_repeated => {}
                // A table that is turned has a page of its own.
                [place] if place.is_turned && text.is_cell => {}
                [place] if at.is_none_or(|at| at < place.at) => at = Some(place.at),
                [place] => faults.push(format!("`{word}` is at {}, out of order", place.at)),
                places => faults.push(format!("`{word}` is there {} times", places.len())),
            }
        }
        // A layout may have an order of its own for sections.
        let part = if layout.0 == "full-analysis" {
            0
        } else {
            text.section
        };
        let before = last.entry(part).or_default();
        if let Some(at) = at {
            if at < *before {
                faults.push(format!("the text with {:?} is out of order", text.words));
            }
            *before = at;
        }
    }
    let others = article
        .often
        .iter()
        .chain(&article.code)
        .chain(article.notes());
    for word in others.filter(|word| !of(word).is_there(word)) {
        faults.push(format!("`{word}` is lost"));
    }
    // A brief prints each note once, whatever names it how often.
    for word in article.notes().filter(|_| layout.1 == Format::Brief) {
        let count = of(word).get(word).len();
        if count > 1 {
            faults.push(format!("`{word}` of a note is there {count} times"));
        }
    }
    for word in article
        .never
        .iter()
        .filter(|word| !of(word).get(word).is_empty())
    {
        faults.push(format!("`{word}` is there, and should not be"));
    }
    if let Some((one, two)) = overlap(found).filter(|_| is_fitting) {
        faults.push(format!("{one:?} lies on {two:?}"));
    }
    faults
}

/// A project in a language without articles.
fn project(language: &str) -> Project {
    let settings = format!("source: {language}\nlocales: []\n");
    let project = Project::new(&[("fluentpress.yaml", &settings)]);
    if language == "he" {
        let labels = repository().join("tests/fixtures/labels.sv.ftl");
        let labels = std::fs::read_to_string(labels).expect("labels");
        // Hebrew has a form for two.
        let two = "[two] { $minutes } minuters läsning\n        [one]";
        let labels = labels.replacen("[one]", two, 1);
        project.write(&format!("i18n/{language}/labels.ftl"), labels);
    }
    project
}

/// What is wrong with the findings on an article.
fn unfounded(article: &Article, errors: &[&Diagnostic]) -> Vec<String> {
    let mut faults = Vec::new();
    for error in errors {
        let is_founded = TOO_LONG.contains(&error.code.name())
            || article.is_wide && TOO_WIDE.contains(&error.code.name());
        if !is_founded {
            faults.push(format!("{}: {}", error.code, error.message));
        }
        if error.origin.is_none() {
            faults.push(format!("{} has no place", error.code));
        }
    }
    faults
}

#[test]
fn generated_articles() {
    let count = match cases(ARTICLES) {
        ARTICLES => ARTICLES as usize,
        some => some as usize / 2,
    };
    let mut runner = TestRunner::deterministic();
    let mut faulty = Vec::new();
    let mut fitting = 0;
    for (rank, language) in LANGUAGES.into_iter().enumerate() {
        // So that few articles have all layouts between them.
        let shift = match count == ARTICLES as usize {
            true => 0,
            false => (rank + 1) * 3,
        };
        let project = project(language);
        let mut articles = Vec::new();
        for at in 0..count / LANGUAGES.len() {
            let layout = LAYOUTS[(at + shift) % LAYOUTS.len()];
            let most = if layout.0 == "full-analysis" { 5 } else { 3 };
            let sections = sections(most).new_tree(&mut runner).expect("sections");
            let is_brief = layout.1 == Format::Brief;
            let article = Article::new(language == "he", &sections.current(), is_brief);
            let name = format!("a{at:03}");
            project.write(&format!("seeds/{name}.md"), &article.text);
            articles.push((name, layout, article));
        }
        let mut session = Session::new(project.root()).expect("a project");
        for layout in LAYOUTS {
            let own: Vec<_> = articles
                .iter()
                .filter(|(_, own, _)| *own == layout)
                .collect();
            // A request without names is for all.
            if own.is_empty() {
                continue;
            }
            let request = Request {
                articles: own.iter().map(|(name, ..)| name.clone()).collect(),
                audiences: vec![layout.0.to_owned()],
                formats: vec![layout.1],
                ..Request::default()
            };
            let outcome = session.build(&request, &|_, _| {});
            for (name, _, article) in own {
                let is_own = |d: &&Diagnostic| {
                    let file = d.origin.as_ref().map(|origin| origin.file.path());
                    let names = d.places.iter().map(|place| &place.artifact);
                    file == Some(&format!("seeds/{name}.md"))
                        || names
                            .into_iter()
                            .any(|artifact| artifact.starts_with(&format!("{name}-")))
                };
                let errors = outcome.diagnostics.iter().filter(is_own);
                let errors: Vec<_> = errors.filter(|d| d.severity == Severity::Error).collect();
                let is_fitting = !errors.iter().any(|d| TOO_WIDE.contains(&d.code.name()));
                fitting += usize::from(is_fitting);
                let mut found = unfounded(article, &errors);
                match outcome.artifacts.iter().find(|a| a.key.article == *name) {
                    Some(artifact) => {
                        let letters = letters(&artifact.bytes);
                        found.extend(faults(article, &letters, layout, is_fitting));
                    }
                    None => found.push("it was not set".to_owned()),
                }
                let found = found.into_iter().take(3);
                faulty.extend(found.map(|fault| format!("{language} {name} {layout:?}: {fault}")));
            }
        }
    }
    let faults = faulty.len();
    assert!(faulty.is_empty(), "{faults} faults:\n{}", faulty.join("\n"));
    assert!(fitting > count / 2, "only {fitting} fit");
}

/// Ids such as `meta-title` are in every article: a command about one of them confirms nothing of another.
#[test]
fn one_article_is_confirmed_and_no_other() {
    let article =
        |title: &str| format!("---\ntitle: {title}\ndate: 2025-11-01\nlang: en\n---\n\nWords.\n");
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", &article("First paper")),
        ("seeds/b.md", &article("Second paper")),
    ]);
    project.ok(&["sync"]);
    let id = project.read("i18n/en/a.ftl");
    let line = id.lines().find(|line| line.ends_with(" = Words."));
    let (id, _) = line
        .and_then(|line| line.split_once(" = "))
        .expect("a text");
    for (name, title) in [("a", "Premier texte"), ("b", "Second texte")] {
        project.write(
            &format!("i18n/fr/{name}.ftl"),
            format!("meta-title = {title}\n{id} = Des mots.\n"),
        );
    }
    project.ok(&["sync"]);
    project.confirm("fr");
    project.edit("seeds/a.md", "First", "Very first");
    project.edit("seeds/b.md", "Second", "Very second");
    let said = project.run(&["check"]).stderr;
    for name in ["a", "b"] {
        let command = format!("fluentpress ack --article {name} fr meta-title");
        assert!(said.contains(&command), "{said}");
    }
    let lock = project.read("i18n/fr/b.lock.yaml");
    let run = project.run(&["ack", "fr", "meta-title"]);
    assert_eq!(run.code, 1);
    let refused = "`meta-title` is to be confirmed in 2 articles: `a`, `b`";
    assert!(run.stderr.contains(refused), "{}", run.stderr);
    project.ok(&["ack", "--article", "a", "fr", "meta-title"]);
    assert_eq!(project.read("i18n/fr/b.lock.yaml"), lock);
    // Now only one can be meant.
    let said = project.ok(&["ack", "fr", "meta-title"]).stdout;
    assert!(said.starts_with("fr meta-title: was stale\n"), "{said}");
    assert_eq!(said.matches("meta-title").count(), 1, "{said}");
}

/// A translation that shows another message is as stale as that one, where that one is not printed too.
#[test]
fn what_shows_a_stale_message_is_stale() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-12-03\nlang: en\n---\n\n# Part {#x}\n\nThe long text.\n\n::: slides\n- The short text\n:::\n",
        ),
        (
            "i18n/fr/a.ftl",
            "meta-title = T\nx-title = Partie\nx-the-long-text = { helper } long.\nhelper = { x-slides-the-short-text } :\nx-slides-the-short-text = Le texte court\n",
        ),
    ]);
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "fr"]);
    let brief = ["build", "--locale", "fr", "--format", "brief"];
    project.ok(&brief);
    project.edit("seeds/a.md", "The short text", "The short text, gone");
    project.ok(&["sync"]);
    let run = project.run(&brief);
    let said = run.stderr;
    assert!(
        run.code == 1 && said.contains("`x-slides-the-short-text` is stale"),
        "{said}"
    );
    assert!(project.run(&["check"]).stderr.ends_with("\n1 error\n"));
}

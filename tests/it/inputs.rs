//! Artifacts know what they are made from: a file that one does not list never changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluentpress::pipeline::build::artifact::Artifact;
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;
use fluentpress::project::{Edition, Format};

use crate::support::{Project, cases, repository};

const SETTINGS: &str = "source: fr
locales: [en]
audiences: [full-analysis, key-points]
brand:
  accent: { screen: \"#8a1c2b\", press: [20, 95, 70, 30] }
  ink: { screen: \"#000000\", press: [0, 0, 0, 100] }
  muted: { screen: \"#555555\", press: [0, 0, 0, 100] }
  tint: { screen: \"#eeeeee\", press: [0, 0, 0, 8] }
  paper: { screen: \"#ffffff\", press: [0, 0, 0, 0] }
press: { condition: press/own.icc }
";

/// Two articles in two languages; a drawing that one audience shows, with a version in English; layouts, labels, a font
/// and a profile of the project's own; and files that nothing is made from.
fn project() -> Project {
    let project = Project::new(&[
        ("fluentpress.yaml", SETTINGS),
        (
            "seeds/a.md",
            "---\ntitle: Un\ndate: 2025-11-01\naudiences:\n  key-points: [points]\n---\n\nUn mot.\n\n![Un dessin](fig.svg)\n\n# Points {#points .takeaways}\n\n- Premier point\n- Second point\n\n::: notes\nÀ dire.\n:::\n",
        ),
        (
            "seeds/b.md",
            "---\ntitle: Deux\ndate: 2025-11-02\n---\n\nAutre mot.\n\n# Points {#points .takeaways}\n\n- Troisième point\n",
        ),
        (
            "seeds/fig.svg",
            &drawing("100").replace(
                "<rect",
                "<image href=\"dot.png\" width=\"9\" height=\"9\"/><rect",
            ),
        ),
        ("seeds/fig.en.svg", &drawing("80")),
        ("seeds/unused.svg", &drawing("60")),
        ("seeds/README.md", "Rien.\n"),
        ("README.md", "Rien.\n"),
        ("layouts/unused.typ", "#let x = 1\n"),
        ("i18n/en/labels.ftl", "lede = What it is about\n"),
        ("i18n/de/labels.ftl", "contents = Inhalt\n"),
        (
            "layouts/key-points/brief.typ",
            "#import \"own.typ\": size\n#let layout(doc) = {\n  set page(width: 200mm, height: 200mm)\n  set text(font: \"Note Sans\", size: size)\n  doc.title\n  for section in doc.sections { section.blocks.join() }\n}\n",
        ),
        ("layouts/key-points/own.typ", "#let size = 20pt\n"),
        (
            "layouts/key-points/layout.yaml",
            "roles: [takeaways]\npress: [brief]\n",
        ),
    ]);
    for (file, picture) in [("seeds/dot.png", "rgb.png"), ("seeds/dot2.png", "grey.png")] {
        let picture = repository().join("tests/fixtures/press").join(picture);
        project.write(file, fs::read(picture).expect("a picture"));
    }
    project.write("fonts/note.ttf", renamed(ttf_noto_sans::REGULAR));
    let profile = repository().join("src/export/press/fogra39l_coated.icc");
    project.write("press/own.icc", fs::read(profile).expect("the profile"));
    project.ok(&["sync"]);
    for name in ["a", "b"] {
        let text = project.read(&format!("i18n/fr/{name}.ftl"));
        project.write(&format!("i18n/en/{name}.ftl"), text);
    }
    project
}

fn drawing(width: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\"><rect width=\"{width}\" height=\"50\"/></svg>"
    )
}

/// The font under another name, of the same length.
pub fn renamed(font: &[u8]) -> Vec<u8> {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (old, new): (Vec<u8>, Vec<u8>) = (wide("Noto Sans"), wide("Note Sans"));
    let mut font = font.to_vec();
    let places: Vec<_> = (0..font.len() - old.len())
        .filter(|at| font[*at..].starts_with(&old))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        font[at..at + new.len()].copy_from_slice(&new);
    }
    font
}

fn everything() -> Request {
    Request {
        editions: vec![Edition::Screen, Edition::Press],
        notes: true,
        ..Request::default()
    }
}

fn build(session: &mut Session, request: &Request) -> BTreeMap<String, Artifact> {
    session.refresh();
    let made = session.build(request, &|_, _| {}).artifacts.into_iter();
    made.map(|artifact| (artifact.name.clone(), artifact))
        .collect()
}

fn own(artifact: &Artifact) -> Vec<&str> {
    artifact.inputs.own.keys().map(|file| file.path()).collect()
}

fn built_in(artifact: &Artifact) -> Vec<&str> {
    let files = artifact.inputs.built_in.keys();
    files.map(|file| file.path()).collect()
}

/// What is changed in a file: a piece of its text, else of its bytes.
fn edits() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let texts = [
        ("fluentpress.yaml", "\"#8a1c2b\"", "\"#8a1c2c\""),
        ("seeds/a.md", "Premier", "Nouveau"),
        ("seeds/b.md", "Autre", "Nouveau"),
        ("seeds/fig.svg", "\"100\"", "\"90\""),
        ("seeds/dot2.png", "IDAT", "IDAX"),
        ("seeds/fig.en.svg", "\"80\"", "\"70\""),
        ("seeds/unused.svg", "\"60\"", "\"50\""),
        ("seeds/README.md", "Rien", "Tout"),
        ("README.md", "Rien", "Tout"),
        ("layouts/unused.typ", "1", "2"),
        ("i18n/fr/a.ftl", "Premier", "Autre"),
        ("i18n/fr/b.ftl", "Autre", "Nouveau"),
        ("i18n/en/a.ftl", "Un mot", "A word"),
        ("i18n/en/b.ftl", "Autre mot", "Another word"),
        ("i18n/en/a.lock.yaml", "asked: ", "asked: 0"),
        ("i18n/en/b.lock.yaml", "asked: ", "asked: 0"),
        ("i18n/en/labels.ftl", "What it is about", "In brief"),
        ("i18n/de/labels.ftl", "Inhalt", "Inhalte"),
        ("layouts/key-points/brief.typ", "200mm", "190mm"),
        ("layouts/key-points/own.typ", "20pt", "21pt"),
        ("layouts/key-points/layout.yaml", "takeaways", "nowhere"),
        ("press/own.icc", "FOGRA39", "FOGRA00"),
    ];
    let bytes = |text: &str| text.as_bytes().to_vec();
    let texts = texts.map(|(file, old, new)| (file, bytes(old), bytes(new)));
    let fonts = (
        "fonts/note.ttf",
        renamed(ttf_noto_sans::REGULAR),
        renamed(ttf_noto_sans::BOLD),
    );
    let picture = |name: &str| {
        let folder = repository().join("tests/fixtures/press");
        fs::read(folder.join(name)).expect("a picture")
    };
    // A picture inside a drawing.
    let picture = ("seeds/dot.png", picture("rgb.png"), picture("grey.png"));
    texts.into_iter().chain([fonts, picture]).collect()
}

/// Makes an edit, and returns the file as it was.
fn apply(project: &Project, (file, old, new): &(&str, Vec<u8>, Vec<u8>)) -> Vec<u8> {
    let kept = fs::read(project.path(file)).expect(file);
    let at = kept.windows(old.len()).position(|part| part == old);
    let at = at.unwrap_or_else(|| panic!("{file} is not as expected"));
    let changed = [&kept[..at], new, &kept[at + old.len()..]].concat();
    project.write(file, changed);
    kept
}

#[test]
fn a_file_changes_only_artifacts_that_list_it() {
    let project = project();
    let mut session = Session::new(project.root()).expect("a project");
    let before = build(&mut session, &everything());
    assert_eq!(before.len(), 2 * 2 * 2 * 4, "{:?}", before.keys());
    let listed: BTreeSet<_> = before.values().flat_map(own).collect();
    // Files that nothing is made from are edited together: one build shows it for all.
    let (one_by_one, together): (Vec<_>, Vec<_>) = edits()
        .into_iter()
        .partition(|(file, ..)| listed.contains(file));
    // The second article has files of the same kinds as the first.
    let is_second = |file: &str| file.contains("/b.");
    let is_tried = |file: &str| cases(2) == 2 || !is_second(file);
    let rounds = one_by_one.into_iter().filter(|(file, ..)| is_tried(file));
    let rounds = rounds.map(|edit| vec![edit]);
    let mut edited = BTreeSet::new();
    for round in rounds.chain([together]) {
        let files: Vec<&str> = round.iter().map(|(file, ..)| *file).collect();
        let kept: Vec<_> = round.iter().map(|edit| apply(&project, edit)).collect();
        let after = build(&mut session, &everything());
        for (file, kept) in files.iter().zip(kept) {
            project.write(file, kept);
        }
        let mut differ = 0;
        for (name, old) in &before {
            let same = after.get(name).is_some_and(|new| new.bytes == old.bytes);
            differ += usize::from(!same);
            let is_listed = own(old).iter().any(|file| files.contains(file));
            assert!(same || is_listed, "{files:?} change {name}");
        }
        // Ids are found again by their text, so the registry alone changes nothing here.
        let is_silent = files
            .iter()
            .all(|file| !listed.contains(file) || file.starts_with("i18n/fr/"));
        assert_eq!(
            differ == 0,
            is_silent,
            "{files:?} change {differ} artifacts"
        );
        edited.extend(files);
    }
    let mut all = listed.iter();
    assert!(
        all.all(|file| edited.contains(file) || !is_tried(file)),
        "{listed:?}"
    );
    let unlisted: Vec<_> = edited.difference(&listed).copied().collect();
    assert_eq!(
        unlisted,
        [
            "README.md",
            "i18n/de/labels.ftl",
            "layouts/unused.typ",
            "seeds/README.md",
            "seeds/dot2.png",
            "seeds/unused.svg"
        ]
    );
}

#[test]
fn inputs_are_neither_more_nor_less() {
    let project = project();
    let mut session = Session::new(project.root()).expect("a project");
    let all = build(&mut session, &everything());
    let own_of = |name: &str| own(&all[name]);
    let every = ["fluentpress.yaml", "fonts/note.ttf"];
    let sorted = |files: &[&'static str]| {
        let mut files = [files, &every].concat();
        files.sort_unstable();
        files
    };
    assert_eq!(
        own_of("a-full-analysis-brief-fr.pdf"),
        sorted(&[
            "i18n/fr/a.ftl",
            "seeds/a.md",
            "seeds/dot.png",
            "seeds/fig.svg"
        ])
    );
    let english = [
        "i18n/en/a.ftl",
        "i18n/en/a.lock.yaml",
        "i18n/en/labels.ftl",
        "i18n/fr/a.ftl",
        "seeds/a.md",
    ];
    assert_eq!(
        own_of("a-full-analysis-brief-en.pdf"),
        sorted(&[&english[..], &["seeds/fig.en.svg"]].concat())
    );
    let layout = [
        "layouts/key-points/brief.typ",
        "layouts/key-points/layout.yaml",
        "layouts/key-points/own.typ",
    ];
    assert_eq!(
        own_of("a-key-points-brief-en.pdf"),
        sorted(&[&english[..], &layout].concat())
    );
    assert_eq!(
        own_of("a-key-points-brief-en-press.pdf"),
        sorted(&[&english[..], &layout, &["press/own.icc"]].concat())
    );
    assert_eq!(
        built_in(&all["a-key-points-brief-en.pdf"]),
        ["i18n/en/labels.ftl", "i18n/fr/labels.ftl"]
    );
    // A handout has the inputs of its deck, and its own layout.
    let notes = "layouts/theme/notes.typ";
    let deck = &all["a-full-analysis-slides-fr.pdf"];
    let handout = &all["a-full-analysis-slides-fr-notes.pdf"];
    assert!(!built_in(deck).contains(&notes) && built_in(handout).contains(&notes));
    assert!(
        built_in(deck)
            .iter()
            .all(|file| built_in(handout).contains(file))
    );
    assert_eq!(own(deck), own(handout));
    assert!(handout.key.is_handout && !deck.key.is_handout);
    let faces = |artifact: &Artifact| -> Vec<_> {
        let faces = artifact.fonts.iter();
        faces.map(|f| f.file.path().to_owned()).collect()
    };
    assert!(faces(deck).iter().all(|face| faces(handout).contains(face)));

    let brief = &all["a-key-points-brief-fr.pdf"];
    assert_eq!(faces(brief), ["fonts/note.ttf"]);
    assert!(!brief.fonts[0].is_built_in && brief.fonts[0].family == "Note Sans");
    assert_eq!(
        (brief.title.as_str(), brief.key.locale.as_str()),
        ("Un", "fr")
    );
    assert_eq!(brief.date.expect("a date").iso(), "2025-11-01");
    assert_eq!(brief.standards, ["PDF/UA-1", "PDF/A-2a"]);
    let press = &all["a-key-points-brief-fr-press.pdf"];
    assert_eq!(
        (press.key.edition, press.key.format),
        (Edition::Press, Format::Brief)
    );
    assert_eq!(press.standards, ["PDF/X-4"]);
}

#[test]
fn inputs_do_not_depend_on_what_else_is_built() {
    let project = project();
    let built = |session: &mut Session, request: &Request| -> Vec<_> {
        let all = build(session, request).into_values();
        let inputs = |a: Artifact| {
            let (own, built_in) = (own(&a), built_in(&a));
            let faces: Vec<_> = a.fonts.iter().map(|f| f.file.path()).collect();
            format!("{} {own:?} {built_in:?} {faces:?}", a.name)
        };
        all.map(inputs).collect()
    };
    let mut session = Session::new(project.root()).expect("a project");
    let all = built(&mut session, &everything());
    // Remembered.
    assert_eq!(built(&mut session, &everything()), all);
    let mut alone = Vec::new();
    for article in ["a", "b"] {
        for locale in ["fr", "en"] {
            let mut session = Session::new(project.root()).expect("a project");
            let part = Request {
                articles: vec![article.to_owned()],
                locales: vec![locale.to_owned()],
                ..everything()
            };
            alone.extend(built(&mut session, &part));
        }
    }
    alone.sort();
    assert_eq!(alone, all);
}

#[test]
fn the_faces_of_the_default_layouts_are_in_the_binary() {
    let project = Project::new(&[(
        "seeds/a.md",
        "---\ntitle: Un\ndate: 2025-11-01\n---\n\nUn *mot* et `code`.\n\n![Des mots](fig.svg)\n",
    )]);
    project.write("fluentpress.yaml", "audiences: [full-analysis]\n");
    project.write(
        "seeds/fig.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\"><text y=\"20\" font-family=\"Noto Sans\" font-style=\"italic\">ab</text></svg>",
    );
    let mut session = Session::new(project.root()).expect("a project");
    let all = build(&mut session, &Request::default());
    let brief = &all["a-full-analysis-brief-fr.pdf"];
    let faces = brief.fonts.iter().map(|f| {
        assert!(f.is_built_in && !f.bytes.is_empty());
        (f.file.path(), f.family.as_str(), f.style.as_str(), f.weight)
    });
    let faces: Vec<_> = faces.collect();
    for face in [
        ("DejaVuSansMono.ttf", "DejaVu Sans Mono", "normal", 400),
        (
            "LibertinusSerif-Italic.otf",
            "Libertinus Serif",
            "italic",
            400,
        ),
        (
            "LibertinusSerif-Regular.otf",
            "Libertinus Serif",
            "normal",
            400,
        ),
        ("NotoSans-Italic.ttf", "Noto Sans", "italic", 400),
    ] {
        assert!(faces.contains(&face), "{face:?} in {faces:?}");
    }
    assert!(own(brief).iter().all(|file| !file.ends_with(".otf")));
}

//! A build makes again only what would be another file: after whatever happened, the folder is what `build --force` makes of the same sources.

use std::fs;

use crate::support::{Project, Run, cases, contents};

/// What the table of a build says of files that lie there already.
const SAME: &str = "same";
/// A picture, whose bytes change.
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><rect width=\"9\" height=\"9\"/></svg>\n";

const ARTICLE: &str = "\
---
title: The case 0
date: 2025-03-01
series: Brief 0
audiences:
  key-points: [lede, points]
---

Opening words.

![A square](square.svg)

# Points {#points .takeaways}

- One point
- Another point

# More {#more}

What nobody but readers of the full analysis gets to read.
";

/// An article with a picture for two audiences in two languages: eight PDFs.
fn project() -> Project {
    let settings = "source: en\nlocales: [fr]\naudiences: [key-points, full-analysis]\ncontact: c@example.org\n";
    let project = Project::new(&[
        ("fluentpress.yaml", settings),
        ("seeds/a.md", ARTICLE),
        ("seeds/square.svg", PICTURE),
    ]);
    project.ok(&["sync"]);
    let catalogue = project.read("i18n/fr/a.ftl");
    // The English texts are the French ones.
    let lines = catalogue
        .lines()
        .filter(|line| !line.starts_with("# missing"));
    let lines = lines.map(|line| match line.strip_prefix("# ") {
        Some(message) if message.contains(" =") => message,
        _ => line,
    });
    let lines: Vec<&str> = lines.collect();
    project.write("i18n/fr/a.ftl", lines.join("\n") + "\n");
    project.confirm("fr");
    project
}

/// What may happen to a project and its folder; true where the folder itself was changed, so that all of it has to be seen to.
fn happens(project: &Project, what: usize, n: usize) -> bool {
    let pdf = |at: usize| {
        let all = contents(&project.path("dist"));
        let all = all.into_iter().map(|(name, _)| name);
        let mut all = all.filter(|name| name.ends_with(".pdf"));
        all.nth(at % 4).map(|name| project.path("dist").join(name))
    };
    let replace = |path: &str, from: &str, to: String| {
        let text = fs::read_to_string(project.path(path)).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(from));
        match line {
            Some(line) => project.write(path, text.replacen(line, &to, 1)),
            None => project.write(path, format!("{text}{to}\n")),
        };
    };
    match what {
        // A message, a label, and what every page shows.
        0 | 1 => replace(
            "i18n/fr/a.ftl",
            "meta-title",
            format!("meta-title = Le cas {}", n % 3),
        ),
        2 => replace(
            "i18n/fr/labels.ftl",
            "contact = ",
            format!("contact = Contact {}", n % 2),
        ),
        3 => replace(
            "fluentpress.yaml",
            "contact: ",
            format!("contact: c{}@example.org", n % 2),
        ),
        4 => replace("fluentpress.yaml", "# note", format!("# note {n}")),
        // The article: a text that is translated, one that is not, and a line that moves all others.
        5 => {
            replace(
                "seeds/a.md",
                "title: ",
                format!("title: The case {}", n % 2),
            );
            project.run(&["sync"]);
            project.run(&["ack", "--all", "fr"]);
        }
        6 => replace("seeds/a.md", "series: ", format!("series: Brief {}", n % 2)),
        7 => replace(
            "seeds/a.md",
            "date: ",
            format!("date: 2025-03-0{}", 1 + n % 3),
        ),
        8 => replace(
            "i18n/fr/a.ftl",
            "## lede",
            format!("## lede{}", " ".repeat(n % 3)),
        ),
        // Layouts and pictures.
        9 => {
            let layout = include_str!("../../layouts/key-points/brief.typ");
            project.write(
                "layouts/key-points/brief.typ",
                format!("{layout}// {}\n", n % 2),
            );
        }
        10 => {
            let _ = fs::remove_dir_all(project.path("layouts"));
        }
        11 => {
            let budget = 1 + n % 12;
            let text = include_str!("../../layouts/key-points/layout.yaml");
            project.write(
                "layouts/key-points/layout.yaml",
                format!("{text}# {budget}\n"),
            );
        }
        12 => {
            project.write(
                "seeds/square.svg",
                PICTURE.replace('9', &(7 + n % 2).to_string()),
            );
        }
        13 => {
            let french = project.path("seeds/square.fr.svg");
            if fs::remove_file(&french).is_err() {
                project.write("seeds/square.fr.svg", PICTURE);
            }
        }
        14 => {
            let font = project.path("fonts/Own.ttf");
            if fs::remove_file(&font).is_err() {
                project.write("fonts/Own.ttf", ttf_noto_sans::ITALIC);
            }
        }
        // The folder.
        15 => drop(pdf(n).map(fs::remove_file)),
        16 => drop(pdf(n).map(|path| fs::write(path, "%PDF-1.7"))),
        17 => {
            // The other language lies under this name.
            if let (Some(one), Some(other)) = (pdf(n), pdf(n + 1)) {
                fs::copy(one, other).expect("a file");
            }
        }
        _ => {
            let manifest = project.path("dist/manifest.json");
            if let Ok(bytes) = fs::read(&manifest) {
                fs::write(&manifest, &bytes[..bytes.len() / 2]).expect("a file");
            }
        }
    }
    what >= 15
}

/// Builds into a folder.
fn build(project: &Project, arguments: &[&str], folder: &str, epoch: Option<&str>) -> Run {
    let mut command = project.command(&["build", "--color", "never", "--output-dir", folder]);
    command.args(arguments);
    if let Some(epoch) = epoch {
        command.env("SOURCE_DATE_EPOCH", epoch);
    }
    Run::of(command.output().expect("it starts"))
}

#[test]
fn after_every_step_the_folder_is_what_a_full_build_makes() {
    let project = project();
    let arguments: [&[&str]; 5] = [
        &[],
        &[],
        &["--notes"],
        &["--locale", "fr"],
        &["--format", "brief"],
    ];
    let mut random: u64 =
        std::env::var("REUSE_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let mut reused = 0;
    let mut is_damaged = false;
    for step in 0..cases(96) as usize {
        // Any generator would do (the constants are Knuth's).
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let what = (random >> 33) as usize % 19;
        is_damaged |= step > 0 && happens(&project, what, step);
        let arguments = match is_damaged {
            true => arguments[2],
            false => arguments[(random >> 45) as usize % 5],
        };
        let epoch = ((random >> 50).is_multiple_of(4)).then_some("1700000000");
        let label = format!("step {step}: {what}, {arguments:?}, {epoch:?}");
        let now = build(&project, arguments, "dist", epoch);
        let full = build(&project, &[arguments, &["--force"]].concat(), "full", epoch);
        assert_eq!(
            now.code, full.code,
            "{label}: {}{}",
            now.stderr, full.stderr
        );
        // That a manifest is broken is said too.
        if !is_damaged {
            assert_eq!(now.stderr, full.stderr.replace("full/", "dist/"), "{label}");
        }
        if now.code == 0 {
            let [dist, full] = ["dist", "full"].map(|folder| contents(&project.path(folder)));
            let names = |all: &[(String, Vec<u8>)]| {
                all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
            };
            assert_eq!(names(&dist), names(&full), "{label}");
            for ((name, one), (_, other)) in dist.iter().zip(&full) {
                assert!(one == other, "{label}: {name}");
            }
            is_damaged = false;
            reused += now.stdout.matches(SAME).count();
        }
    }
    assert!(reused > 0, "nothing was the same");
    println!("{reused} files were the same");
}

#[test]
fn only_what_shows_a_message_is_made_again() {
    let project = project();
    project.ok(&["build"]);
    let times = |project: &Project| {
        let run = project.ok(&["build", "--message-format", "json"]);
        let all = run.messages("artifact").into_iter();
        let made = all.filter(|a| a["written"] == true);
        made.map(|a| a["file"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(times(&project).is_empty());
    project.edit(
        "i18n/fr/a.ftl",
        "What nobody but readers",
        "Ce que nul autre",
    );
    let made = times(&project);
    let wanted = ["brief", "slides"].map(|format| format!("dist/a-full-analysis-{format}-fr.pdf"));
    assert_eq!(made, wanted);
    assert!(times(&project).is_empty());
    let forced = project.ok(&["build", "--force", "--message-format", "json"]);
    let mut all = forced.messages("artifact").into_iter();
    assert!(all.all(|artifact| artifact["written"] == false));
}

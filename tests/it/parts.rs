//! `list`, `--deps` and `merge-manifests`: what would be built, what was read, and a build in parts.

use std::fs;

use serde_json::{Value, json};

use crate::support::proved::proved;
use crate::support::{Made, PLAIN, Project, Run, contents, copy};

/// Three articles in two languages, for one audience.
fn three() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    // Handouts show slides as the default layout makes them; briefs need no decoration.
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\naudiences: [full-analysis]\n",
        ),
        ("layouts/full-analysis/brief.typ", PLAIN),
    ]);
    for (name, paragraphs) in [("court", 1), ("long", 20), ("moyen", 6)] {
        let date = "date: 2025-11-01";
        let text: String = (0..paragraphs)
            .map(|n| format!("\nLe mot {n} de {name}, avec assez de texte pour remplir une ligne ou deux de sa page.\n"))
            .collect();
        project.write(
            &format!("seeds/{name}.md"),
            format!("---\ntitle: Le {name}\n{date}\n---\n{text}"),
        );
    }
    project.ok(&["sync"]);
    for name in ["court", "long", "moyen"] {
        let source = project.read(&format!("i18n/fr/{name}.ftl"));
        let own: String = source
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| format!("{}\n", line.replace("= Le", "= The")))
            .collect();
        project.write(&format!("i18n/en/{name}.ftl"), own);
    }
    project.confirm("en");
    project
}

/// The one line of a matrix, as its parts.
fn matrix(project: &Project, arguments: &[&str]) -> Vec<Value> {
    let all = [&["list", "--message-format", "github-matrix"], arguments].concat();
    let said = project.ok(&all).stdout;
    assert_eq!(said.lines().count(), 1, "{said}");
    let matrix: Value = serde_json::from_str(&said).expect("JSON");
    matrix["include"].as_array().expect("parts").clone()
}

#[test]
fn a_list_is_what_a_build_makes() {
    let project = Project::example();
    for options in [
        &[][..],
        &[
            "--notes",
            "--edition",
            "all",
            "--locale",
            "fr",
            "--audience",
            "key-points",
        ],
        &["--edition", "press", "--locale", "en"],
        &["--only", "night-trains:en-XA", "--format", "slides"],
    ] {
        let json = ["--message-format", "json"];
        let planned = project
            .ok(&[&["list"], options, &json].concat())
            .messages("planned");
        assert!(!project.path("dist").exists(), "a list writes nothing");
        let built = project
            .ok(&[&["build"], options, &json].concat())
            .messages("artifact");
        let name = |line: &Value| {
            let path = line["file"].as_str().expect("a path").to_owned();
            path.rsplit('/').next().expect("a name").to_owned()
        };
        assert!(planned.len() >= 3, "{options:?}");
        let names: Vec<_> = planned.iter().map(name).collect();
        assert_eq!(names, built.iter().map(name).collect::<Vec<_>>());
        // The manifest has the same fields, with the same values.
        let manifest = proved(&project.path("dist"));
        for line in &planned {
            let entries = manifest["artifacts"].as_array().expect("artifacts");
            let entry = entries.iter().find(|entry| entry["file"] == line["file"]);
            let entry = entry.expect("an entry");
            for (field, value) in line.as_object().expect("an object") {
                assert!(
                    field == "type" || entry[field] == *value,
                    "{field}: {line} {entry}"
                );
            }
        }
        let table = project.ok(&[&["list"], options].concat()).stdout;
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows.len(), planned.len() + 1);
        assert!(rows[0].starts_with("file ") && rows.iter().all(|row| row.chars().count() <= 120));
        for (row, line) in rows[1..].iter().zip(&planned) {
            let cells: Vec<_> = row.split_whitespace().collect();
            let kind = match line["handout"] == true {
                true => &json!("handout"),
                false => &line["format"],
            };
            let wanted = [
                &line["file"],
                &line["article"],
                &line["audience"],
                kind,
                &line["locale"],
                &line["edition"],
            ];
            assert_eq!(cells, wanted.map(|value| value.as_str().expect("a word")));
        }
        fs::remove_dir_all(project.path("dist")).expect("it is there");
    }
}

#[test]
fn a_list_refuses_what_a_build_refuses() {
    let project = three();
    for (arguments, said) in [
        (&["--article", "lon"][..], "did you mean `long`?"),
        (&["--locale", "de"], "the project has no locale `de`"),
        (&["--only", "long:de"], "the project has no locale `de`"),
        (&["--only", "x:fr"], "the project has no article `x`"),
        (
            &["--only", "long"],
            "name an article and a language, such as `report:fr`",
        ),
        (
            &["--only", "long:fr", "--locale", "fr"],
            "cannot be used with",
        ),
        (
            &["--jobs", "257", "--message-format", "github-matrix"],
            "257 is not in 1..=256",
        ),
    ] {
        let run = project.run(&[&["list"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    // What is not translated is for a build to say; what cannot be read is not listed.
    project.write("i18n/en/long.ftl", "meta-title = The long\n");
    assert_eq!(project.ok(&["list"]).stdout.lines().count(), 13);
    // In another encoding altogether: one wrong byte would hide nothing else.
    project.write("seeds/moyen.md", b"\xff\xfe");
    let run = project.run(&["list"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 9));
    assert!(run.stderr.contains("error[invalid-utf8]"), "{}", run.stderr);
    for format in ["github-matrix", "ninja"] {
        let run = project.run(&["list", "--message-format", format]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    }
    let run = project.run(&["list", "--edition", "press", "--format", "slides"]);
    assert!(run.stderr.contains("error[press-format]"), "{}", run.stderr);
}

#[test]
fn a_matrix_is_balanced_and_selects_every_pair_once() {
    let project = three();
    let parts = matrix(&project, &["--jobs", "2", "--notes"]);
    assert_eq!(parts.len(), 2);
    let mut listed = 0;
    for part in &parts {
        let args: Vec<_> = part["args"]
            .as_str()
            .expect("arguments")
            .split(' ')
            .collect();
        let list = project.ok(&[&["list", "--message-format", "json"], &args[..]].concat());
        for line in list.messages("planned") {
            assert!(
                part["articles"]
                    .as_array()
                    .expect("names")
                    .contains(&line["article"])
            );
            assert!(
                part["locales"]
                    .as_array()
                    .expect("tags")
                    .contains(&line["locale"])
            );
            listed += 1;
        }
    }
    assert_eq!(listed, 18, "three files for each article and language");
    let pages = |part: &Value| part["pages"].as_u64().expect("pages");
    assert!(
        pages(&parts[0]).abs_diff(pages(&parts[1])) <= 2,
        "{parts:?}"
    );
    // Without `--jobs`, so little needs no second machine; with more than there are pairs, each has one.
    assert_eq!(matrix(&project, &[]).len(), 1);
    let parts = matrix(&project, &["--jobs", "256"]);
    assert_eq!(parts.len(), 6);
    let estimated: Vec<u64> = parts
        .iter()
        .map(|part| part["pages"].as_u64().expect("pages"))
        .collect();
    assert!(
        estimated.is_sorted_by(|a, b| a >= b),
        "the longest first: {estimated:?}"
    );
    assert_eq!(parts[5]["name"], "court en");
    // After a build, the pages are those of its manifest.
    project.ok(&["build"]);
    let known = proved(&project.path("dist"));
    for part in matrix(&project, &["--jobs", "256"]) {
        let entries = known["artifacts"].as_array().expect("artifacts").iter();
        let own = entries
            .filter(|e| e["article"] == part["articles"][0] && e["locale"] == part["locales"][0]);
        let pages: u64 = own.map(|e| e["pages"].as_u64().expect("pages")).sum();
        assert_eq!(part["pages"], pages);
    }
}

/// The shell gets each name as it is.
#[cfg(unix)]
#[test]
fn names_stay_whole_in_a_matrix() {
    let project = Project::small();
    let text = project.read("seeds/a.md");
    for name in ["l'été $(touch bad)", "-x", "a b:c"] {
        project.write(&format!("seeds/{name}.md"), &text);
    }
    let parts = matrix(&project, &["--jobs", "1"]);
    let args = parts[0]["args"].as_str().expect("arguments");
    let script = format!("\"$0\" list --message-format json {args}");
    let output = std::process::Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_fluentpress")])
        .current_dir(project.root())
        .output();
    let run = Run::of(output.expect("a shell"));
    assert_eq!(
        (run.code, run.messages("planned").len()),
        (0, 8),
        "{args}: {}",
        run.stderr
    );
    assert!(!project.path("bad").exists());
}

#[test]
fn parts_of_several_processes_are_what_one_would_have_made() {
    let project = three();
    project.ok(&["build", "--notes", "--output-dir", "one"]);
    let whole = contents(&project.path("one"));
    assert_eq!(whole.len(), 20);
    let mut folders = Vec::new();
    for part in matrix(&project, &["--notes", "--jobs", "4"]) {
        let folder = format!("parts/{}", part["part"]);
        let args: Vec<_> = part["args"]
            .as_str()
            .expect("arguments")
            .split(' ')
            .collect();
        project.ok(&[&["build", "--quiet", "--output-dir", &folder], &args[..]].concat());
        proved(&project.path(&folder));
        folders.push(folder);
    }
    assert_eq!(folders.len(), 4);
    let merge = |folders: &[String], arguments: &[&str]| {
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        project.run(&[&["merge-manifests"], &folders[..], arguments].concat())
    };
    let run = merge(&folders, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "dist: 18 files of 4 parts, 18 of them new\n");
    assert!(contents(&project.path("dist")) == whole);
    // In another order, from a list, over files that are there: the same bytes, and what is the same is left alone.
    folders.reverse();
    let list: String = folders
        .iter()
        .map(|f| format!("'{f}/manifest.json'\r\n\n"))
        .collect();
    project.write("a list", list);
    let time = |name: &str| {
        fs::metadata(project.path(name))
            .expect("a file")
            .modified()
            .expect("a time")
    };
    let before = time("dist/long-full-analysis-brief-fr.pdf");
    let run = merge(
        &["@a list".to_owned()],
        &["--output-dir", "dist", "--message-format", "json"],
    );
    assert_eq!(
        run.messages("merged"),
        [json!({ "type": "merged", "folder": "dist", "parts": 4, "files": 18, "new": 0 })]
    );
    assert!(contents(&project.path("dist")) == whole);
    assert_eq!(time("dist/long-full-analysis-brief-fr.pdf"), before);
    // One part twice is no contradiction.
    folders.push(folders[0].clone());
    assert_eq!(merge(&folders, &["--output-dir", "again"]).code, 0);
    assert!(contents(&project.path("again")) == whole);
}

#[test]
fn a_part_can_be_built_anew_without_what_it_no_longer_has() {
    let project = three();
    project.ok(&[
        "build",
        "--only",
        "long:fr",
        "--notes",
        "--output-dir",
        "part",
    ]);
    project.ok(&["build", "--only", "long:fr", "--output-dir", "part"]);
    let count = |folder: &str| {
        proved(&project.path(folder))["artifacts"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(
        count("part"),
        Some(3),
        "what an earlier build left is proved too"
    );
    project.ok(&[
        "build",
        "--only",
        "long:fr",
        "--alone",
        "--output-dir",
        "part",
    ]);
    assert_eq!(count("part"), Some(2));
}

#[test]
fn parts_that_do_not_fit_are_refused_all_at_once() {
    let project = three();
    for (folder, options) in [
        ("p/fr", &["--locale", "fr"][..]),
        ("p/en", &["--locale", "en"]),
        ("p/draft", &["--only", "court:en", "--draft"]),
    ] {
        project.ok(&[&["build", "--quiet", "--output-dir", folder], options].concat());
    }
    let twin = |from: &str, to: &str| copy(&project.path(from), &project.path(to));
    let pdf = "court-full-analysis-brief-fr.pdf";
    twin("p/fr", "p/damaged");
    project.write(&format!("p/damaged/{pdf}"), "%PDF");
    fs::remove_file(project.path("p/damaged/long-full-analysis-brief-fr.pdf"))
        .expect("it is there");
    twin("p/fr", "p/old");
    project.edit(
        "p/old/manifest.json",
        "\"fluentpress\": \"",
        "\"fluentpress\": \"0.0.",
    );
    twin("p/fr", "p/broken");
    project.edit(
        "p/broken/manifest.json",
        "\"artifacts\": [",
        "\"artifacts\": [,",
    );
    project.write("p/foreign/manifest.json", "{\"name\": \"an application\"}");
    // The same artifact with other bytes, and a manifest that says so.
    twin("p/fr", "p/other");
    project.write(&format!("p/other/{pdf}"), "%PDF-other");
    let manifest = proved(&project.path("p/fr"));
    let entries = manifest["artifacts"].as_array().expect("artifacts");
    let entry = entries
        .iter()
        .find(|entry| entry["file"] == pdf)
        .expect("an entry");
    let sum = |value: &Value| value["sha256"].as_str().expect("a digest").to_owned();
    let digest = crate::support::proved::sha256(b"%PDF-other");
    project.edit("p/other/manifest.json", &sum(entry), &digest);
    // Another state of the sources.
    project.edit("seeds/court.md", "Le mot 0", "Un mot");
    project.ok(&["sync"]);
    project.ok(&[
        "build",
        "--quiet",
        "--only",
        "court:fr",
        "--output-dir",
        "p/newer",
    ]);

    project.write("dist/kept", "kept");
    let names = [
        "fr", "en", "draft", "damaged", "old", "broken", "foreign", "none", "other", "newer",
    ];
    let folders: Vec<_> = names.iter().map(|name| format!("p/{name}")).collect();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let run = project.run(&[&["merge-manifests"], &folders[..]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    for said in [
        "error[part-conflict]: `p/fr` and `p/draft` cannot be put together: one is of drafts, the other is not",
        "error[part-file]: `p/damaged/court-full-analysis-brief-fr.pdf` is not the file that its manifest tells of: it has another digest",
        "error[part-file]: `p/damaged/long-full-analysis-brief-fr.pdf` is missing",
        "error[part-conflict]: `p/fr` and `p/old` cannot be put together: they are of different versions of fluentpress",
        "error[part-manifest]: `p/broken/manifest.json` is no manifest of a part: it cannot be read: it is not JSON",
        "error[part-manifest]: `p/foreign/manifest.json` is no manifest of a part: it is not fluentpress's",
        "error[part-manifest]: `p/none/manifest.json` is no manifest of a part: there is none",
        "error[part-conflict]: `p/fr` and `p/other` cannot be put together: `court-full-analysis-brief-fr.pdf` is not the same file",
        "error[part-conflict]: `p/fr` and `p/newer` cannot be put together: `i18n/fr/court.ftl` was not the same file",
        "\n9 errors\n",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    assert_eq!(
        contents(&project.path("dist")).len(),
        1,
        "nothing is written"
    );
    assert_eq!(project.run(&["merge-manifests"]).code, 2);
    assert_eq!(project.run(&["merge-manifests", "@none"]).code, 2);
}

#[test]
fn parts_must_hold_what_is_expected_and_nothing_else() {
    let project = three();
    for (folder, options) in [
        ("p/fr", &["--locale", "fr"][..]),
        ("p/en", &["--locale", "en", "--thumbnails", "32"]),
        ("p/notes", &["--only", "court:fr", "--notes"]),
    ] {
        project.ok(&[&["build", "--quiet", "--output-dir", folder], options].concat());
    }
    project.write("p/none/other", "");
    let json = project.ok(&["list", "--message-format", "json"]).stdout;
    let table = project.ok(&["list"]).stdout;
    let names: String = table
        .lines()
        .skip(1)
        .map(|row| format!("{}\r\n", row.split_once(' ').expect("columns").0))
        .collect();
    let en = ["court", "long", "moyen"].map(|name| {
        let files = ["brief", "slides"].map(|f| format!("{name}-full-analysis-{f}-en.pdf"));
        files.map(|file| format!("no part has `{file}`, which is expected"))
    });
    let en = en.as_flattened();
    let extra = ["`p/notes/court-full-analysis-slides-fr-notes.pdf` is not expected".to_owned()];
    let unread = ["`p/none/manifest.json` is no manifest of a part: there is none".to_owned()];
    // The list, the parts, and what is wrong.
    for (list, parts, said) in [
        (&json, &["p/fr", "p/en"][..], &[][..]),
        (&table, &["p/en", "p/fr"], &[]),
        (&names, &["p/fr", "p/en", "p/fr"], &[]),
        (&json, &["p/fr"], en),
        (&table, &["p/fr"], en),
        (&names, &["p/fr"], en),
        (&json, &["p/fr", "p/en", "p/notes"], &extra),
        // Of what a part without a manifest has, nothing is known.
        (&json, &["p/fr", "p/none"], &unread),
    ] {
        project.write("list", list);
        let options = ["--expect", "list", "--message-format", "json"];
        let run = project.run(&[&["merge-manifests"], parts, &options].concat());
        let found = run.messages("diagnostic");
        let messages: Vec<_> = found.iter().map(|d| d["message"].as_str()).collect();
        assert_eq!(
            messages,
            said.iter().map(|s| Some(s.as_str())).collect::<Vec<_>>()
        );
        assert_eq!(run.code, i32::from(!said.is_empty()));
        match said.is_empty() {
            true => fs::remove_dir_all(project.path("dist")).expect("it was written"),
            false => assert!(!project.path("dist").exists(), "nothing is written"),
        }
        // Which part it is, where the list tells.
        let is_told = !std::ptr::eq(list, &names);
        for missing in found.iter().filter(|d| d["code"] == "part-missing") {
            let hint = missing["hints"][0].as_str().expect("a hint");
            assert_eq!(hint.contains(":en` makes"), is_told, "{hint}");
        }
    }
    // What is no list.
    for (list, why) in [
        ("", "it is empty"),
        (
            "{\"type\":\"diagnostic\",\"severity\":\"error\"}",
            "`list` found errors",
        ),
    ] {
        project.write("list", list);
        let run = project.run(&["merge-manifests", "p/fr", "--expect", "list"]);
        assert_eq!(run.code, 2);
        let said = format!("error[usage]: the list `list` cannot be read: {why}");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
    assert_eq!(
        project
            .run(&["merge-manifests", "p/fr", "--expect", "no"])
            .code,
        2
    );
}

#[test]
fn dependencies_name_what_was_read() {
    let project = Project::small();
    project.write("i18n/fr/labels.ftl", "contents = Sommaire\n");
    project.write("seeds/l'#1 $.md", project.read("seeds/a.md"));
    let build = |file: &str| {
        project.ok(&[
            "build",
            "--format",
            "brief",
            "--output-dir",
            "out dir",
            "--deps",
            file,
        ])
    };
    build("deps/a.d");
    assert_eq!(
        project.read("deps/a.d"),
        "\
out\\ dir/a-full-analysis-brief-fr.pdf \\
out\\ dir/l'\\#1\\ $$-full-analysis-brief-fr.pdf \\
out\\ dir/manifest.json \\
out\\ dir/SHA256SUMS: \\
  fluentpress.yaml \\
  i18n/fr/labels.ftl \\
  seeds/a.md \\
  seeds/l'\\#1\\ $$.md

fluentpress.yaml:

i18n/fr/labels.ftl:

seeds/a.md:

seeds/l'\\#1\\ $$.md:
"
    );
    build("a.ninja");
    assert!(project.read("a.ninja").starts_with(
        "artifacts: \\\n  fluentpress.yaml \\\n  i18n/fr/labels.ftl \\\n  seeds/a.md\n\n"
    ));
    build("a.json");
    let all: Value = serde_json::from_str(&project.read("a.json")).expect("JSON");
    assert_eq!(
        all["inputs"],
        json!([
            "fluentpress.yaml",
            "i18n/fr/labels.ftl",
            "seeds/a.md",
            "seeds/l'#1 $.md"
        ])
    );
    assert_eq!(all["outputs"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        all["artifacts"][0],
        json!({ "file": "out dir/a-full-analysis-brief-fr.pdf", "inputs": ["fluentpress.yaml", "i18n/fr/labels.ftl", "seeds/a.md"] })
    );
    let has = |list: &str, name: &str| all[list].as_array().expect("names").contains(&json!(name));
    assert!(
        has("absent", "layouts/theme/scale.typ")
            && has("absent", "fonts")
            && !has("absent", "seeds/a.md")
    );
    assert!(has("folders", "seeds") && has("folders", "i18n"));
    // From another folder, the paths are those from there.
    let mut command = project.command(&[
        "build",
        "--format",
        "brief",
        "--article",
        "a",
        "--deps",
        "b.d",
        "--project",
        "..",
    ]);
    fs::create_dir_all(project.path("below")).expect("a folder");
    let run = Run::of(
        command
            .current_dir(project.path("below"))
            .output()
            .expect("it starts"),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let root = project.root().canonicalize().expect("a folder");
    let root = if cfg!(unix) { root } else { "".into() };
    let deps = project.read("below/b.d");
    assert!(deps.contains(&format!("{}/seeds/a.md\n", root.display())));
    // A name that no rule can hold is said before anything is written.
    project.write("seeds/x=y.md", project.read("seeds/a.md"));
    let run = project.run(&["build", "--output-dir", "new", "--deps", "c.d"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[unnamable-file]: the file \"new/x=y-full-analysis-brief-fr.pdf\" cannot be named in a rule of make"), "{}", run.stderr);
    assert!(!project.path("new").exists() && !project.path("c.d").exists());
    build("c.json");
}

// Other systems have no such names.
#[cfg(unix)]
#[test]
fn a_ninja_file_has_an_edge_for_each_article_and_language() {
    let project = Project::small();
    project.write("seeds/l'$ |:é.md", project.read("seeds/a.md"));
    project.write(
        "layouts/theme/scale.typ",
        include_str!("../../layouts/theme/scale.typ"),
    );
    let options = ["list", "--format", "brief", "--message-format", "ninja"];
    project.ok(&[&options[..], &["--to", "b u.ninja"]].concat());
    let said = project.read("b u.ninja");
    let program = fs::canonicalize(env!("CARGO_BIN_EXE_fluentpress")).expect("it is there");
    let said = said.replace(program.to_str().expect("UTF-8"), "/bin/fluentpress");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("ninja", said);
    });
    // It is left alone where it would be the same; and without a file of its own, nothing makes it again.
    let time = || {
        fs::metadata(project.path("b u.ninja"))
            .expect("a file")
            .modified()
            .expect("a time")
    };
    let before = time();
    project.ok(&[&options[..], &["--to", "b u.ninja"]].concat());
    assert_eq!(time(), before);
    let said = project.ok(&options).stdout;
    assert!(!said.contains("rule list") && said.contains("rule merge"));
}

//! Findings for other tools: workflow commands of GitHub Actions, and SARIF.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Project, Run};

/// A project with findings of many kinds: in lines with accents, over several lines, about a whole file, about none.
fn faulty() -> Project {
    let project = Project::small();
    project.edit(
        "seeds/a.md",
        "Un mot.",
        "Été : 100 % <b>gras</b>.\n\n<i>x</i>\n\n# Suite {#suite .a:b}\n\n![i](nulle,part.png)\n\n- [^1]\n- [^1]",
    );
    project.write("i18n/en/a.ftl", "meta-title = Title\n");
    project.write("i18n/de/labels.ftl", "contents = Inhalt\n");
    project
}

fn sarif(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("one document and nothing else")
}

#[test]
fn github_shows_findings_at_their_lines() {
    let project = faulty();
    let run = project.run(&["build", "--message-format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let json = project.run(&["build", "--message-format", "json"]);
    let mut objects = json.messages("diagnostic");
    let (lines, notice): (Vec<&str>, Vec<&str>) = run
        .stdout
        .lines()
        .partition(|line| !line.starts_with("::notice "));
    assert_eq!(lines.len(), objects.len());
    assert!(notice.len() == 1 && lines.len() > 10, "{notice:?}");
    for line in lines {
        // The same findings in another order: one of each code first.
        let at = line
            .split(",line=")
            .nth(1)
            .and_then(|rest| rest.split(',').next());
        let is_said = |object: &Value| {
            let said = object["message"].as_str().expect("words");
            line.contains(&format!("::{}%0A", said.replace('%', "%25")))
                && at.is_none_or(|at| at.parse().ok() == object["line"].as_u64())
        };
        let at = objects.iter().position(is_said);
        let object = objects.remove(at.unwrap_or_else(|| panic!("{line}")));
        let rest = line.strip_prefix("::error ").expect("a command");
        let (properties, message) = rest.split_once("::").expect("a message");
        let value = |name: &str| {
            let pairs = properties
                .split(',')
                .map(|p| p.split_once('=').expect("a pair"));
            pairs
                .into_iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| value)
        };
        assert_eq!(value("title"), object["code"].as_str());
        assert_eq!(value("file"), object["file"].as_str());
        if let Some(at) = value("line") {
            assert_eq!(at, object["line"].to_string());
            assert_eq!(
                value("col").is_some(),
                value("endLine") == Some(at),
                "{line}"
            );
        }
        let said = object["message"].as_str().expect("words");
        let said = said.replace('%', "%25");
        assert!(message.starts_with(&said), "{line}");
        for hint in object["hints"].as_array().expect("a list") {
            let hint = format!(
                "%0Ahelp: {}",
                hint.as_str().expect("words").replace('%', "%25")
            );
            assert!(message.contains(&hint), "{line}");
        }
    }
    assert!(
        run.stdout
            .contains("::error file=seeds/a.md,line=6,endLine=6,col=13,endColumn=16,title="),
        "{}",
        run.stdout
    );
    // A job runs at the top of the repository, and its paths start there.
    let root = project.root();
    let mut command = project.command(&[
        "--project",
        root.to_str().expect("UTF-8"),
        "build",
        "--message-format",
        "github",
    ]);
    let parent = root.parent().expect("a parent");
    let run = Run::of(command.current_dir(parent).output().expect("it starts"));
    let folder = root.file_name().expect("a name").to_string_lossy();
    assert!(
        run.stdout
            .contains(&format!("::error file={folder}/seeds/a.md,line=6")),
        "{}",
        run.stdout
    );
    // Without findings the files are told as to people.
    let project = Project::small();
    let run = project.ok(&["build", "--message-format", "github"]);
    assert!(run.stdout.starts_with("file "), "{}", run.stdout);
}

#[test]
fn sarif_holds_all_findings_with_rules_and_regions() {
    let project = faulty();
    let run = project.run(&["build", "--message-format", "sarif"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let document = sarif(&run);
    assert_eq!(
        (&document["version"], &document["$schema"]),
        (
            &"2.1.0".into(),
            &"https://json.schemastore.org/sarif-2.1.0.json".into()
        )
    );
    let keys = |value: &Value| -> BTreeSet<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let set = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(keys(&document), set(&["$schema", "runs", "version"]));
    let run_object = &document["runs"][0];
    assert_eq!(run_object["columnKind"], "unicodeCodePoints");
    let driver = &run_object["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &driver["version"]),
        (&"fluentpress".into(), &env!("CARGO_PKG_VERSION").into())
    );
    let rules = driver["rules"].as_array().expect("rules");
    let ids: Vec<_> = rules
        .iter()
        .map(|rule| rule["id"].as_str().expect("an id"))
        .collect();
    assert!(ids.is_sorted() && ids.len() > 3, "{ids:?}");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let json = project.run(&["build", "--message-format", "json"]);
    let objects = json.messages("diagnostic");
    let results = run_object["results"].as_array().expect("results");
    assert_eq!(results.len(), objects.len());
    let mut fingerprints = BTreeSet::new();
    for (result, object) in results.iter().zip(&objects) {
        let rule = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(
            (ids[rule], &result["ruleId"]),
            (object["code"].as_str().expect("a code"), &object["code"])
        );
        assert!(
            rules[rule]["shortDescription"]["text"]
                .as_str()
                .is_some_and(|words| !words.is_empty())
        );
        assert_eq!(result["level"], object["severity"]);
        let said = result["message"]["text"].as_str().expect("words");
        assert!(said.starts_with(object["message"].as_str().expect("words")));
        let fingerprint = result["partialFingerprints"]["finding/v1"]
            .as_str()
            .expect("one");
        assert!(
            fingerprints.insert(fingerprint.to_owned()),
            "{fingerprint} twice"
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], object["file"]);
        if let Some(region) = place.get("region") {
            assert_eq!(
                (&region["startLine"], &region["startColumn"]),
                (&object["line"], &object["column"])
            );
            let number = |name: &str| region[name].as_u64().expect("a number");
            assert!(
                (number("endLine"), number("endColumn"))
                    >= (number("startLine"), number("startColumn"))
            );
        }
        if object["places"] != serde_json::json!([]) {
            assert_eq!(result["properties"]["places"], object["places"]);
        }
    }
    // Columns are characters, not bytes: `É` is one.
    let tag =
        serde_json::json!({ "startLine": 6, "startColumn": 13, "endLine": 6, "endColumn": 16 });
    let mut regions = results
        .iter()
        .map(|r| &r["locations"][0]["physicalLocation"]["region"]);
    assert!(regions.any(|region| *region == tag), "{results:?}");
}

#[test]
fn fingerprints_stay_where_lines_move() {
    let project = faulty();
    let prints = |project: &Project| -> BTreeSet<String> {
        let document = sarif(&project.run(&["build", "--message-format", "sarif"]));
        let results = document["runs"][0]["results"]
            .as_array()
            .expect("results")
            .clone();
        results
            .iter()
            .map(|r| r["partialFingerprints"]["finding/v1"].to_string())
            .collect()
    };
    let before = prints(&project);
    project.edit("seeds/a.md", "Été", "Un début.\n\nÉté");
    let after = prints(&project);
    assert!(before.is_subset(&after), "{before:?} {after:?}");
}

#[test]
fn sarif_is_one_document_whatever_happens() {
    let project = Project::small();
    let document = sarif(&project.ok(&["build", "--message-format", "sarif"]));
    assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(project.pdfs().len(), 2);
    // The folder for the files is a file.
    project.write("taken", "");
    let run = project.run(&[
        "build",
        "--output-dir",
        "taken",
        "--message-format",
        "sarif",
    ]);
    assert_eq!(run.code, 1);
    let document = sarif(&run);
    assert_eq!(document["runs"][0]["results"][0]["ruleId"], "output");
}

/// What GitHub refuses a whole file for, and what its list of rules shows.
fn assert_shown(document: &Value) -> &Vec<Value> {
    let run = &document["runs"][0];
    let results = run["results"].as_array().expect("results");
    for result in results {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert!(
            place.as_str().is_some_and(|uri| !uri.is_empty()),
            "{result}"
        );
    }
    for rule in run["tool"]["driver"]["rules"].as_array().expect("rules") {
        for text in ["shortDescription", "fullDescription", "help"] {
            let text = rule[text]["text"].as_str();
            assert!(text.is_some_and(|text| !text.is_empty()), "{rule}");
        }
    }
    results
}

#[test]
fn every_result_of_sarif_has_a_place() {
    let project = Project::small();
    project.write("taken", "").write("flyer.txt", "no PDF");
    let elsewhere = tempfile::NamedTempFile::new().expect("a file");
    let elsewhere = elsewhere.path().to_str().expect("UTF-8");
    let cases: [(&[&str], i32, &str, &str); 8] = [
        (
            &["build", "--output-dir", "taken"],
            1,
            "output",
            "fluentpress.yaml",
        ),
        (&["preflight", "nope.pdf"], 1, "press-file", "nope.pdf"),
        (&["preflight", "flyer.txt"], 1, "press-file", "flyer.txt"),
        (&["preflight", elsewhere], 1, "press-file", "file:///"),
        (&["build", "--bogus"], 2, "usage", "fluentpress.yaml"),
        (
            &["check", "--locale", "xx"],
            2,
            "unknown-name",
            "fluentpress.yaml",
        ),
        (
            &["build", "--project", "nowhere"],
            2,
            "no-project",
            "fluentpress.yaml",
        ),
        (
            &["verify", "nowhere"],
            2,
            "verify-folder",
            "fluentpress.yaml",
        ),
    ];
    for (arguments, code, rule, place) in cases {
        let run = project.run(&[arguments, &["--message-format", "sarif"]].concat());
        assert_eq!(
            run.code, code,
            "{arguments:?}: {} {}",
            run.stdout, run.stderr
        );
        assert_eq!(run.stderr, "", "{arguments:?}");
        let document = sarif(&run);
        let first = &assert_shown(&document)[0];
        assert_eq!(first["ruleId"], rule, "{arguments:?}");
        let uri = &first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert!(
            uri.as_str().is_some_and(|uri| uri.starts_with(place)),
            "{uri}"
        );
    }
}

#[test]
fn what_makes_no_sense_is_said_in_every_format() {
    let project = Project::small();
    for arguments in [["build", "--bogus"], ["build", "--locale=xx"]] {
        let asked =
            |format: &str| project.run(&[&arguments[..], &["--message-format", format]].concat());
        let json = asked("json");
        assert_eq!(json.code, 2);
        assert_eq!(json.messages("diagnostic").len(), 1, "{}", json.stdout);
        assert_eq!(json.messages("done")[0]["exit"], 2);
        let github = asked("github");
        assert!(
            github.stdout.starts_with("::error title="),
            "{}",
            github.stdout
        );
        let human = asked("human");
        assert_eq!((human.code, human.stdout.as_str()), (2, ""));
        assert!(human.stderr.contains("error"), "{}", human.stderr);
    }
}

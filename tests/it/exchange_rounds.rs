//! Import: what a translator did not touch, or made from other words, confirms nothing and replaces nothing newer.

use crate::exchange::{CATALOGUE, Do, bytes, export, formats, project, state, translate};
use crate::support::Project;

const ID: &str = "facts-etiquette";

/// The article with another text, and the catalogue as `sync` leaves it.
fn rewrite(project: &Project, from: &str, to: &str) {
    project.edit("seeds/a.md", from, to);
    project.ok(&["sync"]);
}

/// A translator who edits the catalogue, and takes the mark away.
fn edit_catalogue(project: &Project, from: &str, to: &str) {
    let text = project.read(CATALOGUE);
    assert!(text.contains(from), "{text}");
    let kept = text.lines();
    let kept: Vec<_> = kept
        .filter(|line| !line.starts_with("# stale: ") && !line.starts_with("# source"))
        .collect();
    project.write(CATALOGUE, (kept.join("\n") + "\n").replace(from, to));
    project.ok(&["sync"]);
}

#[test]
fn what_was_not_touched_never_replaces_a_newer_translation() {
    for format in formats(1) {
        let project = project();
        rewrite(&project, "Le texte du point", "Le texte changé du point");
        let file = export(&project, format, &[]);
        edit_catalogue(&project, "The text of", "The changed text of");
        assert_eq!(state(&project, ID), "current", "{format}");
        // A tool takes all marks of unfinished texts away.
        if format != "xlsx" {
            let text = project.read(&file).replace("#, fuzzy\n", "");
            project.write(&file, text.replace("\"initial\"", "\"final\""));
        }
        let before = project.read(CATALOGUE);
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        project.ok(&["import", &file]);
        let after = project.read(CATALOGUE);
        assert!(after.contains("fn-n = The note."), "{format}: {after}");
        let kept: Vec<_> = after
            .lines()
            .filter(|line| !line.starts_with("fn-n"))
            .collect();
        let missing = |line: &&str| line.contains("fn-n") || line.contains("La note");
        let before: Vec<_> = before.lines().filter(|line| !missing(line)).collect();
        assert_eq!(kept, before, "{format}");
        assert_eq!(state(&project, ID), "current", "{format}");
    }
}

#[test]
fn a_text_that_both_changed_is_refused_unless_it_is_to_be_overwritten() {
    for format in formats(2) {
        let project = project();
        let file = export(&project, format, &[]);
        edit_catalogue(&project, "The text of", "The words of");
        translate(&project, &file, ID, &Do::Replace("text", "phrase"));
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        let said = "its translation in the catalogue has changed, too, since the export";
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
        assert!(project.read(CATALOGUE).contains("The words of"), "{format}");
        project.ok(&["import", "--overwrite", &file]);
        assert!(
            project.read(CATALOGUE).contains("The phrase of"),
            "{format}"
        );
        assert_eq!(state(&project, ID), "current", "{format}");
    }
}

#[test]
fn a_text_that_nobody_confirmed_stays_so_when_the_article_returns_to_its_old_words() {
    let label = "facts-etiquette.label";
    for format in formats(3) {
        // One part of a text that is stale; its words are of no source text as a whole.
        let project = project();
        rewrite(&project, "Le texte du point", "Le texte changé du point");
        let file = export(&project, format, &[]);
        translate(&project, &file, label, &Do::Replace("Label", "Name"));
        project.ok(&["import", &file]);
        assert_eq!(state(&project, ID), "stale", "{format}");
        assert_eq!(project.run(&["sync", "--check"]).code, 0, "{format}");
        rewrite(&project, "Le texte changé du point", "Le texte du point");
        assert_eq!(state(&project, ID), "stale", "{format}, returned");
        project.ok(&["sync"]);
        assert_eq!(state(&project, ID), "stale", "{format}, synced");

        // The same, from an older source text: to this, too, nobody compared all of it.
        rewrite(&project, "Le texte du point", "Le deuxième texte du point");
        let file = export(&project, format, &[]);
        rewrite(&project, "Le deuxième", "Le troisième");
        translate(&project, &file, label, &Do::Replace("Name", "Title"));
        project.ok(&["import", &file]);
        assert_eq!(state(&project, ID), "stale", "{format}");
        rewrite(&project, "Le troisième", "Le deuxième");
        assert_eq!(state(&project, ID), "stale", "{format}, second");
        project.ok(&["ack", "en", ID]);
        assert_eq!(state(&project, ID), "current", "{format}");
    }
}

#[test]
fn what_was_made_from_older_words_is_current_when_these_return() {
    for format in formats(4) {
        let project = project();
        let file = export(&project, format, &[]);
        rewrite(&project, "Le texte du point", "Le texte changé du point");
        translate(&project, &file, ID, &Do::Replace("text", "phrase"));
        project.ok(&["import", &file]);
        let text = project.read(CATALOGUE);
        let mark = "# stale: facts-etiquette\n# source: Le texte {+changé+} du point.\n";
        assert!(text.contains(mark), "{format}: {text}");
        assert_eq!(project.run(&["sync", "--check"]).code, 0, "{format}");
        rewrite(&project, "Le texte changé du point", "Le texte du point");
        assert_eq!(state(&project, ID), "current", "{format}");
        assert!(!project.read(CATALOGUE).contains("# stale"), "{format}");
    }
}

#[test]
fn marks_are_right_after_an_import_as_after_a_sync() {
    for format in formats(5) {
        let project = project();
        rewrite(&project, "Le texte du point", "Le texte changé du point");
        assert!(project.read(CATALOGUE).contains("# stale: facts-etiquette"));
        let file = export(&project, format, &["--only", "stale"]);
        translate(&project, &file, ID, &Do::Replace("text", "changed text"));
        project.ok(&["import", &file]);
        let text = project.read(CATALOGUE);
        assert!(!text.contains("stale"), "{format}: {text}");
        assert_eq!(project.run(&["sync", "--check"]).code, 0, "{format}");
        assert_eq!(state(&project, ID), "current", "{format}");
    }
}

#[test]
fn a_message_keeps_its_translation_when_its_id_changes() {
    for format in formats(6) {
        let project = project();
        let old = export(&project, format, &[]);
        let kept = bytes(&project, &old);
        let arguments = [
            "export", "en", "--format", format, "--only", "missing", "left",
        ];
        let missing = project.ok(&arguments).stdout;
        // The id of the heading changes; `sync` has not been run.
        project.edit("seeds/a.md", "{#facts}", "{#evidence}");
        assert_eq!(project.ok(&arguments).stdout, missing, "{format}");
        let file = export(&project, format, &[]);
        let new = "evidence-title";
        let done = Do::Replace("Fact", "One fact");
        translate(&project, &file, "evidence-title:one", &done);
        project.ok(&["import", &file]);
        assert!(project.read(CATALOGUE).contains("[one] One fact with"));
        assert_eq!(state(&project, new), "current", "{format}");
        project.ok(&["sync"]);
        assert_eq!(state(&project, new), "current", "{format}");
        assert!(!project.read(CATALOGUE).contains("facts-title"), "{format}");
        // What was exported under the old id finds its text.
        project.write(&old, kept);
        let done = Do::Replace("Facts", "All facts");
        translate(&project, &old, "facts-title:other", &done);
        project.ok(&["import", &old]);
        let text = project.read(CATALOGUE);
        assert!(text.contains("[other] All facts with"), "{format}: {text}");
        assert!(text.contains("[one] One fact with"), "{format}: {text}");
        assert_eq!(state(&project, new), "current", "{format}");
    }
}

#[test]
fn every_variant_of_a_changed_text_must_come_back() {
    let id = "facts-title";
    for format in formats(7) {
        let project = project();
        rewrite(&project, "# Des faits", "# Des faits et des chiffres");
        let file = export(&project, format, &[]);
        let done = Do::Replace("with", "and figures with");
        translate(&project, &file, "facts-title:one", &done);
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.contains("to be confirmed"), "{format}: {said}");
        assert_eq!(state(&project, id), "stale", "{format}");
        let file = export(&project, format, &[]);
        translate(
            &project,
            &file,
            "facts-title:one",
            &Do::Replace("Fact", "One fact"),
        );
        translate(&project, &file, "facts-title:other", &done);
        project.ok(&["import", &file]);
        assert_eq!(state(&project, id), "current", "{format}");
    }
}

#[test]
fn a_source_text_that_is_not_that_of_its_unit_is_refused() {
    for format in ["po", "xliff2", "xliff1.2"] {
        let project = project();
        let file = export(&project, format, &["--only", "missing"]);
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        let text = project.read(&file);
        assert!(text.contains("La note."), "{format}");
        project.write(&file, text.replace("La note.", "Le mot."));
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        let said = "`fn-n` is not imported: its source text in the file is not the one";
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
    }
}

#[test]
fn a_file_of_another_program_or_project_has_one_finding() {
    let project = project();
    let entry = |n: usize| format!("msgid \"Open {n}\"\nmsgstr \"Offen {n}\"\n\n");
    let entries: String = (0..50).map(entry).collect();
    let header = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\n";
    project.write("other.po", format!("{header}{entries}"));
    let entries = entries.split("\n\n").enumerate();
    let entries = entries.map(|(at, entry)| format!("msgctxt \"a/x-{at}\"\n{entry}\n\n"));
    let entries: String = entries.take(50).collect();
    project.write("others.po", format!("{header}{entries}"));
    for (file, said) in [
        ("other.po", "no entry of the file has one"),
        (
            "others.po",
            "there are no texts `x-0`, `x-1`, `x-2` and 47 more",
        ),
    ] {
        let run = project.run(&["import", file]);
        assert_eq!(run.code, 1, "{file}");
        assert!(run.stderr.contains(said), "{file}: {}", run.stderr);
        assert!(
            run.stderr.ends_with("\n1 error\n"),
            "{file}: {}",
            run.stderr
        );
    }
}

#[test]
fn text_files_may_be_in_utf_16() {
    for format in ["xliff2", "xliff1.2", "po"] {
        for is_little in [true, false] {
            let project = project();
            let file = export(&project, format, &["--only", "missing"]);
            translate(&project, &file, "fn-n", &Do::Write("Ἡ 註 🙂 نص."));
            let text = format!("\u{FEFF}{}", project.read(&file)).replace('\n', "\r\n");
            let bytes = text.encode_utf16().flat_map(|unit| match is_little {
                true => unit.to_le_bytes(),
                false => unit.to_be_bytes(),
            });
            project.write(&file, bytes.collect::<Vec<u8>>());
            project.ok(&["import", &file]);
            let text = project.read(CATALOGUE);
            assert!(text.contains("fn-n = Ἡ 註 🙂 نص."), "{format}: {text}");
        }
    }
}

/// The file has the codes of the text of today; that the old translation could not have them is no reason to lose them.
#[test]
fn codes_that_a_stale_translation_lacks_are_needed() {
    for format in formats(3) {
        let project = project();
        rewrite(&project, "Le texte du point", "Le **texte** du `point`");
        let file = export(&project, format, &["--only", "stale"]);
        translate(&project, &file, ID, &Do::Write("The words of the point."));
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        let said = "`facts-etiquette` is not imported: it lacks `**…**`, it lacks ``point``";
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
        assert_eq!(state(&project, ID), "stale", "{format}");
    }
}

/// What a confirmed translation has in place of a code of its source text may come back as it was exported: a link to the page in its language, and
/// emphasis that has leave to be missing.
#[test]
fn codes_of_a_confirmed_translation_come_back() {
    let emphasis =
        "# fluentpress: allow emphasis-lost there is none in English\nfacts-etiquette = The";
    for format in formats(3) {
        for (source, from, to) in [
            (
                "Le [texte](https://a.org/fr/x) du point",
                "The text",
                "The [text](https://a.org/en/x)",
            ),
            ("Le *texte* du point", "facts-etiquette = The", emphasis),
        ] {
            let project = project();
            rewrite(&project, "Le texte du point", source);
            edit_catalogue(&project, from, to);
            project.ok(&["ack", "en", ID]);
            let file = export(&project, format, &[]);
            translate(&project, &file, ID, &Do::Replace("point", "spot"));
            project.ok(&["import", &file]);
            assert!(project.read(CATALOGUE).contains("of the spot"), "{format}");
            assert_eq!(state(&project, ID), "current", "{format}");
        }
    }
}

/// Whatever a tool or a template wrote into its head, the texts are those of the language that was exported.
#[test]
fn a_file_stays_in_the_language_that_it_was_exported_for() {
    for (format, from, to) in [
        ("po", "\"Language: en\\n\"", "\"Language: ja\\n\""),
        (
            "xliff1.2",
            "target-language=\"en\"",
            "target-language=\"ja\"",
        ),
        ("xliff2", "trgLang=\"en\"", "trgLang=\"ja\""),
    ] {
        let project = project();
        let file = export(&project, format, &["--only", "missing"]);
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        let text = project.read(&file);
        assert!(text.contains(from), "{text}");
        project.write(&file, text.replace(from, to));
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        let said = "the file says that it is in `ja`, and it was exported for `en`";
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
        assert!(!run.stdout.contains("wrote"), "{format}: {}", run.stdout);
        // As files of older versions have no language there, it counts where it is gone, too.
        let text = project.read(&file).replace("@en", "");
        project.write(&file, text.replace(to, from));
        project.ok(&["import", &file]);
    }
}

/// A translation that is current is worth more than one of a text that is gone.
#[test]
fn a_late_file_replaces_nothing_current() {
    for format in formats(2) {
        let project = project();
        rewrite(&project, "Le texte du point", "Le texte changé du point");
        let file = export(&project, format, &["--only", "stale"]);
        rewrite(&project, "Le texte changé du point", "Le texte du point");
        assert_eq!(state(&project, ID), "current", "{format}");
        translate(
            &project,
            &file,
            ID,
            &Do::Replace("The text", "The changed text"),
        );
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        let said = "its translation in the catalogue is current, and this one was made from an older source text";
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
        assert_eq!(state(&project, ID), "current", "{format}");
        project.ok(&["import", "--overwrite", &file]);
        assert_eq!(state(&project, ID), "stale", "{format}");
    }
}

/// A piece of a sentence may have codes of its own, and lack those around it.
#[test]
fn pieces_of_sentences_are_no_translations_of_them() {
    let project = project();
    let file = export(&project, "tmx", &[]);
    let text = project.read(&file);
    assert!(text.contains("tuid=\"a/facts-title:one\""), "{text}");
    for gone in ["a/facts-deuxieme-point", "labels/citation"] {
        assert!(!text.contains(&format!("tuid=\"{gone}")), "{text}");
    }
    let file = export(&project, "po", &[]);
    for (from, to) in [("all", "all together"), ("of them", "of those")] {
        let id = ["facts-deuxieme-point:other", "facts-deuxieme-point"][usize::from(from != "all")];
        translate(&project, &file, id, &Do::Replace(from, to));
    }
    project.ok(&["import", &file]);
    assert!(
        project
            .read(CATALOGUE)
            .contains("{ NUMBER($n) } all together")
    );
}

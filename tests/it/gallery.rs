//! Every element of articles in one project: in all layouts, editions and pseudo-locales, and on the picture of `docs/gallery.md`.

use std::fs;

use crate::support::{Project, copy, repository};

/// The project of the gallery. Its articles are of one audience; `audiences` may name others.
fn gallery() -> Project {
    let project = Project::new(&[]);
    copy(&repository().join("tests/fixtures/gallery"), project.root());
    project
}

/// Which of two sheets of pictures is new: `INSTA_UPDATE=always` replaces that of the document.
fn is_up_to_date(made: &[u8], shown: &std::path::Path) -> bool {
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        fs::write(shown, made).expect("the picture");
    }
    fs::read(shown).is_ok_and(|shown| shown == made)
}

#[test]
fn the_gallery_shows_what_the_program_makes() {
    let project = gallery();
    project.ok(&[
        "build",
        "--format",
        "brief",
        "--thumbnails",
        "--deny-warnings",
    ]);
    let made = fs::read(project.path("dist/contact-sheet.png")).expect("a sheet");
    let shown = repository().join("docs/gallery.png");
    assert!(
        is_up_to_date(&made, &shown),
        "docs/gallery.png is not what the program makes: INSTA_UPDATE=always makes it anew"
    );
}

#[test]
fn every_element_is_set_everywhere() {
    let project = gallery();
    for arguments in [
        &["build", "--format", "slides", "--notes"][..],
        &["build", "--edition", "press"],
        &["build", "--locale", "en-XA", "--format", "brief"],
        &["build", "--locale", "en-XB", "--format", "brief"],
    ] {
        project.ok(arguments);
    }
}

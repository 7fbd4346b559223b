//! Every element of articles in one project: in all layouts, editions and pseudo-locales, and on the picture of `docs/gallery.md`.

use std::fs;
use std::io::Cursor;

use crate::support::{Project, copy, repository};

/// The project of the gallery. Its articles are of one audience; `audiences` may name others.
fn gallery() -> Project {
    let project = Project::new(&[]);
    copy(&repository().join("tests/fixtures/gallery"), project.root());
    project
}

/// The pixels of a picture, row by row, and its size.
fn pixels(picture: &[u8]) -> (Vec<u8>, (u32, u32)) {
    let mut reader = png::Decoder::new(Cursor::new(picture))
        .read_info()
        .expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("its pixels");
    (pixels, (frame.width, frame.height))
}

/// Whether two pictures look alike: processors round the edges of letters in ways of their own.
fn are_alike(made: &[u8], shown: &[u8]) -> bool {
    let ((made, size), (shown, other)) = (pixels(made), pixels(shown));
    let differ = made
        .iter()
        .zip(&shown)
        .filter(|(a, b)| a.abs_diff(**b) > 24)
        .count();
    size == other && differ * 1000 < made.len()
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
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        fs::write(&shown, &made).expect("the picture");
    }
    let shown = fs::read(shown).expect("the picture");
    assert!(
        are_alike(&made, &shown),
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

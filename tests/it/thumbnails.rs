//! First pages as pictures, and the contact sheet.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use crate::support::Project;
use crate::support::proved::{list, proved};
use serde_json::Value;

/// The accent of a project that sets none.
const ACCENT: [u8; 3] = [0x0b, 0x4a, 0x5e];

/// A decoded picture: three bytes a pixel, row by row.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn open(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut reader = png::Decoder::new(BufReader::new(file))
            .read_info()
            .expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels,
        }
    }

    fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn count(&self, color: [u8; 3]) -> usize {
        self.pixels
            .chunks(3)
            .filter(|pixel| **pixel == color)
            .count()
    }

    fn colors(&self) -> usize {
        self.pixels.chunks(3).collect::<BTreeSet<_>>().len()
    }

    fn row(&self, x: usize, y: usize, width: usize) -> &[u8] {
        let start = (y * self.width + x) * 3;
        &self.pixels[start..start + width * 3]
    }

    /// Where another picture lies in this one, pixel by pixel.
    fn find(&self, other: &Picture) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for y in 0..=self.height - other.height {
            for x in 0..=self.width - other.width {
                let same =
                    |row| self.row(x, y + row, other.width) == other.row(0, row, other.width);
                if same(other.height / 2) && (0..other.height).all(same) {
                    found.push((x, y));
                }
            }
        }
        found
    }
}

/// The files of the output folder that end so.
fn files(project: &Project, end: &str) -> Vec<String> {
    project
        .pdfs()
        .into_iter()
        .filter(|name| name.ends_with(end))
        .collect()
}

fn open(project: &Project, name: &str) -> Picture {
    Picture::open(&project.path("dist").join(name))
}

#[test]
fn every_pdf_has_a_thumbnail_and_a_place_on_the_sheet() {
    let project = Project::example();
    // Pages on the sheet are no longer than this: so they are the thumbnails, pixel by pixel.
    let said = project.ok(&["build", "--thumbnails", "400"]).stdout;
    assert!(
        said.contains("\n12 thumbnails beside the files, "),
        "{said}"
    );
    assert!(said.contains("dist/contact-sheet.png, "), "{said}");
    let sheet = open(&project, "contact-sheet.png");
    let mut places = Vec::new();
    let pdfs = files(&project, ".pdf");
    assert_eq!(pdfs.len(), 12);
    for pdf in &pdfs {
        let picture = open(&project, &pdf.replace(".pdf", ".png"));
        match pdf.contains("-brief-") {
            true => assert_eq!(picture.size(), (283, 400), "{pdf}"),
            false => assert_eq!(picture.size(), (400, 225), "{pdf}"),
        }
        assert!(picture.colors() > 100, "{pdf}: {}", picture.colors());
        let accent = picture.count(ACCENT);
        let least = if pdf.contains("-brief-") { 15 } else { 60_000 };
        assert!(accent > least, "{pdf}: {accent} pixels of the accent");
        let found = sheet.find(&picture);
        assert_eq!(found.len(), 1, "{pdf} is at {found:?}");
        places.extend(found);
    }
    // Languages are rows: of each format, the pages stand side by side, in the order of the matrix.
    let place = |name: &str| places[pdfs.iter().position(|pdf| pdf == name).expect(name)];
    let [en, fr] = ["en", "fr"].map(|locale| {
        let briefs = ["executive-summary", "full-analysis", "key-points"];
        briefs.map(|audience| place(&format!("night-trains-{audience}-brief-{locale}.pdf")))
    });
    assert!(en[0].1 == en[1].1 && en[1].1 == en[2].1 && en[0].1 + 400 < fr[0].1);
    assert!(en[0].0 < en[1].0 && en[1].0 < en[2].0 && en[0].0 == fr[0].0);
    let pictures = files(&project, ".png");
    assert_eq!(pictures.len(), 13);
    // The manifest tells of all of them, and of what each shows.
    let manifest = proved(&project.path("dist"));
    let told = list(&manifest, "pictures");
    assert_eq!(names(told), pictures);
    for picture in told {
        let file = picture["file"].as_str().expect("a name");
        let shown = (file != "contact-sheet.png").then(|| file.replace(".png", ".pdf"));
        assert_eq!(picture["artifact"].as_str(), shown.as_deref());
    }
}

fn names(listed: &[Value]) -> Vec<String> {
    let names = listed.iter().map(|item| item["file"].as_str());
    names.map(|name| name.expect("a name").to_owned()).collect()
}

#[test]
fn pictures_are_kept_verified_and_put_together() {
    let project = Project::small().plain();
    let build =
        |options: &[&str]| project.ok(&[&["build", "--thumbnails", "64"], options].concat());
    let both = ["--locale", "fr", "--locale", "fr-XA"];
    build(&both);
    assert!(
        project
            .ok(&["verify"])
            .stdout
            .ends_with("\n11 files: 11 identical\n")
    );
    // A part that is built again without pictures leaves the others what they are, but no sheet of all.
    project.ok(&["build", "--locale", "fr", "--format", "brief"]);
    let told = names(list(&proved(&project.path("dist")), "pictures"));
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        !told.contains(&"a-full-analysis-brief-fr.png".to_owned()),
        "{told:?}"
    );
    let verdict = |folder: &str, file: &str| {
        let run = project.run(&["verify", folder, "--message-format", "json"]);
        let lines = run.messages("verified").into_iter();
        let mut lines = lines.filter(|line| line["file"] == format!("{folder}/{file}"));
        lines.next().expect("a verdict")["verdict"].clone()
    };
    assert_eq!(verdict("dist", "a-full-analysis-brief-fr.png"), "unknown");
    assert_eq!(verdict("dist", "contact-sheet.png"), "unknown");
    assert_eq!(
        verdict("dist", "a-full-analysis-brief-fr-XA.png"),
        "identical"
    );
    // What is damaged or gone is found; so is a picture of another page.
    build(&[&both[..], &["--output-dir", "whole"]].concat());
    let whole = project.path("whole");
    fs::remove_file(whole.join("a-full-analysis-brief-fr.png")).expect("a picture");
    fs::copy(
        whole.join("a-full-analysis-slides-fr-XA.png"),
        whole.join("a-full-analysis-slides-fr.png"),
    )
    .expect("a copy");
    fs::write(whole.join("contact-sheet.png"), "no picture").expect("a file");
    assert_eq!(verdict("whole", "a-full-analysis-brief-fr.png"), "missing");
    assert_eq!(
        verdict("whole", "a-full-analysis-brief-fr-XA.png"),
        "identical"
    );
    assert_eq!(
        verdict("whole", "a-full-analysis-slides-fr.png"),
        "different"
    );
    assert_eq!(verdict("whole", "contact-sheet.png"), "different");
    // Parts bring their pictures, but not their sheets.
    for locale in ["fr", "fr-XA"] {
        build(&["--locale", locale, "--output-dir", locale]);
    }
    project.ok(&["merge-manifests", "fr", "fr-XA", "--output-dir", "merged"]);
    let merged = proved(&project.path("merged"));
    assert_eq!(list(&merged, "pictures").len(), 4);
    assert!(!project.path("merged/contact-sheet.png").exists());
    assert_eq!(project.run(&["verify", "merged"]).code, 0);
}

#[test]
fn without_the_option_no_picture_is_touched() {
    let project = Project::small();
    project.write("dist/a-full-analysis-brief-fr.png", "mine");
    project.ok(&["build"]);
    assert_eq!(files(&project, ".png"), ["a-full-analysis-brief-fr.png"]);
    assert_eq!(project.read("dist/a-full-analysis-brief-fr.png"), "mine");
}

#[test]
fn a_build_with_an_error_keeps_the_pictures() {
    let project = Project::small();
    project.ok(&["build", "--thumbnails", "32"]);
    let before = fs::read(project.path("dist/contact-sheet.png")).expect("a sheet");
    assert_eq!(
        open(&project, "a-full-analysis-slides-fr.png").size(),
        (32, 18)
    );
    project.edit("seeds/a.md", "Un mot.", "Un mot[^lost].");
    assert_eq!(project.run(&["build", "--thumbnails"]).code, 1);
    assert!(fs::read(project.path("dist/contact-sheet.png")).expect("a sheet") == before);
    // A changed text shows.
    project.edit("seeds/a.md", "Un mot[^lost].", "Deux mots.");
    project.ok(&["build", "--thumbnails"]);
    assert!(fs::read(project.path("dist/contact-sheet.png")).expect("a sheet") != before);
    assert_eq!(
        open(&project, "a-full-analysis-slides-fr.png").size(),
        (512, 288)
    );
}

#[test]
fn press_files_are_shown_trimmed() {
    let project = Project::small();
    project.ok(&[
        "build",
        "--thumbnails",
        "--edition",
        "all",
        "--format",
        "brief",
    ]);
    let press = open(&project, "a-full-analysis-brief-fr-press.png");
    let screen = open(&project, "a-full-analysis-brief-fr.png");
    // With a bleed of 3 mm it would be 365 wide.
    assert_eq!((press.size(), screen.size()), ((362, 512), (362, 512)));
    assert!(press.colors() > 20 && press.count(ACCENT) == 0);
}

#[test]
fn handouts_and_pseudo_locales_are_on_the_sheet_too() {
    let project = Project::small();
    let options = [
        "--thumbnails",
        "64",
        "--notes",
        "--locale",
        "fr",
        "--locale",
        "fr-XA",
        "--locale",
        "fr-XB",
    ];
    let run = project.ok(&[&["build", "--message-format", "json"], &options[..]].concat());
    let said: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &serde_json::Value| line["file"].is_string() && line["type"] != "diagnostic")
        .collect();
    assert_eq!(said.len(), 10, "{}", run.stdout);
    let sheet = open(&project, "contact-sheet.png");
    for artifact in &said[..9] {
        let picture = Picture::open(&project.path(artifact["thumbnail"].as_str().expect("a path")));
        assert!(picture.colors() > 1, "{artifact}");
        // The pages of the three decks look alike, and so do those of handouts in two languages.
        assert!(!sheet.find(&picture).is_empty(), "{artifact}");
    }
    let (last, bytes) = (&said[9], fs::read(project.path("dist/contact-sheet.png")));
    assert_eq!(last["type"], "contact-sheet");
    assert_eq!(last["file"], "dist/contact-sheet.png");
    assert_eq!(last["bytes"], bytes.expect("a sheet").len());
    assert_eq!(
        (&last["width"], &last["height"]),
        (&sheet.width.into(), &sheet.height.into())
    );
}

#[test]
fn lengths_that_are_none_are_refused() {
    let project = Project::small();
    for wrong in [
        "0",
        "5",
        "31",
        "4097",
        "100000",
        "99999999999",
        "words",
        "64.5",
        "",
    ] {
        let run = project.run(&["build", "--thumbnails", wrong]);
        assert_eq!(run.code, 2, "{wrong}");
        let said = "give a whole number from 32 to 4096";
        assert!(run.stderr.contains(said), "{wrong}: {}", run.stderr);
        assert!(!project.path("dist").exists());
    }
}

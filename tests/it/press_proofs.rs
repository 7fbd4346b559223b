//! What the preflight finds in a press file: it is not written, and each finding leads back to its line.

use std::fs;

use crate::support::proofs::{coarse, fixture, small, snapshot};
use crate::support::repository;

#[test]
fn what_a_preflight_finds_is_not_written_and_leads_back() {
    // A picture with a mask where there must be no transparency, and one that is too coarse.
    let text = "![A picture](alpha.png)\n\n![A drawing](drawing.svg)\n\n![A picture](coarse.png)";
    let project = small("press: { standard: \"PDF/X-1a:2003\" }\n", text);
    for name in ["alpha.png", "drawing.svg"] {
        fixture(&project, name);
    }
    project.write("seeds/coarse.png", coarse());
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    snapshot("press-preflight", &run);
    assert!(!project.path("dist").exists());
    // On screens, nothing of this matters.
    project.ok(&["build"]);
}

#[test]
fn a_coarse_picture_is_a_warning_down_to_the_least_resolution() {
    let text = "![A picture](rgb.png)";
    for (resolution, settings, code, severity) in [
        (300.0, "", 0, ""),
        (200.0, "", 0, "warning[press-resolution]"),
        (140.0, "", 1, "error[press-resolution]"),
        (
            140.0,
            "press: { min-ppi: 130 }\n",
            0,
            "warning[press-resolution]",
        ),
    ] {
        let project = small(settings, text);
        let mut bytes =
            fs::read(repository().join("tests/fixtures/press/rgb.png")).expect("a fixture");
        let at = bytes
            .windows(4)
            .position(|w| w == b"pHYs")
            .expect("a resolution");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "thousands"
        )]
        let metre = ((resolution / 0.0254_f64).ceil() as u32).to_be_bytes();
        bytes[at + 4..at + 8].copy_from_slice(&metre);
        bytes[at + 8..at + 12].copy_from_slice(&metre);
        let sum = crc(&bytes[at..at + 13]).to_be_bytes();
        bytes[at + 13..at + 17].copy_from_slice(&sum);
        project.write("seeds/rgb.png", bytes);
        let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        assert!(run.stderr.contains(severity), "{}", run.stderr);
        assert_eq!(severity.is_empty(), run.stderr.is_empty(), "{}", run.stderr);
        let line = "seeds/a.md:8:1";
        assert!(
            run.stderr.is_empty() || run.stderr.contains(line),
            "{}",
            run.stderr
        );
    }
}

/// The check sum of a chunk of a PNG file.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
        }
    }
    !crc
}

#[test]
fn text_in_several_inks_and_a_bleed_of_its_own_are_the_layouts_faults() {
    let project = small("", "");
    project.write(
        "layouts/full-analysis/brief.typ",
        "#let layout(doc) = {\n  set page(numbering: \"1\", bleed: 1mm)\n  title(doc.title)\n  text(fill: cmyk(60%, 0%, 0%, 50%), doc.sections.first().blocks.join())\n  line(length: 2cm, stroke: 0.1pt + cmyk(0%, 0%, 0%, 100%))\n  place(rect(width: 2cm, height: 2cm, fill: cmyk(100%, 100%, 100%, 80%)))\n}\n",
    );
    project.write("layouts/full-analysis/layout.yaml", "");
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    snapshot("press-layout-faults", &run);
}

#[test]
fn a_coarse_logo_leads_back_to_the_settings() {
    let project = small("brand:\n  name: House\n  logo: logo.png\n", "");
    project.write("logo.png", coarse());
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    // Even 11 mm high, as the masthead has it, 60 pixels are too few.
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[press-resolution]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("fluentpress.yaml:5:3"),
        "{}",
        run.stderr
    );
}

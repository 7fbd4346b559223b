//! The rules: their codes, what each requires and why, and what to do.

/// One rule of the table in `docs/editors.md`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// Valid syntax, the expected version, no encryption.
    File,
    /// Page boxes, and the bleed as asked.
    Boxes,
    /// CMYK and spot colours only.
    Colour,
    /// Text and rules black in K only.
    Black,
    /// Spot colours on the list.
    Spot,
    /// Overprint on for black text, off for white.
    Overprint,
    /// Total ink within the limit.
    Ink,
    /// Images sharp enough.
    Resolution,
    /// Fonts embedded.
    Fonts,
    /// No transparency in PDF/X-1a.
    Transparency,
    /// Output intent and metadata.
    Identity,
    /// No annotations, actions, scripts, attachments.
    Interactive,
    /// No hairlines.
    Hairline,
    /// Backgrounds reach the bleed edge.
    Background,
    /// No OPI, preseparation, transfer functions, screens.
    Production,
}

/// The explanation of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// A stable name in lower case, words joined by hyphens.
    pub code: &'static str,
    /// The requirement, in a few words.
    pub name: &'static str,
    /// What is checked.
    pub what: &'static str,
    /// Why print shops require it.
    pub why: &'static str,
    /// What to do when it fails.
    pub fix: &'static str,
}

impl Rule {
    /// All rules, in the order of reports.
    pub const ALL: [Self; 15] = [
        Self::File,
        Self::Boxes,
        Self::Colour,
        Self::Black,
        Self::Spot,
        Self::Overprint,
        Self::Ink,
        Self::Resolution,
        Self::Fonts,
        Self::Transparency,
        Self::Identity,
        Self::Interactive,
        Self::Hairline,
        Self::Background,
        Self::Production,
    ];
    /// The rules about what is painted: undecided where a page cannot be read to its end.
    pub const PAINTED: [Self; 10] = [
        Self::Colour,
        Self::Black,
        Self::Spot,
        Self::Overprint,
        Self::Ink,
        Self::Resolution,
        Self::Fonts,
        Self::Transparency,
        Self::Hairline,
        Self::Background,
    ];

    /// The code of its findings.
    pub fn code(self) -> &'static str {
        self.text().code
    }

    /// Its explanation.
    pub fn text(self) -> &'static Text {
        &TEXTS[self as usize]
    }
}

/// The texts of all rules, in their order: for `explain`.
pub const TEXTS: [Text; 15] = [
    Text {
        code: "press-file",
        name: "valid syntax, expected version, no encryption",
        what: "The file must be read without repairs, its version must be at most 1.6 (PDF/X-4) or 1.4 (PDF/X-1a:2003), and it must not be encrypted.",
        why: "Workflow servers refuse what their libraries must guess at, and cannot open what needs a password.",
        fix: "write the file again with a program that makes PDF/X; `qpdf --check` says more about damage",
    },
    Text {
        code: "press-boxes",
        name: "page boxes, and the bleed as asked",
        what: "Every page has a TrimBox and a BleedBox, the trim inside the bleed inside the MediaBox, with the bleed that was asked for on all four sides.",
        why: "Imposition places pages by their trim box. Paper is cut within a tolerance: without bleed, white slivers show at the edge.",
        fix: "export with the bleed that the printer's data sheet asks for, usually 3 mm",
    },
    Text {
        code: "press-colour",
        name: "CMYK and spot colours only",
        what: "No RGB, Lab, calibrated or ICC-based colour in content, forms, patterns, shadings, images, their alternates, groups and soft masks.",
        why: "Such colours are separated by whatever profile the printer's server has: nobody has seen the result before it is printed.",
        fix: "give the colour in CMYK or as a spot colour, or convert the image to the printing condition",
    },
    Text {
        code: "press-black",
        name: "text and rules black in K only",
        what: "Text and lines in black or grey use black ink alone. Neutral colours mixed of cyan, magenta and yellow are errors; coloured text is not.",
        why: "Four plates never meet exactly: small type made of several inks gets coloured edges and fills in.",
        fix: "set text and rules in 0 0 0 K",
    },
    Text {
        code: "press-spot",
        name: "spot colours on the list",
        what: "Every Separation and DeviceN colorant is a process ink or on the list of spot colours; All is for marks outside the bleed only.",
        why: "Every name is one more plate, and two spellings of one ink are two plates. All prints on every plate there is.",
        fix: "use the names of the list, spelled alike, or add the name to it",
    },
    Text {
        code: "press-overprint",
        name: "overprint on for black text, off for white",
        what: "Text in 100 % K overprints what is below it (with overprint mode 1 in CMYK), and nothing that is white does.",
        why: "Black text that is knocked out of a tint shows white edges when plates shift. White that overprints is not there at all.",
        fix: "set overprint for black text only, in the program that made the file",
    },
    Text {
        code: "press-ink",
        name: "total ink within the limit",
        what: "Nowhere inside the bleed box do all inks together exceed the limit of the printing condition. Opaque objects replace what is below, overprinting and blended ones are added to it.",
        why: "Too much ink does not dry: it sets off on the next sheet, and pages stick together.",
        fix: "use lighter builds, or convert the image to the profile of the printing condition",
    },
    Text {
        code: "press-resolution",
        name: "images sharp enough",
        what: "Images have 300 pixels per inch or more as they are placed (else a warning), and never less than the minimum, 150 (an error). Images of one colour have no resolution. Masks count as images do.",
        why: "A printing screen of 150 lines needs about two pixels for a line. Below that, pixels show.",
        fix: "place the image smaller, or take one with more pixels",
    },
    Text {
        code: "press-fonts",
        name: "every font embedded, no Type 3",
        what: "Every font that text is set in is embedded, and none is a Type 3 font. Invisible text, and fonts that set none, do not count.",
        why: "A missing font is replaced by another, and the lines break or overlap. Type 3 glyphs are drawings without hints, and often bitmaps.",
        fix: "embed all fonts, the standard ones too",
    },
    Text {
        code: "press-transparency",
        name: "no transparency in PDF/X-1a",
        what: "In PDF/X-1a: no soft masks, no transparency groups, no blend modes, no alpha below 1, no optional content. PDF/X-4 may have all of them. Stencil and colour-key masks are in both.",
        why: "PDF/X-1a is for workflows that cannot flatten transparency.",
        fix: "flatten the transparency, or deliver PDF/X-4",
    },
    Text {
        code: "press-identity",
        name: "output intent, XMP and Info agree",
        what: "One GTS_PDFX output intent with its condition and a CMYK output profile; title, dates, Trapped and the PDF/X version, alike in XMP and Info; a file id.",
        why: "The file itself has to say for which press it was made. The printer's software reads it there, and trusts neither when two places disagree.",
        fix: "export as PDF/X with the printer's profile",
    },
    Text {
        code: "press-interactive",
        name: "no annotations, actions, scripts, attachments",
        what: "No annotations (links are annotations), forms, actions, scripts and attached files. Bookmarks and tags are warnings: they do no harm and no good.",
        why: "Paper has no links. Annotations may print, or hide what does; scripts change a file after it was approved.",
        fix: "export without links, forms, comments and attachments",
    },
    Text {
        code: "press-hairline",
        name: "no hairline under 0.25 pt",
        what: "Strokes are at least 0.25 pt wide as placed; a width of 0 means one device pixel. Filled rectangles thinner than that are warnings.",
        why: "A line of one device pixel shows on a screen and vanishes on a plate.",
        fix: "make the line 0.25 pt wide or more; 0.5 pt in tints or several inks",
    },
    Text {
        code: "press-background",
        name: "backgrounds reach the bleed edge",
        what: "What is painted up to the trim edge, or across it, goes on to the edge of the bleed.",
        why: "The knife is never exactly on the line: what ends at the trim leaves a white sliver.",
        fix: "extend the area or the image over the bleed",
    },
    Text {
        code: "press-production",
        name: "no OPI, preseparation, transfer functions, screens",
        what: "No image or form that stands for another file (OPI), no preseparated pages, no transfer functions other than Identity and Default, no halftone phases, and only halftones that PDF/X has; those that it has are warnings.",
        why: "The inks of the file are those of the plates. What is replaced or changed on the way has been seen by nobody; the screen is the printer's.",
        fix: "export composite pages with the images in them, without the settings for transfer functions and halftones",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_text() {
        for (at, rule) in Rule::ALL.into_iter().enumerate() {
            assert_eq!(rule as usize, at);
            assert!(rule.code().starts_with("press-"));
            assert_eq!(TEXTS.iter().filter(|t| t.code == rule.code()).count(), 1);
        }
    }
}

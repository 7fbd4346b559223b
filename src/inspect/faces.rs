//! The fonts that pages use, those in drawings included.

use typst::layout::{Frame, FrameItem};
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;

use crate::typeset::fonts::{Face, Fonts};

/// The faces of all glyphs, sorted by file and unique. For drawings, all faces that their text requested.
pub fn faces(document: &PagedDocument, fonts: &Fonts) -> Vec<Face> {
    let mut used = Used {
        fonts,
        seen: Vec::new(),
        faces: Vec::new(),
    };
    for page in document.pages() {
        used.frame(&page.frame);
    }
    in_order(&mut used.faces);
    used.faces
}

/// Sorts by file and index, and removes duplicates.
pub fn in_order(faces: &mut Vec<Face>) {
    faces.sort_by(|a, b| (&a.file, a.index).cmp(&(&b.file, b.index)));
    faces.dedup_by(|a, b| (&a.file, a.index) == (&b.file, b.index));
}

struct Used<'a> {
    fonts: &'a Fonts,
    /// The memory addresses of known faces: there are few faces, but thousands of runs of text.
    seen: Vec<(*const u8, u32)>,
    faces: Vec<Face>,
}

impl Used<'_> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => {
                    let font = text.font.font();
                    self.font(font.data(), font.index());
                }
                FrameItem::Image(image, ..) => {
                    if let ImageKind::Svg(svg) = image.kind() {
                        let fonts = svg.tree().fontdb();
                        for face in fonts.faces() {
                            fonts.with_face_data(face.id, |data, index| self.font(data, index));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn font(&mut self, data: &[u8], index: u32) {
        let place = (data.as_ptr(), index);
        if !self.seen.contains(&place) {
            self.seen.push(place);
            self.faces.extend(self.fonts.face(data, index));
        }
    }
}

//! A second opinion on what stands on the pages of a PDF: its letters by page and place, read by the engine's reader and
//! not by our own.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

/// A letter on a page.
#[derive(Clone, Debug)]
pub struct Letter {
    pub text: String,
    pub page: usize,
    /// Where it begins on its baseline, in points from the bottom left.
    pub at: Point,
    /// Its em, along its baseline: as long as its size.
    pub em: Vec2,
    /// The box around its body: from the baseline to the height of a capital.
    pub body: Rect,
    /// Whether it is decoration: a header, a footer.
    pub is_artifact: bool,
}

/// All letters of a PDF, in the order in which they are drawn.
pub fn letters(pdf: &[u8]) -> Vec<Letter> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let cache = InterpreterCache::new();
    let mut letters = Vec::new();
    for (page, found) in pdf.pages().iter().enumerate() {
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1e4, 1e4),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut reader = Reader {
            page,
            marks: Vec::new(),
            letters: &mut letters,
        };
        interpret_page(found, &mut context, &mut reader);
    }
    letters
}

struct Reader<'r> {
    page: usize,
    marks: Vec<bool>,
    letters: &'r mut Vec<Letter>,
}

impl<'a> Device<'a> for Reader<'_> {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let (Glyph::Outline(outline), false) = (glyph, matches!(mode, GlyphDrawMode::Invisible))
        else {
            return;
        };
        let place = transform * glyph_transform;
        let whole = outline.outline().bounding_box();
        // A glyph is drawn in thousandths of an em.
        let body = Rect::new(whole.x0, whole.y0.max(0.0), whole.x1, whole.y1.min(600.0));
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        self.letters.push(Letter {
            text,
            page: self.page,
            at: place * Point::ZERO,
            em: place * Point::new(1000.0, 0.0) - place * Point::ZERO,
            body: place.transform_rect_bbox(body),
            is_artifact: self.marks.iter().any(|is_artifact| *is_artifact),
        });
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.marks.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

impl Letter {
    /// Whether it stands on a line that does not go across the page.
    pub fn is_turned(&self) -> bool {
        self.em.y.abs() > 0.1 * self.em.x.abs()
    }

    /// Whether another letter stands on the same line; scripts and numbers of notes stand a little over or under it.
    fn is_beside(&self, other: &Self) -> bool {
        let size = self.em.hypot().min(other.em.hypot());
        let apart = self.em.cross(other.at - self.at).abs() / self.em.hypot();
        self.page == other.page && self.is_turned() == other.is_turned() && apart < size * 0.65
    }
}

/// The letters in the order in which they are read: lines as they are drawn, and in a line of a language that is written
/// from right to left, the rightmost first.
pub fn in_reading_order(letters: &[Letter], is_rtl: bool) -> Vec<&Letter> {
    let mut lines: Vec<Vec<&Letter>> = Vec::new();
    for letter in letters {
        match lines.last_mut() {
            Some(line) if line[0].is_beside(letter) => line.push(letter),
            _ => lines.push(vec![letter]),
        }
    }
    if is_rtl {
        for line in &mut lines {
            let along = |letter: &Letter| letter.em.normalize().dot(letter.at.to_vec2());
            line.sort_by(|a, b| along(b).total_cmp(&along(a)));
        }
    }
    lines.into_iter().flatten().collect()
}

/// Two letters of a page that lie on each other.
pub fn overlap(letters: &[Letter]) -> Option<(&Letter, &Letter)> {
    let mut order: Vec<usize> = (0..letters.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&letters[*a], &letters[*b]);
        (a.page, a.body.y0)
            .partial_cmp(&(b.page, b.body.y0))
            .expect("numbers")
    });
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let one = &letters[at];
        open.retain(|other| {
            let two = &letters[*other];
            two.page == one.page && two.body.y1 > one.body.y0
        });
        for &other in &open {
            let two = &letters[other];
            let both = one.body.intersect(two.body);
            let least = one.body.area().min(two.body.area());
            let is_near = at.abs_diff(other) < 4;
            if !is_near && both.width() > 1.0 && both.height() > 1.0 && both.area() > 0.15 * least {
                return Some((one, two));
            }
        }
        if one.body.area() > 0.0 {
            open.push(at);
        }
    }
    None
}

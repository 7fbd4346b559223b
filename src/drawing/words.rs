//! Checks the text of a drawing: missing glyphs, and text outside the drawing's area.

use usvg::{Group, Node, Tree};

use crate::diagnostic::Code;
use crate::drawing::finding::Finding;

/// How far text may extend beyond the drawing, as a share of its width or height. Covers glyph overhangs and rounding.
const ROOM: f32 = 0.005;

/// Reports missing glyphs, text that is cut off, and nested drawings whose text is omitted.
pub fn check(tree: &Tree, out: &mut Vec<Finding>) {
    walk(tree.root(), &mut |node| match node {
        Node::Text(text) => {
            glyphs(text, out);
            area(text, tree, out);
        }
        Node::Image(image) => {
            if let usvg::ImageKind::SVG(inner) = image.kind()
                && has_words(inner.root())
            {
                out.push(Finding::unsupported(
                    "holds another drawing with words in it, and these are left out",
                    "put the inner drawing's elements into the outer one, or turn its words into paths",
                ));
            }
        }
        _ => {}
    });
}

fn has_words(group: &Group) -> bool {
    let mut found = false;
    walk(group, &mut |node| found |= matches!(node, Node::Text(_)));
    found
}

/// Visits every node in document order, groups before their children. Clipping paths, masks and patterns are not
/// visited.
pub fn walk(group: &Group, each: &mut impl FnMut(&Node)) {
    for node in group.children() {
        each(node);
        if let Node::Group(inner) = node {
            walk(inner, each);
        }
    }
}

fn glyphs(text: &usvg::Text, out: &mut Vec<Finding>) {
    let glyphs = text.layouted().iter().filter(|span| span.visible);
    let glyphs = glyphs.flat_map(|span| &span.positioned_glyphs);
    let missing = glyphs.filter(|glyph| glyph.id.0 == 0 && !glyph.text.trim().is_empty());
    let mut missing: Vec<char> = missing.flat_map(|glyph| glyph.text.chars()).collect();
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return;
    }
    let shown: String = missing.iter().take(8).collect();
    let more = if missing.len() > 8 { "…" } else { "" };
    out.push(Finding::new(
        Code::DrawingGlyph,
        format!(
            "holds letters that no font has, {shown}{more}, in “{}”: each would be an empty box",
            said(text)
        ),
        "put a font that has them into the project's folder fonts/, or turn the words into paths",
    ));
}

fn area(text: &usvg::Text, tree: &Tree, out: &mut Vec<Finding>) {
    let (width, height) = (tree.size().width(), tree.size().height());
    let letters = text.flattened().bounding_box();
    let Some(letters) = letters.transform(text.abs_transform()) else {
        return;
    };
    let sides = [
        ("left", "width", -letters.left() / width),
        ("top", "height", -letters.top() / height),
        ("right", "width", (letters.right() - width) / width),
        ("bottom", "height", (letters.bottom() - height) / height),
    ];
    let widest = sides.into_iter().max_by(|a, b| a.2.total_cmp(&b.2));
    let Some((side, of, by)) = widest.filter(|(.., by)| *by > ROOM) else {
        return;
    };
    let what = format!(
        "has “{}” beyond its {side} edge by {:.0} % of its {of}, where it is cut off",
        said(text),
        (by * 100.0).max(1.0)
    );
    let hint = "move the words, or make the drawing's area (`viewBox`) larger";
    let is_outside = letters.left() >= width
        || letters.right() <= 0.0
        || letters.top() >= height
        || letters.bottom() <= 0.0;
    // A reader can see that text is cut at the edge, so it is a warning. Text completely outside is lost: an error.
    out.push(match is_outside {
        true => Finding::new(Code::DrawingOverflow, what, hint),
        false => Finding::new(Code::DrawingOverflow, what, hint).as_warning(),
    });
}

/// The first 40 characters of a text, for a message.
fn said(text: &usvg::Text) -> String {
    let all: String = text.chunks().iter().map(usvg::TextChunk::text).collect();
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    match all.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &all[..at]),
        None => all,
    }
}

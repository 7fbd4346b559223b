//! Elements of a drawing that usvg ignores without a log message, and references that lead nowhere.

use roxmltree::{Document, Node};

use crate::diagnostic::Code;
use crate::drawing::finding::Finding;
use crate::drawing::heard::HINT;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements that usvg renders, or that define what rendered elements use.
const DRAWN: [&str; 50] = [
    "a",
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
];
/// The rest of [`DRAWN`], metadata, and the children of `flowRoot`, which is reported itself.
const MORE: [&str; 12] = [
    "tref",
    "tspan",
    "use",
    "title",
    "desc",
    "metadata",
    "view",
    "cursor",
    "flowPara",
    "flowRegion",
    "flowSpan",
    "flowDiv",
];
/// Elements for scripts and animation. A page shows the drawing's initial state, so they are reported as warnings.
const MOVING: [&str; 8] = [
    "script",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "set",
    "mpath",
    "discard",
];

/// Reports unsupported elements, `@import` rules and dangling references. Elements outside the SVG namespace are
/// skipped, as editors store their own data in them.
pub fn check(document: &Document, out: &mut Vec<Finding>) {
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name();
        let line = document.text_pos_at(node.range().start).row;
        let local = name.name();
        if name.namespace() != Some(SVG) {
            continue;
        }
        match local {
            _ if DRAWN.contains(&local) || MORE.contains(&local) => {}
            _ if MOVING.contains(&local) => out.push(Finding::new(
                Code::DrawingUnsupported,
                format!("holds `<{local}>` (its line {line}), which does nothing on a page"),
                "take it out, and draw what is to be seen",
            )
            .as_warning()),
            "foreignObject" => out.push(Finding::unsupported(
                format!("holds `<foreignObject>` (its line {line}), such as text with HTML in it, which is left out"),
                "export the drawing with plain SVG text: in draw.io, without “Formatted Text”; in Mermaid, with `htmlLabels: false`",
            )),
            "flowRoot" => out.push(Finding::unsupported(
                format!("holds `<flowRoot>` (its line {line}), text in a frame, which is left out"),
                "in Inkscape: Text, Convert to Text",
            )),
            _ => out.push(Finding::unsupported(
                format!("holds `<{local}>` (its line {line}), which is left out"),
                HINT,
            )),
        }
        if local == "style" {
            let rules = node.text().unwrap_or_default();
            if rules.contains("@import") {
                out.push(Finding::unsupported(
                    format!("takes rules from another file with `@import` (its line {line}), and they are left out"),
                    "write the rules into the drawing",
                ));
            }
        }
        references(document, node, line, out);
    }
}

/// Reports references (`url(#id)`, `href`) to elements that the drawing does not contain.
fn references(document: &Document, node: Node, line: u32, out: &mut Vec<Finding>) {
    let is_there = |id: &str| {
        document
            .descendants()
            .any(|node| node.attribute("id") == Some(id))
    };
    for value in node.attributes().map(|attribute| attribute.value()) {
        let ids = value
            .split("url(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let ids = ids.filter_map(|id| id.trim_matches(['"', '\'', ' ']).strip_prefix('#'));
        for id in ids.filter(|id| !is_there(id)) {
            out.push(Finding::unsupported(
                format!("refers to `#{id}` (its line {line}), which it does not hold"),
                HINT,
            ));
        }
    }
    let href = node
        .attribute("href")
        .or_else(|| node.attribute((XLINK, "href")));
    let local = node.tag_name().name();
    let uses = [
        "use",
        "linearGradient",
        "radialGradient",
        "pattern",
        "filter",
        "textPath",
        "tref",
        "feImage",
    ];
    let Some(href) = href.filter(|_| uses.contains(&local)) else {
        return;
    };
    match href.strip_prefix('#') {
        Some(id) if is_there(id) => {}
        Some(id) => out.push(Finding::unsupported(
            format!("refers to `#{id}` (its line {line}), which it does not hold"),
            HINT,
        )),
        None if local == "feImage" => {}
        None => out.push(Finding::unsupported(
            format!(
                "refers to `{href}` (its line {line}), a part of another file, which is left out"
            ),
            "put what it refers to into the drawing",
        )),
    }
}

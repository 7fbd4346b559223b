//! Captures the messages that usvg logs while it parses a drawing: values that it cannot parse and therefore ignores.

use std::cell::RefCell;
use std::sync::Once;

use crate::diagnostic::Code;
use crate::drawing::finding::Finding;

thread_local! {
    /// The messages logged on this thread; `None` while nothing is captured.
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

struct Listener;

impl log::Log for Listener {
    fn enabled(&self, metadata: &log::Metadata) -> bool {
        metadata.target().starts_with("usvg")
    }

    fn log(&self, record: &log::Record) {
        if self.enabled(record.metadata()) {
            HEARD.with_borrow_mut(|heard| {
                heard
                    .iter_mut()
                    .for_each(|heard| heard.push(record.args().to_string()));
            });
        }
    }

    fn flush(&self) {}
}

/// Runs `work` and returns its result with usvg's log messages on this thread. There are none if the process has
/// installed another logger before.
pub fn while_reading<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    static START: Once = Once::new();
    START.call_once(|| {
        if log::set_logger(&Listener).is_ok() {
            log::set_max_level(log::LevelFilter::Warn);
        }
    });
    HEARD.set(Some(Vec::new()));
    let done = work();
    (done, HEARD.take().unwrap_or_default())
}

/// Translates a log message into a finding. `None` for harmless messages, such as those about shapes without a size,
/// which many programs write.
pub fn finding(line: &str) -> Option<Finding> {
    if let Some(rest) = line.strip_prefix("Failed to parse ")
        && let Some((property, value)) = rest.split_once(" value: '")
    {
        let value = value.split('\'').next().unwrap_or_default();
        let is_color = [
            "fill",
            "stroke",
            "stop-color",
            "flood-color",
            "lighting-color",
            "color",
        ];
        if is_color.contains(&property) {
            let what = format!(
                "has a colour that is not understood, `{property}: {value}`: it is left out or painted black"
            );
            let hint = "write colours as #rrggbb; inks (`device-cmyk`, `icc-color`) are for a picture of the press edition, such as map.press.jpg";
            return Some(Finding::new(Code::DrawingColor, what, hint));
        }
        if property == "font-family" {
            return None;
        }
        let what = format!("has a value that is not understood, `{property}: {value}`");
        return Some(Finding::unsupported(what, HINT));
    }
    let dropped = [
        "is not a valid filter primitive",
        "filter input isn't supported",
        "Failed to parse a filter value",
        "cannot be used to",
        "cannot reference",
        "Recursive",
        "lacks the 'xlink:href'",
        "Failed to load nested SVG",
    ];
    let is_dropped = dropped.iter().any(|part| line.contains(part));
    is_dropped
        .then(|| Finding::unsupported(format!("cannot be shown as it is drawn ({line})"), HINT))
}

/// The hint of findings about omitted content.
pub const HINT: &str = "simplify the drawing, or export it from the drawing program as plain SVG";

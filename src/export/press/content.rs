//! Rewrites content streams: colours become inks, and black text overprints.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use crate::export::press::color::Converter;
use crate::export::press::space::{Space, Spaces};

/// The resource name of the graphics state with overprint.
pub const OVERPRINT: &str = "FpOverprint";
/// The resource name of the graphics state without overprint.
pub const KNOCKOUT: &str = "FpKnockout";

/// The colour conversions that a content stream is rewritten with.
pub struct Inks<'a> {
    /// The conversion into the printing condition.
    pub converter: &'a Converter,
    /// The file's colour spaces.
    pub spaces: &'a Spaces,
}

/// The current colour for filling or stroking.
#[derive(Clone, Copy)]
struct Pen {
    space: Space,
    is_black: bool,
}

#[derive(Clone, Copy)]
struct State {
    fill: Pen,
    stroke: Pen,
    /// The text rendering mode (ISO 32000-1, table 106); 0 fills.
    mode: i64,
}

/// A rewritten content stream.
pub struct Printed {
    /// The encoded operators, uncompressed.
    pub content: Vec<u8>,
    /// Whether it uses [`OVERPRINT`] and [`KNOCKOUT`], which its resources must then define.
    pub overprints: bool,
}

impl Inks<'_> {
    /// Rewrites a content stream. With `mask`, it belongs to a soft mask, whose colours are opacities: they become
    /// greys, not inks.
    pub fn printed(
        &self,
        content: &[u8],
        resources: &Dictionary,
        document: &Document,
        mask: bool,
    ) -> Result<Printed, String> {
        let decoded = Content::decode(content).map_err(|error| error.to_string())?;
        let pen = Pen {
            space: Space::Grey(None),
            is_black: false,
        };
        let mut state = State {
            fill: pen,
            stroke: pen,
            mode: 0,
        };
        let mut kept = Vec::new();
        let mut operations = Vec::with_capacity(decoded.operations.len());
        let (mut in_text, mut is_over, mut overprints) = (false, false, false);
        for operation in decoded.operations {
            match operation.operator.as_str() {
                "q" => kept.push(state),
                "Q" => state = kept.pop().unwrap_or(state),
                "BT" => in_text = true,
                "Tr" => {
                    let mode = operation.operands.first().and_then(|o| o.as_i64().ok());
                    state.mode = mode.unwrap_or(0);
                }
                "Tj" | "TJ" | "'" | "\"" if in_text && !mask => {
                    let wanted = state.fill.is_black && state.mode == 0;
                    if wanted != is_over {
                        operations.push(graphics_state(wanted));
                        (is_over, overprints) = (wanted, true);
                    }
                }
                "ET" => {
                    if is_over {
                        operations.push(graphics_state(false));
                    }
                    (in_text, is_over) = (false, false);
                }
                name @ ("cs" | "CS" | "sc" | "SC" | "scn" | "SCN" | "g" | "G" | "rg" | "RG"
                | "k" | "K") => {
                    let is_fill = name.starts_with(|c: char| c.is_lowercase());
                    let pen = if is_fill {
                        &mut state.fill
                    } else {
                        &mut state.stroke
                    };
                    let space = |name: &Object| self.named(name, resources, document);
                    operations.push(self.colored(operation, is_fill, pen, space, mask));
                    continue;
                }
                _ => {}
            }
            operations.push(operation);
        }
        let content = Content { operations }
            .encode()
            .map_err(|error| error.to_string())?;
        Ok(Printed {
            content,
            overprints,
        })
    }

    /// Replaces an operator that sets a colour by one that sets the inks.
    fn colored(
        &self,
        operation: Operation,
        is_fill: bool,
        pen: &mut Pen,
        space: impl Fn(&Object) -> Space,
        mask: bool,
    ) -> Operation {
        let numbers: Vec<f32> = operation
            .operands
            .iter()
            .filter_map(|o| o.as_float().ok())
            .collect();
        let given = match operation.operator.to_ascii_lowercase().as_str() {
            "g" => Space::Grey(None),
            "rg" => Space::Rgb(None),
            "k" => Space::Cmyk(None),
            "cs" => operation.operands.first().map_or(Space::Other, space),
            _ => pen.space,
        };
        pen.space = given;
        pen.is_black = false;
        // Selecting a colour space also sets its initial colour, which is black here (ISO 32000-1, 8.6.8).
        let is_chosen = operation.operator.eq_ignore_ascii_case("cs");
        let name = |lower: &str| {
            if is_fill {
                lower.to_owned()
            } else {
                lower.to_uppercase()
            }
        };
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
        let cmyk = match given {
            Space::Other => return operation,
            Space::Grey(_) | Space::Rgb(_) if mask => {
                let light = match given {
                    Space::Grey(_) => number(0),
                    _ => luminosity([number(0), number(1), number(2)]),
                };
                return Operation::new(&name("g"), vec![light.into()]);
            }
            _ if is_chosen => [0.0, 0.0, 0.0, 1.0],
            Space::Grey(_) => [0.0, 0.0, 0.0, self.converter.grey(number(0))],
            Space::Rgb(_) => self.converter.color([number(0), number(1), number(2)]),
            Space::Cmyk(_) => self.exactly([number(0), number(1), number(2), number(3)]),
        };
        pen.space = given;
        pen.is_black = cmyk == [0.0, 0.0, 0.0, 1.0];
        Operation::new(&name("k"), cmyk.map(Object::Real).to_vec())
    }

    /// The brand's exact ink if the colour is that ink rounded to 255ths, as the engine writes it; otherwise the colour
    /// itself. 0–1.
    pub fn exactly(&self, cmyk: [f32; 4]) -> [f32; 4] {
        let rounded = |parts: &[f32; 4]| parts.map(|part| (part * 255.0).round());
        let same = |exact: &[f32; 4]| rounded(exact) == rounded(&cmyk);
        self.converter.exact().find(same).unwrap_or(cmyk)
    }

    fn named(&self, name: &Object, resources: &Dictionary, document: &Document) -> Space {
        let own = name.as_name().ok().and_then(|own| {
            let spaces = resources.get_deref(b"ColorSpace", document).ok()?;
            spaces.as_dict().ok()?.get(own).ok()
        });
        self.spaces.space(own.unwrap_or(name))
    }
}

/// The luminosity of an RGB colour (ISO 32000-1, 11.5.3). All values are 0–1.
pub fn luminosity([red, green, blue]: [f32; 3]) -> f32 {
    0.3 * red + 0.59 * green + 0.11 * blue
}

fn graphics_state(over: bool) -> Operation {
    let name = if over { OVERPRINT } else { KNOCKOUT };
    Operation::new("gs", vec![Object::Name(name.into())])
}

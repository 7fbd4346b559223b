//! Shadings (ISO 32000-1, 8.7.4.5): how much ink a gradient is at most.

use lopdf::{Dictionary, Object};

use crate::colour::function::{self, Function};
use crate::colour::raster::Extremes;
use crate::colour::space::Space;
use crate::geometry::Rect;
use crate::pdf::file::{File, dictionary};

/// At how many places a gradient is sampled along its axis, or along each side of its domain.
const STEPS: (usize, usize) = (512, 48);

/// The properties of a shading.
#[derive(Clone, Debug)]
pub struct Shading {
    /// Its colour space.
    pub space: Space,
    /// Its ink, or why that is not known.
    pub ink: Result<Extremes, String>,
    /// Whether it paints everywhere: it goes on beyond both ends.
    pub covers: bool,
    /// What it is clipped to, in its own space.
    pub bounds: Option<Rect>,
}

/// Looks at a shading dictionary.
pub fn read(file: &File, object: &Object, resources: Option<&Dictionary>) -> Shading {
    let Some(dict) = dictionary(object) else {
        return Shading {
            space: Space::Unknown("a shading is not there".to_owned()),
            ink: Err("a shading is not there".to_owned()),
            covers: false,
            bounds: None,
        };
    };
    let space = match file.get(dict, b"ColorSpace") {
        Some(named) => Space::read(file, named, resources),
        None => Space::Unknown("a shading has no colour space".to_owned()),
    };
    let bounds = file.array(dict, b"BBox").and_then(Rect::read);
    let extend = file.array(dict, b"Extend").unwrap_or_default();
    let extends = extend.len() == 2
        && extend
            .iter()
            .all(|end| matches!(end, Object::Boolean(true)));
    Shading {
        covers: extends && bounds.is_none(),
        ink: ink(file, dict, &space),
        bounds,
        space,
    }
}

fn ink(file: &File, dict: &Dictionary, space: &Space) -> Result<Extremes, String> {
    if let Some(why) = space.unknown() {
        return Err(why.to_owned());
    }
    if !space.foreign().is_empty() {
        return Err("the inks of a gradient are known only when it is converted".to_owned());
    }
    let kind = file.number(dict, b"ShadingType").map(|n| n as i64);
    let Some(named) = file.get(dict, b"Function") else {
        return Err("the colours of a mesh are not read here".to_owned());
    };
    let function = function::read(file, named)?;
    let domain = file.pairs(dict, b"Domain").unwrap_or_default();
    let side = |at: usize| domain.get(at).copied().unwrap_or((0.0, 1.0));
    let mut extremes = None;
    match kind {
        Some(1) => {
            for x in steps(side(0), STEPS.1) {
                for y in steps(side(1), STEPS.1) {
                    add(&mut extremes, &function, space, &[x, y])?;
                }
            }
        }
        // The parameter of meshes runs over its part of `Decode`.
        Some(4..=7) => {
            let decode = file.pairs(dict, b"Decode").unwrap_or_default();
            let range = decode.get(2).copied().unwrap_or((0.0, 1.0));
            for t in steps(range, STEPS.0).chain(function.knots()) {
                add(&mut extremes, &function, space, &[t])?;
            }
        }
        _ => {
            for t in steps(side(0), STEPS.0).chain(function.knots()) {
                add(&mut extremes, &function, space, &[t])?;
            }
        }
    }
    extremes.ok_or_else(|| "a gradient has no colours".to_owned())
}

fn steps((from, to): (f64, f64), count: usize) -> impl Iterator<Item = f64> {
    (0..=count).map(move |step| from + (to - from) * step as f64 / count as f64)
}

fn add(
    extremes: &mut Option<Extremes>,
    function: &Function,
    space: &Space,
    inputs: &[f64],
) -> Result<(), String> {
    let ink = space.ink(&function.eval(inputs)?);
    let ink = ink.ok_or("a gradient has no inks")?;
    let total = ink.total();
    *extremes = Some(match extremes.take() {
        None => Extremes {
            most: ink,
            total,
            even: false,
        },
        Some(extremes) => Extremes {
            most: extremes.most.most(&ink),
            total: extremes.total.max(total),
            even: false,
        },
    });
    Ok(())
}

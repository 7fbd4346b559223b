//! Converts gradients, transparency groups and resources: all dictionaries that refer to RGB or grey colour spaces.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::export::press::content::{Inks, luminosity};
use crate::export::press::space::Space;

/// The error about gradients that cannot be converted.
const STRANGE: &str = "a drawing has a gradient that cannot be brought into inks, such as a repeated one; draw it with plain colours";

/// Rewrites all dictionaries of a file. `masks` are the objects that belong to soft masks; their colours become greys.
pub fn print(
    document: &mut Document,
    inks: &Inks,
    masks: &BTreeSet<ObjectId>,
) -> Result<(), String> {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    let mut functions = BTreeMap::new();
    for id in ids {
        if let Some(object) = document.objects.get_mut(&id) {
            walk(object, inks, masks.contains(&id), &mut functions)?;
        }
    }
    let mut done = BTreeSet::new();
    while let Some((id, from)) = functions.pop_first() {
        if done.insert(id)
            && let Some(object) = document.objects.get_mut(&id)
        {
            function(object, inks, from, &mut functions)?;
        }
    }
    Ok(())
}

/// The colour space of a function's values, and whether the function belongs to a mask.
type From = (Space, bool);

fn walk(
    object: &mut Object,
    inks: &Inks,
    mask: bool,
    functions: &mut BTreeMap<ObjectId, From>,
) -> Result<(), String> {
    match object {
        Object::Array(parts) => {
            for part in parts {
                walk(part, inks, mask, functions)?;
            }
        }
        Object::Dictionary(dict) => dictionary(dict, inks, mask, functions)?,
        Object::Stream(stream) => dictionary(&mut stream.dict, inks, mask, functions)?,
        _ => {}
    }
    Ok(())
}

fn dictionary(
    dict: &mut Dictionary,
    inks: &Inks,
    mask: bool,
    functions: &mut BTreeMap<ObjectId, From>,
) -> Result<(), String> {
    if dict.has(b"ShadingType") {
        shading(dict, inks, mask, functions)?;
    }
    // The alternate colour of a spot colour, replaced by the exact value of the settings.
    if dict.get(b"FunctionType").and_then(Object::as_i64).ok() == Some(2)
        && let Some(cmyk) = numbers(dict, b"C1").and_then(|all| all.try_into().ok())
    {
        let exact = inks.exactly(cmyk);
        dict.set("C1", exact.map(Object::Real).to_vec());
    }
    if dict.get(b"S").and_then(Object::as_name).ok() == Some(b"Transparency") && dict.has(b"CS") {
        let space = if mask { "DeviceGray" } else { "DeviceCMYK" };
        dict.set("CS", space);
    }
    // After the rewrite, no operator uses the RGB and grey spaces of the resources.
    if let Ok(Object::Dictionary(spaces)) = dict.get_mut(b"ColorSpace") {
        let kept = spaces
            .iter()
            .filter(|(_, space)| inks.spaces.space(space) == Space::Other);
        *spaces = kept
            .map(|(name, space)| (name.clone(), space.clone()))
            .collect();
    }
    for (_, value) in dict.iter_mut() {
        walk(value, inks, mask, functions)?;
    }
    Ok(())
}

fn shading(
    dict: &mut Dictionary,
    inks: &Inks,
    mask: bool,
    functions: &mut BTreeMap<ObjectId, From>,
) -> Result<(), String> {
    let space = dict.get(b"ColorSpace").map(|s| inks.spaces.space(s));
    let space = space.unwrap_or(Space::Other);
    let is_grey_mask = mask && matches!(space, Space::Grey(_));
    if matches!(space, Space::Other | Space::Cmyk(_)) {
        if space != Space::Other {
            dict.set("ColorSpace", "DeviceCMYK");
        }
        return Ok(());
    }
    dict.set("ColorSpace", if mask { "DeviceGray" } else { "DeviceCMYK" });
    if is_grey_mask {
        return Ok(());
    }
    dict.remove(b"Background");
    match dict.get_mut(b"Function") {
        Ok(Object::Reference(id)) => {
            functions.insert(*id, (space, mask));
            Ok(())
        }
        Ok(own) => function(own, inks, (space, mask), functions),
        Err(_) => Err(STRANGE.to_owned()),
    }
}

/// Converts the colours of a gradient's function. Only exponential and stitching functions (types 2 and 3) are
/// supported.
fn function(
    object: &mut Object,
    inks: &Inks,
    (space, mask): From,
    functions: &mut BTreeMap<ObjectId, From>,
) -> Result<(), String> {
    let Object::Dictionary(dict) = object else {
        return Err(STRANGE.to_owned());
    };
    match dict.get(b"FunctionType").and_then(Object::as_i64).ok() {
        Some(2) => {
            for key in ["C0", "C1"] {
                let found = numbers(dict, key.as_bytes()).ok_or(STRANGE)?;
                let number = |at: usize| found.get(at).copied().unwrap_or(0.0);
                let rgb = match space {
                    Space::Grey(_) => [number(0); 3],
                    _ => [number(0), number(1), number(2)],
                };
                let parts = match mask {
                    true => vec![luminosity(rgb)],
                    false => inks.converter.color(rgb).to_vec(),
                };
                dict.set(key, parts.into_iter().map(Object::Real).collect::<Vec<_>>());
            }
        }
        Some(3) => {
            let Ok(Object::Array(parts)) = dict.get_mut(b"Functions") else {
                return Err(STRANGE.to_owned());
            };
            for part in parts {
                match part {
                    Object::Reference(id) => {
                        functions.insert(*id, (space, mask));
                    }
                    own => function(own, inks, (space, mask), functions)?,
                }
            }
        }
        _ => return Err(STRANGE.to_owned()),
    }
    // The range is that of the old colour space. These function types need none.
    dict.remove(b"Range");
    Ok(())
}

fn numbers(dict: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    let parts = dict.get(key).and_then(Object::as_array).ok()?;
    parts.iter().map(|part| part.as_float().ok()).collect()
}

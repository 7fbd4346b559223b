//! Colour spaces (ISO 32000-1, 8.6): which inks a colour is, or why it is none.

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::colour::ink::{Ink, PROCESS, unit};
use crate::pdf::file::{File, shown};

/// How deep colour spaces may be nested in each other.
const DEPTH: usize = 8;
/// How many colorants a DeviceN colour space may have.
const COLORANTS: usize = 32;

/// A colour space.
#[derive(Clone, PartialEq, Debug)]
pub enum Space {
    /// DeviceGray: the black plate.
    Gray,
    /// DeviceCMYK.
    Cmyk,
    /// Separation and DeviceN.
    Spot(Rc<Spot>),
    /// Indices into a table of colours.
    Indexed(Rc<Indexed>),
    /// Patterns, with the colour space of uncoloured ones.
    Pattern(Option<Rc<Space>>),
    /// What a press file must not use: its name, and how many components it has.
    Foreign(String, usize),
    /// What could not be read: why.
    Unknown(String),
}

/// Colorants by name.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    /// Their names, in order; `All` and `None` too.
    pub names: Vec<Rc<str>>,
    /// What a press without these inks prints instead.
    pub alternate: Space,
    /// Other spaces that the attributes of a DeviceN colour space name.
    pub others: Vec<Space>,
}

/// A table of colours.
#[derive(Clone, PartialEq, Debug)]
pub struct Indexed {
    /// The colour space of the table.
    pub base: Space,
    /// One colour behind the other, a byte for each component.
    pub table: Vec<u8>,
}

impl Space {
    /// Reads a colour space as `cs`, images, shadings and groups name it. `resources` is where names
    /// are looked up, and where `DefaultGray` and its like replace the device's own.
    pub fn read(file: &File, object: &Object, resources: Option<&Dictionary>) -> Self {
        Self::at(file, object, resources, 0)
    }

    fn at(file: &File, object: &Object, resources: Option<&Dictionary>, depth: usize) -> Self {
        if depth > DEPTH {
            return Self::Unknown("its colour spaces are nested too deep".to_owned());
        }
        match file.resolve(object) {
            Object::Name(name) => Self::named(file, name, resources, depth),
            Object::Array(all) => Self::family(file, all, resources, depth),
            _ => Self::Unknown("a colour space is not there".to_owned()),
        }
    }

    fn named(file: &File, name: &[u8], resources: Option<&Dictionary>, depth: usize) -> Self {
        let spaces = resources.and_then(|resources| file.dict(resources, b"ColorSpace"));
        let look = |key: &[u8]| spaces.and_then(|all| file.get(all, key));
        // The space that replaces a device's own (8.6.5.6) must not be looked up again.
        let device = |key: &[u8], own: Self| match look(key) {
            Some(Object::Name(_)) | None => own,
            Some(other) => Self::at(file, other, None, depth + 1),
        };
        match name {
            b"DeviceGray" | b"G" => device(b"DefaultGray", Self::Gray),
            b"DeviceCMYK" | b"CMYK" => device(b"DefaultCMYK", Self::Cmyk),
            b"DeviceRGB" | b"RGB" => Self::Foreign("RGB".to_owned(), 3),
            b"CalRGB" => Self::Foreign("calibrated RGB".to_owned(), 3),
            b"CalGray" => Self::Foreign("calibrated grey".to_owned(), 1),
            b"Pattern" => Self::Pattern(None),
            name => match look(name) {
                Some(found) => Self::at(file, found, resources, depth + 1),
                None => Self::Unknown(format!("the colour space `{}` is not there", shown(name))),
            },
        }
    }

    fn family(file: &File, all: &[Object], resources: Option<&Dictionary>, depth: usize) -> Self {
        let entry = |at: usize| {
            all.get(at)
                .map_or(&Object::Null, |found| file.resolve(found))
        };
        let read = |at: usize| Self::at(file, entry(at), resources, depth + 1);
        let Object::Name(family) = entry(0) else {
            return Self::Unknown("a colour space has no family".to_owned());
        };
        match family.as_slice() {
            b"Lab" => Self::Foreign("Lab".to_owned(), 3),
            b"ICCBased" => {
                let components = match entry(1) {
                    Object::Stream(stream) => file.number(&stream.dict, b"N"),
                    _ => None,
                };
                let (kind, count) = match components.map(|n| n as i64) {
                    Some(1) => ("ICC-based grey", 1),
                    Some(3) => ("ICC-based RGB", 3),
                    Some(4) => ("ICC-based CMYK", 4),
                    _ => ("ICC-based", 3),
                };
                Self::Foreign(kind.to_owned(), count)
            }
            b"Separation" => match entry(1).as_name() {
                Ok(name) => Self::spot(&[name.to_vec()], read(2), &[]),
                Err(_) => Self::Unknown("a Separation has no name".to_owned()),
            },
            b"DeviceN" => {
                let names = entry(1).as_array().map(Vec::as_slice).unwrap_or_default();
                let names = names
                    .iter()
                    .map(|n| file.resolve(n).as_name().map(<[u8]>::to_vec));
                match names.collect::<Result<Vec<_>, _>>() {
                    Ok(names) if !names.is_empty() && names.len() <= COLORANTS => {
                        let process = entry(4).as_dict().ok();
                        let process = process.and_then(|dict| file.dict(dict, b"Process"));
                        let process = process.and_then(|dict| file.get(dict, b"ColorSpace"));
                        let others = process.map(|o| Self::at(file, o, resources, depth + 1));
                        Self::spot(&names, read(2), others.as_slice())
                    }
                    _ => Self::Unknown("the colorants of a DeviceN are not there".to_owned()),
                }
            }
            b"Indexed" | b"I" => {
                let table = match entry(3) {
                    Object::String(bytes, _) => Ok(bytes.clone()),
                    Object::Stream(stream) => file.data(stream),
                    _ => Err("the table of an Indexed colour space is not there".to_owned()),
                };
                match (read(1), table) {
                    (Self::Unknown(why), _) | (_, Err(why)) => Self::Unknown(why),
                    (base, Ok(table)) => Self::Indexed(Rc::new(Indexed { base, table })),
                }
            }
            b"Pattern" => Self::Pattern((all.len() > 1).then(|| Rc::new(read(1)))),
            name => Self::named(file, name, resources, depth + 1),
        }
    }

    fn spot(names: &[Vec<u8>], alternate: Self, others: &[Self]) -> Self {
        let names = names.iter().map(|name| Rc::from(shown(name).as_str()));
        Self::Spot(Rc::new(Spot {
            names: names.collect(),
            alternate,
            others: others.to_vec(),
        }))
    }

    /// How many components its colours have.
    pub fn components(&self) -> usize {
        match self {
            Self::Gray | Self::Indexed(_) => 1,
            Self::Cmyk => 4,
            Self::Spot(spot) => spot.names.len(),
            Self::Foreign(_, count) => *count,
            Self::Pattern(_) | Self::Unknown(_) => 0,
        }
    }

    /// The colour that holds until one is set (8.6.5 to 8.6.6).
    pub fn initial(&self) -> Vec<f64> {
        match self {
            Self::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
            Self::Spot(spot) => vec![1.0; spot.names.len()],
            other => vec![0.0; other.components()],
        }
    }

    /// The ink of a colour; nothing where it takes a conversion.
    pub fn ink(&self, components: &[f64]) -> Option<Ink> {
        let value = |at: usize| unit(components.get(at).copied().unwrap_or_default());
        match self {
            Self::Gray => Some(Ink::black(1.0 - value(0))),
            Self::Cmyk => Some(Ink::cmyk([value(0), value(1), value(2), value(3)])),
            Self::Spot(spot) => {
                let mut ink = Ink::default();
                for (at, name) in spot.names.iter().enumerate() {
                    match PROCESS.iter().position(|plate| **plate == **name) {
                        Some(plate) => {
                            if let Some(slot) = ink.process.get_mut(plate) {
                                *slot = value(at);
                            }
                        }
                        None if **name == *"None" => {}
                        None if **name == *"All" => {
                            ink.process = ink.process.map(|slot| slot.max(value(at)));
                            ink.spots.insert(name.clone(), value(at));
                        }
                        None => {
                            ink.spots.insert(name.clone(), value(at));
                        }
                    }
                }
                Some(ink)
            }
            Self::Indexed(indexed) => {
                let index = components.first().copied().unwrap_or_default().max(0.0) as usize;
                indexed.color(index)
            }
            Self::Pattern(_) | Self::Foreign(..) | Self::Unknown(_) => None,
        }
    }

    /// The names of what a press file must not use, in this space and the spaces it is made of.
    pub fn foreign(&self) -> Vec<String> {
        match self {
            Self::Foreign(name, _) => vec![name.clone()],
            Self::Spot(spot) => {
                let named = |space: &Self, role: &str| {
                    let all = space.foreign().into_iter();
                    all.map(|name| format!("{name} ({role} of {})", spot.names.join(", ")))
                        .collect::<Vec<_>>()
                };
                let mut all = named(&spot.alternate, "the alternate");
                all.extend(spot.others.iter().flat_map(|o| named(o, "an attribute")));
                all
            }
            Self::Indexed(indexed) => indexed.base.foreign(),
            Self::Pattern(Some(under)) => under.foreign(),
            _ => Vec::new(),
        }
    }

    /// Why it, or a space that it is made of, could not be read.
    pub fn unknown(&self) -> Option<&str> {
        match self {
            Self::Unknown(why) => Some(why),
            Self::Spot(spot) => spot
                .alternate
                .unknown()
                .or_else(|| spot.others.iter().find_map(Self::unknown)),
            Self::Indexed(indexed) => indexed.base.unknown(),
            Self::Pattern(Some(under)) => under.unknown(),
            _ => None,
        }
    }

    /// The spot colours that it names, and `All`; process inks and `None` are none.
    pub fn spots(&self) -> Vec<Rc<str>> {
        match self {
            Self::Spot(spot) => {
                let names = spot.names.iter();
                names
                    .filter(|name| **name != Rc::from("None") && !PROCESS.contains(&&***name))
                    .cloned()
                    .collect()
            }
            Self::Indexed(indexed) => indexed.base.spots(),
            Self::Pattern(Some(under)) => under.spots(),
            _ => Vec::new(),
        }
    }
}

impl Indexed {
    /// The ink of an entry of the table; the last one for those beyond its end.
    pub fn color(&self, index: usize) -> Option<Ink> {
        let count = self.base.components().max(1);
        let entries = self.table.chunks_exact(count);
        let last = entries.len().checked_sub(1)?;
        let bytes = self.table.chunks_exact(count).nth(index.min(last))?;
        let components: Vec<f64> = bytes.iter().map(|b| f64::from(*b) / 255.0).collect();
        self.base.ink(&components)
    }
}

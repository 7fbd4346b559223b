//! Classifies the colour spaces of a PDF.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

/// A colour space by the conversion that it needs. A profile is given by the id of its stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Space {
    /// One component, from black (0) to white.
    Grey(Option<ObjectId>),
    /// Red, green and blue.
    Rgb(Option<ObjectId>),
    /// Cyan, magenta, yellow and black, with the profile of their condition if the file has one.
    Cmyk(Option<ObjectId>),
    /// A spot colour, a pattern, or any other space. These are not converted; preflight reports those that are not
    /// allowed.
    Other,
}

/// The colour spaces of a file that are objects of their own.
pub struct Spaces(BTreeMap<ObjectId, Space>);

impl Spaces {
    /// Collects the colour spaces of a file.
    pub fn of(document: &Document) -> Self {
        let mut spaces = BTreeMap::new();
        for (id, object) in &document.objects {
            let components = match object {
                Object::Stream(stream) => stream.dict.get(b"N").and_then(Object::as_i64).ok(),
                _ => None,
            };
            if let Some(components) = components {
                spaces.insert(*id, profiled(components, *id));
            }
        }
        let profiles = Self(spaces.clone());
        for (id, object) in &document.objects {
            if let Object::Array(_) = object {
                spaces.insert(*id, profiles.space(object));
            }
        }
        Self(spaces)
    }

    /// The space that an object names, references or defines.
    pub fn space(&self, object: &Object) -> Space {
        match object {
            Object::Name(name) => match name.as_slice() {
                b"DeviceGray" => Space::Grey(None),
                b"DeviceRGB" => Space::Rgb(None),
                b"DeviceCMYK" => Space::Cmyk(None),
                _ => Space::Other,
            },
            Object::Reference(id) => self.0.get(id).copied().unwrap_or(Space::Other),
            Object::Array(parts) => match parts.as_slice() {
                [Object::Name(family), profile, ..] if family == b"ICCBased" => self.space(profile),
                [one] => self.space(one),
                _ => Space::Other,
            },
            _ => Space::Other,
        }
    }
}

fn profiled(components: i64, profile: ObjectId) -> Space {
    match components {
        1 => Space::Grey(Some(profile)),
        3 => Space::Rgb(Some(profile)),
        4 => Space::Cmyk(Some(profile)),
        _ => Space::Other,
    }
}

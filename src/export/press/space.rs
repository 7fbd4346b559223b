//! Which colour spaces of a file are those of screens.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

/// A colour space, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Space {
    /// One component, of light. With the stream of its profile.
    Grey(Option<ObjectId>),
    /// Three components. With the stream of its profile.
    Rgb(Option<ObjectId>),
    /// The four inks. With the stream of the profile that says how they look, where that is not the condition.
    Cmyk(Option<ObjectId>),
    /// A spot colour, a pattern, or what a preflight finds.
    Other,
}

/// The colour spaces that a file gives objects of their own.
pub struct Spaces(BTreeMap<ObjectId, Space>);

impl Spaces {
    /// Finds them.
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

    /// The space that an object names or defines.
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

//! Finds objects in a PDF, and adds resources to them.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Adds a resource to a page or a form. `kind` is the resource category, such as `ExtGState`.
pub fn add_resource(
    document: &mut Document,
    owner: ObjectId,
    kind: &str,
    name: &str,
    value: Object,
) {
    let target =
        dict(document, owner).and_then(|dict| dict.get(b"Resources").ok()?.as_reference().ok());
    let Some(dict) = dict_mut(document, target.unwrap_or(owner)) else {
        return;
    };
    let resources = match target {
        Some(_) => Some(dict),
        None => child(dict, "Resources"),
    };
    let Some(resources) = resources else { return };
    match resources
        .get(kind.as_bytes())
        .and_then(Object::as_reference)
    {
        Ok(id) => {
            if let Ok(all) = document.get_dictionary_mut(id) {
                all.set(name, value);
            }
        }
        Err(_) => {
            if let Some(all) = child(resources, kind) {
                all.set(name, value);
            }
        }
    }
}

/// The dictionary of a dictionary or stream object.
pub fn dict(document: &Document, id: ObjectId) -> Option<&Dictionary> {
    match document.objects.get(&id)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn dict_mut(document: &mut Document, id: ObjectId) -> Option<&mut Dictionary> {
    match document.objects.get_mut(&id)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    }
}

/// A dictionary inside another, created if it is missing.
fn child<'d>(dict: &'d mut Dictionary, key: &str) -> Option<&'d mut Dictionary> {
    if !dict.has(key.as_bytes()) {
        dict.set(key, Dictionary::new());
    }
    dict.get_mut(key.as_bytes())
        .and_then(Object::as_dict_mut)
        .ok()
}

/// Whether an entry of a dictionary is this name.
pub fn is(dict: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name)
}

/// The ids of all streams whose dictionary matches, in ascending order.
pub fn streams(document: &Document, wanted: impl Fn(&Dictionary) -> bool) -> Vec<ObjectId> {
    let found = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_stream().is_ok_and(|stream| wanted(&stream.dict)));
    found.map(|(id, _)| *id).collect()
}

/// The ids of all soft masks and of all objects that they refer to. Their colours are opacities.
pub fn masks(document: &Document) -> BTreeSet<ObjectId> {
    let mut open = Vec::new();
    for dict in document.objects.keys().filter_map(|id| dict(document, *id)) {
        match dict.get(b"SMask") {
            Ok(Object::Reference(id)) => open.push(*id),
            Ok(Object::Dictionary(mask)) => open.extend(references(mask)),
            _ => {}
        }
        if is(dict, b"Type", b"Mask") || is(dict, b"S", b"Luminosity") {
            open.extend(references(dict));
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        open.extend(dict(document, id).map(references).unwrap_or_default());
    }
    found
}

fn references(dict: &Dictionary) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let mut open: Vec<&Object> = dict.iter().map(|(_, value)| value).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) => found.push(*id),
            Object::Array(parts) => open.extend(parts),
            Object::Dictionary(dict) => open.extend(dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    found
}

//! What commands say to machines: every line is of a type that `docs/messages.schema.json` has, and has its fields alone.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::repository;
use super::schema::faults;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let path = repository().join("docs/messages.schema.json");
    let text = fs::read(path).expect("the schema");
    let mut schema = serde_json::from_slice(&text).expect("JSON");
    // Published, it allows for what is to come; here, a field that it does not have is a fault.
    close(&mut schema);
    schema
});

fn close(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if object.contains_key("required") {
        object.insert("additionalProperties".to_owned(), json!(false));
    }
    object.values_mut().for_each(close);
}

/// The schema of each type of lines. Put together once: some tests read ten thousand lines.
static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let of = |name: String| {
        let schema = json!({ "$ref": format!("#/$defs/{name}"), "$defs": SCHEMA["$defs"] });
        (name, schema)
    };
    types().into_iter().map(of).collect()
});

/// The types of lines, as the schema lists them.
pub fn types() -> Vec<String> {
    let listed = SCHEMA["oneOf"].as_array().expect("types").iter();
    let name = |of: &Value| Some(of["$ref"].as_str()?.rsplit('/').next()?.to_owned());
    listed.map(|of| name(of).expect("a type")).collect()
}

/// The lines for machines, if these are such: each must be as the schema says.
pub fn messages(said: &str) -> Vec<Value> {
    if !said.starts_with("{\"") || said.starts_with("{\"include\"") {
        return Vec::new();
    }
    let lines = said.lines().map(|line| {
        let value: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        let name = value["type"].as_str().expect("a type");
        let schema = SCHEMAS.get(name).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(faults(schema, &value), Vec::<String>::new(), "{line}");
        value
    });
    lines.collect()
}

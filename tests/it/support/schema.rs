//! JSON Schema (draft 2020-12), as much of it as the published schema uses; a keyword that is not known here is refused, so
//! that nothing goes unchecked. Validators from crates.io would change the features of crates that the engine is made of, and
//! build it a second time. `.ci/run` validates with another implementation too.

use regex::Regex;
use serde_json::Value;

/// What is wrong with a value, each fault with its place.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema") {
        let mut fault = |is_right: bool| {
            if !is_right {
                faults.push(format!("{at}: {keyword} {rule}"));
            }
        };
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = rule.as_str().and_then(|r| r.strip_prefix('#'));
                let target = pointer.and_then(|p| root.pointer(p));
                check(root, target.expect("a definition"), value, at, faults);
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or(vec![rule.clone()]);
                fault(types.iter().any(|name| is(value, name)));
            }
            "const" => fault(value == rule),
            "enum" => fault(rule.as_array().expect("values").contains(value)),
            "minimum" => fault(number(value).is_none_or(|n| n >= number(rule).expect("a number"))),
            "maximum" => fault(number(value).is_none_or(|n| n <= number(rule).expect("a number"))),
            "minLength" => {
                let least = rule.as_u64().expect("a number") as usize;
                fault(value.as_str().is_none_or(|s| s.chars().count() >= least));
            }
            "pattern" => {
                let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                fault(value.as_str().is_none_or(|s| pattern.is_match(s)));
            }
            "uniqueItems" => {
                let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let twice = |at: usize| items[..at].contains(&items[at]);
                fault(rule == false || !(0..items.len()).any(twice));
            }
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}/{n}"), faults);
                }
            }
            "required" => {
                for name in rule.as_array().expect("names") {
                    let name = name.as_str().expect("a name");
                    if value.as_object().is_some_and(|o| !o.contains_key(name)) {
                        faults.push(format!("{at}: {name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, inner) in rule.as_object().expect("properties") {
                    if let Some(found) = value.get(name) {
                        check(root, inner, found, &format!("{at}/{name}"), faults);
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false, "nothing else is known here");
                let known = schema["properties"].as_object().expect("properties");
                for name in value.as_object().into_iter().flat_map(|o| o.keys()) {
                    if !known.contains_key(name) {
                        faults.push(format!("{at}: {name} is not known"));
                    }
                }
            }
            unknown => panic!("the keyword {unknown} is not checked here"),
        }
    }
}

fn is(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("no type {unknown}"),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

//! The README lists the rules as they are.

use preflight::Rule;

#[test]
fn the_table_has_every_rule_in_its_order() {
    let readme = include_str!("../../README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `press-"));
    let rows: Vec<&str> = rows.collect();
    let rules = Rule::ALL.map(|rule| format!("| `{}` | {} |", rule.code(), rule.text().name));
    assert_eq!(rows, rules);
}

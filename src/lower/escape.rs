//! Escapes text as Typst string literals, which is the only way for text to get into Typst source.

/// Appends a Typst string literal whose value is exactly `text`.
pub fn literal(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Line separators and control characters would be invisible in an emitted file.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{{{:x}}}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The literal as a string of its own.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    literal(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use typst::syntax::ast::Str;
    use typst::syntax::parse_code;

    /// The values of the string literals that Typst's parser finds in code.
    fn strings(code: &str) -> Vec<String> {
        fn walk(node: &typst::syntax::SyntaxNode, found: &mut Vec<String>) {
            if let Some(text) = node.cast::<Str>() {
                found.push(text.get().to_string());
            }
            node.children().for_each(|child| walk(child, found));
        }
        let root = parse_code(code);
        assert!(root.errors_and_warnings().0.is_empty(), "{code}");
        let mut found = Vec::new();
        walk(&root, &mut found);
        assert_eq!(
            root.children().len(),
            1,
            "one literal and nothing else: {code}"
        );
        found
    }

    proptest! {
        #[test]
        fn typst_reads_back_what_was_written(text in any::<String>()) {
            prop_assert_eq!(strings(&super::quoted(&text)), [text]);
        }

        #[test]
        fn nor_do_signs_of_typst_escape(text in "[\"\\\\#$@<>\\[\\]{}()/*_`~\n\r\tu0-9 ]{0,30}") {
            prop_assert_eq!(strings(&super::quoted(&text)), [text]);
        }
    }
}

//! Escapes text as Fluent syntax.

/// Escapes a text as the value of a message on one line. Parsing it gives the same text.
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            c if c.is_control() || c == '\u{2028}' => {
                out.push_str(&format!("{{\"\\u{:04X}\"}}", c as u32));
            }
            c => out.push(c),
        }
    }
    // Fluent trims a value at both ends, and treats an empty value as absent.
    if out.is_empty() {
        return "{\"\"}".to_owned();
    }
    if out.starts_with(' ') {
        out = format!("{{\"\"}}{out}");
    }
    if out.ends_with(' ') {
        out.push_str("{\"\"}");
    }
    out
}

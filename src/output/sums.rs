//! `SHA256SUMS`: the digests of a folder's files, as `sha256sum -c` and `shasum -c` read them.

use crate::output::sha256::is_hex;

/// The name of the file, which `sha256sum --check` reads.
pub const NAME: &str = "SHA256SUMS";

/// The lines for files and their digests, by name. A name with a backslash or a line break is written as the tools
/// write it: with `\` at the start of the line (GNU coreutils, "sha2 utilities").
pub fn write<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    let line = |(name, sum): (&str, &str)| {
        let escaped = name.replace('\\', "\\\\").replace('\n', "\\n");
        let escaped = escaped.replace('\r', "\\r");
        let mark = if escaped == name { "" } else { "\\" };
        format!("{mark}{sum}  {escaped}\n")
    };
    files.into_iter().map(line).collect()
}

/// The files and digests of such a file; none where a line is no such line.
pub fn read(text: &str) -> Option<Vec<(String, String)>> {
    text.lines().map(line).collect()
}

fn line(line: &str) -> Option<(String, String)> {
    let (line, is_escaped) = match line.strip_prefix('\\') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let (sum, rest) = line.split_at_checked(64)?;
    let name = rest.strip_prefix("  ").or(rest.strip_prefix(" *"))?;
    if !is_hex(sum) || name.is_empty() {
        return None;
    }
    let name = match is_escaped {
        true => unescaped(name)?,
        false => name.to_owned(),
    };
    Some((name, sum.to_owned()))
}

fn unescaped(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let sum = "0".repeat(64);
        let names = ["a b.pdf", "a\\b\n.pdf", "manifest.json", "é.pdf"];
        let text = write(names.map(|name| (name, sum.as_str())));
        assert!(text.contains(&format!("\n\\{sum}  a\\\\b\\n.pdf\n")));
        let read = read(&text).expect("sums");
        assert_eq!(read.len(), 4);
        for (name, (found, _)) in names.iter().zip(read) {
            assert_eq!(*name, found);
        }
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        let sum = "0".repeat(64);
        for wrong in [
            "x",
            &sum,
            &format!("{sum} a"),
            &format!("{sum}  "),
            &format!("\\{sum}  a\\x"),
            &format!("{}é  a", &sum[1..]),
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(read(&format!("{sum} *a")).map(|all| all.len()), Some(1));
        assert_eq!(read(""), Some(Vec::new()));
    }
}

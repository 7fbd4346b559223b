//! LaTeX in bibliographies: in other words where the reader of BibTeX does not know it, and found where it would be printed.

use serde_yaml::{Mapping, Value};

/// Commands of LaTeX whose content is printed without them: styles set titles in one type.
const COMMANDS: [&str; 13] = [
    "url",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "textsf",
    "texttt",
    "textup",
    "emph",
    "mbox",
    "text",
    "uppercase",
    "enquote",
];

/// The raised digits, from 0.
pub const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// The lowered digits, from 0.
pub const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";

/// Commands of formulas that are letters or signs of their own.
const GREEK: [(&str, &str); 32] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Lambda", "Λ"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("pm", "±"),
];

/// Letters of LaTeX, which the reader of BibTeX takes for accents where braces follow.
const LETTERS: [(&str, &str); 6] = [
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("aa", "å"),
    ("AA", "Å"),
];

/// Signs of LaTeX that the reader of BibTeX does not know.
const SIGNS: [(&str, &str); 11] = [
    ("\\,", "\u{202F}"),
    ("\\;", " "),
    ("\\ ", " "),
    ("\\/", ""),
    ("\\-", ""),
    ("\\ldots", "…"),
    ("\\dots", "…"),
    ("\\textendash", "–"),
    ("\\textemdash", "—"),
    ("``", "\u{E003}"),
    ("''", "\u{E003}"),
];

/// The text of a BibTeX file with what its reader does not know in other words: type styles, accents on `\i`, raised digits, quotes.
pub fn latex(text: &str) -> String {
    let mut out = text.to_owned();
    for (sign, plain) in SIGNS {
        out = out
            .replace(&format!("{sign}{{}}"), plain)
            .replace(sign, plain);
    }
    for (name, letter) in LETTERS {
        out = out.replace(&format!("\\{name}{{}}"), letter);
    }
    for accent in ['\'', '`', '^', '"', '~', '='] {
        for letter in ['i', 'j'] {
            let plain = format!("\\{accent}{{{letter}}}");
            for written in [
                format!("\\{accent}{{\\{letter}}}"),
                format!("\\{accent}\\{letter}{{}}"),
                format!("\\{accent}\\{letter} "),
            ] {
                out = out.replace(&written, &plain);
            }
            out = out.replace(&format!("\\{accent}\\{letter}}}"), &format!("{plain}}}"));
        }
    }
    for name in COMMANDS {
        out = out.replace(&format!("\\{name}{{"), "{");
    }
    for (name, digits) in [("textsuperscript", RAISED), ("textsubscript", LOWERED)] {
        for (digit, raised) in digits.chars().enumerate() {
            out = out.replace(&format!("\\{name}{{{digit}}}"), &raised.to_string());
        }
    }
    without_formulas(&out)
}

/// A text with its formulas as words, where they are letters and scripts of digits: hayagriva loses the spaces beside formulas. Others stay,
/// and are reported.
fn without_formulas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, formula) = rest.split_at(at);
        let Some(end) = formula[1..].find('$').filter(|_| !before.ends_with('\\')) else {
            out.push_str(&rest[..at + 1]);
            rest = &rest[at + 1..];
            continue;
        };
        out.push_str(before);
        match words(&formula[1..end + 1]) {
            Some(words) => out.push_str(&words),
            None => out.push_str(&formula[..end + 2]),
        }
        rest = &formula[end + 2..];
    }
    out + rest
}

/// A formula of letters, Greek ones too, and of scripts that are digits.
fn words(formula: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = formula.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '_' | '^' => {
                let (script, after) = match rest.strip_prefix('{') {
                    Some(inner) => inner.split_once('}')?,
                    None => rest.split_at(rest.chars().next()?.len_utf8()),
                };
                let digits = if c == '_' { LOWERED } else { RAISED };
                for digit in script.chars() {
                    out.push(digits.chars().nth(digit.to_digit(10)? as usize)?);
                }
                rest = after;
            }
            '\\' => {
                let length = rest.find(|c: char| !c.is_ascii_alphabetic());
                let (name, after) = rest.split_at(length.unwrap_or(rest.len()));
                out.push_str(GREEK.iter().find(|(known, _)| *known == name)?.1);
                rest = after.trim_start();
            }
            '{' | '}' => {}
            c if c.is_alphanumeric() || " \u{202F}+-=,.()/".contains(c) => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

/// The works in which something of LaTeX stands.
pub fn commands(all: &Mapping) -> Vec<(String, String)> {
    let found = all.iter().filter_map(|(key, entry)| {
        let fields = entry.as_mapping()?.iter();
        // No style prints abstracts.
        let mut fields = fields.filter(|(name, _)| name.as_str() != Some("abstract"));
        Some((
            key.as_str()?.to_owned(),
            fields.find_map(|(_, value)| command(value))?,
        ))
    });
    found.collect()
}

/// The first command of LaTeX in a field.
fn command(field: &Value) -> Option<String> {
    match field {
        Value::String(text) => {
            if text
                .split('$')
                .step_by(2)
                .any(|outside| outside.ends_with('\\'))
            {
                return None;
            }
            if let Some(formula) = text.split('$').nth(1) {
                return Some(format!("${}$", formula.replace("\\\\", "\\")));
            }
            let mut rests = text.split('\\').skip(1);
            let is_letter = |c: char| c.is_ascii_alphabetic();
            let rest = rests.find(|rest| rest.starts_with(is_letter))?;
            let name = rest.split(|c| !is_letter(c)).next().unwrap_or_default();
            Some(format!("\\{name}"))
        }
        Value::Sequence(all) => all.iter().find_map(command),
        Value::Mapping(all) => all.values().find_map(command),
        _ => None,
    }
}

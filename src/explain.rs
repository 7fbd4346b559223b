//! What each finding means: one page for each code, in text files beside this one; the preflight's own with its rules.

use std::borrow::Cow;

use preflight::{Rule, Text};

/// The files, each a family: `# title`, then for each code `## code`, a summary of one line, and the page.
const FILES: [&str; 9] = [
    include_str!("explain/project.md"),
    include_str!("explain/article.md"),
    include_str!("explain/translations.md"),
    include_str!("explain/wording.md"),
    include_str!("explain/pages.md"),
    include_str!("explain/proofreading.md"),
    include_str!("explain/press.md"),
    include_str!("explain/commands.md"),
    include_str!("explain/limits.md"),
];

/// Pages on one subject.
#[derive(Clone, Debug)]
pub struct Family {
    /// The subject.
    pub title: &'static str,
    /// In the order of their file.
    pub pages: Vec<Page>,
}

/// What a code means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The code.
    pub code: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Why it is a finding, and what to do.
    pub text: Cow<'static, str>,
}

/// All pages.
pub fn families() -> Vec<Family> {
    let preflight = Family {
        title: "The preflight",
        pages: Rule::ALL
            .iter()
            .map(|rule| rule_page(rule.text()))
            .collect(),
    };
    FILES.into_iter().map(family).chain([preflight]).collect()
}

/// The page of a code.
pub fn page(code: &str) -> Option<Page> {
    let mut pages = families().into_iter().flat_map(|family| family.pages);
    pages.find(|page| page.code == code)
}

/// All codes.
pub fn codes() -> impl Iterator<Item = &'static str> {
    families()
        .into_iter()
        .flat_map(|family| family.pages)
        .map(|page| page.code)
}

fn family(file: &'static str) -> Family {
    let mut parts = file.split("\n## ");
    let title = parts.next().unwrap_or_default();
    let page = |part: &'static str| {
        let (code, rest) = part.split_once('\n').unwrap_or((part, ""));
        let (summary, text) = rest.trim().split_once('\n').unwrap_or((rest.trim(), ""));
        Page {
            code: code.trim(),
            summary: summary.trim(),
            text: text.trim().into(),
        }
    };
    Family {
        title: title.trim_start_matches('#').trim(),
        pages: parts.map(page).collect(),
    }
}

/// The page of a rule of the preflight.
fn rule_page(text: &'static Text) -> Page {
    Page {
        code: text.code,
        summary: text.name,
        text: format!("{}\n\n{}\n\nTo repair: {}.", text.what, text.why, text.fix).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_code_has_one_page_in_the_order_of_the_codes() {
        let pages = FILES.into_iter().map(family).flat_map(|f| f.pages);
        let pages: Vec<_> = pages.map(|page| page.code).collect();
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(pages, codes);
    }
}

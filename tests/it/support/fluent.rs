//! Projects for what translators write: an article, and a catalogue of another language.

use super::Project;

/// The values that all messages here may use.
pub const VARS: &str = "vars:
  trains: 1234567
  share: 0.125
  price: 1234.5
  place: 3
  name: A*B_c
  deadline: 2025-11-01T14:30
";

/// A project with an article of so many paragraphs in a source language, and a catalogue of another one.
pub fn project(source: &str, locale: &str, vars: &str, paragraphs: usize, ftl: &str) -> Project {
    let settings =
        format!("source: {source}\nlocales: [{source}, {locale}]\naudiences: [full-analysis]\n");
    let words: Vec<_> = (1..=paragraphs).map(|n| format!("Phrase{n}.\n")).collect();
    let article = format!(
        "---\ntitle: Titre\ndate: 2025-11-01\n{vars}---\n\n{}",
        words.join("\n")
    );
    let project =
        Project::new(&[("fluentpress.yaml", &settings), ("seeds/a.md", &article)]).plain();
    project.write(&format!("i18n/{locale}/a.ftl"), ftl);
    project.confirm(locale);
    project
}

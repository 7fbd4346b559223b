//! The default layouts and labels, inside the binary: a project's own files come before them.

/// Lists files of the repository with their contents.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../", $path)))),*]
    };
}

/// Path from a project's root, and contents. A test compares this list with the folders.
pub const FILES: &[(&str, &[u8])] = embedded![
    "i18n/ar/labels.ftl",
    "i18n/de/labels.ftl",
    "i18n/en/labels.ftl",
    "i18n/es/labels.ftl",
    "i18n/fr/labels.ftl",
    "i18n/it/labels.ftl",
    "i18n/ja/labels.ftl",
    "i18n/nl/labels.ftl",
    "i18n/pl/labels.ftl",
    "i18n/pt/labels.ftl",
    "i18n/uk/labels.ftl",
    "i18n/zh/labels.ftl",
    "layouts/executive-summary/brief.typ",
    "layouts/executive-summary/layout.yaml",
    "layouts/executive-summary/slides.typ",
    "layouts/full-analysis/brief.typ",
    "layouts/full-analysis/layout.yaml",
    "layouts/full-analysis/slides.typ",
    "layouts/key-points/brief.typ",
    "layouts/key-points/layout.yaml",
    "layouts/key-points/slides.typ",
    "layouts/theme/blocks.typ",
    "layouts/theme/brief.typ",
    "layouts/theme/chart-bars.typ",
    "layouts/theme/chart-lines.typ",
    "layouts/theme/chart-parts.typ",
    "layouts/theme/chart.typ",
    "layouts/theme/cover.typ",
    "layouts/theme/deck.typ",
    "layouts/theme/draft.typ",
    "layouts/theme/end.typ",
    "layouts/theme/fit.typ",
    "layouts/theme/footnotes.typ",
    "layouts/theme/kinds.typ",
    "layouts/theme/last-page.typ",
    "layouts/theme/masthead.typ",
    "layouts/theme/narrow.typ",
    "layouts/theme/notes.typ",
    "layouts/theme/points.typ",
    "layouts/theme/references.typ",
    "layouts/theme/scale.typ",
    "layouts/theme/sense.typ",
    "layouts/theme/solid.typ",
    "layouts/theme/steps.typ",
    "layouts/theme/table.typ",
    "layouts/theme/type.typ",
];

/// The contents of a default file.
pub fn file(path: &str) -> Option<&'static [u8]> {
    let found = FILES.iter().find(|(name, _)| *name == path);
    found.map(|(_, bytes)| *bytes)
}

/// The names of what is directly below a folder of defaults.
pub fn children(folder: &str) -> impl Iterator<Item = &'static str> {
    let prefix = format!("{folder}/");
    FILES
        .iter()
        .filter_map(move |(path, _)| path.strip_prefix(prefix.as_str()))
        .map(|rest| rest.split('/').next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_file_of_the_layouts_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("layouts")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().expect("layouts can be listed") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(root).expect("below the root");
                    found.push(path.to_str().expect("UTF-8").replace('\\', "/"));
                }
            }
        }
        let languages = root.join("i18n").read_dir().expect("i18n can be listed");
        let languages = languages.map(|entry| entry.expect("an entry").path());
        let labels = languages
            .map(|folder| folder.join("labels.ftl"))
            .filter(|file| file.is_file());
        found.extend(labels.map(|file| {
            let path = file.strip_prefix(root).expect("below the root");
            path.to_str().expect("UTF-8").replace('\\', "/")
        }));
        found.sort();
        let mut listed: Vec<_> = super::FILES.iter().map(|(path, _)| *path).collect();
        listed.sort_unstable();
        assert_eq!(listed, found);
    }
}

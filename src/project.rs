//! `fluentpress.yaml`, `layout.yaml` and the conventions that fill what they leave out: the project.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::brand::Brand;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::{Locale, Pseudo};
use crate::names;
use crate::origin::{FileId, Origin};
use crate::press::Press;
use crate::source_language;
use crate::vfs::{self, Vfs};
use crate::yaml::{Codes, Key, Mapping, key, list, nearest};

/// The project's settings file.
pub const SETTINGS: &str = "fluentpress.yaml";
/// The name of the catalogues that hold the layouts' own strings.
const LABELS: &str = "labels";
const CODES: Codes = Codes {
    syntax: "settings-syntax",
    value: "settings-value",
    key: "settings-key",
};
const LAYOUT_CODES: Codes = Codes {
    syntax: "layout-yaml-syntax",
    value: "layout-yaml-value",
    key: "layout-yaml-key",
};

/// The keys of `fluentpress.yaml`.
pub const KEYS: [Key; 6] = [
    key(
        "source",
        "a language tag such as `fr`",
        "the `lang:` of the articles",
        "The language that the articles are written in.",
    ),
    key(
        "locales",
        "a list of language tags",
        "every folder under `i18n/`",
        "The languages that PDFs are made in, besides the source language.",
    ),
    key(
        "audiences",
        "a list of folder names",
        "every folder under `layouts/`, and the three defaults",
        "The audiences that PDFs are made for.",
    ),
    key(
        "output",
        "a folder name",
        "`dist`",
        "The folder of the PDFs, inside the project.",
    ),
    key(
        "brand",
        "a mapping with `name`, `logo` and colours",
        "",
        "The publisher's look: see [brand](#brand).",
    ),
    key(
        "press",
        "a mapping with `standard`, `condition`, `bleed`, `total-ink`, `min-ppi`, `rendering-intent`, `marks`",
        "",
        "The press edition: see [press](#press).",
    ),
];

/// The keys of `layout.yaml`.
pub const LAYOUT_KEYS: [Key; 4] = [
    key(
        "roles",
        "a list of roles",
        "`[]`",
        "Roles that some selected section must have.",
    ),
    key(
        "pages",
        BUDGET,
        "`{}`",
        "How many pages the brief may have: `min`, `max` or both.",
    ),
    key(
        "slides",
        BUDGET,
        "`{}`",
        "How many slides the deck may have: `min`, `max` or both.",
    ),
    key(
        "press",
        "a list of `brief` and `slides`",
        "`[brief]`",
        "The formats that have a press edition.",
    ),
];

/// What a budget may be.
const BUDGET: &str = "a budget such as `{ max: 2 }`";

/// Paged document or deck.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Format {
    /// A paged document.
    Brief,
    /// A deck.
    Slides,
}

impl Format {
    /// Both, in the order in which they are built.
    pub const ALL: [Self; 2] = [Self::Brief, Self::Slides];

    /// The word in file names and in the article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Slides => "slides",
        }
    }
}

/// On screens, or in print.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Edition {
    /// RGB, tagged, archivable, linked.
    Screen,
    /// Inks, bleed, PDF/X.
    Press,
}

impl Edition {
    /// The word that layouts know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Press => "press",
        }
    }
}

/// How many pages or slides an artifact may have.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// At least.
    pub min: Option<usize>,
    /// At most.
    pub max: Option<usize>,
}

/// A folder under `layouts/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Audience {
    /// The folder's name.
    pub name: String,
    /// The formats it has a layout for.
    pub formats: Vec<Format>,
    /// The roles that some selected section must have.
    pub roles: Vec<String>,
    /// Budget of the brief.
    pub pages: Budget,
    /// Budget of the deck.
    pub slides: Budget,
    /// The formats that have a press edition.
    pub press: Vec<Format>,
}

impl Audience {
    /// The file that says what the layouts need.
    pub fn file(&self) -> FileId {
        FileId::new(format!("layouts/{}/layout.yaml", self.name))
    }

    /// The budget of a format.
    pub fn budget(&self, format: Format) -> Budget {
        match format {
            Format::Brief => self.pages,
            Format::Slides => self.slides,
        }
    }
}

/// All that a build needs to know before it reads an article.
#[derive(Clone, PartialEq, Debug)]
pub struct Project {
    /// The language the articles are written in.
    pub source: Locale,
    /// Whether the settings name it; otherwise, it is what the articles say.
    pub source_is_set: bool,
    /// The source first, then the others by name.
    pub locales: Vec<Locale>,
    /// Whether the settings could be read that name them; otherwise, there is the source only.
    pub are_locales_known: bool,
    /// By name.
    pub audiences: Vec<Audience>,
    /// By name: `seeds/<name>.md`.
    pub articles: Vec<FileId>,
    /// Where the settings list each locale.
    pub listed: BTreeMap<String, Origin>,
    /// The publisher's look.
    pub brand: Brand,
    /// The press edition.
    pub press: Press,
    /// Where artifacts go, from the root.
    pub output: PathBuf,
}

impl Project {
    /// The pseudo-locales of the source language. They belong to no build that does not name them.
    pub fn pseudo_locales(&self) -> Vec<Locale> {
        let named = |pseudo: Pseudo| {
            let mut id = self.source.id.clone();
            id.region = Some(pseudo.region().parse().ok()?);
            Locale::parse(&id.to_string())
        };
        Pseudo::ALL.into_iter().filter_map(named).collect()
    }

    /// The locales that are asked for by name; without names, all but the pseudo-locales.
    pub fn wanted_locales(&self, names: &[String]) -> Vec<Locale> {
        let mut all = self.locales.clone();
        if !names.is_empty() {
            all.extend(self.pseudo_locales());
            all.retain(|locale| names.contains(&locale.name));
        }
        all
    }
}

/// The nearest folder upward that holds a project.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| folder.join(SETTINGS).is_file() || folder.join("i18n").is_dir();
    start.ancestors().find(is_root).map(Path::to_owned)
}

/// Reads the settings and looks around.
pub fn load(vfs: &Vfs, out: &mut Diagnostics) -> Project {
    let file = FileId::new(SETTINGS);
    let text = match vfs.read_text(&file, out) {
        vfs::Text::There(text) => text,
        vfs::Text::Absent | vfs::Text::Unreadable => "".into(),
    };
    let mut map = Mapping::parse(&file, &text, 0..text.len(), CODES, out).of(&KEYS);
    let source: Option<String> = map.take("source", out);
    let names: Option<Vec<String>> = map.take("locales", out);
    let wanted: Option<Vec<String>> = map.take("audiences", out);
    let output: Option<String> = map.take("output", out);
    let output = output_setting(output, &map, out);
    let brand = Brand::read(vfs, &mut map, out);
    let press = Press::read(vfs, &mut map, out);

    let mut articles = articles(vfs, out);
    let source_is_set = source.is_some();
    let is_named = source_is_set || map.is_broken("source");
    let source = source.and_then(|name| locale_setting(&name, "source", &map, out));
    let source = source.unwrap_or_else(|| {
        let mut found = Diagnostics::default();
        let source = source_language::of_articles(vfs, &articles, &mut found);
        if !is_named {
            out.extend(found);
        } else if found.iter().any(|d| d.code == "source-language") {
            // Nothing is true of articles whose language nobody knows.
            articles.clear();
        }
        Locale::parse(&source).unwrap_or_else(|| Locale {
            name: "und".to_owned(),
            id: unic_langid::LanguageIdentifier::default(),
        })
    });
    let place = |name: &String| Some((name.clone(), map.origin_of("locales", name)?));
    let listed = names.iter().flatten().filter_map(place).collect();
    let names = match map.is_broken("locales") {
        true => Some(Vec::new()),
        false => names,
    };
    let locales = locales(vfs, &source, names, &map, out);
    let audiences = match map.is_broken("audiences") {
        // Their names are those of fences. Which layouts are used, nobody knows.
        true => {
            let mut all = audiences(vfs, None, &map, &mut Diagnostics::default());
            all.iter_mut().for_each(|audience| audience.formats.clear());
            all
        }
        false => audiences(vfs, wanted, &map, out),
    };
    let are_locales_known = !map.is_broken("locales");
    map.finish(out);
    Project {
        source,
        source_is_set,
        locales,
        are_locales_known,
        audiences,
        articles,
        listed,
        brand,
        press,
        output,
    }
}

/// The output folder. A project that comes from elsewhere must not choose where on the disk is written.
fn output_setting(given: Option<String>, map: &Mapping, out: &mut Diagnostics) -> PathBuf {
    const DEFAULT: &str = "dist";
    let given = PathBuf::from(given.unwrap_or_else(|| DEFAULT.to_owned()));
    let is_inside = given
        .components()
        .try_fold(0_usize, |depth, part| match part {
            Component::CurDir => Some(depth),
            Component::Normal(_) => Some(depth + 1),
            Component::ParentDir => depth.checked_sub(1),
            Component::Prefix(_) | Component::RootDir => None,
        });
    if is_inside.is_some() {
        return given;
    }
    let message = format!(
        "the output folder `{}` is outside the project",
        given.display()
    );
    let hint = "name a folder in the project, or give `--output-dir` on the command line";
    out.push(map.wrong("output", message).hint(hint));
    PathBuf::from(DEFAULT)
}

fn locale_setting(name: &str, key: &str, map: &Mapping, out: &mut Diagnostics) -> Option<Locale> {
    let locale = Locale::parse(name);
    let is_pseudo = locale.as_ref().is_some_and(|l| l.pseudo().is_some());
    if let Some(locale) = locale.filter(|_| !is_pseudo) {
        return Some(locale);
    }
    let first = name.lines().next().unwrap_or_default();
    out.push(match is_pseudo {
        false => map.wrong_word(key, name, format!("`{first}` is not a language tag")),
        true => map
            .wrong(key, format!("`{name}` is a pseudo-locale"))
            .hint(NOT_LISTED),
    });
    None
}

/// Where pseudo-locales belong.
pub const NOT_LISTED: &str = "a pseudo-locale is made from the source language, without files, by a build that names it with `--locale`";

/// The source first; then those asked for, else one for every folder under `i18n/`.
fn locales(
    vfs: &Vfs,
    source: &Locale,
    names: Option<Vec<String>>,
    map: &Mapping,
    out: &mut Diagnostics,
) -> Vec<Locale> {
    let mut all = vec![source.clone()];
    let listed = names.is_some();
    for name in names.unwrap_or_else(|| vfs.own_folders("i18n")) {
        let locale = match Locale::parse(&name) {
            Some(locale) if locale.pseudo().is_none() => locale,
            _ if listed => {
                locale_setting(&name, "locales", map, out);
                continue;
            }
            unknown => {
                let (message, hint) = match unknown {
                    Some(_) => ("is a pseudo-locale", NOT_LISTED),
                    None => (
                        "is not a language tag",
                        "name the folders under i18n/ by BCP 47, such as `de` or `pt-BR`",
                    ),
                };
                out.push(
                    Diagnostic::error("unknown-locale", format!("`{name}` {message}"))
                        .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                        .hint(hint),
                );
                continue;
            }
        };
        match all.iter().find(|known| known.id == locale.id) {
            None => all.push(locale),
            Some(known) if known.name == name => {}
            Some(known) => {
                let message = format!("`{name}` and `{}` are the same language", known.name);
                let hint = "write its name in one way, and put its files into one folder";
                out.push(match listed {
                    true => map.wrong_word("locales", &name, message).hint(hint),
                    false => Diagnostic::error("unknown-locale", message)
                        .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                        .hint(hint),
                });
            }
        }
    }
    all
}

/// One audience for every folder under `layouts/`, the defaults included, but for `theme`.
fn audiences(
    vfs: &Vfs,
    wanted: Option<Vec<String>>,
    map: &Mapping,
    out: &mut Diagnostics,
) -> Vec<Audience> {
    let mut folders = vfs.folders("layouts");
    folders.retain(|name| name != "theme");
    if let Some(wanted) = wanted {
        for name in wanted.iter().filter(|name| !folders.contains(name)) {
            let near = nearest(name, folders.iter().map(String::as_str));
            let diagnostic =
                map.wrong_word("audiences", name, format!("no folder `layouts/{name}`"));
            out.push(diagnostic.hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the audiences are {}", list(&folders)),
            }));
        }
        folders.retain(|name| wanted.contains(name));
    }
    folders
        .iter()
        .map(|name| audience(vfs, name, out))
        .collect()
}

fn audience(vfs: &Vfs, name: &str, out: &mut Diagnostics) -> Audience {
    let mut audience = Audience {
        name: name.to_owned(),
        formats: Vec::new(),
        roles: Vec::new(),
        pages: Budget::default(),
        slides: Budget::default(),
        press: vec![Format::Brief],
    };
    audience.formats = Format::ALL.into_iter().collect();
    let layout = |f: &Format| FileId::new(format!("layouts/{name}/{}.typ", f.name()));
    audience.formats.retain(|f| vfs.exists(&layout(f)));
    let file = audience.file();
    if audience.formats.is_empty() {
        out.push(
            Diagnostic::error(
                "layout-missing",
                format!("`layouts/{name}` holds no layout"),
            )
            .at(Origin::file(&file))
            .hint(format!(
                "add layouts/{name}/brief.typ or layouts/{name}/slides.typ"
            )),
        );
    }
    let text = match vfs.read_text(&file, out) {
        vfs::Text::There(text) => text,
        vfs::Text::Absent => {
            let message = format!("the layout folder `layouts/{name}` has no layout.yaml");
            out.push(
                Diagnostic::error("layout-yaml-missing", message)
                    .at(Origin::file(&file))
                    .hint("add one; an empty file asks for nothing"),
            );
            return audience;
        }
        vfs::Text::Unreadable => return audience,
    };
    let mut map = Mapping::parse(&file, &text, 0..text.len(), LAYOUT_CODES, out).of(&LAYOUT_KEYS);
    audience.roles = map.take("roles", out).unwrap_or_default();
    audience.pages = map.take("pages", out).unwrap_or_default();
    audience.slides = map.take("slides", out).unwrap_or_default();
    press_formats(&mut audience, &mut map, out);
    map.finish(out);
    audience
}

/// The formats that a press edition is offered of, among those that there are layouts for.
fn press_formats(audience: &mut Audience, map: &mut Mapping, out: &mut Diagnostics) {
    let Some(names) = map.take::<Vec<String>>("press", out) else {
        return;
    };
    audience.press.clear();
    for name in names {
        match audience.formats.iter().find(|f| f.name() == name) {
            Some(format) => audience.press.push(*format),
            None => {
                let known: Vec<_> = audience.formats.iter().map(|f| f.name()).collect();
                let wrong = map.wrong_word(
                    "press",
                    &name,
                    format!("`{name}` is no format of this layout"),
                );
                out.push(wrong.hint(format!("it has {}", list(&known))));
            }
        }
    }
}

fn articles(vfs: &Vfs, out: &mut Diagnostics) -> Vec<FileId> {
    let names = vfs.own_files("seeds");
    let mut articles: Vec<FileId> = Vec::new();
    for name in names
        .iter()
        .filter(|name| name.ends_with(".md") && *name != "README.md")
    {
        let article = FileId::new(format!("seeds/{name}"));
        let folded = |file: &FileId| names::file(file.stem());
        let message = match articles
            .iter()
            .find(|other| folded(other) == folded(&article))
        {
            _ if folded(&article) == LABELS => {
                format!(
                    "an article cannot be called `{LABELS}`: i18n/ holds the layouts' own strings under that name"
                )
            }
            Some(other) => format!("{article} and {other} differ in the case of letters alone"),
            None => {
                articles.push(article);
                continue;
            }
        };
        out.push(
            Diagnostic::error("article-name", message)
                .at(Origin::file(&article))
                .hint("give the article another name"),
        );
    }
    misnamed(vfs, &names, out);
    if articles.is_empty() {
        out.push(
            Diagnostic::error(
                "no-article",
                "there is no article: `seeds/` holds no .md file",
            )
            .at(Origin::file(&FileId::new("seeds")))
            .hint("`fluentpress new DIR` makes a small project to start from"),
        );
    }
    articles
}

/// Reports what looks like an article in `seeds/` and is none: by its ending, or because it stands deeper.
fn misnamed(vfs: &Vfs, names: &[String], out: &mut Diagnostics) {
    const ENDINGS: [&str; 7] = ["md", "markdown", "mdown", "mkd", "qmd", "rmd", "mdx"];
    let warning = |name: &str, message: &str, hint: String| {
        Diagnostic::warning("no-article", format!("this is no article, {message}"))
            .at(Origin::file(&FileId::new(format!("seeds/{name}"))))
            .hint(hint)
    };
    for name in names {
        let Some((stem, ending)) = name.rsplit_once('.') else {
            continue;
        };
        if ending != "md" && ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) {
            let hint = format!("name it `{stem}.md`");
            out.push(warning(name, "as its name does not end in `.md`", hint));
        }
    }
    for folder in vfs.own_folders("seeds") {
        if folder.ends_with(".md") {
            let hint = "name the folder otherwise".to_owned();
            out.push(warning(&folder, "as it is a folder", hint));
        }
        for name in vfs.own_files(&format!("seeds/{folder}")) {
            if name.ends_with(".md") && name != "README.md" {
                let hint = format!("move it to seeds/{name}");
                let name = format!("{folder}/{name}");
                out.push(warning(
                    &name,
                    "as it does not stand in `seeds/` itself",
                    hint,
                ));
            }
        }
    }
}

//! Whom artifacts are for, and in which formats and editions: a folder under `layouts/` with its `layout.yaml`.

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::vfs::{self, Vfs};
use crate::yaml::{Codes, Key, Mapping, key, list, nearest};

const CODES: Codes = Codes {
    syntax: Code::LayoutYamlSyntax,
    value: Code::LayoutYamlValue,
    key: Code::LayoutYamlKey,
};

/// The keys of `layout.yaml`.
pub const KEYS: &[Key] = &[
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
    /// The value of `doc.edition` in layouts.
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
    /// The file with the requirements of the layouts.
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

/// One audience for every folder under `layouts/`, the defaults included, but for `theme`.
pub fn audiences(
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
            Diagnostic::new(
                Code::LayoutMissing,
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
                Diagnostic::new(Code::LayoutYamlMissing, message)
                    .at(Origin::file(&file))
                    .hint("add one; an empty file asks for nothing"),
            );
            return audience;
        }
        vfs::Text::Unreadable => return audience,
    };
    let mut map = Mapping::parse(&file, &text, 0..text.len(), CODES, out).of(KEYS);
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

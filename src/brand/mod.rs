//! The publisher's brand: name, logo, families of fonts, and colours, each with a value for screens and an ink for print.

pub mod ink;
pub mod shade;
pub mod series;
pub mod color;
pub mod families;

use crate::diagnostic::Diagnostics;
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;
use crate::yaml::{Key, Mapping, key};

use color::COLOR;
pub use color::{COLORS, Color, Colors, without_ink};
pub use families::{Families, Family};
pub use ink::Ink;

/// The keys of the setting `brand`.
pub const KEYS: &[Key] = &[
    key(
        "name",
        "a name",
        "",
        "The publisher's name, the same in all languages.",
    ),
    key(
        "logo",
        "the path of an image",
        "",
        "The publisher's logo: PNG, JPEG or SVG. Its alternative text is `name`. Like images, it may have versions: `logo.press.jpg`, `logo.fr.svg`.",
    ),
    key(
        "fonts",
        "a mapping with `serif`, `sans`, `mono`",
        "",
        "The families of fonts: see [fonts](#fonts).",
    ),
    key(
        "accent",
        COLOR,
        "`\"#0b4a5e\"`",
        "The accent: rules and titles on screens, areas. One that is too light for text, such as a yellow, colours areas as it is, with dark words on them, and text and rules in a darker shade. Like every colour, it may be given twice, as `{ screen: …, press: … }`: see [the press edition](../editors.md#the-press-edition).",
    ),
    key(
        "ink",
        COLOR,
        "`\"#1b2227\"`",
        "Text. In print, black alone.",
    ),
    key(
        "muted",
        COLOR,
        "a grey with the hue of the accent",
        "Text that steps back, such as captions. In print, black alone.",
    ),
    key(
        "tint",
        COLOR,
        "a breath of the accent; in print, 8 % of its inks",
        "The background of areas.",
    ),
    key("paper", COLOR, "`\"#ffffff\"`", "The background of pages."),
];

/// The publisher's brand, from the setting `brand`.
#[derive(Clone, PartialEq, Debug)]
pub struct Brand {
    /// The publisher's name, the same in all languages.
    pub name: Option<(String, Origin)>,
    /// An image inside the project, and the place of the setting.
    pub logo: Option<(FileId, Origin)>,
    /// The families of fonts that the settings name.
    pub fonts: families::Named,
    /// A colour for each name in [`COLORS`].
    pub colors: Colors,
}

/// The brand of a project without one: the default colours and fonts.
impl Default for Brand {
    fn default() -> Self {
        Self {
            name: None,
            logo: None,
            fonts: families::Named::default(),
            colors: color::complete(Colors::new()),
        }
    }
}

impl Brand {
    /// Decodes the setting `brand`. Absent and invalid values get their defaults; invalid ones are reported.
    pub fn read(vfs: &Vfs, settings: &mut Mapping, out: &mut Diagnostics) -> Self {
        let mut brand = Self::default();
        let Some(mut map) = settings.nested("brand", KEYS, out) else {
            return brand;
        };
        let name = map.take("name", out);
        brand.name = name.zip(map.origin("name"));
        let logo: Option<String> = map.take("logo", out);
        if let Some(path) = logo {
            let file = FileId::new(&path);
            match vfs.bytes(&file) {
                Ok(_) if map.origin("name").is_none() => {
                    let message = "the logo has no text for those who cannot see it";
                    let hint = "give the brand a `name`: it stands for the logo";
                    out.push(map.wrong("logo", message).hint(hint));
                }
                Ok(_) => brand.logo = map.origin("logo").map(|origin| (file, origin)),
                Err(_) => out.push(map.wrong("logo", format!("the logo `{path}` cannot be read"))),
            }
        }
        brand.fonts = families::Named::read(&mut map, out);
        brand.colors = color::read(&mut map, out);
        map.finish(out);
        brand
    }

    /// Whether all colours have an ink, as the press edition requires.
    pub fn has_inks(&self) -> bool {
        self.colors.values().all(|color| color.press.is_some())
    }

    /// The accent for text and rules on screens: it can be read on the paper and on the tint.
    pub fn accent(&self) -> String {
        let [accent, paper, tint] = ["accent", "paper", "tint"].map(|name| self.screen(name));
        shade::readable(accent, &[paper, tint])
    }

    /// The colour of words on areas in the accent, on screens: the paper's where it can be read, otherwise a dark one.
    pub fn on_accent(&self) -> &str {
        let [accent, paper, ink] = ["accent", "paper", "ink"].map(|name| self.screen(name));
        shade::on(accent, &[paper, ink, "000000", "ffffff"])
    }

    /// The colours of the series of charts, on screens.
    pub fn series(&self) -> [String; series::COUNT] {
        series::colors(self.screen("accent"), self.screen("paper"))
    }

    /// The value of a colour on screens: six hexadecimal digits.
    pub fn screen(&self, name: &str) -> &str {
        self.colors
            .get(name)
            .map_or("000000", |color| &color.screen)
    }
}

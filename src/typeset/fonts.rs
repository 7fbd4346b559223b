//! The fonts that artifacts are set in: those inside the binary, and a project's own. Never the system's.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStyle};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{FACES, too_large};
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;

/// The folder of a project's own fonts.
pub const FOLDER: &str = "fonts";

/// A font file inside the binary.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// The file name under which `emit` writes it.
    pub name: &'static str,
    /// TrueType or OpenType.
    pub bytes: &'static [u8],
}

const SANS: [Embedded; 4] = [
    Embedded {
        name: "NotoSans-Regular.ttf",
        bytes: ttf_noto_sans::REGULAR,
    },
    Embedded {
        name: "NotoSans-Bold.ttf",
        bytes: ttf_noto_sans::BOLD,
    },
    Embedded {
        name: "NotoSans-Italic.ttf",
        bytes: ttf_noto_sans::ITALIC,
    },
    Embedded {
        name: "NotoSans-BoldItalic.ttf",
        bytes: ttf_noto_sans::BOLD_ITALIC,
    },
];

/// The sans serif that the default layouts use. The serif and the monospaced fonts are Typst's own.
pub fn sans() -> &'static [Embedded] {
    &SANS
}

/// The fonts of a project.
pub struct Fonts {
    store: FontStore,
    own: Vec<(FileId, Bytes)>,
    /// The files of the project that are no fonts.
    faults: Diagnostics,
}

/// What pages are set in, and where it comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Face {
    /// The font file: of the project its path, which has a folder; of those inside the binary its name, which has none.
    pub file: FileId,
    /// Its place in a collection of fonts, from 0.
    pub index: u32,
    /// For instance `Noto Sans`.
    pub family: String,
    /// `normal`, `italic` or `oblique`.
    pub style: String,
    /// From 100 to 900.
    pub weight: u16,
    /// The font file.
    pub bytes: Bytes,
    /// Whether it is inside the binary.
    pub is_built_in: bool,
}

impl Fonts {
    /// Loads the fonts: Typst's, the sans serif, then the project's.
    pub fn load(vfs: &Vfs) -> Self {
        let mut store = FontStore::new();
        store.extend(typst_kit::fonts::embedded());
        let mut faults = Diagnostics::default();
        for embedded in sans() {
            push(&mut store, Bytes::new(embedded.bytes));
        }
        let own = read_own(vfs, &mut faults);
        for (file, bytes) in &own {
            let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
            if count > FACES {
                let message =
                    format!("this file of fonts claims to have {count} faces, more than {FACES}");
                let error = too_large(message).at(Origin::file(file));
                faults.push(error.hint("copy it again from where it was published, or delete it"));
            } else if push(&mut store, bytes.clone()) == 0 {
                let message = "this file is no font that can be read";
                let error = Diagnostic::new(Code::FileUnreadable, message).at(Origin::file(file));
                faults.push(error.hint("copy it again from where it was published, or delete it"));
            }
        }
        Self { store, own, faults }
    }

    /// What there is to choose from.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// The font at a place of the book.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// The font files of the project.
    pub fn own(&self) -> &[(FileId, Bytes)] {
        &self.own
    }

    /// What is wrong with the font files of the project.
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// Whether the project has the same font files still.
    pub fn is_current(&self, vfs: &Vfs) -> bool {
        let now = read_own(vfs, &mut Diagnostics::default());
        let same = |((a, old), (b, new)): (&(FileId, Bytes), &(FileId, Bytes))| {
            a == b && old[..] == new[..]
        };
        self.own.len() == now.len() && self.own.iter().zip(&now).all(same)
    }

    /// Which face this is: a font file as it lies in memory, and a place in it.
    pub fn face(&self, data: &[u8], index: u32) -> Option<Face> {
        let all = || (0..).map_while(|at| self.font(at));
        let same = |font: &Font| std::ptr::eq(&**font.data(), data);
        // After a rebuild, pages that are remembered hold the bytes of before.
        let equal = |font: &Font| &**font.data() == data;
        let font = all()
            .find(|font| font.index() == index && same(font))
            .or_else(|| all().find(|font| font.index() == index && equal(font)))?;
        let bytes = font.data();
        let own = self.own.iter().find(|(_, own)| own[..] == bytes[..]);
        let sans = sans().iter().find(|sans| sans.bytes == &bytes[..]);
        let file = match (sans, own) {
            (Some(sans), _) => FileId::new(sans.name),
            (None, Some((file, _))) => file.clone(),
            (None, None) => FileId::new(name(&font)),
        };
        let info = font.info();
        Some(Face {
            file,
            index,
            family: info.family.clone(),
            style: style(info.variant.style),
            weight: info.variant.weight.to_number(),
            bytes: bytes.clone(),
            is_built_in: sans.is_some() || own.is_none(),
        })
    }
}

/// The name of a font file of Typst's: that of its face.
fn name(font: &Font) -> String {
    let name = font.post_script_name();
    let name = name.unwrap_or_else(|| font.info().family.clone());
    let end = if font.data().starts_with(b"OTTO") {
        "otf"
    } else {
        "ttf"
    };
    format!("{name}.{end}")
}

fn style(style: FontStyle) -> String {
    format!("{style:?}").to_lowercase()
}

fn read_own(vfs: &Vfs, out: &mut Diagnostics) -> Vec<(FileId, Bytes)> {
    let read = |file: FileId| match vfs.bytes(&file) {
        Ok(bytes) => Some((file, bytes)),
        Err(error) => {
            out.push(error.diagnostic(&file));
            None
        }
    };
    own(vfs).into_iter().filter_map(read).collect()
}

/// The font files of the project.
pub fn own(vfs: &Vfs) -> Vec<FileId> {
    let is_font = |name: &String| {
        let name = name.to_ascii_lowercase();
        [".ttf", ".otf", ".ttc", ".otc"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let names = vfs.own_files(FOLDER).into_iter().filter(is_font);
    names
        .map(|name| FileId::new(format!("{FOLDER}/{name}")))
        .collect()
}

/// Adds the faces of a file; their number.
fn push(store: &mut FontStore, bytes: Bytes) -> usize {
    let mut count = 0;
    for font in Font::iter(bytes) {
        let info = font.info().clone();
        store.push((font, info));
        count += 1;
    }
    count
}

/// The families, by name, each with its faces as `style weight`.
pub fn families(book: &FontBook) -> Vec<(String, Vec<String>)> {
    let mut families: Vec<_> = book
        .families()
        .map(|(name, faces)| {
            let faces = faces.filter_map(|index| book.info(index));
            let faces = faces.map(|face| {
                let variant = face.variant;
                format!("{} {}", style(variant.style), variant.weight.to_number())
            });
            let mut faces: Vec<_> = faces.collect();
            faces.sort();
            faces.dedup();
            (name.to_owned(), faces)
        })
        .collect();
    families.sort();
    families
}

/// Every font file that artifacts can be set in, by file name: for an emitted project.
pub fn all(vfs: &Vfs) -> Vec<(String, Bytes)> {
    let sans = sans()
        .iter()
        .map(|f| (f.name.to_owned(), Bytes::new(f.bytes)));
    let own = read_own(vfs, &mut Diagnostics::default())
        .into_iter()
        .map(|(file, bytes)| {
            let name = file.path().rsplit('/').next().unwrap_or_default();
            (name.to_owned(), bytes)
        });
    sans.chain(own).collect()
}

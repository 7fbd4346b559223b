//! The fonts that artifacts are set in: those inside the binary, and a project's own. Never the system's.

use typst::foundations::Bytes;
use typst::text::Font;
use typst_kit::fonts::FontStore;

use crate::origin::FileId;
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

/// Loads the fonts: Typst's, the sans serif, then the project's.
pub fn load(vfs: &Vfs) -> FontStore {
    let mut store = FontStore::new();
    store.extend(typst_kit::fonts::embedded());
    for embedded in sans() {
        push(&mut store, Bytes::new(embedded.bytes));
    }
    for file in own(vfs) {
        if let Ok(bytes) = vfs.bytes(&file) {
            push(&mut store, bytes);
        }
    }
    store
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

fn push(store: &mut FontStore, bytes: Bytes) {
    for font in Font::iter(bytes) {
        let info = font.info().clone();
        store.push((font, info));
    }
}

/// The families, by name, each with its faces as `style weight`.
pub fn families(store: &FontStore) -> Vec<(String, Vec<String>)> {
    let mut families: Vec<_> = store
        .book()
        .families()
        .map(|(name, faces)| {
            let faces = faces.filter_map(|index| store.book().info(index));
            let faces = faces.map(|face| {
                let style = format!("{:?}", face.variant.style).to_lowercase();
                format!("{style} {}", face.variant.weight.to_number())
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
    let own = own(vfs).into_iter().filter_map(|file| {
        let name = file
            .path()
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        vfs.bytes(&file).ok().map(|bytes| (name, bytes))
    });
    sans.chain(own).collect()
}

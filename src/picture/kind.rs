//! Detects the format of a file by its first bytes, independent of its name.

/// The format of a picture file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A PNG file.
    Png,
    /// A JPEG file.
    Jpeg,
    /// An SVG file.
    Svg,
    /// A format that cannot be shown, with its name and an article: `a GIF picture`.
    Other(&'static str),
}

/// File name extensions, in lower case. The first one of a format is the usual one.
const ENDS: [(&str, Kind); 4] = [
    ("jpg", Kind::Jpeg),
    ("jpeg", Kind::Jpeg),
    ("png", Kind::Png),
    ("svg", Kind::Svg),
];

/// Signatures: the byte offset, the bytes, and the format.
const STARTS: [(usize, &[u8], Kind); 19] = [
    (0, b"\x89PNG\r\n\x1a\n", Kind::Png),
    (0, b"\xFF\xD8\xFF", Kind::Jpeg),
    (0, b"GIF8", Kind::Other("a GIF picture")),
    (8, b"WEBP", Kind::Other("a WebP picture")),
    (4, b"ftypavi", Kind::Other("an AVIF picture")),
    (4, b"ftyphe", Kind::Other("a HEIC picture")),
    (4, b"ftypmif", Kind::Other("a HEIF picture")),
    (4, b"jP  ", Kind::Other("a JPEG 2000 picture")),
    (4, b"JXL ", Kind::Other("a JPEG XL picture")),
    (0, b"\xFF\x0A", Kind::Other("a JPEG XL picture")),
    (0, b"II*\0", Kind::Other("a TIFF picture")),
    (0, b"MM\0*", Kind::Other("a TIFF picture")),
    (0, b"8BPS", Kind::Other("a Photoshop document")),
    (0, b"BM", Kind::Other("a BMP picture")),
    (0, b"%PDF", Kind::Other("a PDF")),
    (0, b"%!PS", Kind::Other("a PostScript file")),
    (
        0,
        b"\x1F\x8B",
        Kind::Other("a compressed file, such as an SVGZ drawing"),
    ),
    (0, b"PK\x03\x04", Kind::Other("a ZIP archive")),
    (
        0,
        b"version https://git-lfs",
        Kind::Other("a pointer of Git LFS, not the file itself"),
    ),
];

impl Kind {
    /// Detects the format by the content. An SVG element must begin within the first 64 KiB.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Other("an empty file");
        }
        let starts = |(at, start, _): &&(usize, &[u8], Self)| {
            bytes.get(*at..).is_some_and(|rest| rest.starts_with(start))
        };
        if let Some((_, _, kind)) = STARTS.iter().find(starts) {
            return *kind;
        }
        let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or_default();
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let is_page = text.starts_with("<!doctype html") || text.starts_with("<html");
        match text.starts_with('<') {
            true if is_page => Self::Other("a web page"),
            true if text.contains("<svg") || text.contains(":svg") => Self::Svg,
            true => Self::Other("an XML file without a drawing"),
            false => Self::Other("no picture"),
        }
    }

    /// The format by the file name extension, in any case. `None` for other extensions.
    pub fn of_name(path: &str) -> Option<Self> {
        let end = path.rsplit_once('.')?.1.to_ascii_lowercase();
        let found = ENDS.iter().find(|(known, _)| *known == end);
        found.map(|(_, kind)| *kind)
    }

    /// The name of the format, with an article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "a PNG picture",
            Self::Jpeg => "a JPEG picture",
            Self::Svg => "an SVG drawing",
            Self::Other(name) => name,
        }
    }

    /// The usual file name extension.
    pub fn end(self) -> Option<&'static str> {
        let found = ENDS.iter().find(|(_, kind)| *kind == self);
        found.map(|(end, _)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let cases: [(&[u8], Kind); 8] = [
            (b"\x89PNG\r\n\x1a\n...", Kind::Png),
            (b"\xFF\xD8\xFF\xE0", Kind::Jpeg),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><svg/>", Kind::Svg),
            (
                b"<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>",
                Kind::Svg,
            ),
            (b"", Kind::Other("an empty file")),
            (b"<!DOCTYPE html><svg/>", Kind::Other("a web page")),
            (b"RIFF0000WEBPVP8 ", Kind::Other("a WebP picture")),
            (b"hello", Kind::Other("no picture")),
        ];
        for (bytes, kind) in cases {
            assert_eq!(
                Kind::of(bytes),
                kind,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert_eq!(Kind::of_name("a/b.JPG"), Some(Kind::Jpeg));
        assert_eq!(Kind::of_name("a.b/c"), None);
    }
}

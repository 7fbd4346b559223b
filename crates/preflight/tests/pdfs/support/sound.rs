//! Small PDF/X files, made object by object, to plant faults in.

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

/// The trim box: 200 × 100 pt. The bleed is 10 pt, the media 5 pt more.
pub const TRIM: [i64; 4] = [20, 20, 220, 120];

/// A page of a sound file. Faults are planted by what tests add to it.
pub struct Sound {
    pub document: Document,
    pub page: Dictionary,
    pub resources: Dictionary,
    pub content: Vec<u8>,
    pub catalog: Dictionary,
    pub intent: Dictionary,
    pub info: Dictionary,
    pub xmp: String,
    pub profile: Vec<u8>,
}

/// What a preflight reads of the profile of a printing condition: its header (ICC.1:2022, 7.2).
fn profile() -> Vec<u8> {
    let mut bytes = vec![0; 10_000];
    let size = (bytes.len() as u32).to_be_bytes();
    for (at, field) in [(0, &size), (12, b"prtr"), (16, b"CMYK"), (36, b"acsp")] {
        bytes[at..at + 4].copy_from_slice(field);
    }
    bytes
}

/// A text string.
pub fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

impl Sound {
    /// PDF/X-4: a background to the edge of the bleed, black text that overprints, white text.
    pub fn x4() -> Self {
        let mut document = Document::with_version("1.6");
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let mut sound = Self {
            document,
            page: dictionary! {
                "Type" => "Page",
                "MediaBox" => vec![5.into(), 5.into(), 235.into(), 135.into()],
                "BleedBox" => vec![10.into(), 10.into(), 230.into(), 130.into()],
                "TrimBox" => TRIM.map(Object::from).to_vec(),
            },
            resources: Dictionary::new(),
            content: Vec::new(),
            catalog: dictionary! { "Type" => "Catalog" },
            intent: dictionary! {
                "Type" => "OutputIntent",
                "S" => "GTS_PDFX",
                "OutputConditionIdentifier" => text("FOGRA39"),
                "RegistryName" => text("http://www.color.org"),
                "Info" => text("Coated"),
            },
            info: dictionary! {
                "Title" => text("A title"),
                "CreationDate" => text("D:20251101120000Z"),
                "ModDate" => text("D:20251101120000Z"),
                "Trapped" => "False",
            },
            xmp: XMP.to_owned(),
            profile: profile(),
        };
        let font = sound.font(true);
        sound.resource("Font", "F1", font);
        let over = dictionary! { "OP" => true, "op" => true, "OPM" => 1 };
        sound.resource("ExtGState", "Over", Object::Dictionary(over));
        sound.paint("0.2 0.1 0 0 k 10 10 220 120 re f");
        sound.paint("q /Over gs BT /F1 12 Tf 40 90 Td 0 0 0 1 k (Black) Tj ET Q");
        sound.paint("BT /F1 12 Tf 40 70 Td 0 0 0 0 k (White) Tj ET");
        sound.paint("q 0.5 w 0 0 0 1 K 40 60 m 120 60 l S Q");
        sound
    }

    /// The same as PDF/X-1a:2003.
    pub fn x1a() -> Self {
        let mut sound = Self::x4();
        sound.document.version = "1.4".to_owned();
        sound.info.set("GTS_PDFXVersion", text("PDF/X-1a:2003"));
        sound.xmp = sound.xmp.replace("pdfxid:GTS_PDFXVersion=\"PDF/X-4\"", "");
        sound
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> Object {
        Object::Reference(self.document.add_object(object))
    }

    /// Adds a stream.
    pub fn stream(&mut self, dict: Dictionary, data: impl AsRef<[u8]>) -> Object {
        self.add(Stream::new(dict, data.as_ref().to_vec()))
    }

    /// Names something in the page's resources.
    pub fn resource(&mut self, kind: &str, key: &str, object: Object) -> &mut Self {
        if !self.resources.has(kind.as_bytes()) {
            self.resources.set(kind, Dictionary::new());
        }
        let all = self.resources.get_mut(kind.as_bytes()).expect("a kind");
        all.as_dict_mut().expect("a dictionary").set(key, object);
        self
    }

    /// Adds operators to the page's content.
    pub fn paint(&mut self, operators: &str) {
        self.content.extend(operators.as_bytes());
        self.content.push(b'\n');
    }

    /// A font, with its program or without.
    pub fn font(&mut self, embedded: bool) -> Object {
        let mut descriptor = dictionary! {
            "Type" => "FontDescriptor", "FontName" => "ABCDEF+NotoSans", "Flags" => 32,
            "FontBBox" => vec![(-621).into(), (-389).into(), 2800.into(), 1067.into()],
            "ItalicAngle" => 0, "Ascent" => 1067, "Descent" => -293, "CapHeight" => 714, "StemV" => 80,
        };
        if embedded {
            let length = ttf_noto_sans::REGULAR.len() as i64;
            let program = self.stream(dictionary! { "Length1" => length }, ttf_noto_sans::REGULAR);
            descriptor.set("FontFile2", program);
        }
        let descriptor = self.add(descriptor);
        let widths: Vec<Object> = (32..127).map(|_| 560.into()).collect();
        self.add(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+NotoSans",
            "Encoding" => "WinAnsiEncoding", "FirstChar" => 32, "LastChar" => 126,
            "Widths" => widths, "FontDescriptor" => descriptor,
        })
    }

    /// An image, eight bits for each component.
    pub fn image(&mut self, space: impl Into<Object>, [w, h]: [i64; 2], data: &[u8]) -> Object {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => w, "Height" => h,
            "BitsPerComponent" => 8, "ColorSpace" => space.into(),
        };
        self.stream(dict, data)
    }

    /// A CMYK image whose pixels differ a little.
    pub fn cmyk_image(&mut self, [w, h]: [i64; 2], pixel: [u8; 4]) -> Object {
        let pixels = (0..w * h).flat_map(|n| {
            let [c, m, y, k] = pixel;
            [c, m, y, k - (n % 2) as u8]
        });
        let data: Vec<u8> = pixels.collect();
        self.image(name("DeviceCMYK"), [w, h], &data)
    }

    /// A form with content.
    pub fn form(&mut self, extra: Dictionary, content: &str) -> Object {
        let mut dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 240.into(), 140.into()],
        };
        dict.extend(&extra);
        self.stream(dict, content)
    }

    /// A spot colour: its space, with an alternate.
    pub fn spot(&mut self, colorant: &str, alternate: Object) -> Object {
        let tint = self.add(dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
            "C1" => vec![0.into(), 1.into(), 1.into(), 0.into()],
        });
        Object::Array(vec![name("Separation"), name(colorant), alternate, tint])
    }

    /// A shading between two CMYK colours, or from a space.
    pub fn axial(&mut self, space: Object, from: &[f32], to: &[f32]) -> Object {
        let numbers = |all: &[f32]| -> Vec<Object> { all.iter().map(|n| (*n).into()).collect() };
        let function = self.add(dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => numbers(from), "C1" => numbers(to),
        });
        self.add(dictionary! {
            "ShadingType" => 2, "ColorSpace" => space, "Function" => function,
            "Coords" => vec![40.into(), 0.into(), 140.into(), 0.into()],
            "Extend" => vec![true.into(), true.into()],
        })
    }

    /// The document, with all its parts joined.
    pub fn finish(mut self) -> Document {
        let profile = self.stream(dictionary! { "N" => 4 }, self.profile.clone());
        self.intent.set("DestOutputProfile", profile);
        let intent = self.add(self.intent.clone());
        if !self.catalog.has(b"OutputIntents") {
            self.catalog.set("OutputIntents", vec![intent]);
        }
        let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let xmp = self.stream(xmp, self.xmp.clone());
        self.catalog.set("Metadata", xmp);
        let content = self.stream(Dictionary::new(), self.content.clone());
        if !self.page.has(b"Contents") {
            self.page.set("Contents", content);
        }
        self.page.set("Resources", self.resources.clone());
        let tree: ObjectId = self.document.new_object_id();
        self.page.set("Parent", tree);
        let page = self.add(self.page.clone());
        let kids = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page] };
        self.document.objects.insert(tree, Object::Dictionary(kids));
        self.catalog.set("Pages", tree);
        let catalog = self.add(self.catalog.clone());
        let info = self.add(self.info.clone());
        let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Hexadecimal);
        let trailer = &mut self.document.trailer;
        trailer.set("Root", catalog);
        trailer.set("Info", info);
        trailer.set("ID", vec![id.clone(), id]);
        self.document
    }

    /// The finished bytes.
    pub fn bytes(self) -> Vec<u8> {
        saved(self.finish())
    }
}

/// The bytes of a document.
pub fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a file");
    bytes
}

const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
  pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"
  xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2025-11-01T12:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>2025-11-01T12:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2025-11-01T12:00:00Z</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#;

/// A file with a bit of everything.
pub fn rich() -> Vec<u8> {
    let mut sound = Sound::x4();
    let image = sound.cmyk_image([8, 8], [9, 9, 9, 9]);
    sound.resource("XObject", "I", image);
    let form = sound.form(dictionary! {}, "0 0 0 0.5 k 50 30 9 9 re f");
    sound.resource("XObject", "X", form);
    let spot = sound.spot("Brand", Object::Name(b"DeviceCMYK".to_vec()));
    sound.resource("ColorSpace", "B", spot);
    let shading = sound.axial(Object::Name(b"DeviceCMYK".to_vec()), &[0.0; 4], &[1.0; 4]);
    sound.resource("Shading", "S", shading);
    sound.paint("q 9 0 0 9 50 30 cm /I Do Q /X Do /B cs 0.5 scn 60 40 9 9 re B");
    sound.paint("q 50 30 9 9 re W n /S sh Q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI");
    sound.bytes()
}

/// The rich file without the bulk of its font and profile, where changes do nothing.
pub fn small() -> Vec<u8> {
    let mut document = Document::load_mem(&rich()).expect("a file");
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.content.len() > 5000
        {
            stream.set_content(b"bulk".to_vec());
        }
    }
    saved(document)
}

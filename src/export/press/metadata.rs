//! The metadata of a press file: the information dictionary and the XMP packet with the same values, the output intent,
//! and the file identifier.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use preflight::Standard;
use sha2::{Digest, Sha256};

use crate::press::Press;

/// The entries of the information dictionary that are taken from the engine's file.
const KEPT: [&str; 5] = ["Title", "Author", "Subject", "Keywords", "Creator"];

/// Writes the information dictionary, the XMP packet, the output intent and the file identifier. `name` is the
/// artifact's name.
pub fn describe(document: &mut Document, press: &Press, name: &str) -> Result<(), String> {
    let info = information(document);
    let entry = |key: &str| {
        info.iter()
            .find(|(k, _)| *k == key)
            .map(|(_, text)| text.as_str())
    };
    let date = date(document).ok_or("the engine's file has no date")?;
    let producer = format!("fluentpress {}", env!("CARGO_PKG_VERSION"));
    let mut dict = Dictionary::new();
    for (key, text) in &info {
        dict.set(*key, text_string(text));
    }
    dict.set("Producer", text_string(&producer));
    let stamp = Object::string_literal(format!("D:{}Z", date.replace(['-', ':', 'T'], "")));
    dict.set("CreationDate", stamp.clone());
    dict.set("ModDate", stamp);
    dict.set("Trapped", "False");
    if press.standard == Standard::X1a {
        let version = Object::string_literal(press.standard.name());
        dict.set("GTS_PDFXVersion", version);
    }
    document.trailer.remove(b"Info");
    let info_id = document.add_object(dict);
    document.trailer.set("Info", info_id);
    intent(document, press)?;

    // The permanent identifier is derived from the artifact's name, the changing one from the content (ISO 32000-1,
    // 14.4).
    document.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| error.to_string())?;
    let (artifact, content) = (digest(name.as_bytes()), digest(&bytes));
    let id = |bytes: [u8; 16]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id(artifact), id(content)]);

    let xmp = Xmp {
        standard: press.standard,
        date: format!("{date}Z"),
        producer,
        title: entry("Title").unwrap_or_default(),
        author: entry("Author"),
        subject: entry("Subject"),
        keywords: entry("Keywords"),
        creator: entry("Creator"),
        artifact: uuid(artifact),
        content: uuid(content),
    };
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dict, xmp.packet().into_bytes()).with_compression(false);
    let id = document.add_object(stream);
    let catalog = document.catalog_mut().map_err(|error| error.to_string())?;
    catalog.set("Metadata", id);
    Ok(())
}

fn information(document: &Document) -> Vec<(&'static str, String)> {
    let info = document.trailer.get_deref(b"Info", document);
    let Ok(info) = info.and_then(Object::as_dict) else {
        return Vec::new();
    };
    let text = |key: &'static str| {
        let found = info.get(key.as_bytes()).ok()?;
        Some((key, lopdf::decode_text_string(found).ok()?))
    };
    KEPT.into_iter().filter_map(text).collect()
}

/// The creation date from the information dictionary, in UTC, such as `2025-11-01T00:00:00`.
pub fn date(document: &Document) -> Option<String> {
    let info = document.trailer.get_deref(b"Info", document).ok()?;
    let date = info
        .as_dict()
        .ok()?
        .get(b"CreationDate")
        .ok()?
        .as_str()
        .ok()?;
    let digits: String = date
        .iter()
        .filter(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("00");
    let (year, month, day) = (digits.get(0..4)?, digits.get(4..6)?, digits.get(6..8)?);
    let (hour, minute, second) = (part(8, 10), part(10, 12), part(12, 14));
    Some(format!("{year}-{month}-{day}T{hour}:{minute}:{second}"))
}

/// Writes the output intent (ISO 15930-7, 6.2.3): the printing condition that the colours are for.
fn intent(document: &mut Document, press: &Press) -> Result<(), String> {
    let condition = &press.condition;
    let profile = document.add_object(embedded(&condition.profile)?);
    let said = moxcms::ColorProfile::new_from_slice(&condition.profile).ok();
    let described = said
        .and_then(|profile| described(&profile))
        .unwrap_or_default();
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "DestOutputProfile" => profile,
        "Info" => text_string(&described),
    };
    let identifier = condition
        .name
        .as_ref()
        .map_or("Custom", |name| &name.identifier);
    intent.set("OutputConditionIdentifier", text_string(identifier));
    if let Some(name) = &condition.name {
        intent.set("RegistryName", text_string(&name.registry));
        if let Some(text) = name.text {
            intent.set("OutputCondition", text_string(text));
        }
    }
    let catalog = document.catalog_mut().map_err(|error| error.to_string())?;
    catalog.set("OutputIntents", vec![intent.into()]);
    Ok(())
}

/// A profile as a stream. Memoized: a profile has some hundred thousand bytes, and every file of a build embeds the same one.
#[comemo::memoize]
fn embedded(profile: &[u8]) -> Result<Stream, String> {
    let dict = dictionary! { "N" => 4, "Alternate" => "DeviceCMYK" };
    let mut stream = Stream::new(dict, profile.to_vec());
    stream.compress().map_err(|error| error.to_string())?;
    Ok(stream)
}

fn described(profile: &moxcms::ColorProfile) -> Option<String> {
    match profile.description.as_ref()? {
        moxcms::ProfileText::PlainString(text) => Some(text.clone()),
        moxcms::ProfileText::Localizable(all) => all.first().map(|text| text.value.clone()),
        moxcms::ProfileText::Description(text) => Some(text.ascii_string.clone()),
    }
    .map(|text| text.trim_end_matches('\0').to_owned())
}

/// A text string, as ASCII or UTF-16BE with a byte order mark (ISO 32000-1, 7.9.2.2).
fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    let bytes = [0xFE, 0xFF].into_iter().chain(units).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn digest(bytes: &[u8]) -> [u8; 16] {
    let digest = Sha256::digest(bytes);
    std::array::from_fn(|at| digest[at])
}

fn uuid(bytes: [u8; 16]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let (a, b, c, d, e) = (
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    );
    format!("uuid:{a}-{b}-{c}-{d}-{e}")
}

/// The values of the XMP packet.
struct Xmp<'a> {
    standard: Standard,
    date: String,
    producer: String,
    title: &'a str,
    author: Option<&'a str>,
    subject: Option<&'a str>,
    keywords: Option<&'a str>,
    creator: Option<&'a str>,
    artifact: String,
    content: String,
}

impl Xmp<'_> {
    fn packet(&self) -> String {
        let version = self.standard.name();
        let said = match self.standard {
            Standard::X4 => format!("<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>"),
            Standard::X1a => format!("<pdfx:GTS_PDFXVersion>{version}</pdfx:GTS_PDFXVersion>"),
        };
        let optional = |tag: &str, value: Option<&str>, (open, close): (&str, &str)| match value {
            Some(text) => format!("   <{tag}>{open}{}{close}</{tag}>\n", escaped(text)),
            None => String::new(),
        };
        let alt = (
            "<rdf:Alt><rdf:li xml:lang=\"x-default\">",
            "</rdf:li></rdf:Alt>",
        );
        let seq = ("<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>");
        let entries = [
            format!("   {said}\n"),
            "   <dc:format>application/pdf</dc:format>\n".to_owned(),
            optional("dc:title", Some(self.title), alt),
            optional("dc:creator", self.author, seq),
            optional("dc:description", self.subject, alt),
            optional("pdf:Keywords", self.keywords, ("", "")),
            optional("pdf:Producer", Some(&self.producer), ("", "")),
            optional("pdf:Trapped", Some("False"), ("", "")),
            optional("xmp:CreatorTool", self.creator, ("", "")),
            optional("xmp:CreateDate", Some(&self.date), ("", "")),
            optional("xmp:ModifyDate", Some(&self.date), ("", "")),
            optional("xmp:MetadataDate", Some(&self.date), ("", "")),
            optional("xmpMM:DocumentID", Some(&self.artifact), ("", "")),
            optional("xmpMM:InstanceID", Some(&self.content), ("", "")),
            optional("xmpMM:RenditionClass", Some("default"), ("", "")),
            optional("xmpMM:VersionID", Some("1"), ("", "")),
        ];
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
            <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
            <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
            <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
            xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\" \
            xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
            xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n{}  </rdf:Description>\n </rdf:RDF>\n\
            </x:xmpmeta>\n<?xpacket end=\"r\"?>",
            entries.concat()
        )
    }
}

fn escaped(text: &str) -> String {
    let plain = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    plain
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

//! Identity: output intent, XMP, Info, file id (ISO 15930-4 and 15930-7, clause 6).

use lopdf::Object;
use roxmltree::Document as Xml;

use crate::findings::Findings;
use crate::limits::{Limits, Standard};
use crate::pdf::file::{File, shown};
use crate::pdf::metadata::{property, seconds, text};
use crate::rule::Rule;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFX: &str = "http://ns.adobe.com/pdfx/1.3/";
const PDFXID: &str = "http://www.npes.org/pdfx/ns/id/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const MM: &str = "http://ns.adobe.com/xap/1.0/mm/";
/// How large an XMP packet may be, in bytes.
const PACKET: usize = 16 << 20;

/// Applies the rule on output intent and metadata.
pub fn check(file: &File, limits: &Limits, findings: &mut Findings) {
    let mut all = Vec::new();
    intent(file, &mut all);
    id(file, &mut all);
    match packet(file) {
        Ok(packet) => {
            let xml = packet.as_deref().map(Xml::parse);
            let xml = match xml {
                Some(Err(why)) => {
                    all.push(format!("the XMP metadata is not well-formed: {why}"));
                    None
                }
                Some(Ok(xml)) => Some(xml),
                None => None,
            };
            metadata(file, xml.as_ref(), limits.standard, &mut all);
        }
        Err(why) => {
            let why = format!("the XMP metadata cannot be read: {why}");
            findings.undecided(Rule::Identity, None, why);
        }
    }
    for message in all {
        findings.error(Rule::Identity, None, None, message);
    }
}

/// The output intent, and its profile.
fn intent(file: &File, all: &mut Vec<String>) {
    let intents = file.catalog().and_then(|c| file.array(c, b"OutputIntents"));
    let intents = intents.unwrap_or_default().iter();
    let dicts = intents.filter_map(|entry| file.resolve(entry).as_dict().ok());
    let ours: Vec<_> = dicts
        .filter(|dict| file.name(dict, b"S") == Some(b"GTS_PDFX"))
        .collect();
    let intent = match ours.as_slice() {
        [] => return all.push("there is no output intent of the kind GTS_PDFX".to_owned()),
        [one] => one,
        [one, ..] => {
            all.push("there is more than one output intent of the kind GTS_PDFX".to_owned());
            one
        }
    };
    let condition = text(file, intent, b"OutputConditionIdentifier").unwrap_or_default();
    if condition.trim().is_empty() {
        all.push("the output intent names no output condition".to_owned());
    }
    match file.get(intent, b"DestOutputProfile") {
        Some(Object::Stream(stream)) => match file.data(stream) {
            Err(why) => all.push(format!("the output profile cannot be read: {why}")),
            Ok(icc) => {
                if let Some(wrong) = profile(&icc) {
                    all.push(format!("the output profile {wrong}"));
                }
                if file.number(&stream.dict, b"N") != Some(4.0) {
                    all.push("the output profile is not said to have four components".to_owned());
                }
            }
        },
        _ => all.push("the output intent has no embedded output profile".to_owned()),
    }
}

/// What is wrong with the header of an ICC profile for CMYK output (ICC.1, 7.2).
fn profile(icc: &[u8]) -> Option<String> {
    let word = |at: usize| icc.get(at..at + 4);
    let size = word(0)
        .and_then(|bytes| bytes.try_into().ok())
        .map(u32::from_be_bytes);
    if word(36) != Some(b"acsp") {
        return Some("is no ICC profile".to_owned());
    }
    if size != u32::try_from(icc.len()).ok() {
        return Some("has another size than it says".to_owned());
    }
    if word(12) != Some(b"prtr") {
        return Some("is not for an output device".to_owned());
    }
    match word(16) {
        Some(b"CMYK") => None,
        other => Some(format!(
            "is for {}, not for CMYK",
            shown(other.unwrap_or_default()).trim()
        )),
    }
}

fn id(file: &File, all: &mut Vec<String>) {
    let id = file
        .array(&file.document.trailer, b"ID")
        .unwrap_or_default();
    let good = |part: &Object| match file.resolve(part) {
        Object::String(bytes, _) => !bytes.is_empty(),
        _ => false,
    };
    if id.len() != 2 || !id.iter().all(good) {
        all.push("the file has no id".to_owned());
    }
}

/// The XMP packet, as text.
fn packet(file: &File) -> Result<Option<String>, String> {
    let Some(catalog) = file.catalog() else {
        return Ok(None);
    };
    let Some(Object::Stream(stream)) = file.get(catalog, b"Metadata") else {
        return Ok(None);
    };
    let bytes = file.data(stream)?;
    if bytes.len() > PACKET {
        return Err("it is too large".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(Some(text.trim_start_matches('\u{FEFF}').to_owned()))
}

fn metadata(file: &File, xml: Option<&Xml>, standard: Standard, all: &mut Vec<String>) {
    let info = file.dict(&file.document.trailer, b"Info");
    let in_info = |key: &[u8]| {
        info.and_then(|dict| text(file, dict, key))
            .filter(|t| !t.is_empty())
    };
    let in_xmp = |space: &str, name: &str| xml.and_then(|xml| property(xml, space, name));
    if standard == Standard::X4 && xml.is_none() {
        all.push("there is no XMP metadata".to_owned());
    }
    // What it is, its key in Info, its property in XMP, and whether it is a date.
    let both: [(&str, &[u8], &str, &str, bool); 4] = [
        ("title", b"Title", DC, "title", false),
        ("date of creation", b"CreationDate", XMP, "CreateDate", true),
        ("date of modification", b"ModDate", XMP, "ModifyDate", true),
        ("Trapped", b"Trapped", PDF, "Trapped", false),
    ];
    for (what, key, space, name, is_date) in both {
        let (info, xmp) = (in_info(key), in_xmp(space, name));
        let (needed, place) = match standard {
            Standard::X4 => (&xmp, "XMP"),
            Standard::X1a => (&info, "Info"),
        };
        // Where there is no XMP at all, that is a finding already.
        if needed.is_none() && (standard == Standard::X1a || xml.is_some()) {
            all.push(format!("{place} has no {what}"));
        }
        if let (Some(info), Some(xmp)) = (&info, &xmp) {
            let alike = match is_date {
                true => seconds(info).is_some() && seconds(info) == seconds(xmp),
                false => info == xmp,
            };
            if !alike {
                all.push(format!(
                    "the {what} in Info, `{info}`, is not that in XMP, `{xmp}`"
                ));
            }
        }
        if key == b"Trapped" {
            let value = xmp.or(info);
            if value.is_some_and(|value| value != "True" && value != "False") {
                all.push("Trapped is neither True nor False".to_owned());
            }
        }
    }
    let wanted = standard.name();
    let version = match standard {
        Standard::X4 => in_xmp(PDFXID, "GTS_PDFXVersion"),
        Standard::X1a => in_info(b"GTS_PDFXVersion"),
    };
    match version {
        None => all.push(format!("the file does not say that it is {wanted}")),
        Some(version) if version != wanted => {
            all.push(format!(
                "the file says that it is {}, not {wanted}",
                shown(version.as_bytes())
            ));
        }
        Some(_) => {}
    }
    if standard == Standard::X4 {
        let other = in_info(b"GTS_PDFXVersion").or(in_xmp(PDFX, "GTS_PDFXVersion"));
        if let Some(other) = other.filter(|other| other != wanted) {
            let other = shown(other.as_bytes());
            all.push(format!("the file says that it is {other} too"));
        }
        for (space, name) in [
            (XMP, "MetadataDate"),
            (MM, "DocumentID"),
            (MM, "VersionID"),
            (MM, "RenditionClass"),
        ] {
            if xml.is_some() && in_xmp(space, name).is_none() {
                all.push(format!("XMP has no {name}"));
            }
        }
    }
}

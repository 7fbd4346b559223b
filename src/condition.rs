//! Printing conditions: standards, registered names, and the ICC profile that says how inks look on a paper.

use std::sync::Arc;

use moxcms::{ColorProfile, Layout, RenderingIntent, TransformOptions};
use serde_yaml::Value;

use crate::diagnostic::Diagnostics;
use crate::origin::FileId;
use crate::vfs::Vfs;
use crate::yaml::{Mapping, nearest};

/// The profile of the condition that holds where the settings name none. See the licence beside it.
const FOGRA39: &[u8] = include_bytes!("export/press/fogra39l_coated.icc");
/// What a press file conforms to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standard {
    /// ISO 15930-7: PDF 1.6, transparency allowed.
    X4,
    /// ISO 15930-4: PDF 1.4, no transparency.
    X1a,
}

impl Standard {
    /// The name, in the settings and in the files.
    pub fn name(self) -> &'static str {
        match self {
            Self::X4 => "PDF/X-4",
            Self::X1a => "PDF/X-1a:2003",
        }
    }

    /// The latest PDF version that it allows.
    pub fn version(self) -> (u8, u8) {
        match self {
            Self::X4 => (1, 6),
            Self::X1a => (1, 4),
        }
    }
}

/// A printing condition: press, paper, and how inks look on it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Condition {
    /// What it is called; a profile of the user's own may have no name.
    pub name: Option<Name>,
    /// The ICC profile's file; of the default condition, inside the binary.
    pub file: FileId,
    /// The ICC profile.
    pub profile: Arc<[u8]>,
    /// Whether it is the one inside the binary.
    pub is_built_in: bool,
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, {} bytes", self.name, self.profile.len())
    }
}

/// What a printing condition is called, and by whom (ISO 15930-7, 6.2.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// Its name in the registry: `FOGRA51`.
    pub identifier: String,
    /// The address of the registry.
    pub registry: String,
    /// What is printed on, for people.
    pub text: Option<&'static str>,
}

/// The registry of characterization data of the ICC.
const REGISTRY: &str = "http://www.color.org";

/// Conditions of that registry: identifier, description, and the names that their usual profiles go by.
const REGISTERED: [(&str, &str, &[&str]); 30] = [
    (
        "FOGRA27",
        "Offset on coated paper (FOGRA27L)",
        &["ISO Coated"],
    ),
    (
        "FOGRA28",
        "Web offset on coated paper (FOGRA28L)",
        &["ISO Web Coated"],
    ),
    (
        "FOGRA29",
        "Offset on uncoated white paper (FOGRA29L)",
        &["ISO Uncoated"],
    ),
    (
        "FOGRA30",
        "Offset on uncoated yellowish paper (FOGRA30L)",
        &["ISO Uncoated Yellowish"],
    ),
    (
        "FOGRA39",
        "Offset on coated paper (FOGRA39L)",
        &["ISO Coated v2", "ISO Coated v2 300%", "FOGRA39L"],
    ),
    (
        "FOGRA40",
        "Web offset on super-calendered paper (FOGRA40L)",
        &["SC Paper"],
    ),
    (
        "FOGRA41",
        "Web offset on machine-finished coated paper (FOGRA41L)",
        &["PSO MFC Paper"],
    ),
    (
        "FOGRA42",
        "Web offset on standard newsprint (FOGRA42L)",
        &["PSO SNP Paper"],
    ),
    (
        "FOGRA45",
        "Web offset on improved light-weight coated paper (FOGRA45L)",
        &["PSO LWC Improved"],
    ),
    (
        "FOGRA46",
        "Web offset on standard light-weight coated paper (FOGRA46L)",
        &["PSO LWC Standard"],
    ),
    (
        "FOGRA47",
        "Offset on uncoated white paper (FOGRA47L)",
        &["PSO Uncoated ISO12647"],
    ),
    (
        "FOGRA48",
        "Web offset on improved newsprint (FOGRA48L)",
        &["PSO INP Paper"],
    ),
    (
        "FOGRA51",
        "Offset on premium coated paper (FOGRA51)",
        &["PSO Coated v3"],
    ),
    (
        "FOGRA52",
        "Offset on wood-free uncoated paper (FOGRA52)",
        &["PSO Uncoated v3"],
    ),
    (
        "FOGRA53",
        "Exchange colour space of offset (FOGRA53)",
        &["eciCMYK"],
    ),
    (
        "FOGRA54",
        "Web offset on super-calendered paper of grade B (FOGRA54)",
        &["PSO SC-B Paper v3"],
    ),
    (
        "FOGRA59",
        "Exchange colour space of offset (FOGRA59)",
        &["eciCMYK v2"],
    ),
    (
        "CGATS TR 001",
        "Web offset on coated paper (SWOP)",
        &["SWOP"],
    ),
    (
        "CGATS TR 003",
        "Web offset on paper of grade 3 (SWOP)",
        &["SWOP2006 Coated3v2"],
    ),
    (
        "CGATS TR 005",
        "Web offset on paper of grade 5 (SWOP)",
        &["SWOP2006 Coated5v2"],
    ),
    (
        "CGATS TR 006",
        "Offset on coated paper of grade 1 (GRACoL)",
        &["GRACoL2006 Coated1v2"],
    ),
    ("CGATS21_CRPC1", "Coldset newsprint (CRPC1)", &[]),
    (
        "CGATS21_CRPC2",
        "Heatset on improved newsprint (CRPC2)",
        &[],
    ),
    (
        "CGATS21_CRPC3",
        "Offset on premium uncoated paper (CRPC3)",
        &["GRACoL2013UNC CRPC3"],
    ),
    (
        "CGATS21_CRPC4",
        "Publications on super-calendered paper (CRPC4)",
        &[],
    ),
    (
        "CGATS21_CRPC5",
        "Publications on coated paper (CRPC5)",
        &["SWOP2013C3 CRPC5"],
    ),
    (
        "CGATS21_CRPC6",
        "Offset on premium coated paper (CRPC6)",
        &["GRACoL2013 CRPC6"],
    ),
    ("CGATS21_CRPC7", "Extra-large gamut (CRPC7)", &[]),
    (
        "IFRA26",
        "Coldset on newsprint (IFRA26)",
        &["ISOnewspaper26v4"],
    ),
    (
        "JC200103",
        "Offset on coated paper (Japan Color 2001)",
        &["Japan Color 2001 Coated"],
    ),
];

impl Name {
    /// The condition that the registry of the ICC has under a name, or under that of a usual profile of it: case, spaces and
    /// punctuation do not count.
    fn registered(name: &str) -> Option<Self> {
        let found = REGISTERED.iter().find(|(identifier, _, profiles)| {
            let mut all = profiles.iter().chain([identifier]);
            all.any(|known| plain(known) == plain(name))
        });
        found.map(|(identifier, text, _)| Self {
            identifier: (*identifier).to_owned(),
            registry: REGISTRY.to_owned(),
            text: Some(text),
        })
    }
}

fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

impl Default for Condition {
    fn default() -> Self {
        Self {
            name: Name::registered("FOGRA39"),
            file: FileId::new("press/fogra39l_coated.icc"),
            profile: FOGRA39.into(),
            is_built_in: true,
        }
    }
}

/// What `condition` may be.
const EXPECTED: &str =
    "`FOGRA39`, an ICC file inside the project, or a mapping with `name` and `profile`";

impl Condition {
    /// Decodes `condition`: the default, the ICC profile of another, or that with its name. None where it is absent or wrong.
    pub fn read(
        vfs: &Vfs,
        map: &mut Mapping,
        standard: Standard,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let value: Value = map.take("condition", EXPECTED, out)?;
        let (profile, name) = match named(&value) {
            Ok(parts) => parts,
            Err((message, hint)) => {
                out.push(map.wrong("condition", message).hint(hint));
                return None;
            }
        };
        let Some(profile) = profile else {
            return Some(Self::default());
        };
        let file = FileId::new(&profile);
        let failed = |why: &str| format!("the profile `{profile}` cannot be used: {why}");
        let bytes = match vfs.bytes(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let why = error.diagnostic(&file).message;
                out.push(map.wrong("condition", failed(&why)));
                return None;
            }
        };
        if let Some(why) = not_for_print(&bytes, standard) {
            out.push(map.wrong("condition", failed(&why)).hint(
                "a printing condition is a CMYK output profile; ask the printer for the one of your paper",
            ));
            return None;
        }
        Some(Self {
            name,
            file,
            profile: bytes.to_vec().into(),
            is_built_in: false,
        })
    }
}

/// The file of the profile and the name of the condition; or what is wrong, and what to do. Without a file, it is the
/// default condition.
fn named(value: &Value) -> Result<(Option<String>, Option<Name>), (String, String)> {
    let odd = || {
        let hint = "put the printer's profile into the project and name it, such as `press/PSOcoated_v3.icc` or `{ name: FOGRA51, profile: press/PSOcoated_v3.icc }`";
        (
            format!("`condition` in `press` must be {EXPECTED}"),
            hint.to_owned(),
        )
    };
    let is_profile = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.ends_with(".icc") || text.ends_with(".icm")
    };
    if let Some(text) = value.as_str().filter(|text| is_profile(text)) {
        return Ok((Some(text.to_owned()), None));
    }
    let none = serde_yaml::Mapping::new();
    let map = value.as_mapping().unwrap_or(&none);
    let keys = ["name", "profile", "registry"];
    let is_known = |(key, value): (&Value, &Value)| {
        keys.iter().any(|known| key == *known) && value.is_string()
    };
    let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::trim);
    let name = value.as_str().or_else(|| text("name"));
    let profile = text("profile").map(str::to_owned);
    let (Some(name), true) = (name, map.iter().all(is_known)) else {
        return Err(odd());
    };
    if name.is_empty() || profile.as_ref().is_some_and(|file| !is_profile(file)) {
        return Err(odd());
    }
    let condition = match (Name::registered(name), text("registry")) {
        (Some(known), None | Some(REGISTRY)) => known,
        (_, Some(registry)) => Name {
            identifier: name.to_owned(),
            registry: registry.to_owned(),
            text: None,
        },
        (None, None) if value.is_string() => return Err(odd()),
        (None, None) => {
            let known = REGISTERED.iter().map(|(identifier, ..)| *identifier);
            let near = nearest(name, known).map(|near| format!("did you mean `{near}`? "));
            let hint = format!(
                "{}of another registry, give the address as `registry`; a condition that none lists is its profile alone",
                near.unwrap_or_default()
            );
            return Err((
                format!("`{name}` is no condition of the ICC's registry that is known here"),
                hint,
            ));
        }
    };
    let is_default = condition.identifier == "FOGRA39" && condition.registry == REGISTRY;
    if profile.is_none() && !is_default {
        let identifier = &condition.identifier;
        let message = format!(
            "the condition `{identifier}` needs its profile, which is not part of fluentpress"
        );
        let hint = format!(
            "put it into the project: `condition: {{ name: {identifier}, profile: press/{}.icc }}`",
            plain(name)
        );
        return Err((message, hint));
    }
    Ok((profile, Some(condition)))
}

/// Why a file is no profile of a printing condition. What is read is the header (ICC.1:2022, 7.2) and the tag table (7.3).
fn not_for_print(bytes: &[u8], standard: Standard) -> Option<String> {
    let field = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    let number = |at: usize| {
        field(at)
            .iter()
            .fold(0, |n: usize, b| n << 8 | usize::from(*b))
    };
    if bytes.len() < 132 || field(36) != b"acsp" || number(0) != bytes.len() {
        return Some("it is not an ICC profile, or not a whole one".to_owned());
    }
    let name = |at| String::from_utf8_lossy(field(at)).trim().to_owned();
    if field(12) != b"prtr" {
        return Some(format!(
            "it is of the class `{}`, not an output profile (`prtr`)",
            name(12)
        ));
    }
    if field(16) != b"CMYK" {
        return Some(format!("its colours are `{}`, not CMYK", name(16)));
    }
    let tags = (0..number(128).min(1000)).map(|n| field(132 + n * 12));
    let tags: Vec<_> = tags.collect();
    for tag in [&b"A2B0"[..], b"B2A0"] {
        if !tags.contains(&tag) {
            let tag = String::from_utf8_lossy(tag);
            return Some(format!("it has no table `{tag}`"));
        }
    }
    // PDF 1.4 was written before version 4 of the format.
    let version = bytes.get(8).copied().unwrap_or_default();
    if standard == Standard::X1a && version > 2 {
        return Some(format!(
            "it is of version {version}, and PDF/X-1a takes version 2"
        ));
    }
    if version > 4 {
        return Some(format!(
            "it is of version {version}, which PDF does not know"
        ));
    }
    unreadable(bytes)
}

/// Why colours cannot be converted with a profile, there and back.
fn unreadable(bytes: &[u8]) -> Option<String> {
    let srgb = ColorProfile::new_srgb();
    let tried = ColorProfile::new_from_slice(bytes).and_then(|own| {
        for rendering_intent in [
            RenderingIntent::Perceptual,
            RenderingIntent::RelativeColorimetric,
        ] {
            let options = TransformOptions {
                rendering_intent,
                ..TransformOptions::default()
            };
            srgb.create_transform_8bit(Layout::Rgb, &own, Layout::Rgba, options)?;
            own.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options)?;
        }
        Ok(())
    });
    let error = tried.err()?;
    Some(format!("its tables cannot be read ({error})"))
}

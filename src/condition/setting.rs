//! The setting `condition` of the press edition.

use std::sync::Arc;

use preflight::Standard;
use serde_yaml::Value;

use crate::condition::names::{Name, REGISTERED, REGISTRY, plain};
use crate::condition::profile::not_for_print;
use crate::diagnostic::Diagnostics;
use crate::origin::FileId;
use crate::vfs::Vfs;
use crate::yaml::{Mapping, nearest};

/// The profile of the default condition. Its licence is in the same folder.
const FOGRA39: &[u8] = include_bytes!("../export/press/fogra39l_coated.icc");
/// A printing condition: the profile of a printing process and a paper.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The registered name. `None` for a profile without one.
    pub name: Option<Name>,
    /// The file of the ICC profile. For the default condition, a path that exists inside the program only.
    pub file: FileId,
    /// The bytes of the ICC profile, a CMYK output profile.
    pub profile: Arc<[u8]>,
    /// Whether it is the default condition, whose profile is part of the program.
    pub is_built_in: bool,
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, {} bytes", self.name, self.profile.len())
    }
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

/// The expected form of `condition`, for messages.
pub const EXPECTED: &str =
    "`FOGRA39`, an ICC file inside the project, or a mapping with `name` and `profile`";

impl Condition {
    /// Decodes `condition`: a name, a profile, or both. `None` if it is absent or invalid; the latter is reported.
    pub fn read(
        vfs: &Vfs,
        map: &mut Mapping,
        standard: Standard,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let value: Value = map.take("condition", out)?;
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

/// The profile's file and the condition's name; without a file, it is the default condition. The error is a message and
/// a hint.
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

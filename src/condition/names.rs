//! The names of printing conditions, and the registry of the ICC.

/// The name of a printing condition in a registry (ISO 15930-7, 6.2.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// The identifier in the registry: `FOGRA51`.
    pub identifier: String,
    /// The URL of the registry.
    pub registry: String,
    /// A description of process and paper.
    pub text: Option<&'static str>,
}

/// The URL of the ICC's registry of characterization data.
pub const REGISTRY: &str = "http://www.color.org";

/// Conditions of that registry: identifier, description, and the names of their usual profiles.
pub const REGISTERED: [(&str, &str, &[&str]); 30] = [
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
    /// The condition with this identifier, or with a usual profile of this name, in the ICC's registry. Case, spaces
    /// and punctuation are ignored.
    pub fn registered(name: &str) -> Option<Self> {
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

/// A name without spaces and punctuation, in lower case, for comparison.
pub fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

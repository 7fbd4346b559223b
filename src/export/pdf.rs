//! The engine's PDF export. For the screen edition it is the final file: tagged, PDF/UA-1 and PDF/A-2a at once. For the
//! press edition it is the input of the conversion to PDF/X.

use preflight::Standard;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::typeset::compile::Tracer;

/// The purpose of a PDF, which determines its tags and standards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The screen edition: tagged, PDF/UA-1 and PDF/A-2a.
    Screen,
    /// A draft for screens: without tags and standards, as draft marks belong to no structure.
    Draft,
    /// Untagged PDF 1.7 for the press edition, which rewrites it to the version of its standard.
    Press(Standard),
}

impl Purpose {
    /// The standards that the finished file declares.
    pub fn standards(self) -> Vec<&'static str> {
        match self {
            Self::Screen => vec!["PDF/UA-1", "PDF/A-2a"],
            Self::Draft => Vec::new(),
            Self::Press(standard) => vec![standard.name()],
        }
    }
}

/// The identifier and the date of a file.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// The artifact's name. The document identifier is derived from it, so it is the same in each build.
    pub name: &'a str,
    /// Seconds since 1970-01-01, UTC: the date of a file whose article has none. With `None`, such a file has no date.
    pub epoch: Option<i64>,
}

/// Exports the pages as PDF. Errors of the engine are reported at their places in the author's files; `None` after an
/// error.
pub fn pdf(
    document: &PagedDocument,
    tracer: &Tracer,
    identity: Identity,
    purpose: Purpose,
    out: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let wanted: &[PdfStandard] = match purpose {
        Purpose::Screen => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        Purpose::Draft => &[],
        // For older versions, the engine omits the colour profiles of images.
        Purpose::Press(_) => &[PdfStandard::V_1_7],
    };
    let standards = match PdfStandards::new(wanted) {
        Ok(standards) => standards,
        Err(error) => {
            out.push(Diagnostic::new(Code::Pdf, error.message().to_string()));
            return None;
        }
    };
    let options = PdfOptions {
        ident: Smart::Custom(identity.name.to_owned()),
        creator: Smart::Custom(Some(format!("fluentpress {}", env!("CARGO_PKG_VERSION")))),
        timestamp: identity.epoch.and_then(datetime).map(Timestamp::new_utc),
        standards,
        tagged: purpose == Purpose::Screen,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            out.extend(errors.iter().map(|error| tracer.diagnostic(error)));
            None
        }
    }
}

/// The civil date and time of a Unix timestamp in seconds, in UTC. `None` if the year is out of range.
pub fn datetime(epoch: i64) -> Option<Datetime> {
    let (days, seconds) = (epoch.div_euclid(86_400), epoch.rem_euclid(86_400));
    let date = icu_calendar::types::RataDie::new(days + UNIX_EPOCH);
    let date = icu_calendar::Date::from_rata_die(date, icu_calendar::Iso);
    let part = |n: i64| u8::try_from(n).ok();
    Datetime::from_ymd_hms(
        date.year().extended_year(),
        date.month().ordinal,
        date.day_of_month().0,
        part(seconds / 3600)?,
        part(seconds / 60 % 60)?,
        part(seconds % 60)?,
    )
}

/// 1970-01-01 as Rata Die, the number of days since 0000-12-31.
const UNIX_EPOCH: i64 = 719_163;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_are_days_and_times() {
        let expected = Datetime::from_ymd_hms(2025, 11, 1, 12, 34, 56);
        assert_eq!(datetime(1_762_000_496), expected);
        assert_eq!(datetime(0), Datetime::from_ymd_hms(1970, 1, 1, 0, 0, 0));
    }
}

//! The screen edition: tagged, archivable, linked. PDF/UA-1 and PDF/A-2a at once.

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::typeset::compile::Tracer;

/// Writes the pages as PDF; a draft, whose marks belong to no structure, without tags and standards. `name` identifies the document from build to build; `epoch` (seconds since
/// 1970, UTC) dates it where the article gives no date.
pub fn pdf(
    document: &PagedDocument,
    tracer: &Tracer,
    name: &str,
    epoch: Option<i64>,
    draft: bool,
    out: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let wanted: &[PdfStandard] = match draft {
        true => &[],
        false => &[PdfStandard::Ua_1, PdfStandard::A_2a],
    };
    let standards = match PdfStandards::new(wanted) {
        Ok(standards) => standards,
        Err(error) => {
            out.push(Diagnostic::error("pdf", error.message().to_string()));
            return None;
        }
    };
    let options = PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some(format!("fluentpress {}", env!("CARGO_PKG_VERSION")))),
        timestamp: epoch.and_then(datetime).map(Timestamp::new_utc),
        standards,
        tagged: !draft,
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

/// The civil date and time of a number of seconds since 1970, in UTC.
fn datetime(epoch: i64) -> Option<Datetime> {
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

/// 1970-01-01, counted from the day before 0001-01-01.
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

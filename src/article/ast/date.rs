//! Dates and times of day, in the form of front matter and messages.

use icu_calendar::{Date as IcuDate, Iso};

/// A date of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Date {
    /// The year, four digits: 2025.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

impl Date {
    /// Parses an ISO 8601 date, `2025-11-01`. `None` for other forms and for dates that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else {
            return None;
        };
        let digits = |part: &str, count| {
            (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then_some(())
        };
        digits(year, 4).and(digits(month, 2)).and(digits(day, 2))?;
        let date = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        date.icu().map(|_| date)
    }

    /// The date in ISO 8601, as [`Date::parse`] reads it: `2025-11-01`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The date for ICU4X. `None` if there is no such date.
    pub fn icu(self) -> Option<IcuDate<Iso>> {
        IcuDate::try_new_iso(self.year, self.month, self.day).ok()
    }
}

/// A time of day, without a time zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Time {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59.
    pub second: u8,
}

impl Time {
    /// Parses `14:30` or `14:30:05`. `None` for other forms and for times that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let two = |part: &str| {
            let is_two = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            is_two.then(|| part.parse::<u8>().ok()).flatten()
        };
        let parts: Option<Vec<u8>> = text.split(':').map(two).collect();
        let (hour, minute, second) = match parts?[..] {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return None,
        };
        (hour < 24 && minute < 60 && second < 60).then_some(Self {
            hour,
            minute,
            second,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        assert!(Date::parse("2024-02-29").is_some());
        for wrong in [
            "2025-02-29",
            "2025-13-01",
            "25-01-01",
            "2025-1-1",
            "",
            "x",
            "2025-01-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}

//! Amounts of money, formatted from ICU4X's data. Its own formatter is not used: it ignores the requested number of
//! digits, and combines amounts and currency names in the same way for all languages.

use fixed_decimal::{Decimal, Sign};
use icu_decimal::{AbstractFormatter, DecimalFormatter};
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::provider::currency::essentials::CurrencyEssentialsV1;
use icu_experimental::dimension::provider::currency::extended::CurrencyExtendedDataV1;
use icu_experimental::dimension::provider::currency::fractions::CurrencyFractionsV1;
use icu_experimental::dimension::provider::currency::patterns::CurrencyPatternsDataV1;
use icu_experimental::dimension::provider::currency::symbols::CurrencySymbolsV1;
use icu_experimental::provider::Baked;
use icu_locale::Locale;
use icu_plurals::PluralRules;
use icu_provider::prelude::*;

/// A currency that CLDR has a name for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Currency(CurrencyType);

/// The form of a currency in text.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Display {
    /// `€`, `$US`.
    #[default]
    Symbol,
    /// The shortest symbol, even if it is ambiguous: `$`.
    NarrowSymbol,
    /// `EUR`.
    Code,
    /// `euros`.
    Name,
}

impl Currency {
    /// The currency with an ISO 4217 code. `None` if CLDR has no name for it.
    pub fn parse(code: &str) -> Option<Self> {
        let code = CurrencyType::try_from_str(code).ok()?;
        load::<CurrencyExtendedDataV1>(&icu_locale::locale!("en"), code.iso_code().as_str())?;
        Some(Self(code))
    }

    /// The number of fraction digits of its amounts (CLDR), 2 for most.
    pub fn digits(self) -> u8 {
        let fractions = load::<CurrencyFractionsV1>(&Locale::UNKNOWN, "");
        fractions.map_or(2, |all| all.get().resolve(self.0).digits)
    }

    /// Formats an amount, which must be rounded already. `None` if CLDR has no data for the locale.
    pub fn write(
        self,
        amount: &Decimal,
        display: Display,
        formatter: &DecimalFormatter,
        locale: &Locale,
    ) -> Option<String> {
        let unsigned = amount.clone().with_sign(Sign::None);
        let digits = formatter.format(&unsigned).to_string();
        let code = self.0.iso_code();
        if display == Display::Name {
            let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
            let patterns = load::<CurrencyPatternsDataV1>(locale, "")?;
            let pattern = patterns.get().get((&unsigned).into(), &rules);
            let names = load::<CurrencyExtendedDataV1>(locale, code.as_str());
            let name = names.as_ref().map_or(code.as_str(), |names| {
                names.get().get((&unsigned).into(), &rules)
            });
            let text = pattern.interpolate((digits.as_str(), name)).to_string();
            // A no-break space keeps the amount and the name on one line.
            let text = match text.strip_prefix(&digits).and_then(|t| t.strip_prefix(' ')) {
                Some(name) => format!("{digits}\u{a0}{name}"),
                None => text,
            };
            return Some(
                AbstractFormatter::format_sign(formatter, text, amount.sign()).to_string(),
            );
        }
        let width = match display {
            Display::Symbol => Some(CurrencySymbolsV1::SHORT),
            Display::NarrowSymbol => Some(CurrencySymbolsV1::NARROW),
            Display::Code | Display::Name => None,
        };
        let symbol = width.and_then(|width| {
            let mut buffer = Default::default();
            let attributes = CurrencySymbolsV1::make_attributes(self.0, width, &mut buffer);
            load::<CurrencySymbolsV1>(locale, attributes.as_str())
        });
        // CLDR's patterns depend on whether the symbol has letters at its edges. A currency without a symbol is shown
        // by its code.
        let (symbol, starts, ends) = match &symbol {
            Some(symbol) => {
                let symbol = symbol.get();
                let (starts, ends) = (symbol.starts_with_letter(), symbol.ends_with_letter());
                (symbol.as_str(), starts, ends)
            }
            None => (code.as_str(), true, true),
        };
        let essentials = load::<CurrencyEssentialsV1>(locale, "")?;
        let negative = match amount.sign() {
            Sign::Negative => essentials.get().get_negative(starts, ends),
            Sign::None | Sign::Positive => None,
        };
        if let Some(pattern) = negative {
            return Some(pattern.interpolate((digits, symbol)).to_string());
        }
        let pattern = essentials.get().get_positive(starts, ends);
        let text = pattern.interpolate((digits, symbol));
        Some(AbstractFormatter::format_sign(formatter, text, amount.sign()).to_string())
    }
}

/// Data of ICU4X for a locale. `None` if there is none, without a log message.
fn load<M: DataMarker>(locale: &Locale, attributes: &str) -> Option<DataPayload<M>>
where
    Baked: DataProvider<M>,
{
    let attributes = DataMarkerAttributes::try_from_str(attributes).ok()?;
    let locale = M::make_locale(locale.into());
    let mut request = DataRequest {
        id: DataIdentifierBorrowed::for_marker_attributes_and_locale(attributes, &locale),
        ..DataRequest::default()
    };
    request.metadata.silent = true;
    Some(DataProvider::<M>::load(&Baked, request).ok()?.payload)
}

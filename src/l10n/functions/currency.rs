//! Amounts of money. ICU4X's formatter writes the digits of the currency whatever is asked for, and
//! joins an amount and a name alike in all languages; so its data are used here, and not the formatter.

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

/// A currency.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Currency(CurrencyType);

/// How a currency is shown.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Display {
    /// `€`, `$US`.
    #[default]
    Symbol,
    /// The shortest symbol, even where others share it: `$`.
    NarrowSymbol,
    /// `EUR`.
    Code,
    /// `euros`.
    Name,
}

impl Currency {
    /// The currency with an ISO 4217 code; none where CLDR knows no name for it.
    pub fn parse(code: &str) -> Option<Self> {
        let code = CurrencyType::try_from_str(code).ok()?;
        load::<CurrencyExtendedDataV1>(&icu_locale::locale!("en"), code.iso_code().as_str())?;
        Some(Self(code))
    }

    /// How many digits its amounts have behind the point.
    pub fn digits(self) -> u8 {
        let fractions = load::<CurrencyFractionsV1>(&Locale::UNKNOWN, "");
        fractions.map_or(2, |all| all.get().resolve(self.0).digits)
    }

    /// An amount, rounded already, with its currency; none where CLDR has no data for the language.
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
            // An amount and the name of its currency stay on one line.
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
        // A code is letters at both ends, and a currency without a symbol shows its code.
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

/// Data of ICU4X for a language; what is not there is none, and not a line on the terminal.
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

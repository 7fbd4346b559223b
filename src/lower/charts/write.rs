//! Writes a chart: a figure whose body is a block with the label `fp-chart` around its data, which layouts draw.

use crate::article::ast::{Amount, Chart, ChartType, Inline, Text, Unit};
use crate::l10n::cells::with_minus;
use crate::l10n::charts::write::write;
use crate::l10n::typography;
use crate::lower::charts::alt::alt;
use crate::lower::charts::scale::Scale;
use crate::lower::charts::shape::{Mark, Series, shape};
use crate::lower::escape::literal;
use crate::lower::source_map::{Drawn, Shown};
use crate::lower::writer::Writer;

impl Writer<'_> {
    /// Writes a chart.
    pub fn chart(&mut self, chart: &Chart) {
        self.elements.insert("chart");
        self.element("figure");
        self.out
            .push_str("kind: image, supplement: none, numbering: none, alt: ");
        let words = match &chart.alt {
            Some(alt) => alt.plain(),
            None => alt(chart, self.job.labels),
        };
        literal(&words, &mut self.out);
        self.out.push_str(", caption: ");
        self.captioned(chart.caption.as_ref());
        if chart.amounts.is_empty() {
            // Why it cannot be drawn was reported.
            return self.out.push_str(", [])");
        }
        self.out.push_str(", [#block(metadata((type: ");
        let start = self.out.len();
        literal(chart.kind.name(), &mut self.out);
        let shape = shape(chart);
        let head = |column: usize| chart.head.get(column).and_then(Option::as_ref);
        self.out.push_str(", x: ");
        self.optional(head(0));
        // Where the rows are the series, no series has the name of their column.
        let is_turned = chart.kind == ChartType::Share && chart.head.len() == 2;
        self.out.push_str(", title: ");
        self.optional(head(1).filter(|_| is_turned));
        // Numbers on an axis are thinned where they have no room.
        self.out.push_str(", categories: ");
        let from_categories = self.out.len();
        self.tuple(&shape.categories, |w, (at, name)| {
            w.out.push_str(&format!("(at: {}, name: ", fixed(*at)));
            let is_thinned = name.is_some_and(|name| name.is_value) || chart.kind.has_axis();
            let shown = if is_thinned { Shown::Perhaps } else { w.shown };
            w.showing(shown, |w| w.optional(*name));
            w.out.push_str(&format!(
                ", is-value: {})",
                name.is_some_and(|name| name.is_value)
            ));
        });
        let from_series = self.out.len();
        self.out.push_str(", series: ");
        self.tuple(&shape.series, |w, series| w.series(series));
        let from_axis = self.out.len();
        self.out.push_str(", axis: ");
        match &shape.scale {
            Some(scale) => self.axis(scale, &shape.unit, chart),
            None => self.out.push_str("none"),
        }
        if self.shown == Shown::Always {
            self.map.charts.push(Drawn {
                origin: chart.origin.clone(),
                range: start..self.out.len(),
                categories: from_categories..from_series,
                series: from_series..from_axis,
                ticks: from_axis..self.out.len(),
            });
        }
        self.out.push_str(")))<fp-chart>])");
    }

    fn series(&mut self, series: &Series) {
        self.out.push_str("(name: ");
        self.optional(series.name);
        self.out.push_str(", marks: ");
        self.showing(Shown::Perhaps, |w| {
            w.tuple(&series.marks, |w, mark| match mark {
                Some(mark) => w.mark(mark),
                None => w.out.push_str("none"),
            });
        });
        self.out.push(')');
    }

    fn mark(&mut self, mark: &Mark) {
        let (from, to) = (fixed(mark.from), fixed(mark.to));
        self.out
            .push_str(&format!("(from: {from}, to: {to}, label: "));
        match mark.part {
            Some(part) => {
                let amount = Amount {
                    digits: format!("{part:.2}"),
                    unit: Unit::Percent,
                };
                self.quantity(&amount, 2, mark.cell);
            }
            None => self.content(mark.cell),
        }
        self.out.push(')');
    }

    /// Writes the axis of the values. Its numbers lead back to the chart.
    fn axis(&mut self, scale: &Scale, unit: &Unit, chart: &Chart) {
        let zero = scale.place(0.0);
        let zero = (0.0..=1.0).contains(&zero).then(|| fixed(zero));
        let zero = zero.unwrap_or("none".to_owned());
        self.out.push_str(&format!("(zero: {zero}, ticks: "));
        let place = Text::new(Vec::new(), chart.origin.clone());
        // They have one place, and some may have no room.
        self.showing(Shown::Never, |w| {
            w.tuple(&scale.ticks, |w, digits| {
                let amount = Amount {
                    digits: digits.clone(),
                    unit: unit.clone(),
                };
                let at = fixed(scale.place(amount.number()));
                w.out.push_str(&format!("(at: {at}, label: "));
                w.quantity(&amount, scale.fraction, &place);
                w.out.push(')');
            });
        });
        self.out.push(')');
    }

    /// Writes a number that no cell holds. `place` is the text that it leads back to.
    fn quantity(&mut self, amount: &Amount, fraction: usize, place: &Text) {
        let language = self.job.language();
        let written = write(amount, fraction, language);
        let written = written.unwrap_or(amount.digits.clone());
        let mut inlines = vec![Inline::Text(with_minus(&written).unwrap_or(written))];
        typography::apply(&mut inlines, language);
        let text = Text {
            inlines,
            ..place.clone()
        };
        self.content(&text);
    }
}

/// A place on an axis, from 0 to 1, to a millionth.
fn fixed(place: f64) -> String {
    let digits = format!("{place:.6}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    match digits {
        "" | "-0" => "0".to_owned(),
        digits => digits.to_owned(),
    }
}

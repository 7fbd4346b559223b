//! The alternative text of a chart, made from its data by labels.

use crate::article::ast::{Chart, Inline, Text};
use crate::article::worded;
use crate::l10n::label_set::LabelSet;

/// A chart with more values names the highest and the lowest only.
const FEW: usize = 30;

/// The type of the chart, and of each series its name, its highest and its lowest value with their categories; then all its values, if they
/// are few.
pub fn alt(chart: &Chart, labels: &LabelSet) -> String {
    let mut words = said(labels, worded::chart(chart.kind), &[]);
    let count = chart.amounts.iter().flatten().flatten().count();
    for column in 1..chart.head.len() {
        let rows = chart.rows.iter().zip(&chart.amounts);
        let known = rows.filter_map(|(row, amounts)| {
            let amount = amounts.get(column - 1)?.as_ref()?;
            Some((amount.number(), row[column].as_ref()?, row[0].as_ref()?))
        });
        let known: Vec<_> = known.collect();
        let by = |a: &&(f64, _, _), b: &&(f64, _, _)| a.0.total_cmp(&b.0);
        // Of equal values, the first is named.
        let highest = known.iter().rev().max_by(by);
        let lowest = known.iter().min_by(by);
        let (Some(highest), Some(lowest)) = (highest, lowest) else {
            continue;
        };
        let name = chart.head[column].as_ref().map(Text::plain);
        let values = [
            ("series-name", name.unwrap_or_default()),
            ("highest", highest.1.plain()),
            ("highest-at", highest.2.plain()),
            ("lowest", lowest.1.plain()),
            ("lowest-at", lowest.2.plain()),
        ];
        words.push_str(&said(labels, worded::CHART_RANGE, &values));
        // Two values are the highest and the lowest.
        if count <= FEW && known.len() > 2 {
            let [sentence, one, between] = worded::CHART_VALUES;
            let all = known.iter().map(|(_, value, at)| {
                let values = [("value", value.plain()), ("value-at", at.plain())];
                said(labels, one, &values)
            });
            let all: Vec<String> = all.collect();
            let all = all.join(&said(labels, between, &[]));
            words.push_str(&said(labels, sentence, &[("values", all)]));
        }
    }
    words
}

/// A label with its values; nothing where there is none.
fn said(labels: &LabelSet, name: &str, values: &[(&str, String)]) -> String {
    let mut words = String::new();
    for inline in labels.get(name).iter().flat_map(|label| &label.inlines) {
        match inline {
            Inline::Param(name) => {
                let value = values.iter().find(|(known, _)| known == name);
                words.push_str(value.map_or("", |(_, value)| value));
            }
            Inline::Text(text) => words.push_str(text),
            _ => {}
        }
    }
    words
}

//! The alternative text of a chart, made from its data by labels.

use std::collections::BTreeMap;

use crate::article::ast::{Chart, Inline, Text};
use crate::article::worded;

/// The type of the chart, and of each series its name, its highest and its lowest value with their categories.
pub fn alt(chart: &Chart, labels: &BTreeMap<String, Text>) -> String {
    let mut words = labels
        .get(worded::chart(chart.kind))
        .map(Text::plain)
        .unwrap_or_default();
    let Some(range) = labels.get(worded::CHART_RANGE) else {
        return words;
    };
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
        for inline in &range.inlines {
            match inline {
                Inline::Param(name) => {
                    let value = values.iter().find(|(known, _)| known == name);
                    words.push_str(value.map_or("", |(_, value)| value));
                }
                Inline::Text(text) => words.push_str(text),
                _ => {}
            }
        }
    }
    words
}

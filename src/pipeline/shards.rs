//! A build in parts, for several machines or processes: each an article in some of its locales, of about the same size.

use std::cmp::Reverse;

use crate::pipeline::commands::list::Listed;

/// An article in one locale, with all of its artifacts: what a part holds whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The article's name.
    pub article: String,
    /// The language tag.
    pub locale: String,
    /// In the order of a build.
    pub artifacts: Vec<Listed>,
}

impl Pair {
    /// About how many pages it has.
    pub fn pages(&self) -> usize {
        self.artifacts.iter().map(|artifact| artifact.pages).sum()
    }

    /// What `--only` takes.
    pub fn only(&self) -> String {
        format!("{}:{}", self.article, self.locale)
    }
}

/// The pairs of a list, by their first artifacts.
pub fn pairs(all: Vec<Listed>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for listed in all {
        let is_of = |pair: &&mut Pair| {
            (&pair.article, &pair.locale) == (&listed.key.article, &listed.key.locale)
        };
        // Locales take turns within an article: its pairs are the last ones.
        match pairs.iter_mut().rev().find(is_of) {
            Some(pair) => pair.artifacts.push(listed),
            None => pairs.push(Pair {
                article: listed.key.article.clone(),
                locale: listed.key.locale.clone(),
                artifacts: vec![listed],
            }),
        }
    }
    pairs
}

/// Shares pairs out to at most `count` parts, the longest first, each to the part with the fewest pages so far (Graham's
/// longest processing time: at most a third above the best). Inside a part they keep their order.
pub fn balanced(pairs: Vec<Pair>, count: usize) -> Vec<Vec<Pair>> {
    let mut parts: Vec<(usize, Vec<(usize, Pair)>)> = vec![(0, Vec::new()); count.min(pairs.len())];
    let mut longest: Vec<_> = pairs.into_iter().enumerate().collect();
    longest.sort_by_key(|(_, pair)| Reverse(pair.pages()));
    for (at, pair) in longest {
        if let Some((pages, part)) = parts.iter_mut().min_by_key(|(pages, _)| *pages) {
            *pages += pair.pages();
            part.push((at, pair));
        }
    }
    let in_order = |(_, mut part): (usize, Vec<(usize, Pair)>)| {
        part.sort_by_key(|(at, _)| *at);
        part.into_iter().map(|(_, pair)| pair).collect()
    };
    parts.into_iter().map(in_order).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::pipeline::key::ArtifactKey;
    use crate::project::{Edition, Format};
    use proptest::prelude::*;

    fn listed(article: usize, locale: &str, pages: usize) -> Listed {
        let key = ArtifactKey {
            article: article.to_string(),
            audience: "all".to_owned(),
            format: Format::Brief,
            locale: locale.to_owned(),
            edition: Edition::Screen,
            is_handout: false,
        };
        Listed {
            file: key.file(),
            key,
            title: String::new(),
            pages,
            inputs: BTreeSet::new(),
        }
    }

    #[test]
    fn the_longest_go_first() {
        let pages = [("fr", 7), ("en", 5), ("de", 4), ("it", 3), ("es", 1)];
        let all = pages.map(|(locale, pages)| listed(0, locale, pages));
        let parts = balanced(pairs(all.to_vec()), 2);
        let locales = |part: &Vec<Pair>| part.iter().map(|p| p.locale.clone()).collect::<Vec<_>>();
        assert_eq!(locales(&parts[0]), ["fr", "it"]);
        assert_eq!(locales(&parts[1]), ["en", "de", "es"]);
    }

    proptest! {
        #[test]
        fn every_pair_is_in_one_part(pages in prop::collection::vec(1usize..40, 0..40), count in 1usize..12) {
            let all = pages.iter().enumerate().map(|(at, pages)| listed(at / 3, ["fr", "en", "de"][at % 3], *pages));
            let known = pairs(all.collect());
            let parts = balanced(known.clone(), count);
            prop_assert_eq!(parts.len(), count.min(known.len()));
            let mut found: Vec<_> = parts.iter().flatten().map(Pair::only).collect();
            let mut wanted: Vec<_> = known.iter().map(Pair::only).collect();
            found.sort();
            wanted.sort();
            prop_assert_eq!(found, wanted);
            // No part is longer than the average and the longest pair together.
            let total: usize = pages.iter().sum();
            let longest = pages.iter().max().copied().unwrap_or(0);
            for part in &parts {
                let pages: usize = part.iter().map(Pair::pages).sum();
                prop_assert!(pages <= total / parts.len() + longest);
            }
        }
    }
}

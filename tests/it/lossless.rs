//! Whatever a translator's file holds, `sync` loses nothing of it, and has nothing to do the second time.

use fluentpress::article::segment::Segment;
use fluentpress::translate::lock::Lock;
use proptest::prelude::*;

use crate::support::cases;
use crate::support::synced::{segment, synced};

/// Lines that translators' files are made of, good and bad.
const LINES: [&str; 28] = [
    "",
    "",
    "a = Ein Wort",
    "b = { $x ->",
    "   *[other] viele",
    "}",
    "c =",
    "    .label = Etikett   ",
    "d = { b } und { -t }",
    "e = mehr",
    "    auf zwei Zeilen",
    "-t = Begriff",
    "# Notiz",
    "## Gruppe",
    "### Datei",
    "#kaputt",
    "! Müll",
    "\t",
    "a = doppelt",
    "# missing: c (paragraph, shown in x)",
    "# c = Wort von c",
    "# obsolete: e",
    "# e = alt",
    "    { \"\u{A0}\" }",
    "# stale: a",
    "# source: Wort [-von-]{+mit+} a",
    "# stale: e",
    "  # stale: b",
];

fn segments(which: &[bool], version: usize) -> Vec<(String, Segment)> {
    let ids = ["a", "b", "c", "d", "e", "f"];
    let wanted = ids.iter().zip(which).filter(|(_, wanted)| **wanted);
    wanted
        .map(|(id, _)| {
            let words = match version {
                0 => format!("Wort von {id}"),
                n => format!("Wort von {id}, Fassung {n}"),
            };
            ((*id).to_owned(), segment(words))
        })
        .collect()
}

/// A line without the comment signs that `sync` may put before it, or take away.
fn bare(line: &str) -> &str {
    line.trim_end_matches('\r')
        .trim_start_matches(['#', ' '])
        .trim_end()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(2000), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_lost_and_the_second_time_nothing_changes(
        lines in proptest::collection::vec(0..LINES.len(), 0..16),
        ending in proptest::sample::select(vec!["\n", "\r\n"]),
        ends: bool,
        before in proptest::collection::vec(any::<bool>(), 6),
        after in proptest::collection::vec(any::<bool>(), 6),
    ) {
        let mut text = lines.iter().map(|at| LINES[*at]).collect::<Vec<_>>().join(ending);
        if ends {
            text.push_str(ending);
        }
        let mut lock = Lock::new();
        for (which, version) in [(&before, 0), (&after, 1), (&before, 2)] {
            let segments = segments(which, version);
            let first = synced(&text, &lock, &segments);
            let second = synced(&first.text, &first.lock, &segments);
            prop_assert_eq!(&second.text, &first.text, "from {:?}", text);
            prop_assert_eq!(&second.lock, &first.lock);
            // Every line of a person is still there. The comments that ask for messages are ours.
            let has: Vec<&str> = first.text.lines().map(bare).collect();
            for line in text.lines().map(bare) {
                let is_ours = line.is_empty() || line.starts_with("stale: ") || line.starts_with("source: ") || line.starts_with("missing:") || line.starts_with("obsolete:") || line.starts_with("Obsolete: the source") || line.contains("Wort von");
                prop_assert!(is_ours || has.contains(&line), "{:?} of {:?} is not in {:?}", line, text, first.text);
            }
            // No line is changed in its ending.
            if text.contains("\r\n") {
                prop_assert!(!first.text.replace("\r\n", "").contains('\n'), "{:?}", first.text);
            } else {
                prop_assert!(!first.text.contains('\r'), "{:?}", first.text);
            }
            text = first.text;
            lock = first.lock;
        }
    }
}

//! Titles, statements and points break by sense: no line ends in a word that belongs to the next one.

use crate::support::Project;
use crate::support::reader::letters;

/// Words that no line ends in, by language. Written here anew: the program has a list of its own.
const BOUND: [(&str, &str); 2] = [
    (
        "en",
        "a an the of to in on at by for from with and or is not no",
    ),
    (
        "fr",
        "le la les un une des du de à au aux en dans par pour sur et ou ne qui que",
    ),
];

/// Titles, and where a line must not end: `|`.
const TITLES: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "The growth of the euro area is slowing in 2026",
            "What we do not know about the deal on data",
            "A plan worth 12|billion|euros for night trains",
            "Henry|VIII and the birth of the modern state",
            "Ursula|von|der|Leyen answers her critics in Europe",
            "For an industrial policy that is up to the task",
            "Real wages have not|fallen, so why does no one believe it?",
            "Pension reform: what changes on January 1, 2027",
            "Towards the end of the combustion engine, or a reprieve of 5|years?",
            "The law will never be applied by the administration",
            "State-|business alignment is both a strength and a weakness",
            "Why A Title In Title Case Is Not A Name And Should Break Well",
        ],
    ),
    (
        "fr",
        &[
            "La croissance de la zone euro ralentit en 2026",
            "Ce que l’on ne|sait|pas encore de l’accord sur les données",
            "Un plan de 12|milliards|d’euros pour les trains de nuit",
            "Louis|XIV et la naissance de l’administration moderne",
            "Ursula|von|der|Leyen répond à ses critiques en Europe",
            "Pour une politique industrielle à la hauteur de l’enjeu",
            "Le pouvoir d’achat n’a|pas baissé : pourquoi personne ne le croit",
            "Réforme des retraites : ce qui change au 1er|janvier 2027",
            "Vers la fin du moteur thermique, ou vers un sursis de 5|ans ?",
            "Anticonstitutionnellement adoptée, la loi ne sera jamais appliquée",
            "Ce que coûte l’abandon d’un|plan, et ce que rapporte un autre",
            "L’alignement État-|entreprises : force et faiblesse à la fois",
        ],
    ),
];

/// The lines of each page whose letters are larger than `least` points, without spaces.
fn lines(pdf: &[u8], least: f64) -> Vec<String> {
    let mut lines: Vec<(usize, f64, String)> = Vec::new();
    for letter in letters(pdf) {
        if letter.em.x < least || letter.is_artifact {
            continue;
        }
        let text = letter.text.replace(['\u{a0}', '\u{202f}'], " ");
        match lines.last_mut() {
            Some((page, y, line)) if *page == letter.page && (*y - letter.at.y).abs() < 1.0 => {
                line.push_str(&text);
            }
            _ => lines.push((letter.page, letter.at.y, text)),
        }
    }
    lines
        .into_iter()
        .map(|(.., line)| line.trim().to_owned())
        .collect()
}

#[test]
fn lines_of_display_type_break_by_sense() {
    for (language, titles) in TITLES {
        let (_, bound) = BOUND.iter().find(|(l, _)| *l == language).expect("a list");
        let points = titles
            .iter()
            .map(|title| format!("- {}\n", title.replace("-|", "-").replace('|', " ")));
        let article = format!(
            "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n# Points {{.takeaways}}\n\n{}",
            points.collect::<String>()
        );
        let settings = format!("source: {language}\n");
        let project = Project::new(&[("fluentpress.yaml", &*settings), ("seeds/a.md", &*article)]);
        project.ok(&["sync"]);
        project.ok(&["build", "--audience", "key-points", "--format", "slides"]);
        let file = project.path(&format!("dist/a-key-points-slides-{language}.pdf"));
        let lines = lines(&std::fs::read(file).expect("a PDF"), 27.0);
        let is_point = |line: &&String| line.contains(' ');
        assert!(
            lines.iter().filter(is_point).count() > titles.len() * 3 / 2,
            "{lines:?}"
        );
        for line in &lines {
            let last = line
                .rsplit([' ', '’', '('])
                .next()
                .unwrap_or_default()
                .to_lowercase();
            assert!(
                !bound.split(' ').any(|word| word == last),
                "{line}: {lines:#?}"
            );
        }
        let kept = titles
            .iter()
            .flat_map(|title| title.split(' '))
            .filter(|words| words.contains('|'));
        for words in kept {
            let words = words.replace("-|", "-").replace('|', " ");
            assert!(
                lines.iter().any(|line| line.contains(&words)),
                "{words}: {lines:#?}"
            );
        }
    }
}

#[test]
fn a_line_of_a_text_that_names_a_section_is_reported_at_the_text() {
    let article = "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n# Chapter 1: What is in a name? `code` and H~2~O {#c}\n\nWords.\n\n\
        # Two\n\nAs [](#c) shows at length here, see the rows and the columns.\n";
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", article),
    ]);
    let run = project.ok(&["build", "--format", "slides", "--message-format", "json"]);
    let found = run.messages("diagnostic");
    let found = found.iter().filter(|d| d["code"] == "display-break");
    let lines: Vec<_> = found.map(|d| d["line"].as_u64()).collect();
    assert_eq!(lines, [Some(12)]);
}

//! Checks that are quiet: every planted fault is found at its place, and nothing is said of a right translation.

use serde_json::Value;

use crate::support::Project;

/// A source text, a translation with a fault at the `¤`, and one without.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Faults by code. The source language is French, the translation English.
const PLANTED: [Row; 55] = [
    (
        "unbalanced-signs",
        "La Chine (et la France) avance.",
        "China ¤(and France advances.",
        "China (and France) advances.",
    ),
    (
        "unbalanced-signs",
        "Un prix « juste » et bas.",
        "A price that is “fair¤“ and low.",
        "A price that is “fair” and low.",
    ),
    (
        "unbalanced-signs",
        "Il dit « oui » à tous.",
        "He says ¤“yes to all.",
        "He says “yes” to all.",
    ),
    (
        "unbalanced-signs",
        "Elle dort (un peu).",
        "She sleeps¤)a little(.",
        "She sleeps (a little).",
    ),
    (
        "unbalanced-signs",
        "Trois cas : a) le train, b) la nuit.",
        "Three cases: a) the train, b) the night¤).",
        "Three cases: a) the train, b) the night.",
    ),
    (
        "doubled-sign",
        "La Chine avance, et vite.",
        "China advances¤,, and fast.",
        "China advances, and fast.",
    ),
    (
        "doubled-sign",
        "Le train part. La nuit tombe.",
        "The train leaves¤.. Night falls.",
        "The train leaves… Night falls.",
    ),
    (
        "sign-spacing",
        "La Chine avance. Paris dort.",
        "China advances¤.Paris sleeps.",
        "China advances. Paris sleeps on example.org.",
    ),
    (
        "sign-spacing",
        "Le pain, le vin et le sel.",
        "Bread¤,wine and salt.",
        "Bread, wine and salt.",
    ),
    (
        "sign-spacing",
        "Le bateau part ; la lune monte.",
        "The boat leaves¤ ; the moon rises.",
        "The boat leaves; the moon rises.",
    ),
    (
        "sign-spacing",
        "La gare (de nuit) est vide.",
        "The station (¤ at night) is empty.",
        "The station (at night) is empty.",
    ),
    (
        "mixed-scripts",
        "La Chine avance vite.",
        "Chin¤а advances fast.",
        "China advances fast.",
    ),
    (
        "mixed-scripts",
        "Le train de Moscou est là.",
        "The train from M¤оscow is here.",
        "The train from Москва is here.",
    ),
    (
        "invisible-character",
        "Le pont est fermé.",
        "The bri¤\u{200B}dge is closed.",
        "The bridge is closed.",
    ),
    (
        "invisible-character",
        "Le tunnel est ouvert.",
        "The tun¤\u{AD}nel is open.",
        "The tunnel is open.",
    ),
    (
        "garbled-text",
        "L’État avance.",
        "The state¤â€™s advance.",
        "The state’s advance.",
    ),
    (
        "garbled-text",
        "Le café ferme tôt.",
        "The caf¤Ã© closes early.",
        "The café closes early.",
    ),
    (
        "garbled-text",
        "Le pain et le beurre.",
        "Bread ¤&amp; butter.",
        "Bread & butter.",
    ),
    (
        "percent-sign",
        "Le prix baisse de 37 % cette année.",
        "¤The price falls by 37 this year.",
        "The price falls by 37 percent this year.",
    ),
    (
        "percent-sign",
        "Le prix monte de 12 euros.",
        "The price rises by 12¤% or euros.",
        "The price rises by 12 euros.",
    ),
    (
        "untranslated-words",
        "Elle avance. Les réseaux de chemin de fer sont vides.",
        "She advances. ¤Les réseaux de chemin de fer sont empty.",
        "She advances. The chemins de fer are empty.",
    ),
    (
        "first-letter",
        "Le wagon est plein.",
        "¤the car is full.",
        "The car is full.",
    ),
    (
        "placeholder-text",
        "La gare est fermée.",
        "¤TODO the station.",
        "The station is closed.",
    ),
    (
        "placeholder-text",
        "Le quai est long.",
        "The platform, ¤lorem ipsum.",
        "The platform is long.",
    ),
    (
        "unit-differs",
        "Une couchette coûte 89 €.",
        "A berth costs ¤$89.",
        "A berth costs 89 euros.",
    ),
    (
        "unit-differs",
        "La voie mesure 12 km.",
        "The track is 12 ¤mi long.",
        "The track is 12 km long.",
    ),
    (
        "date-differs",
        "Le 3 mars 2025, il pleut.",
        "It rains on 3 ¤April 2025.",
        "It rains on 3 March 2025.",
    ),
    (
        "name-differs",
        "Le président Xi dort.",
        "President ¤Xu sleeps.",
        "President Xi sleeps.",
    ),
    (
        "name-differs",
        "Le ministre Macron rit.",
        "The minister ¤Marcon laughs.",
        "The minister Macron laughs.",
    ),
    (
        "negation-lost",
        "Le ministre n’a pas signé l’accord.",
        "¤The minister has signed the agreement.",
        "The minister hasn’t signed the agreement.",
    ),
    (
        "number-differs",
        "Les voitures durent quarante ans.",
        "The carriages last ¤thirty years.",
        "The carriages last forty years.",
    ),
    (
        "number-differs",
        "Sur `x` et 15 places, 20 sont libres.",
        "¤Of `x` and 15 seats, some are free.",
        "Of `x` and 15 seats, 20 are free.",
    ),
    (
        "number-differs",
        "Le taux fut de 3,5 % alors.",
        "The rate was ¤3,5% then.",
        "The rate was 3.5% then.",
    ),
    (
        "number-differs",
        "Il reste 15 places.",
        "¤There are 16 seats left.",
        "There are fifteen seats left.",
    ),
    (
        "emphasis-moved",
        "La nuit est **très** longue.",
        "¤**The** night is *very* long.",
        "The night is **very** long.",
    ),
    (
        "emphasis-moved",
        "**Seule** la nuit est longue ici.",
        "Only the night is long ¤**here**.",
        "**Only** the night is long here.",
    ),
    (
        "address-differs",
        "Voir [le rapport](https://example.org/rapport).",
        "See [the report](¤https://exemple.org/raport).",
        "See [the report](https://example.org/en/report).",
    ),
    (
        "term-argument",
        "Le train avance.",
        "{ -train(¤cas: \"genitive\") } advances.",
        "{ -train(case: \"nominative\") } advances.",
    ),
    (
        "term-argument",
        "La fin du train.",
        "The end of { -train(¤case: \"genitiv\") }.",
        "The end of { -train(case: \"genitive\") }.",
    ),
    (
        "blank-line",
        "La Chine avance, et bien.",
        "\n    China advances,\n¤\n    and well.",
        "\n    China advances,\n    and well.",
    ),
    (
        "comment-line",
        "La neige tombe sur la ville.",
        "Snow falls\n    ¤# softly\n    on the town.",
        "Snow falls\n    on the town.",
    ),
    (
        "doubled-word",
        "Le phare brille.",
        "The lighthouse ¤shines shines.",
        "The lighthouse shines.",
    ),
    (
        "end-punctuation",
        "Le jour se lève.",
        "The day breaks¤:",
        "The day breaks.",
    ),
    (
        "double-space",
        "Le vent souffle.",
        "The wind¤  blows.",
        "The wind blows.",
    ),
    (
        "straight-quotes",
        "La mer est « calme ».",
        "The sea is ¤\"calm\".",
        "The sea is “calm”.",
    ),
    (
        "length",
        "Le phare de la pointe de la presqu’île est éteint depuis une heure.",
        "¤It is off.",
        "The lighthouse at the tip of the peninsula has been off for an hour.",
    ),
    (
        "number-differs",
        "Il fait −5 °C à Lille.",
        "¤It is 5 °C in Lille.",
        "It is −5 °C in Lille.",
    ),
    (
        "number-differs",
        "Cela coûte 1,2 Md€ par an.",
        "¤It costs €1.2m a year.",
        "It costs €1.2bn a year.",
    ),
    (
        "number-differs",
        "Le musée a 18k visiteurs.",
        "¤The museum has 18 visitors.",
        "The museum has 18,000 visitors.",
    ),
    (
        "number-differs",
        "Ouvert à 10:00 et fermé à 18:30.",
        "¤Open at 10:10 and closed at 18:30.",
        "Open at 10:00 and closed at 18:30.",
    ),
    (
        "number-differs",
        "La ligne a 3 500 arrêts.",
        "The line has ¤3.500 stops.",
        "The line has 3,500 stops.",
    ),
    (
        "unit-differs",
        "Le billet coûte 42 euros.",
        "The ticket costs 42 ¤dollars.",
        "The ticket costs €42.",
    ),
    (
        "unit-differs",
        "La ligne a 350 km de rails.",
        "The line has 350 ¤miles of rails.",
        "The line has 350 kilometres of rails.",
    ),
    (
        "address-differs",
        "Écrivez à nuit@example.org ce soir.",
        "Write to ¤niut@example.org tonight.",
        "Write to nuit@example.org tonight.",
    ),
    (
        "unbalanced-signs",
        "L’Union [européenne] part.",
        "The ¤[European) Union leaves.",
        "The [European] Union leaves.",
    ),
];

const TERM: &str =
    "-train = { $case ->\n   *[nominative] The train\n    [genitive] the train’s\n}\n";

/// A project with a text for each row, translated in one of two ways.
fn project(texts: &[(&str, &str)], source: &str, locale: &str) -> Project {
    let settings = format!("source: {source}\nlocales: [{source}, {locale}]\naudiences: []\n");
    let project = Project::new(&[("fluentpress.yaml", settings.as_str())]);
    let mut article = format!("---\ntitle: Paris\ndate: 2025-11-01\nlang: {source}\n---\n");
    for (text, _) in texts {
        article += &format!("\n{text}\n");
    }
    project.write("seeds/a.md", article);
    project.ok(&["sync"]);
    let catalogue = project.read(&format!("i18n/{source}/a.ftl"));
    let ids = catalogue
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" ="));
    let ids: Vec<&str> = ids
        .map(|(id, _)| id)
        .filter(|id| *id != "meta-title")
        .collect();
    assert_eq!(ids.len(), texts.len(), "{catalogue}");
    let mut ftl = format!("{TERM}meta-title = Paris\n");
    for (id, (_, text)) in ids.iter().zip(texts) {
        ftl += &format!("{id} = {text}\n");
    }
    project.write(&format!("i18n/{locale}/a.ftl"), ftl);
    project
}

/// Code, severity, line and column of each finding in the catalogue of a locale, but on confirmation.
fn found(project: &Project, locale: &str) -> Vec<(String, String, usize, usize)> {
    let run = project.run(&["check", "--message-format", "json"]);
    let file = format!("i18n/{locale}/a.ftl");
    let all = run.messages("diagnostic").into_iter();
    let of_file =
        all.filter(|d| d["file"] == file.as_str() && d["code"] != "unconfirmed-translation");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_u64().unwrap_or_default() as usize;
    of_file
        .map(|d| {
            (
                text(&d["code"]),
                text(&d["severity"]),
                number(&d["line"]),
                number(&d["column"]),
            )
        })
        .collect()
}

#[test]
fn planted_faults_are_found_at_their_place_and_their_twins_are_clean() {
    let faults: Vec<_> = PLANTED
        .map(|(_, source, wrong, _)| (source, wrong))
        .to_vec();
    let marked = project(&faults, "fr", "en").read("i18n/en/a.ftl");
    let mut expected = Vec::new();
    let mut codes = PLANTED.iter().map(|(code, ..)| *code);
    for (at, line) in marked.lines().enumerate() {
        if let Some(column) = line.chars().position(|c| c == '¤') {
            expected.push((codes.next().expect("a row").to_owned(), at + 1, column + 1));
        }
    }
    let plain: Vec<String> = faults
        .iter()
        .map(|(_, wrong)| wrong.replace('¤', ""))
        .collect();
    let plain: Vec<_> = faults
        .iter()
        .zip(&plain)
        .map(|((source, _), wrong)| (*source, wrong.as_str()))
        .collect();
    let all = found(&project(&plain, "fr", "en"), "en");
    let mut all: Vec<_> = all
        .into_iter()
        .map(|(code, _, line, column)| (code, line, column))
        .collect();
    all.sort_by_key(|(_, line, column)| (*line, *column));
    assert_eq!(all, expected);
    let clean: Vec<_> = PLANTED
        .map(|(_, source, _, right)| (source, right))
        .to_vec();
    assert_eq!(found(&project(&clean, "fr", "en"), "en"), []);
}

/// What translators of a language write rightly, and what the first version of the rules took for faults.
#[test]
fn right_translations_are_not_reported() {
    for (locale, source, target) in [
        (
            "fr",
            "Note: the train leaves; why?",
            "Note\u{A0}: le train part\u{A0}; pourquoi\u{A0}?",
        ),
        ("ja", "The shop is open 24/7.", "店は24時間年中無休です。"),
        ("ja", "A ticket for three trains.", "3本の列車に1枚の切符。"),
        ("zh", "Two trains leave at 8.", "2列火车于8点出发。"),
        ("zh", "A page with 30 trains.", "1页，30列火车。"),
        (
            "de",
            "Twelve trains and 3 boats.",
            "12 Züge und drei Schiffe.",
        ),
        (
            "zh",
            "Do you really want to remove the page for ever?",
            "永久删除？",
        ),
        (
            "ja",
            "Delete the page?",
            "このページを本当に削除してもよろしいですか？",
        ),
        (
            "sv",
            "Valid EU VAT ID",
            "Giltigt registreringsnummer för mervärdesskatt inom EU",
        ),
        ("ru", "the bridge,", "мост;"),
        (
            "pl",
            "Changes from 1 January 2027",
            "Zmiany od 1 stycznia 2027 r.",
        ),
        ("de", "A loan of 5 million", "Ein Kredit von 5 Mio."),
        (
            "ru",
            "The bridge was built in 1905.",
            "Мост построен в 1905 г.",
        ),
        ("zh", "Is it open?", "开了吗？"),
        ("ja", "It is closed!", "閉まっています！"),
        ("id", "The children play.", "Anak anak bermain."),
        ("it", "Titles from A to Z", "Titoli da A a Z"),
        ("de", "Sign in to the shop", "Log-in in den Laden"),
        ("tr", "It rose by 37%.", "%37 arttı."),
        ("zh", "It rose by 37%.", "上升了百分之37。"),
        ("fr", "He said “yes”.", "Il a dit «\u{202F}oui\u{202F}»."),
        ("de", "He said “yes” (twice).", "Er sagte „ja“ (zweimal)."),
        ("da", "He said “yes”.", "Han sagde »ja«."),
        ("sv", "He said “yes”.", "Han sade ”ja”."),
        (
            "ja",
            "He said “yes” (twice).",
            "彼は「はい」と言った（2回)。",
        ),
        ("ru", "The PDF files.", "PDFы."),
        ("fa", "The books.", "کتاب\u{200C}ها."),
        ("th", "The train leaves.", "รถไฟ\u{200B}ออก"),
        (
            "fr",
            "It is open from 9:30!",
            "C’est ouvert dès 9:30\u{A0}!",
        ),
        ("fr", "The station in Japan.", "La gare au Japon."),
        ("es", "Europe and Brazil.", "Europa y Brasil."),
        (
            "ko",
            "The embedly key is wrong.",
            "embedly 키가 잘못되었습니다.",
        ),
        (
            "nl",
            "Not only the train.",
            "Ook het vliegtuig en de trein.",
        ),
        ("pt", "He knows if it closes.", "Ele sabe se se fecha."),
        ("de", "He said “yes”.", "Er sagte ›ja‹."),
        ("fr", "It sold 2 million units.", "Deux millions d’unités."),
        ("de", "He earns 36k a year.", "Er verdient 36.000 im Jahr."),
        ("de", "Not before 12:01 a.m.", "Nicht vor 0.01 Uhr."),
        ("fr", "On 5.6.2025 it left.", "Il est parti le 5 juin 2025."),
        ("de", "It left on 01/02/2025.", "Am 1.2.2025 fuhr er ab."),
        ("fr", "Less CO~2~ per m^2^.", "Moins de CO₂ par m²."),
        (
            "de",
            "The season 2024/25 is over.",
            "Die Saison 2024–2025 ist vorbei.",
        ),
        ("nl", "It leaves at 2.30 pm.", "Hij vertrekt om 14.30 uur."),
        (
            "de",
            "See Art. 15.2 of the law.",
            "Siehe Art. 15 Abs. 2 des Gesetzes.",
        ),
        ("zh", "It rose by 12.5%.", "上升了百分之十二点五。"),
        ("zh", "It began in the 1980s.", "始于八十年代。"),
        ("de", "It closes at noon.", "Es schließt um 12 Uhr."),
        (
            "de",
            "Don’t forget the ticket.",
            "Denken Sie an den Fahrschein.",
        ),
        ("fr", "It was −5 °C.", "Il a fait 5 °C sous zéro."),
        ("de", "All (pupils) left.", "Alle Schüler-(innen) gingen."),
        ("sv", "It costs €1.2bn.", "Det kostar 1,2 miljarder euro."),
        ("es", "It costs €1.2bn.", "Cuesta 1200 millones de euros."),
        ("pl", "The train has to leave.", "Pociąg musi się ruszyć."),
        ("de", "The path of 5 miles.", "Der Weg von 5 Meilen."),
        ("es", "It sold 5,000 books.", "Vendió 5 miles de libros."),
    ] {
        let mut all = found(&project(&[(source, target)], "en", locale), locale);
        // No font for text has Persian letters.
        all.retain(|(code, ..)| code != "code-font");
        assert_eq!(all, [], "{locale}: {target}");
    }
}

/// The variants that a default serves.
#[test]
fn a_default_variant_serves_rare_categories() {
    let labels =
        |variants: &str| format!("# $n (Number): trains\ncount = {{ $n ->\n{variants}\n}}\n");
    for (locale, variants, missing) in [
        (
            "ru",
            "    [one] { $n } поезд\n    [few] { $n } поезда\n   *[other] { $n } поездов",
            None,
        ),
        (
            "ar",
            "    [one] قطار\n    [two] قطاران\n    [few] { $n } قطارات\n   *[other] { $n } قطار",
            None,
        ),
        (
            "ru",
            "    [one] { $n } поезд\n   *[other] { $n } поездов",
            Some("few"),
        ),
        (
            "de",
            "    [two] { $n } Züge\n   *[other] { $n } Züge",
            Some("one"),
        ),
    ] {
        let project = project(&[], "en", locale);
        project.write(&format!("i18n/{locale}/labels.ftl"), labels(variants));
        let run = project.run(&["check", "--message-format", "json"]);
        let all = run
            .messages("diagnostic")
            .into_iter()
            .filter(|d| d["code"] == "plural-category");
        let said: Vec<String> = all.map(|d| d["message"].to_string()).collect();
        let is_said = |category: &str| {
            said.iter()
                .any(|said| said.contains(&format!("`[{category}]`")))
        };
        match missing {
            Some(category) => assert!(is_said(category), "{locale}: {said:?}"),
            None => assert_eq!(said, Vec::<String>::new(), "{locale}"),
        }
    }
}

#[test]
fn messages_are_compared_with_each_other() {
    let (opening, decade) = (
        "L’ouverture nourrit la créativité.",
        "La décennie à venir sera décisive.",
    );
    let (open, ten) = (
        "Openness nurtures creativity.",
        "The coming decade will be decisive.",
    );
    let again = "Le train de nuit part.";
    for (texts, expected) in [
        (
            [(opening, ten), (decade, open)],
            vec![("exchanged-translations", 6), ("exchanged-translations", 7)],
        ),
        (
            [(opening, ten), (decade, ten)],
            vec![("repeated-translation", 7)],
        ),
        (
            [
                (again, "The night train leaves."),
                (again, "The sleeper departs."),
            ],
            vec![("varying-translation", 7)],
        ),
        ([(opening, open), (decade, ten)], vec![]),
        (
            [
                (again, "The night train leaves."),
                (again, "The night train leaves!"),
            ],
            vec![("end-punctuation", 7)],
        ),
        (
            [
                ("Le wagon vide", "The empty car"),
                ("La voiture vide", "The empty car"),
            ],
            vec![("repeated-translation", 7)],
        ),
        (
            [("La gare", "The station"), ("La station", "The station")],
            vec![],
        ),
    ] {
        let all = found(&project(&texts, "fr", "en"), "en");
        let all: Vec<_> = all
            .iter()
            .map(|(code, _, line, _)| (code.as_str(), *line))
            .collect();
        assert_eq!(all, expected, "{texts:?}");
    }
}

/// The article itself gets the rules that need no translation.
#[test]
fn the_article_is_checked_too() {
    let body = [
        "¤La la Chine avance.",
        "Le train ¤(de nuit part.",
        "Elle dit ¤« oui à tous.",
        "Le pain¤,, le vin.",
        "Le jour se lève¤.La nuit tombe.",
        "Le m¤оt est court.",
        "Le caf¤Ã© ferme.",
        "¤TODO la suite.",
        "- Le **train** ¤du du matin",
        "Le vin, le sel (et l’eau) : « oui », 10:30, a) b).",
    ];
    let article = format!(
        "---\ntitle: Paris\ndate: 2025-11-01\nlang: fr\n---\n\n{}\n",
        body.join("\n\n")
    );
    let settings = [(
        "fluentpress.yaml",
        "source: fr\nlocales: [fr]\naudiences: []\n",
    )];
    let project = Project::new(&settings);
    project.write("seeds/a.md", article.replace('¤', ""));
    let codes = [
        "doubled-word",
        "unbalanced-signs",
        "unbalanced-signs",
        "doubled-sign",
        "sign-spacing",
        "mixed-scripts",
        "garbled-text",
        "placeholder-text",
        "doubled-word",
    ];
    let marks = article
        .lines()
        .enumerate()
        .filter_map(|(at, line)| Some((at + 1, line.chars().position(|c| c == '¤')? + 1)));
    let expected: Vec<_> = codes
        .iter()
        .zip(marks)
        .map(|(code, (line, column))| (code.to_string(), line as u64, column as u64))
        .collect();
    let run = project.run(&["check", "--message-format", "json"]);
    let all = run.messages("diagnostic").into_iter().map(|d| {
        let number = |name: &str| d[name].as_u64().unwrap_or_default();
        (
            d["code"].as_str().unwrap_or_default().to_owned(),
            number("line"),
            number("column"),
        )
    });
    assert_eq!(all.collect::<Vec<_>>(), expected);
}

/// Notes fail nothing, and every format has them.
#[test]
fn notes_are_no_warnings() {
    let project = project(
        &[("Une couchette coûte 89 €.", "A berth costs $89.")],
        "fr",
        "en",
    );
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    let check = |arguments: &[&str]| {
        let run = project.run(
            &[
                &[
                    "check",
                    "--deny-warnings",
                    "--color",
                    "never",
                    "--locale",
                    "en",
                ],
                arguments,
            ]
            .concat(),
        );
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        run
    };
    let human = check(&[]).stderr;
    assert!(
        human.contains("note[unit-differs]: ") && human.ends_with("\n1 note\n"),
        "{human}"
    );
    let json = check(&["--message-format", "json"]);
    assert_eq!(json.messages("diagnostic")[0]["severity"], "note");
    let done = &json.messages("done")[0];
    assert_eq!(
        (&done["errors"], &done["warnings"], &done["notes"]),
        (&0.into(), &0.into(), &1.into())
    );
    let github = check(&["--message-format", "github"]).stdout;
    assert!(
        github.starts_with("::notice file=i18n/en/a.ftl,line="),
        "{github}"
    );
    let sarif: Value =
        serde_json::from_str(&check(&["--message-format", "sarif"]).stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["level"], "note");
}

#[test]
fn spaces_at_signs_are_repaired() {
    let texts = [("Le pain, le vin ; le sel.", "Bread,wine ; salt.")];
    let project = project(&texts, "fr", "en");
    project.run(&["check", "--fix"]);
    assert!(
        project
            .read("i18n/en/a.ftl")
            .ends_with("= Bread, wine; salt.\n"),
        "{}",
        project.read("i18n/en/a.ftl")
    );
}

//! Typography touches prose only: what pages print, what `check` says of right and wrong texts of many languages, and what
//! a repair changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Project;

const WIDE: char = '\u{A0}';
const NARROW: char = '\u{202F}';

/// A project of one article, with a paragraph for each text.
fn project(locale: &str, texts: &[&str]) -> Project {
    let settings = format!("source: {locale}\nlocales: [{locale}]\naudiences: [full-analysis]\n");
    let article = format!(
        "---\ntitle: A trial\ndate: 2025-03-01\n---\n\n# Signs {{#signs}}\n\n{}\n",
        texts.join("\n\n")
    );
    Project::new(&[
        ("fluentpress.yaml", &settings),
        ("seeds/trial.md", &article),
    ])
}

/// The words of the only brief, no-break spaces as `~` (wide) and `_` (narrow).
fn printed(project: &Project) -> String {
    let pdfs = project.pdfs();
    let brief = pdfs
        .iter()
        .find(|name| name.contains("-brief-"))
        .expect("a brief");
    let body = project.pdf(brief).body().replace('\n', " ");
    body.replace(WIDE, "~").replace(NARROW, "_")
}

#[test]
fn pages_set_prose_and_print_everything_else_as_it_was_typed() {
    for (locale, texts) in [
        (
            "fr",
            &[
                (
                    "L'\"eau\" et qu'\"on\": \"il dit 'non'.\"",
                    "L’«_eau_» et qu’«_on_»~: «_il dit “non”._»",
                ),
                (
                    "\"*mot*\" et **\"x\"** et [\"y\"](https://a.org)",
                    "«_mot_» et~«_x_» et~«_y_»",
                ),
                ("`a`: \"`b`\"? l'`c`", "a~: «_b_»_? l’c"),
                (
                    "https://a.org/b%20c?d=e&f=%C3%A9;g et a@b.org; fin",
                    "https://a.org/b%20c?d=e&f=%C3%A9;g et a@b.org_; fin",
                ),
                (
                    "Tapez :q ou %s :) à 10:30, 16:9, C:\\\\x, $HOME ;)",
                    "Tapez :q ou %s :) à 10:30, 16:9, C:\\x, $HOME ;)",
                ),
                (
                    "oui -- non -- 1990--2000, --flag, 5' 10\"",
                    "oui –~non~– 1990–2000, --flag, 5′ 10″",
                ),
            ][..],
        ),
        (
            "fr-CA",
            &[("Vrai! Non ? \"Oui\": fin;", "Vrai! Non? «~Oui~»~: fin;")],
        ),
        (
            "en",
            &[
                (
                    "Type :q, use %s. Reading :) or !important ?debug",
                    "Type :q, use %s. Reading :) or !important ?debug",
                ),
                (
                    "Is it ? Yes ! 5 % of it ; press ? for help",
                    "Is it? Yes! 5% of it; press ? for help",
                ),
                (
                    "'Tis the '90s: \"the dogs' *'bone'*\"",
                    "’Tis the ’90s: “the dogs’ ‘bone’”",
                ),
                (
                    "So -- it is, 8:00--12:00, class=\"a b\"",
                    "So—it is, 8:00–12:00, class=\"a b\"",
                ),
            ],
        ),
        ("en-GB", &[("So -- it \"is\"", "So – it “is”")]),
    ] {
        let project = project(
            locale,
            &texts.iter().map(|(typed, _)| *typed).collect::<Vec<_>>(),
        );
        project.write(&format!("i18n/{locale}/labels.ftl"), labels(locale));
        project.ok(&["build", "--format", "brief"]);
        let printed = printed(&project);
        for (typed, set) in texts {
            assert!(printed.contains(set), "{locale}: {typed}\n{printed}");
        }
    }
}

/// The default labels of the language, for a country that has none of its own.
fn labels(locale: &str) -> String {
    let language = locale.split('-').next().unwrap_or_default();
    let file = crate::support::repository().join(format!("i18n/{language}/labels.ftl"));
    std::fs::read_to_string(file).expect("labels")
}

#[test]
fn lines_of_scripts_without_spaces_are_joined_in_catalogues_too() {
    let texts = [
        "渡轮需要提前\n到达码头。\n“每年”\n公布 **价**\n**格**。",
        "船は[港\nの](https://a.org)\n前に、\nJR\n駅。",
        "ไทย\nไทย",
        "한국\n어",
        "one\ntwo",
    ];
    let project = project("zh", &texts);
    project.run(&["sync"]);
    let catalogue = project.read("i18n/zh/trial.ftl");
    for said in [
        " = 渡轮需要提前到达码头。“每年”公布 **价****格**。",
        " = 船は[港の](https://a.org)前に、JR 駅。",
        " = ไทยไทย",
        " = 한국 어",
        " = one two",
    ] {
        let said = said.replace("JR 駅", " JR 駅");
        assert!(catalogue.contains(&said), "{said}\n{catalogue}");
    }
}

/// Right translations of [`SOURCE`], and for each that is planted: which, a part of it, and a wrong one.
type Language = (
    &'static str,
    [&'static str; 8],
    &'static [(usize, &'static str, &'static str)],
);

const SOURCE: [&str; 8] = [
    "The port served 1,200,000 passengers.",
    "About 120,000 cars crossed.",
    "It cost 1.5 million in the 1990s.",
    "It opens 24/7 from 9 am to 5 pm on March 4, 2025.",
    "The 21st century, the 3rd harbour and 20 ships.",
    "Does it sail tonight?",
    "Note the price:",
    "It leaves at 10:30, and costs 3.5 euros!",
];

const LANGUAGES: [Language; 10] = [
    (
        "de",
        [
            "Der Hafen bediente 1.200.000 Fahrgäste.",
            "Etwa 120.000 Autos setzten über.",
            "In den 1990er-Jahren kostete es 1,5 Millionen.",
            "Er ist am 4. März 2025 rund um die Uhr von 9 bis 17 Uhr geöffnet.",
            "Das 21. Jahrhundert, der 3. Hafen und 20 Schiffe.",
            "Fährt sie heute Nacht?",
            "Beachten Sie den Preis:",
            "Sie fährt um 10:30 Uhr und kostet 3,50 Euro!",
        ],
        &[
            (0, "1.200.000", "120.000"),
            (2, "Millionen", "Milliarden"),
            (3, "4. März", "14. März"),
            (5, "?", "."),
            (7, "3,50", "3,60"),
        ],
    ),
    (
        "fr",
        [
            "Le port a servi 1 200 000 passagers.",
            "Environ 120 000 voitures ont traversé.",
            "Cela a coûté 1,5 million dans les années 1990.",
            "Il est ouvert 24 h/24 et 7 j/7 de 9 h à 17 h le 4 mars 2025.",
            "Le XXIe siècle, le 3e port et vingt navires.",
            "Part-il ce soir ?",
            "Notez le prix :",
            "Il part à 10 h 30 et coûte 3,5 euros !",
        ],
        &[
            (1, "120 000", "12 000"),
            (2, "million", "milliard"),
            (3, "le 4 mars", "le 5 mars"),
            (4, "XXIe", "XXe"),
            (6, " :", "."),
        ],
    ),
    (
        "es",
        [
            "El puerto atendió a 1.200.000 pasajeros.",
            "Cruzaron unos 120 mil coches.",
            "Costó 1,5 millones en los años 90.",
            "Abre las 24 horas, los 7 días, de 9 a 17 h el 4 de marzo de 2025.",
            "El siglo XXI, el tercer puerto y 20 barcos.",
            "¿Zarpa esta noche?",
            "Nota el precio:",
            "¡Sale a las 10:30 y cuesta 3,5 euros!",
        ],
        &[
            (1, "120 mil", "120 millones"),
            (2, "1,5", "2,5"),
            (4, "20", "21"),
            (7, "!", "."),
        ],
    ),
    (
        "ru",
        [
            "Порт обслужил 1 200 000 пассажиров.",
            "Переправилось около 120 тыс. машин.",
            "В 1990-х это стоило 1,5 миллиона.",
            "4 марта 2025 г. открыто круглосуточно, с 9 до 17 ч.",
            "XXI век, 3-й порт и 20 судов.",
            "Отходит ли сегодня ночью?",
            "Обратите внимание на цену:",
            "Отходит в 10:30 и стоит 3,5 евро!",
        ],
        &[
            (1, "120", "130"),
            (2, "миллиона", "миллиарда"),
            (3, "2025", "2026"),
            (5, "?", "!"),
        ],
    ),
    (
        "hi",
        [
            "बंदरगाह ने 12,00,000 यात्रियों की सेवा की।",
            "लगभग 1,20,000 कारें पार हुईं।",
            "1990 के दशक में इसकी लागत 15 लाख थी।",
            "यह 4 मार्च 2025 को 24/7 सुबह 9 बजे से शाम 5 बजे तक खुला है।",
            "21वीं सदी, तीसरा बंदरगाह और 20 जहाज।",
            "क्या यह आज रात चलती है?",
            "कीमत पर ध्यान दें:",
            "यह १०:३० बजे निकलती है और ३.५ यूरो है!",
        ],
        &[
            (0, "12,00,000", "12,00,00,000"),
            (2, "15 लाख", "15 करोड़"),
            (3, "2025", "2052"),
            (7, "!", "।"),
        ],
    ),
    (
        "ja",
        [
            "港は120万人の乗客を運んだ。",
            "約十二万台の車が渡った。",
            "1990年代に150万かかった。",
            "2025年3月4日は9時から17時まで、24時間年中無休で開いている。",
            "二十一世紀、第3の港と20隻の船。",
            "今夜出ますか。",
            "価格に注意：",
            "１０：３０に出て、3.5ユーロです！",
        ],
        &[
            (0, "120万", "12万"),
            (1, "十二万", "十三万"),
            (3, "17時", "18時"),
            (5, "か。", "よ。"),
            (6, "：", "。"),
        ],
    ),
    (
        "zh",
        [
            "港口服务了120万名乘客。",
            "大约12万辆汽车过境。",
            "20世纪90年代花费了150万。",
            "2025年3月4日24小时营业，从上午9点到下午5点，全年无休。",
            "二十一世纪，第三个港口和20艘船。",
            "今晚开船吗？",
            "请注意价格：",
            "10:30出发，价格为3.5欧元！",
        ],
        &[
            (0, "120万", "120亿"),
            (1, "12万", "2万"),
            (4, "20艘", "30艘"),
            (5, "？", "。"),
        ],
    ),
    (
        "ar",
        [
            "خدم الميناء ١٬٢٠٠٬٠٠٠ مسافر.",
            "عبرت نحو ١٢٠ ألف سيارة.",
            "كلفت ١٫٥ مليون في التسعينيات من القرن العشرين (1990).",
            "يفتح ٢٤/٧ من ٩ صباحا إلى ٥ مساء في ٤ مارس ٢٠٢٥.",
            "القرن ٢١ والميناء الثالث و٢٠ سفينة.",
            "هل يبحر الليلة؟",
            "لاحظ السعر:",
            "يغادر في ١٠:٣٠ ويكلف ٣٫٥ يورو!",
        ],
        &[
            (0, "١٬٢٠٠٬٠٠٠", "١٬٢٠٠"),
            (3, "٢٠٢٥", "٢٠٢٦"),
            (5, "؟", "."),
        ],
    ),
    (
        "ko",
        [
            "항구는 120만 명의 승객을 맞았다.",
            "자동차 약 12만 대가 건넜다.",
            "1990년대에 150만이 들었다.",
            "2025년 3월 4일에는 오전 9시부터 오후 5시까지 연중무휴 24시간 연다.",
            "21세기, 세 번째 항구와 배 20척.",
            "오늘 밤 떠나는가?",
            "가격에 유의:",
            "10시 30분에 떠나고 3.5유로다!",
        ],
        &[
            (0, "120만", "120억"),
            (1, "12만", "21만"),
            (7, "30분", "40분"),
        ],
    ),
    (
        "el",
        [
            "Το λιμάνι εξυπηρέτησε 1.200.000 επιβάτες.",
            "Πέρασαν περίπου 120.000 αυτοκίνητα.",
            "Κόστισε 1,5 εκατομμύριο τη δεκαετία του 1990.",
            "Ανοίγει 24/7 από τις 9 π.μ. έως τις 5 μ.μ. στις 4 Μαρτίου 2025.",
            "Ο 21ος αιώνας, το 3ο λιμάνι και 20 πλοία.",
            "Φεύγει απόψε;",
            "Προσέξτε την τιμή:",
            "Φεύγει στις 10:30 και κοστίζει 3,5 ευρώ!",
        ],
        &[
            (2, "εκατομμύριο", "δισεκατομμύριο"),
            (4, "21ος", "20ος"),
            (5, ";", "."),
        ],
    ),
];

/// The paragraphs of which `check` says that numbers or ends differ, by language.
fn found(project: &Project) -> BTreeMap<String, BTreeSet<usize>> {
    let run = project.run(&["check", "--message-format", "json"]);
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for value in run.messages("diagnostic") {
        let code = value["code"].as_str().unwrap_or_default();
        let file = value["file"].as_str().unwrap_or_default();
        let line = value["line"].as_u64().unwrap_or_default() as usize;
        if ["number-differs", "end-punctuation"].contains(&code) {
            // Behind the two titles, a paragraph a line.
            let locale = file.split('/').nth(1).unwrap_or_default();
            found.entry(locale.to_owned()).or_default().insert(line - 3);
        }
    }
    found
}

#[test]
fn numbers_and_ends_of_right_translations_are_no_faults_and_planted_faults_are_found() {
    let project = project("en", &SOURCE);
    project.write(
        "fluentpress.yaml",
        "source: en\naudiences: [full-analysis]\n",
    );
    project.run(&["sync"]);
    let catalogue = project.read("i18n/en/trial.ftl");
    let entry = |line: &str| line.split_once(" = ").map(|(id, _)| id.to_owned());
    let is_message = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let ids: Vec<String> = catalogue
        .lines()
        .filter(is_message)
        .filter_map(entry)
        .collect();
    assert_eq!(ids.len(), 2 + SOURCE.len());
    let write = |locale: &str, texts: &[String]| {
        let titles = ["x".to_owned(), "x".to_owned()];
        let all = ids.iter().zip(titles.iter().chain(texts));
        let text: String = all.map(|(id, text)| format!("{id} = {text}\n")).collect();
        project.write(&format!("i18n/{locale}/trial.ftl"), text);
    };
    for (locale, texts, _) in LANGUAGES {
        write(locale, &texts.map(str::to_owned));
    }
    assert_eq!(found(&project), BTreeMap::new());
    let mut planted: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (locale, texts, faults) in LANGUAGES {
        let mut texts = texts.map(str::to_owned);
        for (at, right, wrong) in faults {
            assert!(texts[*at].contains(right), "{locale}: {right}");
            texts[*at] = texts[*at].replace(right, wrong);
            planted.entry(locale.to_owned()).or_default().insert(*at);
        }
        write(locale, &texts);
    }
    assert_eq!(found(&project), planted);
}

#[test]
fn a_repair_leaves_pages_as_they_are_and_a_second_one_finds_nothing() {
    let typed = [
        "L'\"eau\", qu'\"on\" a -- dit-il -- vue: 12% de `a \"b\"`?",
        "«Oui» et \"*non*\" ! https://a.org/b?c='d'&e=f:g; et :q :) 5' 10\"",
        "\"Il dit 'non'.\"; l'été des '90 ; class=\"a b\": [\"là\"](https://a.org)",
    ];
    let project = project("en", &["One", "Two", "Three"]);
    project.write(
        "fluentpress.yaml",
        "source: en\naudiences: [full-analysis]\n",
    );
    let link = "[three](https://a.org)";
    project.edit(
        "seeds/trial.md",
        "\nOne\n\nTwo\n\nThree\n",
        &format!("\nOne `a \"b\"`\n\nTwo *x*\n\nThree {link}\n"),
    );
    project.run(&["sync", "--add-locale", "fr"]);
    project.publish();
    let catalogue = project.read("i18n/en/trial.ftl");
    let is_message = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let ids: Vec<&str> = catalogue
        .lines()
        .filter(is_message)
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect();
    let texts = ["Essai", "Signes"].into_iter().chain(typed);
    let text: String = ids
        .iter()
        .zip(texts)
        .map(|(id, text)| format!("{id} = {text}\n"))
        .collect();
    project.write("i18n/fr/trial.ftl", &text);
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "fr"]);
    let pages = || -> Vec<String> {
        project.ok(&["build"]);
        let pdfs = project.pdfs();
        pdfs.iter().map(|name| project.pdf(name).text()).collect()
    };
    let before = pages();
    project.run(&["check", "--fix"]);
    let repaired = project.read("i18n/fr/trial.ftl");
    assert_ne!(repaired, text);
    for kept in [
        "`a \"b\"`",
        "https://a.org/b?c='d'&e=f:g",
        " et :q :)",
        "class=\"a b\"",
        "(https://a.org)",
        " -- dit-il -- ",
    ] {
        assert!(repaired.contains(kept), "{kept}: {repaired}");
    }
    let said = project.run(&["check"]).stdout;
    for code in ["straight-quotes", "french-space", "double-space"] {
        assert!(!said.contains(code), "{said}");
    }
    project.run(&["check", "--fix"]);
    assert_eq!(project.read("i18n/fr/trial.ftl"), repaired);
    assert_eq!(pages(), before);
}

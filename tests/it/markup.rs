//! Markup that people write: what it becomes on pages, what is not built, and what is left over.

use std::collections::BTreeMap;

use crate::support::Project;

/// A project in English whose article has this body.
fn project(body: &str) -> Project {
    articles([("a", body)])
}

/// A project in English with articles, each by its name and its body.
fn articles<'b>(bodies: impl IntoIterator<Item = (impl AsRef<str>, &'b str)>) -> Project {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [en]\naudiences: [full-analysis]\nproofread: off\n",
    )]);
    for (name, body) in bodies {
        let body =
            format!("---\ntitle: A trial\ndate: 2025-03-01\n---\n\n# First {{#first}}\n\n{body}\n");
        project.write(&format!("seeds/{}.md", name.as_ref()), body);
    }
    project
}

/// The name of an article by its place in a table.
fn nth(at: usize) -> String {
    format!("a{at:02}")
}

/// By file, the codes of all findings, each with its line and column, as `check` and as `build` say them.
fn findings_of_files(project: &Project) -> BTreeMap<String, Vec<String>> {
    let said = |command: &str| {
        let run = project.run(&[command, "--message-format", "json"]);
        let mut said: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for d in run.messages("diagnostic") {
            let word = |name: &str| d[name].as_str().unwrap_or_default().to_owned();
            let found = format!("{} {}:{}", word("code"), d["line"], d["column"]);
            said.entry(word("file")).or_default().push(found);
        }
        said
    };
    let checked = said("check");
    assert_eq!(checked, said("build"), "check and build agree");
    checked
}

/// The same of all files.
fn findings(project: &Project) -> Vec<String> {
    findings_of_files(project).into_values().flatten().collect()
}

/// The words of a brief or of slides.
fn page(project: &Project, article: &str, format: &str) -> String {
    let pdf = project.pdf(&format!("{article}-full-analysis-{format}-en.pdf"));
    let text = pdf.body();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_understood_is_printed_without_its_marks() {
    let table = [
        ("Word.<!-- a -->\n\n<!-- b\n\nc -->\n\nMore.", "Word. More."),
        ("<!-- a --> Word *after*.", "Word after."),
        (
            "- a <!-- b -->\n- <!-- b --> c\n\n> d <!-- e\nf --> g",
            "▪ a ▪ c d g",
        ),
        (
            "| a | b |\n| - | - |\n| 1<br>2 | <!-- x --> 3 |\n<!-- y -->\n| 4 | 5 |",
            "a b 1 2 3 4 5",
        ),
        ("[//]: # (a comment)\n\nWord.", "Word."),
        (
            "One\n: first\n: second\n\n: third\n\nTwo\n: fourth",
            "One first second third Two fourth",
        ),
        (
            "At https://a.org/_b_/c~d~e^f^, (www.a.org/*g*/$h$i), **http://a.org/j** and *k*: ftp://a.org/l\\_m[^n].\n\n[^n]: Or [https://a.org/_o_](https://a.org/_o_) and <https://a.org/_p_>.",
            "At https://a.org/_b_/c~d~e^f^, (www.a.org/*g*/$h$i), http://a.org/j and k: ftp://a.org/l_m",
        ),
        (
            "By C~6~H~12~O~6~, Ca^2+^CO~3~^2-^, Na^+^/K^+^-ATPase, ^14^C, 10^-3^, x^n+1^, x~i,j~, f^(n)^(x), 2^n^-1, Smith ^1,2^.",
            "By C6H12O6, Ca2+CO32-, Na+/K+-ATPase, 14C, 10-3, xn+1, xi,j, f(n)(x), 2n-1, Smith 1,2.",
        ),
        (
            "A ~~struck~~ word, H~2~O, *CO~2~* and [m^2^](https://a.org).",
            "A struck word, H2O, CO2 and m2.",
        ),
        ("- [ ] open\n- [x] done", "open done"),
        (
            "At <https://www.a.org/_b_c_>, [here](https://www.a.org/d_e_f) and [there][t].\n\n[t]: https://a.org/https://www.b.org/_g~h",
            "At https://www.a.org/_b_c_, here and there.",
        ),
        ("> [!TIP]\n> Words.", "Tip Words."),
        (
            "1) one\n2) two, and\n   3. three",
            "1) one 2) two, and 3. three",
        ),
        (
            "See Mr.\\ Smith and *p.*\\ 5, 10\\ km away; but A \\ B, C:\\ and C:\\dir\\ too.",
            "See Mr. Smith and p. 5, 10 km away; but A \\ B, C:\\ and C:\\dir\\ too.",
        ),
        ("> Quote\n> -- Someone", "Quote — Someone"),
        (
            "The price* is so.\n\n\\* Without tax.",
            "The price* is so. * Without tax.",
        ),
        ("> [!TIP]+ More\n> Words.", "More Words."),
        ("> [!TIP]-\n> > Words.", "Tip Words."),
        (
            "> [!note] Some *words*\n> - a\n\n> [!note]\n> $$x$$",
            "Some words ▪ a Note 𝑥",
        ),
        (
            "> [!warning] Mind the *gap*\n>\n> Words.",
            "Mind the gap Words.",
        ),
        ("> Words.\n>\n> --- *A* name", "Words. — A name"),
        (
            "> To be or\n> not to be.\n> -- Shakespeare",
            "To be or not to be. — Shakespeare",
        ),
        (
            "> It was so.\n> — *Dickens*, 1859",
            "It was so. — Dickens, 1859",
        ),
        (
            "> It was so, and a man\n> — so they say — came.",
            "It was so, and a man — so they say — came.",
        ),
        (
            "See [first](#first) & [it](mailto:a@b.org?subject=x%20y).",
            "See first & it.",
        ),
    ];
    let bodies = table.iter().enumerate();
    let project = articles(bodies.map(|(at, (typed, _))| (nth(at), *typed)));
    let run = project.ok(&["build", "--color", "never"]);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    for (at, (typed, printed)) in table.into_iter().enumerate() {
        for format in ["brief", "slides"] {
            let text = page(&project, &nth(at), format);
            let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let wanted: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(words.contains(&wanted), "{typed}: {text}");
        }
    }
}

#[test]
fn prose_is_no_markup() {
    let table = [
        "It costs $5 and $6, or 5 $ to US$10.",
        "About ~100 of ~200, 5~10 and 6~12, a^b and c^d, 2*3*4 = 24, 2 * 3, 5 ** 2.",
        "It takes ~10-~20 minutes, ~5/~6 hours; file~1.txt,file~2.txt and A~B,C~D; x^2+y^2=z^2, e^x-e^y, x^2y^3, m^2s^-1, f(x)^2-g(x)^2.",
        "Items\n- one\n- two\n\nIt was so.\n- Only one\n\nThese:\n- 5 of them\n\n- Outer\n  - 1 inner\n\nText ends.\n## 2 of them {#two}\n\nIt said:\n> Words",
        "The $n$th, $k$-fold CO$_2$ of 10$^{-3}$ m$^2$, $f(x)=$ or $ij$th, non-$x$, ($a,b$), $x$-$y$.",
        "- Apples\n- pears\n## 2 Methods of it {#two}\n\n1. Apples\n- red\n- green\n2. Pears\n\n- - a\n  - b\n\n- > A quote in an item\n  > of two lines.\n\n- An item which is long enough and ends here.\n> 5 percent",
        "- An item which is long enough and leads to these:\n  - 5 of them\n  - 3 of them\n\n* One item of a list with a star, 2 * 3, *so*\n\n+ Plus\n+ 5 more\n\nThe numbers:\n\n+ 5 alone",
        "0. a\n0. b\n\nThen\n\n1) c\n1) d\n\nHowever,\nthe trains were late.\n\n[1] alone\n\n[x]{.smallcaps} a, [x](https://a.org)b\n\nOptions\n-a and\nnot -b",
        "The *autre jour*, l'*autre jour*, re*c*eive, *New York*er, **x** + **y**.",
        "Prices* without tax. snake_case and C:\\path\\to, ~/src, a/b, C#, C++ and C++.",
        "At 10:30:45 [sic] […] (c) :) ;-) ^_^ a == b, x != y, a || b, 100%, AT&T, R&D; Q&A.",
        "A. Smith met\nB. Jones in part b) of it\n– so it seems –\n– and left. #1 and #Tag.",
        "It cost about\n5 then and about\n6 now, in\n2024 and in\n2025 (see 1)\nand (so on), as\nC. said to\nD. then.",
        "#FFA500, #Tag, and\n#More.\n\n1. a\n1. b\n\nAnd\n\n7. c\n8. d",
        "| a | b |\n| - | - |\n| • c<br>• d | – e<br>– f |\n| `g\\|h` | i | |\n| j | k | <!-- l -->\n",
        "[//]: # (a comment)\n\nSee [a] and [b][B].\n\n[a]: https://a.org\n[b]: https://b.org/_c_",
        "Mail desk@example.org, @name, #tag, #1, <3, a < b > c, --> and ->, {x}, {a, b}, f(x)[0][1].",
        "*Except on Sundays. Its no code: `==x==`, `[[y]]`, `:ship:`, `{{ z }}`, `**`.",
        "Un*frigging*believable, *Le Monde*'s, _whole_, (_see_), *he*/*she*, *a*, b*, `__init__.py`, 5' 10\" and 1'200.",
        "Write snake\\_case, C:\\\\Users\\\\ada and 2 \\* 3; **Note:** *a*–*b*, the *x*-axis, __Note__: x, a __bold__ word and *Amazon*.com.",
        "Use std::vector or Foo::bar(), {x: 1}, {quoted}, a ref(a), h2, `r = 5` and `r x`; d\\'accord, l\\'eau, \\\"so\\\" and a_ b _c.",
        "Escaped: \\==x==, \\[[y]], \\:ship:, \\{{ z }}, \\*\\*, \\~\\~, \\[@a], \\$x\\$, \\H~2\\~, \\`, \\[a][b].",
    ];
    let bodies = table.iter().enumerate();
    let project = articles(bodies.map(|(at, prose)| (nth(at), *prose))).plain();
    assert_eq!(findings_of_files(&project), BTreeMap::new());
}

#[test]
fn what_looks_like_markup_and_is_none_is_said_at_its_place() {
    let table = [
        ("An ==marked== word", "leftover-markup 8:4"),
        ("A [[page]]", "leftover-markup 8:3"),
        (
            "| A | B |\n| --- | --- |\n| c | d |\n| ^^ | e |",
            "leftover-markup 11:3",
        ),
        ("An emoji :ship:", "leftover-markup 8:10"),
        ("A {{< include a.md >}}", "leftover-markup 8:3"),
        ("A {{ value }}", "leftover-markup 8:3"),
        ("A { NUMBER($value) } or so", "leftover-markup 8:3"),
        (
            "| A |\n| --- |\n| 1 |\n\nTable: A caption",
            "leftover-markup 12:1",
        ),
        (
            "Rents.\n\n: A caption\n\n| A |\n| --- |\n| 1 |",
            "leftover-markup 10:1",
        ),
        ("An equation $x$ {#eq-x} here", "not-built 8:17"),
        ("An ++inserted++ word", "leftover-markup 8:4"),
        ("A note^[inside]", "leftover-markup 8:7"),
        ("A **bold word", "leftover-markup 8:3"),
        ("Two\nlines, and [half](a link", "leftover-markup 9:17"),
        ("A **bold ** word** too", "leftover-markup 8:10"),
        (
            "> [!NOTE] Title\n> An ==marked== word",
            "leftover-markup 9:6",
        ),
        ("A `tick", "leftover-markup 8:3"),
        ("A **note:** b **word:**text", "leftover-markup 8:15"),
        ("Say ``yes'' to it", "not-built 8:5"),
        ("Say ''no'' to it", "not-built 8:5"),
        ("Say `no' to it", "not-built 8:5"),
        ("H<sup>2</sup>O", "unsupported-markdown 8:2"),
        ("Open __init__.py now", "lost-signs 8:6"),
        ("Call __main__ first", "lost-signs 8:6"),
        ("Set _my_var_ now", "lost-signs 8:5"),
        ("In /srv/*data*/x", "lost-signs 8:4"),
        ("Be f(x)=x*y*z", "lost-signs 8:4"),
        ("An a*b*c of", "lost-signs 8:4"),
        ("Alle Bürger*innen und Wähler*innen", "lost-signs 8:6"),
        ("Alle Kund*innen/Wähler*innen", "lost-signs 8:6"),
        ("Les étudiant*e*s", "lost-signs 8:5"),
        ("Be 3*x + 4*y here", "lost-signs 8:4"),
        ("Be x**2 + y**2 here", "lost-signs 8:4"),
        ("Of x^2^+y^2 here", "leftover-markup 8:8"),
        ("Set $HOME/$USER now", "equation 8:5"),
        ("At ${A}-${B} or", "equation 8:4"),
        ("At US$/EUR$ par", "equation 8:6"),
        ("At 5$-6$ each", "equation 8:5"),
        ("They ran from\n- 5 to 10 degrees", "line-start 9:1"),
        ("Numbers of\n1. May and", "line-start 9:1"),
        ("It lies below\n> 5 percent", "line-start 9:1"),
        ("One of those of\n# 1 in the list", "line-start 9:1"),
        (
            "- Measured in the warmest month was a mean of\n  - 5 degrees",
            "line-start 9:3",
        ),
        (
            "> It fell in these days to\n> - 5 degrees",
            "line-start 9:3",
        ),
        (
            "- It ends on the very long day of the\n  1. May and",
            "line-start 9:3",
        ),
        (
            "- The first point is about a line wrapped by\n+ 3 percent signs in it.\n- b",
            "line-start 9:1",
        ),
        (
            "- The second point is larger than all\n> 5 percent and goes on.\n- c",
            "line-start 9:1",
        ),
        (
            "- The fourth has a number, which is the\n# 5 in it.\n- d",
            "line-start 9:1",
        ),
        (
            "1. A numbered point about minus\n- 5 degrees, and more.\n2. b",
            "line-start 9:1",
        ),
        (
            "- The third point is found on page\n12. Nothing else is there.\n- d",
            "line-start 9:1",
        ),
        (
            "- a\n  - The inner point is wrapped by\n  + 3 percent",
            "line-start 10:3",
        ),
        (
            "A word[^n].\n\n[^n]: The note is about a growth of\n+ 3 percent",
            "line-start 11:1",
        ),
        ("- 5 percent less\n+ 5 percent more", "line-start 9:1"),
        ("Words.\n\n+ 5 percent more", "line-start 10:1"),
        ("- a\n- - 5 degrees", "line-start 9:3"),
        ("- a\n- + cheap", "line-start 9:3"),
        ("1. - 5 degrees", "line-start 8:4"),
        ("- > 5 percent", "line-start 8:3"),
        (
            "| a | b |\n| - | - |\n| 1 | 2,000* |\n\n* Estimated.",
            "lost-signs 12:1",
        ),
        (
            "The price* includes tax.\n\n* Without delivery.",
            "lost-signs 10:1",
        ),
        ("Dear Bob,\nthanks for this.", "lines-joined 8:1"),
        ("Best,\nAda", "lines-joined 8:1"),
        ("-- \nAda Example\nTel. 123", "lines-joined 8:1"),
        ("[1] Smith 2020.\n[2] Doe 2021.", "lines-joined 8:1"),
        ("ADA\n    Indented dialogue", "lines-joined 8:1"),
        ("-one here\n-two here\n-Three", "leftover-markup 8:1"),
        ("So:\n*star one\n*star two", "leftover-markup 9:1"),
        ("1)first\n2)second", "leftover-markup 8:1"),
        ("- [x]task", "leftover-markup 8:3"),
        ("- [] empty", "leftover-markup 8:3"),
        ("- [ ]no space", "leftover-markup 8:3"),
        ("A backslash\\", "leftover-markup 8:12"),
        ("- item\\", "leftover-markup 8:7"),
        ("| a |\n| - |\n| x\\ |", "leftover-markup 10:4"),
        ("> Words\n> ---", "unsupported-markdown 9:1"),
        ("- # a comment", "unsupported-markdown 8:3"),
        ("A pre- and\npost-war com-\nmittee", "split-word 9:10"),
        ("With COVID-\n19 and", "split-word 8:6"),
        ("**A:** Late.\n**B:** So.", "lines-joined 8:1"),
        ("> Date: May\n> Place: Here\n> Who: All", "lines-joined 8:3"),
        (
            "Press office\nHigh Street 1\n10115 Berlin",
            "lines-joined 8:1",
        ),
        ("MARIA DA SILVA\nPresidente", "lines-joined 8:1"),
        ("Q. What next?\nA. Nothing.", "lines-joined 8:1"),
        ("Q: One?\nA: Two.", "lines-joined 8:1"),
        ("*Ada* Late.\n*Bob* So.", "lines-joined 8:1"),
        ("— One.\n— Two.", "lines-joined 8:1"),
        ("First:\n✓ one\n✓ two", "lines-joined 8:1"),
        ("(1) one\n(2) two", "lines-joined 8:1"),
        ("B) one\nC) two", "lines-joined 8:1"),
        ("1.1 one\n1.2 two", "lines-joined 8:1"),
        ("§ 9 one\n§ 10 two", "lines-joined 8:1"),
        ("Step 1: one\nStep 2: two", "lines-joined 8:1"),
        ("Article 1 One.\nArticle 2 Two.", "lines-joined 8:1"),
        ("1 See above.\n2 See below.", "lines-joined 8:1"),
        ("a)\tone\nb)\ttwo", "leftover-markup 8:1"),
        ("–\tone\n–\ttwo", "leftover-markup 8:1"),
        ("·  one\n·  two", "leftover-markup 8:1"),
        ("o\tone\no\ttwo", "leftover-markup 8:1"),
        ("Right  Left\n-----  ----\n12     12", "leftover-markup 9:1"),
        ("A dash \\-- or -", "lost-signs 8:8"),
        ("In \\LaTeX, alpha", "leftover-markup 8:4"),
        ("An {\\it old} word", "leftover-markup 8:5"),
        ("By Fran\\c{c}ois", "leftover-markup 8:8"),
        ("A run of 5\\,km", "leftover-markup 8:10"),
        ("By M\\\"uller and", "leftover-markup 8:4"),
        ("In a caf\\'e there", "leftover-markup 8:6"),
        ("Of S\\~ao Paulo", "leftover-markup 8:4"),
        ("See \\S 3 of it", "leftover-markup 8:5"),
        ("A {color:red} word", "leftover-markup 8:3"),
        ("h2. Heading", "leftover-markup 8:1"),
        ("See [Link|https://example.org]", "leftover-markup 8:5"),
        ("Words. {: .lead}", "leftover-markup 8:8"),
        ("Text {.class} here", "not-built 8:6"),
        ("An {++added++} word", "leftover-markup 8:4"),
        ("A {~~old~>new~~} word", "leftover-markup 8:1"),
        ("A note. ^abc123", "leftover-markup 8:9"),
        ("A %%remark\nof two%% here", "leftover-markup 8:3"),
        ("It is `r mean(x)`.", "leftover-markup 8:8"),
        ("It is `{python} x`.", "leftover-markup 8:8"),
        ("#+TITLE: x", "leftover-markup 8:1"),
        ("See :ref:`x` there", "leftover-markup 8:5"),
        ("Very *good *words", "leftover-markup 8:6"),
        (
            "An *emphasis * here, and * this* there",
            "leftover-markup 8:14",
        ),
        (
            "``` js title=\"app.js\"\nx\n```",
            "unsupported-markdown 8:1",
        ),
        ("> [!NOTE]", "fence-content 8:1"),
        ("By Smith~et~al. in", "leftover-markup 8:9"),
        ("See Fig.~1 there", "leftover-markup 8:9"),
        ("- [-] gone", "leftover-markup 8:3"),
        ("**Note**\nText", "lines-joined 8:1"),
        ("On C:\\_old\\x", "lost-signs 8:4"),
        ("At \\\\host\\share", "lost-signs 8:4"),
        ("Any \\d+\\.\\d+", "lost-signs 8:5"),
        ("Words.\n---\nMore.", "unsupported-markdown 9:1"),
        (
            "Words of\ntwo lines\n===\n\nMore.",
            "unsupported-markdown 10:1",
        ),
        ("A ~~struck word", "leftover-markup 8:3"),
        (
            "A <!-- comment\n\nthat ends --> here",
            "leftover-markup 8:3",
        ),
        ("Text ::: slides", "leftover-markup 8:6"),
        ("[toc]", "leftover-markup 8:1"),
        ("Twice &amp;nbsp; escaped", "leftover-markup 8:1"),
        ("| no | table |", "leftover-markup 8:1"),
        ("##No heading", "leftover-markup 8:1"),
        ("> An ==marked==\n> word", "leftover-markup 8:6"),
        ("- a\n  - an ==marked== word", "leftover-markup 9:8"),
        ("Words.[^n]\n\n[^n]: A [[page]]", "leftover-markup 10:9"),
        ("| a |\n| - |\n| ==b== |", "leftover-markup 10:3"),
        ("A citation [@smith2020, p. 4]", "no-bibliography 8:13"),
        ("A [@a and @b]", "broken-citation 8:3"),
        ("Inline $a \\foo$ here", "equation 8:11"),
        ("$$\nc = \\foo\n$$", "equation 9:5"),
        ("A price of $10, and one of US$ 5", "equation 8:12"),
        ("See @fig-map", "not-built 8:5"),
        ("A [word]{.smallcap}", "unknown-attribute 8:10"),
        ("A *b* [word]{lang=german}", "passage-language 8:14"),
        ("A [c]{lang=jp}", "passage-language 8:7"),
        ("A [word]{lang=de role=x}", "unknown-attribute 8:18"),
        ("A *b [word*]{lang=de}", "not-built 8:13"),
        ("- *[EU]: European Union", "not-built 8:3"),
        (
            "The EG.\n\n*[EU]: European Union",
            "unused-abbreviation 10:3",
        ),
        (
            "The EU.\n*[EU]: Union\n*[EU]: Union",
            "duplicate-reference 10:3",
        ),
        ("The EU.\n*[EU]:", "unsupported-markdown 9:3"),
        ("> a\n\n: A caption", "unsupported-markdown 10:1"),
        ("> [!DANGER]\n> Words", "not-built 8:3"),
        ("::: columns\na\n:::", "fence-content 9:1"),
        ("A [reference][none]", "unknown-reference 8:3"),
        ("A [reference][]", "unknown-reference 8:3"),
        ("A [*reference*][none] \\[a][b]", "unknown-reference 8:1"),
        ("A note[^none]", "unknown-footnote 8:7"),
        ("A note[^n]\n\n[^n]:\n\nA word", "empty-footnote 10:1"),
        ("A note[^n]\n\n[^n]: <!-- later -->", "empty-footnote 10:1"),
        ("An [empty]() link", "dead-link 8:4"),
        ("A [section](#frist)", "dead-link 8:12"),
        ("An [article](other.md#a)", "dead-link 8:4"),
        ("A [host](www.example.org/a)", "dead-link 8:3"),
        ("A [reference][r]\n\n[r]: other.txt", "dead-link 10:1"),
        (
            "A [b][r], [c][R] and [r].\n\n[r]: https://a.org \"Title\"",
            "unsupported-markdown 10:1",
        ),
        ("A \u{FEFF}mark", "invisible-character 8:3"),
        ("Two\nli\u{FFFD}nes", "invisible-character 9:3"),
        ("A `co\u{E000}de`", "invisible-character 8:6"),
        ("A \u{202E}turn\u{202C}", "invisible-character 8:3"),
        ("A \u{1}control", "invisible-character 8:3"),
        ("A\rword", "invisible-character 8:2"),
        ("<!-- never closed", "unsupported-markdown 8:1"),
        ("A \u{2}control", "invisible-character 8:3"),
        ("| a |\n| - |\n| 1 | lost | too |", "surplus-cells 10:7"),
        (
            "- > | a |\n  > | - |\n  > | 1 | lost",
            "surplus-cells 10:11",
        ),
        (
            "| a | b |\n| - | - |\n| 1 | 2 |\nWords below.\nAnd more.",
            "line-in-table 11:1",
        ),
        (
            "> | a |\n> | - |\n> | 1 |\n> Words below.",
            "line-in-table 11:3",
        ),
        ("[Source]: Eurostat", "unused-reference 8:1"),
        ("- A word\n\n  [b]: https://a.org", "unused-reference 10:3"),
        ("[b]: https://a.org\nA word", "unused-reference 8:1"),
        (
            "A [B].\n\n[b]: https://a.org/1\n[B]: https://a.org/2",
            "duplicate-reference 11:1",
        ),
        ("- a\n\n  ```\n  code\n\nA word", "code-unclosed 10:3"),
        ("~~~~\ncode\n~~~", "code-unclosed 8:1"),
        ("1. a\n2. b\n4. c", "list-number 10:1"),
        (
            "3. a\n4. b\n\nA word\n\n1. a\n1. b\n2. c",
            "list-number 14:1",
        ),
        ("1. a\n2. b\n\n\n1. c", "list-number 12:1"),
        ("1. a\n2. b\n4. c\n5. d", "list-number 10:1"),
        ("16. One of them\n\n16. Another", "list-number 10:1"),
        ("1984. A novel\n\n2001. A film", "list-number 10:1"),
        ("####### Deep", "leftover-markup 8:1"),
        ("#Evidence of it", "leftover-markup 8:1"),
        ("#. first", "leftover-markup 8:1"),
        ("(@) first", "leftover-markup 8:1"),
        ("a) first\nb) second", "leftover-markup 8:1"),
        ("ii is next:\ni. first\nii. second", "leftover-markup 9:1"),
        ("• first\n• second", "leftover-markup 8:1"),
        ("– first\n– second", "leftover-markup 8:1"),
        ("| A verse\n| and another", "leftover-markup 8:1"),
        ("+---+---+", "leftover-markup 8:1"),
        (".. note:: words", "leftover-markup 8:1"),
        ("```{python}\nx\n```", "leftover-markup 8:1"),
        ("```mermaid\na --> b\n```", "leftover-markup 8:1"),
        ("A <u>word", "unsupported-markdown 8:3"),
        ("![A map](https://a.org/map.png)", "missing-image 8:1"),
        ("![A map](data:image/png;base64,AA)", "missing-image 8:1"),
    ];
    let bodies = table.iter().enumerate();
    let project = articles(bodies.map(|(at, (typed, _))| (nth(at), *typed))).plain();
    let found = findings_of_files(&project);
    for (at, (typed, expected)) in table.into_iter().enumerate() {
        let found = found.get(&format!("seeds/{}.md", nth(at)));
        assert_eq!(found, Some(&vec![expected.to_owned()]), "{typed}");
    }
    assert_eq!(found.len(), table.len(), "{found:?}");
}

#[test]
fn invisible_characters_that_do_their_work_are_set() {
    let project = project(
        "Time\u{AD}table, zero\u{200B}width, word\u{2060}joiner, \u{200E}mark, join\u{200D}er, non\u{200C}joiner.",
    );
    assert_eq!(findings(&project), [""; 0]);
}

#[test]
fn translations_are_read_as_the_article_is() {
    let project = project("A word, H~2~O and \\==more==.").plain();
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
    );
    project.ok(&["sync"]);
    let source = project.read("i18n/en/a.ftl");
    assert!(source.contains("A word, H~2~O and \\==more==."), "{source}");
    let id = source
        .lines()
        .find_map(|line| line.strip_suffix(" = A word, H~2~O and \\==more==."));
    let id = id.expect("the message");
    let french = |words: &str| {
        project.write(
            "i18n/fr/a.ftl",
            format!("meta-title = Un essai\nfirst-title = Un\n{id} = {words}\n"),
        );
        project.confirm("fr");
        findings(&project)
    };
    assert_eq!(french("\\- Un mot, H~2~O et \\==plus==."), [""; 0]);
    for (words, code, at) in [
        ("Un mot, H~2~O et ==plus==.", "leftover-markup", "==plus=="),
        ("Un mot\u{FEFF}, H~2~O.", "invisible-character", "\u{FEFF}"),
        ("- Un mot, H~2~O.", "leftover-markup", "- Un"),
        ("Un <u>mot, H~2~O.", "unsupported-markdown", "<u>"),
        ("Un mot, H~2~O et $a$.", "code-differs", "$a$"),
        ("Un mot, H~2~O et [a][b].", "unknown-reference", "[a][b]"),
    ] {
        let line = format!("{id} = {words}");
        let before = line.split(at).next().unwrap_or_default().chars().count();
        let column = if at.is_empty() { 1 } else { before + 1 };
        assert_eq!(french(words), [format!("{code} 3:{column}")], "{words}");
    }
    let found = french("Un mot, [ici](#frist), H~2~O.").join("\n");
    assert!(found.contains("dead-link 3:"), "{found}");
}

#[test]
fn links_lead_to_sections_on_screen_and_are_words_on_paper() {
    let body = "See [two](#two).\n\n# Two {#two}\n\nWords.\n\n::: slides\nOther words, [back](#first).\n:::\n\n\
        # [First](#first)\n\nWords.\n\n# More of [the second](#two)\n\n| [One](#first) | Two |\n| - | - |\n| a | b |";
    let project = project(body);
    project.ok(&["build"]);
    for format in ["brief", "slides"] {
        let pdf = project.pdf(&format!("a-full-analysis-{format}-en.pdf"));
        assert!(pdf.links() > 0, "{format}");
        // A heading keeps the words of its links where it is listed.
        let listed = pdf.bookmarks();
        for title in ["First", "More of the second"] {
            assert!(
                listed
                    .iter()
                    .any(|own| own.replace('\u{A0}', " ").ends_with(title)),
                "{format}: {listed:?}"
            );
        }
    }
}

#[test]
fn a_link_in_a_title_is_seen_on_colour() {
    let project = project("Words.");
    project.edit(
        "seeds/a.md",
        "title: A trial",
        "title: A [trial](https://a.org)",
    );
    let run = project.ok(&["build", "--color", "never"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn all_lines_of_a_task_begin_beside_its_box() {
    let words = "wide ".repeat(60);
    let project = project(&format!(
        "- [ ] {words}\n- [x] {words}\n\nOther words.\n\n- [ ] {words}\n- no task, {words}"
    ));
    project.ok(&["build", "--format", "brief"]);
    let pages = project.pdf("a-full-analysis-brief-en.pdf").pages();
    let mut starts: Vec<i64> = Vec::new();
    let runs = pages.iter().flat_map(|page| &page.runs);
    for (x, _) in runs.filter(|(_, words)| words.contains("wide wide wide")) {
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let x = x.round() as i64;
        if starts.last() != Some(&x) {
            starts.push(x);
        }
    }
    assert_eq!(starts.len(), 2, "{starts:?}");
}

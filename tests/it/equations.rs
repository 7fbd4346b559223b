//! Equations: what is printed of TeX, in lines and displayed, on pages and slides, and faults at their lines.

use crate::support::Project;

/// An article in English.
fn project(body: &str) -> Project {
    let text = format!("---\ntitle: Title\ndate: 2025-11-01\n---\n\n# One {{#one}}\n\n{body}\n");
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", &text),
    ])
}

const BRIEF: &str = "a-full-analysis-brief-en.pdf";

#[test]
fn formulas_of_usual_kinds_are_set() {
    let formulas = [
        r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
        r"\sum_{i=1}^{n} i = \int_0^\infty e^{-x}\,dx",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"f(x) = \begin{cases} x^2 & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
        r"\begin{aligned} (a+b)^2 &= a^2 + b^2 \\ &= c \end{aligned}",
        r"\begin{array}{l|c} a & b \\ \hline 1 & 2 \end{array}",
        r"\binom{n}{k} \overline{ab} \underbrace{a + b}_{2} \hat{x} \vec{v}",
        r"\left| \frac{a}{b} \right| \left. x \right\} \big( y \big)",
        r"\lim_{x \to 0} \operatorname*{arg\,max}_\theta \mathbb{R} \mathcal{L} \mathbf{x}",
        r"A \xrightarrow{f} B \quad x \not= y \quad \cancel{z}",
        r"\sum_{\substack{i \\ j}} \stackrel{d}{=} \sqrt[3]{x} x'",
    ];
    for formula in formulas {
        let project = project(&format!(
            "In a line, ${formula}$ stands.\n\n$$ {formula} $$"
        ));
        let run = project.ok(&["build", "--deny-warnings", "--format", "brief"]);
        assert!(!run.stderr.contains("error"), "{formula}: {}", run.stderr);
    }
}

#[test]
fn equations_have_numbers_references_and_alternative_texts() {
    let project = project(
        "First [](#eq-b), then [](#eq-a).\n\n$$ a = 1 $$ {#eq-a alt=\"A is one\"}\n\n$$\nb = 2\n$$ {#eq-b}\n\n$$ c = 3 $$",
    );
    project.ok(&["build", "--deny-warnings", "--format", "brief"]);
    let body = project.pdf(BRIEF).body().replace('\u{A0}', " ");
    assert!(
        body.contains("First equation (2), then equation (1)."),
        "{body}"
    );
    for number in ["(1)", "(2)"] {
        assert!(body.contains(number), "{body}");
    }
    project.ok(&["sync"]);
    assert!(project.read("i18n/en/a.ftl").contains(".alt = A is one"));
}

#[test]
fn dollars_of_prices_are_dollars() {
    let project = project(r"It costs $5 and $10, or \$x\$, and US\$ 3. So is $2 π r$.");
    project.ok(&["build", "--deny-warnings", "--format", "brief"]);
    let body = project.pdf(BRIEF).body().replace('\u{A0}', " ");
    assert!(
        body.contains("It costs $5 and $10, or $x$, and US$ 3."),
        "{body}"
    );
}

#[test]
fn faults_are_found_at_their_lines() {
    for (body, place, words) in [
        (
            r"So $a \foo{b}$.",
            "8:7",
            "the command `\\foo` is not supported",
        ),
        (r"So $a \color{red} b$.", "8:7", "colours are for layouts"),
        ("So $\\color{# red} b$.", "8:5", "colours are for layouts"),
        (
            r"So $\frac{a}$ it is.",
            "8:4",
            "the equation cannot be read",
        ),
        (
            r"So $\begin{tikzpicture} a \end{tikzpicture}$.",
            "8:5",
            "`\\begin{tikzpicture}`",
        ),
        ("$$ a \\sideset{b}{c} d $$", "8:6", "`\\sideset`"),
        (
            "From $100 to $200 (US$).",
            "8:14",
            "words between two dollars",
        ),
        (
            "It costs $5-$10; or 5$ more.",
            "8:13",
            "words between two dollars",
        ),
        (
            r"The identity \(a^2+b^2=c^2\) holds.",
            "8:14",
            "in the notation of LaTeX",
        ),
        (r"So \[ x^2+y^2 \] too.", "8:4", "in the notation of LaTeX"),
        ("So $g + 5% r$.", "8:10", "`%` begins a comment"),
        (
            "$$\\begin{array}{|c|} a \\end{array}$$",
            "8:1",
            "a line at the edge of an array",
        ),
        ("$$ a $$ {#eq-a sorce=x}", "8:16", "no attribute `sorce`"),
        (
            "So $$ a $$ it is.",
            "8:4",
            "a displayed equation inside a text is not supported",
        ),
    ] {
        let run = project(body).run(&["check", "--color", "never"]);
        assert_eq!(run.code, 1, "{body}");
        for part in [&format!("seeds/a.md:{place}\n"), words] {
            assert!(run.stderr.contains(part), "{body}\n{part}: {}", run.stderr);
        }
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn an_equation_that_is_too_wide_is_an_error_with_millimetres() {
    let project = project(&format!("$$ {}z $$", "a + b + c + d + ".repeat(12)));
    let run = project.run(&["build", "--color", "never", "--format", "brief"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[overflow]") && run.stderr.contains(" mm"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("seeds/a.md:8:"), "{}", run.stderr);
}

#[test]
fn a_translation_has_the_equations_of_its_source() {
    let project = project("The area is $\\pi r^2$.");
    project.edit("fluentpress.yaml", "locales: []", "locales: [en, fr]");
    let write = |text: &str| {
        let messages =
            format!("meta-title = Titre\none-title = Une\none-the-area-is-pi = {text}\n");
        project.write("i18n/fr/a.ftl", messages);
        project.ok(&["sync"]);
        project.confirm("fr");
        project.run(&["check", "--color", "never"]).stderr
    };
    let catalogue = write("L’aire est $\\pi r^2$.");
    assert!(!catalogue.contains("error["), "{catalogue}");
    let found = write("L’aire est $\\pi r^3$.");
    assert_eq!(found.matches("error[code-differs]").count(), 2, "{found}");
    project.ok(&["export", "--format", "xliff2", "fr", "fr.xlf"]);
}

#[test]
fn decimal_signs_are_those_of_the_language() {
    let project = project(
        "It is $x = 0.5$ or $y = 12{,}75$ in $f(1,2)$ of 1.2.3, and $10{,}000$, $1{,}234{,}567.5$ and $\\text{5\\% of it}$.",
    );
    project.edit("fluentpress.yaml", "locales: []", "locales: [en, fr]");
    project.ok(&["sync"]);
    project.write(
        "i18n/fr/a.ftl",
        "meta-title = Titre\none-title = Un\none-it-is-0-5 = C’est $x = 0.5$ ou $y = 12{\"{\"},{\"}\"}75$ dans $f(1,2)$ de 1.2.3, et $10{\"{\"},{\"}\"}000$, $1{\"{\"},{\"}\"}234{\"{\"},{\"}\"}567.5$ et $\\text{\"{\"}5\\% of it{\"}\"}$.\n",
    );
    project.ok(&["sync"]);
    project.confirm("fr");
    project.ok(&["build", "--format", "brief"]);
    for (locale, numbers) in [
        ("en", ["0.5", "12.75", "10,000", "1,234,567.5", "5% of it"]),
        ("fr", ["0,5", "12,75", "10 000", "1 234 567,5", "5% of it"]),
    ] {
        let name = format!("a-full-analysis-brief-{locale}.pdf");
        let body = project.pdf(&name).body().replace('\u{202F}', " ");
        for number in numbers {
            assert!(body.contains(number), "{locale}: {number}: {body}");
        }
    }
}

#[test]
fn displayed_equations_may_have_several_lines() {
    let project = project(
        "Before.\n\n$$\nY = C + I\n+ G - X\n= Z\n> 0\n$$\n\nAfter.\n\n```\n$$\n+ code\n```",
    );
    project.ok(&["build", "--format", "brief", "--deny-warnings"]);
    let body = project.pdf(BRIEF).body();
    for printed in ["+𝐺−𝑋", "=𝑍", "> 0", "+ code"] {
        let (body, printed) = (body.replace(' ', ""), printed.replace(' ', ""));
        assert!(body.contains(&printed), "{printed}: {body}");
    }
}

#[test]
fn a_title_is_words_where_there_is_no_other_type() {
    let project = project("Words.");
    let text = project.read("seeds/a.md");
    let text = text.replacen("---\n", "---\nauthors: [Ada Example]\n", 1);
    let title = text
        .lines()
        .find(|line| line.starts_with("title:"))
        .expect("a title");
    let new = "title: \"Of $\\\\alpha^2$ in H~2~O at 10^3^ K, or C++ & +€5\"";
    project.write("seeds/a.md", text.replace(title, new));
    project.ok(&["build"]);
    let words = "Of α² in H₂O at 10³\u{a0}K, or C++ & +€5";
    for pdf in project.pdfs() {
        let file = project.pdf(&pdf);
        assert_eq!(file.info(b"Title").as_deref(), Some(words), "{pdf}");
        if pdf.contains("brief") {
            let text = file.text().replace(['\u{a0}', '\n'], " ");
            let cited = format!("Ada Example, {words}").replace('\u{a0}', " ");
            assert!(text.contains(&cited), "{text}");
        }
    }
}

#!/usr/bin/env python3
"""Makes a project of many articles in six languages: project.py FLUENTPRESS FOLDER ARTICLES

The articles differ in length, from four sections to sixteen; their sentences and those of the translations are in
words.tsv, line by line. Ids and locks are the command's own: `sync` asks for the translations, and `ack` confirms them.
"""
import csv
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CITIES = ["Lisboa", "Madrid", "Milano", "Berlin", "Wien", "Praha", "Oslo", "Gdynia", "Zagreb", "Lyon", "Gent", "Basel"]
SUBJECTS = ["The passengers", "The track", "The carriages", "The fares", "The timetable", "The stations"]


def table(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Article:
    """An article, and what each of its texts is in the other languages."""

    def __init__(self, number, words):
        self.words = words
        self.a, self.b = CITIES[number % 12], CITIES[(number * 5 + 1 + number // 12) % 12]
        if self.a == self.b:
            self.b = "Roma"
        self.seed = number * 7919 + 17
        self.said = {}
        extra = number * 7 % 13  # sections that only the full analysis has
        self.text = self.write(number, extra)

    def n(self):
        """The next number of a row that is the same on every machine."""
        self.seed = (self.seed * 1103515245 + 12345) % 2**31
        return 2 + (self.seed >> 8) % 97

    def say(self, start):
        """The text that starts so; its translations are noted."""
        row = next(row for row in self.words if row["en"].startswith(start))
        values = {"a": self.a, "b": self.b, "n": self.n()}
        said = {locale: text.format(**values) for locale, text in row.items()}
        self.said[said["en"]] = said
        return said["en"]

    def write(self, number, extra):
        say = self.say
        lines = ["---", f"title: {say('The night train')}", f"date: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
                 "lang: en", "audiences:", "  executive-summary: [lede, offer, choice, outlook, key-points]",
                 "  key-points: [lede, key-points]", "---", "", say("Between"), "",
                 "::: slides", f"- {say('A night train travels')}", f"- {say('It saves a day')}", ":::", "",
                 f"# {say('What the line')} {{#offer .findings}}", ""]
        for label, text in [("Time", "A journey"), ("Track", "Lines that"), ("Comfort", "Passengers compare")]:
            row = next(row for row in self.words if row["en"] == label)
            self.said[label] = row
            lines += [label, "", f": {say(text)}", ""]
        for at in range(extra):
            subject = (number + at) % len(SUBJECTS)
            start = ["In {a},", "The track is owned", "Carriages are built", "A ticket", "A train that", "The station"][subject]
            lines += [f"# {say(SUBJECTS[subject])}", "", say(start), "", say("A journey"), ""]
            if at % 4 == 1:
                lines += [f"- {say('Lines that')}", f"- {say('Passengers compare')}", ""]
            if at % 4 == 3:
                for cell in ("City", "Passengers a night"):
                    self.said[cell] = next(row for row in self.words if row["en"] == cell)
                rows = [f"| {city} | {self.n() * 10} |" for city in (self.a, self.b)]
                for row in rows:
                    for cell in row.strip("| ").split(" | "):
                        self.said[cell] = dict.fromkeys(self.words[0], cell)
                lines += ["| City | Passengers a night |", "| --- | ---: |", *rows, ""]
        lines += [f"# {say('What has to be')} {{#choice .bottom-line}}", "", say("Carriages are built"), "",
                  say("Open the lines first, for"), "", "::: slides", f"- {say('Open the lines first, and')}", ":::", "",
                  f"# {say('What comes next')} {{#outlook .outlook}}", "", say("If {a}"), "", say("If each"), "",
                  "::: slides", f"- {say('A network can')}", ":::", "",
                  f"# {say('Key points')} {{#key-points .takeaways}}", ""]
        lines += [f"- {say(text)}" for text in ("A night train saves", "The track is there", "Carriages are the", "Two cities")]
        return "\n".join(lines) + "\n"


def translate(catalogue, said, locale):
    """The source catalogue in another language: comments away, texts replaced."""
    out = []
    for line in catalogue.splitlines():
        if found := re.match(r"^([a-z][\w-]*|    \.\w+) = (.*)$", line):
            out.append(f"{found[1]} = {said[found[2]][locale]}")
        elif line and not line.startswith("#"):
            sys.exit(f"a line that is no message: {line!r}")
    return "\n".join(out) + "\n"


def main(command, folder, count):
    folder = pathlib.Path(folder)
    run = lambda *arguments: subprocess.run([command, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    words = table("words.tsv")
    (folder / "seeds").mkdir(parents=True)
    (folder / "fluentpress.yaml").write_text("source: en\n")
    articles = {f"line-{number:02}": Article(number, words) for number in range(int(count))}
    for name, article in articles.items():
        (folder / "seeds" / f"{name}.md").write_text(article.text, encoding="utf-8")
    locales = [locale for locale in words[0] if locale != "en"]
    for locale in locales:
        (folder / "i18n" / locale).mkdir(parents=True)
    for row in table("labels.tsv"):
        for locale in list(row)[1:]:
            with open(folder / "i18n" / locale / "labels.ftl", "a", encoding="utf-8") as file:
                file.write(f"{row['id']} = {row[locale]}\n")
    run("sync")
    for name, article in articles.items():
        catalogue = (folder / "i18n" / "en" / f"{name}.ftl").read_text(encoding="utf-8")
        for locale in locales:
            text = translate(catalogue, article.said, locale)
            (folder / "i18n" / locale / f"{name}.ftl").write_text(text, encoding="utf-8")
    for locale in locales:
        run("ack", "--all-unconfirmed", locale)


main(*sys.argv[1:])

"""Makes a project of the gettext catalogues in packages, runs `check` on it, and counts what it says by rule.

Arguments: the program, the folder of packages, and a folder for the project and for `findings.tsv`, which lists each finding with both texts.
"""

import json
import re
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import polib

LOCALES = {
    "ar": "ar", "cs": "cs", "de": "de", "es": "es", "fr": "fr", "it": "it", "ja": "ja", "ko": "ko", "nl": "nl", "pl": "pl",
    "pt_BR": "pt-BR", "ru": "ru", "sv": "sv", "tr": "tr", "uk": "uk", "zh_Hans": "zh",
}
# Texts of at least so many words: labels of one or two words say little about a rule.
WORDS = 3
# Every text with a remainder of 0 is taken.
EVERY = 3
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def flat(text):
    """A text as an FTL value, or None for one that is no plain text."""
    if not text or re.search(r"[<>\n`*_\\\[\]]|%\(\w+\)[^sd]|%[sdrfiu%]|&\w+;|\{\{|[{][^}\w]|\{\w*[^}\w]|https?:|\b\w+=", text):
        return None
    names = []

    def variable(match):
        names.append(match[1] or match[2] or str(len(names)))
        return "\0" + names[-1] + "\1"

    text = PLACEHOLDER.sub(variable, text)
    if "{" in text or "}" in text:
        return None
    text = text.strip()
    if not text or text[0] in ".*[#":
        return None
    return text.replace("\0", "{ $v").replace("\1", " }")


def catalogues(wheels):
    """The entries of all packages: by locale, from texts to translations."""
    found = defaultdict(dict)
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in sorted(archive.namelist()):
                match = re.search(r"/(\w+)/LC_MESSAGES/\w+\.mo$", name)
                if not match or match[1] not in LOCALES:
                    continue
                path = wheels / "entry.mo"
                path.write_bytes(archive.read(name))
                for entry in polib.mofile(str(path)):
                    source, target = flat(entry.msgid), flat(entry.msgstr)
                    if source and target and not entry.msgid_plural and not entry.msgctxt:
                        found[LOCALES[match[1]]].setdefault(source, target)
    return found


def main():
    program, wheels, root = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), Path(sys.argv[3])
    found = catalogues(wheels)
    sources = sorted({source for texts in found.values() for source in texts})
    sources = [s for s in sources if len(s.split()) >= WORDS][::EVERY]
    ids = {source: f"m{at}" for at, source in enumerate(sources)}
    for folder in ["seeds", "i18n/en"]:
        (root / folder).mkdir(parents=True, exist_ok=True)
    locales = "".join(f"  - {locale}\n" for locale in sorted(found))
    (root / "fluentpress.yaml").write_text(f"source: en\nlocales:\n{locales}audiences: []\n")
    (root / "seeds/a.md").write_text("---\ntitle: A\ndate: 2025-11-01\n---\n")
    def write(locale, texts):
        (root / f"i18n/{locale}").mkdir(exist_ok=True)
        lines = (f"# text\n{ids[source]} = {text}\n" for source, text in texts.items())
        (root / f"i18n/{locale}/labels.ftl").write_text("".join(lines))

    write("en", {source: source for source in sources})
    targets = {}
    for locale, texts in found.items():
        texts = {source: texts[source] for source in sources if source in texts}
        # A text that nobody has translated.
        texts = {source: text for source, text in texts.items() if text != source}
        write(locale, texts)
        targets |= {(locale, ids[source]): (source, text) for source, text in texts.items()}
    run = subprocess.run(
        [program, "check", "--message-format", "json"], cwd=root, capture_output=True, text=True, check=False
    )
    counts, rows = Counter(), []
    lines = {}
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        match = re.fullmatch(r"i18n/([\w-]+)/labels\.ftl", finding.get("file") or "")
        if not match or match[1] == "en" or not finding["line"]:
            continue
        path = root / finding["file"]
        text = lines.setdefault(path, path.read_text().splitlines())[finding["line"] - 1]
        pair = targets.get((match[1], text.split(" = ")[0]))
        if pair:
            counts[finding["severity"], finding["code"]] += 1
            rows.append((finding["code"], match[1], finding["message"], *pair))
    rows.sort()
    (root / "findings.tsv").write_text("".join("\t".join(row) + "\n" for row in rows))
    total = len(targets)
    print(f"{total} translations of {len(sources)} texts in {len(found)} languages")
    for (severity, code), count in sorted(counts.items()):
        print(f"{severity:8} {code:26} {count:5} {count * 1000 / total:7.2f} a thousand")
    for severity in ["error", "warning", "note"]:
        count = sum(n for (s, _), n in counts.items() if s == severity)
        print(f"{severity:8} {'all':26} {count:5} {count * 1000 / total:7.2f} a thousand")
    if not total:
        sys.exit(run.stderr)


main()

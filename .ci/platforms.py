"""Changes a stale translation with the libraries of translation platforms; ends with 1 where it is then not stale, or text is lost."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer
from moz.l10n.formats import Format
from moz.l10n.message import parse_message
from moz.l10n.model import Entry
from moz.l10n.resource import parse_resource, serialize_resource
from translate.storage.fluent import FluentFile

FLUENTPRESS = sys.argv[1]
FRENCH = "i18n/fr/night-trains.ftl"
ENGLISH = "i18n/en/night-trains.ftl"
STALE = "choice-carriages-are-the-bottleneck"
NEW = (
    "Les voitures sont le goulet d’étranglement : construites sur commande, en petit nombre, elles durent dix ans. "
    "Qui les commande doit savoir dès aujourd’hui quelles lignes lui seront ouvertes demain."
)


def moz_entries(resource):
    return (e for section in resource.sections for e in section.entries if isinstance(e, Entry))


def moz_l10n(trim_comments):
    """The file itself, with one translation changed."""
    resource = parse_resource(FRENCH)
    for entry in moz_entries(resource):
        if entry.id == (STALE,):
            entry.value = parse_message(Format.fluent, NEW)
    Path(FRENCH).write_text("".join(serialize_resource(resource, trim_comments=trim_comments)))


def moz_l10n_from_source():
    """The source file, with the translations put in, as Pontoon writes files."""
    known = {entry.id: entry for entry in moz_entries(parse_resource(FRENCH))}
    resource = parse_resource(ENGLISH)
    for section in resource.sections:
        section.entries = [e for e in section.entries if isinstance(e, Entry) and e.id in known]
        for entry in section.entries:
            entry.value, entry.properties = known[entry.id].value, known[entry.id].properties
            if entry.id == (STALE,):
                entry.value = parse_message(Format.fluent, NEW)
    Path(FRENCH).write_text("".join(serialize_resource(resource, trim_comments=True)))


def translate_toolkit():
    """The file, as Weblate writes files."""
    store = FluentFile.parsefile(FRENCH)
    (unit,) = (unit for unit in store.units if unit.getid() == STALE)
    # The text of a file in one language is the unit's source.
    unit.source = NEW
    store.save()


def fluent_syntax():
    resource = FluentParser().parse(Path(FRENCH).read_text())
    for entry in resource.body:
        if getattr(entry, "id", None) and entry.id.name == STALE:
            entry.value = FluentParser().parse_entry(f"a = {NEW}").value
    Path(FRENCH).write_text(FluentSerializer().serialize(resource))


TOOLS = {
    "moz.l10n": lambda: moz_l10n(False),
    "moz.l10n without comments": lambda: moz_l10n(True),
    "moz.l10n from the source file": moz_l10n_from_source,
    "translate-toolkit": translate_toolkit,
    "fluent.syntax": fluent_syntax,
}


def run(*arguments, code):
    done = subprocess.run([FLUENTPRESS, *arguments], capture_output=True, text=True)
    if done.returncode != code:
        sys.exit(f"{arguments} ended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stderr + done.stdout


def edit(path, old, new):
    text = Path(path).read_text()
    assert old in text, f"{path} has no {old}"
    Path(path).write_text(text.replace(old, new, 1))


for name, change in TOOLS.items():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run("new", ".", code=0)
        edit("seeds/night-trains.md", "last for thirty years", "last for ten years")
        run("sync", code=0)
        change()
        for _ in range(2):
            found = run("check", code=1)
            if f"the translation of `{STALE}` is stale" not in found or "\n1 error\n" not in found:
                sys.exit(f"{name}: {found}")
            # Another text of another message would be news.
            if "changed: " in run("sync", code=0) or "missing" in found:
                sys.exit(f"{name}: other messages have changed: {Path(FRENCH).read_text()}")
        run("sync", "--check", code=0)
        marks = Path(FRENCH).read_text().count(f"# stale: {STALE}\n")
        run("ack", "fr", STALE, code=0)
        run("check", code=0)
        if NEW not in Path(FRENCH).read_text() or marks != 1:
            sys.exit(f"{name}: {marks} marks: {Path(FRENCH).read_text()}")
        os.chdir("/")
        print(f"{name}: stale until it was confirmed, all other messages unchanged")

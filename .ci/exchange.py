"""Edits what `export` writes with other programs, and compares what `import` makes of it: see `.ci/exchange`."""

import pathlib
import shutil
import subprocess
import sys

import openpyxl
from lxml import etree
from translate.storage import pypo, tbx, tmx, xliff, xliff2

fluentpress, repository, work, tools = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
MESSAGE = "lede-les-etats-unis-conservent"
ARTICLE = "trump-xi-ia"
# Words of the translation, and what a translator makes of them.
OLD, NEW = "The United States retains a lead", "The United States keeps a “lead” & more"


def run(*arguments, folder=None):
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
    return done.stdout


def project(name):
    folder = work / name
    for part in ("seeds", "i18n", "layouts"):
        shutil.copytree(repository / part, folder / part)
    shutil.copy(repository / "fluentpress.yaml", folder)
    return folder


def with_toolkit(storage, is_ours):
    """Edits a unit, or saves the file as it is, with translate-toolkit."""

    def edit(path, is_edited):
        store = storage.parsefile(str(path))
        units = [unit for unit in store.units if not unit.isheader()]
        # A label may be one code alone, which this library reads as no text.
        assert len([unit for unit in units if unit.source and unit.target]) > 100, path
        for unit in units:
            if is_edited and is_ours(unit):
                unit.target = unit.target.replace(OLD, NEW)
                unit.marktranslated() if hasattr(unit, "marktranslated") else unit.markfuzzy(False)
        store.savefile(str(path))

    return edit


def with_openpyxl(path, is_edited):
    book = openpyxl.load_workbook(path)
    for row in book["Translations"].iter_rows(min_row=2):
        if is_edited and row[1].value == MESSAGE:
            row[4].value = row[4].value.replace(OLD, NEW)
    book.save(path)


def with_libreoffice(path, is_edited):
    with_openpyxl(path, is_edited)
    saved = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{work}/profile"
    run("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(path))
    shutil.copy(saved / path.name, path)


def with_msgfmt(path, is_edited):
    run("msgfmt", "--check", "--output-file=/dev/null", str(path))
    # Wraps lines, and orders the header as gettext does.
    run("msgcat", "--width=60", "--output-file", str(path), str(path))
    with_toolkit(pypo.pofile, lambda unit: unit.getcontext() == f"{ARTICLE}/{MESSAGE}")(path, is_edited)
    run("msgfmt", "--check", "--output-file=/dev/null", str(path))


def with_okapi(path, is_edited):
    def validate():
        run("java", "-cp", f"{tools}/lib/*", str(tools / "Validate.java"), str(path))

    validate()
    with_toolkit(xliff2.Xliff2File, lambda unit: unit.getid().endswith(MESSAGE))(path, is_edited)
    validate()


class Local(etree.Resolver):
    """Finds the schema of `xml:` attributes beside the one that names it."""

    def resolve(self, address, _, context):
        if address.endswith("/xml.xsd"):
            return self.resolve_filename(str(next(tools.rglob("xml.xsd"))), context)


def schema():
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(next(tools.rglob("xliff-core-1.2-*.xsd"))), parser))


XLIFF_1_2 = schema()


def with_schema(path, is_edited):
    XLIFF_1_2.assertValid(etree.parse(str(path)))
    with_toolkit(xliff.xlifffile, lambda unit: unit.getid().endswith(MESSAGE))(path, is_edited)


TOOLS = [
    ("Okapi and translate-toolkit", "xliff2", with_okapi),
    ("its schema and translate-toolkit", "xliff1.2", with_schema),
    ("gettext and translate-toolkit", "po", with_msgfmt),
    ("openpyxl", "xlsx", with_openpyxl),
    ("LibreOffice", "xlsx", with_libreoffice),
]
for at, (name, kind, edit) in enumerate(TOOLS):
    for is_edited in (False, True):
        folder = project(f"{at}-{is_edited}")
        catalogue = folder / "i18n" / "en" / f"{ARTICLE}.ftl"
        before = catalogue.read_bytes()
        path = folder / f"en.{kind if kind != 'xliff1.2' else 'xlf'}"
        run(fluentpress, "export", "en", "--format", kind, str(path), folder=folder)
        edit(path, is_edited)
        run(fluentpress, "import", str(path), folder=folder)
        expected = before.replace(OLD.encode(), NEW.encode(), 1) if is_edited else before
        if catalogue.read_bytes() != expected:
            sys.exit(f"{name}, {kind}: something was lost or changed:\n{catalogue.read_text()}")
        run(fluentpress, "check", "--locale", "en", folder=folder)
    print(f"{kind} through {name}: nothing lost")

folder = project("memory")
run(fluentpress, "export", "en", "--format", "tmx", "en.tmx", folder=folder)
pairs = tmx.tmxfile.parsefile(str(folder / "en.tmx")).units
assert len(pairs) > 100 and all(pair.source and pair.target for pair in pairs)
print(f"tmx through translate-toolkit: {len(pairs)} pairs")

run(fluentpress, "export", "en", "--format", "tbx", "en.tbx", folder=folder)
terms = tbx.tbxfile.parsefile(str(folder / "en.tbx")).units
assert terms and all(term.source and term.target for term in terms)
print(f"tbx through translate-toolkit: {len(terms)} terms")

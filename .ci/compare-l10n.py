"""Compares what three tools say of missing, obsolete and duplicate messages; ends with 1 where they differ."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from moz.l10n.model import Entry
from moz.l10n.resource import parse_resource

FLUENTPRESS, COMPARE_LOCALES, VENDOR = sys.argv[1], sys.argv[2], Path(sys.argv[3])
FIREFOX = VENDOR / "fluent-testing-0.0.5" / "resources"
AGE = VENDOR / "age-0.12.1" / "i18n"


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1) or "panicked" in done.stderr:
        sys.exit(f"{command}: {done.returncode}\n{done.stderr}")
    return done.stdout


def ours(source, target):
    """Missing, obsolete, duplicates: sets of (file, id); and missing files with their number of messages."""
    missing, obsolete, duplicates, files = set(), set(), set(), {}
    for line in run(FLUENTPRESS, "check", "--bundles", source, target, "--message-format", "json").splitlines():
        finding = json.loads(line)
        if finding["type"] != "diagnostic":
            continue
        file = finding["file"].removeprefix(target.name + "/")
        name = re.search(r"`([^`]+)`", finding["message"])
        kind = {"missing-translation": missing, "obsolete-message": obsolete, "duplicate-message": duplicates}.get(finding["code"])
        if kind is not None:
            kind.add((file, name[1]))
        if finding["code"] == "missing-file":
            files[file] = int(re.search(r"has (\d+) message", finding["message"])[1])
    return missing, obsolete, duplicates, files


def compare_locales(source, target):
    missing, obsolete, duplicates, files = set(), set(), set(), {}
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "l10n.toml"
        config.write_text(
            f'basepath = "."\nlocales = ["{target.name}"]\n[[paths]]\n'
            f'reference = "{source}/**/*.ftl"\nl10n = "{{l10n_base}}/{{locale}}/**/*.ftl"\n'
        )
        told = json.loads(run(COMPARE_LOCALES, "--json", "-", "--return-zero", config, target.parent, target.name))[0]

    def walk(node, path):
        if isinstance(node, dict):
            for name, inner in node.items():
                walk(inner, path + name.split("/"))
            return
        file = "/".join(path[1:])
        for one in node:
            for kind, what in one.items():
                twice = re.match(r"(\S+) occurs \d+ times", str(what))
                if kind == "missingEntity":
                    missing.add((file, what))
                elif kind == "obsoleteEntity":
                    obsolete.add((file, what))
                elif kind == "missingFile":
                    files[file] = one.get("strings")
                elif twice:
                    duplicates.add((file, twice[1]))

    walk(told["details"], [])
    return missing, obsolete, duplicates, files


def moz_l10n(source, target):
    def ids(path):
        return Counter(".".join(entry.id) for section in parse_resource(str(path)).sections for entry in section.entries if isinstance(entry, Entry))

    names = lambda folder: {str(path.relative_to(folder)) for path in folder.rglob("*.ftl")}
    missing, obsolete, duplicates, files = set(), set(), set(), {}
    for name in names(source) - names(target):
        files[name] = None
    for name in names(source) & names(target):
        there, here = ids(source / name), ids(target / name)
        missing |= {(name, one) for one in there if one not in here}
        obsolete |= {(name, one) for one in here if one not in there}
        duplicates |= {(name, one) for one, count in here.items() if count > 1}
    return missing, obsolete, duplicates, files


def same(title, source, target):
    told = {"fluentpress": ours(source, target), "compare-locales": compare_locales(source, target), "moz.l10n": moz_l10n(source, target)}
    first = told["fluentpress"]
    for tool, other in told.items():
        for what, a, b in zip(("missing", "obsolete", "duplicate", "missing files"), first, other):
            if set(a) != set(b):
                sys.exit(f"{title}: {what}: only fluentpress {sorted(set(a) - set(b))}, only {tool} {sorted(set(b) - set(a))}")
    print(f"{title}: {len(first[0])} missing, {len(first[1])} obsolete, {len(first[2])} duplicate, {len(first[3])} missing files: all three agree")
    return [len(part) for part in first]


with tempfile.TemporaryDirectory() as folder:
    copy = Path(folder)
    shutil.copytree(FIREFOX / "browser", copy / "browser")
    shutil.copytree(FIREFOX / "toolkit", copy / "toolkit")
    shutil.copytree(AGE, copy / "age")
    found = [same("Firefox browser, pl", copy / "browser" / "en-US", copy / "browser" / "pl")]
    found += [same("Firefox toolkit, pl", copy / "toolkit" / "en-US", copy / "toolkit" / "pl")]
    for target in sorted(p for p in (copy / "age").iterdir() if p.name != "en-US"):
        found.append(same(f"age, {target.name}", copy / "age" / "en-US", target))
    # Published files hold no duplicates: some are planted, and messages are taken away and added.
    for target in ("pl", "fr"):
        root = copy / ("browser" if target == "pl" else "age")
        file = root / target / ("browser/browser.ftl" if target == "pl" else "age.ftl")
        text = file.read_text()
        ids = re.findall(r"^([a-z][a-zA-Z0-9-]*) =", text, re.M)
        text = re.sub(rf"^{ids[1]} =", "gone-astray =", text, count=1, flags=re.M)
        file.write_text(f"{text}\n{ids[0]} = Encore\n{ids[-1]} = Encore\nnot-there = Encore\n")
        found.append(same(f"planted, {target}", root / "en-US", root / target))
    sums = [sum(column) for column in zip(*found)]
    if 0 in sums:
        sys.exit(f"nothing was compared: {sums}")
    for source in FIREFOX.iterdir():
        if source.is_dir():
            for a in source.iterdir():
                for b in source.iterdir():
                    run(FLUENTPRESS, "check", "--bundles", a, b)
